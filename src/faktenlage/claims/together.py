"""The claims of several domains on one report: in the order of the text, and each number for one domain only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from faktenlage.model import Claim, Quantity, Span

__all__ = ["together"]


def together(found: Sequence[Sequence[Claim]], quantities: Sequence[Quantity]) -> tuple[Claim, ...]:
    """One list of the claims that each domain found; what several read is left to the one that doubts least.

    Of equals the first domain keeps it. The same is the same number, or the same words where there is none.
    """
    if len(found) == 1:
        return tuple(found[0])
    owners: dict[Quantity | Span, tuple[int, int]] = {}
    for domain, claims in enumerate(found):
        for claim in claims:
            about, rank = _about(claim, quantities), (len(claim.doubts), domain)
            owners[about] = min(owners.get(about, rank), rank)
    kept = [
        claim
        for domain, claims in enumerate(found)
        for claim in claims
        if owners[_about(claim, quantities)][1] == domain
    ]
    kept.sort(key=lambda claim: (claim.span.start, claim.span.end))
    return tuple(
        claim if claim.id == (name := f"c{number}") else replace(claim, id=name)
        for number, claim in enumerate(kept, start=1)
    )


def _about(claim: Claim, quantities: Sequence[Quantity]) -> Quantity | Span:
    """The last number among the words of a claim, which is the one it turns on, else the words."""
    inside = [each for each in quantities if claim.span.start <= each.span.start and each.span.end <= claim.span.end]
    return inside[-1] if inside else claim.span
