"""Watches a text for letters that patterns cannot do without, in one pass: most patterns need not be tried at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from faktenlage.language.marks import expand
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.packs.patterns import Part, Pattern

__all__ = ["Seen", "Watch", "needles", "watch_of"]

SHORTEST = 2  # letters
_GROUP = re.compile(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_REPEATED = r"(?:[?*+]|\{\d[\d,]*\})*"
# what need not stand there, or not as it is written: classes, escapes, and what a quantifier may leave out
_OPTIONAL = re.compile(
    rf"\[[^\]]*\]{_REPEATED}|\\.{_REPEATED}|\{{[^{{}}]*\}}[?*]|\w[?*]|[.^$+]{_REPEATED}|\{{\d[\d,]*\}}"
)
_PIECE = re.compile(r"(?:[\w'-]|\{[^{}]*\})+")


class Seen:
    """Where a text holds letters of each pattern."""

    def __init__(self, places: Mapping[str, list[int]], always: frozenset[str]) -> None:
        self._places = places
        self._always = always
        self._joined: dict[tuple[str, ...], list[int] | None] = {}

    def may(self, name: str, start: int, end: int) -> bool:
        """Whether a pattern may be found in a stretch of the text."""
        places = self._places.get(name)
        if places is None:
            return name in self._always
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end

    def any_of(self, names: tuple[str, ...], start: int, end: int) -> bool:
        """Whether any of several patterns may be found in a stretch of the text."""
        if names not in self._joined:
            self._joined[names] = None if not self._always.isdisjoint(names) else self._together(names)
        places = self._joined[names]
        if places is None:
            return True
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end

    def _together(self, names: tuple[str, ...]) -> list[int]:
        return sorted(place for name in names for place in self._places.get(name, ()))


class Watch:
    """Patterns by name, and the letters they need; an empty pattern is never seen."""

    def __init__(self, patterns: Mapping[str, Pattern]) -> None:
        self._names: dict[str, list[str]] = {}
        always = []
        for name, pattern in patterns.items():
            needed = needles(pattern)
            if needed is None:
                always.append(name)
            for needle in needed or ():
                self._names.setdefault(needle, []).append(name)
        self._always = frozenset(always)
        self._listed = list(self._names.values())
        self._automaton = AhoCorasick(list(self._names), implementation=Implementation.ContiguousNFA)

    def over(self, folded: str) -> Seen:
        """Watch one folded text."""
        places: dict[str, list[int]] = {}
        for needle, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            for name in self._listed[needle]:
                places.setdefault(name, []).append(start)
        for found in places.values():
            found.sort()
        return Seen(places, self._always)


def needles(pattern: Pattern) -> tuple[str, ...] | None:
    """Letters of which some stand in every match; None where an alternative has none that can be told."""
    found: list[str] = []
    for word in pattern.words:
        best = max(_pieces(word), key=_least, default=())
        if _least(best) < SHORTEST:
            return None
        found += best
    return tuple(dict.fromkeys(found))


def _least(forms: tuple[str, ...]) -> int:
    return min(map(len, forms), default=0)


def _pieces(word: str) -> Iterator[tuple[str, ...]]:
    """What an alternative must hold outside of brackets, each piece with its forms."""
    plain = _OPTIONAL.sub(" ", _GROUP.sub(" ", word))
    if "|" in plain or "(" in plain:
        return
    for found in _PIECE.finditer(plain):
        yield tuple(max(form.split() or [""], key=len) for form in expand(found.group()))


@lru_cache(maxsize=8)
def watch_of(language: LanguagePack) -> Watch:
    """The patterns of certainties, idioms and findings of a language, by the name of their entry."""
    patterns: dict[str, Pattern] = {}
    for words in (language.certainties, language.findings):
        for name in words.__struct_fields__:
            if isinstance(pattern := getattr(words, name), Pattern):
                patterns[name] = pattern
    patterns |= {f"idiom {stance}": pattern for stance, pattern in language.stances.idioms.items()}
    for event in language.findings.events:
        parts = {"done": event.done, "to_come": event.to_come, "nouns": event.nouns}
        patterns |= {f"{event.key} {part}": pattern for part, pattern in parts.items()}
    patterns["future"] = Part(tuple(language.certainties.future))
    return Watch(patterns)
