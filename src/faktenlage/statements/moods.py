"""How firmly a clause is said: asserted, demanded, promised, denied, asked, supposed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from faktenlage.language.clauses import clauses_of
from faktenlage.language.marks import Mark
from faktenlage.model import Certainty, Clause, Span, Stance
from faktenlage.packs.phrases import Phrases

__all__ = ["moods"]

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


def moods(
    folded: str, sentence: Span, marks: Sequence[Mark], phrases: Phrases, *, question: bool
) -> tuple[Clause, ...]:
    """The clauses of a sentence in order, each with its mood; none where nothing shifts it, whoever asks may cut it."""
    cues = [mark for mark in marks if mark.kind in ("stance", "certainty")]
    if not cues and not question:
        return ()
    cut = clauses_of(folded, sentence, phrases.clause_joint)
    wide = next((cue for cue in cues if phrases.conditional.fullmatch(folded, cue.start, cue.end)), None)
    worked_out = any(mark.kind == "evidential" for mark in marks)
    found: list[Clause] = []
    governing: Mark | None = None
    for span, bracketed in cut:
        here = [cue for cue in cues if span.start <= cue.start < span.end]
        governed = governing if governing and _governed(folded, span, phrases) else None
        extra = governed or wide
        found.append(_clause(span, bracketed, [*here, *([extra] if extra else [])], question, worked_out))
        strong = [cue for cue in here if cue.kind == "stance"]
        governing = strong[-1] if strong else governed
    return tuple(found)


def _governed(folded: str, clause: Span, phrases: Phrases) -> bool:
    """Whether a clause hangs on the verb of the one before: "that ...", or by the form of its own verb."""
    return bool(
        phrases.governed.match(folded, clause.start, clause.end)
        or phrases.governed_within.search(folded, clause.start, clause.end)
    )


def _clause(span: Span, bracketed: bool, cues: Sequence[Mark], question: bool, worked_out: bool) -> Clause:  # noqa: FBT001
    kept = [cue for cue in cues if not (worked_out and cue.value == "counterfactual")]
    stance = next((cue.value for cue in kept if cue.kind == "stance"), "asks" if question else "asserts")
    certainty = _firmest([cue.value for cue in kept if cue.kind == "certainty"])
    blocks = _BLOCKING.get(stance) or _BLOCKING.get(certainty)
    return Clause(span, bracketed, cast(Stance, stance), cast(Certainty, certainty), blocks)


def _firmest(values: Sequence[str]) -> str:
    """The least firm of several certainties: one doubt is enough."""
    return next((value for value in ("counterfactual", "possible", "forecast") if value in values), "fact")
