"""Sets the scenes: cuts a report into sentences and clauses and deals out marks, quantities and times."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from faktenlage.claims.scene import Scene
from faktenlage.language.marks import Mark
from faktenlage.language.sentences import breaks_in
from faktenlage.model import Quantity, Span, Statement, Time

__all__ = ["clauses_of", "deal"]

_QUOTED = re.compile(r"[„“\"«»‚‘][^„“”\"«»]{2,600}?[“”\"«»‘]")
_JOINTS = re.compile(
    r"\b(?:während|wobei|aber|doch|sondern|while|whereas|although|though|obwohl|and yet|but)\b"
    r"|\b(?:und|and)(?= (?:liegt|kommt|folgt|war|ist|hat|wird|gibt|steht|landet|is|was|has|will|are|were|spends|comes)\b)"
)


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=_Placed)


def clauses_of(folded: str, sentence: Span) -> tuple[list[Span], frozenset[int]]:
    """Clauses of a sentence in order, and the indexes of those that stand in brackets."""
    signs = breaks_in(folded, sentence.start, sentence.end)
    signs += [(found.start(), "w") for found in _JOINTS.finditer(folded, sentence.start + 1, sentence.end)]
    signs.sort()
    clauses: list[Span] = []
    inside: set[int] = set()
    start, depth = sentence.start, 0
    for place, sign in [*signs, (sentence.end, "")]:
        if place > start:
            if depth:
                inside.add(len(clauses))
            clauses.append(Span(start, place))
        depth = depth + 1 if sign in "([" and sign else max(0, depth - 1) if sign in ")]" and sign else depth
        start = place if sign in ("w", "") else place + 1
    return clauses or [sentence], frozenset(inside)


def deal(
    text: str,
    folded: str,
    statements: Sequence[Statement],
    pieces: tuple[Sequence[Mark], Sequence[Quantity], Sequence[Time]],
) -> Iterator[Scene]:
    """Scenes of the sentences that hold at least one mark, in order; ``statements`` are the sentences."""
    marks, quantities, times = pieces
    starts = [mark.start for mark in marks]
    for index, statement in enumerate(statements):
        span = statement.content[0]
        here = marks[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if not here:
            continue
        clauses, bracketed = clauses_of(folded, span)
        quoted = [Span(*found.span()) for found in _QUOTED.finditer(text, span.start, span.end)]
        yield Scene(
            text, folded, span, index, here, _within(quantities, span), _within(times, span),
            clauses, bracketed, statement, quoted,
        )  # fmt: skip


def _within(pieces: Sequence[P], span: Span) -> list[P]:
    low = bisect_left(pieces, span.start, key=lambda piece: piece.span.start)
    high = bisect_left(pieces, span.end, key=lambda piece: piece.span.start)
    return list(pieces[low:high])
