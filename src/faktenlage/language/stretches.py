"""Things by the stretch of text they take up, so that those at a place are found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from faktenlage.model import Span

__all__ = ["Stretches"]

T = TypeVar("T")


class Stretches(Generic[T]):
    """Any things with their stretches, which may overlap and lie within one another."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        known = [(span.start, number, span.end, thing) for number, (span, thing) in enumerate(things)]
        known.sort(key=lambda each: each[:2])
        self._known = known
        self._starts = [each[0] for each in known]
        self._reach = list(accumulate((each[2] for each in known), max))

    def over(self, place: Span) -> list[T]:
        """Those whose stretch overlaps ``place``, in the order they were given."""
        found: list[tuple[int, T]] = []
        at = bisect_left(self._starts, place.end)
        while at and self._reach[at - 1] > place.start:
            at -= 1
            _, number, end, thing = self._known[at]
            if end > place.start:
                found.append((number, thing))
        if len(found) > 1:
            found.sort(key=lambda each: each[0])
        return [thing for _, thing in found]
