"""What parts of a longer period mean: the third week of May, the first Sunday in June, the rest of the year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from faktenlage.language import calendar
from faktenlage.language.calendar import shifted
from faktenlage.language.dates import Dates
from faktenlage.language.lexemes import Lexeme
from faktenlage.language.meanings import (
    SHIFTS,
    Meaning,
    Parts,
    as_date,
    as_relative,
    as_vague,
    grain_of,
    marked,
    period_at,
    plural,
    start_of,
    week_of,
    year_of,
)
from faktenlage.model import Period

__all__ = ["Portions"]

WEEK = dt.timedelta(days=7)
HALF = Decimal("0.5")


class Portions(Dates):
    """Meanings of what is counted within a month or year, or on from a day."""

    def relative_days(self, parts: Parts) -> Meaning | None:
        """ "3. bis 9. nächsten Monats", "between 3 and 9 this month"."""
        days = [int(p.value) for p in parts if p.kind in "DO"]
        shift, unit = next(p for p in parts if p.kind in SHIFTS), next(p for p in parts if p.kind == "U")
        if self.published is None or grain_of(unit) != "M":
            return None
        month = shifted(self.published.replace(day=1), "M", SHIFTS[shift.kind])
        try:
            first, last = (month.replace(day=day) for day in days)
        except ValueError:
            return None
        return _between(first, last) if first <= last else None

    def nth_weekday(self, parts: Parts) -> Meaning | None:
        """ "am ersten Sonntag im September", "the last Friday of next month"."""
        weekday = parts[1].value
        month = self._month_of(parts[2:])
        if month is None:
            return None
        number = 5 if parts[0].kind == "L" else int(parts[0].value)
        first = month.first + dt.timedelta(days=(weekday - month.first.isoweekday()) % 7)
        days = [day for week in range(5) if (day := first + week * WEEK) <= month.last]
        if not 1 <= number <= len(days) and parts[0].kind != "L":
            return None
        found = as_date(calendar.day(days[-1] if parts[0].kind == "L" else days[number - 1]))
        return found if year_of(parts) else marked(found)

    def nth_week(self, parts: Parts) -> Meaning | None:
        """ "in der dritten Woche im Mai": the weeks whose Thursday lies in the month are its weeks."""
        number, grain, within = int(parts[0].value), grain_of(parts[1]), parts[2:]
        if within[0].kind == "U" and grain_of(within[-1]) == "Y":
            return self.quarter(parts[:2]) if grain in ("Q", "HY") else self._nth_of_year(number, grain)
        month = self._month_of(within) if grain == "W" else None
        return None if month is None else _week_of(month, number, relative=year_of(parts) is None)

    def half(self, parts: Parts) -> Meaning | None:
        """ "the first half of 2024", "die zweite Hälfte des Jahres": a bare "first half" may be one of a match."""
        number, share, within = int(parts[0].value), parts[1], parts[2:]
        if number not in (1, 2) or share.value != HALF:
            return None
        if within[-1].kind == "K":
            return self.decade(within)
        if within[0].kind == "M" or grain_of(within[-1]) == "M":
            month = self._month_of(within)
            return _half_month(month, number, relative=year_of(within) is None) if month else None
        year = year_of(within) or (self._year_named(within[:-1]) if grain_of(within[-1]) == "Y" else None)
        if year is None or (within[-1].kind == "U" and plural(within[-1])):
            return None
        return replace(as_date(calendar.half_year(number, year)), relative=within[-1].kind != "Y")

    def week_number(self, parts: Parts) -> Meaning | None:
        """ "week 10", "Woche 31"."""
        return None if grain_of(parts[0]) != "W" or plural(parts[0]) else self.calendar_week(parts)

    def relative_year(self, parts: Parts) -> Meaning | None:
        """ "Jahresende 2025", "im Vorjahr 2023"."""
        return self.year(parts[1:]) if parts[0].value[0] == "Y" else None

    def _nth_of_year(self, number: int, grain: str) -> Meaning | None:
        if self.published is None:
            return None
        if grain == "W":
            return marked(week_of(self.published.year, number))
        return as_relative(calendar.month(number, self.published.year)) if grain == "M" and number <= 12 else None

    def week_with(self, parts: Parts) -> Meaning | None:
        """ "the week of June 3", "in der Woche vom 3. Juni"."""
        day = self.dated(parts) if grain_of(parts[0]) == "W" and not plural(parts[0]) else None
        if day is None or day.period is None:
            return None
        return replace(as_date(calendar.week(day.period.first)), relative=day.relative)

    def last_of(self, parts: Parts) -> Meaning | None:
        """ "the last week of July"; "last year in March" is March of that year."""
        grain = grain_of(parts[1])
        if plural(parts[1]):
            return None
        if grain == "Y" and self.published is not None and parts[-1].kind == "M":
            return as_relative(calendar.month(parts[-1].value, self.published.year - 1))
        month = self._month_of(parts[2:])
        if grain not in ("W", "WE") or month is None:
            return None
        thursday = month.last - dt.timedelta(days=(month.last.isoweekday() - 4) % 7)
        found = as_date(period_at(thursday, grain))
        return found if year_of(parts) else marked(found)

    def _month_of(self, parts: Parts) -> Period | None:
        """The month named by "September 2024", "next month" or "the month"."""
        if parts[0].kind == "M":
            found = self.month_year(parts) if year_of(parts) else self.month(parts[:1])
            return found.period if found else None
        unit = parts[-1]
        if self.published is None or plural(unit) or grain_of(unit) != "M":
            return None
        shift = SHIFTS.get(parts[0].kind, 0)
        return period_at(shifted(start_of(self.published, "M"), "M", shift), "M")[1]

    def rest(self, parts: Parts) -> Meaning | None:
        """ "für den Rest des Jahres": from the publication on."""
        grain = grain_of(parts[-1])
        if self.published is None or plural(parts[-1]) or grain not in ("Y", "HY", "Q", "M", "W"):
            return None
        whole = period_at(self.published, grain)[1]
        return _between(self.published, whole.last) if whole else None

    def counted(self, parts: Parts) -> Meaning | None:
        """ "three days before yesterday", "five weeks from tomorrow"."""
        number, unit, joint, word = parts
        grain, count = grain_of(unit), Decimal(number.value)
        if joint.kind == "B" and not joint.value:
            return None
        if self.published is None or grain not in ("D", "W", "M", "Y") or count != int(count) or count > 5000:
            return None
        base = shifted(self.published, *word.value)
        return as_relative(calendar.day(shifted(base, grain, int(count) * (-1 if joint.kind == "b" else 1))))

    def calendar_week(self, parts: Parts) -> Meaning | None:
        """ "KW 31", "31. Kalenderwoche 2024"."""
        number = next(int(p.value) for p in parts if p.kind in "DO")
        year = year_of(parts)
        if year is None and self.published is None:
            return as_vague(f"XXXX-W{number:02}") if 1 <= number <= 53 else None
        assert year or self.published
        found = week_of(year or (self.published.year if self.published else 1), number)
        return found if year else marked(found)

    def weekday_of(self, word: Lexeme, weekday: Lexeme) -> dt.date | None:
        """ "übernächste Woche am Freitag": the day of a week that is named by its distance."""
        grain, shift = word.value
        if grain != "W" or self.published is None:
            return None
        day = shifted(self.published, "W", shift)
        return day + dt.timedelta(days=weekday.value - day.isoweekday())


def _week_of(month: Period, number: int, *, relative: bool) -> Meaning | None:
    """The week of a month by the day its Thursday has: the third one is that of the 15th to 21st."""
    thursday = month.first + dt.timedelta(days=(4 - month.first.isoweekday()) % 7) + (number - 1) * WEEK
    if number < 1 or thursday > month.last:
        return None
    monday = thursday - dt.timedelta(days=3)
    value = f"{month.first.year:04}-{month.first.month:02}-W{number:02}"
    return Meaning("DATE", value, Period(monday, monday + dt.timedelta(days=6), "week"), relative=relative)


def _half_month(month: Period, number: int, *, relative: bool) -> Meaning:
    middle = month.first.replace(day=15)
    first, last = (month.first, middle) if number == 1 else (middle + dt.timedelta(days=1), month.last)
    return replace(_between(first, last), relative=relative)


def _between(first: dt.date, last: dt.date) -> Meaning:
    period = Period(first, last, "span")
    return as_relative((f"{first.isoformat()}/{last.isoformat()}", period))
