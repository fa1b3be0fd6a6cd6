"""The subject of a verb of saying, and whether it can be one who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from faktenlage.statements.lexicon import CUE, NOUN, PUNCTUATION, QUOTE, bit
from faktenlage.statements.nouns import Class
from faktenlage.statements.units import Unit
from faktenlage.statements.word_order.grammar import (
    ends_speech,
    has_clause,
    introduced,
    is_adverb,
    is_finite,
    is_nominal,
    phrase_end,
    skip_setting,
)
from faktenlage.statements.word_order.verbs import Said
from faktenlage.statements.word_order.vocabulary import Vocabulary

__all__ = ["find_source", "names_abstract", "names_person", "shows", "speaks"]

_JOINING = bit("complementizer", "subordinator", "question")
_RELATIVE, _COORDINATOR = bit("relative"), bit("coordinator")
_DETERMINER, _PRONOUN, _PREPOSITION = bit("subject_determiner"), bit("subject_pronoun"), bit("preposition")
_MUTE = bit("relative", "mute")
_ASIDE = frozenset((",", "–", "—", "-"))


def find_source(unit: Unit, said: Said, before: Sequence[Said]) -> tuple[int, int] | None:
    """The subject of a verb as words from, to; None where there is none."""
    segment = unit.segments[said.segment]
    if said.voice == "gerund":
        return _of_gerund(unit, said, before)
    if said.beside == "shared":
        return before[-1].source if before else _first_subject(unit, said)
    if said.beside == "relative":
        return _antecedent(unit, said.start, segment.start)
    if said.beside == "first":
        return _behind(unit, said) or _aside(unit, said) or (before[-1].source if before else None)
    return _with_name(unit, _in_front(unit, segment.start, said.start), said.segment)


def _with_name(unit: Unit, source: tuple[int, int] | None, index: int) -> tuple[int, int] | None:
    """ "...," Ann Lee, head of the club, a former nurse said": from the name right behind the quotation on."""
    segment = unit.segments[index]
    if source is None or source[0] != segment.start or not unit.has(source[0], _DETERMINER):
        return source
    while index > 0 and segment.sign == "," and not has_clause(unit, segment.start, segment.end - 1):
        index -= 1
        segment = unit.segments[index]
        quoted = next((place for place in range(segment.end - 1, segment.start - 1, -1) if place in unit.quoted), -1)
        if quoted >= 0:
            name = quoted + 1 < segment.end and unit.has(quoted + 1, NOUN)
            return (quoted + 1, source[1]) if name else source
    return source


def _in_front(unit: Unit, begin: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before the verb."""
    start = introduced(unit, _clause_start(unit, begin, end), end)
    while end > start and (is_adverb(unit, end - 1) and not unit.has(end - 1, _PRONOUN)):
        end -= 1
    if start >= end or unit.has(start, PUNCTUATION) or (unit.has(start, bit("gerund")) and unit.has(start, CUE)):
        return None
    return start, end


def _clause_start(unit: Unit, begin: int, end: int) -> int:
    """Where the clause of the verb at ``end`` begins within its segment."""
    place = end - 1
    while place >= begin:
        bits = unit.bits[place]
        if ends_speech(unit, place):
            return place + 1
        if bits & NOUN:
            place -= 1
            continue
        if bits & _RELATIVE and place > begin and is_nominal(unit, place - 1) and _verb_between(unit, place, end):
            place -= 1
            continue
        if bits & _JOINING and not (bits & _DETERMINER and place == begin):
            if not (bits & _PREPOSITION and not bits & bit("complementizer")) and place + 1 < end:
                return place + 1
        elif bits & _COORDINATOR:
            if has_clause(unit, begin, place):
                return place + 1
        elif is_finite(unit, place) and not _describes(unit, place, begin, end):
            return place + 1
        place -= 1
    return begin


def _verb_between(unit: Unit, start: int, end: int) -> bool:
    return any(is_finite(unit, place) for place in range(start + 1, end))


def _describes(unit: Unit, place: int, begin: int, end: int) -> bool:
    """Whether a verb belongs to the subject: behind a relative pronoun, or a participle with a phrase behind it."""
    if any(unit.has(other, _RELATIVE) and not unit.has(other, NOUN) for other in range(begin + 1, place)):
        return True
    if not unit.has(place, bit("past", "past_like")) or place == begin:
        return False
    following = place + 1
    if following >= end:
        return False
    return unit.has(following, _PREPOSITION) or skip_setting(unit, following, end) > following


def _behind(unit: Unit, said: Said) -> tuple[int, int] | None:
    """ "..., said the minister": the subject behind the verb, and no clause of its own."""
    if said.segment == 0 and not unit.has(said.start - 1, QUOTE):
        return None
    segment = unit.segments[said.segment]
    start = said.end
    while start < segment.end and is_adverb(unit, start) and not unit.has(start, _DETERMINER | _PRONOUN):
        start += 1
    end = phrase_end(unit, start, segment.end)
    if end <= start or unit.has(start, QUOTE) or any(is_finite(unit, place) for place in range(start + 1, segment.end)):
        return None
    if unit.has(start, bit("complementizer", "object_pronoun")) and not unit.has(start, _PRONOUN):
        return None
    return start, _apposition(unit, end, said.segment)


def _apposition(unit: Unit, end: int, index: int) -> int:
    """Behind what is put beside a name: "said Ann Lee, the mayor of Northam"."""
    if index + 1 >= len(unit.segments) or end < unit.segments[index].end:
        return end
    segment = unit.segments[index + 1]
    if segment.sign != "," or not unit.has(segment.start, _DETERMINER) or unit.has(segment.start, NOUN):
        return end
    return segment.end if phrase_end(unit, segment.start, segment.end) == segment.end else end


def _aside(unit: Unit, said: Said) -> tuple[int, int] | None:
    """ "The minister, who ..., said": the subject in front of what stands between commas."""
    first = said.segment
    while first > 0 and unit.segments[first].sign in _ASIDE:
        first -= 1
        segment = unit.segments[first]
        quoted = next(
            (place for place in range(segment.end - 1, segment.start - 1, -1) if ends_speech(unit, place)), -1
        )
        if quoted >= 0:
            return (quoted + 1, segment.end) if quoted + 1 < segment.end else None
        start = introduced(unit, segment.start, segment.end)
        if unit.has(start, _RELATIVE | bit("gerund", "past") | _PREPOSITION) and not unit.has(start, NOUN):
            continue
        if has_clause(unit, segment.start, segment.end):
            return None
        if unit.has(start, bit("past_like")) and not unit.has(start, NOUN):
            return None
        if first > 0 and _apposed(unit, first, said):
            continue
        return _whole(unit, start, said, first)
    return None


def _apposed(unit: Unit, index: int, said: Said) -> bool:
    """Whether a segment between commas only describes the one in front of it."""
    before = unit.segments[index - 1]
    segment = unit.segments[index]
    if said.segment - index > 1 or segment.sign not in _ASIDE or before.end <= before.start:
        return False
    start = introduced(unit, before.start, before.end)
    return phrase_end(unit, start, before.end) == before.end and not has_clause(unit, before.start, before.end)


def _whole(unit: Unit, start: int, said: Said, first: int) -> tuple[int, int] | None:
    """From the first word to the last of its apposition, without relative clauses and insertions."""
    end = unit.segments[first].end
    for segment in unit.segments[first + 1 : said.segment]:
        if unit.has(segment.start, _RELATIVE | bit("gerund", "past", "subordinator") | _PREPOSITION | bit("adverb")):
            break
        end = segment.end
    return (start, end) if start < end else None


def _antecedent(unit: Unit, place: int, begin: int) -> tuple[int, int] | None:
    """What a relative pronoun in front of the verb stands for."""
    pronoun = place - 1
    while pronoun >= begin and not unit.has(pronoun, _RELATIVE):
        pronoun -= 1
    if pronoun > begin:
        return _in_front(unit, begin, pronoun)
    index = unit.segment_of(begin)
    if index == 0:
        return None
    segment = unit.segments[index - 1]
    start = _last_phrase(unit, segment.start, segment.end)
    return (start, segment.end) if start < segment.end else None


def _last_phrase(unit: Unit, begin: int, end: int) -> int:
    """Where the noun phrase begins that ends a stretch."""
    for start in range(begin, end):
        if (
            phrase_end(unit, start, end) == end
            and (unit.has(start, _DETERMINER | NOUN) or is_nominal(unit, start))
            and not any(is_finite(unit, place) for place in range(start + 1, end))
        ):
            return start
    return end


def _of_gerund(unit: Unit, said: Said, before: Sequence[Said]) -> tuple[int, int] | None:
    """ "..., saying": who spoke before, or the subject of the sentence; "a letter saying": the noun in front."""
    if said.beside == "before":
        begin = unit.segments[said.segment].start
        start = _last_phrase(unit, begin, said.start)
        if start < said.start and not unit.has(said.start - 1, _PREPOSITION):
            return start, said.start
    if before:
        return before[-1].source
    return _first_subject(unit, said)


def _first_subject(unit: Unit, said: Said) -> tuple[int, int] | None:
    """The subject of the first finite verb of the sentence."""
    for segment in unit.segments[: said.segment + 1]:
        start = introduced(unit, segment.start, segment.end)
        for place in range(start + 1, min(segment.end, said.start)):
            if is_finite(unit, place):
                return _in_front(unit, segment.start, place)
    return None


def speaks(unit: Unit, source: tuple[int, int], known: Vocabulary, *, surely: bool) -> bool:
    """Whether a noun phrase may name somebody who speaks; ``surely``: only known nouns, names and pronouns."""
    start, end = source
    if end - start == 1 and unit.has(start, _PRONOUN) and not unit.has(start, NOUN):
        return not unit.has(start, _MUTE)
    head = _head(unit, start, end)
    if head < start:
        return (unit.has(start, _PRONOUN) and end - start > 1) or unit.has(start, bit("plural"))
    low = unit.low[head]
    if low in known.quiet:
        return False
    if _class(unit, head, start, known) or _acts(low, known):
        return True
    if unit.has(head, NOUN) and not unit.has(head, QUOTE):
        alone = head == 0 and not unit.has(head, bit("gerund"))
        return head > 0 or (alone and not unit.has(head, bit("plural")) and known.lexicon.bits.get(low, 0) == 0)
    return not surely and low not in known.never


def shows(unit: Unit, source: tuple[int, int], known: Vocabulary) -> bool:
    """Whether a noun phrase names a thing or a document that may be evidence."""
    head = _head(unit, *source)
    return head >= source[0] and _class(unit, head, source[0], known) in ("object", "document")


def names_person(unit: Unit, phrase: tuple[int, int], known: Vocabulary) -> bool:
    """Whether a noun phrase names people."""
    head = _head(unit, *phrase)
    if head < phrase[0]:
        return False
    kind = _class(unit, head, phrase[0], known)
    if kind in ("office", "people", "spokesperson", "unnamed_officials", "unnamed_insiders"):
        return True
    return kind is None and (_acts(unit.low[head], known) or (unit.has(head, NOUN) and not unit.has(head, QUOTE)))


def names_abstract(unit: Unit, phrase: tuple[int, int], known: Vocabulary) -> bool:
    """Whether the head of a noun phrase may be demanded, denied or feared rather than touched."""
    head = _head(unit, *phrase)
    low = unit.low[head] if head >= phrase[0] else ""
    words = (low, *(low[: -len(end)] for end in known.words.plural if low.endswith(end)))
    return any(word in known.abstract for word in words) or (len(low) > 4 and low.endswith(known.abstract_endings))


def _head(unit: Unit, start: int, end: int) -> int:
    """The noun that a phrase is about: the last before a preposition, a relative pronoun or a comma."""
    place = start
    while place < end and not (unit.has(place, _PREPOSITION | _RELATIVE | PUNCTUATION) and place > start):
        place += 1
    return place - 1 if not unit.has(place - 1, _DETERMINER) or unit.has(place - 1, NOUN) else start - 1


def _class(unit: Unit, head: int, start: int, known: Vocabulary) -> Class | None:
    """What the head is known to name, of those who speak or what tells something."""
    word = unit.raw[head]
    words = [word, *(word[: -len(end)] for end in known.words.plural if word.endswith(end))]
    if head > start:
        pair = known.nouns.longest(unit.raw[head - 1 : head + 1], 0)
        if pair is not None and pair[1] == 2:
            return pair[0] if pair[0] != "none" else None
    found = (known.nouns.of(each) for each in words if each)
    return next((each for each in found if each is not None and each != "none"), None)


def _acts(low: str, known: Vocabulary) -> bool:
    """Whether a noun ends as one for somebody who does something."""
    return low not in known.never and low.endswith(known.endings)
