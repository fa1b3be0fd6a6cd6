"""Which statement a place of the text belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from faktenlage.model import Span, Statement

__all__ = ["Places"]


class Places:
    """Statements by where they stand, so that one is found without looking at all of them."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        said = [(_extent(statement), number, statement) for number, statement in enumerate(statements)]
        said.sort(key=lambda each: (each[0].start, each[1]))
        self._said = [(number, statement) for _, number, statement in said]
        self._starts = [extent.start for extent, _, _ in said]
        self._reach = list(accumulate((extent.end for extent, _, _ in said), max))

    def innermost(self, place: Span) -> Statement | None:
        """The statement whose content holds ``place``, the narrowest of several; else the one it overlaps."""
        near: list[tuple[int, Statement]] = []
        at = bisect_left(self._starts, place.end)
        while at and self._reach[at - 1] > place.start:
            at -= 1
            if any(span.overlaps(place) for span in (*self._said[at][1].content, *self._said[at][1].frame)):
                near.append(self._said[at])
        if len(near) == 1:
            return near[0][1]
        return min(near, key=lambda each: (_distance(each[1], place), each[0]), default=(0, None))[1]


def _extent(statement: Statement) -> Span:
    """From the first to the last of its words."""
    spans = (*statement.content, *statement.frame)
    if len(spans) == 1:
        return spans[0]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _distance(statement: Statement, place: Span) -> tuple[bool, int, int]:
    within = any(span.start <= place.start and place.end <= span.end for span in statement.content)
    common = sum(
        min(span.end, place.end) - max(span.start, place.start) for span in statement.content if span.overlaps(place)
    )
    return (not within, 0 if within else -common, sum(span.end - span.start for span in statement.content))
