"""Whom something is said to: "sagte der Zeitung", "gegenüber dem Sender", "forderte die Stadt auf"."""

from __future__ import annotations

from faktenlage.model import Span
from faktenlage.statements.cues import Said
from faktenlage.statements.lexicon import NOUN, bit
from faktenlage.statements.nounphrases import phrase_end, trimmed
from faktenlage.statements.units import Unit

__all__ = ["addressee"]

_ANY = bit("oblique_determiner", "genitive_determiner", "subject_determiner") | NOUN
_TIME = bit("past_time")


def addressee(unit: Unit, said: Said) -> tuple[Span, ...]:
    """Who is spoken to, if the clause of the verb names them."""
    segment = unit.segments[said.segment]
    for place in range(segment.start, segment.end - 1):
        if unit.has(place, bit("toward")) and (end := phrase_end(unit, place + 1, segment.end)) > place + 1:
            return (unit.words(place + 1, end),)
    if "addressed" not in said.cue.ways:
        return ()
    if said.passive:
        start, end = trimmed(unit, segment.start, said.finite)
        whole = start < end and phrase_end(unit, start, end) == end
        return (unit.words(start, end),) if whole else ()
    if said.source is None or said.order == "last":
        return ()
    start = said.finite + 1 if said.source[0] < said.finite else said.source[1]
    while unit.has(start, bit("adverb", "reflexive")) and not unit.has(start, NOUN):
        start += 1
    end = phrase_end(unit, start, segment.end)
    if end <= start or not unit.has(start, _ANY) or unit.has(end - 1, _TIME):
        return ()
    return (unit.words(start, end),)
