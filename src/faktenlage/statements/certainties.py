"""How firmly something is told: as a fact, as heard, as a forecast, as possible, as contrary to fact."""

from __future__ import annotations

from collections.abc import Sequence

from faktenlage.model import Certainty, Clause
from faktenlage.statements.attributions import Attribution

__all__ = ["certainty"]


def certainty(found: Attribution, clauses: Sequence[Clause], text: str) -> Certainty:  # noqa: ARG001 - see above
    """The certainty of what is attributed, by the clauses its content touches."""
    touched = [clause for clause in clauses if any(clause.span.overlaps(span) for span in found.content)]
    told = {clause.certainty for clause in touched}
    for shade in ("counterfactual", "possible", "forecast"):
        if shade in told:
            return shade
    return "fact" if found.manner == "direct" else "reported"
