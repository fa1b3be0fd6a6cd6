"""Verbs of saying in a unit: the whole verb ("hat ... angekündigt"), where it stands, and its subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from faktenlage.model import Span
from faktenlage.statements.hearing import heard_before, heard_from, setting_of
from faktenlage.statements.lexicon import CUE, FINITE, NOUN, OWNER, QUOTE, SAYING, SO, Cue, Lexicon, bit
from faktenlage.statements.nounphrases import looks_finite, phrase_end, subject_after, subject_at, trimmed
from faktenlage.statements.units import Segment, Unit

__all__ = ["Said", "agent_of", "cue_spans", "find_source", "subject_of", "verbs_of_saying", "with_apposition"]

_AUXILIARY, _PASSIVE, _AS = bit("auxiliary", "passive"), bit("passive"), bit("as")
_SUBORDINATE = bit("subordinator", "complementizer", "relative", "question", "as")
_DETERMINER = bit("subject_determiner", "oblique_determiner", "genitive_determiner")
_NAMED, _IT, _BACK, _NEGATION = bit("named"), bit("it"), bit("back_pronoun"), bit("negation")


@dataclass(slots=True)
class Said:
    """A verb of saying: its words, the place of its finite form, and its clause.

    ``order`` tells where the finite verb stands: first, second, or last in its clause.
    """

    cue: Cue
    places: tuple[int, ...]
    finite: int
    segment: int
    order: str
    passive: bool = False
    wise: bool = False
    source: tuple[int, int] | None = None
    denied: bool = False

    @property
    def last(self) -> int:
        return self.places[-1]


def verbs_of_saying(unit: Unit, known: Lexicon) -> list[Said]:
    """Verbs of saying in order, one a clause at most where they share their words."""
    found: list[Said] = []
    if not unit.all_bits & (CUE | _NAMED):
        return found
    for index, segment in enumerate(unit.segments):
        for said in _in_segment(unit, known, index, segment):
            if not found or not set(said.places) & set(found[-1].places):
                found.append(said)
            elif len(said.places) > len(found[-1].places):
                found[-1] = said
    return found


def _in_segment(unit: Unit, known: Lexicon, index: int, segment: Segment) -> Iterator[Said]:
    for place in range(segment.start, segment.end):
        bits = unit.bits[place]
        if (
            bits & _NAMED
            and not bits & NOUN
            and (unit.has(place + 1, _IT) or unit.has(place - 1, _IT) or unit.has(segment.start, _AS))
        ):
            near = place + 1 if unit.has(place + 1, _IT) else place - 1
            cue = Cue(unit.low[place], "asserts", frozenset(("quote", "clause")), frozenset(), "finite", "")
            places = (place, near) if unit.has(near, _IT) else (place,)
            yield _placed(unit, cue, tuple(sorted(places)), place, index)
        elif bits & CUE and not (bits & NOUN and place > 0) and not bits & _DETERMINER:
            read = [said for cue in known.cues[unit.low[place]] if (said := _read(unit, cue, place, index))]
            if read:
                yield _joined(read)


def _joined(read: list[Said]) -> Said:
    """The reading with most words; ways of several groups together where they share them."""
    most = max(len(said.places) for said in read)
    best = [said for said in read if len(said.places) == most]
    first = best[0]
    for other in best[1:]:
        if other.cue.lemma == first.cue.lemma and other.cue.kind == first.cue.kind:
            first.cue = first.cue._replace(ways=first.cue.ways | other.cue.ways)
    return first


def _read(unit: Unit, cue: Cue, place: int, index: int) -> Said | None:
    """The cue with its other words, or nothing where they are not there."""
    segment = unit.segments[index]
    if not _fits(unit, cue, place, index):
        return None
    if cue.kind == "infinitive" or "perceived" in cue.ways:
        seen = "perceived" in cue.ways
        return _perceived(unit, cue, place, index) if seen else _unwilling(unit, cue, place, index)
    if cue.kind in ("finite", "subjunctive"):
        if not cue.particle:
            return _placed(unit, cue, (place,), place, index)
        if place > segment.start and unit.low[place - 1] == cue.particle:
            return _placed(unit, cue, (place - 1, place), place, index)
        particle = _particle(unit, cue.particle, place, index)
        return _placed(unit, cue, (place, particle), place, index) if particle >= 0 else None
    if cue.kind != "participle" or (cue.particle and unit.low[place - 1] != cue.particle):
        return None
    helpers = [
        other
        for other in range(segment.start, segment.end)
        if unit.bits[other] & _AUXILIARY and not unit.bits[other] & NOUN
    ]
    if not helpers or (place + 1 < segment.end and unit.has(place + 1, NOUN)):
        return None
    finite = _finite_helper(unit, helpers, place)
    joined = {place, finite, *(other for other in helpers if abs(other - place) == 1)}
    if cue.particle:
        joined.add(place - 1)
    said = _placed(unit, cue, tuple(sorted(joined)), finite, index)
    said.passive = any(unit.bits[other] & _PASSIVE for other in joined)
    return said


def _fits(unit: Unit, cue: Cue, place: int, index: int) -> bool:
    """Whether the words beside the cue, and its place, allow this reading."""
    segment = unit.segments[index]
    words = unit.low[segment.start : segment.end] if cue.needs or cue.unless else []
    if cue.needs and cue.needs.isdisjoint(words):
        return False
    if cue.unless and any(f" {phrase} " in f" {' '.join(words)} " for phrase in cue.unless):
        return False
    if "after" not in cue.ways:
        return True
    behind = index > 0 and place == segment.start
    return behind and ("heard" in cue.ways or subject_after(unit, place, segment) is not None)


def _unwilling(unit: Unit, cue: Cue, place: int, index: int) -> Said | None:
    """ "wollte sich nicht äußern": a verb of saying with a modal and a negation."""
    segment = unit.segments[index]
    around = range(segment.start, segment.end)
    modal = next((other for other in around if unit.bits[other] & bit("unwilling") and not unit.bits[other] & NOUN), -1)
    if modal < 0 or not any(unit.bits[other] & _NEGATION for other in around):
        return None
    ways = frozenset(("clause", "whole"))
    refused = cue._replace(act="declines", ways=ways)
    said = _placed(unit, refused, tuple(sorted((modal, place))), modal, index)
    said.denied = False
    return said


def _perceived(unit: Unit, cue: Cue, place: int, index: int) -> Said | None:
    """ "ist auf den Bildern zu sehen": an infinitive with its marker, and the helper."""
    segment = unit.segments[index]
    if cue.kind != "infinitive" or unit.has(place - 1, FINITE | NOUN) or not unit.has(place - 1, bit("preposition")):
        return None
    helper = next((other for other in range(segment.start, place) if unit.low[other] in cue.needs), -1)
    return _placed(unit, cue, (helper, place - 1, place), helper, index) if helper >= 0 else None


def _finite_helper(unit: Unit, helpers: list[int], place: int) -> int:
    """The helper directly behind, else the nearest in front."""
    behind = [other for other in helpers if other in (place + 1, place + 2)]
    before = [other for other in helpers if other < place]
    if (
        before
        and behind
        and not any(unit.has(other, FINITE) and not unit.has(other, bit("nonfinite")) for other in behind)
    ):
        return before[-1]
    return behind[-1] if behind else before[-1] if before else helpers[0]


def _particle(unit: Unit, particle: str, verb: int, index: int) -> int:
    """Where the particle of a separated verb stands: last in its clause, over an apposition or a relative clause."""
    segment = unit.segments[index]
    for place in range(segment.end - 1, verb, -1):
        if unit.low[place] == particle:
            last = place + 1 == segment.end or not unit.has(place + 1, NOUN | _DETERMINER)
            return place if last else -1
    for later in unit.segments[index + 1 : index + 3]:
        if later.sign == "," and later.end > later.start and unit.low[later.end - 1] == particle:
            return later.end - 1
    return -1


def _placed(unit: Unit, cue: Cue, places: tuple[int, ...], finite: int, index: int) -> Said:
    segment = unit.segments[index]
    start = segment.start
    while start < finite and unit.has(start, bit("coordinator")):
        start += 1
    if index > 0 and segment.sign == "," and start + 1 == finite and unit.has(start, SO):
        start, places = finite, (start, *places)
    wise = unit.has(start, _AS) and not unit.has(start, NOUN)
    if start == finite:
        order = "first"
    elif unit.has(start, _SUBORDINATE if index else _SUBORDINATE & ~bit("relative")) and _ends(
        unit, finite, segment, places
    ):
        order = "last"
    else:
        order = "second"
    said = Said(cue, places, finite, index, order, wise=wise)
    said.denied = any(unit.bits[place] & _NEGATION for place in range(start, segment.end))
    return said


def _ends(unit: Unit, finite: int, segment: Segment, places: tuple[int, ...]) -> bool:
    """Whether nothing but the verb itself stands behind the finite form."""
    return all(place in places or unit.has(place, _AUXILIARY) for place in range(finite + 1, segment.end))


def cue_spans(unit: Unit, said: Said) -> tuple[Span, ...]:
    """The words of the verb, those side by side as one span."""
    places = sorted({*said.places, *([unit.segments[said.segment].start] if said.wise else [])})
    spans: list[Span] = []
    for place in places:
        span = unit.words(place, place + 1)
        if spans and place - 1 in places:
            spans[-1] = spans[-1].joined(span)
        else:
            spans.append(span)
    return tuple(spans)


def find_source(unit: Unit, said: Said) -> tuple[int, int] | None:
    """The subject of the verb, as words from, to; who did it where the verb is passive."""
    segment = unit.segments[said.segment]
    if said.passive and "quoted" not in said.cue.ways:
        return agent_of(unit, said)
    if "perceived" in said.cue.ways:
        return setting_of(unit, segment)
    if unit.has(said.finite, _NAMED):
        return heard_from(unit, segment) or heard_before(unit, said.order, said.segment)
    if "heard" in said.cue.ways and said.order == "first":
        return heard_from(unit, segment) or setting_of(unit, segment)
    return subject_of(unit, said.finite, min(said.places[0], said.finite), said.segment, said.order)


def subject_of(unit: Unit, finite: int, first: int, index: int, order: str) -> tuple[int, int] | None:
    """The subject of a finite verb whose first word is ``first``, by where the verb stands in its clause."""
    segment = unit.segments[index]
    if order == "last":
        return _subject_of_last(unit, segment, first)
    start, end = trimmed(unit, segment.start, finite)
    if order == "second" and subject_at(unit, start, end) and not _object_in_front(unit, start, finite, segment):
        return start, end
    listed = index > 0 and index + 1 < len(unit.segments) and unit.segments[index + 1].sign == "&"
    listed = listed and not _spoken_before(unit, index)
    if order == "first" and (unit.has(segment.start, bit("coordinator")) or listed):
        return _shared(unit, index)
    if order == "first" and (before := _before_segment(unit, index)):
        return before
    behind = subject_after(unit, finite, segment)
    if behind is not None:
        return with_apposition(unit, behind, index) if order == "first" and index else behind
    return _shared(unit, index) if order == "first" else _place_first(unit, segment)


def _spoken_before(unit: Unit, index: int) -> bool:
    """Whether a quotation or a subjunctive stands in front of a verb, so that its subject is behind it."""
    before = unit.segments[index - 1]
    mood = bit("subjunctive")
    return any(
        unit.has(place, QUOTE) or unit.bits[place] & (mood | NOUN) == mood for place in range(before.start, before.end)
    )


def with_apposition(unit: Unit, found: tuple[int, int], index: int) -> tuple[int, int]:
    """The phrase with another behind a comma that says who it is: "der Leiter, Hans Ohm"."""
    if found[1] != unit.segments[index].end or index + 1 >= len(unit.segments):
        return found
    further = unit.segments[index + 1]
    alone = further.sign == "," and subject_at(unit, further.start, further.end)
    whole = alone and phrase_end(unit, further.start, further.end) == further.end
    return (
        (found[0], further.end)
        if whole and not unit.has(further.start, bit("subject_pronoun") & ~bit("subject_determiner"))
        else found
    )


def _place_first(unit: Unit, segment: Segment) -> tuple[int, int] | None:
    """Where something is heard, for want of anybody: "Aus Kreisen verlautete"."""
    if not unit.has(segment.start, bit("within")):
        return None
    end = phrase_end(unit, segment.start + 1, segment.end)
    return (segment.start + 1, end) if end > segment.start + 1 else None


def _subject_of_last(unit: Unit, segment: Segment, end: int) -> tuple[int, int] | None:
    """The subject of a clause that ends in its verb; a relative pronoun where no other can be one."""
    start = segment.start
    relative = unit.has(start, bit("relative")) and not unit.has(start, bit("as"))
    if relative and unit.has(start, bit("subject_determiner")) and not _sure(unit, start + 1, end):
        return start, start + 1
    found = _within(unit, start + 1, end) or _from_within(unit, start + 1, end)
    if found is None or not unit.has(found[0], bit("subject_determiner")):
        return found
    first = next((place for place in range(*found) if unit.has(place, NOUN)), end)
    owned = first + 2 < found[1] and unit.has(first + 1, OWNER) and unit.has(first + 2, NOUN)
    return (found[0], first + 1) if owned else found


def _from_within(unit: Unit, start: int, end: int) -> tuple[int, int] | None:
    """ "wie aus den Akten hervorgeht": what something is taken from."""
    if not unit.has(start, bit("within")):
        return None
    stop = phrase_end(unit, start + 1, end)
    return (start + 1, stop) if stop > start + 1 else None


def _sure(unit: Unit, start: int, end: int) -> bool:
    """Whether a phrase that can only be a subject begins at ``start``: a pronoun, a name."""
    return subject_at(unit, start, end) and unit.has(start, bit("subject_pronoun") | NOUN)


def agent_of(unit: Unit, said: Said) -> tuple[int, int] | None:
    """Who did it, of a passive verb: "von ...", "durch ..."; where nobody is named, what it stands in."""
    segment = unit.segments[said.segment]
    if unit.has(segment.start, bit("within")) and (found := _place_of(unit, segment)):
        return found
    for place in range(segment.start, segment.end - 1):
        if unit.has(place, bit("by")) and place + 1 not in said.places:
            end = phrase_end(unit, place + 1, segment.end)
            if end > place + 1:
                return place + 1, end
    return _place_of(unit, segment)


def _place_of(unit: Unit, segment: Segment) -> tuple[int, int] | None:
    """What words stand in: "in dem Bericht"."""
    for place in range(segment.start, segment.end - 1):
        if unit.has(place, bit("within")):
            end = phrase_end(unit, place + 1, segment.end)
            if end > place + 1 and any(unit.bits[other] & SAYING for other in range(place + 1, end)):
                return place + 1, end
    return None


def _object_in_front(unit: Unit, start: int, finite: int, segment: Segment) -> bool:
    """Whether the subject stands behind the verb: a pronoun, or anything where only "das" or "dies" is before it."""
    if unit.has(finite + 1, bit("subject_pronoun")) and not unit.has(finite + 1, NOUN | bit("subject_determiner")):
        return True
    lone = finite - start == 1 and unit.has(start, _BACK)
    return lone and subject_after(unit, finite, segment) is not None


def _within(unit: Unit, start: int, end: int) -> tuple[int, int] | None:
    """The first phrase in a stretch that may be a subject."""
    place = start
    while place < end:
        if subject_at(unit, place, end):
            return place, max(place + 1, phrase_end(unit, place, end))
        after = phrase_end(unit, place + 1, end) if unit.has(place, bit("preposition")) else place + 1
        place = max(after, place + 1)
    return None


def _before_segment(unit: Unit, index: int) -> tuple[int, int] | None:
    """The subject in segments before the verb's own: "Der Minister, der ..., sagte"."""
    first = index
    while first > 0 and unit.segments[first].sign in (",", "–", "-", "—"):
        first -= 1
    start, end = trimmed(unit, unit.segments[first].start, unit.segments[first].end)
    if first == index or not subject_at(unit, start, end) or _verb_in(unit, start, end) >= 0 or unit.has(start, QUOTE):
        return None
    stop = end
    for segment in unit.segments[first + 1 : index]:
        if unit.has(segment.start, bit("relative", "subordinator", "question")):
            break
        stop = segment.end
    return start, stop


def _shared(unit: Unit, index: int) -> tuple[int, int] | None:
    """The subject that a joined verb shares with the clause in front: "Er kam und sagte"."""
    behind: tuple[int, int] | None = None
    while index > 0 and unit.segments[index].sign not in (";", ":"):
        index -= 1
        start, end = trimmed(unit, unit.segments[index].start, unit.segments[index].end)
        verb = _verb_in(unit, start, end)
        if verb > start and subject_at(unit, start, verb):
            return start, verb
        found = subject_after(unit, verb, unit.segments[index]) if verb >= 0 and behind is None else None
        if found and not (verb == start and index > 0):
            return found
        behind = behind or found
    return behind


def _verb_in(unit: Unit, start: int, end: int) -> int:
    """The first finite verb of a stretch, -1 where there is none."""
    known = (place for place in range(start, end) if unit.bits[place] & FINITE and not unit.bits[place] & NOUN)
    return next(known, next((place for place in range(start + 1, end) if looks_finite(unit, place)), -1))
