"""Cuts a sentence into clauses; statements and claims share this layer."""

from __future__ import annotations

from faktenlage.language.sentences import breaks_in
from faktenlage.model import Span
from faktenlage.packs.patterns import Pattern

__all__ = ["clauses_of"]


def clauses_of(folded: str, sentence: Span, joint: Pattern) -> list[tuple[Span, bool]]:
    """Clauses of a sentence in order, each with whether it stands in brackets; ``joint`` are words that begin one."""
    signs = breaks_in(folded, sentence.start, sentence.end)
    signs += [(found.start(), "w") for found in joint.finditer(folded, sentence.start + 1, sentence.end)]
    signs.sort()
    clauses: list[tuple[Span, bool]] = []
    start, depth = sentence.start, 0
    for place, sign in [*signs, (sentence.end, "")]:
        if place > start:
            clauses.append((Span(start, place), depth > 0))
        if sign in ("(", "["):
            depth += 1
        elif sign in (")", "]"):
            depth = max(0, depth - 1)
        start = place if sign in ("w", "") else place + 1
    return clauses or [(sentence, False)]
