"""One question through time: its answer year by year, and what each release said to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from faktenlage.figures import Figures
from faktenlage.figures.scope import in_year, year_of
from faktenlage.model import Answer, Census, Observation, Query

__all__ = ["History", "Step", "YearValue", "history"]

REACH = 12  # years on either side


@dataclass(frozen=True, slots=True)
class YearValue:
    """The answer for one year by the newest release; ``estimated`` where a cell of it is no outturn."""

    year: int
    value: Decimal
    estimated: bool


@dataclass(frozen=True, slots=True)
class Step:
    """What one release says; ``redefined`` where it goes by another definition than the one before it."""

    released: dt.date
    value: Decimal
    estimated: bool
    redefined: bool


@dataclass(frozen=True, slots=True)
class History:
    """A question in numbers: ``years`` in order, ``steps`` by release, the oldest first, about ``year`` alone."""

    query: Query
    unit: str
    year: int
    years: tuple[YearValue, ...]
    steps: tuple[Step, ...]


def history(query: Query, figures: Figures, as_of: dt.date) -> History | None:
    """The history of a question as known on ``as_of``; None where its answers are no numbers or it asks for no year.

    Of a question which or whether all, the history is that of how many.
    """
    if isinstance(query, Census):
        query = replace(query, operation="count")
    year = year_of(query)
    newest = figures.answer(query, as_of)
    if year is None or newest.value is None:
        return None
    years = tuple(_years(query, year, figures, as_of))
    return History(query, newest.unit, year, years, tuple(_steps(figures.answers(query, as_of))))


def _years(query: Query, year: int, figures: Figures, as_of: dt.date) -> Iterator[YearValue]:
    for each in range(year - REACH, year + REACH + 1):
        answer = figures.answer(in_year(query, each), as_of)
        if answer.value is not None and answer.reason is None:
            yield YearValue(each, answer.value, _estimated(answer))


def _steps(answers: tuple[Answer, ...]) -> Iterator[Step]:
    before = None
    for answer in reversed(answers):
        release = answer.release
        if release is None or answer.value is None or answer.reason is not None:
            continue
        redefined = before is not None and before != release.definition
        yield Step(release.released, answer.value, _estimated(answer), redefined)
        before = release.definition


def _estimated(answer: Answer) -> bool:
    return any(isinstance(cell, Observation) and cell.status != "actual" for cell in answer.evidence)
