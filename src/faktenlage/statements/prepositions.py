"""Sources named by a preposition or an adverb: "laut Polizei", "den Forschern zufolge", "demnach"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from faktenlage.model import Span
from faktenlage.statements.attributions import Attribution
from faktenlage.statements.contents import clause_kind
from faktenlage.statements.cues import with_apposition
from faktenlage.statements.lexicon import (
    ADVERB_CUE,
    BEFORE,
    BEHIND,
    BESIDE,
    FINITE,
    NOUN,
    PUNCTUATION,
    SAYING,
    SO,
    Lexicon,
    bit,
)
from faktenlage.statements.nounphrases import phrase_end, subject_at
from faktenlage.statements.units import Unit

__all__ = ["headline", "named_sources", "relied_on"]

FARTHEST = 14  # words of a phrase in front of its preposition
OF_SEVERAL = "er"  # ends an adjective in the genitive plural
HEAD = 3  # words of a name in a headline
_ANY = BEFORE | BEHIND | BESIDE | SO | ADVERB_CUE | bit("reputed")
_JOINT = bit("coordinator")
_DETERMINER = bit("subject_determiner", "oblique_determiner", "genitive_determiner")


def named_sources(unit: Unit, known: Lexicon) -> list[Attribution]:
    """Attributions by preposition or adverb, in order."""
    found: list[Attribution] = []
    if unit.all_bits & _ANY:
        for place, bits in enumerate(unit.bits):
            if bits & _ANY and not bits & NOUN:
                found.extend(_at(unit, place, bits, known))
    return found


def _at(unit: Unit, place: int, bits: int, known: Lexicon) -> Iterator[Attribution]:
    segment = unit.segments[unit.segment_of(place)]
    end = 0
    first = place + 1
    if bits & BEFORE:
        first += unit.has(place + 1, bit("infinitive"))
        end = phrase_end(unit, first, segment.end)
    elif bits & BESIDE:
        end = _noun_of_saying(unit, place + 1, segment.end)
    if bits & BESIDE and place == segment.start and place and unit.has(place + 1, bit("relative")):
        yield _made(unit, place, (place + 1, place + 2), (place, place + 2), known)
    elif end > first:
        yield _made(unit, place, (first, end), (place, end), known)
    elif bits & (BEHIND | BESIDE):
        start = _phrase_before(unit, segment.start, place, saying=bool(bits & BESIDE))
        if start >= 0:
            yield _made(unit, place, (start, place), (start, place + 1), known)
    elif bits & SO and _so(unit, place, segment.start, segment.end):
        index = unit.segment_of(place)
        source = with_apposition(unit, (place + 1, phrase_end(unit, place + 1, segment.end)), index)
        yield _made(unit, place, source, (place - 1, max(segment.end, source[1])), known)
    elif bits & bit("reputed") and not place:
        yield Attribution("indirect", (unit.words(0, len(unit.raw)),), (), (unit.words(place, place + 1),))
    elif bits & ADVERB_CUE:
        yield _made(unit, place, (place, place + 1), (place, place + 1), known)


def _noun_of_saying(unit: Unit, start: int, end: int) -> int:
    """Where the phrase behind "nach" ends, if its noun is one of saying; else 0."""
    place = start
    while place < min(end, start + 6) and not unit.has(place, NOUN):
        if unit.has(place, PUNCTUATION | FINITE):
            return 0
        place += 1
    stop = phrase_end(unit, start, end, chain=False)
    if not any(unit.bits[other] & SAYING for other in range(place, stop)):
        return 0
    stop = phrase_end(unit, start, end)
    if stop + 1 < end and not unit.bits[stop] and unit.low[stop].endswith(OF_SEVERAL) and unit.has(stop + 1, NOUN):
        stop = phrase_end(unit, stop, end)
    further = phrase_end(unit, stop + 1, end) if unit.has(stop, bit("source_of")) else stop
    return max(stop, further)


def _phrase_before(unit: Unit, start: int, place: int, *, saying: bool) -> int:
    """Where the phrase begins that ends right before ``place``; -1 where there is none."""
    for begin in range(max(start, place - FARTHEST), place):
        if unit.has(begin, FINITE | PUNCTUATION) and not unit.has(begin, NOUN):
            continue
        if phrase_end(unit, begin, place) == place:
            said = any(unit.bits[other] & SAYING for other in range(begin, place))
            if saying and not (said and unit.has(begin, _DETERMINER) and not unit.has(place + 1, NOUN | _DETERMINER)):
                return -1
            return begin
    return -1


def _so(unit: Unit, place: int, start: int, end: int) -> bool:
    """ "..., so der Minister": no verb in the segment."""
    if place != start or start == 0 or not subject_at(unit, place + 1, end):
        return False
    return not any(unit.bits[other] & FINITE and not unit.bits[other] & NOUN for other in range(start, end))


def _made(unit: Unit, cue: int, source: tuple[int, int], frame: tuple[int, int], known: Lexicon) -> Attribution:
    nobody = unit.low[source[1] - 1] in known.hearsay
    return Attribution(
        "indirect",
        _content(unit, frame, known),
        () if nobody else (unit.words(*source),),
        (unit.words(cue, max(cue + 1, source[0] if source[0] > cue else 0)),),
        (unit.words(*frame),),
        lemma=unit.low[cue],
    )


def _content(unit: Unit, frame: tuple[int, int], known: Lexicon) -> tuple[Span, ...]:
    """The clause around the frame: the whole unit, or the subordinate clause alone that it stands in."""
    index = unit.segment_of(frame[0])
    start, end = 0, len(unit.raw)
    own = index > 0 and clause_kind(unit, index, known) in ("relative", "sub")
    if own or (index > 0 and unit.has(frame[1] - 1, bit("relative"))):
        start, end = unit.segments[index].start, unit.segments[index].end
    elif index > 0 and (unit.segments[index].sign in (";", "&") or unit.has(unit.segments[index].start, _JOINT)):
        start = unit.segments[index].start
    left, right = frame
    after = unit.segment_of(right - 1) + 1
    if right == unit.segments[after - 1].end and after < len(unit.segments) and _relative(unit, after, known):
        right = unit.segments[after].end
    pieces = [(start, _before_signs(unit, start, left)), (_behind_signs(unit, right, end), end)]
    return tuple(unit.words(begin, stop) for begin, stop in pieces if stop > begin)


def _relative(unit: Unit, index: int, known: Lexicon) -> bool:
    return unit.segments[index].sign == "," and clause_kind(unit, index, known) == "relative"


def _before_signs(unit: Unit, start: int, end: int) -> int:
    while end > start and unit.has(end - 1, PUNCTUATION):
        end -= 1
    return end


def _behind_signs(unit: Unit, start: int, end: int) -> int:
    while start < end and unit.has(start, PUNCTUATION):
        start += 1
    return start


def relied_on(unit: Unit, made: Attribution, known: Lexicon) -> Iterator[Attribution]:
    """Those whom a source relies on itself: "unter Berufung auf ...", "citing ..."."""
    for words in known.relying:
        for place in [place for place, word in enumerate(unit.low) if word == words[0]]:
            if tuple(unit.low[place : place + len(words)]) == words:
                start = place + len(words)
                end = phrase_end(unit, start, unit.segments[unit.segment_of(place)].end)
                if end > start:
                    yield replace(
                        made, source=(unit.words(start, end),), cue=(unit.words(place, start),), act="asserts"
                    )


def headline(text: str, unit: Unit) -> Iterator[Attribution]:
    """ "Rutte: Das Bündnis muss schneller werden": a name, a colon, and no full stop."""
    if len(unit.segments) < 2 or unit.segments[1].sign != ":" or not 0 < unit.segments[0].end <= HEAD:
        return
    if text[unit.span.end - 1] in ".!" or len(unit.raw) - unit.segments[1].start < HEAD:
        return
    if all(unit.bits[place] & NOUN and unit.raw[place][0].isupper() for place in range(unit.segments[0].end)):
        name = unit.words(0, unit.segments[0].end)
        content = (unit.words(unit.segments[1].start, len(unit.raw)),)
        yield Attribution("indirect", content, (name,), (), (unit.words(0, unit.segments[1].start),))
