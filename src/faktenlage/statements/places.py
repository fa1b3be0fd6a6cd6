"""Which statement a place of the text belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from faktenlage.language.stretches import Stretches
from faktenlage.model import Span, Statement

__all__ = ["Places"]


class Places:
    """Statements by where they stand."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._said = Stretches((_extent(statement), statement) for statement in statements)

    def innermost(self, place: Span) -> Statement | None:
        """The statement whose content holds ``place``, the narrowest of several; else the one it overlaps."""
        near = [
            statement
            for statement in self._said.over(place)
            if any(span.overlaps(place) for span in (*statement.content, *statement.frame))
        ]
        if len(near) == 1:
            return near[0]
        return min(near, key=lambda statement: _distance(statement, place), default=None)


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
