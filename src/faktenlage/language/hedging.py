"""Hedges on either side of a number: "mehr als", "knapp", "or more"."""

from __future__ import annotations

import re
from functools import lru_cache

from faktenlage.language.lookback import word_start
from faktenlage.language.marks import expand
from faktenlage.language.tries import trie
from faktenlage.model import Hedge
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["HedgeWords", "hedge_words"]

MOST_FILLERS = 3
MOST_WORDS = 4


@lru_cache(maxsize=32)
def hedge_words(language: LanguagePack) -> HedgeWords:
    """The hedges of a language, compiled once."""
    return HedgeWords(language)


class HedgeWords:
    """Knows which words before or after a number widen or bound it."""

    def __init__(self, language: LanguagePack) -> None:
        hedges = language.hedges
        self._fillers = frozenset(hedges.fillers)
        self._before = {form: hedge for hedge, words in hedges.before.items() for w in words for form in expand(w)}
        self._after = {form: hedge for hedge, words in hedges.after.items() for w in words for form in expand(w)}
        self._ends = frozenset(phrase.rsplit(" ", 1)[-1] for phrase in self._before)
        self._behind = re.compile(rf" ({trie(self._after)})(?![^\W_])")

    def before(self, low: str, floor: int, start: int) -> tuple[Hedge, int]:
        """Hedge before a number and where it begins; fillers may stand between ("mehr als nur 2")."""
        stop = start
        for _ in range(MOST_FILLERS):
            if stop - 1 <= floor or low[stop - 1] != " ":
                break
            place = word_start(low, floor, stop - 1)
            word = low[place : stop - 1]
            if word in self._ends:
                found = self._phrase(low, floor, place, stop - 1)
                if found[0]:
                    return found
            if word not in self._fillers:
                break
            stop = place
        return "", start

    def _phrase(self, low: str, floor: int, place: int, stop: int) -> tuple[Hedge, int]:
        """The longest hedge that ends at ``stop``; its last word begins at ``place``."""
        best: tuple[Hedge, int] = ("", stop)
        for _ in range(MOST_WORDS):
            hedge = self._before.get(low[place:stop])
            if hedge:
                best = (hedge, place)
            if place - 1 <= floor or low[place - 1] != " ":
                break
            place = word_start(low, floor, place - 1)
        return best

    def after(self, low: str, end: int) -> tuple[Hedge, int]:
        """Hedge after a number and where it ends."""
        found = self._behind.match(low, end)
        return (self._after[found.group(1)], found.end()) if found else ("", end)
