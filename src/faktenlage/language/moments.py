"""What the expressions found by times.py mean: TIMEX3 type and value, and the period where there is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from faktenlage.language import calendar
from faktenlage.language.calendar import shifted
from faktenlage.language.meanings import (
    COARSENESS,
    SHIFTS,
    UNIT_COARSENESS,
    Meaning,
    Parts,
    as_relative,
    as_vague,
    grain_of,
    length,
    marked,
    period_at,
    plural,
    start_of,
)
from faktenlage.language.portions import Portions
from faktenlage.model import Period

__all__ = ["MEANINGS", "Meaning", "Moments"]


class Moments(Portions):
    """Meanings of distances, durations and repetitions, as seen from the day of publication."""

    def month_relative(self, parts: Parts) -> Meaning | None:
        """ "August vorigen Jahres"."""
        named = parts[-1].value[0] if parts[-1].kind == "R" else grain_of(parts[-1])
        if parts[-1].kind == "R" and named != "Y":
            return None
        year = self._year_named([p for p in parts if p.kind in "LTXR"]) if named == "Y" else None
        if year is None:
            return self.month([p for p in parts if p.kind == "M"])
        month = next(p.value for p in parts if p.kind == "M")
        return as_relative(calendar.month(month, year))

    def relative_month(self, parts: Parts) -> Meaning | None:
        """ "letzten September": the last one that is over, the next one to begin."""
        month, shift = parts[-1].value, SHIFTS[parts[-2].kind]
        if self.published is None:
            return as_vague(f"XXXX-{month:02}")
        year = self.published.year
        if shift < 0 and month >= self.published.month:
            year -= 1
        if shift > 0 and month <= self.published.month:
            year += 1
        return as_relative(calendar.month(month, year))

    def ago(self, parts: Parts) -> Meaning | None:
        """ "vor zehn Jahren": as coarse as its unit."""
        if any(p.kind == "G" for p in parts) or all(p.kind in "abU" and plural(p) for p in parts):
            return as_vague("PAST_REF")
        return self._moved(parts, -1)

    def later(self, parts: Parts) -> Meaning | None:
        return self._moved(parts, 1)

    def _moved(self, parts: Parts, sign: int) -> Meaning | None:
        if self.published is None:
            return self.duration([p for p in parts if p.kind in "DNnU"])
        start = self._counted_from(parts) if parts[-1].kind in "bc" and parts[-1].value else self.published
        if start is None:
            return as_vague("PAST_REF" if sign < 0 else "FUTURE_REF")
        moment, number, grain = start, Decimal(1), ""
        for part in parts:
            if part.kind in "DNn":
                number = Decimal(part.value)
            elif part.kind == "U":
                grain = grain_of(part)
                if grain in ("H", "MIN", "S") and sign > 0:
                    return Meaning("TIME", "XXXX-XX-XXTXX:XX", relative=True)
                if grain in ("H", "MIN", "S") or number != int(number) or number > 5000:
                    return as_vague("PAST_REF" if sign < 0 else "FUTURE_REF")
                moment = shifted(moment, "W" if grain == "WE" else grain, sign * int(number))
        if moment in (dt.date.min, dt.date.max):
            return as_vague("PAST_REF" if sign < 0 else "FUTURE_REF")
        return as_relative(period_at(moment, grain))

    def _counted_from(self, parts: Parts) -> dt.date | None:
        """What "two years later" counts from: the date spoken of last, None where that is too coarse for the unit."""
        named = self.named_before(parts[0].start)
        if named is None or named.period is None:
            return self.published
        finest = next(grain_of(p) for p in reversed(parts) if p.kind == "U")
        if COARSENESS[named.period.grain] <= UNIT_COARSENESS.get(finest, -1):
            return named.period.first
        return self.published if named.relative or finest not in UNIT_COARSENESS else None

    def stretch(self, parts: Parts) -> Meaning | None:
        """ "in den letzten sieben Jahren": a duration that ends, or begins, with the publication."""
        direction = next(p.kind for p in parts if p.kind in "LX")
        if sum(p.kind == "U" for p in parts) > 1:
            return marked(self.duration([p for p in parts if p.kind not in "LX"]))
        unit = parts[-1]
        number = next((p.value for p in parts if p.kind in "DNn"), None)
        grain = grain_of(unit)
        value = length(number, grain)
        if value is None:
            return None
        period = None
        if (
            self.published is not None
            and number is not None
            and number == int(number)
            and number < 5000
            and grain not in ("H", "MIN", "S")
        ):
            edge = shifted(
                self.published, "W" if grain == "WE" else grain, int(number) * (-1 if direction == "L" else 1)
            )
            period = Period(min(edge, self.published), max(edge, self.published), "span")
        return Meaning("DURATION", value, period, relative=True)

    def relative(self, parts: Parts) -> Meaning | None:
        """ "voriges Jahr", "next week"; in the plural a vague duration."""
        unit, shift = parts[-1], SHIFTS[parts[-2].kind]
        grain = grain_of(unit)
        if plural(unit) and shift > 0:
            return as_vague("FUTURE_REF")
        if plural(unit) or grain in ("H", "MIN", "S", "CENT"):
            value = length(None, grain)
            return Meaning("DURATION", value, None, relative=True) if value else None
        if self.published is None:
            return as_vague("PRESENT_REF" if shift == 0 else "PAST_REF" if shift < 0 else "FUTURE_REF")
        step = "W" if grain == "WE" else grain
        return as_relative(period_at(shifted(start_of(self.published, grain), step, shift), grain))

    def relative_weekday(self, parts: Parts) -> Meaning | None:
        """ "vergangenen Freitag", "this Friday", "next Monday"."""
        weekday = next(p.value for p in parts if p.kind == "W")
        if self.published is None:
            return as_vague(f"XXXX-WXX-{weekday}")
        distance = weekday - self.published.isoweekday()
        shift = SHIFTS[parts[0].kind]
        if shift < 0 and distance >= 0:
            distance -= 7
        if shift > 0 and distance <= 0:
            distance += 7
        return self._part_of(parts, self.published + dt.timedelta(days=distance))

    def part_of_day(self, parts: Parts) -> Meaning | None:
        """ "this morning", "letzte Nacht"."""
        if self.published is None:
            return None
        return self._part_of(parts, self.published + dt.timedelta(days=SHIFTS[parts[0].kind]))

    def daypart(self, parts: Parts) -> Meaning | None:
        """ "am Abend": of the day just spoken of, else of the publication."""
        day = self.day_spoken_of(parts[0].start) or self.published
        return self._part_of(parts, day) if day else None

    def next_daypart(self, _parts: Parts) -> Meaning | None:
        """ "am nächsten Morgen": of a day that the report tells."""
        return None

    def night_before(self, parts: Parts) -> Meaning | None:
        """ "in der Nacht zum Sonntag": it begins on Saturday."""
        day = self.weekday(parts[1:]) if len(parts) == 2 else self.dated(parts[1:])
        if day is None or day.period is None or parts[0].value != "NI":
            return None
        return self._part_of(parts[:1], day.period.first - dt.timedelta(days=1))

    def weekday_week(self, parts: Parts) -> Meaning | None:
        """ "Friday next week"."""
        weekday = next(p.value for p in parts if p.kind == "W")
        unit = next(p for p in parts if p.kind == "U")
        shift = next(SHIFTS[p.kind] for p in parts if p.kind in SHIFTS)
        if self.published is None or grain_of(unit) != "W":
            return self.weekday([p for p in parts if p.kind == "W"])
        monday = self.published - dt.timedelta(days=self.published.weekday())
        return as_relative(calendar.day(monday + dt.timedelta(days=7 * shift + weekday - 1)))

    def weekday(self, parts: Parts) -> Meaning | None:
        """The last such day up to the publication: reports tell what has been."""
        weekday = parts[0].value
        if self.published is None:
            return as_vague(f"XXXX-WXX-{weekday}")
        return self._part_of(parts, self.published - dt.timedelta(days=(self.published.isoweekday() - weekday) % 7))

    def relative_day(self, parts: Parts) -> Meaning | None:
        """ "gestern", "heuer", "Vorjahr"."""
        grain, shift = parts[0].value
        if parts[-1].kind == "W" and (day := self.weekday_of(parts[0], parts[-1])) is not None:
            return as_relative(calendar.day(day))
        if self.published is None:
            return as_vague("PRESENT_REF" if shift == 0 else "PAST_REF" if shift < 0 else "FUTURE_REF")
        return self._part_of(parts, shifted(self.published, grain, shift), grain)

    def _part_of(self, parts: Parts, when: dt.date, grain: str = "D") -> Meaning:
        value, period = period_at(when, grain)
        if parts[-1].kind == "H":
            return Meaning("TIME", f"{value}T{parts[-1].value}", period, relative=True)
        return Meaning("DATE", value, period, relative=True)

    def relative_season(self, parts: Parts) -> Meaning | None:
        if self.published is None:
            return None
        return as_relative(calendar.season(parts[-1].value, self.published.year + SHIFTS[parts[0].kind]))

    def season_relative(self, parts: Parts) -> Meaning | None:
        """ "im Herbst vergangenen Jahres"."""
        named = parts[-1].value[0] if parts[-1].kind == "R" else grain_of(parts[-1])
        year = self._year_named(parts[1:]) if named == "Y" else None
        return None if year is None else as_relative(calendar.season(parts[0].value, year))

    def every(self, parts: Parts) -> Meaning | None:
        last = parts[-1]
        if last.kind == "Z":
            return Meaning("SET", last.value)
        if last.kind == "H":
            day = f"WXX-{parts[-2].value}" if parts[-2].kind == "W" else "XX-XX"
            return Meaning("SET", f"XXXX-{day}T{last.value}")
        if last.kind == "W":
            return Meaning("SET", f"XXXX-WXX-{last.value}")
        number = next((p.value for p in parts if p.kind in "DNO"), 1)
        value = length(number, grain_of(last))
        return Meaning("SET", value) if value else None

    def edge(self, parts: Parts) -> Meaning | None:
        """ "Ende des Jahres": of the year of publication."""
        if parts[-1].kind == "R":
            return None if parts[-1].value[0] == "D" else self.relative_day(parts[1:])
        grain = grain_of(parts[-1])
        if self.published is None or plural(parts[-1]) or grain in ("D", "H", "MIN", "S"):
            return None
        return as_relative(period_at(self.published, grain))

    def duration(self, parts: Parts) -> Meaning | None:
        lengths = []
        number: Any = 1
        for part in parts:
            if part.kind == "U":
                lengths.append(length(number, grain_of(part)))
            else:
                number = None if part.kind == "G" else 1 if part.kind == "w" else part.value
        if not lengths or None in lengths:
            return None
        texts = [text for text in lengths if text is not None]
        return Meaning("DURATION", _lengths(texts))

    def half_more(self, parts: Parts) -> Meaning | None:
        """ "an hour and a half", "two days and a half"."""
        number = parts[0].value if parts[0].kind in "DNn" else 1
        value = length(Decimal(number) + parts[-1].value, grain_of(parts[-2]))
        return Meaning("DURATION", value) if value else None

    def unit(self, parts: Parts) -> Meaning | None:
        """ "ein Jahr", "am Wochenende": the word before it has been seen."""
        if grain_of(parts[-1]) == "WE" and not plural(parts[-1]):
            return as_relative(calendar.weekend(self.published)) if self.published else None
        return None if plural(parts[-1]) else self.duration(parts)

    def length(self, parts: Parts) -> Meaning | None:
        return Meaning("DURATION", parts[0].value)

    def reference(self, parts: Parts) -> Meaning | None:
        return as_vague(parts[0].value)


def _lengths(texts: list[str]) -> str:
    """ "P5Y", "P1M" are P5Y1M; hours and minutes stand behind one T."""
    days = "".join(text[1:] for text in texts if "T" not in text)
    hours = "".join(text[2:] for text in texts if "T" in text)
    return f"P{days}T{hours}" if hours else f"P{days}"


Rule = Callable[[Moments, Parts], Meaning | None]
MEANINGS: dict[str, Rule] = {
    "days": Moments.days,
    "dated": Moments.dated,
    "month_days": Moments.days,
    "month_day": Moments.dated,
    "year_month_day": Moments.dated,
    "relative_days": Moments.relative_days,
    "counted": Moments.counted,
    "nth_weekday": Moments.nth_weekday,
    "week_with": Moments.week_with,
    "nth_week": Moments.nth_week,
    "half": Moments.half,
    "week_number": Moments.week_number,
    "part_of_day": Moments.part_of_day,
    "daypart": Moments.daypart,
    "next_daypart": Moments.next_daypart,
    "night_before": Moments.night_before,
    "relative_year": Moments.relative_year,
    "length": Moments.length,
    "last_of": Moments.last_of,
    "lengths": Moments.duration,
    "half_more": Moments.half_more,
    "calendar_week": Moments.calendar_week,
    "rest": Moments.rest,
    "full": Moments.full,
    "daily": Moments.daily,
    "quarter": Moments.quarter,
    "quarter_code": Moments.quarter_code,
    "month_year": Moments.month_year,
    "month_relative": Moments.month_relative,
    "monthly": Moments.monthly,
    "relative_month": Moments.relative_month,
    "month": Moments.month,
    "ago": Moments.ago,
    "later": Moments.later,
    "stretch": Moments.stretch,
    "weekday_week": Moments.weekday_week,
    "relative": Moments.relative,
    "relative_weekday": Moments.relative_weekday,
    "relative_season": Moments.relative_season,
    "every": Moments.every,
    "unit_year": Moments.unit_year,
    "fiscal": Moments.fiscal,
    "years": Moments.years,
    "edge": Moments.edge,
    "edge_year": Moments.year,
    "season": Moments.season,
    "season_relative": Moments.season_relative,
    "decade": Moments.decade,
    "duration": Moments.duration,
    "weekday": Moments.weekday,
    "relative_day": Moments.relative_day,
    "reference": Moments.reference,
    "day_relative": Moments.day_relative,
    "weekday_day": Moments.weekday_day,
    "numbers": Moments.numbers,
    "clock": Moments.clock,
    "year": Moments.year,
    "unit": Moments.unit,
    "day_of_month": Moments.day_of_month,
}
