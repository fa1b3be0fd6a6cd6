"""The words of saying of a language with fixed word order, compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from faktenlage.packs.language_pack import LanguagePack
from faktenlage.packs.speech import Endings, Speech, read_speech
from faktenlage.statements.lexicon import (
    ADVERB_CUE,
    BEFORE,
    BESIDE,
    CUE,
    FINITE,
    NOUN,
    QUOTE,
    Cue,
    Lexicon,
    bit,
)
from faktenlage.statements.nouns import Nouns, nouns_of
from faktenlage.statements.units import Unit
from faktenlage.statements.verbs import forms_of

__all__ = ["Vocabulary", "vocabulary"]

_TIME, _PAST_LIKE, _GENITIVE, _PLURAL = bit("past_time"), bit("past_like"), bit("genitive"), bit("plural")
KEPT = 20_000  # words whose endings are kept
_ADVERB = bit("adverb")
_OPENERS = bit("subject_determiner", "subject_pronoun", "preposition", "complementizer", "subordinator")
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Bits and verb forms in ``lexicon``; phrases by their first word, the longest first."""

    lexicon: Lexicon
    nouns: Nouns
    before: Phrases
    citing: Phrases
    has_it: Phrases
    saying: frozenset[str]
    clause: frozenset[str]
    hearsay: frozenset[str]
    names: frozenset[str]
    abstract: frozenset[str]
    abstract_endings: tuple[str, ...]
    endings: tuple[str, ...]
    never: frozenset[str]
    quiet: frozenset[str]
    words: Endings
    """How words end."""
    no_adverb: frozenset[str]
    rumoured: frozenset[str]
    """Participles behind which an infinitive is hearsay."""
    impersonal: frozenset[str]
    """Verb forms behind which a clause is hearsay where "it" is the subject."""
    told: dict[tuple[str, int], int] = field(default_factory=dict, compare=False, repr=False)
    """Words with their bits, once their endings have been looked at."""

    @cached_property
    def heard(self) -> Set[str]:
        """Words that what is only heard begins with."""
        return self.rumoured | self.impersonal | self.has_it.keys()

    def tell(self, unit: Unit) -> None:
        """Add what the endings of the words tell, and days and months, which are written large."""
        told = self.told
        unit.recut(signs_only=True)
        for place, (low, bits) in enumerate(zip(unit.low, unit.bits, strict=True)):
            known = told.get((low, bits))
            unit.bits[place] = self._told(low, bits) if known is None else known
        for segment in unit.segments:
            if segment.sign == ":" and segment.start < len(unit.bits):
                opening = self.lexicon.bits.get(unit.low[segment.start], 0)
                if opening & _OPENERS and not unit.has(segment.start, QUOTE):
                    unit.bits[segment.start] = opening

    def _told(self, low: str, bits: int) -> int:
        """The bits of a word with those of its ending; kept, for most words come again."""
        ends, full = self.words, bits
        if bits & NOUN:
            full |= self.lexicon.bits.get(low, 0) & _TIME
        elif not bits and low.endswith(tuple(ends.past)):
            full = _PAST_LIKE
        elif not bits and low.endswith(tuple(ends.adverb)) and low not in self.no_adverb:
            full = _ADVERB
        if low.endswith(tuple(ends.genitive)):
            full |= _GENITIVE
        elif low.endswith(tuple(ends.plural)) and not low.endswith(tuple(ends.no_plural)):
            full |= _PLURAL
        if len(self.told) >= KEPT:
            self.told.clear()
        self.told[low, bits] = full
        return full


@lru_cache(maxsize=16)
def vocabulary(language: LanguagePack) -> Vocabulary:
    """The vocabulary of a language pack; compiled once."""
    return _compiled(read_speech(Path(language.folder)), nouns_of(language))


def _bits(speech: Speech, cues: Mapping[str, tuple[Cue, ...]]) -> dict[str, int]:
    """The bits of every known word."""
    bits: dict[str, int] = {}
    for name, words in speech.classes.items():
        _mark(bits, words, bit(name))
    _mark(bits, (*speech.classes.get("auxiliary", ()), *speech.classes.get("passive", ())), FINITE)
    for form, known in cues.items():
        _mark(bits, [form], CUE)
        for cue in known:
            _mark(bits, [form], _kind_bits(form, cue.lemma.partition(" ")[0], cue.kind))
    for verb in speech.further.words:
        for built in forms_of(verb, speech.conjugation):
            _mark(bits, [built.form], _kind_bits(built.form, verb, built.kind))
    place = speech.prepositions
    _mark(bits, _phrases(place.before), BEFORE)
    _mark(bits, _phrases(place.relying), BEFORE)
    _mark(bits, place.beside_noun, BESIDE)
    _mark(bits, place.adverbs, ADVERB_CUE)
    return bits


def _compiled(speech: Speech, nouns: Nouns) -> Vocabulary:
    cues, place = _cues(speech), speech.prepositions
    bits = _bits(speech, cues)
    before, citing, has_it = map(_phrases, (place.before, place.relying, speech.hearsay.has_it))
    known_nouns = speech.nouns
    return Vocabulary(
        Lexicon(bits, cues, (), (), (), " ", speech.conjugation.infinitive_marker, comma=True, relying=()),
        nouns,
        before,
        citing,
        has_it,
        frozenset(known_nouns.words),
        frozenset(known_nouns.clause),
        frozenset(known_nouns.hearsay),
        frozenset(known_nouns.names),
        frozenset(known_nouns.abstract),
        tuple(known_nouns.abstract_endings),
        tuple(speech.speakers.endings),
        frozenset(speech.speakers.never),
        frozenset(speech.speakers.quiet),
        speech.endings,
        frozenset(speech.endings.no_adverb),
        frozenset(_forms(speech.hearsay.words, speech, "participle")),
        frozenset(
            (*_forms(speech.hearsay.clause, speech, "participle"), *_forms(speech.hearsay.clause, speech, "finite"))
        ),
    )


def _kind_bits(form: str, verb: str, kind: str) -> int:
    """The bits of a verb form: a finite one, the bare stem, one that ends in the gerund's ending, one of the past."""
    if form == verb:
        return bit("bare") | (bit("past") | FINITE if kind == "participle" else 0)
    if kind == "gerund":
        return bit("gerund")
    return bit("past") if kind == "participle" else FINITE


def _forms(verbs: Iterable[str], speech: Speech, kind: str) -> Iterable[str]:
    return (built.form for verb in verbs for built in forms_of(verb, speech.conjugation) if built.kind == kind)


def _phrases(listed: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(words, key=len, reverse=True)) for first, words in found.items()}


def _mark(bits: dict[str, int], words: Iterable[str], value: int) -> None:
    for word in words:
        bits[word] = bits.get(word, 0) | value


def _cues(speech: Speech) -> dict[str, tuple[Cue, ...]]:
    """Readings by the form of their first word; the words that have to follow are the particle."""
    found: dict[str, dict[tuple[str, str, str, frozenset[str]], Cue]] = {}
    for group in speech.verbs:
        ways, needs = frozenset(group.ways), frozenset(group.needs)
        for verb in group.words:
            head, _, tail = verb.partition(" ")
            for built in forms_of(head, speech.conjugation):
                known = found.setdefault(built.form, {})
                kind = "finite" if built.kind == "subjunctive" else built.kind
                key = (verb, kind, group.act, needs | {"negated"} if "negated" in ways else needs)
                old = known.get(key)
                known[key] = Cue(verb, group.act, ways | old.ways if old else ways, needs, kind, tail)
    return {form: tuple(known.values()) for form, known in found.items()}
