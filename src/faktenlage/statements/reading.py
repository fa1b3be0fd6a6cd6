"""Reads a report's sentences with their moods, and its statements: attributed ones, and those in its own voice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from faktenlage.language.marks import Mark
from faktenlage.language.sentences import sentences
from faktenlage.language.stretches import Stretches
from faktenlage.language.watch import Seen, watch_of
from faktenlage.model import Span, Statement
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.packs.phrases import Phrases
from faktenlage.packs.speech import read_speech
from faktenlage.statements import finding, word_order
from faktenlage.statements.attributions import Attribution, Sentence
from faktenlage.statements.certainties import shades_of
from faktenlage.statements.idioms import told_by_idiom
from faktenlage.statements.moods import moods
from faktenlage.statements.speakers import Registers, Speakers
from faktenlage.statements.weighing import spoken, weighed

__all__ = ["Told", "finder", "read"]


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences of a report, what is said in them and by whom, and where patterns may be found."""

    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    seen: Seen


def read(
    text: str,
    folded: str,
    marks: Sequence[Mark],
    language: LanguagePack,
    phrases: Phrases,
    registers: Registers | None = None,
) -> Told:
    """Sentences and statements in the order of the text."""
    starts = [mark.start for mark in marks]
    cut: list[Sentence] = []
    for span in sentences(text, language):
        here = marks[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        clauses = moods(folded, span, here, phrases, question=_is_question(text, span)) if here else ()
        cut.append(Sentence(span, clauses))
    found = spoken(finder(language)(text, cut, language), text, language)
    seen = watch_of(language).over(folded)
    found += told_by_idiom(text, folded, cut, found, language, seen)
    speakers = Speakers(text, folded, marks, phrases, registers or Registers())
    said = [*weighed(found, text, folded, language, speakers, seen), *_own(text, folded, cut, found, language, seen)]
    said.sort(key=lambda statement: (statement.content[0].start, statement.manner == "own", -statement.content[-1].end))
    return Told(tuple(cut), tuple(replace(each, id=f"s{number}") for number, each in enumerate(said, 1)), seen)


@lru_cache(maxsize=16)
def finder(language: LanguagePack) -> Callable[[str, Sequence[Sentence], LanguagePack], list[Attribution]]:
    """What finds attributions, by how the language tells subject and object."""
    by_order = read_speech(Path(language.folder)).word_order
    return word_order.attributions if by_order else finding.attributions


def _own(
    text: str, folded: str, cut: Sequence[Sentence], found: Sequence[Attribution], language: LanguagePack, seen: Seen
) -> Iterator[Statement]:
    """What remains of each sentence besides what others say and the words that tell so."""
    shades = shades_of(language)
    spans = sorted(span for each in found for span in (*each.content, *each.frame, *each.cue, *each.source))
    taken = Stretches((span, span) for span in spans)
    for sentence in cut:
        span, clauses = sentence.span, sentence.clauses
        others = taken.over(span)
        if others:
            left = tuple(_without(text, span, others))
        else:
            left = (whole,) if (whole := _worded(text, span.start, span.end)) else ()
        if left:
            firm = next((clause for clause in clauses if clause.blocks), clauses[0]) if clauses else None
            stance = firm.stance if firm else "asserts"
            yield Statement("", left, stance=stance, certainty=shades.own(left, folded, seen))


def _without(text: str, span: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """The stretches of ``span`` outside ``taken`` that hold at least a word."""
    place = span.start
    for other in (*taken, Span(span.end, span.end)):
        if other.end <= place or other.start > span.end:
            continue
        if other.start > place and (left := _worded(text, place, min(other.start, span.end))):
            yield left
        place = max(place, other.end)


def _worded(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if any(map(str.isalnum, text[start:end])) else None


def _is_question(text: str, span: Span) -> bool:
    return span.of(text).rstrip("\"”“»«’' ").endswith("?")
