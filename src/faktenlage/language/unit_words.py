"""Scales and units on either side of a number, as one regular expression a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from faktenlage.language.lookback import word_start
from faktenlage.language.marks import expand
from faktenlage.language.tries import trie
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["Measured", "UnitWords", "unit_words"]

ONE = Decimal(1)
_EDGE = r"(?:(?<![^\W\d_])|(?![^\W\d_]))"

_SHORT_MINOR = re.compile(r" (?P<digits>\d{2})(?P<words>)(?=[.,;:!?)](?!\d)|$)")


@dataclass(slots=True)
class Measured:
    """What follows a number: its scale, its unit and where they end; ``scaled`` tells that a scale is written."""

    end: int
    scale: Decimal = ONE
    unit: str = ""
    scaled: bool = False


@lru_cache(maxsize=32)
def unit_words(language: LanguagePack) -> UnitWords:
    """The unit words of a language, compiled once."""
    return UnitWords(language)


class UnitWords:
    """Knows what may stand directly after and before a number."""

    def __init__(self, language: LanguagePack) -> None:
        scales, units = language.numbers.scales, language.units
        self._scales = _scales(scales.words | scales.short)
        self._money_scales = _scales(scales.money)
        self._currencies = {
            form: code for code, words in units.money.words.items() for w in words for form in expand(w)
        }
        self._codes = {code.lower(): code for code in units.money.codes}
        self._symbols = units.money.symbols
        self._prefixed = {
            prefix + code: (name, Decimal(worth))
            for prefix, worth in units.money.prefixes.items()
            for code, name in self._codes.items()
        }
        self._marks = frozenset(symbol[-1] for symbol in self._symbols)
        self._before = self._symbols | self._codes
        points = [form for word in units.points.words for form in expand(word)]
        self._parts = {form: Decimal(worth) for word, worth in units.points.parts.items() for form in expand(word)}
        words = trie({**self._currencies, **self._codes, **self._prefixed})
        currency = rf"(?P<word>{words}){_EDGE}|(?P<symbol>{trie(self._symbols)})(?!\d)"
        unit = (
            rf"(?P<part>{trie(self._parts)}){_EDGE}|(?P<points>{trie(points)}){_EDGE}|(?P<percent>{trie(units.percent.words)}){_EDGE}"
            rf"|(?P<stem>{trie(units.percent.stems)})|{currency}"
        )
        joint = r" ?[-‑]? ?"
        scale = rf"(?P<scale>{trie(self._scales)}){_EDGE}|(?P<short>{trie(self._money_scales)}){_EDGE}"
        late = rf" (?P<late>{trie(self._scales)}){_EDGE}"
        self._after = re.compile(rf"(?:{joint}(?:{scale}))?(?:{joint}(?P<unit>{unit})(?:{late})?)?")
        after_decimal = [form for word in units.points.after_decimal for form in expand(word)]
        self._points = re.compile(rf" {trie(after_decimal)}{_EDGE}")
        self._minor = re.compile(
            rf"(?P<joint>{trie(units.money.minor.joiners)})(?:(?P<digits>\d{{1,2}}) ?|(?P<words>[^\W\d_]+) )"
            rf"{trie(form for word in units.money.minor.words for form in expand(word))}{_EDGE}"
        )

    def after(self, low: str, end: int, known: str) -> Measured:
        """Scale and unit after a number; ``known`` is the currency already seen before it."""
        found = self._after.match(low, end)
        if found is None or found.end() == end:
            return Measured(end)
        if found["part"]:
            return Measured(found.end("unit"), self._parts[found["part"]], "pp", scaled=True)
        unit = self._unit(found)
        if known and unit != known:
            unit = ""
        money = bool(known) or found["word"] is not None or found["symbol"] is not None
        if found["short"] and not money:
            return Measured(end)
        scale = found["scale"] or found["short"]
        stop = found.end("unit") if unit else found.end("scale" if found["scale"] else "short") if scale else end
        if scale and stop == len(low) and low[stop - 1] == ".":
            stop -= 1  # it ends the text
        if not scale and unit and money and found["late"]:
            scale, stop = found["late"], found.end("late")
        if found["word"] in self._prefixed and unit:
            return Measured(stop, self._prefixed[found["word"]][1], unit, scaled=True)
        worth = (self._scales.get(scale) or self._money_scales[scale]) if scale else ONE
        return Measured(stop, worth, unit or known, scale is not None)

    def _unit(self, found: re.Match[str]) -> str:
        if found["points"]:
            return "pp"
        if found["percent"] or found["stem"]:
            return "%"
        if found["symbol"]:
            return self._symbols[found["symbol"]]
        word = found["word"]
        if word in self._prefixed:
            return self._prefixed[word][0]
        return (self._currencies.get(word) or self._codes[word]) if word else ""

    def before(self, low: str, floor: int, start: int) -> tuple[str, int]:
        """Currency directly before a number, and where it begins."""
        if start <= floor:
            return "", start
        stop = start - 1 if low[start - 1] == " " else start
        if low[stop - 1 : stop] not in self._marks and low[max(0, stop - 3) : stop] not in self._codes:
            return "", start
        last = word_start(low, floor, stop)
        for begin in (word_start(low, floor, last - 1), last):
            code = self._before.get(low[begin:stop])
            if code:
                return code, begin
        return "", start

    def points_after(self, low: str, end: int) -> int:
        """End of a bare "points", which means percentage points after a number with decimals."""
        found = self._points.match(low, end)
        return found.end() if found else end

    def minor(self, low: str, end: int) -> re.Match[str] | None:
        """Hundredths of the currency that follow: "und fünfzig Cent", and "3 Euro 50" where the clause ends."""
        return self._minor.match(low, end) or _SHORT_MINOR.match(low, end)


def _scales(table: dict[str, int]) -> dict[str, Decimal]:
    return {form: Decimal(worth) for word, worth in table.items() for form in expand(word)}
