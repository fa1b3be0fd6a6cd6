"""Events that a report tells as done, and by its own words or its sources are not, or are confirmed by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from faktenlage.findings.material import Material
from faktenlage.model import Finding, Span, Stance
from faktenlage.packs.findings import Event

__all__ = ["told_twice"]

MANY = 20  # events of one report that are looked at
_UNSURE: tuple[Stance, ...] = ("declines", "denies")


class _Done(NamedTuple):
    """An event the report tells as done in its own voice, and who took part."""

    event: Event
    sentence: Span
    names: frozenset[str]


def told_twice(material: Material) -> Iterator[Finding]:
    """Events told as done that are still to come elsewhere, or that those asked do not confirm."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for done in _done(material):
        key = (done.event.key, done.names)
        if key in seen:
            continue
        if len(seen) == MANY:
            return
        seen.add(key)
        known = len(done.names) >= done.event.parties
        others = [each for each in material.body if each != done.sentence]
        still = next((each for each in others if known and _still_to_come(material, done, each)), None)
        if still is not None:
            yield Finding("contradiction", tuple(sorted((done.sentence, still))), code="done_and_to_come")
        unsure = next((each for each in others if _unconfirmed(material, done, each)), None)
        if unsure is not None:
            yield Finding("reported_as_fact", tuple(sorted((done.sentence, unsure))), code="unconfirmed_as_fact")


def _done(material: Material) -> Iterator[_Done]:
    """Sentences in the report's own voice that tell a known event as done, with two names or one."""
    told = tuple(f"{event.key} done" for event in material.words.events)
    for sentence in material.body:
        if not material.seen.any_of(told, sentence.start, sentence.end):
            continue
        event = next(
            (each for each in material.words.events if material.find(f"{each.key} done", each.done, sentence)),
            None,
        )
        if event is None or _open(material, sentence) or _another(material, sentence):
            continue
        own = [each for each in material.own(sentence) if each.certainty == "fact" and each.stance == "asserts"]
        spoken = any(material.said_in(sentence))
        names = _names(material, sentence)
        if own and not spoken and len(names) >= event.parties - 1:
            yield _Done(event, sentence, names)


def _open(material: Material, sentence: Span) -> bool:
    """Whether a sentence leaves open that something is done: negated, supposed, conditional."""
    return material.find("leaves_open", material.words.leaves_open, sentence) is not None


def _another(material: Material, sentence: Span) -> bool:
    """Whether a sentence is about another occasion: again, the next one, an earlier year."""
    return material.find("another", material.words.another, sentence) is not None


def _names(material: Material, sentence: Span) -> frozenset[str]:
    written = sentence.of(material.text)
    return frozenset(name for name in material.names if name in written)


def _still_to_come(material: Material, done: _Done, sentence: Span) -> bool:
    """Whether a sentence tells that the event is still to come, of one who took part."""
    named = _names(material, sentence)
    called = material.find(f"{done.event.key} nouns", done.event.nouns, sentence)
    if not (done.names & named or (called and not named)) or _another(material, sentence):
        return False
    if material.find(f"{done.event.key} to_come", done.event.to_come, sentence):
        return True
    if not (done.event.journey and material.find("under_way", material.words.under_way, sentence)):
        return False
    before = [each for each in material.body if 0 <= sentence.start - each.end < 3]
    return bool(called) or any(material.find(f"{done.event.key} nouns", done.event.nouns, each) for each in before)


def _unconfirmed(material: Material, done: _Done, sentence: Span) -> bool:
    """Whether somebody asked about the event declines to confirm it, or denies it."""
    if not material.find(f"{done.event.key} nouns", done.event.nouns, sentence) or _another(material, sentence):
        return False
    said = {each.stance for each in material.said_in(sentence)}
    idioms = material.language.stances.idioms
    told = any(
        stance in said or (stance in idioms and material.find(f"idiom {stance}", idioms[stance], sentence))
        for stance in _UNSURE
    )
    return told and material.find("unconfirmed", material.words.unconfirmed, sentence) is not None
