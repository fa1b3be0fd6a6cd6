"""Nouns that take a clause: "die Behauptung, ...", "kam zu dem Ergebnis, dass ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from faktenlage.model import Span
from faktenlage.statements.attributions import Attribution
from faktenlage.statements.contents import clause_kind, moody
from faktenlage.statements.cues import subject_of
from faktenlage.statements.lexicon import CLAUSE_NOUN, FINITE, NOUN, Lexicon, bit
from faktenlage.statements.nounphrases import phrase_end
from faktenlage.statements.units import Unit

__all__ = ["with_nouns"]

_DETERMINER = bit("subject_determiner", "oblique_determiner", "genitive_determiner")


def with_nouns(unit: Unit, known: Lexicon, taken: Sequence[Span]) -> Iterator[Attribution]:
    """Clauses that hang on a noun, where no verb has claimed them."""
    if not unit.all_bits & CLAUSE_NOUN:
        return
    for index in range(1, len(unit.segments)):
        segment = unit.segments[index]
        if segment.sign not in (",", ":") or segment.start >= segment.end or (noun := _noun(unit, index - 1)) < 0:
            continue
        if unit.starts[segment.start] in {span.start for span in taken}:
            continue
        kind = clause_kind(unit, index, known)
        told = kind == "that" or (kind == "main" and moody(unit, segment.start, segment.end))
        if told or kind == "infinitive":
            yield _made(unit, index, noun)
            return


def _noun(unit: Unit, index: int) -> int:
    """The last noun of a segment that takes a clause, if no more than its verb and a genitive follow; else -1."""
    segment = unit.segments[index]
    for place in range(segment.end - 1, segment.start - 1, -1):
        if unit.bits[place] & CLAUSE_NOUN:
            behind = (
                phrase_end(unit, place + 1, segment.end)
                if unit.has(place + 1, bit("genitive_determiner", "of"))
                else place + 1
            )
            rest = range(max(behind, place + 1), segment.end)
            return place if sum(bool(unit.bits[other] & NOUN) for other in rest) <= 1 else -1
    return -1


def _made(unit: Unit, index: int, noun: int) -> Attribution:
    segment, before = unit.segments[index], unit.segments[index - 1]
    start = noun
    while (
        start > before.start
        and not unit.has(start, _DETERMINER)
        and not unit.bits[start - 1] & (NOUN | FINITE | bit("preposition"))
    ):
        start -= 1
    source = _owner(unit, noun, before.end) or _subject(unit, before.start, before.end)
    cue = _cue(unit, start, noun, before.start, before.end, source)
    return Attribution(
        "indirect",
        (unit.words(segment.start, len(unit.raw)),),
        (unit.words(*source),) if source else (),
        cue,
        (unit.words(before.start, segment.start),),
        lemma=unit.low[noun],
    )


def _owner(unit: Unit, noun: int, end: int) -> tuple[int, int] | None:
    """Whose claim it is: "die Behauptung der Gegner", "die Forderung von ..."."""
    place = noun + 1
    if unit.has(place, bit("of")):
        place += 1
    elif not unit.has(place, bit("genitive_determiner")):
        return None
    stop = phrase_end(unit, place, end)
    return (place, stop) if stop > place else None


def _subject(unit: Unit, start: int, end: int) -> tuple[int, int] | None:
    """The subject of the clause the noun stands in, which may be the noun itself."""
    verb = next((place for place in range(start, end) if _verb(unit, place)), -1)
    if verb < 0:
        return None
    index = unit.segment_of(verb)
    while start < verb and unit.has(start, bit("coordinator")):
        start += 1
    order = "first" if verb == start else "second"
    if unit.has(start, bit("relative", "subordinator")) and verb >= end - 2:
        order = "last"
    return subject_of(unit, verb, verb, index, order)


def _cue(unit: Unit, start: int, noun: int, first: int, end: int, source: tuple[int, int] | None) -> tuple[Span, ...]:
    """The noun with its verb where the source is the verb's subject, else the noun alone."""
    words = unit.words(start, noun + 1)
    if source is None or source[0] > noun:
        return (words,)
    verb = next((place for place in range(first, end) if _verb(unit, place)), -1)
    if verb < 0 or start <= verb <= noun:
        return (words,)
    begin = start - 1 if start > first and unit.has(start - 1, bit("preposition")) else start
    pieces = [(verb, verb + 1), (begin, noun + 1)]
    pieces += [(place, place + 1) for place in range(noun + 1, end) if not unit.bits[place] & NOUN and place != verb]
    return tuple(unit.words(*piece) for piece in sorted(pieces))


def _verb(unit: Unit, place: int) -> bool:
    word = unit.raw[place]
    return word[0].islower() and (
        bool(unit.bits[place] & FINITE) or (not unit.bits[place] and word.endswith(("t", "te", "ten")))
    )
