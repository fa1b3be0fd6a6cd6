"""Whether a report speaks of a domain's subject without one word that says so: by its states, values and targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from faktenlage.claims.scene import AREA_KINDS
from faktenlage.language.marks import Mark
from faktenlage.packs.matters import Matter

__all__ = ["hinted"]

NEAR = 90  # characters between a state and a value that may be its own
SHARED = 45  # characters between output and something else that is a share of it
FEWEST = 2  # states with values, and values, that a report on the subject has at least
_VALUE = re.compile(r"(?<![\d.,])\d[.,]\d\d(?![\d.,]?\d)")


def hinted(marks: Sequence[Mark], folded: str, matter: Matter) -> bool:
    """Several states with small values to two decimals, a target or the group by a vague name, and nothing that else
    is measured so beside most of them. What is read of such a report is doubtful, and nothing is called wrong."""
    if not matter.share or matter.usual >= 100 or not any(_is_hint(mark, matter) for mark in marks):
        return False
    states = [mark for mark in marks if mark.kind in AREA_KINDS and len(mark.value) == 3]
    if len({mark.value for mark in states}) < FEWEST:
        return False
    rivals = [mark for mark in marks if mark.kind == "rival"]
    outputs = [mark for mark in marks if mark.kind == "base" and mark.value == "gdp"]
    if any(abs(rival.start - output.start) <= SHARED for rival in rivals for output in outputs):
        return False  # a debt or research, as a share of output
    ours: list[tuple[int, str]] = []
    others = 0
    for found in _VALUE.finditer(folded):
        if not 0 < Decimal(found.group().replace(",", ".")) <= matter.usual:
            continue
        if any(_beside(mark, found.start(), folded) for mark in rivals):
            others += 1
            continue
        near = [mark for mark in states if _beside(mark, found.start(), folded)]
        if near:
            ours.append((found.start(), min(near, key=lambda mark: abs(mark.start - found.start())).value))
    return len(ours) > others and len(ours) >= FEWEST and len({state for _, state in ours}) >= FEWEST


def _beside(mark: Mark, place: int, folded: str) -> bool:
    """Whether a mark is near a value, no full stop between."""
    low, high = sorted((mark.start, place))
    return high - low <= NEAR and ". " not in folded[low:high]


def _is_hint(mark: Mark, matter: Matter) -> bool:
    """The group by a name that others have as well, its office, a target, or what shares are of."""
    if mark.kind in ("target", "base") or f"{mark.kind} {mark.value}" in matter.topic:
        return True
    return mark.kind == "loose" and mark.value in matter.topic
