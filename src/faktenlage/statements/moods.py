"""How firmly a clause is said: asserted, demanded, promised, denied, asked, supposed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from faktenlage.language.clauses import clauses_of
from faktenlage.language.marks import Mark
from faktenlage.model import Certainty, Clause, Span, Stance

__all__ = ["moods"]

_GOVERNED = re.compile(r"\s*[\"“„«»]?\s*(?:dass|that|ob|whether|wonach|um|to|zu|damit|so that)\b|.*\b(?:zu \w+en|habe|sei|werde|könne)\b")
_SENTENCE_WIDE = frozenset({"wenn", "falls", "sofern", "if", "unless", "angenommen", "suppose", "imagine", "had he", "had it", "were both", "were they", "gesetzt"})
_BLOCKING: dict[str, str] = {
    "demands": "demand",
    "promises": "promise",
    "threatens": "threat",
    "denies": "denied",
    "asks": "question",
    "declines": "statement",
    "counterfactual": "condition",
    "possible": "condition",
}


def moods(folded: str, sentence: Span, marks: Sequence[Mark], *, question: bool) -> tuple[Clause, ...]:
    """The clauses of a sentence in order, each with its mood."""
    cues = [mark for mark in marks if mark.kind in ("stance", "certainty")]
    cut = clauses_of(folded, sentence)
    if not cues and not question:
        return tuple(Clause(span, bracketed) for span, bracketed in cut)
    wide = next((cue for cue in cues if folded[cue.start : cue.end] in _SENTENCE_WIDE), None)
    worked_out = any(mark.kind == "evidential" for mark in marks)
    found: list[Clause] = []
    governing: Mark | None = None
    for span, bracketed in cut:
        here = [cue for cue in cues if span.start <= cue.start < span.end]
        governed = governing if governing and _GOVERNED.match(folded[span.start : span.end]) else None
        extra = governed or wide
        found.append(_clause(span, bracketed, [*here, *([extra] if extra else [])], question, worked_out))
        strong = [cue for cue in here if cue.kind == "stance"]
        governing = strong[-1] if strong else governed
    return tuple(found)


def _clause(span: Span, bracketed: bool, cues: Sequence[Mark], question: bool, worked_out: bool) -> Clause:  # noqa: FBT001
    kept = [cue for cue in cues if not (worked_out and cue.value == "counterfactual")]
    stance = next((cue.value for cue in kept if cue.kind == "stance"), "asks" if question else "asserts")
    certainty = _firmest([cue.value for cue in kept if cue.kind == "certainty"])
    blocks = _BLOCKING.get(stance) or _BLOCKING.get(certainty)
    return Clause(span, bracketed, cast(Stance, stance), cast(Certainty, certainty), blocks)


def _firmest(values: Sequence[str]) -> str:
    """The least firm of several certainties: one doubt is enough."""
    return next((value for value in ("counterfactual", "possible", "forecast") if value in values), "fact")
