"""Fractions that stand for a number: a quarter of a million, eine Dreiviertelmilliarde, 8 million and a third."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from faktenlage.language.digits import Numeral
from faktenlage.language.marks import expand
from faktenlage.language.numerals import EDGE, numeral_reader
from faktenlage.language.tries import trie
from faktenlage.language.unit_words import Measured
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["FractionWords", "fraction_words"]

ONE = Decimal(1)
MILLIONTH = Decimal("0.000001")


@lru_cache(maxsize=32)
def fraction_words(language: LanguagePack) -> FractionWords:
    """The fractions of a language, compiled once."""
    return FractionWords(language)


class FractionWords:
    """Knows when a fraction is no share of something but part of a number."""

    def __init__(self, language: LanguagePack) -> None:
        numbers = language.numbers
        self._numerals = numeral_reader(language)
        self._denominators = {
            form: Decimal(n) for word, n in numbers.fractions.denominators.items() for form in expand(word)
        }
        self._denominators |= {
            f: ONE / Decimal(n) for word, n in numbers.fractions.shares.items() for f in expand(word)
        }
        self._scales = {form: Decimal(n) for word, n in numbers.scales.words.items() for form in expand(word)}
        articles, of = trie(numbers.articles.words), trie(numbers.fractions.of)
        parts, scales = trie(self._denominators), trie(self._scales)
        self._worths = {word: Decimal(worth) for word, worth in numbers.fractions.counted.items()}
        self._counted = re.compile(rf" ({trie(self._worths)}){EDGE}")
        joints = trie(joint for joint in numbers.cardinals.scale_joiners if joint.strip(" ,"))
        self._compound = re.compile(
            rf"(?P<part>{parts})(?P<scale>{scales}){EDGE}|[ -](?P<own>{parts})(?P<whole>{scales}){EDGE}"
        )
        self._of = re.compile(rf"(?: {of})?(?: {articles})? (?P<scale>{scales}){EDGE}")
        one_part = rf"(?:(?P<one>{articles})|(?P<words>[^\W\d_]+))[ -](?P<part>{parts}){EDGE}"
        self._mixed = re.compile(rf"{joints}{one_part}(?! (?:{of}){EDGE})(?![ -]{scales}{EDGE})")

    def in_number(self, low: str, numeral: Numeral) -> Numeral | None:
        """ "eine Viertelmillion", "sieben halbe": the denominator is part of the number."""
        halves = self._counted.match(low, numeral.end) if numeral.value > 1 and numeral.step == ONE else None
        if halves is not None:
            worth = self._worths[halves[1]]
            return replace(numeral, end=halves.end(), value=numeral.value * worth, step=worth)
        found = self._compound.match(low, numeral.end)
        if found is None or numeral.step != ONE:
            return None
        part, scale = (found["part"], found["scale"]) if found["part"] else (found["own"], found["whole"])
        share = replace(numeral, value=numeral.value / self._denominators[part], kind="share")
        return _times(share, self._scales[scale], found.end())

    def scaled(self, low: str, share: Numeral) -> Numeral | None:
        """ "three fifths of a billion": what is shared is a number itself."""
        found = self._of.match(low, share.end)
        return None if found is None else _times(share, self._scales[found["scale"]], found.end())

    def mixed(self, low: str, numeral: Numeral, measured: Measured) -> Numeral | None:
        """ "eight million and a third": the fraction is one of the last unit said."""
        if (
            numeral.step != ONE
            or not (numeral.in_words or measured.scaled)
            or numeral.kind not in ("cardinal", "article")
        ):
            return None
        found = self._mixed.match(low, measured.end)
        if found is None:
            return None
        over = ONE if found["one"] else self._numerals.word_value(found["words"])
        under = self._denominators[found["part"]]
        if over is None or over >= under:
            return None
        return replace(numeral, end=found.end(), value=numeral.value + over / under, step=ONE / under)


def _times(share: Numeral, scale: Decimal, end: int) -> Numeral:
    """A share of a scale, a round figure: within an eighth of what it says."""
    value = (share.value * scale).quantize(MILLIONTH).normalize() + 0
    return replace(share, end=end, value=value, step=(value / 4).quantize(ONE), kind="cardinal")
