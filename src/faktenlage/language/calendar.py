"""Days, weeks, months, quarters and years as periods with their TIMEX3 values."""

from __future__ import annotations

import calendar
import datetime as dt

from faktenlage.model import Period

__all__ = [
    "Dated",
    "day",
    "decade",
    "half_year",
    "month",
    "quarter",
    "season",
    "shifted",
    "span",
    "week",
    "weekend",
    "year",
]

Dated = tuple[str, Period | None]

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DEC": 120, "CENT": 1200}


def day(when: dt.date) -> Dated:
    """2024-06-18."""
    return when.isoformat(), Period(when, when, "day")


def month(number: int, of: int) -> Dated:
    """2024-06."""
    last = calendar.monthrange(of, number)[1]
    return f"{of:04}-{number:02}", Period(dt.date(of, number, 1), dt.date(of, number, last), "month")


def quarter(number: int, of: int) -> Dated:
    """2024-Q3."""
    first, last = month(3 * number - 2, of)[1], month(3 * number, of)[1]
    return f"{of:04}-Q{number}", Period(_first(first), _last(last), "quarter")


def half_year(number: int, of: int) -> Dated:
    """2024-H1."""
    first, last = month(6 * number - 5, of)[1], month(6 * number, of)[1]
    return f"{of:04}-H{number}", Period(_first(first), _last(last), "span")


def year(of: int) -> Dated:
    """2024."""
    return f"{of:04}", Period(dt.date(of, 1, 1), dt.date(of, 12, 31), "year")


def decade(start: int) -> Dated:
    """The 1990s are 199."""
    return str(start // 10), Period(dt.date(start, 1, 1), dt.date(start + 9, 12, 31), "decade")


def week(when: dt.date) -> Dated:
    """The ISO week of a day: 2024-W25."""
    monday = when - dt.timedelta(days=when.weekday())
    name = monday.isocalendar()
    return f"{name.year}-W{name.week:02}", Period(monday, monday + dt.timedelta(days=6), "week")


def weekend(when: dt.date) -> Dated:
    """Saturday and Sunday of the ISO week of a day: 2024-W25-WE."""
    name, period = week(when)
    return f"{name}-WE", Period(_last(period) - dt.timedelta(days=1), _last(period), "span")


def season(name: str, of: int) -> Dated:
    """2024-SU: three calendar months, winter beginning in December."""
    first = _SEASON_MONTHS[name]
    start = dt.date(of, first, 1)
    return f"{of:04}-{name}", Period(start, shifted(start, "M", 3) - dt.timedelta(days=1), "span")


def span(first: Period, last: Period) -> Period:
    """From the beginning of one period to the end of another."""
    return Period(first.first, last.last, "span")


def shifted(when: dt.date, grain: str, count: int) -> dt.date:
    """A day moved by days, weeks, months or years, on the last day of a month that is too short."""
    if grain in _DAYS:
        return _clamped(when.toordinal() + _DAYS[grain] * count)
    months = when.year * 12 + when.month - 1 + _MONTHS[grain] * count
    of, number = divmod(months, 12)
    if not 1 <= of <= 9999:
        return dt.date.min if of < 1 else dt.date.max
    return dt.date(of, number + 1, min(when.day, calendar.monthrange(of, number + 1)[1]))


def _clamped(ordinal: int) -> dt.date:
    return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal()))


def _first(period: Period | None) -> dt.date:
    assert period is not None
    return period.first


def _last(period: Period | None) -> dt.date:
    assert period is not None
    return period.last
