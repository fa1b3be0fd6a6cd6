"""Verbs of saying in the passive: "was confirmed by both clubs", "was quoted as saying"."""

from __future__ import annotations

from faktenlage.statements.lexicon import NOUN, bit
from faktenlage.statements.units import Unit
from faktenlage.statements.word_order.contents import Content
from faktenlage.statements.word_order.grammar import phrase_end
from faktenlage.statements.word_order.subjects import find_source, speaks
from faktenlage.statements.word_order.verbs import Said
from faktenlage.statements.word_order.vocabulary import Vocabulary

__all__ = ["passive_content"]

_BY, _THAT, _GERUND = bit("by"), bit("complementizer"), bit("gerund")
_WAYS = ("object", "clause", "quote", "term")


def passive_content(unit: Unit, said: Said, known: Vocabulary) -> Content | None:
    """What was said by whom; the source is put into ``said``."""
    return _quoted(unit, said) or _by(unit, said, known)


def _quoted(unit: Unit, said: Said) -> Content | None:
    cue = said.reading("quoted")
    if cue is None:
        return None
    segment = unit.segments[said.segment]
    for place in range(said.end, segment.end - 1):
        if unit.low[place] in cue.needs and unit.has(place + 1, _GERUND):
            said.source = find_source(unit, said, ())
            if said.source is None or place + 2 >= len(unit.raw):
                return None
            return Content("indirect", ((place + 2, len(unit.raw)),), ((segment.start, place + 2),), cue, surely=False)
    return None


def _by(unit: Unit, said: Said, known: Vocabulary) -> Content | None:
    """ "The sale was confirmed on Friday by both clubs"."""
    cue = next((found for way in _WAYS if (found := said.reading(way)) and not found.needs), None)
    term = next((found for found in said.cues if "term" in found.ways and found.needs), None)
    cue = cue or term
    segment = unit.segments[said.segment]
    if cue is None:
        return None
    for place in range(said.end, segment.end - 1):
        if not unit.has(place, _BY) or unit.has(place, NOUN):
            continue
        end = phrase_end(unit, place + 1, segment.end)
        if end == place + 1 or unit.has(place + 1, _GERUND):
            return None
        subject = _subject(unit, said)
        if subject is None or not speaks(unit, (place + 1, end), known, surely=True):
            return None
        said.source = (place + 1, end)
        pieces: tuple[tuple[int, int], ...] = (subject,)
        behind = end if term and end < len(unit.raw) and unit.low[end] in term.needs else 0
        if behind:
            pieces = (subject, (behind, len(unit.raw)))
        return Content("reported", pieces, ((said.start, behind or segment.end),), term if behind and term else cue)
    return None


def _subject(unit: Unit, said: Said) -> tuple[int, int] | None:
    """The subject of the passive: a noun phrase, or a clause with "that" at the beginning of the sentence."""
    if unit.has(0, _THAT) and said.start > 1:
        return 0, said.start
    return find_source(unit, said, ())
