"""Looks at the words before a place, never further than a few words, so that reading stays linear."""

from __future__ import annotations

__all__ = ["OPENING_MARKS", "word_start"]

REACH = 32
OPENING_MARKS = "(„\"'«»‚‘“[–-—"


def word_start(low: str, floor: int, stop: int) -> int:
    """Where the word begins that ends at ``stop``, without opening quotes and brackets; not before ``floor``."""
    nearest = stop - REACH
    if floor < nearest:  # noqa: PLR1730 - max() costs a call, and every number comes by here
        floor = nearest
    if floor < 0:  # noqa: PLR1730 - max() costs a call, and every number comes by here
        floor = 0
    place = low.rfind(" ", floor, stop) + 1
    if place < floor:  # noqa: PLR1730 - max() costs a call, and every number comes by here
        place = floor
    while place < stop and low[place] in OPENING_MARKS:
        place += 1
    return place
