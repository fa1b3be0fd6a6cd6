"""Sentences that go on behind a quotation with a full stop of its own."""

from __future__ import annotations

from collections.abc import Sequence

from faktenlage.model import Span
from faktenlage.statements.attributions import Sentence

__all__ = ["joined"]

_ENDS = ('"', "”", "'", "’", "«", "»", "“")


def joined(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences, those joined where one ends in a quotation and the next goes on in lower case."""
    made: list[Sentence] = []
    for sentence in sentences:
        start = sentence.span.start
        if made and text[start].islower() and text[made[-1].span.end - 1] in _ENDS:
            made[-1] = Sentence(Span(made[-1].span.start, sentence.span.end))
        else:
            made.append(sentence)
    return made
