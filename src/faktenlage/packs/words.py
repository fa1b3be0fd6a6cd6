"""Loads the words of a domain and the relating words of a language into one lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from faktenlage.packs.files import read_toml
from faktenlage.packs.frames import read_frames
from faktenlage.packs.phrases import Phrases, read_phrases

__all__ = ["Attribution", "Comparison", "DomainWords", "Vocabulary", "read_vocabulary"]

Forms = dict[str, list[str]]


class DomainWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """words/<language>.toml of a domain: value -> phrases, one table a kind.

    ``loose`` are words for measures that others have as well ("Quote", "soldiers"): they count where the report speaks
    of the subject by another word, be it only one of ``subject`` ("Bundeswehr"), which measures nothing.
    A key of two words names another kind than a measure: "organisation NATO" for "Allianz".
    """

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
    loose: Forms = {}
    subject: Forms = {}
    rival: Forms = {}
    rank: Forms = {}
    phrases: Phrases = Phrases()


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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one language says over one domain: kind -> value -> forms, and phrases by what they tell."""

    tables: Mapping[str, Forms]
    phrases: Phrases


def read_vocabulary(language: Path, domain_words: Path) -> Vocabulary:
    """The words of the language pack in folder ``language`` over a domain's words; a kind is the table's name."""
    domain = read_toml(domain_words, DomainWords)
    sources: tuple[msgspec.Struct, ...] = (
        domain,
        read_toml(language / "comparison.toml", Comparison),
        read_toml(language / "attribution.toml", Attribution),
    )
    tables: dict[str, Forms] = {}
    for source in sources:
        for kind in source.__struct_fields__:
            if kind == "phrases":
                continue
            known = tables.setdefault(kind, {})
            for value, forms in getattr(source, kind).items():
                known[value] = [*known.get(value, []), *forms]
    phrases = read_phrases(language / "phrases.toml").joined(domain.phrases)
    return Vocabulary(tables, msgspec.structs.replace(phrases, frames=read_frames(language / "frames.toml")))
