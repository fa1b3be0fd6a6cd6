"""Periods as tables write them -> ``2024``, ``2024-Q1``, ``2024-06``, ``2024-06-17``."""

from __future__ import annotations

import datetime as dt
import re

# Pattern and replacement; both for Python and for SQL, so no more than the two understand alike.
FORMS: tuple[tuple[str, str], ...] = (
    (r"([12][0-9]{3})(?:-A1)?", r"\1"),
    (r"([12][0-9]{3})[- ]?[Qq]([1-4])", r"\1-Q\2"),
    (r"[Qq]([1-4])[- /]([12][0-9]{3})", r"\2-Q\1"),
    (r"([12][0-9]{3})-?[Mm](0[1-9]|1[0-2])", r"\1-\2"),
    (r"([12][0-9]{3})-(0[1-9]|1[0-2])", r"\1-\2"),
    (r"([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", r"\1-\2-\3"),
    (r"([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[T ]00:00(?::00(?:\.0+)?)?Z?", r"\1-\2-\3"),
)
SHAPES = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}

_FORMS = tuple((re.compile(pattern), replacement) for pattern, replacement in FORMS)


def period_of(text: str) -> str | None:
    """``2024Q1`` -> ``2024-Q1``; None for half-years, weeks, fiscal years and whatever else is no period of ours."""
    for pattern, replacement in _FORMS:
        found = pattern.fullmatch(text)
        if found:
            period = found.expand(replacement)
            return period if len(period) < 10 or _is_day(period) else None
    return None


def period_by_format(text: str, format_: str, keep: str) -> str | None:
    """A date written as ``format_`` (of strptime), of which year, month or day is kept."""
    try:
        day = dt.datetime.strptime(text, format_).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
    return day.strftime(SHAPES[keep]) if 1000 <= day.year < 3000 else None


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
