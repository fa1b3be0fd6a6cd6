"""Direct speech: who said a quotation, by the verb beside it, by what it stands in, or by who spoke before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from faktenlage.model import Span, Stance
from faktenlage.statements.addressees import addressee
from faktenlage.statements.attributions import Attribution
from faktenlage.statements.cues import Said, agent_of, cue_spans
from faktenlage.statements.lexicon import CLAUSE_NOUN, NAMER, NOUN, QUOTE, bit
from faktenlage.statements.nounphrases import phrase_end, subject_at, trimmed
from faktenlage.statements.passages import Passage
from faktenlage.statements.units import Unit

__all__ = ["quotations"]

_ONE = bit("article", "than", "preposition", "coordinator", "adverb", "oblique_determiner")
_PRONOUN = bit("subject_pronoun")
_SIGNS = ":–—-"
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
        inside = _innermost(found, passage.span)
        if not (_alone(inside, passage) or _spoken(unit, place, passage, said, attributed=inside is not None)):
            continue
        made.append(_attributed(unit, place, passage, said, inside, memory))
        if inside is None:
            made.extend(_passed_on(unit, place, said, made[-1]))
    return made


def _passed_on(unit: Unit, place: int, said: Sequence[Said], made: Attribution) -> list[Attribution]:
    """The second source of a quotation that one passes on from another: "Das Blatt zitiert den Minister"."""
    best = _verb_for(unit, place, said)
    if best is None or "quoted" not in best.cue.ways:
        return []
    if best.passive:
        other = agent_of(unit, best)
    else:
        start = max(best.finite + 1, best.source[1] if best.source else 0)
        end = phrase_end(unit, start, len(unit.raw))
        other = (start, end) if end > start else None
    return [replace(made, source=(unit.words(*other),))] if other else []


def _innermost(found: Sequence[Attribution], span: Span) -> Attribution | None:
    """The narrowest attribution that holds a quotation, one with a cue first."""
    holding = [each for each in found if _holds(each, span)]
    return min(holding, key=lambda each: (not each.cue, each.content[-1].end - each.content[0].start), default=None)


def _holds(each: Attribution, span: Span) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in each.content)


def _alone(inside: Attribution | None, passage: Passage) -> bool:
    """Whether what was said is this quotation and nothing else."""
    return inside is not None and inside.content == (passage.span,)


def _spoken(unit: Unit, place: int, passage: Passage, said: Sequence[Said], *, attributed: bool) -> bool:
    """Whether a passage in marks is speech rather than a name or a term."""
    before = place - 1
    if passage.words == 0 or unit.has(before, NAMER):
        return False
    called = before >= 0 and (unit.raw[before] == ":" or unit.has(before, CLAUSE_NOUN))
    if passage.words > 1 and (called or _speaker_behind(unit, place)):
        return True
    if passage.words >= 7:
        return passage.low > 1
    if len(unit.raw) == 1 and passage.closed and passage.low:
        return True
    if attributed:
        if passage.words == 1:
            return passage.begins_low or (before >= 0 and not unit.has(before, NOUN) and unit.has(before, _ONE))
        return passage.begins_low or (passage.low > 0 and passage.words >= 4) or unit.has(before, bit("article"))
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
    beside = any(_beside(unit, place, each) and "quote" in each.cue.ways for each in said)
    return beside and passage.words >= 2 and (passage.low > 0 or place == 0)


def _after_as(unit: Unit, place: int) -> bool:
    """Whether the passage stands in the predicate: "nannte ihn einen ...", "als ..."."""
    return unit.has(place - 1, bit("as", "than", "article", "preposition")) or unit.has(place - 2, bit("than"))


def _attributed(
    unit: Unit, place: int, passage: Passage, said: Sequence[Said], inside: Attribution | None, memory: Remembered
) -> Attribution:
    span = (passage.span,)
    if inside is not None and inside.cue:
        return replace(inside, manner="direct", content=span)
    best = _verb_for(unit, place, said) if inside is None else None
    if best is not None:
        source = (unit.words(*best.source),) if best.source else ()
        frame = _frame(unit, place, best)
        to = addressee(unit, best)
        return Attribution("direct", span, source, cue_spans(unit, best), frame, to, best.cue.lemma, best.cue.act)
    if speaker := _speaker_behind(unit, place):
        return Attribution("direct", span, (unit.words(*speaker),), (), (unit.words(place + 1, len(unit.raw)),))
    called = unit.has(place - 1, CLAUSE_NOUN)
    if place > 1 and (called or unit.raw[place - 1] == ":") and (speaker := _speaker_before(unit, place)):
        cue = (unit.words(place - 1, place),) if called else ()
        return Attribution("direct", span, (unit.words(*speaker),), cue, (unit.words(0, place),))
    return Attribution("direct", span, memory.source, memory.cue, memory.frame, (), memory.lemma, memory.act)


def _speaker_before(unit: Unit, place: int) -> tuple[int, int] | None:
    """The subject of the clause in front of a colon, or all of it where it is but a name."""
    end = place - 1
    start, stop = trimmed(unit, 0, end)
    if not subject_at(unit, start, stop):
        return None
    after = phrase_end(unit, start, stop)
    return (start, after) if after > start else None


def _speaker_behind(unit: Unit, place: int) -> tuple[int, int] | None:
    """ "„...“: Der Trainer rechnet ab": the subject behind a colon; behind a dash a name that ends the sentence."""
    start, last = place + 2, len(unit.raw)
    if place or last <= start or unit.raw[place + 1] not in _SIGNS or not subject_at(unit, start, last):
        return None
    end = phrase_end(unit, start, unit.segments[unit.segment_of(start)].end)
    named = end > start and not unit.has(start, QUOTE | _PRONOUN)
    return (start, end) if named and (unit.raw[place + 1] == ":" or end == last) else None


def _verb_for(unit: Unit, place: int, said: Sequence[Said]) -> Said | None:
    """The verb of saying that goes with the quotation: right behind it, else the nearest in front."""
    behind = [each for each in said if place < each.finite <= place + 2 or _beside(unit, place, each)]
    leading = [each for each in said if each.order == "last" and each.segment == unit.segment_of(place) - 1]
    if leading:
        return leading[0]
    if behind:
        return behind[0]
    fitting = [each for each in said if each.finite < place or each.order != "first"]
    index = unit.segment_of(place)
    return min(
        fitting,
        key=lambda each: (each.segment != index, not each.cue.ways & _QUOTING, abs(each.finite - place)),
        default=None,
    )


def _beside(unit: Unit, place: int, said: Said) -> bool:
    """Whether the verb begins the segment right behind the quotation's."""
    return said.order == "first" and said.segment == unit.segment_of(place) + 1 and said.finite > place


def _frame(unit: Unit, place: int, said: Said) -> tuple[Span, ...]:
    """The clause of the verb, in front of the quotation or behind it."""
    others = [other for other in unit.quoted if other > place]
    last = others[0] if others else len(unit.raw)
    if said.order == "first" and said.finite > place and _beside(unit, place, said):
        return (unit.words(place + 1, last),)
    pieces = ((0, place), (place + 1, len(unit.raw)))
    return tuple(unit.words(start, end) for start, end in pieces if end > start)
