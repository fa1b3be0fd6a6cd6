"""What named days, months, quarters, years and clock times mean, their missing parts taken from the publication."""

from __future__ import annotations

import datetime as dt
from calendar import isleap
from dataclasses import replace

from faktenlage.language import calendar
from faktenlage.language.calendar import shifted
from faktenlage.language.meanings import (
    COARSENESS,
    SHIFTS,
    Meaning,
    Parts,
    as_date,
    as_relative,
    as_vague,
    day_of,
    grain_of,
    marked,
    week_of,
    year_of,
)
from faktenlage.model import Period, Time

__all__ = ["Dates"]

CLOCK_REACH = 60
DATE_REACH = 80
LAST_CENTURY = 30
YEARS = (1500, 2500)  # a publication outside these years is none to reckon from


class Dates:
    """Meanings of what has a name in the calendar, as seen from the day of publication."""

    def __init__(self, published: dt.date | None) -> None:
        far = published is None or not YEARS[0] < published.year < YEARS[1]
        self.published = None if far else published
        self._last_day, self._day_end = "", -CLOCK_REACH
        self._named: Time | None = None

    def spoken_of(self, time: Time) -> None:
        """Remember the last date: a clock time soon after a day is of it, "a year earlier" is counted from it."""
        if time.type == "DATE" and time.period is not None and time.period.grain in COARSENESS:
            self._named = time
        if time.type == "DATE" and time.period is not None and time.period.grain == "day":
            self._last_day, self._day_end = time.value, time.span.end

    def day_spoken_of(self, start: int) -> dt.date | None:
        """The day that was named shortly before a place, if any was."""
        near = self._last_day and 0 <= start - self._day_end < CLOCK_REACH
        return dt.date.fromisoformat(self._last_day) if near else None

    def named_before(self, start: int) -> Time | None:
        """The date spoken of shortly before a place."""
        named = self._named
        return named if named is not None and 0 <= start - named.span.end < DATE_REACH else None

    def full(self, parts: Parts) -> Meaning | None:
        return day_of(*parts[-1].value)

    def dated(self, parts: Parts) -> Meaning | None:
        """ "5. Juni 2024", "June 5": the year may be missing."""
        number = next(p for p in parts if p.kind in "DO")
        month = next(p for p in parts if p.kind == "M")
        return self._day(int(number.value), month.value, year_of(parts))

    def daily(self, parts: Parts) -> Meaning | None:
        day, month = parts[-1].value
        return self._day(day, month, None)

    def _day(self, day: int, month: int, year: int | None) -> Meaning | None:
        if year is not None:
            return day_of(year, month, day)
        if (month, day) == (2, 29) and self.published is not None:
            leap = next(y for y in range(self._nearest_year(2), 0, -1) if isleap(y))
            return marked(day_of(leap, 2, 29))
        if self.published is None:
            return as_vague(f"XXXX-{month:02}-{day:02}") if day <= 31 else None
        guess = self._nearest_year(month)
        found = day_of(guess, month, day)
        return (
            replace(
                found,
                relative=True,
                earlier=self._on_side(found, guess, month, day, -1),
                later=self._on_side(found, guess, month, day, 1),
            )
            if found
            else None
        )

    def _on_side(self, found: Meaning, guess: int, month: int, day: int, side: int) -> Meaning | None:
        """The same day a year off, where ``found`` lies on the wrong side of the publication."""
        assert self.published is not None
        assert found.period is not None
        wrong = found.period.first > self.published if side < 0 else found.period.last < self.published
        moved = day_of(guess + side, month, day) if wrong else None
        return replace(moved, relative=True) if moved else None

    def _nearest_year(self, month: int) -> int:
        """The year of publication, but around New Year the month that is near."""
        assert self.published is not None
        now = self.published
        if now.month >= 11 and month <= 2:
            return now.year + 1
        return now.year - 1 if now.month <= 2 and month >= 11 else now.year

    def days(self, parts: Parts) -> Meaning | None:
        """ "4. bis 23. Januar 1995": from one day to another of a month."""
        numbers = [int(p.value) for p in parts if p.kind in "DO"]
        month = next(p.value for p in parts if p.kind == "M")
        first, last = (self._day(n, month, year_of(parts)) for n in numbers)
        if (
            first is None
            or last is None
            or first.period is None
            or last.period is None
            or first.period.first > last.period.first
        ):
            return last
        return Meaning("DATE", f"{first.value}/{last.value}", calendar.span(first.period, last.period), first.relative)

    def day_of_month(self, parts: Parts) -> Meaning | None:
        """ "am 15.": of the month of publication."""
        day = int(parts[-1].value)
        if self.published is None or not 1 <= day <= 31:
            return None
        return marked(day_of(self.published.year, self.published.month, day))

    def day_relative(self, parts: Parts) -> Meaning | None:
        """ "20th of next month"."""
        if self.published is None or grain_of(parts[-1]) != "M":
            return None
        month = shifted(self.published.replace(day=1), "M", SHIFTS[parts[1].kind])
        return marked(day_of(month.year, month.month, int(parts[0].value)))

    def weekday_day(self, parts: Parts) -> Meaning | None:
        """ "Friday the 15th": of the month of publication, or of the one before or after it."""
        if self.published is None:
            return None
        for shift in (0, -1, 1):
            month = shifted(self.published.replace(day=1), "M", shift)
            found = day_of(month.year, month.month, int(parts[1].value))
            if found is not None and found.period is not None and found.period.first.isoweekday() == parts[0].value:
                return marked(found)
        return None

    def month_year(self, parts: Parts) -> Meaning | None:
        month = next(p.value for p in parts if p.kind == "M")
        return as_date(calendar.month(month, year_of(parts) or 1))

    def monthly(self, parts: Parts) -> Meaning | None:
        year, month = parts[0].value
        return as_date(calendar.month(month, year))

    def month(self, parts: Parts) -> Meaning | None:
        number = parts[-1].value
        if self.published is None:
            return as_vague(f"XXXX-{number:02}")
        guess = self._nearest_year(number)
        found = as_relative(calendar.month(number, guess))
        before, after = as_relative(calendar.month(number, guess - 1)), as_relative(calendar.month(number, guess + 1))
        assert found.period is not None
        return replace(
            found,
            earlier=before if found.period.first > self.published else None,
            later=after if found.period.last < self.published else None,
        )

    def quarter(self, parts: Parts) -> Meaning | None:
        """ "drittes Quartal 2024", "zweites Halbjahr"."""
        number, grain = int(parts[0].value), grain_of(parts[1])
        if parts[-1].kind == "R" and parts[-1].value[0] != "Y":
            return None
        year = year_of(parts) or self._year_named(parts[2:])
        if (
            grain == "W"
            and len(parts) > 2
            and year is not None
            and 1 <= number <= 53
            and (parts[-1].kind in "YR" or grain_of(parts[-1]) == "Y")
        ):
            return week_of(year, number)
        if grain == "CENT" and len(parts) == 2:
            return _century(number)
        if grain not in ("Q", "HY") or not 1 <= number <= (4 if grain == "Q" else 2):
            return None
        if year is None:
            return as_vague(f"XXXX-{'Q' if grain == 'Q' else 'H'}{number}")
        made = calendar.quarter(number, year) if grain == "Q" else calendar.half_year(number, year)
        return replace(as_date(made), relative=parts[-1].kind != "Y")

    def quarter_code(self, parts: Parts) -> Meaning | None:
        code = next(p.value for p in parts if p.kind == "Q")
        year = year_of(parts) or self._year_named([p for p in parts if p.kind != "Q"])
        if year is None:
            return None
        make = calendar.quarter if code[0] == "Q" else calendar.half_year
        return as_date(make(int(code[1]), year))

    def _year_named(self, parts: Parts) -> int | None:
        """The year of "vergangenen Jahres", else that of publication."""
        if self.published is None:
            return None
        if parts and parts[0].kind == "R":
            grain, shift = parts[0].value
            return self.published.year + shift if grain == "Y" else None
        return self.published.year + (SHIFTS[parts[0].kind] if parts else 0)

    def year(self, parts: Parts) -> Meaning | None:
        """A round number outside our time is none: "1600 Mitglieder"."""
        year = year_of(parts) or 1
        if len(parts) == 1 and year % 50 == 0 and not 1900 <= year <= 2100:
            return None
        return as_date(calendar.year(year))

    def unit_year(self, parts: Parts) -> Meaning | None:
        return self.year(parts) if grain_of(parts[-2]) == "Y" else None

    def years(self, parts: Parts) -> Meaning | None:
        """ "2014/15", "2014-18"."""
        first, end = parts[-2].value, parts[-1].value
        last = first // 100 * 100 + end
        if not first < last:
            return None
        return Meaning("DATE", f"{first}/{last}", Period(dt.date(first, 1, 1), dt.date(last, 12, 31), "span"))

    def fiscal(self, parts: Parts) -> Meaning | None:
        if len(parts) == 2 and parts[-1].kind == "D":  # FY25
            return as_date(calendar.year(2000 + parts[-1].value))
        return self.years(parts) if parts[-1].kind == "D" else self.year(parts)

    def season(self, parts: Parts) -> Meaning | None:
        year = year_of(parts)
        if year is not None:
            return as_date(calendar.season(parts[0].value, year))
        return as_relative(calendar.season(parts[0].value, self.published.year)) if self.published else None

    def decade(self, parts: Parts) -> Meaning | None:
        start = next(p.value for p in parts if p.kind == "K")
        return as_date(calendar.decade(start if start >= 100 else 1900 + start if start >= 20 else 2000 + start))

    def clock(self, parts: Parts) -> Meaning | None:
        hour, minute = parts[0].value
        day = self._last_day if parts[0].start - self._day_end < CLOCK_REACH else ""
        return Meaning("TIME", f"{day}T{hour:02}:{minute:02}")

    def numbers(self, _parts: Parts) -> Meaning | None:
        """ "2000 bis 3000": no years."""
        return None


def _century(number: int) -> Meaning | None:
    """The 19th century: 18, as TIMEX3 has it, from 1801 to 1900."""
    if not 1 <= number <= LAST_CENTURY:
        return None
    period = Period(dt.date(100 * number - 99, 1, 1), dt.date(100 * number, 12, 31), "span")
    return Meaning("DATE", f"{number - 1:02}", period)
