"""How a verdict came about: every reading that was asked, and what each release says to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from faktenlage.figures import Figures
from faktenlage.model import Answer, Claim, Reading, Verdict
from faktenlage.verdicts.fitting import Fit, fit
from faktenlage.verdicts.judging import Bench, judge, judge_reading

__all__ = ["Asked", "Trail", "trail"]

Role = Literal["read", "definition", "other"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One reading of a claim, judged alone.

    ``role`` is "read" for the reading chosen, "definition" for another published definition that fits the words,
    "other" for one the words allow as well. ``fits`` are the answers of every release known that day, the newest
    first, and how the asserted answer lies to each (None: not comparable).
    """

    role: Role
    reading: Reading
    verdict: Verdict
    fits: tuple[tuple[Answer, Fit | None], ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """The verdict on a claim as of a day, and all that was asked for it."""

    verdict: Verdict
    asked: tuple[Asked, ...]


def trail(claim: Claim, figures: Figures, as_of: dt.date, *, published: dt.date | None = None) -> Trail:
    """Ask it all again; ``published`` (default ``as_of``) tells a judgement today from one then."""
    bench = Bench(figures, as_of, published or as_of, claim.release)
    verdict = judge(claim, figures, as_of, published=published)
    return Trail(verdict, tuple(_asked(bench, role, reading) for role, reading in _readings(claim)))


def _readings(claim: Claim) -> Iterator[tuple[Role, Reading]]:
    if claim.reading is not None:
        yield "read", claim.reading
    for reading in claim.definitions:
        yield "definition", reading
    for reading in claim.others:
        yield "other", reading


def _asked(bench: Bench, role: Role, reading: Reading) -> Asked:
    known = bench.figures.answers(reading.query, bench.as_of)
    fits = tuple((answer, None if answer.reason else fit(reading.asserted, answer)) for answer in known)
    return Asked(role, reading, judge_reading(bench, reading), fits)
