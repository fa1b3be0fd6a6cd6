"""Rating scales of fact-checkers and of data sets, by our labels."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from faktenlage.errors import PackError
from faktenlage.explanations import Explainer
from faktenlage.model import Label
from faktenlage.packs.files import read_toml

__all__ = ["Scale", "scales"]

FILE = Path(__file__).with_name("scales.toml")


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One scale: the word for a label, and its number from 1 (worst) to ``best``; both may be missing.

    ``language`` is that of the words, none where they are those of a review; ``source`` is where the scale is
    published.
    """

    name: str
    source: str
    best: int
    words: dict[Label, str]
    ratings: dict[Label, int]
    language: str | None = None

    def word(self, label: Label, writer: Explainer) -> str | None:
        """What the scale says for a label; None where it has no word for it."""
        if self.words:
            return self.words.get(label)
        return writer.label(label) if label in self.ratings else None


@lru_cache(1)
def scales() -> dict[str, Scale]:
    """Every scale by its key; raises PackError where the file is broken."""
    found = read_toml(FILE, dict[str, Scale])
    for key, scale in found.items():
        if scale.words and not set(scale.ratings) <= set(scale.words):
            raise PackError(FILE, None, f"[{key}] rates a label it has no word for", "add the word")
        if not all(1 <= rating <= scale.best for rating in scale.ratings.values()):
            raise PackError(FILE, None, f"[{key}] has a rating outside 1 to {scale.best}", "mend it")
    return found
