"""What was said with a verb of saying: the clause behind it, or what stands in front of it."""

from __future__ import annotations

from dataclasses import dataclass

from faktenlage.model import Span
from faktenlage.statements.cues import Said
from faktenlage.statements.lexicon import CUE, FINITE, NOUN, PUNCTUATION, QUOTE, SAYING, SO, Lexicon, bit
from faktenlage.statements.nounphrases import after_adverbs, looks_finite, looks_subjunctive, subject_at, trimmed
from faktenlage.statements.units import Segment, Unit

__all__ = ["Content", "clause_kind", "content_of", "moody", "object_of", "with_description"]

_THAT, _QUESTION, _RELATIVE = bit("complementizer"), bit("question"), bit("relative")
_SUBORDINATE = bit("subordinator") | bit("as")
_MOOD, _REPLACED = bit("subjunctive"), bit("replacement")
_COORDINATOR = bit("coordinator")
_SMALL = _THAT | _QUESTION | _RELATIVE | _SUBORDINATE | bit("preposition", "reflexive", "adverb")
_TIME = bit("past_time")
_HELPER = bit("auxiliary", "passive", "subjunctive", "replacement")


@dataclass(frozen=True, slots=True)
class Content:
    """Words ``start`` to ``end`` hold what was said; the frame are words ``frame`` to ``frame_end``."""

    pieces: tuple[tuple[int, int], ...]
    frame: tuple[tuple[int, int], ...]


def clause_kind(unit: Unit, index: int, known: Lexicon) -> str:
    """What sort of clause a segment is: that, question, relative, sub, infinitive, main or none."""
    segment = unit.segments[index]
    start = segment.start
    while start < segment.end and unit.has(start, _COORDINATOR):
        start += 1
    bits = unit.bits[start] if start < segment.end else 0
    if not bits & _SMALL or bits & NOUN:
        return _by_verb(unit, start, segment.end, known)
    if bits & _THAT:
        return "that"
    if bits & _QUESTION and not bits & _RELATIVE:
        return "question"
    if not bits & bit("subordinator") and _infinitive(unit, start, segment.end, known):
        return "infinitive"
    leading = bits & _RELATIVE or (bits & bit("preposition") and unit.has(start + 1, _RELATIVE))
    if leading and _behind_noun(unit, index) and _verb_last(unit, start, segment.end):
        return "relative"
    if bits & _SUBORDINATE and not (bits & bit("preposition") and not _verb_last(unit, start, segment.end)):
        return "sub"
    return _by_verb(unit, start, segment.end, known)


def _behind_noun(unit: Unit, index: int) -> bool:
    """Whether a relative clause may begin: behind a comma, and not right behind a verb of saying."""
    segment = unit.segments[index]
    if index == 0 or segment.sign in (":", ";"):
        return False
    last = unit.segments[index - 1].end - 1
    return unit.has(last, NOUN) or not unit.has(last, CUE)


def _by_verb(unit: Unit, start: int, end: int, known: Lexicon) -> str:
    if any(unit.has(place, QUOTE) and unit.quoted[place].begins_low and place > start for place in range(start, end)):
        return "main"
    if _infinitive(unit, start, end, known):
        return "infinitive"
    if any(unit.bits[place] & FINITE and not unit.bits[place] & NOUN for place in range(start, end)):
        return "main"
    near = range(start + 1, min(end, start + 9))
    return "main" if any(looks_finite(unit, place) or looks_subjunctive(unit, place) for place in near) else "none"


def _infinitive(unit: Unit, start: int, end: int, known: Lexicon) -> bool:
    """Whether the clause has an infinitive with its marker ("zu gehen", "aufzunehmen") and no finite verb."""
    marker, found = known.marker, -1
    if not marker:
        return False
    for place in range(start, end):
        if unit.bits[place] & NOUN:
            continue
        word = unit.low[place]
        follows = place + 1 < end and unit.raw[place + 1][0].islower() and unit.low[place + 1].endswith("n")
        if (word == marker and follows) or (marker in word[2:-3] and word.endswith("n")):
            found = place
    if found < 0:
        return False
    last = found + 1 if unit.low[found] == marker else found
    return not any(
        unit.bits[place] & FINITE and not unit.bits[place] & NOUN and place != last for place in range(start, end)
    )


def _verb_last(unit: Unit, start: int, end: int) -> bool:
    """Whether the finite verb ends the clause, as in a relative one, and none stands in second place."""
    last = end - 1
    for place in range(start + 1, last):
        bits = unit.bits[place]
        if bits & FINITE and not bits & NOUN:
            if bits & _HELPER and (place < last - 2 or not unit.has(last, _HELPER)):
                return False
            if bits & _MOOD and unit.has(last, bit("nonfinite")):
                return False
            if not bits & _HELPER and not unit.has(place + 1, NOUN) and place < last - 1:
                return False
    if unit.has(last, FINITE) and not unit.has(last, NOUN):
        return True
    return unit.raw[last][0].islower() and unit.raw[last].endswith(("t", "te", "en", "n"))


def content_of(unit: Unit, said: Said, known: Lexicon) -> Content | None:
    """Where what was said stands, and the words around the verb that tell so."""
    if said.wise:
        told = said.cue.ways & {"quote", "clause"} and not said.denied
        return _beside(unit, said) if told else None
    behind = _behind(unit, said, known)
    if behind is not None:
        return behind
    if _inverted(said) or _heard(unit, said):
        return _in_front(unit, said, known)
    return None


def _behind(unit: Unit, said: Said, known: Lexicon) -> Content | None:
    index = unit.segment_of(said.last) + 1
    ways = said.cue.ways
    for place in range(index, min(len(unit.segments), index + 4)):
        segment = unit.segments[place]
        kind = clause_kind(unit, place, known)
        first = segment.start
        free = kind == "main" and (
            segment.sign == ":" or ("quote" in ways and segment.sign == "," and _bare(unit, said))
        )
        mooded = kind == "main" and moody(unit, segment.start, segment.end) and not _coordinated(unit, first)
        clausal = kind == "that" or mooded or (place == index and (kind == "question" or _how(unit, segment)))
        if clausal and ways & {"quote", "clause"}:
            broken = mooded and place > index and unit.has(first, FINITE) and not unit.has(first, NOUN)
            return _framed(unit, said, unit.segments[index].start if broken else first)
        if (
            kind == "infinitive"
            and ("infinitive" in ways or _pointed(unit, said))
            and not unit.has(first, _SUBORDINATE)
        ):
            return _framed(unit, said, first)
        if free and not _coordinated(unit, first) and said.order != "last" and not _inverted(said):
            return _framed(unit, said, first)
        if kind not in ("relative", "none", "sub", "infinitive"):
            return None
    return None


def _how(unit: Unit, segment: Segment) -> bool:
    """ "schilderte, wie ...": a clause that begins with "wie" and has no verb of saying of its own."""
    if not unit.has(segment.start, bit("as")):
        return False
    return not any(
        unit.bits[place] & CUE and not unit.bits[place] & NOUN for place in range(segment.start, segment.end)
    )


def _pointed(unit: Unit, said: Said) -> bool:
    """Whether a word such as "darauf" or "davon" points to the clause behind."""
    segment = unit.segments[said.segment]
    return any(unit.has(place, bit("pointer")) for place in range(segment.start, segment.end))


def _inverted(said: Said) -> bool:
    """Whether the clause follows what was said: verb first behind a comma, subject behind it."""
    return said.order == "first" and said.segment > 0 and said.source is not None and said.source[0] > said.finite


def _heard(unit: Unit, said: Said) -> bool:
    """ "..., heißt es", "..., wurde mitgeteilt": nobody is named."""
    nobody = unit.has(said.finite, bit("named")) or said.passive
    return said.order == "first" and said.segment > 0 and nobody


def _coordinated(unit: Unit, place: int) -> bool:
    return unit.has(place, _COORDINATOR)


def moody(unit: Unit, start: int, end: int) -> bool:
    """Whether a verb in the stretch is in the subjunctive or its replacement."""
    for place in range(start, end):
        if unit.bits[place] & (_MOOD | _REPLACED) and not unit.bits[place] & NOUN:
            return True
    near = range(start + 1, min(end, start + 6))
    return subject_at(unit, start, end) and any(looks_subjunctive(unit, place) for place in near)


def _framed(unit: Unit, said: Said, first: int) -> Content:
    """Content from ``first`` to the end; the frame is the clause in front."""
    start = frame_start(unit, said)
    end = _matrix_again(unit, first)
    if said.order == "last" and unit.has(0, _SUBORDINATE):
        end = min(end, _main_clause(unit, first))
    return Content(((first, end),), ((start, first),))


def _matrix_again(unit: Unit, first: int) -> int:
    """Where the clause of the verb goes on behind a clause that ended in its verb: "..., und forderte zudem"."""
    index = unit.segment_of(first)
    if not (unit.has(first, _THAT | _QUESTION) or not _verb_early(unit, unit.segments[index])):
        return len(unit.raw)
    for segment in unit.segments[index + 1 :]:
        after = segment.start + 1
        verb = unit.has(after, CUE) and unit.has(after, FINITE) and not unit.has(after, _MOOD | NOUN)
        if verb and unit.has(segment.start, _COORDINATOR):
            return segment.start - 1 if unit.has(segment.start - 1, PUNCTUATION) else segment.start
    return len(unit.raw)


def _main_clause(unit: Unit, first: int) -> int:
    """Where the main clause begins behind what a subordinate clause in front of it told: with its verb."""
    for segment in unit.segments[unit.segment_of(first) + 1 :]:
        begins = unit.has(segment.start, FINITE) and not unit.has(segment.start, NOUN)
        if segment.sign == "," and (begins or looks_finite(unit, segment.start)):
            return segment.start - 1
    return len(unit.raw)


def _verb_early(unit: Unit, segment: Segment) -> bool:
    """Whether a finite verb stands before the end of a clause."""
    return any(
        unit.bits[place] & FINITE and not unit.bits[place] & NOUN for place in range(segment.start + 1, segment.end - 1)
    )


def frame_start(unit: Unit, said: Said) -> int:
    """Where the clause of the verb begins: the unit, or behind a semicolon or a joined main clause."""
    index = said.segment
    while index > 0 and unit.segments[index].sign not in (";", ":"):
        segment = unit.segments[index]
        if _coordinated(unit, segment.start) and said.order != "first":
            break
        index -= 1
    return unit.segments[index].start


def _in_front(unit: Unit, said: Said, known: Lexicon) -> Content | None:
    """ "..., sagte der Minister": all before it, and what goes on behind it in the subjunctive."""
    segment = unit.segments[said.segment]
    before = unit.segments[said.segment - 1]
    start = 0
    for index in range(said.segment - 1, 0, -1):
        if unit.segments[index].sign == ";":
            start = unit.segments[index].start
            break
    led = unit.has(said.places[0], SO)
    asked = unit.has(start, _THAT | _QUESTION)
    if said.passive and "quoted" not in said.cue.ways and not moody(unit, start, before.end):
        return None
    if not (led or asked or "quote" in said.cue.ways or moody(unit, start, before.end)):
        return None
    split = said.segment + 1 < len(unit.segments) and _goes_on(unit, said.segment + 1)
    if not split and not _tells(unit, start, before.end, known):
        return None
    pieces = [(start, before.end)]
    frame_end = segment.end
    for index in range(said.segment + 1, len(unit.segments)):
        later = unit.segments[index]
        kind = clause_kind(unit, index, known)
        spoken = led or split or (kind in ("that", "main") and not _coordinated(unit, later.start))
        if spoken and later.sign == "," and later.start >= (said.source or (0, 0))[1]:
            pieces.append((later.start, len(unit.raw)))
            break
        frame_end = later.end
    return Content(tuple(pieces), ((before.end, frame_end),))


def _goes_on(unit: Unit, index: int) -> bool:
    """Whether a clause goes on here that was broken off: with its verb."""
    start = unit.segments[index].start
    return unit.has(start, FINITE) and not unit.has(start, NOUN)


def _tells(unit: Unit, start: int, end: int, known: Lexicon) -> bool:
    """Whether the words in front hold a clause of their own, or a quotation."""
    if any(unit.has(place, QUOTE) for place in range(start, end)):
        return True
    if start + 1 < end and unit.raw[start + 1][0].islower() and not unit.bits[start + 1]:
        return True
    return any(
        segment.start >= start
        and segment.end <= end
        and clause_kind(unit, index, known) in ("main", "that", "question")
        for index, segment in enumerate(unit.segments)
    )


def _bare(unit: Unit, said: Said) -> bool:
    """Whether the clause holds nothing but verb, subject and adverbs: no object, so a clause has to follow."""
    segment = unit.segments[unit.segment_of(said.last)]
    place = said.finite + 1
    if said.source is not None and said.source[0] > said.finite:
        place = max(place, said.source[1])
    while place < segment.end:
        after = after_adverbs(unit, place, segment.end)
        if after < segment.end and after in said.places:
            after += 1
        if after == place:
            return False
        place = after
    return True


def _beside(unit: Unit, said: Said) -> Content | None:
    """ "Wie der Sprecher mitteilte, ...": everything but the clause itself."""
    segment = unit.segments[said.segment]
    end = segment.end
    last = len(unit.raw)
    if segment.start == 0:
        stop = min(end + 1, last)
        return Content(((stop, last),), ((0, stop),)) if stop < last else None
    if end >= last:
        return Content(((0, segment.start - 1),), ((segment.start - 1, end),))
    return Content(((0, segment.start - 1), (end + 1, last)), ((segment.start - 1, end + 1),))


def object_of(unit: Unit, said: Said) -> tuple[Span, ...]:
    """What is confirmed, denied or kept back: the clause of the verb without the verb and its subject."""
    segment = unit.segments[said.segment]
    taken = set(said.places) | set(range(*said.source) if said.source else ())
    left = [place for place in range(segment.start, segment.end) if place not in taken]
    pieces: list[list[int]] = []
    for place in left:
        if pieces and pieces[-1][-1] == place - 1:
            pieces[-1].append(place)
        else:
            pieces.append([place])
    spans = []
    for piece in pieces:
        start, end = trimmed(unit, piece[0], piece[-1] + 1)
        if any(unit.bits[place] & NOUN and not unit.bits[place] & _TIME for place in range(start, end)):
            spans.append(unit.words(start, end))
    return tuple(spans)


def with_description(unit: Unit, source: tuple[int, int] | None, known: Lexicon) -> tuple[int, int] | None:
    """A source without a name, with the clause that tells who it is: "ein Helfer, der ungenannt bleiben will"."""
    if source is None or not unit.has(source[0], bit("article")):
        return source
    if any(unit.bits[place] & SAYING for place in range(*source)):
        return source
    index = unit.segment_of(source[1] - 1)
    if source[1] != unit.segments[index].end or index + 1 >= len(unit.segments):
        return source
    further = unit.segments[index + 1]
    described = further.sign == "," and clause_kind(unit, index + 1, known) == "relative"
    return (source[0], further.end) if described else source
