"""Answers queries typed by a person or a program, and replays receipts."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import click
import msgspec

from faktenlage.contract.receipts import receipt, receipt_to_json
from faktenlage.contract.replaying import replay as replayed
from faktenlage.errors import FaktenlageError, InputError, QueryError
from faktenlage.explanations import explainer
from faktenlage.figures import parse_query
from faktenlage.model import Answer, Query, plain
from faktenlage.packs.files import nearest
from faktenlage.store.almanac import Almanac
from faktenlage.surfaces import faults
from faktenlage.surfaces.writing import save

_LABEL = 11
_COUNTED = {"areas", "place", "year", "factor"}  # units that are words of ours and none of a publisher's
_AROUND = 160  # characters shown on either side of a fault
_WORD = re.compile(r"[\w.]+")


@dataclass(frozen=True, slots=True)
class Wish:
    """How to answer: as of which day, in which language, and in which form."""

    as_of: dt.date
    language: str
    json: bool = False
    sql: bool = False
    every_release: bool = False
    receipt: Path | None = None


def ask(text: str, wish: Wish) -> int:
    """Answer one query, or with ``-`` one a line of standard input; returns the exit status."""
    almanac = Almanac.open()
    if text != "-":
        return _ask(text, wish, almanac)
    status = 0
    for line in _lines(sys.stdin):
        status = max(status, _ask(line, wish, almanac))
    return status


def replay(path: str) -> int:
    """Ask a receipt's question again: 0 the same bytes, 1 something differs, 2 it cannot be replayed."""
    source = "standard input" if path == "-" else path
    content = sys.stdin.buffer.read() if path == "-" else _read(Path(path))
    found = replayed(source, content, Almanac.open())
    if found.same:
        click.echo(f"{source}: the same bytes ({found.made.query} as of {found.made.as_of} is {_short(found.made)}).")
        return 0
    number = len(found.differences)
    click.echo(f"{source}: {'one thing differs' if number == 1 else f'{number} things differ'}")
    for difference in found.differences:
        click.echo(f"  - {difference}")
    return 1


def _ask(text: str, wish: Wish, almanac: Almanac) -> int:
    try:
        query = parse_query(text)
        almanac.check_names(query)
    except QueryError as error:
        faults.say(_with_caret(error))
        return faults.INPUT
    except FaktenlageError as error:
        faults.say(str(error))
        return faults.INPUT
    if wish.receipt:
        save(wish.receipt, receipt_to_json(receipt(query, wish.as_of, almanac)))
    if wish.json:
        sys.stdout.buffer.write(msgspec.json.encode(receipt(query, wish.as_of, almanac), order="deterministic") + b"\n")
        sys.stdout.flush()
    else:
        click.echo("\n".join(_told(query, wish, almanac)))
    return 0


def _told(query: Query, wish: Wish, almanac: Almanac) -> Iterator[str]:
    writer = explainer(wish.language)
    answer = almanac.answer(query, wish.as_of)
    sentence, evidence = writer.answer(answer)
    yield _line("Question", writer.query(query))
    yield _line("Answer", sentence)
    if evidence:
        yield _line("Basis", evidence)
    for step in answer.steps:
        yield _line("Arithmetic", step)
    yield _line("Query", f"{query} as of {wish.as_of}" + (f": {answer.reason}" if answer.reason else ""))
    if wish.every_release:
        yield from _by_release(almanac.answers(query, wish.as_of), wish.language)
    if wish.sql:
        yield from _by_sql(query, wish, almanac)


def _by_release(answers: Iterable[Answer], language: str) -> Iterator[str]:
    for answer in answers:
        if answer.release is not None:
            counted = answer.value is None or answer.unit in _COUNTED
            said = explainer(language).in_few_words(answer) if counted else f"{_few_digits(answer.value)} {answer.unit}"
            yield _line("Release", f"{answer.release.released}  {said}  ({answer.release.name})")


def _few_digits(value: Decimal | None) -> Decimal | None:
    """As published, but of a quotient no more than says anything."""
    short = None if value is None else round(value, 4)
    return value if short == value else short


def _by_sql(query: Query, wish: Wish, almanac: Almanac) -> Iterator[str]:
    """The statement that was run over the releases, and what it gave; a paste into DuckDB after ``connect``."""
    from faktenlage.store.database import connect
    from faktenlage.store.sql import run_sql

    with connect(almanac, [almanac.figures_for(query).domain.key]) as connection:
        found = run_sql(connection, query, wish.as_of, almanac)
    yield ""
    yield found.sql
    yield ""
    row = found.row
    if row is None:
        yield _line("SQL", "no row: no answer")
    else:
        shown = (f"{name} = {_sql_value(value)}" for name, value in row.items() if value is not None)
        yield _line("SQL", ", ".join(shown))


def _sql_value(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return "[" + ", ".join(map(str, value)) + "]" if isinstance(value, list | tuple) else str(value)


def _line(label: str, text: str) -> str:
    """A labelled line; in a terminal, wrapped under itself."""
    if not sys.stdout.isatty():
        return f"{label:<{_LABEL}}{text}"
    import shutil
    import textwrap

    width = max(40, min(100, shutil.get_terminal_size((88, 24)).columns))
    blank = " " * _LABEL
    return textwrap.fill(text, width, initial_indent=f"{label:<{_LABEL}}", subsequent_indent=blank)


def _with_caret(error: QueryError) -> str:
    """What was expected, the query, and a caret under the place."""
    expected = error.expected
    found = _WORD.match(error.text, error.position)
    near = nearest(found.group(), re.findall(r"[\w.]+", expected)) if found else None
    hint = f"; did you mean {near!r}?" if near else ""
    head = f"the query cannot be read: expected {expected}{hint}"
    begin, end = max(0, error.position - _AROUND), error.position + _AROUND
    before, after = "... " if begin else "", " ..." if end < len(error.text) else ""
    shown = before + error.text[begin:end]
    return f"{head}\n  {shown}{after}\n  {' ' * (len(before) + error.position - begin)}^"


def _lines(stream: Iterable[str]) -> Iterator[str]:
    return (line.strip() for line in stream if line.strip() and not line.lstrip().startswith("#"))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({(error.strerror or 'error').lower()})") from None


def _short(made: object) -> str:
    answer, unit = getattr(made, "answer", None), getattr(made, "unit", None)
    return f"{answer} {unit or ''}".strip() if answer is not None else f"not answered: {getattr(made, 'reason', '')}"
