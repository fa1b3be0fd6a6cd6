"""Direct speech: the verb of saying before or behind a quotation, or who spoke before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from faktenlage.statements.lexicon import NOUN, PUNCTUATION, QUOTE, bit
from faktenlage.statements.units import Unit
from faktenlage.statements.word_order.grammar import phrase_end, skip_setting
from faktenlage.statements.word_order.verbs import Said
from faktenlage.statements.word_order.vocabulary import Vocabulary

__all__ = ["quotation_only", "quotations", "spoken"]

_CLOSES = frozenset(",.!?…")
LEAST = 2  # words of a quotation that goes on without a verb


def spoken(unit: Unit, place: int, known: Vocabulary) -> bool:
    """Whether words in marks are speech rather than a name."""
    before = place - 1
    while before >= 0 and unit.raw[before] in ",":
        before -= 1
    passage = unit.quoted[place]
    return passage.words > 0 and not (before >= 0 and unit.low[before] in known.names)


def quotation_only(unit: Unit, known: Vocabulary) -> bool:
    """Whether a sentence is nothing but a quotation."""
    rest = [place for place, bits in enumerate(unit.bits) if not bits & (QUOTE | PUNCTUATION)]
    return bool(unit.quoted) and not rest and all(spoken(unit, place, known) for place in unit.quoted)


def quotations(unit: Unit, verbs: Sequence[Said], known: Vocabulary) -> Iterator[tuple[Said, tuple[int, ...]]]:
    """Each verb of saying with the places of its quotations."""
    taken: dict[int, list[int]] = {}
    for place in unit.quoted:
        if not spoken(unit, place, known):
            continue
        index = _behind(unit, place, verbs)
        if index < 0:
            index = _before(unit, place, verbs)
        if index >= 0:
            taken.setdefault(index, []).append(place)
    for index, places in taken.items():
        yield verbs[index], tuple(places)


def _quotes(said: Said) -> bool:
    return said.voice != "passive" and said.reading("quote") is not None


def _behind(unit: Unit, place: int, verbs: Sequence[Said]) -> int:
    """The verb right behind a quotation, or behind its subject: "...", said X; "...", X said."""
    for index, said in enumerate(verbs):
        if said.start < place or not _quotes(said):
            continue
        first = place + 1
        while first < len(unit.raw) and unit.has(first, PUNCTUATION):
            first += 1
        if said.start == first:
            return index
        subject = said.source
        if subject and subject[0] == first and subject[1] <= said.start and said.end <= len(unit.raw):
            return index
        return -1
    return -1


def _before(unit: Unit, place: int, verbs: Sequence[Said]) -> int:
    """The verb in front of a quotation, with nothing between but settings, those who are told, or what was inserted."""
    for index in range(len(verbs) - 1, -1, -1):
        said = verbs[index]
        if said.end > place or not _quotes(said):
            continue
        stop = next((other for other in unit.quoted if said.end <= other), place)
        first = said.end
        if said.source and said.source[0] >= said.end:
            first = said.source[1]
        if unit.segments[unit.segment_of(place)].sign == ":" and place == unit.segments[unit.segment_of(place)].start:
            return index
        first = skip_setting(unit, first, stop)
        if first < stop and said.reading("told"):
            first = skip_setting(unit, phrase_end(unit, first, stop), stop)
        while first < stop and unit.has(first, bit("preposition")) and not unit.has(first, NOUN):
            first = max(first + 1, phrase_end(unit, first + 1, stop))
        while first < stop and unit.has(first, PUNCTUATION | bit("complementizer", "as")) and not unit.has(first, NOUN):
            first += 1
        if first >= stop or _aside(unit, first, stop):
            return index
        return -1
    return -1


def _aside(unit: Unit, first: int, stop: int) -> bool:
    """Whether only what is inserted between commas stands before the quotation."""
    index = unit.segment_of(first)
    return (
        unit.segments[index].start == first
        and unit.segments[unit.segment_of(stop)].sign in (",", ":")
        and (unit.segment_of(stop) == index + 1)
    )
