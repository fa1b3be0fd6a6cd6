"""What times mean, as a value: its parts, and the small steps from lexemes to periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from faktenlage.language import calendar
from faktenlage.language.calendar import Dated
from faktenlage.language.lexemes import Lexeme
from faktenlage.model import Period

__all__ = [
    "COARSENESS",
    "SHIFTS",
    "UNIT_COARSENESS",
    "Meaning",
    "Parts",
    "as_date",
    "as_relative",
    "as_vague",
    "day_of",
    "grain_of",
    "length",
    "marked",
    "period_at",
    "plural",
    "start_of",
    "week_of",
    "year_of",
]

Parts = list[Lexeme]
_DESIGNATORS = {
    "Y": "P{}Y",
    "M": "P{}M",
    "W": "P{}W",
    "D": "P{}D",
    "H": "PT{}H",
    "MIN": "PT{}M",
    "S": "PT{}S",
    "Q": "P{}Q",
    "WE": "P{}WE",
}
# How coarse a period is, by its grain and by the code of a unit.
COARSENESS = {"day": 0, "week": 1, "month": 2, "quarter": 3, "year": 4}
UNIT_COARSENESS = {"D": 0, "W": 1, "WE": 1, "M": 2, "Q": 3, "HY": 3, "Y": 4, "DEC": 5, "CENT": 5}
SHIFTS = {"L": -1, "T": 0, "X": 1}


@dataclass(frozen=True, slots=True)
class Meaning:
    """``earlier`` and ``later`` are what it means after "since" and before "until" where that differs."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    period: Period | None = None
    relative: bool = False
    earlier: Meaning | None = None
    later: Meaning | None = None


def as_date(dated: Dated) -> Meaning:
    """A named date."""
    return Meaning("DATE", dated[0], dated[1])


def as_relative(dated: Dated) -> Meaning:
    """A date that hangs on the day of publication."""
    return Meaning("DATE", dated[0], dated[1], relative=True)


def as_vague(value: str) -> Meaning:
    """Past, present or future, or a date with parts unknown: no period."""
    return Meaning("DATE", value, None, relative=True)


def year_of(parts: Parts) -> int | None:
    """The year written among the parts."""
    return next((part.value for part in parts if part.kind == "Y"), None)


def grain_of(part: Lexeme) -> str:
    """The code of a unit, without its plural."""
    return str(part.value).removesuffix("s") if len(str(part.value)) > 1 else str(part.value)


def plural(part: Lexeme) -> bool:
    """Whether a unit stands in the plural."""
    return part.kind != "U" or str(part.value).endswith("s")


def day_of(year: int, month: int, day: int) -> Meaning | None:
    """A day, None where the calendar has no such day."""
    try:
        return as_date(calendar.day(dt.date(year, month, day)))
    except ValueError:
        return None


def week_of(year: int, number: int) -> Meaning | None:
    """An ISO week of a year."""
    try:
        return as_date(calendar.week(dt.date.fromisocalendar(year, number, 1)))
    except ValueError:
        return None


def marked(meaning: Meaning | None) -> Meaning | None:
    """The same, marked as hanging on the publication."""
    return replace(meaning, relative=True) if meaning else None


def length(number: Decimal | int | None, grain: str) -> str | None:
    """P7Y; X for a number not told."""
    if grain in ("DEC", "CENT", "HY"):
        factor = {"DEC": 10, "CENT": 100, "HY": 6}[grain]
        number = None if number is None else number * factor
        grain = "M" if grain == "HY" else "Y"
    if grain not in _DESIGNATORS:
        return None
    text = "X" if number is None else f"{Decimal(number):f}"
    return _DESIGNATORS[grain].format(text.rstrip("0").rstrip(".") if "." in text else text)


def start_of(when: dt.date, grain: str) -> dt.date:
    """A day in the same period from which whole periods can be counted."""
    return when.replace(day=1) if grain in ("M", "Q", "HY", "Y") else when


def period_at(when: dt.date, grain: str) -> Dated:
    """The period of ``grain`` that holds a day."""
    if grain == "CENT":
        return str(when.year // 100), None
    return _HOLDERS.get(grain, calendar.day)(when)


_HOLDERS: dict[str, Callable[[dt.date], Dated]] = {
    "Y": lambda when: calendar.year(when.year),
    "HY": lambda when: calendar.half_year((when.month + 5) // 6, when.year),
    "Q": lambda when: calendar.quarter((when.month + 2) // 3, when.year),
    "M": lambda when: calendar.month(when.month, when.year),
    "W": calendar.week,
    "WE": calendar.weekend,
    "DEC": lambda when: calendar.decade(when.year // 10 * 10),
}
