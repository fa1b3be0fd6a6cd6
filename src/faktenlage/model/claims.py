"""Who says what, and what of it can be checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from faktenlage.model.quantities import Interval, Period
from faktenlage.model.queries import Query
from faktenlage.model.texts import Span

Manner = Literal["direct", "indirect", "reported", "own"]
Authority = Literal[
    "own_voice", "named_person", "office", "institution", "document", "media",
    "spokesperson", "unnamed_officials", "unnamed_insiders", "object", "none",
]  # fmt: skip
Stance = Literal[
    "asserts", "confirms", "denies", "declines", "demands", "promises", "threatens", "expects", "estimates", "asks"
]
Certainty = Literal["fact", "reported", "forecast", "possible", "counterfactual"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a source stands for: a name, the office by which it was found in a register, and where it is named."""

    name: str
    office: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's say-so: content, source and cue as spans, how it is passed on and how firmly."""

    id: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    manner: Manner = "own"
    authority: Authority = "own_voice"
    stance: Stance = "asserts"
    certainty: Certainty = "fact"
    period: Period | None = None
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence between commas, brackets, dashes and joints, and how firmly it is said.

    ``blocks`` is the reason code why nothing in it is asserted ("demand", "condition", "denied"), if any.
    """

    span: Span
    bracketed: bool = False
    stance: Stance = "asserts"
    certainty: Certainty = "fact"
    blocks: str | None = None


@dataclass(frozen=True, slots=True)
class Asserted:
    """The answer a text gives to a query. Exactly one of interval, areas, order, value is set.

    ``interval`` with ``unit`` ("%", "pp", "bn USD", "areas", "place", "factor", "year", "day") and ``step``, one unit
    of the last written digit; ``bar`` marks a threshold ("meets two per cent"), which is judged exactly.
    ``days`` bounds a day or year (both inclusive). ``areas`` is a set, ``order`` a ranking,
    ``value`` a name, a truth, an order sign ("<", ">", "=") or a term of years (2017, 2021).
    ``includes``: the set named is only part of the answer ("darunter Polen").
    """

    text: str
    unit: str
    interval: Interval | None = None
    step: Decimal | None = None
    bar: bool = False
    days: tuple[dt.date, dt.date] | None = None
    areas: tuple[str, ...] | None = None
    order: tuple[str, ...] | None = None
    value: str | bool | tuple[int | None, int | None] | None = None
    includes: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim: a query and the answer the text asserts."""

    query: Query
    asserted: Asserted


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable piece of text. ``reading`` None: seen, but not readable as a query, for ``reason``.

    ``others`` are readings the words allow as well: where one of them turns a "wrong" into a "correct",
    the verdict is not_checkable(ambiguous). ``doubts`` name what the reader took from afar (the subject from the
    sentence before, the measure from the topic): with a doubt nothing is called wrong. ``definitions`` are readings
    by another published definition that fits the words equally (nominal and real): where they disagree, the verdict
    is depends.
    ``dataset`` is the publisher the text names; ``release`` the day of the release it names, if it does.
    ``why`` tells how the pieces were found, one line each.
    """

    id: str
    statement: str
    span: Span
    reading: Reading | None
    reason: str | None = None
    others: tuple[Reading, ...] = ()
    doubts: tuple[str, ...] = ()
    definitions: tuple[Reading, ...] = ()
    dataset: str | None = None
    release: dt.date | None = None
    why: tuple[str, ...] = ()

    def said_in(self, statement: str) -> Claim:
        """The same claim in a statement."""
        return Claim(
            self.id,
            statement,
            self.span,
            self.reading,
            self.reason,
            self.others,
            self.doubts,
            self.definitions,
            self.dataset,
            self.release,
            self.why,
        )
