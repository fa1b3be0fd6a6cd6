"""Number words of one language as a regular expression, and what they add up to."""

from __future__ import annotations

import re
from decimal import Decimal

from faktenlage.language.tries import trie
from faktenlage.packs.language_pack import Numbers

__all__ = ["CardinalWords"]


class CardinalWords:
    """Recognises "dreiundzwanzig" or "two hundred and five" and knows their value."""

    def __init__(self, numbers: Numbers) -> None:
        words = numbers.cardinals
        small = words.alone | words.opening | words.inside | words.tens
        self._values: dict[str, int] = small | words.hundreds | words.thousands
        self._inside, self._follow = words.inside, _followers(numbers)
        self._parts = re.compile(trie(self._values))
        self._tails = {tail: Decimal(value) for tail, value in words.tails.items()}
        self._irregular = {word: Decimal(value) for word, value in words.irregular.items()}
        self._point = re.compile(f" {trie(words.points)} ")
        self.pattern = _pattern(numbers)
        self.glue = _one_of(words.joiners)

    def value(self, text: str) -> Decimal:
        """What a match of ``pattern`` is worth."""
        if text in self._irregular:
            return self._irregular[text]
        spoken = self._point.split(text, maxsplit=1)
        if len(spoken) == 2:
            return self._spoken(*spoken)
        for tail, worth in self._tails.items():
            if text.endswith(tail) and len(text) > len(tail):
                return self.whole(text[: -len(tail)]) + worth
        return Decimal(self.whole(text))

    def step(self, text: str, value: Decimal) -> Decimal:
        """What the last word adds: a half in "anderthalb", a tenth in "zwei Komma drei"."""
        if value == value.to_integral_value():
            return Decimal(1)
        places = value.as_tuple().exponent
        return Decimal((0, (1,), int(places))) if self._point.search(text) else Decimal("0.5")

    def _spoken(self, whole: str, digits: str) -> Decimal:
        """ "zwei Komma drei": digit by digit."""
        return Decimal(f"{self.whole(whole)}.{''.join(str(self._values[digit]) for digit in digits.split())}")

    def whole(self, text: str) -> int:
        """Parts below a hundred add up, a hundred or thousand multiplies what stands before it."""
        total = current = 0
        for part in self._parts.findall(text):
            worth = self._values[part]
            if worth == 1000:
                total, current = total + (current or 1) * 1000, 0
            elif worth == 100:
                current = current // 100 * 100 + (current % 100 or 1) * 100
            else:
                current += worth
        return total + current

    def stems(self) -> set[str]:
        """Everything a number word can begin with; a word that only occurs inside one with what must follow it."""
        alone = self._values.keys() - self._inside.keys()
        return {*alone, *self._irregular, *(inside + rest for inside in self._inside for rest in self._follow)}


def _followers(numbers: Numbers) -> set[str]:
    """What comes directly after an "ein" that opens a number."""
    words = numbers.cardinals
    multipliers = [joiner + word for joiner in words.joiners for word in words.hundreds | words.thousands]
    joiners = [] if words.tens_first else [joiner for joiner in words.tens_joiners if joiner]
    return {*multipliers, *joiners, *words.tails, *(f" {point}" for point in words.points)}


def _one_of(words: list[str]) -> str:
    """Any of the joiners, a blank in them standing for up to three."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " {1,3}") for word in ordered) + ")"


def _pattern(numbers: Numbers) -> str:
    words = numbers.cardinals
    opening = trie(words.opening | words.inside)
    tens, joiner = trie(words.tens), _one_of(words.tens_joiners)
    compound = f"{tens}{joiner}{opening}" if words.tens_first else f"{opening}{joiner}{tens}"
    single = trie(words.alone | words.opening | words.tens)
    last = trie(words.alone | words.opening | words.tens | words.inside)
    glue = _one_of(words.joiners)
    small = f"(?:{compound}|{single})"
    ending = f"(?:{compound}|{last})"
    hundred = trie(words.hundreds)
    below_thousand = f"(?:(?:(?:{small}|{opening}){glue})?{hundred}(?:{glue}{ending})?|{small})"
    inner = f"(?:(?:(?:{small}|{opening}){glue})?{hundred}(?:{glue}{ending})?|{ending})"
    thousand = trie(words.thousands)
    number = f"(?:(?:{inner}{glue})?{thousand}(?:{glue}{inner})?|{below_thousand})"
    tails = f"{_one_of(list(words.tails))}" if words.tails else "(?!)"
    irregular = trie(words.irregular)
    digit = f"{trie(word for word, value in (words.alone | words.opening | words.inside).items())}"
    spoken = f"(?:{trie(words.points)}(?: {digit}(?![^\\W_])){{1,6}})"
    return f"(?:{irregular}|(?:{number}|{opening}) {spoken}|(?:{number}|{opening})(?={tails}){tails}|{number})"
