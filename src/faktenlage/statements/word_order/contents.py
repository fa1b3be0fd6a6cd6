"""What was said with a verb of saying: a clause, a question, an infinitive or a noun, behind it or in front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from faktenlage.model import Manner
from faktenlage.statements.lexicon import NOUN, NUMBER, QUOTE, Cue, bit
from faktenlage.statements.units import Unit
from faktenlage.statements.word_order.grammar import (
    has_clause,
    is_adverb,
    is_finite,
    is_finite_first,
    is_nominal,
    phrase_end,
    skip_setting,
)
from faktenlage.statements.word_order.limits import limit_of
from faktenlage.statements.word_order.subjects import names_abstract, names_person
from faktenlage.statements.word_order.verbs import Said
from faktenlage.statements.word_order.vocabulary import Vocabulary

__all__ = ["Content", "content_of"]

_THAT, _QUESTION, _RELATIVE = bit("complementizer"), bit("question"), bit("relative")
_TO, _BARE, _GERUND = bit("infinitive"), bit("bare"), bit("gerund")
_DETERMINER, _PRONOUN, _PREPOSITION = bit("subject_determiner"), bit("subject_pronoun"), bit("preposition")
_OBJECT, _COORDINATOR = bit("object_pronoun"), bit("coordinator")
_AUXILIARY = bit("auxiliary", "passive")
_CLAUSAL = ("clause", "quote")


class Content(NamedTuple):
    """Words of what was said, of the frame around it, of those who are told; ``cue`` is the reading that fits."""

    manner: Manner
    pieces: tuple[tuple[int, int], ...]
    frame: tuple[tuple[int, int], ...]
    cue: Cue
    addressee: tuple[int, int] | None = None
    surely: bool = True
    """Only somebody who is known to speak says this."""
    thing: bool = False
    """Only a thing or a document shows this."""


def content_of(unit: Unit, said: Said, others: Sequence[Said], known: Vocabulary) -> Content | None:
    """The content of a verb in the active voice."""
    limit = limit_of(unit, said, others)
    stop = min(unit.segments[said.segment].end, limit)
    place = _over_place(unit, skip_setting(unit, said.end, stop), stop)
    if unit.has(unit.segments[said.segment].start, bit("as")) and place >= stop:
        return _as_said(unit, said)
    return (
        _told(unit, said, place, limit)
        or _clause(unit, said, place, limit)
        or _governed(unit, said, place, stop, limit)
        or _noun(unit, said, stop, limit, known)
        or _in_front(unit, said)
        or _silent(unit, said)
    )


def _over_place(unit: Unit, place: int, stop: int) -> int:
    """Past a phrase with a preposition where what is said begins right behind it: "said in Rome that"."""
    if not unit.has(place, _PREPOSITION) or unit.has(place, bit("topic") | NOUN):
        return place
    behind = phrase_end(unit, place + 1, stop)
    return behind if behind > place + 1 and (behind >= stop or unit.has(behind, _THAT | QUOTE)) else place


def _as_said(unit: Unit, said: Said) -> Content | None:
    """ "As the mayor put it, ...": everything but the clause itself."""
    cue = said.reading("quote") or said.reading("clause")
    segment = unit.segments[said.segment]
    start = segment.start - (segment.start > 0)
    end = min(segment.end + 1, len(unit.raw))
    pieces = ((0, start), (end, len(unit.raw)))
    if cue is None or said.source is None or (end >= len(unit.raw) and start == 0):
        return None
    return Content("indirect", pieces, ((start, end),), cue, surely=False)


def _framed(
    unit: Unit, said: Said, first: int, limit: int, cue: Cue, manner: Manner = "indirect", *, surely: bool = False
) -> Content:
    """Content from ``first`` on; the frame is what stands before it."""
    return Content(manner, ((first, limit),), ((_frame_start(unit, said), first),), cue, surely=surely)


def _frame_start(unit: Unit, said: Said) -> int:
    if said.beside == "shared" or said.voice == "gerund":
        return said.start
    start = said.source[0] if said.source else said.start
    segment = unit.segments[said.segment]
    return min(start, segment.start) if segment.start > 0 else 0


def _told(unit: Unit, said: Said, place: int, limit: int) -> Content | None:
    """ "told reporters that ...": first those who are told, then what."""
    cue = said.reading("told")
    if cue is None or unit.has(place, _THAT | QUOTE | _TO):
        return None
    behind = phrase_end(unit, place, limit)
    if behind == place:
        return None
    first = skip_setting(unit, behind, limit)
    if first >= limit:
        return None
    found = None
    if (
        unit.has(first, _THAT)
        or (unit.has(first, _QUESTION) and "question" in cue.ways)
        or (has_clause(unit, first, _clause_end(unit, first, limit)) and _starts(unit, first))
    ):
        found = _framed(unit, said, first, limit, cue)
    return found._replace(addressee=(place, behind)) if found else None


def _starts(unit: Unit, place: int) -> bool:
    """Whether a clause may begin here with its subject."""
    if unit.has(place, bit("topic")):
        return unit.has(place + 1, NUMBER)
    if unit.has(place, _DETERMINER | _PRONOUN | NOUN) or is_nominal(unit, place):
        return True
    return unit.has(place, _PREPOSITION | bit("subordinator", "adverb", "gerund"))


def _clause_end(unit: Unit, place: int, limit: int) -> int:
    """The end of the segment, or of the unit where the first segment is only what introduces a clause."""
    index = unit.segment_of(place)
    end = min(unit.segments[index].end, limit)
    if has_clause(unit, place, end):
        return end
    for later in unit.segments[index + 1 : index + 3]:
        if later.start < limit and later.sign == "," and is_finite_first(unit, later.start, later.end):
            return min(later.end, limit)
    return end


def _clause(unit: Unit, said: Said, place: int, limit: int) -> Content | None:
    """ "said that ...", "said ...", "asked whether ...", "said: ..."."""
    cue = next((found for way in _CLAUSAL if (found := said.reading(way))), None)
    asked = said.reading("question")
    stop = min(unit.segments[said.segment].end, limit)
    surely = cue is not None and any("evidence" in each.ways for each in said.cues)
    if place < stop:
        if asked and unit.has(place, _QUESTION) and not unit.has(place, _PRONOUN & ~_QUESTION):
            return _framed(unit, said, place, limit, asked)
        if cue is None:
            return None
        if unit.has(place, _THAT) and (
            cue.act == "demands" or has_clause(unit, place, limit) or _quotes(unit, place + 1, limit)
        ):
            return _framed(unit, said, place, limit, cue, surely=surely)
        if unit.has(place, QUOTE):
            return None
        if _starts(unit, place) and _bare(unit, said, place, limit):
            return _framed(unit, said, place, limit, cue, surely=surely)
        if unit.has(place, _QUESTION) and said.negated:
            return _framed(unit, said, place, limit, cue)
        return None
    return _across(unit, said, cue, limit) if cue else None


def _quotes(unit: Unit, start: int, end: int) -> bool:
    """Whether a quotation ends a clause that it does not begin."""
    return end - start > 1 and any(unit.has(place, QUOTE) for place in range(start + 1, end))


def _bare(unit: Unit, said: Said, place: int, limit: int) -> bool:
    """Whether a clause without a conjunction follows: its own subject and a finite verb."""
    end = _clause_end(unit, place, limit)
    if not has_clause(unit, place, end):
        return False
    return not (said.beside == "first" and said.source and said.source[0] > said.end - 1)


def _across(unit: Unit, said: Said, cue: Cue, limit: int) -> Content | None:
    """The clause behind a comma or a colon, over what is inserted."""
    for index in range(said.segment + 1, min(len(unit.segments), said.segment + 4)):
        segment = unit.segments[index]
        if segment.start >= limit or segment.end <= segment.start:
            break
        if segment.sign == ":":
            quoted = unit.has(segment.start, QUOTE)
            return None if quoted or said.beside == "first" else _framed(unit, said, segment.start, limit, cue)
        first = segment.start
        while first < segment.end and unit.has(first, _COORDINATOR):
            first += 1
        if unit.has(first, _THAT) and not unit.has(first, NOUN) and has_clause(unit, first, segment.end):
            done = said.segment > 0 and _done(unit, said)
            return None if done else _framed(unit, said, first, limit, cue)
    return None


def _done(unit: Unit, said: Said) -> bool:
    """Whether a clause in front already is what was said."""
    return has_clause(unit, 0, unit.segments[said.segment - 1].end)


def _governed(unit: Unit, said: Said, place: int, stop: int, limit: int) -> Content | None:
    """ "promised to ...", "urged them to ...", "denied having ...", "accused them of ...", "described it as ..."."""
    for cue in said.cues:
        ways = cue.ways
        infinitive = unit.has(place, _TO) and not unit.has(place + 1, _DETERMINER | _PRONOUN | NOUN)
        if "infinitive" in ways and infinitive and place + 1 < limit:
            return _framed(unit, said, place, limit, cue, "reported", surely=True)
        if "urged" in ways and (first := _urged(unit, place, stop)):
            return _framed(unit, said, place, limit, cue, "reported", surely=True)
        if "gerund" in ways and (first := _gerund(unit, cue, place, stop)) >= 0:
            return _framed(unit, said, first, limit, cue, "reported", surely=True)
        if "quoted" in ways and (made := _quoted(unit, said, cue, place, stop, limit)):
            return made
        if "term" in ways and _term(unit, cue, place, stop):
            return _framed(unit, said, place, limit, cue, "reported", surely=True)
    return None


def _urged(unit: Unit, place: int, stop: int) -> int:
    """Behind those who are to do something, where "to" and a verb follow; else 0."""
    behind = place if unit.has(place, _TO) else _object_end(unit, place, stop)
    if behind == place or behind >= stop - 1:
        return 0
    if unit.has(behind, bit("negation")):
        behind += 1
    return behind if unit.has(behind, _TO) and not unit.has(behind + 1, _DETERMINER | _PRONOUN | NOUN) else 0


def _object_end(unit: Unit, place: int, stop: int) -> int:
    """Where a noun phrase ends that is followed by an infinitive."""
    for other in range(place + 1, stop):
        if unit.has(other, _TO):
            inner = phrase_end(unit, place, other)
            return inner if inner == other or unit.has(inner, bit("negation")) else place
        if is_finite(unit, other):
            return place
    return place


def _gerund(unit: Unit, cue: Cue, place: int, stop: int) -> int:
    """Where a gerund begins: at once, or behind a preposition and those who are accused; -1 where none does."""
    if cue.needs:
        for other in range(place + 1, stop - 1):
            if unit.low[other] in cue.needs and _ing(unit, other + 1):
                return other + 1
        return -1
    return place if _ing(unit, place) else -1


def _ing(unit: Unit, place: int) -> bool:
    return unit.has(place, _GERUND | bit("have")) and not unit.has(place, NOUN) and not is_finite(unit, place)


def _quoted(unit: Unit, said: Said, cue: Cue, place: int, stop: int, limit: int) -> Content | None:
    """ "quotes a nurse as saying ..."."""
    for other in range(place, stop - 1):
        if unit.low[other] in cue.needs and unit.has(other + 1, _GERUND):
            return _framed(unit, said, other + 2, limit, cue)
    return None


def _term(unit: Unit, cue: Cue, place: int, stop: int) -> bool:
    """Whether somebody or something is called names here, or put at a number."""
    if unit.has(place, QUOTE):
        return False
    if cue.needs:
        found = next((other for other in range(place + 1, stop) if unit.low[other] in cue.needs), place)
        return found > place and not any(
            is_finite(unit, other) or unit.has(other, _COORDINATOR) for other in range(place, found)
        )
    behind = phrase_end(unit, place, stop, full=False)
    if behind == place or behind >= stop:
        return False
    return unit.has(behind, QUOTE) or unit.has(behind, _DETERMINER) or unit.has(stop - 1, QUOTE)


def _noun(unit: Unit, said: Said, stop: int, limit: int, known: Vocabulary) -> Content | None:
    """ "denied any wrongdoing", "called for talks": a noun phrase."""
    if said.beside == "first" and said.segment > 0 and said.source and said.source[0] >= said.end:
        return None
    for cue in said.cues:
        if "object" not in cue.ways:
            continue
        place = said.end
        while place < stop and is_adverb(unit, place) and not unit.has(place, _DETERMINER):
            place += 1
        if cue.needs:
            if place >= stop or unit.low[place] not in cue.needs:
                continue
            place += 1
        behind = phrase_end(unit, place, stop)
        if behind == place and unit.has(place, _GERUND):
            behind = place + 1
        if behind == place or _person(unit, place, behind, cue):
            continue
        if _sayable(unit, said, cue, (place, behind), known):
            end = stop if said.segment == len(unit.segments) - 1 else min(limit, stop)
            made = _framed(unit, said, place, end, cue, "reported", surely=True)
            return made._replace(thing="evidence" in cue.ways)
    return None


def _sayable(unit: Unit, said: Said, cue: Cue, phrase: tuple[int, int], known: Vocabulary) -> bool:
    """Whether the object of a verb that has other uses as well is nothing to be touched and nobody to be met."""
    if not cue.ways & {"abstract", "weak"} or names_abstract(unit, phrase, known):
        return True
    start, end = said.source or (0, 0)
    if "abstract" in cue.ways or (end - start == 1 and unit.has(start, _PRONOUN)):
        return False
    if unit.has(phrase[0], bit("it")):
        return True
    return not names_person(unit, phrase, known) and not unit.has(phrase[0], _OBJECT)


def _person(unit: Unit, place: int, behind: int, cue: Cue) -> bool:
    """Whether the object is only a pronoun for a person, who cannot be what is said."""
    return behind - place == 1 and unit.has(place, _OBJECT) and cue.act in ("asserts", "confirms", "expects", "demands")


def _in_front(unit: Unit, said: Said) -> Content | None:
    """ "..., said the minister", "..., police said": what stands before, and what goes on behind."""
    cue = said.reading("quote") or said.reading("loose")
    segment = unit.segments[said.segment]
    if cue is None or said.segment == 0 or said.voice == "gerund" or said.beside in ("shared", "relative"):
        return None
    if segment.sign not in (",", "–", "—", "-") or not _only(unit, said, segment.end):
        return None
    start = _sentence_start(unit, said.segment)
    end = segment.start - 1
    if said.source and said.source[0] < segment.start:
        return None
    headline = unit.number == 0 and unit.final == unit.span.end and end - start > 1
    tells = headline or has_clause(unit, start, end) or any(unit.has(other, _TO) for other in range(start, end))
    behind = _goes_on(unit, said.segment + 1, tells=tells)
    if any(unit.has(other, QUOTE) for other in range(start, end)) and not has_clause(unit, start, end):
        return None
    if not tells and not behind:
        return None
    pieces = ((start, end), *behind)
    return Content("indirect", pieces, ((end, segment.end),), cue, surely=False)


def _only(unit: Unit, said: Said, end: int) -> bool:
    """Whether the clause of the verb holds nothing else but its subject and settings."""
    place = said.end
    if said.source and said.source[0] >= said.end:
        place = said.source[1]
    place = skip_setting(unit, place, end)
    if said.reading("told") and place < end:
        place = skip_setting(unit, phrase_end(unit, place, end), end)
    return place >= end or unit.has(place, _PREPOSITION | bit("gerund", "subordinator"))


def _sentence_start(unit: Unit, index: int) -> int:
    """Where the part of the sentence begins that a clause behind it may tell of."""
    for before in range(index - 1, 0, -1):
        if unit.segments[before].sign in (";", ":"):
            return unit.segments[before].start
    return 0


def _goes_on(unit: Unit, index: int, *, tells: bool) -> tuple[tuple[int, int], ...]:
    """What is said behind an inserted clause."""
    while index < len(unit.segments):
        segment = unit.segments[index]
        if segment.sign != "," or segment.end <= segment.start:
            return ()
        if unit.has(0, bit("it")) and unit.has(segment.start, _QUESTION):
            return ((segment.start, segment.end),)
        if unit.has(segment.start, _RELATIVE | bit("gerund", "past")) and not unit.has(segment.start, NOUN):
            index += 1
            continue
        if unit.has(segment.start, _COORDINATOR) and not tells:
            return ()
        if tells and unit.has(0, bit("subordinator")) and not unit.has(segment.start, _COORDINATOR):
            return ((segment.start, len(unit.raw)),)
        if tells and not is_finite(unit, segment.start) and not unit.has(segment.start, _THAT | _COORDINATOR):
            return ()
        if tells and unit.has(segment.start, _COORDINATOR):
            return ()
        return ((segment.start, len(unit.raw)),)
    return ()


def _silent(unit: Unit, said: Said) -> Content | None:
    """ "declined to comment": there is nothing to tell but that."""
    cue = said.reading("silent")
    if cue is None or (len(cue.lemma.split()) < 2 and not said.negated):
        return None
    segment = unit.segments[said.segment]
    return Content("reported", ((said.start, segment.end),), ((_frame_start(unit, said), segment.end),), cue)
