"""Sets the scenes: deals out marks, quantities and times to the sentences they stand in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from faktenlage.claims.amounts import priced
from faktenlage.claims.scene import AREA_KINDS, Scene
from faktenlage.language.clauses import clauses_of
from faktenlage.language.marks import Mark
from faktenlage.model import Clause, Quantity, Span, Time
from faktenlage.packs.matters import Matter
from faktenlage.packs.phrases import Phrases

__all__ = ["relevant", "scenes", "topic", "with_rivals"]

_TELLING = frozenset({"measure", "target", "office", "members", "membership", "base", "rank", "subset"})
BEFORE = 48  # characters around a measure that say what it is there for
BECAUSE = 50  # characters from a word for a cause to the thing it names
BILLION = 10**9
_MEASURED = frozenset({"measure", "base", "target"})
_OURS = frozenset({"measure", "person"})


P = TypeVar("P")


def relevant(marks: Sequence[Mark], folded: str, speech: tuple[Phrases, Matter]) -> bool:
    """Whether anything of the domain is spoken of at all; "2 per cent of GDP" alone does not speak of output."""
    phrases, matter = speech
    kinds = {mark.kind for mark in marks}
    ours = bool(kinds & _OURS) or any(f"{mark.kind} {mark.value}" in matter.topic for mark in marks)
    if not ours or not kinds & _TELLING or matter.share:
        return ours and bool(kinds & _TELLING)
    groups = [mark.start for mark in marks if mark.kind == "organisation"]
    bases = {mark.start for mark in marks if mark.kind == "base"}
    return any(
        mark.kind == "measure"
        and (
            mark.start not in bases
            or not phrases.base_use.search(folded[max(0, mark.start - BEFORE) : mark.start])
            or any(abs(mark.start - group) <= BEFORE for group in groups)
        )
        for mark in marks
    )


def with_rivals(own: Sequence[Mark], others: Sequence[Mark]) -> list[Mark]:
    """The marks of a domain, and what ``others`` measure as things that its numbers may be of instead."""
    known = sorted((mark.start, mark.end) for mark in own if mark.kind in _MEASURED)
    starts = [start for start, _ in known]
    rivals = [
        Mark(mark.start, mark.end, "rival", mark.value)
        for mark in others
        if mark.kind in ("measure", "target") and not _covered(mark, starts, known)
    ]
    return sorted([*own, *rivals], key=lambda mark: mark.start) if rivals else list(own)


def _covered(mark: Mark, starts: Sequence[int], known: Sequence[tuple[int, int]]) -> bool:
    """Whether a mark lies within one that is known."""
    place = bisect_left(starts, mark.start + 1) - 1
    return place >= 0 and mark.start < known[place][1]


def topic(marks: Sequence[Mark], matter: Matter) -> tuple[str | None, bool]:
    """What a bare per cent figure is of in a report on the group, and whether the report speaks of money."""
    said = {(mark.kind, mark.value) for mark in marks}
    own = any(f"{kind} {value}" in matter.topic and f"{kind} {value}" not in matter.vague for kind, value in said)
    spending = any(kind in ("measure", "base") or (kind, value) == ("target", "own") for kind, value in said)
    return (matter.share or None if own else None), own and spending


def scenes(
    text: str,
    folded: str,
    told: Sequence[tuple[Span, tuple[Clause, ...]]],
    pieces: tuple[Sequence[Mark], Sequence[Quantity], Sequence[Time]],
    speech: tuple[Phrases, Matter],
) -> Iterator[Scene]:
    """Scenes of the sentences that hold a mark or a number, in order; ``told`` are all sentences with their clauses."""
    marks, quantities, times = pieces
    phrases, matter = speech
    starts = [mark.start for mark in marks]
    numbered = [quantity.span.start for quantity in quantities]
    timed = [time.span.start for time in times]
    currency = ""
    for index, (span, clauses) in enumerate(told):
        here = marks[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        numbers = _within(quantities, numbered, span)
        if numbers:
            numbers = _in_money(numbers, currency) if matter.share else numbers
            amounts = [each for each in numbers if _is_money(each)]
            if amounts:
                currency = amounts[-1].unit
                here = [mark for mark in here if not _names_a_unit(mark, amounts)]
        if here or numbers:
            cut = clauses or _calm(folded, span, phrases)
            here = [
                _as_adjective(mark, folded, phrases)
                for mark in here
                if not _beside(mark, numbers, folded, (span, phrases))
            ]
            dealt = priced(folded, span, numbers, here, phrases) if matter.share else numbers
            shared = frozenset(new.span.start for new, old in zip(dealt, numbers, strict=True) if new is not old)
            told_at = _within(times, timed, span)
            yield Scene(text, folded, span, index, here, dealt, told_at, cut, phrases, matter, shared=shared)


def _as_adjective(mark: Mark, folded: str, phrases: Phrases) -> Mark:
    """ "4,500 US troops": a short name right before a noun is used like an adjective."""
    if mark.kind != "area" or not phrases.short_name.fullmatch(folded, mark.start, mark.end):
        return mark
    if phrases.short_name_led.search(folded[max(0, mark.start - 12) : mark.start]):
        return mark
    return replace(mark, kind="area_adjective") if phrases.noun_after.match(folded, mark.end) else mark


def _in_money(numbers: list[Quantity], currency: str) -> list[Quantity]:
    """Bare billions are in the currency of the next amount of the sentence, else of the one before."""
    if not any(_is_bare(each) for each in numbers):
        return numbers
    known = [each.unit for each in numbers if _is_money(each)]
    unit = known[0] if len(set(known)) == 1 else "" if known else currency
    return [replace(each, unit=unit) if _is_bare(each) else each for each in numbers] if unit else numbers


def _names_a_unit(mark: Mark, amounts: Sequence[Quantity]) -> bool:
    """Whether the name of a country belongs to a currency: US dollars are nobody's but their owner's."""
    if mark.kind not in AREA_KINDS:
        return False
    return any(each.span.start < mark.start and mark.end < each.span.end for each in amounts)


def _is_bare(quantity: Quantity) -> bool:
    return quantity.unit == "" and quantity.value >= BILLION and quantity.step > 1


def _is_money(quantity: Quantity) -> bool:
    return len(quantity.unit) == 3 and quantity.unit.isupper()


def _beside(mark: Mark, numbers: Sequence[Quantity], folded: str, where: tuple[Span, Phrases]) -> bool:
    """Whether a word means nothing here: it is the unit of a number ("percentage points", "US dollars"), or a cause."""
    if mark.kind not in ("rival", "area"):
        return False
    if any(quantity.span.start < mark.end and mark.start < quantity.span.end for quantity in numbers):
        return True
    span, phrases = where
    before = folded[max(span.start, mark.start - BECAUSE) : mark.start]
    return mark.kind == "rival" and "," not in before and phrases.because.search(before) is not None


def _calm(folded: str, span: Span, phrases: Phrases) -> tuple[Clause, ...]:
    """The clauses of a sentence without a mark: nothing in it shifts the mood."""
    return tuple(Clause(cut, bracketed) for cut, bracketed in clauses_of(folded, span, phrases.clause_joint))


def _within(pieces: Sequence[P], starts: Sequence[int], span: Span) -> list[P]:
    return list(pieces[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
