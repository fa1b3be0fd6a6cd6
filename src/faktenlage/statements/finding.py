"""Finds what a report attributes to others."""

from __future__ import annotations

from collections.abc import Sequence

from faktenlage.statements.attributions import Attribution, Sentence

__all__ = ["attributions"]


def attributions(text: str, sentences: Sequence[Sentence]) -> list[Attribution]:  # noqa: ARG001 - so far none
    """Attributions in the order of the text."""
    return []
