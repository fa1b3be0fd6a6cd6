"""The words of saying of a language, compiled: what class a word is of, and which verbs a form may belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, get_args

from faktenlage.model import Stance
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.packs.speech import Speech, WordClass, read_speech
from faktenlage.statements.verbs import Kind, forms_of

__all__ = ["NAMER", "NOUN", "NUMBER", "OWNER", "PUNCTUATION", "QUOTE", "Cue", "Lexicon", "bit", "lexicon"]

_PLACES = {name: place for place, name in enumerate(get_args(WordClass))}
_FREE = len(_PLACES)
(
    NOUN,
    NUMBER,
    QUOTE,
    PUNCTUATION,
    CUE,
    FINITE,
    SAYING,
    BESIDE,
    BEFORE,
    BEHIND,
    SO,
    ADVERB_CUE,
    CLAUSE_NOUN,
    NAMER,
    OWNER,
) = (1 << (_FREE + offset) for offset in range(15))


def bit(*names: WordClass) -> int:
    """The bits of word classes, joined."""
    return sum(1 << _PLACES[name] for name in names)


_CLOSED = bit("subject_determiner", "oblique_determiner", "subject_pronoun", "preposition", "adverb", "subordinator")


class Cue(NamedTuple):
    """One way to read a verb form: of which verb, and what that verb does; ``particle`` has to stand apart."""

    lemma: str
    act: Stance
    ways: frozenset[str]
    needs: frozenset[str]
    kind: Kind
    particle: str
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Bits of every known word, readings of every form of a verb of saying; ``endings`` of nouns of saying."""

    bits: Mapping[str, int]
    cues: Mapping[str, tuple[Cue, ...]]
    endings: tuple[str, ...]
    clause_endings: tuple[str, ...]
    name_endings: tuple[str, ...]
    owner: str
    marker: str
    relying: tuple[tuple[str, ...], ...]
    comma: bool
    """Whether clauses are parted by commas and end in their verb."""
    mood_ending: str = " "
    hearsay: frozenset[str] = frozenset()
    """Nouns of saying that name nobody."""
    read: dict[str, tuple[str, int, int]] = field(default_factory=dict, compare=False, repr=False)
    """Words as they were written, once they have been looked up."""


@lru_cache(maxsize=16)
def lexicon(language: LanguagePack) -> Lexicon:
    """The lexicon of a language pack; compiled once."""
    return compiled(read_speech(Path(language.folder)))


def compiled(speech: Speech) -> Lexicon:
    """Work out every form of every verb, and the bits of every word."""
    bits: dict[str, int] = {}
    for name, words in speech.classes.items():
        _mark(bits, words, bit(name))
    place = speech.prepositions
    marked = (
        (place.before, BEFORE), (place.behind, BEHIND), (place.beside_noun, BESIDE), (place.so, SO),
        (place.adverbs, ADVERB_CUE),
    )  # fmt: skip
    for words, value in marked:
        _mark(bits, words, value)
    auxiliary = speech.classes.get("auxiliary", []) + speech.classes.get("passive", [])
    _mark(bits, auxiliary, FINITE)
    _mark(bits, speech.classes.get("subjunctive", []) + speech.classes.get("replacement", []), FINITE)
    for verb in speech.subjunctives.words:
        for built in forms_of(verb, speech.conjugation):
            if bits.get(built.form, 0) & _CLOSED:
                continue
            if built.kind == "subjunctive":
                _mark(bits, [built.form], bit("subjunctive") | FINITE)
            elif built.kind == "finite" and built.form != verb:
                _mark(bits, [built.form], FINITE)
    cues = _cues(speech)
    for form, known in cues.items():
        if bits.get(form, 0) & _CLOSED:
            continue
        _mark(bits, [form], _of_cues(known))
    return Lexicon(
        bits,
        cues,
        tuple(speech.nouns.words),
        tuple(speech.nouns.clause),
        tuple(speech.nouns.names),
        speech.nouns.owner,
        speech.conjugation.infinitive_marker,
        tuple(tuple(phrase.split()) for phrase in speech.prepositions.relying),
        speech.comma_clauses,
        speech.conjugation.mood_ending,
        frozenset(speech.nouns.hearsay),
    )


def _of_cues(known: Iterable[Cue]) -> int:
    """The bits of a form of verbs of saying."""
    kinds = {cue.kind for cue in known}
    finite = FINITE if kinds & {"finite", "subjunctive"} else 0
    return CUE | finite | (bit("subjunctive") if kinds == {"subjunctive"} else 0)


def _mark(bits: dict[str, int], words: Iterable[str], value: int) -> None:
    for word in words:
        bits[word] = bits.get(word, 0) | value


def _cues(speech: Speech) -> dict[str, tuple[Cue, ...]]:
    """Readings by form; what several groups say of one verb is joined where its need is the same."""
    found: dict[str, dict[tuple[str, Kind, str, frozenset[str], frozenset[str]], Cue]] = {}
    for group in speech.verbs:
        ways, needs, unless = frozenset(group.ways), frozenset(group.needs), frozenset(group.unless)
        for verb in group.words:
            for built in forms_of(verb, speech.conjugation):
                key = (verb, built.kind, built.particle, needs, unless)
                known = found.setdefault(built.form, {})
                old = known.get(key)
                act = old.act if old and old.act != "asserts" else group.act
                joined = ways | old.ways if old else ways
                known[key] = Cue(verb, act, joined, needs, built.kind, built.particle, unless)
    return {form: tuple(known.values()) for form, known in found.items()}
