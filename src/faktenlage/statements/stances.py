"""What a source does with its words: asserts, confirms, denies, declines, demands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from faktenlage.language.marks import expand
from faktenlage.language.watch import Seen
from faktenlage.model import Span, Stance
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.statements.attributions import Attribution, plain

__all__ = ["Acts", "acts_of"]

# What comes of a negation that no idiom tells; "did not say" is one.
_NEGATED: Mapping[Stance, Stance] = {"confirms": "declines", "denies": "asserts", "demands": "asserts"}
SHORT = 100  # characters of a quotation that may do nothing but refuse an answer
_WORD = re.compile(r"[^\W\d_]+")


class Acts:
    """The stances of a language, compiled."""

    def __init__(self, language: LanguagePack) -> None:
        stances = language.stances
        self._verbs: dict[str, Stance] = {verb: stance for stance, verbs in stances.verbs.items() for verb in verbs}
        self._ends: dict[str, Stance] = {
            form: stance for stance, nouns in stances.nouns.items() for noun in nouns for form in expand(noun)
        }
        self._longest = max(map(len, self._ends), default=0)
        self._idioms = tuple((f"idiom {stance}", stance, pattern) for stance, pattern in stances.idioms.items())
        self._named = tuple(name for name, _, _ in self._idioms)
        self._quoted = tuple(stances.quoted.items())

    def stance(self, found: Attribution, text: str, folded: str, seen: Seen) -> Stance:
        """The stance of an attribution: by idiom, verb, noun, and by whether a question is quoted."""
        idiom = self._idiom(folded, _scope(found), seen)
        if idiom is None and found.manner == "direct" and _short(found.content):
            idiom = self._refusal(folded, found.content)
        if idiom is not None:
            return idiom
        known = self._verbs.get(plain(found.lemma)) or (found.act if found.act != "asserts" else None)
        known = known or self._by_noun(folded, (*found.cue, *found.source))
        if known is None and _is_question(found.content, text):
            return "asks"
        stance: Stance = known or "asserts"
        return _NEGATED.get(stance, stance) if found.denied else stance

    def idiom(self, folded: str, sentence: Span, seen: Seen) -> tuple[Stance, Span] | None:
        """The first idiom of a sentence that says more than that something is said, and where it stands."""
        if not seen.any_of(self._named, sentence.start, sentence.end):
            return None
        for name, stance, pattern in self._idioms:
            if seen.may(name, sentence.start, sentence.end):
                found = pattern.search(folded, sentence.start, sentence.end)
                if found is not None:
                    return stance, Span(*found.span())
        return None

    def _idiom(self, folded: str, scope: Sequence[Span], seen: Seen) -> Stance | None:
        for span in scope:
            if not seen.any_of(self._named, span.start, span.end):
                continue
            for name, stance, pattern in self._idioms:
                if seen.may(name, span.start, span.end) and pattern.search(folded, span.start, span.end):
                    return stance
        return None

    def _refusal(self, folded: str, content: Sequence[Span]) -> Stance | None:
        for span in content:
            for stance, pattern in self._quoted:
                if pattern.search(folded, span.start, span.end):
                    return stance
        return None

    def _by_noun(self, folded: str, spans: Iterable[Span]) -> Stance | None:
        for span in spans:
            for word in _WORD.findall(folded[span.start : span.end]):
                for cut in range(max(0, len(word) - self._longest), len(word) - 2):
                    if word[cut:] in self._ends:
                        return self._ends[word[cut:]]
        return None


@lru_cache(maxsize=8)
def acts_of(language: LanguagePack) -> Acts:
    """The stances of a language, compiled once."""
    return Acts(language)


def _short(content: Sequence[Span]) -> bool:
    return sum(span.end - span.start for span in content) < SHORT


def _scope(found: Attribution) -> tuple[Span, ...]:
    """The stretch that carries source and cue; of what is only reported the content as well."""
    spans = found.frame or (*found.source, *found.cue)
    if found.manner == "reported":
        spans = (*spans, *found.content)
    if not spans:
        return ()
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    inside = (
        [span for span in found.content if start < span.start and span.end < end] if found.manner != "reported" else []
    )
    if not inside:
        return (Span(start, end),)
    return (Span(start, inside[0].start), Span(inside[-1].end, end))


def _is_question(content: tuple[Span, ...], text: str) -> bool:
    last = content[-1].of(text).rstrip("\"”“»«’' ") if content else ""
    return last.endswith("?") or (bool(content) and text[content[-1].end : content[-1].end + 1] == "?")
