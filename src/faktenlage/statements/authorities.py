"""On whose word something rests: a named person, an office, a document, people without a name."""

from __future__ import annotations

from faktenlage.model import Authority
from faktenlage.statements.attributions import Attribution

__all__ = ["authority"]


def authority(found: Attribution, text: str) -> Authority:  # noqa: ARG001 - the words of the source will tell
    """The class of the source of an attribution; "none" where no source is named."""
    return "named_person" if found.source else "none"
