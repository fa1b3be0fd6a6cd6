"""Finds every phrase the packs know in one pass over a text, as typed marks with spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from faktenlage.model import Span

__all__ = ["Lexicon", "Mark", "Phrase", "expand", "fold"]

NESTED = frozenset({"organisation", "rank", "membership"})  # kinds heard within a longer phrase as well
EVERYBODY = frozenset({""})  # where there is only one domain, none need be named
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that mean ``value`` of ``kind``; ``exact`` phrases must match in upper and lower case as well.

    ``domains`` are those whose words they are: all of them for the words of a language.
    """

    kind: str
    value: str
    text: str
    exact: bool = False
    domains: frozenset[str] = EVERYBODY


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase found in a text, and the domains it says something to."""

    start: int
    end: int
    kind: str
    value: str
    domains: frozenset[str] = EVERYBODY

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def expand(pattern: str) -> list[str]:
    """Write out a paradigm: ``polnisch{e,en,er}`` gives three forms, ``{,US-}Quote`` two."""
    found = _BRACES.search(pattern)
    if not found:
        return [pattern]
    head, tail = pattern[: found.start()], pattern[found.end() :]
    return [form for option in found.group(1).split(",") for form in expand(head + option + tail)]


def fold(text: str) -> str:
    """Lower case of the same length: a character whose lower case is longer stays as it is."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lower.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ").replace("\n", " ")


class Lexicon:
    """All phrases of one language, compiled into an automaton; of each domain's the longest at a place wins.

    Only names of the organisation, words of rank and of membership are also heard inside a longer phrase.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        by_text: dict[str, dict[tuple[str, str, str, bool], Phrase]] = {}
        for phrase in phrases:
            for form in expand(phrase.text):
                key = (phrase.kind, phrase.value, form, phrase.exact)
                known = by_text.setdefault(fold(form), {})
                domains = known[key].domains | phrase.domains if key in known else phrase.domains
                known[key] = Phrase(*key, domains)
        self._patterns = list(by_text)
        self._entries = [list(by_text[pattern].values()) for pattern in self._patterns]
        self._readers = [frozenset().union(*(entry.domains for entry in entries)) for entries in self._entries]
        self._domains = frozenset().union(*self._readers)
        self._by_case = [any(entry.exact for entry in entries) for entries in self._entries]
        self._automaton = AhoCorasick(
            self._patterns, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str, folded: str) -> list[Mark]:
        """Marks in order of start; of phrases that overlap the longest stays, all its meanings kept."""
        hits = [
            (start, end, pattern)
            for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if _whole(folded, start, end)
        ]
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        return list(self._longest(text, hits))

    def _longest(self, text: str, hits: Sequence[tuple[int, int, int]]) -> Iterable[Mark]:
        done = dict.fromkeys(self._domains, 0)  # how far each domain has heard a phrase
        furthest = 0
        for start, end, pattern in hits:
            if start >= furthest and not self._by_case[pattern]:
                for entry in self._entries[pattern]:
                    yield Mark(start, end, entry.kind, entry.value, entry.domains)
                furthest = end
                for domain in self._readers[pattern]:
                    done[domain] = end
                continue
            busy = frozenset(domain for domain, at in done.items() if start < at)
            heard: frozenset[str] = frozenset()
            written = text[start:end]
            for entry in self._entries[pattern]:
                domains = entry.domains if not busy or entry.kind in NESTED else entry.domains - busy
                if domains and (not entry.exact or entry.text == written):
                    yield Mark(start, end, entry.kind, entry.value, domains)
                    heard |= domains
            for domain in heard - busy:
                done[domain] = end
                furthest = max(furthest, end)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the match is not a part of a longer word; a hyphen ends a word."""
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    return before and (end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum()))


def phrases_of(kind: str, table: Mapping[str, Sequence[str]], domains: frozenset[str] = EVERYBODY) -> Iterable[Phrase]:
    """The phrases of one table of a pack: value -> forms; a form that begins with ``=`` is exact in case."""
    for value, forms in table.items():
        for form in forms:
            yield Phrase(kind, value, form.removeprefix("="), form.startswith("="), domains)
