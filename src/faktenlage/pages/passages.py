"""Cuts the text of a report into paragraphs and pieces, each with the claims and statements it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from faktenlage.model import Judged, Review, Span, Statement

__all__ = ["Piece", "paragraphs"]

_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n[ \t]*\S(?:.*\S)?)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks; ``claim`` is the shortest claim it lies in, ``ends`` those that end here.

    ``begins`` are those whose first piece it is. ``content``: what somebody is quoted with; ``source``: who says it.
    """

    text: str
    claim: Judged | None
    begins: tuple[Judged, ...]
    ends: tuple[Judged, ...]
    content: bool
    source: bool


def paragraphs(review: Review) -> list[list[Piece]]:
    """The paragraphs of the report in order, each as its pieces; blank lines part them."""
    text = review.report.text
    said = [statement for statement in review.statements if statement.manner != "own"]
    spans = [Span(*found.span()) for found in _PARAGRAPH.finditer(text)]
    if spans and spans[0].of(text).strip("# ") == review.report.title and not _marked(spans[0], review, said):
        spans = spans[1:]  # the title stands above already
    return [list(_pieces(text, span, review.claims, said)) for span in spans]


def _marked(span: Span, review: Review, said: Sequence[Statement]) -> bool:
    marks = [*(judged.claim.span for judged in review.claims), *(part for each in said for part in each.content)]
    return any(mark.overlaps(span) for mark in marks)


def _pieces(text: str, span: Span, claims: Sequence[Judged], said: Sequence[Statement]) -> Iterator[Piece]:
    here = [judged for judged in claims if judged.claim.span.overlaps(span)]
    contents = [part for statement in said for part in statement.content if part.overlaps(span)]
    sources = [part for statement in said for part in statement.source if part.overlaps(span)]
    marks = [*(judged.claim.span for judged in here), *contents, *sources]
    cuts = {span.start, span.end, *(place for mark in marks for place in (mark.start, mark.end))}
    places = sorted(place for place in cuts if span.start <= place <= span.end)
    for start, end in pairwise(places):
        piece = Span(start, end)
        around = [judged for judged in here if judged.claim.span.overlaps(piece)]
        yield Piece(
            text[start:end],
            min(around, key=_length, default=None),
            tuple(judged for judged in around if max(judged.claim.span.start, span.start) == start),
            tuple(judged for judged in around if judged.claim.span.end == end),
            any(part.overlaps(piece) for part in contents),
            any(part.overlaps(piece) for part in sources),
        )


def _length(judged: Judged) -> int:
    return judged.claim.span.end - judged.claim.span.start
