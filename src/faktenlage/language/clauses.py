"""Cuts a sentence into clauses; statements and claims share this layer."""

from __future__ import annotations

import re

from faktenlage.language.sentences import breaks_in
from faktenlage.model import Span

__all__ = ["clauses_of"]

_JOINTS = re.compile(
    r"\b(?:während|wobei|aber|doch|sondern|while|whereas|although|though|obwohl|and yet|but)\b"
    r"|\b(?:as|because|since)(?= (?:it|he|she|they|its|their) )|\b(?:weil|da)(?= (?:es|sie|er|das|die|der) )"
    r"|\b(?:und|and)(?= (?:liegt|kommt|folgt|war|ist|hat|wird|gibt|steht|landet|is|was|has|will|are|were|spends|comes)\b)"
)


def clauses_of(folded: str, sentence: Span) -> list[tuple[Span, bool]]:
    """Clauses of a sentence in order, each with whether it stands in brackets."""
    signs = breaks_in(folded, sentence.start, sentence.end)
    signs += [(found.start(), "w") for found in _JOINTS.finditer(folded, sentence.start + 1, sentence.end)]
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
