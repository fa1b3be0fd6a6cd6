"""Noun phrases: where one that starts at a word ends, and which one is the subject of a verb."""

from __future__ import annotations

from faktenlage.statements.lexicon import NOUN, NUMBER, PUNCTUATION, QUOTE, bit
from faktenlage.statements.units import Segment, Unit

__all__ = ["after_adverbs", "looks_finite", "looks_subjunctive", "phrase_end", "subject_after", "subject_at", "trimmed"]

_DETERMINER = bit("subject_determiner", "oblique_determiner", "genitive_determiner")
_SUBJECT = bit("subject_determiner")
_OBLIQUE = bit("oblique_determiner")
_GENITIVE = bit("genitive_determiner")
_PRONOUN = bit("subject_pronoun")
_PREPOSITION = bit("preposition")
_ADVERB = bit("adverb", "reflexive", "negation")
_CLOSED = (
    bit(
        "preposition", "complementizer", "subordinator", "question", "coordinator", "auxiliary", "passive", "adverb",
        "negation", "reflexive", "subjunctive", "it",
    )
    | PUNCTUATION
)  # fmt: skip
_OF, _LINK, _AND, _TIME = bit("of"), bit("link"), bit("and"), bit("past_time")
_FRONT = bit("coordinator", "adverb", "reflexive", "negation") | PUNCTUATION
SHORT = 4  # letters of an ending and a stem
LONGEST = 9  # words before the noun


def phrase_end(unit: Unit, start: int, end: int, *, chain: bool = True) -> int:
    """Index behind the noun phrase that begins at ``start``; ``start`` itself where there is none."""
    place = start
    if unit.has(start, _PRONOUN) and not unit.has(start, _DETERMINER | NOUN):
        return min(start + 1, end)
    if unit.has(place, _DETERMINER) and not unit.has(place, NOUN):
        place += 1
    noun = _noun_from(unit, place, min(end, place + LONGEST))
    if noun < 0:
        lone = unit.has(start, _PRONOUN) and start < end
        return start + 1 if lone else start
    place = noun + 1
    while place < end and _goes_on(unit, place):
        place += 1
    return _extended(unit, place, end) if chain else place


def _goes_on(unit: Unit, place: int) -> bool:
    """Whether a word behind a noun belongs to it: a name, or a term in marks."""
    bits = unit.bits[place]
    return bool(bits & NOUN) and not (bits & QUOTE and not _term(unit, place))


def _term(unit: Unit, place: int) -> bool:
    """Whether a passage in marks is short enough for a name."""
    passage = unit.quoted[place]
    return passage.words <= 5 and not passage.begins_low


def _noun_from(unit: Unit, place: int, end: int) -> int:
    """The first noun from ``place``, with nothing before it but what may stand in front of one."""
    while place < end:
        bits = unit.bits[place]
        if bits & QUOTE:
            return place if _term(unit, place) else -1
        if bits & NOUN:
            return place
        if bits & _CLOSED and not bits & (_DETERMINER | NUMBER):
            return -1
        place += 1
    return -1


def _extended(unit: Unit, place: int, end: int) -> int:
    """Further parts of the phrase: genitives, "von ...", others joined by "und"; a second "der" begins anew."""
    unsure = False
    while place < end:
        bits, after = unit.bits[place], place
        if bits & _GENITIVE and not bits & NOUN:
            if unsure and bits & _SUBJECT:
                return place
            unsure = bool(bits & _SUBJECT)
            after = phrase_end(unit, place, end, chain=False)
        elif bits & (_OF | _LINK) and not unit.has(place + 1, _TIME):
            after = phrase_end(unit, place + 1, end, chain=False)
            after = after if after > place + 1 else place
        elif bits & _AND:
            after = phrase_end(unit, place + 1, end, chain=False)
            after = after if after > place + 1 and unit.has(place + 1, _SUBJECT | _OBLIQUE | NOUN) else place
        if after <= place:
            return place
        place = after
    return place


def subject_at(unit: Unit, start: int, end: int) -> bool:
    """Whether a phrase that may be a subject begins at ``start``."""
    if start >= end or unit.has(start, PUNCTUATION):
        return False
    bits = unit.bits[start]
    if bits & QUOTE:
        return _term(unit, start)
    if bits & (NOUN | NUMBER):
        return not bits & _TIME
    if bits & _PREPOSITION:
        return False
    if bits & _PRONOUN:
        return True
    if bits & _SUBJECT:
        stop = phrase_end(unit, start, end, chain=False)
        return stop > start and not unit.has(stop - 1, _TIME)
    if bits & (_OBLIQUE | _CLOSED):
        return False
    return unit.low[start].endswith(("e", "er", "en")) and unit.has(start + 1, NOUN)


def after_adverbs(unit: Unit, place: int, end: int) -> int:
    """The first word from ``place`` that is neither an adverb nor part of a prepositional phrase."""
    while place < end:
        bits = unit.bits[place]
        if bits & _PREPOSITION and not bits & NOUN:
            after = phrase_end(unit, place + 1, end)
            place = after if after > place + 1 else place + 1
        elif (bits & _ADVERB and not bits & NOUN and not (bits & _PRONOUN)) or (bits & NOUN and bits & _TIME):
            place += 1
        else:
            break
    return place


def subject_after(unit: Unit, verb: int, segment: Segment) -> tuple[int, int] | None:
    """The subject behind a verb, over adverbs and phrases with a preposition."""
    place = after_adverbs(unit, verb + 1, segment.end)
    if not subject_at(unit, place, segment.end):
        return None
    return place, phrase_end(unit, place, segment.end)


def trimmed(unit: Unit, start: int, end: int) -> tuple[int, int]:
    """The stretch without conjunctions and adverbs around it."""
    while start < end and unit.has(start, _FRONT) and not unit.has(start, NOUN | _SUBJECT | _PRONOUN):
        start += 1
    while end > start and unit.has(end - 1, _ADVERB | PUNCTUATION | bit("coordinator")) and not unit.has(end - 1, NOUN):
        end -= 1
    return start, end


def looks_finite(unit: Unit, place: int) -> bool:
    """Whether an unknown word in lower case ends as a finite verb does, and no noun follows that it could describe."""
    word = unit.raw[place]
    return (
        word[0].islower()
        and not unit.bits[place]
        and word.endswith(("te", "ten", "t"))
        and not unit.has(place + 1, NOUN)
    )


def looks_subjunctive(unit: Unit, place: int) -> bool:
    """Whether an unknown word in lower case ends as the present subjunctive does and describes no noun."""
    word = unit.raw[place]
    alone = word[0].islower() and not unit.bits[place] and len(word) > SHORT and word.endswith(unit.mood_ending)
    return alone and not unit.has(place + 1, NOUN) and not unit.has(place - 1, _DETERMINER | _PREPOSITION)
