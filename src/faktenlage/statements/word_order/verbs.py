"""Verbs of saying in a sentence: the whole verb ("has repeatedly denied"), its voice, and who its subject is."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Literal, NamedTuple

from faktenlage.statements.lexicon import CUE, FINITE, NOUN, QUOTE, Cue, bit
from faktenlage.statements.units import Unit
from faktenlage.statements.word_order.grammar import (
    bare_plural,
    ends_speech,
    is_adverb,
    is_finite,
    is_nominal,
    phrase_end,
)
from faktenlage.statements.word_order.vocabulary import Vocabulary

__all__ = ["Said", "verbs_of_saying"]

Voice = Literal["active", "passive", "gerund"]
Place = Literal["before", "first", "shared", "relative"]
_AUXILIARY, _PASSIVE, _NONFINITE = bit("auxiliary", "passive"), bit("passive"), bit("nonfinite")
_NEGATION, _TO, _GOVERNOR = bit("negation"), bit("infinitive"), bit("governor")
_DETERMINER, _PRONOUN, _PREPOSITION = bit("subject_determiner"), bit("subject_pronoun"), bit("preposition")
_COORDINATOR, _RELATIVE, _AS = bit("coordinator"), bit("relative"), bit("as")
_GENITIVE, _OF, _BARE, _BY = bit("genitive"), bit("of"), bit("bare"), bit("by")
_MODAL = bit("modal")
MOST = 16  # verbs of saying in a sentence; more are no text
_LEFT = 4  # adverbs and auxiliaries in front of a verb at most


@dataclass(slots=True)
class Said:
    """A verb of saying: words ``start`` to ``end`` with its auxiliaries and particles; ``cues`` are its readings.

    ``place`` is where the subject stands: before, behind (an inversion), shared with a verb before, or none.
    """

    cues: tuple[Cue, ...]
    head: int
    start: int
    end: int
    segment: int
    voice: Voice
    negated: bool = False
    beside: Place = "before"
    source: tuple[int, int] | None = None

    def reading(self, way: str) -> Cue | None:
        """The reading that goes this way, if there is one."""
        return next((cue for cue in self.cues if way in cue.ways), None)


def verbs_of_saying(unit: Unit, known: Vocabulary) -> list[Said]:
    """Verbs of saying in order, without their subjects."""
    found: list[Said] = []
    for place, bits in enumerate(unit.bits):
        if bits & CUE and not (bits & NOUN and place) and not (found and place < found[-1].end):
            said = _at(unit, place, known)
            if said is not None and not _joins(unit, found, said):
                found.append(said)
        if len(found) == MOST:
            break
    return found


def _joins(unit: Unit, found: list[Said], said: Said) -> bool:
    """ "neither confirmed nor denied": two verbs with one object are one."""
    if not found or said.beside != "shared" or found[-1].end != said.start - 1 or found[-1].voice != said.voice:
        return False
    last = found[-1]
    last.negated = last.negated or unit.has(said.start - 1, _NEGATION)
    last.cues, last.end = (*said.cues, *last.cues), said.end
    return True


class _Word(NamedTuple):
    """A form that may be a verb of saying: its place, where its words end, what stands to its left in its segment."""

    readings: tuple[Cue, ...]
    kinds: Set[str]
    head: int
    end: int
    left: int
    begin: int
    negated: bool


def _at(unit: Unit, place: int, known: Vocabulary) -> Said | None:
    """The verb whose first word stands at ``place``, if it is a verb here."""
    readings, end = _longest(unit, place, known)
    if not readings:
        return None
    begin = unit.segments[unit.segment_of(place)].start
    left, negated = place - 1, False
    while left >= begin and is_adverb(unit, left) and not unit.has(left, _COORDINATOR) and place - left <= _LEFT:
        negated = negated or unit.has(left, _NEGATION)
        left -= 1
    word = _Word(tuple(readings), {cue.kind for cue in readings}, place, end, left, begin, negated)
    if left < begin:
        voice = _alone(unit, word)
        return _said(unit, word, voice, "first") if voice else None
    if unit.has(left, _TO) and "infinitive" in word.kinds and not unit.has(place, NOUN):
        return _infinitive(unit, word)
    if unit.has(left, _AUXILIARY) and not unit.has(left, NOUN):
        return _helped(unit, word)
    return None if unit.has(place, NOUN) else _plain(unit, word)


def _longest(unit: Unit, place: int, known: Vocabulary) -> tuple[list[Cue], int]:
    """The readings whose further words follow, of those with most words, and where they end."""
    best: list[Cue] = []
    most, end = -1, place + 1
    for cue in known.lexicon.cues.get(unit.low[place], ()):
        tail = cue.particle.split()
        stop = _follow(unit, place + 1, tail)
        if stop < 0 or len(tail) < most:
            continue
        if len(tail) > most:
            best, most, end = [], len(tail), stop
        best.append(cue)
    return best, end


def _follow(unit: Unit, place: int, tail: list[str]) -> int:
    """Where the words of ``tail`` end from ``place``, over adverbs in front of them; -1 where they do not follow."""
    if tail and place < len(unit.bits) and unit.low[place] != tail[0] and is_adverb(unit, place):
        place += 1
    if unit.low[place : place + len(tail)] != tail:
        return -1
    return place + len(tail)


def _said(unit: Unit, word: _Word, voice: Voice, beside: Place, start: int = -1) -> Said | None:
    """The verb, from ``start`` on where auxiliaries stand in front of it."""
    cues = tuple(cue for cue in word.readings if word.negated or "negated" not in cue.ways)
    if not cues:
        return None
    start = word.head if start < 0 else start
    return Said(cues, word.head, start, word.end, unit.segment_of(start), voice, word.negated, beside)


def _alone(unit: Unit, word: _Word) -> Voice | None:
    """The voice of a verb that begins its clause."""
    place = word.head
    if "gerund" in word.kinds:
        return "gerund"
    if unit.has(place, NOUN) or "finite" not in word.kinds:
        return None
    described = unit.has(place, bit("past")) and unit.has(place + 1, _PREPOSITION) and unit.segment_of(place) > 0
    return None if described or unit.has(place + 1, _BY) else "active"


def _infinitive(unit: Unit, word: _Word) -> Said | None:
    """ "went on to say", "was forced to admit": an infinitive tells that something was said only behind some words."""
    governor = word.left - 1
    if governor < word.begin or not unit.has(governor, _GOVERNOR):
        return None
    start = governor
    while start - 1 >= word.begin and (is_finite(unit, start - 1) or is_adverb(unit, start - 1)):
        start -= 1
        if unit.has(start, _AUXILIARY):
            break
    if start == governor and start - 1 >= word.begin and not is_finite(unit, start):
        start -= 1
    return _said(unit, word, "active", "before", start)


def _helped(unit: Unit, word: _Word) -> Said | None:
    """A verb with auxiliaries: perfect, passive, progressive, or negated."""
    start = word.left
    while start - 1 >= word.begin and (unit.has(start - 1, _AUXILIARY) or is_adverb(unit, start - 1)):
        start -= 1
    neither = unit.has(word.begin, _NEGATION) and unit.has(word.begin, _DETERMINER)
    negated = word.negated or neither or any(unit.has(at, _NEGATION) for at in range(start, word.head))
    word = word._replace(negated=negated)
    while start < word.left and is_adverb(unit, start) and not unit.has(start, _AUXILIARY):
        start += 1
    voice, beside = _voice(unit, word, start), _beside(unit, start - 1, word.begin)
    return _said(unit, word, voice, beside, start) if voice and beside else None


def _voice(unit: Unit, word: _Word, start: int) -> Voice | None:
    """The voice of a verb behind an auxiliary; None where the two do not go together."""
    if unit.has(word.left, _PASSIVE):
        return "active" if "gerund" in word.kinds else "passive" if "participle" in word.kinds else None
    perfect = "participle" in word.kinds and unit.has(word.left, bit("have"))
    if perfect and unit.has(start, _MODAL):
        return "active" if any("unreal" in cue.ways for cue in word.readings) else None
    did = "infinitive" in word.kinds and (word.negated or unit.has(word.left, bit("does")))
    return "active" if perfect or did else None


def _plain(unit: Unit, word: _Word) -> Said | None:
    """A verb without auxiliaries: finite behind its subject, or a participle that describes a noun."""
    if "gerund" in word.kinds:
        noun = unit.has(word.left, _GENITIVE | _AS) or (
            unit.has(word.left, _DETERMINER) and not unit.has(word.left, _PRONOUN)
        )
        return None if noun else _said(unit, word, "gerund", "before")
    finite = tuple(cue for cue in word.readings if cue.kind == "finite")
    beside = _beside(unit, word.left, word.begin)
    if not finite or beside is None or unit.has(word.end, _BY) or _noun(unit, word):
        return None
    return _said(unit, word._replace(readings=finite), "active", beside)


def _plural_head(unit: Unit, left: int) -> bool:
    """Whether the phrase that ends at ``left`` begins with a plural noun: "people close to the talks"."""
    begin = unit.segments[unit.segment_of(left)].start
    for start in range(begin, left):
        if unit.has(start, _PREPOSITION) and not unit.has(start, NOUN):
            continue
        head = phrase_end(unit, start, left, full=False)
        if head > start and unit.has(head, _PREPOSITION):
            return bare_plural(unit, head - 1) or unit.has(start, bit("plural"))
        return False
    return False


def _beside(unit: Unit, left: int, begin: int) -> Place | None:
    """What stands in front of a verb: its subject, a conjunction, a relative pronoun, nothing; None where none can."""
    if left < begin:
        return "first"
    if ends_speech(unit, left):
        return "first"
    if unit.has(left, _COORDINATOR) and not unit.has(left, NOUN):
        return "shared"
    if unit.has(left, _RELATIVE) and not unit.has(left, NOUN):
        return "relative"
    if unit.has(left, _PRONOUN | QUOTE) or is_nominal(unit, left) or unit.raw[left] in "'’":
        return "before"
    if unit.has(left, bit("gerund")) and unit.has(left - 1, _AUXILIARY):
        return None
    if unit.has(left, CUE | bit("past", "bare", "gerund") | FINITE) or unit.has(left, bit("past_time", "adverb")):
        return "before"
    return None


def _noun(unit: Unit, word: _Word) -> bool:
    """Whether a form that may be a noun is one: behind a genitive, before "of" or another finite verb."""
    place, left = word.head, word.left
    bits = unit.bits[place]
    if unit.has(left, _GENITIVE | _DETERMINER) and not unit.has(left, _PRONOUN):
        return True
    if bits & _BARE and not bits & bit("past"):
        return not (bare_plural(unit, left) or _plural_head(unit, left))
    if bits & bit("past"):
        return False
    if not unit.has(place, bit("plural")):
        return False
    if unit.has(left, bit("plural")) and not unit.has(left, NOUN):
        return True
    if unit.has(left - 1, _PASSIVE) and not unit.has(left, _PRONOUN | NOUN):
        return True
    following = place + 1
    while following < len(unit.bits) and is_adverb(unit, following):
        following += 1
    if unit.has(following, _OF):
        return not any(unit.low[following] in cue.needs for cue in word.readings)
    return unit.has(following, _AUXILIARY) and word.end == place + 1
