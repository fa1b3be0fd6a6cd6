"""Tells the language of a text by its share of function words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from faktenlage.language.marks import fold
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["detect"]

ENOUGH = 0.14
ENOUGH_SHORT = 0.05
SHORT = 40  # words: a single sentence may hold few function words
LEAD = 1.5
SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str, languages: Mapping[str, LanguagePack]) -> str | None:
    """Code of the language whose function words clearly lead, judged by the beginning of the text; else None."""
    words = _WORD.findall(fold(text[:SAMPLE]))
    shares = sorted(((_share(words, pack), code) for code, pack in languages.items()), reverse=True)
    if not words or not shares or shares[0][0] < (ENOUGH_SHORT if len(words) < SHORT else ENOUGH):
        return None
    clear = len(shares) == 1 or shares[0][0] >= LEAD * shares[1][0]
    return shares[0][1] if clear else None


def _share(words: list[str], language: LanguagePack) -> float:
    known = _function_words(language)
    return sum(map(known.__contains__, words)) / max(1, len(words))


@lru_cache(maxsize=64)
def _function_words(language: LanguagePack) -> frozenset[str]:
    """Function words and the names of months and days, which short news items hang on."""
    times = language.times
    return frozenset((*language.language.function_words, *times.months, *times.weekdays))
