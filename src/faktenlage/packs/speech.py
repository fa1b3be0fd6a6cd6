"""How a language tells that somebody said something: verbs, nouns and prepositions of saying, and small words."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from faktenlage.model import Stance
from faktenlage.packs.files import read_toml

__all__ = ["Conjugation", "Speech", "VerbGroup", "read_speech"]

Words = list[str]
Way = Literal[
    "quote", "clause", "infinitive", "whole", "term", "quoted", "addressed", "loose", "negated", "told", "question",
    "urged", "object", "gerund", "evidence", "silent", "unreal", "abstract", "weak", "after", "plain",
    "heard", "perceived",
]  # fmt: skip
WordClass = Literal[
    "subject_determiner", "oblique_determiner", "genitive_determiner", "subject_pronoun", "back_pronoun", "reflexive",
    "preposition", "complementizer", "subordinator", "question", "relative", "coordinator", "adverb", "negation",
    "auxiliary", "passive", "hearsay", "subjunctive", "replacement", "as", "it", "named", "past_time", "toward", "by",
    "of", "link", "and", "perfect", "within", "than", "article", "pointer", "distant", "infinitive",
    "unwilling", "source_of", "heard_at", "reputed",
    "object_pronoun", "nonfinite", "setting", "governor", "bare", "gerund", "past",
    "plural", "singular_pronoun", "genitive", "past_like", "have", "does", "mute", "modal", "topic",
]  # fmt: skip


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Unknown keys in a pack are errors, not silently ignored words."""


class Rule(_Strict, frozen=True):
    """Verbs that end so lose ``cut`` letters and take these endings."""

    ends: str
    cut: int
    present: Words = []
    past: Words = []
    participle: str = ""
    subjunctive: Words = []
    gerund: str = ""


class Conjugation(_Strict, frozen=True):
    """How verb forms are built; ``irregular``: infinitive = present, past, participle, past subjunctive."""

    rules: list[Rule] = []
    irregular: dict[str, str] = {}
    participle_prefix: str = ""
    without_prefix: Words = []
    without_prefix_ending: str = " "
    past_plural: str = ""
    further_endings: Words = []
    infinitive_marker: str = ""
    mood_ending: str = " "


class VerbGroup(_Strict, frozen=True):
    """Verbs that do the same and stand with the same kinds of content; ``needs``: one of these words beside them.

    ``unless``: none of these words beside them."""

    act: Stance
    ways: list[Way]
    words: Words
    needs: Words = []
    unless: Words = []


class Prepositions(_Strict, frozen=True):
    """Words that name a source: before its noun, behind it, beside a noun of saying, or without any.

    ``relying``: phrases before those whom a source relies on itself."""

    before: Words = []
    behind: Words = []
    beside_noun: Words = []
    so: Words = []
    adverbs: Words = []
    relying: Words = []


class Nouns(_Strict, frozen=True):
    """Nouns of saying as the ends of words; those of ``clause`` take a clause, behind ``names`` marks hold a name.

    ``owner`` ends a name in the genitive; those of ``hearsay`` take a clause without anybody whose word it is.
    Those of ``abstract`` and words that end so are what may be demanded, denied or feared rather than touched.
    """

    words: Words = []
    clause: Words = []
    names: Words = []
    owner: str = " "
    hearsay: Words = []
    abstract: Words = []
    abstract_endings: Words = []


class Subjunctives(_Strict, frozen=True):
    """Infinitives of further verbs, known by their subjunctive or by their finite forms."""

    words: Words = []


class Speakers(_Strict, frozen=True):
    """How nouns end that name somebody who speaks, which do not although they end so, and which only seldom."""

    endings: Words = []
    never: Words = []
    quiet: Words = []


class Endings(_Strict, frozen=True):
    """How words end: in the genitive, as plurals and not as plurals, verbs in the past, adverbs and what is none."""

    genitive: Words = []
    plural: Words = []
    no_plural: Words = []
    past: Words = []
    adverb: Words = []
    no_adverb: Words = []


class Hearsay(_Strict, frozen=True):
    """Verbs whose passive tells what is only heard, with an infinitive or a clause; ``has_it``: whole phrases."""

    words: Words = []
    clause: Words = []
    has_it: Words = []


class Speech(_Strict, frozen=True):
    """speech.toml; a language without one attributes nothing.

    ``comma_clauses``: clauses are parted by commas, and subordinate ones end in their verb. ``word_order``: the subject
    stands before its verb and what is said behind it, with or without a conjunction.
    """

    comma_clauses: bool = False
    word_order: bool = False
    conjugation: Conjugation = Conjugation()
    verbs: list[VerbGroup] = []
    prepositions: Prepositions = Prepositions()
    nouns: Nouns = Nouns()
    classes: dict[WordClass, Words] = {}
    subjunctives: Subjunctives = Subjunctives()
    speakers: Speakers = Speakers()
    hearsay: Hearsay = Hearsay()
    endings: Endings = Endings()
    further: Subjunctives = Subjunctives()


def read_speech(folder: Path) -> Speech:
    """speech.toml of the language pack in ``folder``, empty where there is none; raises PackError."""
    path = folder / "speech.toml"
    return read_toml(path, Speech) if path.exists() else Speech()
