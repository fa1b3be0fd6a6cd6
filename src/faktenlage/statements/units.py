"""Sentences as words with their classes, in segments; a quotation is one word, brackets lengthen the one before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from faktenlage.model import Span
from faktenlage.statements.attributions import Sentence
from faktenlage.statements.lexicon import (
    CLAUSE_NOUN,
    CUE,
    FINITE,
    NAMER,
    NOUN,
    NUMBER,
    OWNER,
    PUNCTUATION,
    QUOTE,
    SAYING,
    Lexicon,
    bit,
)
from faktenlage.statements.passages import Passage

__all__ = ["Segment", "Unit", "units"]

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*(?:-\w+)*|\w+(?:[-'’./&+]+\w+)*|[^\w\s]")
_BRACKET = re.compile(r"[()\[\]]")
KEPT = 50_000  # words with their bits
LONGEST = 6000  # characters of sentences joined by quotations that run on
_PARTS = frozenset(",;:–—")
_SIGNS = _PARTS | {"-"}
_JOINED = "&"
_OPENING = ~(CUE | FINITE | bit("subjunctive"))
_COORDINATOR, _PRONOUN = bit("coordinator"), bit("subject_pronoun")
_TIME = bit("past_time")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words ``start`` to ``end`` of a unit; ``sign``: the punctuation in front, & for a conjunction alone."""

    start: int
    end: int
    sign: str = ""


@dataclass(slots=True)
class Unit:
    """A sentence, or several where a quotation runs over their ends; parallel lists, one entry a word."""

    span: Span
    number: int
    raw: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    bits: list[int] = field(default_factory=list)
    quoted: dict[int, Passage] = field(default_factory=dict)
    signs_only: bool = False
    """Whether a conjunction parts nothing here."""
    all_bits: int = 0
    mood_ending: str = " "
    final: int = 0
    """Where the words end, without the last full stop."""
    _segments: list[Segment] | None = None

    @property
    def segments(self) -> list[Segment]:
        """Cut when somebody asks, which is not of every sentence."""
        if self._segments is None:
            self._segments = []
            (_cut_at_signs if self.signs_only else _cut)(self, self._segments)
        return self._segments

    def recut(self, *, signs_only: bool) -> None:
        """Cut anew when the bits have changed."""
        self._segments, self.signs_only = None, signs_only

    def has(self, place: int, bits: int) -> bool:
        return 0 <= place < len(self.bits) and bool(self.bits[place] & bits)

    def words(self, start: int, end: int) -> Span:
        """The span of words ``start`` to ``end`` (exclusive)."""
        return Span(self.starts[start], self.ends[end - 1])

    def segment_of(self, place: int) -> int:
        """Index of the segment that holds a word."""
        return next(
            (index for index, segment in enumerate(self.segments) if place < segment.end), len(self.segments) - 1
        )


def units(text: str, sentences: Sequence[Sentence], found: Sequence[Passage], known: Lexicon) -> Iterator[Unit]:
    """Units in order; a passage that runs over the end of a sentence joins it with the next."""
    index, number = 0, 0
    starts = [passage.start for passage in found]
    while index < len(sentences):
        begin, end = sentences[index].span.start, sentences[index].span.end
        index += 1
        while index < len(sentences) and end - begin < LONGEST and _inside(found, starts, end):
            end = sentences[index].span.end
            index += 1
        unit = Unit(Span(begin, end), number, mood_ending=known.mood_ending)
        number += 1
        _read(text, unit, found[bisect_left(starts, begin) : bisect_left(starts, end)], known)
        yield unit


def _inside(found: Sequence[Passage], starts: Sequence[int], place: int) -> bool:
    """Whether a passage runs on beyond ``place``."""
    before = bisect_left(starts, place) - 1
    return before >= 0 and found[before].end > place


def _read(text: str, unit: Unit, found: Sequence[Passage], known: Lexicon) -> None:
    place, depth = unit.span.start, 0
    for passage in found:
        depth = _tokens(text, unit, place, passage.start, known, depth)
        if depth and unit.ends:
            unit.ends[-1] = max(unit.ends[-1], passage.end)
        elif not depth:
            unit.quoted[len(unit.raw)] = passage
            _add(unit, passage.start, text[passage.start : passage.end], QUOTE | NOUN)
        place = max(place, passage.end)
    _tokens(text, unit, place, unit.span.end, known, depth)
    unit.final = unit.ends[-1] if unit.ends else unit.span.end
    while unit.raw and unit.bits[-1] & PUNCTUATION and unit.raw[-1] not in _PARTS:
        for each in (unit.raw, unit.low, unit.starts, unit.ends, unit.bits):
            each.pop()
        unit.final = unit.ends[-1] if unit.ends else unit.span.start
    for bits in unit.bits:
        unit.all_bits |= bits


def _tokens(text: str, unit: Unit, start: int, end: int, known: Lexicon, depth: int) -> int:
    """Add the words of a stretch; what stands in brackets only lengthens the word before."""
    if not depth and not _BRACKET.search(text, start, end):
        _plain_tokens(text, unit, start, end, known)
        return depth
    raw, lows, starts, ends, all_bits = unit.raw, unit.low, unit.starts, unit.ends, unit.bits
    first, read = not raw, known.read
    for found in _TOKEN.finditer(text, start, end):
        word = found.group()
        if depth or word in "()[]":
            if word in "()[]":
                depth = depth + 1 if word in "([" else max(0, depth - 1)
            if ends:
                ends[-1] = found.end()
            continue
        entry = read.get(word) or _entry(word, known)
        low, bits, opening = entry
        place, stop = found.span()
        if low == "." and stop < unit.span.end:
            continue
        raw.append(word)
        lows.append(low)
        starts.append(place)
        ends.append(stop)
        all_bits.append(opening if first else bits)
        first = False
    return depth


def _plain_tokens(text: str, unit: Unit, start: int, end: int, known: Lexicon) -> None:
    """The same for a stretch without brackets, as most are."""
    last, read, opens = unit.span.end, known.read, not unit.raw
    words: list[str] = []
    starts, ends, place = unit.starts, unit.ends, start
    for word in _TOKEN.findall(text, start, end):
        place = text.find(word, place)  # nothing but white space lies before it
        stop = place + len(word)
        if word != "." or stop >= last:
            words.append(word)
            starts.append(place)
            ends.append(stop)
        place = stop
    if not words:
        return
    lows, bits, opening = zip(*[read.get(word) or _entry(word, known) for word in words], strict=True)
    unit.raw += words
    unit.low += lows
    unit.bits += bits
    if opens:
        unit.bits[0] = opening[0]


def _numeral(word: str) -> int:
    """A number; "64-Jährige" is a noun, "64-jährige" may describe one."""
    tail = word.rpartition("-")[2]
    return NUMBER if tail[0].isdigit() else NOUN if tail[0].isupper() else 0


def _entry(word: str, known: Lexicon) -> tuple[str, int, int]:
    """A word in small letters, its bits, and those it has where it opens a sentence; kept, for most come again."""
    low, letter = word.lower(), word[0]
    bits = opening = _numeral(word) if letter.isdigit() else PUNCTUATION
    if letter.isalpha():
        bits = opening = known.bits.get(low, 0) or (0 if known.comma else NOUN)
        if letter.isupper():
            bits = _noun(low, known) | (bits & _TIME)
            opening = opening if opening & _OPENING else bits | opening
    if len(known.read) >= KEPT:
        known.read.clear()
    known.read[word] = (low, bits, opening)
    return low, bits, opening


def _noun(low: str, known: Lexicon) -> int:
    bits = NOUN
    if low.endswith(known.endings):
        bits |= SAYING
    if low.endswith(known.clause_endings):
        bits |= CLAUSE_NOUN
    if low.endswith(known.name_endings):
        bits |= NAMER
    if low.endswith(known.owner):
        bits |= OWNER
    return bits


def _add(unit: Unit, start: int, word: str, bits: int) -> None:
    unit.raw.append(word)
    unit.low.append(word.lower())
    unit.starts.append(start)
    unit.ends.append(start + len(word))
    unit.bits.append(bits)


def _cut(unit: Unit, segments: list[Segment]) -> None:
    """Cut at commas, colons, semicolons and dashes, and before a conjunction with a verb behind it."""
    start, sign, verb = 0, "", False
    for place, word in enumerate(unit.raw):
        bits = unit.bits[place]
        if bits & PUNCTUATION and (word in _PARTS or word == "-"):
            if place > start or sign:
                segments.append(Segment(start, place, sign))
            start, sign, verb = place + 1, word, False
        elif bits & _COORDINATOR and verb and _joins(unit, place):
            segments.append(Segment(start, place, sign))
            start, sign, verb = place, _JOINED, False
        elif bits & QUOTE and unit.quoted[place].closed and place + 1 < len(unit.raw) and not _sign(unit, place + 1):
            segments.append(Segment(start, place + 1, sign))
            start, sign, verb = place + 1, ",", False
        elif bits & FINITE and not bits & NOUN:
            verb = True
    if start < len(unit.raw) or not segments:
        segments.append(Segment(start, len(unit.raw), sign))


def _cut_at_signs(unit: Unit, segments: list[Segment]) -> None:
    start, sign = 0, ""
    for place, word in enumerate(unit.raw):
        if word in _SIGNS and unit.has(place, PUNCTUATION):
            if place > start or sign:
                segments.append(Segment(start, place, sign))
            start, sign = place + 1, word
    if start < len(unit.raw) or not segments:
        segments.append(Segment(start, len(unit.raw), sign))


def _sign(unit: Unit, place: int) -> bool:
    return bool(unit.bits[place] & PUNCTUATION) and unit.raw[place] in _PARTS


def _joins(unit: Unit, place: int) -> bool:
    """Whether a finite verb stands behind the conjunction, or a pronoun and its verb."""
    after = place + 1
    if unit.has(after, _PRONOUN) and not unit.has(after, NOUN):
        after += 1
    return unit.has(after, FINITE) and not unit.has(after, NOUN)
