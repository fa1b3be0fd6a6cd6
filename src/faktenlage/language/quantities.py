"""Reads every quantity of a text: number, unit, hedge, and the interval they assert."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Context, Decimal
from functools import lru_cache

from faktenlage.language.digits import Numeral
from faktenlage.language.fractions import fraction_words
from faktenlage.language.hedging import hedge_words
from faktenlage.language.intervals import asserted, factor_interval, fraction_interval
from faktenlage.language.lookback import word_start
from faktenlage.language.marks import expand, fold
from faktenlage.language.numerals import EDGE, numeral_reader
from faktenlage.language.pairing import paired
from faktenlage.language.tries import trie
from faktenlage.language.unit_words import Measured, unit_words
from faktenlage.model import Hedge, Interval, Quantity, Span
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["read_quantities"]

HUNDRED = Decimal(100)
ONE = Decimal(1)
EXACT = Decimal("1e-12")
MOST_POINTS = 30  # more bare points are those of an index
_WIDE = Context(prec=80)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_LIST_NUMBER = re.compile(r"[.)] ")


def read_quantities(text: str, language: LanguagePack, *, folded: str | None = None) -> tuple[Quantity, ...]:
    """Quantities in order, not overlapping; dates, names and codes that hold digits are none."""
    low = fold(text) if folded is None else folded
    return tuple(paired(low, list(_assembler(language).read(text, low)), language))


@lru_cache(maxsize=32)
def _assembler(language: LanguagePack) -> _Assembler:
    return _Assembler(language)


class _Assembler:
    """Puts numerals, units and hedges together."""

    def __init__(self, language: LanguagePack) -> None:
        numbers = language.numbers
        self._numerals = numeral_reader(language)
        self._units = unit_words(language)
        self._hedges = hedge_words(language)
        denominators = {f: n for word, n in numbers.fractions.denominators.items() for f in expand(word)}
        singular = (
            {expand(word)[0] for word in numbers.fractions.denominators} if numbers.fractions.singular_before else set()
        )
        self._denominators, self._singular = denominators, singular
        self._fraction = re.compile(rf"[ -]{{0,3}}({trie(denominators)}){EDGE}")
        of = trie(numbers.fractions.of)
        self._of_unit = re.compile(
            rf"[ -](?:(?:{of} )?{trie(numbers.articles.words)} )?{trie(_points(language))}{EDGE}"
        )
        self._parts = fraction_words(language)
        self._before_noun = re.compile(rf"[^\w]* (?:{trie(numbers.fractions.singular_before)}){EDGE}|\W*$|[.,;:!?)]")
        suffixes = {form: word for word in numbers.multiples.suffixes for form in expand(word)}
        self._suffixes = suffixes
        self._needs = {word: trie(after) for word, after in numbers.multiples.needs_after.items()}
        self._suffix = re.compile(rf"({trie(suffixes)}){EDGE}")
        self._needed = {word: re.compile(rf" {after}{EDGE}") for word, after in self._needs.items()}
        self._shares = frozenset(form for word in numbers.fractions.shares for form in expand(word))
        self._led_by = frozenset(numbers.fractions.led_by)
        self._factors = tuple(f"{word} " for word in numbers.multiples.factors)
        self._ranks = frozenset(numbers.ordinals.rank_words)

    def read(self, text: str, low: str) -> Iterator[Quantity]:
        addresses = [found.span() for found in _ADDRESS.finditer(low)] if "www." in low or "://" in low else []
        floor = 0
        ordered = -2  # where an ordinal ended
        for numeral in self._numerals.read(low):
            if numeral.start < floor or any(start <= numeral.start < end for start, end in addresses):
                continue
            if numeral.kind == "vague" or (numeral.kind in _PARTS and numeral.start == ordered + 1):
                continue  # "several hundred", "the first half"
            quantity = self._quantity(text, low, numeral, floor)
            if quantity is not None:
                floor = quantity.outer.end
                ordered = floor if quantity.unit == "ordinal" else -2
                yield quantity

    def _quantity(self, text: str, low: str, numeral: Numeral, floor: int) -> Quantity | None:
        if numeral.kind == "ordinal":
            return self._ordinal(low, numeral, floor)
        if numeral.kind == "multiple":
            return self._built(low, numeral, floor, Measured(numeral.end, unit="factor"))
        if low.endswith(self._factors, floor, numeral.start):
            return self._built(low, numeral, floor, Measured(numeral.end, unit="factor"))
        found = self._fractional(low, numeral, floor) or self._suffixed(low, numeral, floor)
        return found or self._counted(text, low, numeral, floor)

    def _ordinal(self, low: str, numeral: Numeral, floor: int) -> Quantity | None:
        """An ordinal, or with an article before it a share: "a third of"."""
        if numeral.in_words and low[numeral.start : numeral.end] in self._singular:
            article = self._numerals.article_start(low, numeral.start, floor)
            noun = self._before_noun.match(low, numeral.end) is None
            if article is not None and not (noun and numeral.start - article == 2):
                share = _neat(HUNDRED / self._denominators[low[numeral.start : numeral.end]])
                return self._share(low, Numeral(article, numeral.end, share, ONE, "share", True), floor)
        return self._built(low, numeral, floor, Measured(numeral.end, unit="ordinal"))

    def _fractional(self, low: str, numeral: Numeral, floor: int) -> Quantity | None:
        """ "zwei Drittel", "a quarter", "half of": per cent, as a round figure."""
        if part := self._parts.in_number(low, numeral):
            return self._measured(low, part, floor)
        found = self._fraction.match(low, numeral.end)
        if (
            found is not None
            and (numeral.in_words or numeral.value < 10)
            and (found[1] not in self._singular or numeral.value == 1)
        ):
            worth = _neat(numeral.value * HUNDRED / self._denominators[found[1]])
            if worth > HUNDRED:
                return self._built(low, replace(numeral, value=worth / HUNDRED), floor, Measured(found.end()))
            return self._share(low, Numeral(numeral.start, found.end(), worth, ONE, "share", True), floor)
        if numeral.kind == "share":
            return self._share(low, replace(numeral, value=_neat(numeral.value * HUNDRED)), floor)
        return None

    def _measured(self, low: str, numeral: Numeral, floor: int, scale: Decimal = ONE) -> Quantity:
        """A number made of a fraction, with the unit behind it."""
        behind = self._units.after(low, numeral.end, "")
        unit, end = ("", numeral.end) if behind.scaled else (behind.unit, behind.end)
        return self._built(low, numeral, floor, Measured(end, scale, unit, scale != ONE))

    def _share(self, low: str, numeral: Numeral, floor: int) -> Quantity:
        if part := self._parts.scaled(low, replace(numeral, value=numeral.value / HUNDRED)):
            return self._measured(low, part, floor)
        found = self._of_unit.match(low, numeral.end)
        if found is not None:
            value = _neat(numeral.value / HUNDRED)
            part = Numeral(numeral.start, numeral.end, value, Decimal("0.02"), "cardinal", True)
            return self._built(low, part, floor, Measured(found.end(), unit="pp"))
        return self._built(low, numeral, floor, Measured(numeral.end, unit="%"))

    def _suffixed(self, low: str, numeral: Numeral, floor: int) -> Quantity | None:
        """ "dreimal", "threefold", "six times as much"."""
        found = self._suffix.match(low, numeral.end)
        if found is None:
            return None
        needed = self._needed.get(self._suffixes[found[1]])
        if needed is not None and not needed.match(low, found.end()):
            return None
        return self._built(low, numeral, floor, Measured(found.end(), unit="factor"))

    def _counted(self, text: str, low: str, numeral: Numeral, floor: int) -> Quantity | None:
        known, begin = self._units.before(low, floor, numeral.start)
        measured = self._units.after(low, numeral.end, known)
        if not measured.unit and (mixed := self._parts.mixed(low, numeral, measured)):
            return self._measured(low, mixed, floor, measured.scale)
        bare = measured.end == numeral.end and not known
        if bare and low[numeral.end : numeral.end + 1].isalpha():
            return None
        measured.unit = measured.unit or known
        if not measured.unit and numeral.step < ONE and abs(numeral.value) < MOST_POINTS:
            end = self._units.points_after(low, measured.end)
            if end > measured.end:
                return self._built(low, numeral, floor, Measured(end, unit="pp"))
        if bare and (numeral.in_words or numeral.step == ONE):
            return self._bare(text, low, numeral, floor)
        if begin != numeral.start:
            numeral = replace(numeral, start=begin)
        return self._built(low, numeral, floor, measured)

    def _bare(self, text: str, low: str, numeral: Numeral, floor: int) -> Quantity | None:
        """A number without unit or scale, unless it is an article, a year or the number of a list."""
        start, end = numeral.start, numeral.end
        if numeral.kind == "article":
            return None
        if numeral.kind == "half":
            return self._part(low, numeral, floor)
        if self._rank(low, start, floor):
            return self._built(low, numeral, floor, Measured(end, unit="ordinal"))
        if not numeral.in_words and numeral.step == ONE:
            if self._is_year(low, numeral, floor) or _opens_list(text, low, start, end):
                return None
            if text[end : end + 2] == ". " and text[end + 2 : end + 3].islower() and self._numerals.marks_ordinals:
                return self._built(low, replace(numeral, end=end + 1), floor, Measured(end + 1, unit="ordinal"))
        return self._built(low, numeral, floor, Measured(end))

    def _part(self, low: str, numeral: Numeral, floor: int) -> Quantity | None:
        """ "half the members", "a quarter of": a share; "ein halbes Schwein": half of one; "halb" alone: nothing."""
        words = low[numeral.start : numeral.end].split(" ")
        if words[-1] in self._shares or (len(words) > 1 and words[-1] in self._denominators):
            return self._share(low, replace(numeral, value=_neat(numeral.value * HUNDRED), kind="share"), floor)
        return self._built(low, numeral, floor, Measured(numeral.end)) if len(words) > 1 else None

    def _rank(self, low: str, start: int, floor: int) -> bool:
        return (
            start - 1 > floor
            and low[start - 1] == " "
            and low[word_start(low, floor, start - 1) : start - 1] in self._ranks
        )

    def _is_year(self, low: str, numeral: Numeral, floor: int) -> bool:
        """Four digits that can be a year are one, unless hedged and round: "rund 2000 Soldaten"."""
        if numeral.end - numeral.start != 4 or not 1800 <= numeral.value < 2100:
            return False
        return not (numeral.value % 50 == 0 and self._hedges.before(low, floor, numeral.start)[0])

    def _built(self, low: str, numeral: Numeral, floor: int, measured: Measured) -> Quantity:
        """The quantity with its hedges, which may stand before or behind."""
        value, step, end = numeral.value, numeral.step, measured.end
        if measured.scaled:
            value, step = _neat(value * measured.scale), _neat(step * measured.scale)
        whole = step == ONE and not measured.scaled
        if whole and measured.unit and measured.unit not in _NOT_MONEY and (minor := self._units.minor(low, end)):
            extra = self._hundredths(minor)
            if extra is not None:
                value, step, end = value + extra, min(step, Decimal("0.01")), minor.end()
        hedged = self._hedged_article if self._led(low, numeral, measured.unit) else self._hedges.before
        hedge, outer_start = hedged(low, floor, numeral.start)
        outer_end = end
        if not hedge:
            hedge, outer_end = self._hedges.after(low, end)
        interval = _interval(value, step, measured.unit, hedge, numeral)
        span, outer = Span(numeral.start, end), Span(outer_start, outer_end)
        return Quantity(span, outer, value, step, measured.unit, hedge, interval, numeral.in_words)

    def _led(self, low: str, numeral: Numeral, unit: str) -> bool:
        """Whether an article stands before a share or a multiple: "die Hälfte", "das Doppelte"."""
        start = numeral.start
        if not (numeral.kind == "share" or unit == "factor") or start < 2:
            return False
        return low[word_start(low, 0, start - 1) : start - 1] in self._led_by

    def _hedged_article(self, low: str, floor: int, start: int) -> tuple[Hedge, int]:
        """ "gut die Hälfte": the hedge stands before the article; "um die Hälfte" is no hedge."""
        hedge, outer = self._hedges.before(low, floor, word_start(low, floor, start - 1))
        return (hedge, outer) if hedge else ("", start)

    def _hundredths(self, minor: re.Match[str]) -> Decimal | None:
        if minor["digits"]:
            return Decimal(minor["digits"]) / HUNDRED
        value = self._numerals.word_value(minor["words"])
        return value / HUNDRED if value is not None and value < HUNDRED else None


_PARTS = frozenset({"half", "share"})
_NOT_MONEY = frozenset({"%", "pp", "factor", "ordinal"})


def _neat(value: Decimal) -> Decimal:
    """Twelve places at most, no trailing zeros, no exponent."""
    value = value.quantize(EXACT, context=_WIDE).normalize(_WIDE)
    return value.quantize(ONE, context=_WIDE) if value == value.to_integral_value() else value


def _interval(value: Decimal, step: Decimal, unit: str, hedge: Hedge, numeral: Numeral) -> Interval:
    if unit == "factor":
        return factor_interval(value, step, hedge)
    if unit == "%" and numeral.kind == "share":
        return fraction_interval(value, hedge)
    if unit == "ordinal":
        return Interval(value, value)
    return asserted(value, step, hedge)


def _opens_list(text: str, low: str, start: int, end: int) -> bool:
    return end - start <= 2 and (start == 0 or text[start - 1] == "\n") and _LIST_NUMBER.match(low, end) is not None


def _points(language: LanguagePack) -> list[str]:
    points = language.units.points
    return [form for word in (*points.words, *points.after_decimal) for form in expand(word)]
