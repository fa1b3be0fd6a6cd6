"""Where what is said ends: before what the same speaker adds, or what another one says."""

from __future__ import annotations

from collections.abc import Sequence

from faktenlage.statements.lexicon import NOUN, bit
from faktenlage.statements.units import Unit
from faktenlage.statements.word_order.grammar import is_adverb, is_finite
from faktenlage.statements.word_order.verbs import Said

__all__ = ["limit_of"]

_THAT, _COORDINATOR = bit("complementizer"), bit("coordinator")


def limit_of(unit: Unit, said: Said, others: Sequence[Said]) -> int:
    """Where what is said ends at the latest: a semicolon, or another verb of the same speaker."""
    limit = _relative_end(unit, said) if said.beside == "relative" else len(unit.raw)
    for segment in unit.segments[said.segment + 1 :]:
        if segment.sign == ";":
            limit = segment.start - 1
            break
    for other in others:
        if other.start < said.end or other.start >= limit:
            continue
        if other.beside == "shared":
            limit = other.start - 1
            while limit > said.end and (is_adverb(unit, limit) or unit.raw[limit - 1] == ","):
                limit -= 1
        elif (
            other.beside == "first" and other.voice == "gerund" and (other.reading("quote") or other.reading("clause"))
        ) or _contrasts(unit, said, other):
            limit = unit.segments[other.segment].start - 1
    return max(limit, said.end)


def _relative_end(unit: Unit, said: Said) -> int:
    """Where a relative clause ends: with its segment, or before the verb of the clause around it."""
    end = unit.segments[said.segment].end
    if said.segment and unit.segments[said.segment].sign == ",":
        return end
    verbs = [place for place in range(said.end, end) if is_finite(unit, place)]
    own = 1 if unit.has(said.end, _THAT) else 0
    return verbs[own] if len(verbs) > own else end


def _contrasts(unit: Unit, said: Said, other: Said) -> bool:
    """ "..., while the firm said": somebody else speaks in a clause joined to the first."""
    first = unit.segments[other.segment].start
    if other.segment <= said.segment or other.beside != "before" or other.voice != "active" or other.source is None:
        return False
    joined = unit.has(first, _COORDINATOR | bit("subordinator")) and not unit.has(first, NOUN)
    return joined and other.source[0] == first + 1
