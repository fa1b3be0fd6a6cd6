"""The claims of several domains on one report: in the order of the text, and each number for one domain only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from faktenlage.model import Claim, Quantity

__all__ = ["together"]


def together(found: Sequence[Sequence[Claim]], quantities: Sequence[Quantity]) -> tuple[Claim, ...]:
    """One list of the claims that each domain found; what the first domain reads of a number, no other one reads."""
    if len(found) == 1:
        return tuple(found[0])
    claims: list[Claim] = []
    for domain in found:
        used = {last for claim in claims if (last := _last(claim, quantities)) is not None}
        claims.extend(claim for claim in domain if _last(claim, quantities) not in used)
    claims.sort(key=lambda claim: (claim.span.start, claim.span.end))
    return tuple(
        claim if claim.id == (name := f"c{number}") else replace(claim, id=name)
        for number, claim in enumerate(claims, start=1)
    )


def _last(claim: Claim, quantities: Sequence[Quantity]) -> Quantity | None:
    """The last number among the words of a claim, which is the one it turns on."""
    place = bisect_left(quantities, claim.span.end, key=lambda each: each.span.start)
    while place and quantities[place - 1].span.start >= claim.span.start:
        place -= 1
        if quantities[place].span.end <= claim.span.end:
            return quantities[place]
    return None
