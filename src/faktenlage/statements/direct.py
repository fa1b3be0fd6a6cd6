"""Direct speech: who said a quotation, by the verb beside it, by what it stands in, or by who spoke before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from faktenlage.model import Span, Stance
from faktenlage.statements.attributions import Attribution
from faktenlage.statements.cues import Said, cue_spans
from faktenlage.statements.lexicon import NAMER, bit
from faktenlage.statements.passages import Passage
from faktenlage.statements.units import Unit

__all__ = ["quotations"]

_QUOTING = frozenset(("quote", "term"))


class Remembered(Protocol):
    """What is remembered of who spoke last."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    frame: tuple[Span, ...]
    lemma: str
    act: Stance
    unit: int


def quotations(unit: Unit, said: Sequence[Said], found: Sequence[Attribution], memory: Remembered) -> list[Attribution]:
    """Direct speech of a unit."""
    made: list[Attribution] = []
    for place, passage in unit.quoted.items():
        inside = next((each for each in reversed(found) if _holds(each, passage.span)), None)
        if not _spoken(unit, place, passage, said, attributed=inside is not None):
            continue
        made.append(_attributed(unit, place, passage, said, inside, memory))
    return made


def _holds(each: Attribution, span: Span) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in each.content)


def _spoken(unit: Unit, place: int, passage: Passage, said: Sequence[Said], *, attributed: bool) -> bool:
    """Whether a passage in marks is speech rather than a name or a term."""
    before = place - 1
    if passage.words == 0 or unit.has(before, NAMER):
        return False
    if before >= 0 and unit.raw[before] == ":" and passage.words > 1:
        return True
    if passage.words >= 7:
        return passage.low > 1
    if attributed:
        return passage.begins_low or (passage.low > 0 and passage.words >= 4)
    if any("term" in each.cue.ways for each in said):
        return passage.begins_low or passage.low > 0 or _after_as(unit, place)
    return _short(unit, place, passage, said)


def _short(unit: Unit, place: int, passage: Passage, said: Sequence[Said]) -> bool:
    """Whether a few words in marks are said by somebody: a verb of saying must be near."""
    quoting = any(each.cue.ways & {"quote", "clause", "whole"} for each in said)
    if passage.words >= 4 and passage.low:
        return quoting or place == 0
    if passage.begins_low:
        return quoting
    return passage.low > 0 and passage.words >= 2 and any(_beside(unit, place, each) for each in said)


def _after_as(unit: Unit, place: int) -> bool:
    """Whether the passage stands in the predicate: "nannte ihn einen ...", "als ..."."""
    return unit.has(place - 1, bit("as", "than", "article")) or unit.has(place - 2, bit("than"))


def _attributed(
    unit: Unit, place: int, passage: Passage, said: Sequence[Said], inside: Attribution | None, memory: Remembered
) -> Attribution:
    span = (passage.span,)
    if inside is not None and inside.cue:
        return Attribution(
            "direct",
            span,
            inside.source,
            inside.cue,
            inside.frame,
            inside.addressee,
            inside.lemma,
            inside.act,
            inside.denied,
        )
    best = _verb_for(unit, place, said) if inside is None else None
    if best is not None:
        source = (unit.words(*best.source),) if best.source else ()
        frame = _frame(unit, place, best)
        return Attribution("direct", span, source, cue_spans(unit, best), frame, (), best.cue.lemma, best.cue.act)
    return Attribution("direct", span, memory.source, memory.cue, memory.frame, (), memory.lemma, memory.act)


def _verb_for(unit: Unit, place: int, said: Sequence[Said]) -> Said | None:
    """The verb of saying that goes with the quotation: right behind it, else the nearest in front."""
    behind = [each for each in said if place < each.finite <= place + 2 or _beside(unit, place, each)]
    if behind:
        return behind[0]
    fitting = [each for each in said if each.finite < place or each.order != "first"]
    return min(fitting, key=lambda each: (not each.cue.ways & _QUOTING, abs(each.finite - place)), default=None)


def _beside(unit: Unit, place: int, said: Said) -> bool:
    """Whether the verb begins the segment right behind the quotation's."""
    return said.order == "first" and said.segment == unit.segment_of(place) + 1 and said.finite > place


def _frame(unit: Unit, place: int, said: Said) -> tuple[Span, ...]:
    """The clause of the verb, in front of the quotation or behind it."""
    others = [other for other in unit.quoted if other > place]
    last = others[0] if others else len(unit.raw)
    if said.order == "first" and said.finite > place:
        return (unit.words(place + 1, last),)
    pieces = ((0, place), (place + 1, len(unit.raw)))
    return tuple(unit.words(start, end) for start, end in pieces if end > start)
