"""Numbers and times as written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from faktenlage.model.texts import Report, Span

Hedge = Literal["", "about", "almost", "just_over", "more_than", "at_least", "less_than", "at_most", "exactly"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeRole = Literal["", "since", "until", "before", "after"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of numbers between two bounds; ``None`` is unbounded. What was written, as an assertion."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: Decimal) -> bool:
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or value < self.high or (not self.high_open and value == self.high)

    def __str__(self) -> str:
        """As mathematicians write it: "[2.05, 2.15)", "(20, inf)"."""
        low = "(-inf" if self.low is None else f"{'(' if self.low_open else '['}{self.low:f}"
        high = "inf)" if self.high is None else f"{self.high:f}{')' if self.high_open else ']'}"
        return f"{low}, {high}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written.

    ``span`` covers number and unit ("2,1 Prozent"), ``outer`` also the hedge ("mehr als 2,1 Prozent").
    ``value`` has its scale applied ("1,5 Billionen" is 1500000000000), ``step`` is one unit of the last
    written digit at that scale. ``unit``: "" (bare), "%", "pp", "ordinal", "factor", or an ISO 4217 code.
    ``interval`` is what the words assert once the hedge is read.
    """

    span: Span
    outer: Span
    value: Decimal
    step: Decimal
    unit: str
    hedge: Hedge
    interval: Interval
    in_words: bool = False

    def __hash__(self) -> int:
        """By its place alone: no two quantities of a text begin at the same one, and all of it takes long to hash."""
        return self.span.start


Grain = Literal["day", "week", "month", "quarter", "year", "decade", "span"]


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day (both inclusive) of what a time expression means."""

    first: dt.date
    last: dt.date
    grain: Grain

    @property
    def year(self) -> int | None:
        """The calendar year the period lies in, or None if it spans several."""
        return self.first.year if self.first.year == self.last.year else None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: TIMEX3 ``type`` and ``value``, and its period where one is known.

    ``relative`` is true when the meaning hangs on the day of publication ("in diesem Jahr");
    ``role`` tells "since 2014" (since) and "until 2035" (until) from a plain period ("").
    """

    span: Span
    type: TimeType
    value: str
    period: Period | None
    relative: bool = False
    role: TimeRole = ""


@dataclass(frozen=True, slots=True)
class Measures:
    """Every number and time of a report, whatever they are about; ``notes`` are codes, as in a review."""

    report: Report
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    notes: tuple[str, ...] = ()
