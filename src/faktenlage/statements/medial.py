"""Clauses whose verb stands in the middle and that no comma parts: subject before the verb, what was said behind it."""

from __future__ import annotations

from faktenlage.statements.lexicon import CUE, FINITE, NOUN, PUNCTUATION, QUOTE, bit
from faktenlage.statements.nounphrases import after_adverbs, phrase_end, subject_at, trimmed
from faktenlage.statements.units import Segment, Unit

__all__ = ["clause_behind", "helpers_before", "subject_before", "verbal"]

_DETERMINER = bit("subject_determiner", "oblique_determiner")
_HELPER = bit("auxiliary", "passive")
_ADVERB = bit("adverb", "negation", "reflexive")
_OPENER = bit("subordinator", "complementizer")
_MARKER = bit("infinitive")


def verbal(unit: Unit, place: int) -> bool:
    """Whether a form that may be a noun as well is a verb here: no determiner or preposition in front of it."""
    before = place - 1
    if before < 0 or unit.has(before, QUOTE):
        return True
    if unit.has(before, _DETERMINER | bit("preposition")) and not unit.has(before, bit("subject_pronoun")):
        return False
    return not unit.low[before].endswith(("'s", "’s"))


def helpers_before(unit: Unit, place: int, segment: Segment) -> list[int]:
    """Helping verbs right in front of a participle, adverbs between."""
    found: list[int] = []
    at = place - 1
    while at >= segment.start and unit.bits[at] & (_HELPER | _ADVERB) and not unit.has(at, NOUN):
        if unit.bits[at] & _HELPER:
            found.insert(0, at)
        at -= 1
    return found


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


def clause_behind(unit: Unit, verb: int, ways: frozenset[str], segment: Segment) -> int:
    """Where what was said begins behind the verb, over whom it is said to and when; -1 where no clause follows."""
    place = verb + 1
    end = segment.end
    if "addressed" in ways and not unit.has(place, bit("complementizer")):
        place = max(place, phrase_end(unit, place, end))
    place = _over_times(unit, place, end)
    if place >= end:
        return -1
    if unit.has(place, bit("complementizer")):
        return place
    if unit.has(place, _MARKER):
        return place if "infinitive" in ways and unit.has(place + 1, NOUN | CUE | FINITE | _HELPER) else -1
    if "infinitive" in ways and "clause" in ways:
        later = phrase_end(unit, place, end)
        if later < end and unit.has(later, _MARKER):
            return later
    if unit.bits[place] & PUNCTUATION or not ways & {"quote", "clause"}:
        return -1
    return place if _is_clause(unit, place, end, quoting="loose" in ways) else -1


def _over_times(unit: Unit, place: int, end: int) -> int:
    """Past "on Tuesday", "in a statement", "late last week"."""
    while place < end and not (unit.has(place, _MARKER) and not unit.has(place + 1, _DETERMINER)):
        after = after_adverbs(unit, place, end)
        if after == place:
            break
        place = after
    return place


def _is_clause(unit: Unit, start: int, end: int, *, quoting: bool) -> bool:
    """Whether a subject begins here and a verb follows."""
    if not (subject_at(unit, start, end) or unit.has(start, bit("question") | QUOTE)):
        return False
    verbs = any(unit.bits[place] & FINITE and not unit.bits[place] & NOUN for place in range(start + 1, len(unit.raw)))
    return verbs or (quoting and end - start > 2)
