"""Sentences that go on behind a quotation with a full stop of its own."""

from __future__ import annotations

from collections.abc import Sequence

from faktenlage.model import Span
from faktenlage.statements.attributions import Sentence

__all__ = ["joined"]

LONGEST = 1500  # characters of sentences joined
_ENDS = ('"', "”", "'", "’", "«", "»", "“")


def joined(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences, those joined where one ends in a quotation and the next goes on in lower case."""
    made: list[Sentence] = []
    for sentence in sentences:
        start = sentence.span.start
        last = made[-1].span if made else sentence.span
        near = sentence.span.end - last.start < LONGEST
        if made and near and text[start].islower() and text[last.end - 1] in _ENDS:
            made[-1] = Sentence(Span(made[-1].span.start, sentence.span.end))
        else:
            made.append(sentence)
    return made
