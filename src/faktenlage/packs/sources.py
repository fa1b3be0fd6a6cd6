"""The words of a language for those who speak: whose word something is, and how they are named again."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from faktenlage.packs.files import read_toml

__all__ = ["Persons", "SourceGrammar", "Sources", "read_sources"]

Words = list[str]


class Authorities(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns by the authority of those they name; one that begins with ``-`` may also end a compound."""

    spokesperson: Words = []
    office: Words = []
    institution: Words = []
    document: Words = []
    media: Words = []
    unnamed_officials: Words = []
    unnamed_insiders: Words = []
    object: Words = []
    people: Words = []
    none: Words = []


class SourceGrammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is needed to find the head of a source and its name.

    ``speech`` are nouns that only say in which form somebody speaks, ``passed_on`` those whose author counts where it
    is a paper; words of ``opens`` begin what depends on the head; ``role_endings`` show an
    unknown noun to be a person's, ``some`` stand for somebody unknown; ``nameless`` say that no name is to be told;
    ``articles`` are those that tell men from women.
    """

    speech: Words = []
    passed_on: Words = []
    opens: Words = []
    determiners: Words = []
    singular: Words = []
    plural: Words = []
    particles: Words = []
    role_endings: Words = []
    some: Words = []
    honorifics: Words = []
    nameless: Words = []
    articles: dict[Literal["masculine", "feminine"], Words] = {}


class Persons(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand for somebody named before, and those that tell men from women."""

    masculine: Words = []
    feminine: Words = []
    first: Words = []
    plural: Words = []
    neuter: Words = []
    thus: Words = []
    own: Words = []
    feminine_endings: Words = []
    feminine_words: Words = []
    masculine_words: Words = []
    again: Words = []


class Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """sources.toml of a language."""

    authority: Authorities = Authorities()
    grammar: SourceGrammar = SourceGrammar()
    person: Persons = Persons()


def read_sources(path: Path) -> Sources:
    """Read ``sources.toml``, without which every source that is not a name is of no class; raises PackError."""
    return read_toml(path, Sources) if path.exists() else Sources()
