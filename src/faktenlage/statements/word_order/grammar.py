"""What the words of a sentence may be, and where its phrases end, told by small words and by their order."""

from __future__ import annotations

from faktenlage.statements.lexicon import CUE, FINITE, NOUN, NUMBER, PUNCTUATION, QUOTE, bit
from faktenlage.statements.units import Unit

__all__ = [
    "bare_plural",
    "ends_speech",
    "has_clause",
    "introduced",
    "is_adverb",
    "is_finite",
    "is_finite_first",
    "is_nominal",
    "phrase_end",
    "skip_setting",
]

DETERMINER = bit("subject_determiner")
PRONOUN = bit("subject_pronoun")
OBJECT = bit("object_pronoun")
PREPOSITION = bit("preposition")
ADVERB = bit("adverb", "negation")
AUXILIARY = bit("auxiliary", "passive")
NONFINITE, BARE, GERUND, PAST = bit("nonfinite"), bit("bare"), bit("gerund"), bit("past")
TIME, SETTING, TOWARD, AND, OF = bit("past_time"), bit("setting"), bit("toward"), bit("and"), bit("of")
INFINITIVE, GENITIVE, PAST_LIKE, PLURAL = bit("infinitive"), bit("genitive"), bit("past_like"), bit("plural")
SINGULAR, BY = bit("singular_pronoun"), bit("by")
JOINING = bit("complementizer", "subordinator", "question", "relative")
_CLOSED = (
    DETERMINER | PRONOUN | OBJECT | PREPOSITION | ADVERB | AUXILIARY | JOINING | bit("coordinator") | PUNCTUATION | TIME
)
_SIGNS = frozenset(",.!?…")
_VERB = FINITE | BARE | GERUND | PAST | CUE


def is_adverb(unit: Unit, place: int) -> bool:
    """Whether a word is an adverb or a negation; none is behind the last one."""
    bits = unit.bits[place] if place < len(unit.bits) else 0
    return bool(bits & ADVERB) and not bits & NOUN


def is_finite(unit: Unit, place: int) -> bool:
    """Whether a word is a finite verb here."""
    bits = unit.bits[place]
    if bits & NOUN:
        return False
    if bits & AUXILIARY:
        return not bits & NONFINITE and not unit.has(place - 1, INFINITIVE)
    if not bits & (FINITE | PAST | BARE):
        return _looks_past(unit, place)
    before = place - 1
    while before >= 0 and is_adverb(unit, before):
        before -= 1
    if before < 0 or unit.has(before, GENITIVE) or not _subject_like(unit, before):
        return False
    return _agrees(unit, place, before)


def _agrees(unit: Unit, place: int, before: int) -> bool:
    """Whether a verb form fits what stands in front of it, and is neither a noun nor a participle by what follows."""
    bits = unit.bits[place]
    if unit.has(before, DETERMINER) and not unit.has(before, PRONOUN):
        return False
    if bits & BARE and not bits & (FINITE | PAST):
        return bare_plural(unit, before)
    if not bits & FINITE or (bits & PAST and unit.has(place + 1, BY) and not unit.has(place + 2, NUMBER)):
        return False
    return bool(bits & (PAST | BARE)) or not unit.has(place + 1, OF | AUXILIARY)


def _subject_like(unit: Unit, place: int) -> bool:
    """Whether a word may end the subject of a verb behind it."""
    if unit.has(place, PRONOUN | bit("relative", "coordinator") | NOUN | TIME) or is_nominal(unit, place):
        return True
    if unit.has(place, _VERB) and not unit.has(place, AUXILIARY | PREPOSITION) and place > 0:
        before = unit.bits[place - 1]
        noun = unit.has(place, PLURAL) and not unit.has(place, PAST) and not before & (_CLOSED | _VERB | NOUN)
        return noun or bool(before & (DETERMINER | GENITIVE))
    return unit.raw[place] in "'’"


def ends_speech(unit: Unit, place: int) -> bool:
    """Whether a passage in marks is what somebody says rather than part of a name."""
    if not unit.has(place, QUOTE):
        return False
    passage = unit.quoted[place]
    return passage.words > 3 or passage.begins_low or unit.raw[place][-2:-1] in _SIGNS


def _looks_past(unit: Unit, place: int) -> bool:
    """Whether an unknown word ends as a verb in the past does, behind what may be its subject."""
    return (
        unit.has(place, PAST_LIKE)
        and place > 0
        and (is_nominal(unit, place - 1) or unit.has(place - 1, PRONOUN))
        and not unit.has(place - 1, DETERMINER | GENITIVE)
        and not unit.has(place + 1, BY)
    )


def bare_plural(unit: Unit, place: int) -> bool:
    """Whether the word at ``place`` is a subject behind which a verb has no ending: "they", "police", "residents"."""
    if unit.has(place, PRONOUN):
        return not unit.has(place, SINGULAR)
    return is_nominal(unit, place) and unit.has(place, PLURAL)


def is_nominal(unit: Unit, place: int) -> bool:
    """Whether a word may be a noun or what describes one."""
    if not 0 <= place < len(unit.bits):
        return False
    bits = unit.bits[place]
    if bits & (NOUN | QUOTE | NUMBER):
        return True
    return not bits & (_CLOSED | _VERB) or (bool(bits & TIME) and not bits & ADVERB)


def phrase_end(unit: Unit, start: int, end: int, *, full: bool = True) -> int:
    """Where the noun phrase that begins at ``start`` ends; ``start`` where there is none."""
    place = start
    if place < end and unit.has(place, PRONOUN | OBJECT) and not unit.has(place, DETERMINER | NOUN):
        return place + 1
    while place < end and unit.has(place, DETERMINER) and not unit.has(place, NOUN):
        place += 1
    determined, first = place > start, place
    while place < end and _goes_on(unit, place, first, determined=determined):
        place += 1
    if place == first and not determined:
        return start
    if unit.has(start, PRONOUN) and place == start:
        return start + 1
    return _extended(unit, place, end) if full else place


def _goes_on(unit: Unit, place: int, first: int, *, determined: bool) -> bool:
    """Whether the word goes on with a noun phrase that has begun."""
    bits = unit.bits[place]
    if bits & QUOTE:
        return unit.quoted[place].words <= 4 and not unit.quoted[place].begins_low
    if place > first and _is_day(unit, place - 1) and not bits & NOUN:
        return False
    if is_nominal(unit, place) and not (place > first and _looks_past(unit, place)):
        return True
    if bits & PUNCTUATION:
        return unit.raw[place] in "'’" and unit.low[place - 1].endswith("s")
    if bits & ADVERB:
        return determined and place == first and is_nominal(unit, place + 1)
    if bits & _VERB and not bits & (AUXILIARY | PRONOUN | JOINING):
        if place == first and (determined or (bits & GERUND and is_nominal(unit, place + 1))):
            return True
        return not bits & GERUND and not is_finite(unit, place)
    return False


def _is_day(unit: Unit, place: int) -> bool:
    return unit.has(place, NOUN) and unit.has(place, TIME)


def _extended(unit: Unit, place: int, end: int) -> int:
    """Phrases with a preposition behind a noun, and others joined to it."""
    while place < end:
        after = place
        if unit.has(place, PREPOSITION) and not unit.has(place, NOUN) and not _is_setting(unit, place, end):
            inner = phrase_end(unit, place + 1, end, full=False)
            after = inner if inner > place + 1 else place
        elif unit.has(place, AND) and not unit.has(place, NOUN):
            inner = phrase_end(unit, place + 1, end, full=False)
            after = inner if inner > place + 1 and not (inner < end and is_finite(unit, inner)) else place
        if after == place:
            break
        place = after
    return place


def _is_setting(unit: Unit, place: int, end: int) -> bool:
    """Whether a phrase with a preposition tells when, where or to whom somebody speaks."""
    stop = phrase_end(unit, place + 1, end, full=False)
    return any(unit.has(other, TIME | SETTING) or _is_day(unit, other) for other in range(place + 1, stop))


def _toward(unit: Unit, place: int) -> bool:
    """Whether a preposition names those who are told, and is not the marker of an infinitive."""
    if not unit.has(place, TOWARD):
        return False
    return not unit.has(place, INFINITIVE) or unit.has(place + 1, DETERMINER | OBJECT | NOUN | PLURAL)


def skip_setting(unit: Unit, place: int, end: int) -> int:
    """Behind adverbs, times and phrases that tell when, where or to whom somebody speaks."""
    while place < end:
        bits = unit.bits[place]
        if bits & NOUN and _is_day(unit, place):
            place += 1
        elif bits & NOUN or bits & QUOTE:
            break
        elif (
            (bits & ADVERB and not bits & (JOINING | DETERMINER))
            or (bits & ADVERB and bits & TIME)
            or (bits & TIME and not unit.has(place - 1, DETERMINER))
        ):
            place += 1
        elif bits & PREPOSITION and (_is_setting(unit, place, end) or _toward(unit, place)):
            after = phrase_end(unit, place + 1, end)
            if after == place + 1:
                break
            place = after
        elif bits & DETERMINER and unit.has(place + 1, TIME):
            place += 2
        else:
            break
    return place


def introduced(unit: Unit, start: int, end: int) -> int:
    """The first word of a clause that is neither a conjunction nor an adverb nor a phrase of time or place in front."""
    place = start
    while place < end:
        bits = unit.bits[place]
        if (
            bits & PUNCTUATION
            or (bits & bit("coordinator") and not bits & NOUN)
            or (bits & ADVERB and not bits & (NOUN | DETERMINER | PRONOUN))
        ):
            place += 1
        elif bits & PREPOSITION and not bits & NOUN:
            after = phrase_end(unit, place + 1, end, full=False)
            if after >= end or after == place + 1:
                return place if after == place + 1 else start
            place = after
            while place < end and unit.has(place, OF) and not unit.has(place, NOUN):
                place = phrase_end(unit, place + 1, end, full=False)
        elif bits & DETERMINER and unit.has(place + 1, TIME):
            place += 2
        else:
            break
    return place if place < end else start


def is_finite_first(unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch begins with a finite verb, whose subject stands before a comma."""
    while start < end and is_adverb(unit, start):
        start += 1
    if start >= end or unit.has(start, NOUN):
        return False
    auxiliary = unit.has(start, AUXILIARY) and not unit.has(start, NONFINITE)
    return auxiliary or (unit.has(start, FINITE) and not unit.has(start, BARE | GERUND) and not unit.has(start + 1, BY))


def has_clause(unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch holds a subject and behind it a finite verb."""
    place = start
    while place < end and (unit.has(place, PUNCTUATION) or is_adverb(unit, place)):
        place += 1
    owed = 0  # verbs of relative clauses still to come
    for other in range(place + 1, end):
        if is_finite(unit, other):
            if not owed:
                return True
            if not (unit.has(other + 1, AUXILIARY) or (other + 1 < len(unit.bits) and is_adverb(unit, other + 1))):
                owed -= 1
        elif _opens_relative(unit, place, other):
            owed += 1
    return False


def _opens_relative(unit: Unit, start: int, place: int) -> bool:
    """Whether a relative clause begins: a relative pronoun behind a noun, or a pronoun right behind a noun."""
    bits, before = unit.bits[place], place - 1
    if bits & NOUN or before < start or unit.has(before, TIME):
        return False
    if bits & bit("relative"):
        return unit.raw[before] == "," or _subject_like(unit, before)
    if not is_nominal(unit, before):
        return False
    return bool(bits & PRONOUN) and not bits & (DETERMINER | OBJECT)
