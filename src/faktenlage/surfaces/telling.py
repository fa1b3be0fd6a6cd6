"""Prints who says what in each report: a block a statement for people, JSON for programs."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator

import click

from faktenlage.contract import statements_to_json
from faktenlage.model import Report, Review, Span, Statement
from faktenlage.review import Desk, read_statements
from faktenlage.surfaces.running import each
from faktenlage.surfaces.sources import Sources

_COLUMN = 10


def tell(sources: Sources, *, as_json: bool, own: bool) -> int:
    """Read and print all of them; returns the exit status. ``own``: show what the report says itself as well."""
    desk = Desk.load()
    number = 0

    def handled(report: Report) -> int:
        nonlocal number
        number += 1
        told = read_statements(report, desk=desk)
        if as_json:
            sys.stdout.buffer.write(statements_to_json(told) + b"\n")
            sys.stdout.flush()
        else:
            head = [] if sources.single else [told.report.id, ""]
            click.echo("\n".join([*([""] if number > 1 else []), *head, *_lines(told, own=own)]))
        return 0

    return each(sources, handled, doing="reading", progress=None)


def _lines(told: Review, *, own: bool) -> Iterator[str]:
    shown = [statement for statement in told.statements if own or statement.manner != "own"]
    for number, statement in enumerate(shown):
        if number:
            yield ""
        yield from _statement(statement, told.report.text)
    left = len(told.statements) - len(shown)
    if left:
        yield f"{'' if not shown else chr(10)}In the report's own voice: {left} (--own shows them)"


def _statement(statement: Statement, text: str) -> Iterator[str]:
    about = [statement.manner, statement.authority, statement.stance, statement.certainty]
    yield from _entry(statement.id, " · ".join(each.replace("_", " ") for each in about))
    for name, spans in (("source", statement.source), ("cue", statement.cue), ("to", statement.addressee)):
        if spans:
            yield from _entry(f"  {name}", _words(spans, text))
    yield from _entry("  content", _words(statement.content, text))


def _entry(name: str, words: str) -> list[str]:
    width = max(40, min(100, shutil.get_terminal_size((88, 24)).columns))
    return textwrap.wrap(
        words or "-",
        width,
        initial_indent=f"{name:<{_COLUMN}}",
        subsequent_indent=" " * _COLUMN,
        break_on_hyphens=False,
    )


def _words(spans: tuple[Span, ...], text: str) -> str:
    """The words of the spans on one line, without what could steer a terminal."""
    line = " ... ".join(" ".join(span.of(text).split()) for span in spans)
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
