"""Joins two dates with a word such as "bis" between them to one span of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from faktenlage.model import Period, Span, Time

__all__ = ["joined"]

Found = tuple[int, int, Time]


def joined(found: list[Found], letters: str, published: dt.date | None) -> Iterator[Time]:
    """Times in order; ``found`` has the first and last lexeme of each, ``letters`` the gaps behind lexemes."""
    position, size = 0, len(found)
    while position < size:
        first, last, time = found[position]
        position += 1
        if position < size:
            begins, _, other = found[position]
            if (
                begins == last + 1
                and _ranges(letters, first, last)
                and (both := _span(_dated(time, published), _dated(other, published)))
            ):
                yield both
                position += 1
                continue
        yield time


def _ranges(letters: str, first: int, last: int) -> bool:
    gap = letters[2 * last + 1]
    opened = first > 0 and letters[2 * first - 2 : 2 * first] == "v "
    return gap in "~-" or (gap == "&" and opened)


def _dated(time: Time, published: dt.date | None) -> Time:
    """ "now", where it ends or begins a range, is the day of publication."""
    if time.value != "PRESENT_REF" or published is None:
        return time
    return replace(time, value=published.isoformat(), period=Period(published, published, "day"))


def _span(left: Time, right: Time) -> Time | None:
    if left.type != "DATE" or right.type != "DATE" or left.period is None or right.period is None:
        return None
    first, last, value, end = left.period.first, right.period.last, left.value, right.value
    if last < first and left.period.grain == right.period.grain == "day":
        if left.relative and right.relative:
            last, end = _next_week(first, last)
        else:
            first, value = _same_year(first, last)
    if last < first:
        return None
    period = Period(first, last, "span")
    return Time(
        Span(left.span.start, right.span.end), "DATE", f"{value}/{end}", period, left.relative or right.relative
    )


def _next_week(first: dt.date, last: dt.date) -> tuple[dt.date, str]:
    """ "from Thursday to Monday": the Monday that follows."""
    moved = last + dt.timedelta(days=7) if first - last < dt.timedelta(days=7) else last
    return moved, moved.isoformat()


def _same_year(first: dt.date, last: dt.date) -> tuple[dt.date, str]:
    """ "vom 1. bis 22. Januar 2011": the year stands at the end only."""
    day = min(first.day, 28) if (first.month, first.day) == (2, 29) else first.day
    moved = dt.date(last.year, first.month, day)
    return moved, moved.isoformat()
