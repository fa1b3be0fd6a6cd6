"""What a source does with its words: asserts, confirms, denies, declines, demands."""

from __future__ import annotations

from faktenlage.model import Stance
from faktenlage.statements.attributions import Attribution

__all__ = ["stance"]


def stance(found: Attribution, text: str) -> Stance:  # noqa: ARG001 - the words of the content will tell
    """The stance of an attribution, by its cue."""
    return found.act
