"""How firmly something is told: as a fact, as heard, as a forecast, as possible, as contrary to fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from faktenlage.model import Certainty, Span, Stance
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.statements.attributions import Attribution

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

    def of(self, found: Attribution, folded: str, stance: Stance) -> Certainty:
        """The certainty of what is said: its own words come first, then the words of saying, then the stance."""
        said = _joined(found.content, folded)
        if found.manner == "direct":
            shade = self.own(said)
        else:
            shade = self._shade(said) or self._by_cue(found, folded) or "reported"
        if stance in _TO_COME and shade in ("fact", "reported"):
            return "forecast"
        if shade == "reported" and found.lemma in self._shows and stance in ("asserts", "confirms"):
            return "reported" if self._words.hearsay.search(said) or self._words.told.search(said) else "fact"
        return shade

    def _by_cue(self, found: Attribution, folded: str) -> Certainty | None:
        """ "Would have preferred", "does not rule out", "wants to": the verb itself tells how firm it is."""
        words = self._words
        cue, frame = _joined(found.cue, folded), _joined(found.frame or found.cue, folded)
        if words.left_open.search(frame):
            return "possible"
        if found.manner != "reported":
            return None
        if words.unreal.search(cue) or words.unreal_told.search(cue):
            return "counterfactual"
        return "forecast" if words.forecast.search(cue) else None

    def own(self, said: str) -> Certainty:
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


def _joined(spans: Sequence[Span], folded: str) -> str:
    return " ".join(folded[span.start : span.end] for span in spans)


@lru_cache(maxsize=8)
def shades_of(language: LanguagePack) -> Shades:
    """The certainties of a language, compiled once."""
    return Shades(language)
