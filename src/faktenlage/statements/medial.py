"""Clauses whose verb stands in the middle and that no comma parts: the subject stands before the verb."""

from __future__ import annotations

from faktenlage.statements.lexicon import NOUN, QUOTE, bit
from faktenlage.statements.nounphrases import subject_at, trimmed
from faktenlage.statements.units import Segment, Unit

__all__ = ["subject_before"]

_DETERMINER = bit("subject_determiner", "oblique_determiner")
_HELPER = bit("auxiliary", "passive")
_ADVERB = bit("adverb", "negation", "reflexive")
_OPENER = bit("subordinator", "complementizer")


def subject_before(unit: Unit, verb: int, segment: Segment) -> tuple[int, int] | None:
    """What stands in front of the verb in its clause, or in the segments before where a relative clause is between."""
    start = segment.start
    for place in range(verb - 1, segment.start - 1, -1):
        if unit.bits[place] & _OPENER and not unit.has(place, NOUN) and not _demonstrative(unit, place, verb):
            start = place + 1
            break
        if unit.has(place, QUOTE) and unit.quoted[place].closed:
            start = place + 1
            break
    start, end = trimmed(unit, start, verb)
    while end > start and unit.bits[end - 1] & (_HELPER | _ADVERB) and not unit.has(end - 1, NOUN):
        end -= 1
    if unit.has(start, bit("preposition")):
        start = _behind_preposition(unit, start, end)
    return (start, end) if start < end and subject_at(unit, start, end) else None


def _demonstrative(unit: Unit, place: int, verb: int) -> bool:
    """Whether "that" is the subject itself or belongs to a noun."""
    return unit.has(place, _DETERMINER) and place + 1 < verb and unit.has(place + 1, NOUN) and place + 2 >= verb


def _behind_preposition(unit: Unit, start: int, end: int) -> int:
    """Where the subject begins behind phrases such as "in a letter to staff"."""
    for place in range(end - 1, start, -1):
        if unit.bits[place] & (_DETERMINER | bit("subject_pronoun")) and not unit.has(
            place - 1, bit("preposition", "of")
        ):
            return place
    return end
