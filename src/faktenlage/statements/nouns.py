"""The nouns of a language's sources, compiled: which authority a word stands for, alone or as the end of a compound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from faktenlage.language.marks import expand, fold
from faktenlage.model import Authority
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["Class", "Gender", "Nouns", "nouns_of"]

Class = Authority | Literal["people"]
Gender = Literal["masculine", "feminine", ""]

KEPT = 20_000  # words whose class is kept
LONGEST = 4  # words of a known phrase
SHORTEST = 2  # letters of the end of a compound


class _Forms(NamedTuple):
    """Folded words by what they mean: whole words, words in their capitals, and ends of compounds."""

    alone: dict[str, str]
    exact: dict[str, str]
    ends: dict[str, str]


class Nouns:
    """Looks words up; the longest end of a compound wins."""

    def __init__(self, language: LanguagePack) -> None:
        sources = language.sources
        listed = sources.authority
        self._classes = _forms((name, getattr(listed, name)) for name in listed.__struct_fields__)
        grammar, person = sources.grammar, sources.person
        self._speech = _forms([("speech", grammar.speech), ("passed_on", grammar.passed_on)])
        self.of = lru_cache(maxsize=KEPT)(self._of)
        self.opens = frozenset(grammar.opens)
        self.determiners = frozenset(grammar.determiners)
        self.singular = frozenset(grammar.singular)
        self.plural = frozenset(grammar.plural)
        self.particles = frozenset(grammar.particles)
        self.honorifics = frozenset(form for word in grammar.honorifics for form in expand(word))
        self.some = frozenset(grammar.some)
        self._roles = tuple(grammar.role_endings)
        self.nameless = _any_of(form for word in grammar.nameless for form in expand(word))
        self.again = re.compile("|".join(person.again) or "(?!)")
        self.pronouns = {
            word: kind
            for kind in ("plural", "neuter", "thus", "feminine", "masculine", "first", "own")
            for word in getattr(person, kind)
        }
        self.feminine_words = frozenset(person.feminine_words)
        self.masculine_words = frozenset(person.masculine_words)
        self.feminine_endings = tuple(person.feminine_endings)
        self.articles: dict[str, Gender] = {
            word: gender for gender, words in grammar.articles.items() for word in words
        }
        self.lower_case = not self._classes.ends

    def _fits(self, word: str) -> bool:
        """Whether a word may be a noun: in lower case only where the language writes nouns so."""
        return self.lower_case or word[0].isupper() or word in self._classes.exact

    def longest(self, words: Sequence[str], at: int) -> tuple[Class, int] | None:
        """The class of the longest known phrase that begins at word ``at``, and how many words it has."""
        for size in range(min(LONGEST, len(words) - at), 1, -1):
            phrase = " ".join(words[at : at + size])
            found = self._classes.exact.get(phrase) or self._classes.alone.get(fold(phrase))
            if found:
                return cast(Class, found), size
        found = self.of(words[at]) if self._fits(words[at]) else None
        return (found, 1) if found else None

    def _of(self, word: str) -> Class | None:
        """The class of one word."""
        return cast("Class | None", _lookup(word, self._classes))

    def is_role(self, word: str) -> bool:
        """Whether a word nobody knows looks like one for a person: "geologist", "Kuratorin"."""
        return bool(self._roles) and fold(word).endswith(self._roles)

    def speech(self, word: str) -> str | None:
        """Whether a word names a form of speech ("speech") or a piece that a paper may own ("passed_on")."""
        return _lookup(word, self._speech)

    def first_part(self, word: str) -> Class | None:
        """The class of what a compound with a noun of speech begins with."""
        folded = fold(word)
        for cut in range(len(folded) - SHORTEST, 2, -1):
            if folded[cut:] in self._speech.ends:
                head = word[:cut].rstrip("-")
                if head.isupper():
                    return self.of(head) or "institution"
                found = self.of(head) or (self.of(head[:-1]) if head.endswith("s") else None)
                if found:
                    return found
        return None


@lru_cache(maxsize=8)
def nouns_of(language: LanguagePack) -> Nouns:
    """The nouns of a language, compiled once."""
    return Nouns(language)


def _forms(tables: Iterable[tuple[str, Iterable[str]]]) -> _Forms:
    forms = _Forms({}, {}, {})
    for name, listed in tables:
        for entry in listed:
            for form in expand(entry):
                if form.startswith("="):
                    forms.exact.setdefault(form[1:], name)
                    continue
                plain = fold(form.removeprefix("-"))
                forms.alone.setdefault(plain, name)
                if form.startswith("-"):
                    forms.ends.setdefault(plain, name)
    return forms


def _lookup(word: str, forms: _Forms) -> str | None:
    found = forms.exact.get(word)
    if found:
        return found
    folded = fold(word)
    found = forms.alone.get(folded)
    if found:
        return found
    if not forms.ends:
        plain = folded[:-2] if folded.endswith(("'s", "s'")) else folded[:-1] if folded.endswith("s") else ""
        return forms.alone.get(plain) or _hyphened(word, folded, forms)
    for cut in range(1, len(folded) - SHORTEST + 1):
        found = forms.ends.get(folded[cut:])
        if found:
            return found
    return _hyphened(word, folded, forms)


def _hyphened(word: str, folded: str, forms: _Forms) -> str | None:
    """The part behind the last hyphen stands for the whole word, else what is before it ("president-elect")."""
    cut = folded.rfind("-")
    if cut <= 0:
        return None
    last = forms.exact.get(word[cut + 1 :]) or forms.alone.get(folded[cut + 1 :])
    return last or (None if forms.ends else forms.alone.get(folded[:cut]))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")
