"""How firmly something is told: as a fact, as heard, as a forecast, as possible, as contrary to fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from faktenlage.language.watch import Seen
from faktenlage.model import Certainty, Span, Stance
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.packs.patterns import Pattern
from faktenlage.statements.attributions import Attribution, plain

__all__ = ["Shades", "shades_of"]

_TO_COME: frozenset[Stance] = frozenset({"promises", "threatens", "expects"})
_OWN = ("unreal", "possible", "unreal_own", "hearsay", "forecast", "hearsay_weak", "future")
_TOLD = ("unreal", "possible", "unreal_told", "hearsay", "forecast", "future")
_CLAUSE = re.compile(r"[^,;:.!?–—()]+")
_WORD = re.compile(r"[\w'’-]+")


class Shades:
    """The certainties of a language, compiled."""

    def __init__(self, language: LanguagePack) -> None:
        self._words = language.certainties
        self._future = frozenset(self._words.future)
        self._shows = frozenset(self._words.shows)

    def of(self, found: Attribution, folded: str, stance: Stance, seen: Seen) -> Certainty:
        """The certainty of what is said: its own words come first, then the words of saying, then the stance."""
        said = _Said(found.content, folded, seen)
        if found.manner == "direct":
            shade = self._own(said)
        else:
            shade = self._shade(said) or self._by_cue(found, folded, seen) or "reported"
        if stance in _TO_COME and shade in ("fact", "reported"):
            return "forecast"
        if shade == "reported" and plain(found.lemma) in self._shows and stance in ("asserts", "confirms"):
            words = self._words
            return "reported" if said.has("hearsay", words.hearsay) or said.has("told", words.told) else "fact"
        return shade

    def own(self, spans: tuple[Span, ...], folded: str, seen: Seen) -> Certainty:
        """Of what the report says itself."""
        return self._own(_Said(spans, folded, seen))

    def _by_cue(self, found: Attribution, folded: str, seen: Seen) -> Certainty | None:
        """ "Would have preferred", "does not rule out", "wants to": the verb itself tells how firm it is."""
        words = self._words
        if _Said(found.frame or _hull(found.cue), folded, seen).has("left_open", words.left_open):
            return "possible"
        if found.manner != "reported":
            return None
        cue = _Said(found.cue, folded, seen)
        if cue.has("unreal", words.unreal) or cue.has("unreal_told", words.unreal_told):
            return "counterfactual"
        return "forecast" if cue.has("forecast", words.forecast) else None

    def _own(self, said: _Said) -> Certainty:
        """Of what is said in one's own words, the report's or those of a quotation."""
        words = self._words
        if not said.near(*_OWN):
            return "fact"
        if said.has("unreal", words.unreal):
            return "counterfactual"
        if said.has("possible", words.possible):
            return "possible"
        if said.has("unreal_own", words.unreal_own):
            return "counterfactual"
        if said.has("hearsay", words.hearsay):
            return "reported"
        if said.has("forecast", words.forecast) or self._to_come(said):
            return "forecast"
        return "reported" if said.has("hearsay_weak", words.hearsay_weak) else "fact"

    def _shade(self, said: _Said) -> Certainty | None:
        """Of reported speech, whose mood alone tells nothing."""
        words = self._words
        if not said.near(*_TOLD):
            return None
        if said.has("unreal", words.unreal):
            return "counterfactual"
        if said.has("possible", words.possible):
            return "possible"
        if said.has("unreal_told", words.unreal_told):
            return "counterfactual"
        if said.has("hearsay", words.hearsay):
            return "reported"
        return "forecast" if said.has("forecast", words.forecast) or self._to_come(said) else None

    def _to_come(self, said: _Said) -> bool:
        """Whether an auxiliary of the future stands in a clause without a participle beside it."""
        if not said.near("future") or not any(auxiliary in said.text for auxiliary in self._future):
            return False
        for clause in _CLAUSE.findall(said.text):
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


def _hull(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """From the first word of a verb to its last, with all between: "schließt ... nicht aus"."""
    return (Span(spans[0].start, spans[-1].end),) if spans else ()


class _Said:
    """Words to be searched; a pattern is only tried where letters it needs were seen."""

    __slots__ = ("_folded", "_seen", "_spans", "_text")

    def __init__(self, spans: Sequence[Span], folded: str, seen: Seen) -> None:
        self._spans, self._folded, self._seen = spans, folded, seen
        self._text: str | None = None

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = " ".join(self._folded[span.start : span.end] for span in self._spans)
        return self._text

    def near(self, *names: str) -> bool:
        """Whether letters of any of these are there."""
        return any(self._seen.any_of(names, span.start, span.end) for span in self._spans)

    def has(self, name: str, pattern: Pattern) -> bool:
        for span in self._spans:
            if self._seen.may(name, span.start, span.end):
                return pattern.search(self.text) is not None
        return False


@lru_cache(maxsize=8)
def shades_of(language: LanguagePack) -> Shades:
    """The certainties of a language, compiled once."""
    return Shades(language)
