"""How firmly something is told: as a fact, as heard, as a forecast, as possible, as contrary to fact."""

from __future__ import annotations

import re
from functools import lru_cache

from faktenlage.model import Certainty, Manner, Span, Stance
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["Shades", "shades_of"]

_TO_COME: frozenset[Stance] = frozenset({"promises", "threatens", "expects"})
_CLAUSE = re.compile(r"[^,;:.!?–—()]+")
_WORD = re.compile(r"[\w'’-]+")


class Shades:
    """The certainties of a language, compiled."""

    def __init__(self, language: LanguagePack) -> None:
        self._words = language.certainties
        self._future = frozenset(self._words.future)
        self._shows = frozenset(self._words.shows)

    def certainty(
        self, content: tuple[Span, ...], folded: str, manner: Manner, stance: Stance, lemma: str
    ) -> Certainty:
        """The certainty of what is said: its own words come first, then how it is passed on."""
        said = " ".join(folded[span.start : span.end] for span in content)
        for itself in ("direct", "own"):
            if manner == itself:
                return self._plain(said)
        shade = self._shade(said)
        if shade:
            return shade
        if stance in _TO_COME:
            return "forecast"
        if lemma in self._shows and stance in ("asserts", "confirms"):
            return "fact"
        return "reported"

    def _plain(self, said: str) -> Certainty:
        """Of what is said in one's own words, the report's or those of a quotation."""
        words = self._words
        if words.unreal.search(said):
            return "counterfactual"
        if words.possible.search(said):
            return "possible"
        if words.unreal_own.search(said):
            return "counterfactual"
        if words.hearsay.search(said):
            return "reported"
        if words.forecast.search(said) or self._to_come(said):
            return "forecast"
        return "reported" if words.hearsay_weak.search(said) else "fact"

    def _shade(self, said: str) -> Certainty | None:
        """Of reported speech, whose mood alone tells nothing."""
        words = self._words
        if words.unreal.search(said):
            return "counterfactual"
        if words.possible.search(said):
            return "possible"
        if words.unreal_told.search(said):
            return "counterfactual"
        if words.hearsay.search(said):
            return "reported"
        return "forecast" if words.forecast.search(said) or self._to_come(said) else None

    def _to_come(self, said: str) -> bool:
        """Whether an auxiliary of the future stands in a clause without a participle beside it."""
        if not self._future:
            return False
        for clause in _CLAUSE.findall(said):
            words = _WORD.findall(clause)
            for at, word in enumerate(words):
                if word in self._future and not self._passive(words, at):
                    return True
        return False

    def _passive(self, words: list[str], at: int) -> bool:
        """At the end of its clause the verb stands before the auxiliary, else at the end."""
        last = words[-1] if at < len(words) - 1 else words[at - 1] if at else ""
        if last == words[at] or not last:
            return False
        return bool(self._words.participle.fullmatch(last)) or last == "worden"


@lru_cache(maxsize=8)
def shades_of(language: LanguagePack) -> Shades:
    """The certainties of a language, compiled once."""
    return Shades(language)
