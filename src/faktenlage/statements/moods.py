"""How firmly a clause is said: asserted, demanded, promised, denied, asked, supposed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from faktenlage.language.marks import Mark
from faktenlage.model import Certainty, Span, Stance

__all__ = ["Mood", "moods"]

_GOVERNED = re.compile(r"\s*[\"“„«»]?\s*(?:dass|that|ob|whether|wonach|um|to|zu|damit|so that)\b|.*\bzu \w+en\b")
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


@dataclass(frozen=True, slots=True)
class Mood:
    """Stance and certainty of one clause; ``blocks`` is the reason code why nothing in it is asserted, if any."""

    stance: Stance = "asserts"
    certainty: Certainty = "fact"
    blocks: str | None = None


def moods(folded: str, clauses: Sequence[Span], marks: Sequence[Mark], *, question: bool) -> list[Mood]:
    """The mood of each clause of a sentence, in order."""
    cues = [mark for mark in marks if mark.kind in ("stance", "certainty")]
    wide = next((cue for cue in cues if folded[cue.start : cue.end] in _SENTENCE_WIDE), None)
    worked_out = [mark.start for mark in marks if mark.kind == "evidential"]
    found: list[Mood] = []
    governing: Mark | None = None
    for clause in clauses:
        here = [cue for cue in cues if clause.start <= cue.start < clause.end]
        governed = governing if governing and _GOVERNED.match(folded[clause.start : clause.end]) else None
        found.append(_mood(here, governed or wide, question, bool(worked_out)))
        strong = [cue for cue in here if cue.kind == "stance"]
        governing = strong[-1] if strong else governed
    return found


def _mood(here: Sequence[Mark], governed: Mark | None, question: bool, worked_out: bool) -> Mood:
    cues = [*here, *([governed] if governed else [])]
    if worked_out:
        cues = [cue for cue in cues if cue.value != "counterfactual"]
    stance = next((cue.value for cue in cues if cue.kind == "stance"), "asserts")
    certainty = _firmest([cue.value for cue in cues if cue.kind == "certainty"])
    blocks = _BLOCKING.get(stance) or _BLOCKING.get(certainty) or ("question" if question else None)
    return Mood(stance, certainty, blocks)  # type: ignore[arg-type]


def _firmest(values: Sequence[str]) -> str:
    """The least firm of several certainties: one doubt is enough."""
    return next((value for value in ("counterfactual", "possible", "forecast") if value in values), "fact")
