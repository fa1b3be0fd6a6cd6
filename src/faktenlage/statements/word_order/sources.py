"""Sources named without a verb: "according to police", "citing officials", "reportedly", "the claim that"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from faktenlage.model import Span
from faktenlage.statements.attributions import Attribution
from faktenlage.statements.lexicon import ADVERB_CUE, BEFORE, BESIDE, NOUN, PUNCTUATION, bit
from faktenlage.statements.units import Unit
from faktenlage.statements.word_order.grammar import has_clause, is_finite, phrase_end, skip_setting
from faktenlage.statements.word_order.vocabulary import Phrases, Vocabulary

__all__ = ["named_sources", "nested", "told_by_nouns", "unsourced"]

_THAT, _DETERMINER, _GENITIVE = bit("complementizer"), bit("subject_determiner"), bit("genitive")
_RELATIVE, _TO, _IT, _PRONOUN = bit("relative"), bit("infinitive"), bit("it"), bit("subject_pronoun")
_JOINING = bit("complementizer", "subordinator", "relative", "question", "coordinator")
MOST = 8  # sources that a sentence names so; more are no text
_PASSIVE, _ADVERB = bit("passive"), bit("adverb")


def phrase_at(unit: Unit, place: int, phrases: Phrases) -> int:
    """Where the longest phrase that begins at ``place`` ends; ``place`` where none does."""
    for words in phrases.get(unit.low[place], ()):
        if tuple(unit.low[place : place + len(words)]) == words:
            return place + len(words)
    return place


def named_sources(unit: Unit, known: Vocabulary) -> Iterator[Attribution]:
    """ "according to ...", "by his own account"."""
    if not unit.all_bits & (BEFORE | BESIDE):
        return
    named = 0
    for place, bits in enumerate(unit.bits):
        if bits & BEFORE and named < MOST and (behind := phrase_at(unit, place, known.before)) > place:
            named += 1
            yield from _made(unit, place, behind, _source_end(unit, behind))
        elif bits & BESIDE and not bits & NOUN and _opens_clause(unit, place):
            end = phrase_end(unit, place + 1, unit.segments[unit.segment_of(place)].end)
            if end > place + 1 and _saying(unit, place + 1, end, known):
                yield from _made(unit, place, place + 1, end)


def _opens_clause(unit: Unit, place: int) -> bool:
    """Whether the phrase stands alone between the beginning and a comma, or between a comma and the end."""
    segment = unit.segments[unit.segment_of(place)]
    return segment.start == place and len(unit.segments) > 1


def _saying(unit: Unit, start: int, end: int, known: Vocabulary) -> bool:
    """Whether the head of a phrase is a noun of saying, and the phrase its segment."""
    segment = unit.segments[unit.segment_of(start)]
    head = phrase_end(unit, start, end, full=False) - 1
    return end == segment.end and unit.low[head] in known.saying


def _source_end(unit: Unit, start: int) -> int:
    """Where the source behind "according to" ends: with its phrase, its apposition excluded."""
    segment = unit.segments[unit.segment_of(start)]
    end = phrase_end(unit, start, segment.end)
    if end < segment.end and unit.has(end, _RELATIVE | bit("past", "past_like", "gerund")):
        return segment.end
    alone = segment is not unit.segments[-1] and _one_word_left(segment.end, end)
    return segment.end if alone else end


def _one_word_left(stop: int, end: int) -> bool:
    """Whether one word is left before the comma: it belongs to the phrase, though it may be a verb ("estimates")."""
    return stop - end == 1


def _made(unit: Unit, cue: int, start: int, end: int) -> Iterator[Attribution]:
    if end <= start:
        return
    content = _around(unit, cue, end)
    if content:
        source = (unit.words(start, end),)
        yield Attribution(
            "indirect", content, source, (unit.words(cue, start),), (unit.words(cue, end),), (),
            " ".join(unit.low[cue:start]),
        )  # fmt: skip


def _around(unit: Unit, left: int, right: int) -> tuple[Span, ...]:
    """What stands around a frame in its sentence: all of it but what a semicolon parts."""
    start, end = 0, len(unit.raw)
    index = unit.segment_of(left)
    for before in range(index, 0, -1):
        if unit.segments[before].sign == ";":
            start = unit.segments[before].start
            break
    for segment in unit.segments[index + 1 :]:
        if segment.sign == ";":
            end = segment.start - 1
            break
    pieces = (_trimmed(unit, start, left), _trimmed(unit, right, end))
    return tuple(unit.words(begin, stop) for begin, stop in pieces if stop > begin)


def _trimmed(unit: Unit, start: int, end: int) -> tuple[int, int]:
    while start < end and unit.has(start, PUNCTUATION):
        start += 1
    while end > start and unit.has(end - 1, PUNCTUATION):
        end -= 1
    return start, end


def nested(unit: Unit, found: Sequence[Attribution], known: Vocabulary) -> Iterator[Attribution]:
    """ "..., citing officials": what somebody passes on is theirs as well."""
    if not unit.all_bits & BEFORE:
        return
    for place, bits in enumerate(unit.bits):
        if not bits & BEFORE or (behind := phrase_at(unit, place, known.citing)) == place:
            continue
        segment = unit.segments[unit.segment_of(place)]
        end = phrase_end(unit, behind, segment.end)
        if end <= behind or unit.low[behind] in ("",):
            continue
        if unit.has(end, _RELATIVE | bit("past", "past_like")):
            end = segment.end
        at = unit.starts[place]
        content = next((each.content for each in found if each.content), ()) or _around(unit, place, end)
        content = tuple(_cut(span, at, unit.ends[end - 1], unit) for span in content)
        content = tuple(span for span in content if span.end > span.start)
        if content and not (unit.has(behind, bit("negation")) and end - behind <= 2):
            yield Attribution(
                "indirect", content, (unit.words(behind, end),), (unit.words(place, behind),),
                (unit.words(place, end),), (), " ".join(unit.low[place:behind]),
            )  # fmt: skip


def _cut(span: Span, start: int, end: int, unit: Unit) -> Span:
    """A span without the words of a frame at its end or beginning."""
    if span.start < start < span.end:
        return Span(span.start, max(place for place in unit.ends if place <= start))
    if span.start <= start and span.end <= end and span.start >= start:
        return Span(end, end)
    return span


def unsourced(unit: Unit, known: Vocabulary) -> Iterator[Attribution]:
    """What is only heard: "reportedly", "is said to", "it is understood that", "rumour has it"."""
    if not unit.all_bits & ADVERB_CUE and known.heard.isdisjoint(unit.low):
        return
    for place, bits in enumerate(unit.bits):
        if bits & NOUN and place:
            continue
        low = unit.low[place]
        if bits & ADVERB_CUE:
            cue = (unit.words(place, place + 1),)
            if content := _around(unit, place, place + 1):
                yield Attribution("indirect", content, (), cue, cue, lemma=low)
            return
        if low in known.rumoured and unit.has(place + 1, _TO) and (start := _helped(unit, place)) >= 0:
            whole = (unit.words(0, len(unit.raw)),)
            yield Attribution("indirect", whole, (), (unit.words(start, place + 1),), lemma=low)
            return
        if low in known.impersonal and (start := _impersonal(unit, place)) >= 0:
            yield _clause(unit, start, place + 1, low)
            return
        if low in known.impersonal and (start := _impersonal_behind(unit, place)) > 0:
            content = _around(unit, start, unit.segments[unit.segment_of(start)].end)
            cue = (unit.words(start, place + 1),)
            yield Attribution("indirect", content, (), cue, cue, lemma=low)
            return
        if (behind := phrase_at(unit, place, known.has_it)) > place and behind < len(unit.raw):
            yield _clause(unit, place, behind, low)
            return


def _helped(unit: Unit, place: int) -> int:
    """The form of "be" in front of a participle, over adverbs; -1 where there is none."""
    left = place - 1
    while left >= 0 and unit.has(left, _ADVERB):
        left -= 1
    return left if unit.has(left, _PASSIVE) else -1


def _impersonal(unit: Unit, place: int) -> int:
    """Where "it is understood", "it emerged" begins, if a clause follows; else -1."""
    return _it(unit, place) if unit.has(place + 1, _THAT) else -1


def _it(unit: Unit, place: int) -> int:
    """The "it" in front of a verb and its auxiliaries; -1 where there is none."""
    left = place - 1
    while left >= 0 and (unit.has(left, _ADVERB | _PASSIVE | bit("auxiliary")) and not unit.has(left, _IT)):
        left -= 1
    return left if unit.has(left, _IT) else -1


def _impersonal_behind(unit: Unit, place: int) -> int:
    """Where ", it was reported" begins behind a clause, else -1."""
    segment = unit.segments[unit.segment_of(place)]
    start = _it(unit, place)
    alone = start == segment.start > 0 and skip_setting(unit, place + 1, segment.end) == segment.end
    return start if alone and has_clause(unit, 0, start - 1) else -1


def _clause(unit: Unit, start: int, first: int, lemma: str) -> Attribution:
    content = (unit.words(first, len(unit.raw)),)
    return Attribution("indirect", content, (), (unit.words(start, first),), (unit.words(start, first),), lemma=lemma)


def told_by_nouns(unit: Unit, known: Vocabulary, heads: Set[int]) -> Iterator[Attribution]:
    """ "his warning that ...", "reports that ...": a noun of saying with a clause, and whose it is."""
    if not unit.all_bits & _THAT:
        return
    for place in range(len(unit.raw) - 2):
        if place in heads or unit.low[place] not in known.clause or not unit.has(place + 1, _THAT):
            continue
        end = _before_main(unit, place + 2, _clause_end(unit, place + 1))
        if not has_clause(unit, place + 2, end):
            continue
        source = _owner(unit, place, known)
        if source is None and unit.low[place] not in known.hearsay:
            continue
        first = source[0] if source else place
        yield Attribution(
            "indirect", (unit.words(place + 1, end),), (unit.words(*source),) if source else (),
            (unit.words(place, place + 1),), (unit.words(first, place + 1),), (), unit.low[place],
        )  # fmt: skip


def _before_main(unit: Unit, start: int, end: int) -> int:
    """The end of a clause inside a subject: before the second finite verb, where nothing joins the two."""
    found = [place for place in range(start, end) if is_finite(unit, place)]
    for one, other in pairwise(found):
        joined = any(unit.has(place, _JOINING) and not unit.has(place, NOUN) for place in range(one + 1, other))
        if not joined and other > one + 1 and not unit.has(other - 1, _PRONOUN):
            return other
    return end


def _clause_end(unit: Unit, place: int) -> int:
    return unit.segments[unit.segment_of(place)].end


def _owner(unit: Unit, place: int, known: Vocabulary) -> tuple[int, int] | None:
    """Whose word a noun of saying is: "his", "the minister's"."""
    owner = place - 1
    while owner >= 0 and not unit.has(owner, _GENITIVE | _DETERMINER | PUNCTUATION) and place - owner < 4:
        owner -= 1
    if owner < 0:
        return None
    if unit.has(owner, _GENITIVE):
        start = owner
        while start > 0 and (unit.has(start - 1, NOUN) or not unit.bits[start - 1] & ~bit("plural", "genitive")):
            start -= 1
        if start > 0 and unit.has(start - 1, _DETERMINER):
            start -= 1
        return start, owner + 1
    if known.nouns.pronouns.get(unit.low[owner]) in ("masculine", "feminine", "plural", "neuter"):
        return owner, owner + 1
    return None
