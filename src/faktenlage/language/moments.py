"""What the expressions found by times.py mean: TIMEX3 type and value, and the period where there is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from faktenlage.language import calendar
from faktenlage.language.calendar import Dated, shifted
from faktenlage.language.lexemes import Lexeme
from faktenlage.model import Period, Time

__all__ = ["MEANINGS", "Meaning", "Moments"]

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
CLOCK_REACH = 60
YEARS = (1500, 2500)  # a publication outside these years is none to reckon from
_SHIFT = {"L": -1, "T": 0, "X": 1}


@dataclass(frozen=True, slots=True)
class Meaning:
    """``earlier`` and ``later`` are what it means after "since" and before "until" where that differs."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    period: Period | None = None
    relative: bool = False
    earlier: Meaning | None = None
    later: Meaning | None = None


def _date(dated: Dated) -> Meaning:
    return Meaning("DATE", dated[0], dated[1])


def _relative(dated: Dated) -> Meaning:
    return Meaning("DATE", dated[0], dated[1], relative=True)


def _vague(value: str) -> Meaning:
    return Meaning("DATE", value, None, relative=True)


class Moments:
    """Meanings as seen from the day of publication."""

    def __init__(self, published: dt.date | None) -> None:
        far = published is None or not YEARS[0] < published.year < YEARS[1]
        self._published = None if far else published
        self._last_day, self._day_end = "", -CLOCK_REACH

    def spoken_of(self, time: Time) -> None:
        """Remember the last day, which a clock time soon after it is meant to be of."""
        if time.type == "DATE" and time.period is not None and time.period.grain == "day":
            self._last_day, self._day_end = time.value, time.span.end

    def full(self, parts: Parts) -> Meaning | None:
        return _valid(*_value(parts[-1]))

    def dated(self, parts: Parts) -> Meaning | None:
        """ "5. Juni 2024", "June 5": the year may be missing."""
        number = next(p for p in parts if p.kind in "DO")
        month = next(p for p in parts if p.kind == "M")
        return self._day(int(_value(number)), _value(month), _year_of(parts))

    def daily(self, parts: Parts) -> Meaning | None:
        day, month = _value(parts[-1])
        return self._day(day, month, None)

    def _day(self, day: int, month: int, year: int | None) -> Meaning | None:
        if year is not None:
            return _valid(year, month, day)
        if self._published is None:
            return _vague(f"XXXX-{month:02}-{day:02}") if day <= 31 else None
        guess = self._nearest_year(month)
        found = _valid(guess, month, day)
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
        assert self._published is not None and found.period is not None
        wrong = found.period.first > self._published if side < 0 else found.period.last < self._published
        moved = _valid(guess + side, month, day) if wrong else None
        return replace(moved, relative=True) if moved else None

    def _nearest_year(self, month: int) -> int:
        """The year of publication, but around New Year the month that is near."""
        assert self._published is not None
        now = self._published
        if now.month >= 11 and month <= 2:
            return now.year + 1
        return now.year - 1 if now.month <= 2 and month >= 11 else now.year

    def days(self, parts: Parts) -> Meaning | None:
        """ "4. bis 23. Januar 1995": from one day to another of a month."""
        numbers = [int(_value(p)) for p in parts if p.kind in "DO"]
        month = next(_value(p) for p in parts if p.kind == "M")
        first, last = (self._day(n, month, _year_of(parts)) for n in numbers)
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
        day = int(_value(parts[-1]))
        if self._published is None or not 1 <= day <= 31:
            return None
        return _marked(_valid(self._published.year, self._published.month, day))

    def day_relative(self, parts: Parts) -> Meaning | None:
        """ "20th of next month"."""
        if self._published is None or _grain(parts[-1]) != "M":
            return None
        month = shifted(self._published.replace(day=1), "M", _SHIFT[parts[1].kind])
        return _marked(_valid(month.year, month.month, int(_value(parts[0]))))

    def weekday_day(self, parts: Parts) -> Meaning | None:
        """ "Friday the 15th": of the month of publication, or of the one before or after it."""
        if self._published is None:
            return None
        for shift in (0, -1, 1):
            month = shifted(self._published.replace(day=1), "M", shift)
            found = _valid(month.year, month.month, int(_value(parts[1])))
            if found is not None and found.period is not None and found.period.first.isoweekday() == _value(parts[0]):
                return _marked(found)
        return None

    def numbers(self, _parts: Parts) -> Meaning | None:
        """ "2000 bis 3000": no years."""
        return None

    def month_year(self, parts: Parts) -> Meaning | None:
        month = next(_value(p) for p in parts if p.kind == "M")
        return _date(calendar.month(month, _year_of(parts) or 1))

    def monthly(self, parts: Parts) -> Meaning | None:
        year, month = _value(parts[0])
        return _date(calendar.month(month, year))

    def month(self, parts: Parts) -> Meaning | None:
        number = _value(parts[-1])
        if self._published is None:
            return _vague(f"XXXX-{number:02}")
        guess = self._nearest_year(number)
        found = _relative(calendar.month(number, guess))
        before, after = _relative(calendar.month(number, guess - 1)), _relative(calendar.month(number, guess + 1))
        assert found.period is not None
        return replace(
            found,
            earlier=before if found.period.first > self._published else None,
            later=after if found.period.last < self._published else None,
        )

    def month_relative(self, parts: Parts) -> Meaning | None:
        """ "August vorigen Jahres"."""
        if self._published is None or _grain(parts[-1]) != "Y":
            return self.month([p for p in parts if p.kind == "M"])
        month = next(_value(p) for p in parts if p.kind == "M")
        return _relative(calendar.month(month, self._published.year + _SHIFT[parts[-2].kind]))

    def relative_month(self, parts: Parts) -> Meaning | None:
        """ "letzten September": the last one that is over, the next one to begin."""
        month, shift = _value(parts[-1]), _SHIFT[parts[-2].kind]
        if self._published is None:
            return _vague(f"XXXX-{month:02}")
        year = self._published.year
        if shift < 0 and month >= self._published.month:
            year -= 1
        if shift > 0 and month <= self._published.month:
            year += 1
        return _relative(calendar.month(month, year))

    def quarter(self, parts: Parts) -> Meaning | None:
        """ "drittes Quartal 2024", "zweites Halbjahr"."""
        number, grain = int(_value(parts[0])), _grain(parts[1])
        year = _year_of(parts) or self._year_named(parts[2:])
        if (
            grain == "W"
            and len(parts) > 2
            and year is not None
            and 1 <= number <= 53
            and (parts[-1].kind == "Y" or _grain(parts[-1]) == "Y")
        ):
            return _week(year, number)
        if grain not in ("Q", "HY") or not 1 <= number <= (4 if grain == "Q" else 2):
            return None
        if year is None:
            return _vague(f"XXXX-{'Q' if grain == 'Q' else 'H'}{number}")
        made = calendar.quarter(number, year) if grain == "Q" else calendar.half_year(number, year)
        return replace(_date(made), relative=parts[-1].kind != "Y")

    def quarter_code(self, parts: Parts) -> Meaning | None:
        code = next(_value(p) for p in parts if p.kind == "Q")
        year = _year_of(parts) or self._year_named([p for p in parts if p.kind != "Q"])
        if year is None:
            return None
        make = calendar.quarter if code[0] == "Q" else calendar.half_year
        return _date(make(int(code[1]), year))

    def _year_named(self, parts: Parts) -> int | None:
        """The year of "vergangenen Jahres", else that of publication."""
        if self._published is None:
            return None
        return self._published.year + (_SHIFT[parts[0].kind] if parts else 0)

    def ago(self, parts: Parts) -> Meaning | None:
        """ "vor zehn Jahren": as coarse as its unit."""
        if any(p.kind == "G" for p in parts) or all(p.kind in "abU" and _plural(p) for p in parts):
            return _vague("PAST_REF")
        return self._moved(parts, -1)

    def later(self, parts: Parts) -> Meaning | None:
        return self._moved(parts, 1)

    def _moved(self, parts: Parts, sign: int) -> Meaning | None:
        if self._published is None:
            return self.duration([p for p in parts if p.kind in "DNnU"])
        moment, number, grain = self._published, Decimal(1), ""
        for part in parts:
            if part.kind in "DNn":
                number = Decimal(_value(part))
            elif part.kind == "U":
                grain = _grain(part)
                if grain in ("H", "MIN", "S") or number != int(number) or number > 5000:
                    return _vague("PAST_REF" if sign < 0 else "FUTURE_REF")
                moment = shifted(moment, "W" if grain == "WE" else grain, sign * int(number))
        if moment in (dt.date.min, dt.date.max):
            return _vague("PAST_REF" if sign < 0 else "FUTURE_REF")
        return _relative(_at(moment, grain))

    def stretch(self, parts: Parts) -> Meaning | None:
        """ "in den letzten sieben Jahren": a duration that ends, or begins, with the publication."""
        direction = next(p.kind for p in parts if p.kind in "LX")
        unit = parts[-1]
        number = next((_value(p) for p in parts if p.kind in "DNn"), None)
        grain = _grain(unit)
        value = _length(number, grain)
        if value is None:
            return None
        period = None
        if (
            self._published is not None
            and number is not None
            and number == int(number)
            and number < 5000
            and grain not in ("H", "MIN", "S")
        ):
            edge = shifted(
                self._published, "W" if grain == "WE" else grain, int(number) * (-1 if direction == "L" else 1)
            )
            period = Period(min(edge, self._published), max(edge, self._published), "span")
        return Meaning("DURATION", value, period, relative=True)

    def relative(self, parts: Parts) -> Meaning | None:
        """ "voriges Jahr", "next week"; in the plural a vague duration."""
        unit, shift = parts[-1], _SHIFT[parts[-2].kind]
        grain = _grain(unit)
        if _plural(unit) and shift > 0:
            return _vague("FUTURE_REF")
        if _plural(unit) or grain in ("H", "MIN", "S", "CENT"):
            value = _length(None, grain)
            return Meaning("DURATION", value, None, relative=True) if value else None
        if self._published is None:
            return _vague("PRESENT_REF" if shift == 0 else "PAST_REF" if shift < 0 else "FUTURE_REF")
        step = "W" if grain == "WE" else grain
        return _relative(_at(shifted(_start(self._published, grain), step, shift), grain))

    def relative_weekday(self, parts: Parts) -> Meaning | None:
        """ "vergangenen Freitag", "this Friday", "next Monday"."""
        weekday = next(_value(p) for p in parts if p.kind == "W")
        if self._published is None:
            return _vague(f"XXXX-WXX-{weekday}")
        distance = weekday - self._published.isoweekday()
        shift = _SHIFT[parts[0].kind]
        if shift < 0 and distance >= 0:
            distance -= 7
        if shift > 0 and distance <= 0:
            distance += 7
        return self._part_of(parts, self._published + dt.timedelta(days=distance))

    def weekday_week(self, parts: Parts) -> Meaning | None:
        """ "Friday next week"."""
        weekday = next(_value(p) for p in parts if p.kind == "W")
        unit = next(p for p in parts if p.kind == "U")
        shift = next(_SHIFT[p.kind] for p in parts if p.kind in _SHIFT)
        if self._published is None or _grain(unit) != "W":
            return self.weekday([p for p in parts if p.kind == "W"])
        monday = self._published - dt.timedelta(days=self._published.weekday())
        return _relative(calendar.day(monday + dt.timedelta(days=7 * shift + weekday - 1)))

    def weekday(self, parts: Parts) -> Meaning | None:
        """The last such day up to the publication: reports tell what has been."""
        weekday = _value(parts[0])
        if self._published is None:
            return _vague(f"XXXX-WXX-{weekday}")
        return self._part_of(parts, self._published - dt.timedelta(days=(self._published.isoweekday() - weekday) % 7))

    def relative_day(self, parts: Parts) -> Meaning | None:
        """ "gestern", "heuer", "Vorjahr"."""
        grain, shift = _value(parts[0])
        if self._published is None:
            return _vague("PRESENT_REF" if shift == 0 else "PAST_REF" if shift < 0 else "FUTURE_REF")
        return self._part_of(parts, shifted(self._published, grain, shift), grain)

    def _part_of(self, parts: Parts, when: dt.date, grain: str = "D") -> Meaning:
        value, period = _at(when, grain)
        if parts[-1].kind == "H":
            return Meaning("TIME", f"{value}T{_value(parts[-1])}", period, relative=True)
        return Meaning("DATE", value, period, relative=True)

    def relative_season(self, parts: Parts) -> Meaning | None:
        if self._published is None:
            return None
        return _relative(calendar.season(_value(parts[-1]), self._published.year + _SHIFT[parts[0].kind]))

    def season(self, parts: Parts) -> Meaning | None:
        year = _year_of(parts)
        if year is not None:
            return _date(calendar.season(_value(parts[0]), year))
        return _relative(calendar.season(_value(parts[0]), self._published.year)) if self._published else None

    def every(self, parts: Parts) -> Meaning | None:
        last = parts[-1]
        if last.kind == "Z":
            return Meaning("SET", _value(last))
        if last.kind == "W":
            return Meaning("SET", f"XXXX-WXX-{_value(last)}")
        number = next((_value(p) for p in parts if p.kind in "DNO"), 1)
        value = _length(number, _grain(last))
        return Meaning("SET", value) if value else None

    def year(self, parts: Parts) -> Meaning | None:
        """A round number outside our time is none: "1600 Mitglieder"."""
        year = _year_of(parts) or 1
        if len(parts) == 1 and year % 50 == 0 and not 1900 <= year <= 2100:
            return None
        return _date(calendar.year(year))

    def unit_year(self, parts: Parts) -> Meaning | None:
        return self.year(parts) if _grain(parts[-2]) == "Y" else None

    def years(self, parts: Parts) -> Meaning | None:
        """ "2014/15", "2014-18"."""
        first, end = _value(parts[-2]), _value(parts[-1])
        last = first // 100 * 100 + end
        if not first < last:
            return None
        return Meaning("DATE", f"{first}/{last}", Period(dt.date(first, 1, 1), dt.date(last, 12, 31), "span"))

    def fiscal(self, parts: Parts) -> Meaning | None:
        return self.years(parts) if parts[-1].kind == "D" else self.year(parts)

    def edge(self, parts: Parts) -> Meaning | None:
        """ "Ende des Jahres": of the year of publication."""
        grain = _grain(parts[-1])
        if self._published is None or _plural(parts[-1]) or grain not in ("Y", "M", "W", "WE"):
            return None
        return _relative(_at(self._published, grain))

    def decade(self, parts: Parts) -> Meaning | None:
        start = _value(parts[0])
        return _date(calendar.decade(start if start >= 100 else 1900 + start if start >= 20 else 2000 + start))

    def duration(self, parts: Parts) -> Meaning | None:
        lengths = []
        number: Any = 1
        for part in parts:
            if part.kind == "U":
                lengths.append(_length(number, _grain(part)))
            else:
                number = None if part.kind == "G" else 1 if part.kind == "w" else _value(part)
        if not lengths or None in lengths:
            return None
        texts = [text for text in lengths if text is not None]
        value = texts[0] + "".join(text[1:] for text in texts[1:] if "T" not in text)
        return Meaning("DURATION", value)

    def unit(self, parts: Parts) -> Meaning | None:
        """ "ein Jahr", "am Wochenende": the word before it has been seen."""
        if _grain(parts[-1]) == "WE" and not _plural(parts[-1]):
            return _relative(calendar.weekend(self._published)) if self._published else None
        return None if _plural(parts[-1]) else self.duration(parts)

    def reference(self, parts: Parts) -> Meaning | None:
        return _vague(_value(parts[0]))

    def clock(self, parts: Parts) -> Meaning | None:
        hour, minute = _value(parts[0])
        day = self._last_day if parts[0].start - self._day_end < CLOCK_REACH else ""
        return Meaning("TIME", f"{day}T{hour:02}:{minute:02}")


def _value(part: Lexeme) -> Any:
    return part.value


def _year_of(parts: Parts) -> int | None:
    return next((_value(part) for part in parts if part.kind == "Y"), None)


def _grain(part: Lexeme) -> str:
    return str(part.value).removesuffix("s") if len(str(part.value)) > 1 else str(part.value)


def _plural(part: Lexeme) -> bool:
    return part.kind != "U" or str(part.value).endswith("s")


def _valid(year: int, month: int, day: int) -> Meaning | None:
    try:
        return _date(calendar.day(dt.date(year, month, day)))
    except ValueError:
        return None


def _week(year: int, number: int) -> Meaning | None:
    try:
        return _date(calendar.week(dt.date.fromisocalendar(year, number, 1)))
    except ValueError:
        return None


def _marked(meaning: Meaning | None) -> Meaning | None:
    return replace(meaning, relative=True) if meaning else None


def _length(number: Any, grain: str) -> str | None:
    """P7Y; X for a number not told."""
    if grain in ("DEC", "CENT", "HY"):
        factor = {"DEC": 10, "CENT": 100, "HY": 6}[grain]
        number = None if number is None else number * factor
        grain = "M" if grain == "HY" else "Y"
    if grain not in _DESIGNATORS:
        return None
    text = "X" if number is None else f"{Decimal(number):f}"
    return _DESIGNATORS[grain].format(text.rstrip("0").rstrip(".") if "." in text else text)


def _start(when: dt.date, grain: str) -> dt.date:
    """A day in the same period from which whole periods can be counted."""
    return when.replace(day=1) if grain in ("M", "Q", "HY", "Y") else when


def _at(when: dt.date, grain: str) -> Dated:
    """The period of ``grain`` that holds a day."""
    match grain:
        case "Y":
            return calendar.year(when.year)
        case "HY":
            return calendar.half_year((when.month + 5) // 6, when.year)
        case "Q":
            return calendar.quarter((when.month + 2) // 3, when.year)
        case "M":
            return calendar.month(when.month, when.year)
        case "W":
            return calendar.week(when)
        case "WE":
            return calendar.weekend(when)
        case "DEC":
            return calendar.decade(when.year // 10 * 10)
        case "CENT":
            return str(when.year // 100), None
        case _:
            return calendar.day(when)


_Rule = Callable[[Moments, Parts], Meaning | None]
MEANINGS: dict[str, _Rule] = {
    "days": Moments.days, "dated": Moments.dated, "month_days": Moments.days, "month_day": Moments.dated,
    "full": Moments.full, "daily": Moments.daily, "quarter": Moments.quarter, "quarter_code": Moments.quarter_code,
    "month_year": Moments.month_year, "month_relative": Moments.month_relative, "monthly": Moments.monthly,
    "relative_month": Moments.relative_month, "month": Moments.month, "ago": Moments.ago, "later": Moments.later,
    "stretch": Moments.stretch, "weekday_week": Moments.weekday_week, "relative": Moments.relative,
    "relative_weekday": Moments.relative_weekday, "relative_season": Moments.relative_season, "every": Moments.every,
    "unit_year": Moments.unit_year, "fiscal": Moments.fiscal, "years": Moments.years, "edge": Moments.edge,
    "edge_year": Moments.year, "season": Moments.season, "decade": Moments.decade, "duration": Moments.duration,
    "weekday": Moments.weekday, "relative_day": Moments.relative_day, "reference": Moments.reference,
    "day_relative": Moments.day_relative,
    "weekday_day": Moments.weekday_day, "numbers": Moments.numbers, "clock": Moments.clock, "year": Moments.year, "unit": Moments.unit, "day_of_month": Moments.day_of_month,
}  # fmt: skip
