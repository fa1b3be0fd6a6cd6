"""Reads numbers written in digits, and refuses those that are dates, clocks, names or codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal
from unicodedata import numeric

from faktenlage.language.lookback import word_start
from faktenlage.language.marks import expand
from faktenlage.language.tries import trie
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["VULGAR", "DigitReader", "Numeral", "part_of_one"]

Kind = Literal["cardinal", "ordinal", "half", "share", "multiple", "article", "vague"]
ONE = Decimal(1)
FIRST_YEAR, LAST_YEAR = "1500", "2200"
LONGEST = 24  # more characters are a code, not a quantity
_EDGE = r"(?:(?<![^\W\d_])|(?![^\W\d_]))"
_STEPS = {places: Decimal((0, (1,), -places)) for places in range(40)}
_RUN = re.compile(r"\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d+(?![.,]?\d))?|\d+(?:[.,']\d+)*")
_REST = re.compile(r"(?:[.:/\-–]?\d+)*")
_CALL = re.compile(r"(?:[ /-]?\d+)*")
_DASHES = "-–−"
VULGAR = {sign: Fraction(numeric(sign)).limit_denominator(10) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
VULGAR_OR_BLANK = frozenset((" ", *VULGAR))


@dataclass(slots=True)
class Numeral:
    """A number at ``start`` to ``end`` with the worth of its last digit; an "article" counts only with a unit."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    kind: Kind
    in_words: bool = False


def part_of_one(sign: str) -> tuple[Decimal, Decimal]:
    """What a sign such as "¾" is worth, and one part of it."""
    part = VULGAR[sign]
    return Decimal(part.numerator) / part.denominator, ONE / part.denominator


class DigitReader:
    """The digits of one language: its separators, its dates to stay away from, its names that carry numbers."""

    def __init__(self, language: LanguagePack) -> None:
        numbers = language.numbers
        self._decimal, self._group = numbers.decimal, numbers.group
        self._mark = numbers.ordinals.mark
        self._after = set(numbers.ordinals.after)
        self._joins = frozenset(language.times.coordinators)
        self._names = set(numbers.names.after)
        self._minus = set(numbers.names.minus)
        self._day_first = language.times.day_first
        scales = numbers.scales.words | numbers.scales.short | numbers.scales.money
        self._scales = {form for word in scales for form in expand(word)}
        self._months = {form for word in language.times.months for form in expand(word)}
        self._codes = {code.lower() for code in language.units.money.codes}
        self._ordinal = re.compile(trie(numbers.ordinals.digit_endings) + r"(?![^\W_])")
        joins = trie([*language.times.ranges.join, *language.times.coordinators])
        self._further_days = re.compile(rf"(?: ?{joins} ?(?:[12]?\d|3[01])(?![\d%]|[.,]\d))?")
        self._date = re.compile(_date_pattern(language))

    def read(self, low: str, start: int, floor: int) -> Numeral | None:
        """The number that begins at ``start``, if it is one."""
        return self.read_or_skip(low, start, floor)[0]

    def read_or_skip(self, low: str, start: int, floor: int) -> tuple[Numeral | None, int]:
        """The number at ``start``, or None, and where to read on: behind all that belongs to it."""
        date = self._date.match(low, start)
        if date is not None:
            return None, date.end()
        run = _RUN.match(low, start)
        if run is None:  # a digit of another script
            return None, start + 1
        end = run.end()
        if start and low[start - 1] == "." and (start == 1 or not low[start - 2].isalnum()):
            return self._leading_point(low, start, end), end
        if self._refused(low, start, end, floor):
            rest = (_CALL if low[start] == "0" else _REST).match(low, end)
            if rest and self._of_month(low, start, end, floor):
                rest = self._further_days.match(low, rest.end())
            return None, rest.end() if rest else end
        value = self.value(run.group(), low[end : end + 1])
        if value is None:
            return None, end
        shaped = self._shaped(low, start, end, floor, value)
        return shaped, max(end, shaped.end) if shaped else end

    def _leading_point(self, low: str, start: int, end: int) -> Numeral | None:
        """ ".25": a number without its zero, where the point is the decimal mark."""
        digits = low[start:end]
        if self._decimal != "." or not digits.isdigit() or low[end : end + 1].isalpha():
            return None
        return Numeral(start - 1, end, Decimal(f"0.{digits}"), _STEPS[min(end - start, 39)], "cardinal")

    def _refused(self, low: str, start: int, end: int, floor: int) -> bool:
        """Part of a word, code, clock, score, telephone number or name."""
        before = low[start - 1] if start else " "
        if before.isalpha():
            return low[word_start(low, floor, start) : start] not in self._codes
        if before in "_#:/+" and not (before == "+" and self._signed(low, end)):
            return True
        if before in _DASHES and start > 1 and low[start - 2].isalpha() and not self._scaled(low, start - 1):
            return True
        after = low[end : end + 2]
        if after[:1] in ":/" and after[1:].isdigit():
            return True
        if low[start] == "0" and end - start > 1 and low[start + 1].isdigit():
            return low[start : start + 2] != "00" or end - start != 4
        return self._named(low, start, floor) or self._of_month(low, start, end, floor)

    def _scaled(self, low: str, stop: int) -> bool:
        """Whether a number with its scale ends there: "2bn-3bn", but not "Covid-19"."""
        start = stop
        while start and low[start - 1].isalpha():
            start -= 1
        return low[start:stop] in self._scales and low[max(0, start - 2) : start].strip()[-1:].isdigit()

    @staticmethod
    def _signed(low: str, end: int) -> bool:
        return not low[end : end + 2].strip().isdigit()

    def _named(self, low: str, start: int, floor: int) -> bool:
        if start < 2 or low[start - 1] != " ":
            return False
        return low[word_start(low, floor, start - 1) : start - 1] in self._names

    def _of_month(self, low: str, start: int, end: int, floor: int) -> bool:
        """The year of a month, or its day where that stands behind it; "im Mai 2,4 Prozent" has neither."""
        digits = low[start:end]
        year = end - start == 4 and FIRST_YEAR <= digits < LAST_YEAR
        if not digits.isdigit() or not (year or (end - start <= 2 and not self._day_first)):
            return False
        if start < 2 or low[start - 1] != " ":
            return False
        return low[word_start(low, floor, start - 1) : start - 1].rstrip(".") in self._months

    def value(self, run: str, following: str) -> tuple[Decimal, int] | None:
        """Value and decimal places; None for 1.2.3, 1,2,3 and other things that are no number."""
        if len(run) > LONGEST:
            return None
        if run.isdigit():
            return Decimal(run), 0
        compact = run.replace(" ", "")
        separators = [c for c in compact if not c.isdigit()]
        groups = re.split(r"[.,']", compact)
        if not separators:
            return Decimal(compact), 0
        if self._grouped(groups, separators):
            return Decimal("".join(groups)), 0
        last = separators[-1]
        if last == "'" or (len(separators) > 1 and not self._grouped(groups[:-1], separators[:-1], other=last)):
            return None
        if len(separators) == 1 and last != self._decimal and self._mark and following == self._mark:
            return None  # 15.1. is a day
        return Decimal("".join(groups[:-1]) + "." + groups[-1]), len(groups[-1])

    def _grouped(self, groups: list[str], separators: list[str], other: str = "") -> bool:
        """1.234.567: one separator throughout, three digits in each group; Indian pairs in English."""
        mark = separators[0]
        if any(separator != mark for separator in separators) or mark == other:
            return False
        if not other and mark == self._decimal and len(separators) == 1:
            return False
        if len(groups[-1]) != 3 or not 1 <= len(groups[0]) <= 3 or groups[0].startswith("0"):
            return False
        inner = {len(group) for group in groups[1:-1]}
        return inner <= {3} or (inner == {2} and mark == ",")

    def _shaped(self, low: str, start: int, end: int, floor: int, value: tuple[Decimal, int]) -> Numeral | None:
        """The number with its sign, as an ordinal where it is marked as one."""
        number, places = value
        following = low[end : end + 1]
        if following in VULGAR_OR_BLANK and not places:
            sign = end if following != " " else end + 1
            if low[sign : sign + 1] in VULGAR:
                part, step = part_of_one(low[sign])
                return Numeral(start, sign + 1, number + part, step, "cardinal")
        if not places and following:
            ending = self._ordinal.match(low, end)
            if ending is not None and ending.end() > end:
                return Numeral(start, ending.end(), number, ONE, "ordinal")
            if following == self._mark and self._marked(low, start, end, floor):
                return Numeral(start, end + 1, number, ONE, "ordinal")
        step = _STEPS[min(places, 39)]
        if start > floor and low[start - 1] in _DASHES and (start == 1 or low[start - 2] in " (\"'„"):
            return Numeral(start - 1, end, -number, step, "cardinal")
        if start - 1 > floor and low[(place := word_start(low, floor, start - 1)) : start - 1] in self._minus:
            return Numeral(place, end, -number, step, "cardinal")
        return Numeral(start, end, number, step, "cardinal")

    def _marked(self, low: str, start: int, end: int, floor: int) -> bool:
        """ "31." is an ordinal before a small letter we cannot see here, or after an article or the like."""
        if low[end + 1 : end + 2] != " ":
            return False
        place = word_start(low, floor, start - 1)
        word = low[place : start - 1]
        return word in self._after or (
            word in self._joins and place > 2 and low[place - 2] == self._mark and low[place - 3].isdigit()
        )


def _date_pattern(language: LanguagePack) -> str:
    """Digits that begin a day, a clock time or a span of years rather than a quantity."""
    times, numbers = language.times, language.numbers
    months = trie(form for word in times.months for form in expand(word))
    endings = trie([*numbers.ordinals.digit_endings, ""]) if numbers.ordinals.digit_endings else ""
    day = rf"\d{{1,2}}{endings}?\.?" if endings else r"\d{1,2}\.?"
    joins = trie([*times.ranges.join, *times.coordinators])
    days = rf"{day}(?: ?{joins} ?(?:{trie(times.transparent)} )?{day}){{0,3}}"
    clock = trie([*times.clock, *times.afternoon])
    hours = r"\d{1,2}(?:[.:]\d{2})?"
    return "|".join((
        rf"{days} ?(?:{trie(times.transparent)} )?{months}{_EDGE}(?:\.?,? \d{{4}}(?![\d.,]))?",
        r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)",
        r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}(?!\d)",
        rf"{hours}(?: ?{joins} ?{hours})? ?{clock}{_EDGE}",
        r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)",
        r"(?:1[89]|20)\d{2}(?: ?[-–/] ?(?:(?:1[89]|20)\d{2}|\d{2})(?!\d)|/\d{2}(?!\d))",
        rf"(?:1\d|20)?\d0{trie(times.decades)}(?![^\W_])",
    ))  # fmt: skip
