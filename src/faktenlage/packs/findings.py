"""Words by which a report is held against itself: events and their nouns, what is still to come, parts and wholes."""

from __future__ import annotations

from pathlib import Path

import msgspec

from faktenlage.packs.files import read_toml
from faktenlage.packs.patterns import Anywhere, Before, Exact

__all__ = ["Event", "FindingWords", "read_finding_words"]


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that is done or not: how it is told as done, as still to come, and what it is called.

    It takes ``parties`` names to know it again; ``journey``: who is on the way to it has not done it yet.
    """

    key: str
    done: Anywhere
    to_come: Anywhere
    nouns: Anywhere
    parties: int = 1
    journey: bool = False


class FindingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """findings.toml of a language."""

    events: list[Event] = []
    leaves_open: Anywhere = Anywhere()
    another: Anywhere = Anywhere()
    under_way: Anywhere = Anywhere()
    unconfirmed: Anywhere = Anywhere()
    hedged_headline: Anywhere = Anywhere()
    held_possible: Anywhere = Anywhere()
    among: Anywhere = Anywhere()
    in_all: Anywhere = Anywhere()
    per: Before = Before()
    part_joint: Exact = Exact()
    part_end: Exact = Exact()
    and_words: list[str] = []

    @property
    def speaks(self) -> bool:
        """Whether the language has any such words."""
        return bool(self.events or self.among.words or self.hedged_headline.words)


def read_finding_words(path: Path) -> FindingWords:
    """Read ``findings.toml``, without which nothing is noticed; raises PackError."""
    return read_toml(path, FindingWords) if path.exists() else FindingWords()
