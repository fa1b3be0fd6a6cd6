"""Loads the words of a domain and the relating words of a language into one lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from faktenlage.packs.files import read_toml

__all__ = ["Attribution", "Comparison", "DomainWords", "word_tables"]

Forms = dict[str, list[str]]


class DomainWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """words/<language>.toml of a domain: value -> phrases, one table a kind."""

    area: Forms
    organisation: Forms
    members: Forms
    measure: Forms
    base: Forms
    target: Forms
    area_adjective: Forms = {}
    area_people: Forms = {}
    area_government: Forms = {}
    subset: Forms = {}
    budget: Forms = {}
    office: Forms = {}
    membership: Forms = {}
    publisher: Forms = {}
    rival: Forms = {}


class Comparison(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """comparison.toml of a language: words that relate things, whatever the subject."""

    quantifier: Forms
    exclude: Forms
    meets: Forms
    bound: Forms
    rank: Forms
    change: Forms
    deixis: Forms


class Attribution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """attribution.toml of a language: what keeps a clause from being asserted."""

    stance: Forms
    certainty: Forms
    evidential: Forms = {}


def word_tables(language: Path, domain_words: Path) -> Iterable[tuple[str, Mapping[str, list[str]]]]:
    """(kind, value -> forms) of one language over one domain; a kind is the table's name."""
    sources: Iterable[msgspec.Struct] = (
        read_toml(domain_words, DomainWords),
        read_toml(language / "comparison.toml", Comparison),
        read_toml(language / "attribution.toml", Attribution),
    )
    for source in sources:
        for field in source.__struct_fields__:
            yield field, getattr(source, field)
