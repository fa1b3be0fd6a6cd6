"""Prints who says what in each report: a block a statement for people, JSON for programs."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import click

from faktenlage.contract import statements_to_json
from faktenlage.excerpts import read_statements
from faktenlage.explanations import Explainer, explainer
from faktenlage.exports.annotations import annotations_to_json
from faktenlage.model import Report, Review, Span, Statement
from faktenlage.review import Desk
from faktenlage.surfaces.running import each
from faktenlage.surfaces.sources import Sources
from faktenlage.surfaces.terminal import flat

Form = Literal["text", "json", "annotations"]


@dataclass(frozen=True, slots=True)
class Wish:
    """In which form and language to print; ``own``: show what the report says itself as well."""

    form: Form = "text"
    language: str | None = None
    own: bool = False


def tell(sources: Sources, wish: Wish) -> int:
    """Read and print all of them; returns the exit status."""
    desk = Desk.load()
    number = 0

    def handled(report: Report) -> int:
        nonlocal number
        number += 1
        told = read_statements(report, desk=desk)
        if wish.form == "text":
            head = [] if sources.single else [told.report.id, ""]
            writer = explainer(wish.language or told.language, desk.languages)
            click.echo("\n".join([*([""] if number > 1 else []), *head, *_Page(told, writer).lines(own=wish.own)]))
        else:
            written = annotations_to_json(told) if wish.form == "annotations" else statements_to_json(told)
            sys.stdout.buffer.write(written + b"\n")
            sys.stdout.flush()
        return 0

    return each(sources, handled, doing="reading", progress=None)


class _Page:
    """Writes the statements of one report in one language."""

    def __init__(self, told: Review, writer: Explainer) -> None:
        self._told, self._words, self._speech = told, writer.said, writer.speech
        words = self._words
        self._column = max(map(len, (words.source, words.cue, words.addressee, words.content))) + 4

    def lines(self, *, own: bool) -> Iterator[str]:
        statements = self._told.statements
        shown = [statement for statement in statements if own or statement.manner != "own"]
        for number, statement in enumerate(shown):
            if number:
                yield ""
            yield from self._statement(statement)
        if left := len(statements) - len(shown):
            if shown:
                yield ""
            yield self._speech.plural(self._words.left, left).format(n=self._speech.count(left))

    def _statement(self, statement: Statement) -> Iterator[str]:
        words = self._words
        about = [
            words.stances[statement.stance],
            words.authorities[statement.authority],
            words.manners[statement.manner],
            words.certainties[statement.certainty],
        ]
        yield from self._entry(statement.id, " · ".join(about))
        parts = ((words.source, statement.source), (words.cue, statement.cue), (words.addressee, statement.addressee))
        for name, spans in parts:
            if spans:
                known = self._speaker(statement) if spans is statement.source else ""
                yield from self._entry(f"  {name}", self._quoted(spans) + known)
        yield from self._entry(f"  {words.content}", self._quoted(statement.content))

    def _speaker(self, statement: Statement) -> str:
        """The person a source is, where the words or a register of the day tell."""
        speaker = statement.speaker
        if speaker is None or not speaker.name or speaker.name in self._quoted(statement.source):
            return ""
        return f" ({speaker.name})"

    def _entry(self, name: str, words: str) -> list[str]:
        width = max(40, min(100, shutil.get_terminal_size((88, 24)).columns))
        return textwrap.wrap(
            words or "-",
            width,
            initial_indent=f"{name:<{self._column}}",
            subsequent_indent=" " * self._column,
            break_on_hyphens=False,
        )

    def _quoted(self, spans: tuple[Span, ...]) -> str:
        return flat(" … ".join(span.of(self._told.report.text) for span in spans))
