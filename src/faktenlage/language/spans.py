"""Joins two dates with a word such as "bis" between them to one span of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from faktenlage.model import Period, Span, Time

__all__ = ["joined"]

Found = tuple[int, int, Time]


def joined(found: list[Found], letters: str) -> Iterator[Time]:
    """Times in order; ``found`` has the first and last lexeme of each, ``letters`` the gaps behind lexemes."""
    position, size = 0, len(found)
    while position < size:
        first, last, time = found[position]
        position += 1
        if position < size:
            begins, _, other = found[position]
            if begins == last + 1 and _ranges(letters, first, last) and (both := _span(time, other)):
                yield both
                position += 1
                continue
        yield time


def _ranges(letters: str, first: int, last: int) -> bool:
    gap = letters[2 * last + 1]
    opened = first > 0 and letters[2 * first - 2 : 2 * first] == "B "
    return gap in "~-" or (gap == "&" and opened)


def _span(left: Time, right: Time) -> Time | None:
    if left.type != "DATE" or right.type != "DATE" or left.period is None or right.period is None:
        return None
    first, last, value = left.period.first, right.period.last, left.value
    if last < first and left.period.grain == right.period.grain == "day":
        first, value = _same_year(first, last)
    if last < first:
        return None
    period = Period(first, last, "span")
    return Time(
        Span(left.span.start, right.span.end), "DATE", f"{value}/{right.value}", period, left.relative or right.relative
    )


def _same_year(first: dt.date, last: dt.date) -> tuple[dt.date, str]:
    """ "vom 1. bis 22. Januar 2011": the year stands at the end only."""
    day = min(first.day, 28) if (first.month, first.day) == (2, 29) else first.day
    moved = dt.date(last.year, first.month, day)
    return moved, moved.isoformat()
