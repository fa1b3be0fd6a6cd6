"""Finds numbers as such, in digits and in words; units and hedges come later."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from faktenlage.language.cardinals import CardinalWords
from faktenlage.language.digits import VULGAR, DigitReader, Kind, Numeral, part_of_one
from faktenlage.language.lookback import word_start
from faktenlage.language.marks import expand
from faktenlage.language.tries import trie
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["EDGE", "Numeral", "NumeralReader", "expanded", "numeral_reader"]

ONE = Decimal(1)
MILLION = 1_000_000

# Not inside a word: between two letters there is no edge.
EDGE = r"(?:(?<![^\W\d_])|(?![^\W\d_]))"


def expanded(table: dict[str, int] | dict[str, str]) -> dict[str, Decimal]:
    """A pack table with its endings written out and its values as decimals."""
    return {form: Decimal(value) for word, value in table.items() for form in expand(word)}


@lru_cache(maxsize=32)
def numeral_reader(language: LanguagePack) -> NumeralReader:
    """The reader for a language, compiled once."""
    return NumeralReader(language)


class NumeralReader:
    """One pass of an automaton finds where a number may begin; a regular expression reads it there."""

    def __init__(self, language: LanguagePack) -> None:
        numbers = language.numbers
        self._digits = DigitReader(language)
        self._read_digits = self._digits.read
        self._words = CardinalWords(numbers)
        self._cardinal = re.compile(self._words.pattern)
        self._ordinals = numbers.ordinals.stems
        self._tens_first = numbers.cardinals.tens_first
        self._ordinal = re.compile(_ordinal_pattern(language, self._words))
        self._stem = re.compile(trie(self._ordinals) + EDGE)
        self._together = frozenset(numbers.ordinals.together)
        self._halves = expanded(numbers.fractions.halves)
        self._shares = expanded(numbers.fractions.shares)
        self._half = re.compile(trie(self._halves) + EDGE)
        self._multiples = expanded(numbers.multiples.words)
        self._multiple = re.compile(trie(self._multiples) + EDGE)
        others = trie(form for word in numbers.multiples.not_before for form in expand(word))
        self._no_multiple = re.compile(rf"-[^\W\d_]| {others}{EDGE}")
        self._share = re.compile(trie(self._shares) + EDGE)
        self._articles = set(numbers.articles.words)
        self._counted = re.compile(_counted_pattern(language))
        self._minus = set(numbers.names.minus)
        self._vague = {form for word in numbers.cardinals.vague for form in expand(word)}
        self._multipliers = tuple(numbers.cardinals.hundreds | numbers.cardinals.thousands)
        self._part_of = re.compile(rf" {trie(numbers.fractions.of)}{EDGE}")
        self.marks_ordinals = bool(numbers.ordinals.mark)
        self._build_triggers(language)

    def _build_triggers(self, language: LanguagePack) -> None:
        """Which reader answers for which trigger; a later entry of the same word wins."""
        numbers, units = language.numbers, language.units
        triggers: dict[str, Callable[[str, int, int], Numeral | None]] = {}
        after_article = [*expanded(numbers.scales.words), *expanded(numbers.fractions.denominators)]
        counted = [*units.percent.words, *units.percent.stems, *units.points.words, *units.points.parts]
        counted += [word for words in (*units.money.words.values(), units.money.minor.words) for word in words]
        after_article += [form for word in counted for form in expand(word)]
        triggers |= dict.fromkeys(after_article, self._article_before)
        triggers |= dict.fromkeys((*self._words.stems(), *self._ordinals), self._word)
        triggers |= dict.fromkeys(self._multiples, self._multiple_word)
        triggers |= dict.fromkeys((*self._halves, *self._shares), self._half_word)
        triggers |= dict.fromkeys((*numbers.articles.counted_after, *numbers.articles.counted_before), self._counting)
        triggers |= dict.fromkeys(VULGAR, self._vulgar)
        triggers |= dict.fromkeys("0123456789", self._read_digits)
        self._actions = list(triggers.values())
        self._automaton = AhoCorasick(list(triggers), matchkind=MatchKind.LeftmostLongest)

    def read(self, low: str) -> Iterator[Numeral]:
        """Numerals of a folded text from left to right, not overlapping."""
        cursor, digits, actions = 0, self._read_digits, self._actions
        for index, start, _ in self._automaton.find_matches_as_indexes(low):
            if start < cursor:
                continue
            action = actions[index]
            if action is digits:
                found, cursor = self._digits.read_or_skip(low, start, cursor)
            elif start and low[start - 1].isalnum():
                continue
            else:
                found = action(low, start, cursor)
            if found is not None:
                cursor = found.end
                yield found

    def word_stems(self) -> set[str]:
        """Everything a number word or an ordinal can begin with."""
        return {*self._words.stems(), *self._ordinals}

    def digits_value(self, run: str) -> Decimal | None:
        """What a run of digits and separators is worth, or None."""
        value = self._digits.value(run, "")
        return None if value is None else value[0]

    def word_at(self, low: str, start: int) -> Numeral | None:
        """The number word or ordinal that begins at ``start``."""
        return self._ordinal_word(low, start) or self._cardinal_word(low, start, start)

    def word_value(self, word: str) -> Decimal | None:
        """What a number word is worth, or None."""
        found = self._cardinal.fullmatch(word)
        return self._words.value(word) if found else None

    def _word(self, low: str, start: int, floor: int) -> Numeral | None:
        return self._ordinal_word(low, start) or self._cardinal_word(low, start, floor)

    def _cardinal_word(self, low: str, start: int, floor: int) -> Numeral | None:
        found = self._cardinal.match(low, start)
        if found is None:
            return None
        if self._is_vague(low, found.group(), start, floor):
            return Numeral(start, found.end(), ONE, ONE, "vague", True)
        value = self._words.value(found.group())
        step = self._words.step(found.group(), value)
        return self._signed(low, Numeral(start, found.end(), value, step, "cardinal", True), floor)

    def _is_vague(self, low: str, word: str, start: int, floor: int) -> bool:
        """ "mehrere Hundert", "a few thousand": nobody says how many."""
        if start - 1 <= floor or not word.startswith(self._multipliers):
            return False
        return low[word_start(low, floor, start - 1) : start - 1] in self._vague

    def _vulgar(self, low: str, start: int, _floor: int) -> Numeral:
        """ "¾ of them" is a share, "¾ Liter" a number."""
        value, step = part_of_one(low[start])
        kind: Kind = "share" if self._part_of.match(low, start + 1) else "cardinal"
        return Numeral(start, start + 1, value, step, kind)

    def _signed(self, low: str, number: Numeral, floor: int) -> Numeral:
        """The number below zero behind a "minus"."""
        start = number.start
        if start - 1 > floor and low[(place := word_start(low, floor, start - 1)) : start - 1] in self._minus:
            return replace(number, start=place, value=-number.value)
        return number

    def _ordinal_word(self, low: str, start: int) -> Numeral | None:
        found = self._ordinal.match(low, start)
        if found is None:
            return self._together_word(low, start) if self._together else None
        prefix, stem = found.group(1) or "", found.group(2)
        before, worth = self._words.whole(prefix), self._ordinals[stem]
        if prefix and self._tens_first and not _fits(before, worth):
            return None
        value = before * worth if prefix and worth >= 100 else before + worth
        return Numeral(start, found.end(), Decimal(value), ONE, "ordinal", True)

    def _together_word(self, low: str, start: int) -> Numeral | None:
        """ "zu dritt": how many they are."""
        found = self._stem.match(low, start)
        if found is None or low[word_start(low, 0, start - 1) : start - 1] not in self._together:
            return None
        return Numeral(start, found.end(), Decimal(self._ordinals[found.group()]), ONE, "cardinal", True)

    def _half_word(self, low: str, start: int, floor: int) -> Numeral | None:
        found = self._half.match(low, start) or self._share.match(low, start)
        if found is None:
            return None
        word = found.group()
        value = self._halves.get(word) or self._shares[word]
        kind: Kind = "half" if word in self._halves else "share"
        article = self.article_start(low, start, floor)
        return Numeral(start if article is None else article, found.end(), value, value, kind, True)

    def _multiple_word(self, low: str, start: int, _floor: int) -> Numeral | None:
        found = self._multiple.match(low, start)
        if found is None or self._no_multiple.match(low, found.end()):
            return None
        return Numeral(start, found.end(), self._multiples[found.group()], ONE, "multiple", True)

    def _counting(self, low: str, start: int, floor: int) -> Numeral | None:
        found = self._counted.match(low, start)
        if found is None:
            return self._word(low, start, floor)
        place = found.start(1) if found.group(1) else found.start(2)
        end = found.end(1) if found.group(1) else found.end(2)
        one = Numeral(place, end, ONE, ONE, "cardinal", True)
        return self._cardinal_word(low, place, floor) or self._signed(low, one, floor)

    def _article_before(self, low: str, start: int, floor: int) -> Numeral | None:
        """ "eine Milliarde", "a third": the article before a scale, unit or fraction counts as one."""
        place = self.article_start(low, start, floor)
        return None if place is None else Numeral(place, start - 1, ONE, ONE, "article", True)

    def article_start(self, low: str, start: int, floor: int) -> int | None:
        """Where the article begins that stands directly before ``start``."""
        if start - 1 <= floor or low[start - 1] not in " -":
            return None
        place = word_start(low, floor, start - 1)
        return place if low[place : start - 1] in self._articles else None


def _fits(before: int, worth: int) -> bool:
    """Whether an ordinal may follow a number: twenty-first, two hundred and fifth, but not "two third"."""
    return worth >= 100 or before % 100 == 0 or (worth < 10 and before % 10 == 0 and before % 100 >= 20)


def _ordinal_pattern(language: LanguagePack, words: CardinalWords) -> str:
    numbers = language.numbers
    ordinals = numbers.ordinals
    opening = trie(numbers.cardinals.opening | numbers.cardinals.inside)
    joiners = "|".join(map(re.escape, numbers.cardinals.tens_joiners))
    large = trie(stem for stem, worth in ordinals.stems.items() if worth >= MILLION)
    prefix = f"(?:{words.pattern}(?:{words.glue}| (?={large})))"
    lead = f"{prefix}?" if numbers.cardinals.tens_first else f"{prefix}?(?:{opening}(?:{joiners}))?"
    endings = f"{trie(ordinals.endings)}{EDGE}" if any(ordinals.endings) else EDGE
    if ordinals.superlative_endings:
        superlative = f"(?=[^\\W\\d_]{{3,24}}?{trie(ordinals.superlative_endings)}{EDGE})"
        endings = f"(?:{endings}|{superlative})"
    return f"({lead})({trie(ordinals.stems)}){endings}"


def _counted_pattern(language: LanguagePack) -> str:
    """Group 1 or 2 is the article that counts."""
    articles = language.numbers.articles
    word = f"({trie(articles.words)}){EDGE}"
    leads = trie(phrase.rsplit(" ", 1)[0] for phrase in articles.counted_after)
    tails = trie(phrase.split(" ", 1)[1] for phrase in articles.counted_before)
    return f"{leads} {word}|{word}(?= {tails}{EDGE})"
