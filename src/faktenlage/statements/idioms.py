"""What is told by an idiom alone: "war nicht zu erreichen", "stellte Hilfe in Aussicht", "left the question open"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from faktenlage.language.watch import Seen
from faktenlage.model import Span, Stance
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.statements.attributions import Attribution, Sentence
from faktenlage.statements.cues import subject_of
from faktenlage.statements.lexicon import FINITE, NOUN, QUOTE, bit, lexicon
from faktenlage.statements.nounphrases import trimmed
from faktenlage.statements.nouns import Nouns, nouns_of
from faktenlage.statements.phrases import read_phrase
from faktenlage.statements.stances import acts_of
from faktenlage.statements.units import Unit, units

__all__ = ["told_by_idiom"]

_HELPER = bit("auxiliary", "passive")
_CLAUSE = bit("complementizer", "question", "subordinator")
_ASKED = bit("complementizer", "question")
_TIME = bit("past_time")
_MUTE = ("object", "document")


def told_by_idiom(
    text: str, folded: str, cut: Sequence[Sentence], found: Sequence[Attribution], language: LanguagePack, seen: Seen
) -> Iterator[Attribution]:
    """Sentences in which nobody was found to speak, and an idiom says what somebody does."""
    acts, known, nouns = acts_of(language), lexicon(language), nouns_of(language)
    if not known.comma:
        return  # there an idiom is a verb of its own, with what has to stand behind it
    taken = sorted(span.start for each in found for span in (*each.content, *each.frame, *each.cue, *each.source))
    for sentence in cut:
        at = bisect_left(taken, sentence.span.start)
        if at < len(taken) and taken[at] < sentence.span.end:
            continue
        idiom = acts.idiom(folded, sentence.span, seen)
        if idiom is None:
            continue
        for unit in units(text, [sentence], (), known):
            if unit.raw and not unit.all_bits & QUOTE and (made := _made(text, unit, idiom, nouns)):
                yield made


def _made(text: str, unit: Unit, idiom: tuple[Stance, Span], nouns: Nouns) -> Attribution | None:
    stance, place = idiom
    first = bisect_left(unit.starts, place.start)
    if first >= len(unit.raw):
        return None
    index = unit.segment_of(first)
    segment = unit.segments[index]
    finite = next((each for each in range(segment.start, segment.end) if _finite(unit, each)), -1)
    opening = _CLAUSE | (bit("relative") if index else 0)
    if finite < 0 or (unit.has(segment.start, opening) and not unit.has(segment.start, NOUN)):
        return None
    subject = subject_of(unit, finite, finite, index, "first" if finite == segment.start else "second")
    if subject is None:
        return None
    source = unit.words(*subject)
    named = read_phrase(source.of(text), nouns)
    if named.authority in _MUTE or (named.authority == "none" and not named.head):
        return None
    content = _content(unit, index, finite, subject)
    if content is None:
        return None
    frame, cue = unit.words(segment.start, segment.end), unit.words(finite, finite + 1)
    return Attribution("reported", (content,), (source,), (cue,), (frame,), act=stance)


def _finite(unit: Unit, place: int) -> bool:
    return unit.has(place, FINITE | _HELPER) and not unit.has(place, NOUN)


def _content(unit: Unit, index: int, finite: int, subject: tuple[int, int]) -> Span | None:
    """A clause in front or behind that is asked or denied, else the longest stretch with a noun besides the subject."""
    for other in (index - 1, index + 1):
        if 0 <= other < len(unit.segments):
            beside = unit.segments[other]
            if beside.end > beside.start and unit.has(beside.start, _ASKED) and not unit.has(beside.start, NOUN):
                return unit.words(beside.start, beside.end)
    segment = unit.segments[index]
    stretches = [
        stretch
        for begin, end in (
            (segment.start, min(finite, subject[0])),
            (min(finite, subject[1]), finite),
            (max(finite + 1, subject[1]), segment.end),
            (finite + 1, subject[0]),
        )
        if (stretch := _nominal(unit, begin, end)) is not None
    ]
    return max(stretches, key=lambda span: span.end - span.start, default=None)


def _nominal(unit: Unit, begin: int, end: int) -> Span | None:
    """A stretch up to its last noun, without adverbs around it."""
    while end > begin and not unit.has(end - 1, NOUN):
        end -= 1
    begin, end = trimmed(unit, begin, end)
    if end <= begin or all(unit.has(place, _TIME) or not unit.has(place, NOUN) for place in range(begin, end)):
        return None
    return unit.words(begin, end)
