"""Cuts the words and numbers that may belong to a time expression out of a text, one letter for each kind.

The letters of all lexemes, each followed by a letter for the gap behind it, make a short string on which the
grammar of times.py works.

Kinds: D day or small number, N number, n four digits that are no year, O ordinal, Y year, F full date, P month of a
year (05/2016), m day of a month (15.1.), C clock, K decade, M month, W weekday, U unit, S season, H daypart, L last,
T this, X next, J each, w whole, G vague, E early/middle/late, a ago before, b ago after, c later after, B opens a
range, R relative word, r reference, Z set, Q quarter, f fiscal, z rest, h "and a half", k calendar week,
e counted from, v between, l a length in one word.
Gaps: blank or transparent words " ", full stop ".", comma ",", dash "-", slash "/", nothing "_", article "1",
range "~", list "&", "auf" in "Nacht auf Sonntag" "^", anything else "|".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from faktenlage.language.lookback import word_start
from faktenlage.language.marks import expand
from faktenlage.language.numerals import Numeral, numeral_reader
from faktenlage.language.tries import trie
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["Lexeme", "TimeLexer", "time_lexer"]

LONGEST_GAP = 18
LONGEST_YEAR_GAP = 4
YEARS = (1500, 2200)
CENTURIES = (15, 21)
_MARKS = {
    "": "_", " ": " ", ".": ".", ". ": ".", ",": ",", ", ": ",", " , ": ",",
    "-": "-", "–": "-", " - ": "-", " – ": "-", "/": "/",
}  # fmt: skip
_END = r"(?![^\W_])"
_SPACES = re.compile(r" {2,}")
_DIGITS = "0123456789"


class Lexeme(NamedTuple):
    """A piece of a time expression; ``value`` is a number, a code or a tuple, by kind."""

    start: int
    end: int
    kind: str
    value: Any


@lru_cache(maxsize=32)
def time_lexer(language: LanguagePack) -> TimeLexer:
    """The lexer of a language, compiled once."""
    return TimeLexer(language)


class TimeLexer:
    """One pass of an automaton, then a look at each find."""

    def __init__(self, language: LanguagePack) -> None:
        self._numerals = numeral_reader(language)
        self._plain, numbers = _vocabulary(language), self._numerals.word_stems()
        vocabulary: dict[str, tuple[str, object]] = dict.fromkeys(numbers, ("n", None))
        vocabulary |= dict.fromkeys(_DIGITS, ("d", None))
        vocabulary |= self._plain
        self._entries = list(vocabulary.values())
        self._automaton = AhoCorasick(list(vocabulary), matchkind=MatchKind.LeftmostLongest)
        self._gaps = _gaps(language)
        self._day_first = language.times.day_first
        self._shapes = re.compile(_shapes(language))
        self._compound = re.compile(_compounds(language))
        self._glued = re.compile(trie(_forms(w for words in language.times.units.values() for w in words)) + _END)
        self._dayparts = {word: part for part, listed in language.times.dayparts.items() for word in _forms(listed)}
        self._dayparts = {word: part for word, part in self._dayparts.items() if self._plain[word][0] == "R"}
        self._on = frozenset(language.times.on)

    def lexemes(self, low: str) -> list[Lexeme]:
        """All lexemes of a folded text in order."""
        found: list[Lexeme] = []
        cursor, size, entries = 0, len(low), self._entries
        for index, start, end in self._automaton.find_matches_as_indexes(low):
            if start < cursor:
                continue
            kind, value = entries[index]
            if kind == "d":
                lexeme, cursor = self._digits(low, start, found)
                if lexeme is not None:
                    found.append(lexeme)
                continue
            if start and low[start - 1].isalnum() and not (kind in "UQ" and low[start - 1] in _DIGITS):
                continue
            if kind == "n":
                numeral = self._numerals.word_at(low, start)
                if numeral is None or not self._ends(low, numeral, found):
                    continue
            elif end < size and low[end].isalnum() and not (kind == "f" and low[end] in _DIGITS):
                cursor = self._compounds(low, start, end, kind, value, found)
                continue
            elif kind == "R" and (part := self._daypart(low, start, end, found)):
                found.append(Lexeme(start, end, "H", part))
            else:
                found.append(Lexeme(start, end, kind, value))
            cursor = found[-1].end
        return found

    def _ends(self, low: str, numeral: Numeral, found: list[Lexeme]) -> bool:
        """Keep a number word, with the unit in the same word ("dreitägig"); no other word may go on behind it."""
        unit = None
        if low[numeral.end : numeral.end + 1].isalpha():
            unit = self._glued.match(low, numeral.end)
            if unit is None:
                return False
        found.append(_counted(low, found, numeral))
        if unit is not None:
            found.append(Lexeme(unit.start(), unit.end(), *self._plain[unit.group()]))
        return True

    def _daypart(self, low: str, start: int, end: int, found: list[Lexeme]) -> str | None:
        """ "heute Morgen", "am Morgen": the part of the day where the same word alone means tomorrow."""
        part = self._dayparts.get(low[start:end])
        if part is None or start < 2:
            return None
        beside = found and found[-1].kind in "RWLTXJ" and found[-1].end == start - 1
        return part if beside or low[word_start(low, 0, start - 1) : start - 1] in self._on else None

    def _compounds(self, low: str, start: int, end: int, kind: str, value: object, found: list[Lexeme]) -> int:
        """ "Montagabend", "Freitagnachmittag": weekday and daypart in one word."""
        if kind != "W":
            return start
        part = self._compound.match(low, end)
        if part is None:
            return start
        daypart = self._dayparts.get(part[1]) or self._plain[part[1]][1]
        found += (Lexeme(start, end, "W", value), Lexeme(end, part.end(), "H", daypart))
        return part.end()

    def _digits(self, low: str, start: int, found: list[Lexeme]) -> tuple[Lexeme | None, int]:
        shape = self._shapes.match(low, start)
        if shape is None:
            return None, start + 1
        end = shape.end()
        if start and (low[start - 1].isalpha() or low[start - 1] in "_#$€£") and not self._after_code(start, found):
            return None, end
        kind = shape.lastgroup or ""
        value = self._valued(kind, shape)
        return (None, end) if value is None else (Lexeme(start, end, value[0], value[1]), end)

    @staticmethod
    def _after_code(start: int, found: list[Lexeme]) -> bool:
        """ "FY2025": digits directly behind a word for a year."""
        return bool(found) and found[-1].kind == "f" and found[-1].end == start

    def _valued(self, kind: str, shape: re.Match[str]) -> tuple[str, object] | None:
        text = shape.group(kind)
        if kind in ("number", "year"):
            return self._number(kind, text)
        numbers = [int(part) for part in re.findall(r"\d+", text)[:4]]
        match kind:
            case "iso":
                return "F", tuple(numbers)
            case "date":
                return self._dated(numbers, text)
            case "monthly":
                return "P", tuple(numbers if numbers[0] > 31 else reversed(numbers))
            case "daily":
                return ("m", (numbers[0], numbers[1])) if self._day_first else None
            case "clock":
                hour = (
                    numbers[0] + 12 if shape["pm"] and shape["pm"].startswith("p") and numbers[0] < 12 else numbers[0]
                )
                return ("C", (hour, numbers[1] if len(numbers) > 1 else 0)) if hour < 25 else None
        return ("K" if kind == "decade" else "D"), numbers[0]

    def _number(self, kind: str, text: str) -> tuple[str, object] | None:
        if kind == "year" and 1500 <= int(text) <= 2199:
            return "Y", int(text)
        number = self._numerals.digits_value(text)
        return None if number is None else ("n" if kind == "year" else "N", number)

    def _dated(self, numbers: list[int], text: str) -> tuple[str, object]:
        first, second, third = numbers
        third += 0 if third > 99 else 2000 if third < 50 else 1900
        month_first = not self._day_first and second <= 31 and first <= 12 and "." not in text
        return "F", (third, first, second) if month_first else (third, second, first)

    def letters(self, low: str, lexemes: list[Lexeme]) -> str:
        """One letter for each lexeme and one for the gap behind it."""
        gaps = self._gaps
        parts: list[str] = []
        for left, right in pairwise(lexemes):
            parts.append(left[2])
            distance = right[0] - left[1]
            if distance > LONGEST_GAP:
                parts.append("|")
                continue
            gap = low[left[1] : right[0]]
            parts.append(gaps.get(gap) or gaps.get(_SPACES.sub(" ", gap), "|"))
        if lexemes:
            parts += (lexemes[-1][2], "|")
        return "".join(parts)


def _counted(low: str, before: list[Lexeme], numeral: Numeral) -> Lexeme:
    """A number word, or a year behind what has one: "June of nineteen eighty-four", "im Jahr zweitausendfünf"."""
    start, end, value = numeral.start, numeral.end, numeral.value
    if numeral.kind == "ordinal":
        return Lexeme(start, end, "O", value)
    if before and YEARS[0] < value < YEARS[1] and value % 100 and _dates(low, before[-1], start):
        return Lexeme(start, end, "Y", int(value))
    if len(before) > 1 and 10 <= value < 100 and before[-1].kind == "N" and start - before[-1].end == 1:
        century = before[-1]
        if CENTURIES[0] <= century.value <= CENTURIES[1] and _dates(low, before[-2], century.start):
            before.pop()
            return Lexeme(century.start, end, "Y", int(century.value * 100 + value))
    return Lexeme(start, end, "N", value)


def _dates(low: str, left: Lexeme, start: int) -> bool:
    """Whether a year may follow a lexeme, a word or a comma between them."""
    return left.kind in "MOSU" and start - left.end <= LONGEST_YEAR_GAP and low[left.end : start].count(" ") <= 2


def _forms(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in expand(word)]


def _vocabulary(language: LanguagePack) -> dict[str, tuple[str, object]]:
    """Every word of time.toml with its kind and value; the later of two meanings wins."""
    times = language.times
    fractions = language.numbers.fractions
    halves = (fractions.halves | fractions.shares).items()
    words: dict[str, tuple[str, object]] = {
        form: ("N", Decimal(half)) for word, half in halves for form in expand(word)
    }
    for kind, listed in (
        ("L", times.last), ("T", times.this), ("X", times.next), ("J", times.each), ("w", times.whole),
        ("G", times.vague), ("a", times.ago_before), ("b", times.ago_after), ("c", times.later_after),
        ("f", times.fiscal), ("z", times.rest), ("k", times.calendar_weeks), ("e", times.counted_from),
    ):  # fmt: skip
        words |= dict.fromkeys(_forms(listed), (kind, None))
    words |= {form: (words[form][0], True) for form in _forms(times.from_then)}
    words |= {form: ("B", form in times.counted_from) for form in _forms(times.ranges.before)}
    words |= dict.fromkeys(_forms(times.ranges.between), ("v", None))
    tails = language.numbers.cardinals.tails.items()
    words |= {tail[1:]: ("h", Decimal(worth)) for tail, worth in tails if tail.startswith(" ") and "{" not in tail}
    words |= {form: ("N", Decimal(count)) for word, count in times.counts.items() for form in expand(word)}
    words |= {form: ("K", start) for word, start in times.decade_words.items() for form in expand(word)}
    for edge, listed in (("START", times.early), ("MID", times.middle), ("END", times.late)):
        words |= dict.fromkeys(_forms(listed), ("E", edge))
    tables: dict[str, Mapping[Any, list[str]]] = {
        "U": times.units,
        "S": times.seasons,
        "H": times.dayparts,
        "r": times.references,
        "Z": times.sets,
        "l": times.lengths,
    }
    for kind, table in tables.items():
        for value, listed in table.items():
            words |= dict.fromkeys(_forms(listed), (kind, value))
    plurals = set(_forms(times.plurals))
    words |= {word: ("U", f"{value[1]}s") for word, value in words.items() if value[0] == "U" and word in plurals}
    for relative in times.relative:
        words |= dict.fromkeys(_forms(relative.words), ("R", (relative.grain, relative.shift)))
    words |= {word: ("M", number) for word, number in times.months.items()}
    words |= {word: ("W", number) for word, number in times.weekdays.items()}
    return words | {word: ("Q", value) for word, value in times.quarters.items()}


def _gaps(language: LanguagePack) -> dict[str, str]:
    """Everything that may stand between two lexemes of one expression."""
    times = language.times
    gaps = dict(_MARKS)
    for word in times.transparent:
        gaps |= {f" {word} ": " ", f", {word} ": ",", f". {word} ": "."}
    gaps |= {f" {word} ": "1" for word in language.numbers.articles.words}
    for letter, joins in (
        ("&", times.coordinators),
        ("~", [w for w in times.ranges.join if w not in times.coordinators]),
    ):
        for join in joins:
            for lead in ("", "."):
                gaps[f"{lead} {join} "] = letter
                gaps |= {f"{lead} {join} {word} ": letter for word in times.transparent}
    gaps |= {f" {word} ": "^" for word in times.eve}
    hedges = [
        word
        for hedge in ("about", "almost", "just_over", "exactly")
        for word in language.hedges.before.get(hedge, [])
        if " " not in word
    ]
    gaps |= {f" {word} ": " " for word in hedges}
    gaps |= {f" {word} {article} ": "1" for word in hedges for article in language.numbers.articles.words}
    gaps |= {lead + gap: letter for gap, letter in gaps.items() if letter == "&" for lead in (",",)}
    gaps |= {f".{gap}": "&" for gap in [gap for gap, letter in gaps.items() if letter == "&" and gap[0] == ","]}
    return gaps | {"., ": ",", ".,": ",", ".-": "-", ". - ": "-", ".–": "-", ". – ": "-", "./": "&"}


def _compounds(language: LanguagePack) -> str:
    return f"({trie(_forms(word for words in language.times.dayparts.values() for word in words))})(?![^\\W_])"


def _shapes(language: LanguagePack) -> str:
    """What a run of digits can be, the longest and most telling shape first."""
    times, ordinals = language.times, language.numbers.ordinals
    endings = f"{trie([*ordinals.digit_endings])}" if ordinals.digit_endings else "(?!)"
    separated = r" ?[-/.] ?"
    said = rf"{trie(times.clock)}(?![^\W_])"
    clock = rf"\d{{1,2}}[:.]\d{{2}} ?{said}|\d{{1,2}} ?{said}|\d{{1,2}}:\d{{2}}(?::\d\d)?(?!\d)"
    return "|".join((
        r"(?P<iso>(?:1[5-9]|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})(?![\d])",
        r"(?P<date>\d{1,2}(?:\. ?\d{1,2}\. ?|[-/]\d{1,2}[-/])(?:(?:1[5-9]|20)\d{2}|\d{2}))(?![.,]?\d)",
        rf"(?P<monthly>(?:19|20)\d{{2}}{separated}(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2]){separated}(?:19|20)\d{{2}})(?![.,/-]?\d)",
        r"(?P<daily>\d{1,2}\.\d{1,2})\.(?!\d)",
        rf"(?P<clock>\d{{1,2}}(?:[:.]\d{{2}})? ?(?P<pm>{trie(times.afternoon)})(?![^\W_])|{clock})",
        rf"(?P<decade>(?:1\d|20)?\d0){trie(times.decades)}(?![^\W_])",
        r"(?P<year>\d{4})(?![\d])(?![.,]\d)",
        rf"(?P<day>\d{{1,2}})(?:{endings}(?![^\W_])|(?![\d])(?![.,:]\d))",
        r"(?P<number>\d+(?:[.,]\d+)*)",
    ))  # fmt: skip
