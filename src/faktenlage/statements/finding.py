"""Finds what a report attributes to others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from faktenlage.model import Manner, Span, Stance
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.statements.addressees import addressee
from faktenlage.statements.attributions import Attribution, Sentence
from faktenlage.statements.clausenouns import with_nouns
from faktenlage.statements.contents import clause_kind, content_of, moody, object_of, with_description
from faktenlage.statements.cues import Said, cue_spans, find_source, verbs_of_saying
from faktenlage.statements.direct import quotations
from faktenlage.statements.lexicon import (
    ADVERB_CUE,
    BEFORE,
    BEHIND,
    BESIDE,
    CLAUSE_NOUN,
    CUE,
    FINITE,
    NOUN,
    QUOTE,
    SO,
    Lexicon,
    bit,
    lexicon,
)
from faktenlage.statements.nounphrases import (
    after_adverbs,
    looks_finite,
    phrase_end,
    subject_after,
    subject_at,
    trimmed,
)
from faktenlage.statements.nouns import Nouns, nouns_of
from faktenlage.statements.passages import passages
from faktenlage.statements.phrases import read_phrase
from faktenlage.statements.prepositions import headline, named_sources, relied_on
from faktenlage.statements.units import Unit, units

__all__ = ["attributions"]

_MOOD, _HEARSAY, _REPLACED = bit("subjunctive"), bit("hearsay"), bit("distant")
_BACK = bit("back_pronoun")
_TOLD = frozenset(("whole", "object"))
_OTHERS = frozenset(("promises", "demands"))
_ANSWERS = frozenset(("confirms", "denies", "declines", "promises", "expects"))
_SHOWING = ("object", "document", "unnamed_insiders")
_AT_ALL = (
    CUE
    | _MOOD
    | _HEARSAY
    | _REPLACED
    | BEFORE
    | BEHIND
    | BESIDE
    | SO
    | ADVERB_CUE
    | CLAUSE_NOUN
    | QUOTE
    | bit("named", "reputed")
)


@dataclass(slots=True)
class Memory:
    """Who spoke last, in which words, and how far back."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    lemma: str = ""
    act: Stance = "asserts"
    unit: int = -9
    nouns: Nouns | None = None
    found: list[Attribution] = field(default_factory=list)

    def note(self, each: Attribution, unit: int) -> None:
        if each.source:
            self.source = each.source
        if each.cue:
            self.cue, self.frame, self.lemma, self.act = each.cue, each.frame, each.lemma, each.act
        self.unit = unit


def attributions(text: str, sentences: Sequence[Sentence], language: LanguagePack) -> list[Attribution]:
    """Attributions in the order of the text."""
    known = lexicon(language)
    if not known.cues:
        return []
    memory = Memory(nouns=nouns_of(language))
    before: Unit | None = None
    for unit in units(text, sentences, passages(text), known):
        if unit.raw and (unit.all_bits & _AT_ALL or ":" in unit.raw):
            found = list(_in_unit(text, unit, before, known, memory))
            for each in found:
                memory.note(each, unit.number)
            memory.found.extend(found)
        before = unit if unit.raw else before
    return memory.found


def _in_unit(text: str, unit: Unit, before: Unit | None, known: Lexicon, memory: Memory) -> Iterator[Attribution]:
    found: list[Attribution] = []
    said = verbs_of_saying(unit, known)
    for each in said:
        each.source = find_source(unit, each)
    said = [each for each in said if "perceived" not in each.cue.ways or _shows(text, unit, each, memory)]
    for each in said:
        each.source = with_description(unit, each.source, known)
    found.extend(named_sources(unit, known))
    for each in said:
        made = _with_verb(unit, each, known) or _pointing_back(unit, each, before)
        if made is not None:
            found.append(made)
            found.extend(relied_on(unit, made, known))
    found = [_within_others(each, found) for each in found]
    found.extend(with_nouns(unit, known, [span for each in found for span in each.content]))
    if not found:
        found.extend(headline(text, unit))
    if not found:
        found.extend(_by_mood(unit, before, memory, known))
    direct = quotations(unit, said, found, memory)
    found = [each for each in found if not any(_same(each, other) for other in direct)]
    told = [each for each in said if _told(text, unit, each, memory)]
    if not found and not any(_large(each, unit) for each in direct):
        found.extend(_as_a_whole(unit, told))
    elif found:
        free = [each for each in told if _untouched(unit, each, [*found, *direct])]
        found.extend(each for each in _as_a_whole(unit, free) if each.content != (unit.span,))
    yield from found
    yield from direct


def _untouched(unit: Unit, said: Said, found: Sequence[Attribution]) -> bool:
    """Whether nothing found so far has a part in the clause of a verb."""
    segment = unit.segments[said.segment]
    clause = unit.words(segment.start, segment.end)
    parts = (span for each in found for span in (*each.content, *each.frame, *each.cue))
    return not any(span.start < clause.end and clause.start < span.end for span in parts)


def _within_others(each: Attribution, found: Sequence[Attribution]) -> Attribution:
    """A source named inside what another says speaks for that alone: "Sie sagte, laut Polizei sei ..."."""
    if len(each.frame) != 1 or each.manner != "indirect":
        return each
    frame = each.frame[0]
    for other in found:
        held = next((span for span in other.content if span.start <= frame.start and frame.end <= span.end), None)
        if other is not each and held is not None and other.frame and other.frame[0].end <= held.start:
            cut = tuple(Span(max(span.start, held.start), span.end) for span in each.content if span.end > held.start)
            return replace(each, content=cut) if cut else each
    return each


def _large(each: Attribution, unit: Unit) -> bool:
    """Whether a quotation makes up much of its sentence."""
    return sum(span.end - span.start for span in each.content) * 2 > unit.span.end - unit.span.start


def _same(each: Attribution, other: Attribution) -> bool:
    """Whether the content is no more than a quotation found as such."""
    return len(each.content) == 1 and any(
        abs(each.content[0].start - span.start) <= 1 and abs(each.content[0].end - span.end) <= 1
        for span in other.content
    )


def _spans(unit: Unit, pieces: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(unit.words(start, end) for start, end in pieces if end > start)


def _with_verb(unit: Unit, said: Said, known: Lexicon) -> Attribution | None:
    content = content_of(unit, said, known)
    if content is None:
        return None
    pieces = _spans(unit, content.pieces)
    if not pieces:
        return None
    return _made("indirect", unit, said, pieces, _spans(unit, content.frame))


def _made(manner: Manner, unit: Unit, said: Said, content: tuple[Span, ...], frame: tuple[Span, ...]) -> Attribution:
    source = (unit.words(*said.source),) if said.source else ()
    return Attribution(
        manner,
        content,
        source,
        cue_spans(unit, said),
        frame,
        addressee(unit, said),
        said.cue.lemma,
        said.cue.act,
        said.denied,
    )


def _pointing_back(unit: Unit, said: Said, before: Unit | None) -> Attribution | None:
    """ "Das bestätigte ein Sprecher": what was said is the sentence before."""
    lone = said.finite == 1 and unit.has(0, _BACK) and said.segment == 0
    if before is None or not lone or said.source is None or said.source[0] < said.finite:
        return None
    content = (Span(before.span.start, before.span.end), unit.words(0, 1))
    return _made("indirect", unit, said, content, (unit.words(1, len(unit.raw)),))


def _by_mood(unit: Unit, before: Unit | None, memory: Memory, known: Lexicon) -> list[Attribution]:
    """A sentence in the subjunctive, or told with "soll": the one who spoke before goes on."""
    near = unit.number - memory.unit <= 1
    if not (_moody(unit, near=near) or _hearsay(unit, known, near=near)):
        return []
    last = memory.found[-1] if memory.found else None
    if (
        near
        and last is not None
        and last.manner == "indirect"
        and not last.cue
        and last.content[-1].end <= unit.span.start
    ):
        memory.found.pop()
        return [replace(last, content=(*last.content, unit.span))]
    source = memory.source
    if before is not None and not (near and source):
        source = _who(before) or source
    if (colon := _behind_colon(unit)) and (speaker := _who(unit)):
        return [Attribution("indirect", (unit.words(colon, len(unit.raw)),), speaker, (), (unit.words(0, colon),))]
    if not source and memory.unit < 0 and not _hearsay(unit, known, near=near):
        return []
    return [Attribution("indirect", (unit.span,), source, antecedent=source)]


def _behind_colon(unit: Unit) -> int:
    """Where a clause in the subjunctive begins behind a colon; 0 where there is none."""
    for segment in unit.segments[1:]:
        if segment.sign == ":" and moody(unit, segment.start, segment.end):
            return segment.start
    return 0


def _who(unit: Unit) -> tuple[Span, ...]:
    """Who the sentence before is about."""
    start, end = trimmed(unit, unit.segments[0].start, unit.segments[0].end)
    if unit.has(start, bit("preposition")) and (behind := _behind_verb(unit, start, 0)):
        return (unit.words(*behind),)
    if unit.has(start, bit("subordinator")) and not unit.has(start, NOUN) and len(unit.segments) > 1:
        behind = _behind_verb(unit, unit.segments[1].start, 1)
        return (unit.words(*behind),) if behind else ()
    if not subject_at(unit, start, end) or unit.has(start, bit("subject_pronoun") | QUOTE):
        return ()
    stop = phrase_end(unit, start, end)
    return (unit.words(start, stop),) if stop > start else ()


def _behind_verb(unit: Unit, start: int, index: int) -> tuple[int, int] | None:
    """The subject of a main clause that begins with a preposition or its verb: behind the verb."""
    segment = unit.segments[index]
    verb = after_adverbs(unit, start, segment.end)
    if verb >= segment.end or unit.has(verb, NOUN) or not (unit.has(verb, FINITE) or looks_finite(unit, verb)):
        return None
    found = subject_after(unit, verb, segment)
    return None if found is None or unit.has(found[0], bit("subject_pronoun") | QUOTE) else found


def _moody(unit: Unit, *, near: bool) -> bool:
    """Whether a verb is in the subjunctive; its replacement tells only right behind somebody's words."""
    wanted = _MOOD | _REPLACED if near else _MOOD
    if not unit.all_bits & wanted or "ich" in unit.low:
        return False
    return any(unit.bits[place] & wanted and not unit.bits[place] & NOUN for place in range(len(unit.raw)))


def _hearsay(unit: Unit, known: Lexicon, *, near: bool) -> bool:
    """ "soll" in a main clause: with a perfect, or right behind somebody's words."""
    if not unit.all_bits & _HEARSAY:
        return False
    for index, segment in enumerate(unit.segments):
        for place in range(segment.start, segment.end):
            if unit.bits[place] & _HEARSAY and not unit.bits[place] & NOUN and place + 1 < segment.end:
                perfect = unit.has(segment.end - 1, bit("perfect")) or (
                    place + 2 < segment.end and unit.has(segment.end - 2, bit("perfect"))
                )
                return (near or perfect) and clause_kind(unit, index, known) == "main"
    return False


def _as_a_whole(unit: Unit, said: Sequence[Said]) -> Iterator[Attribution]:
    """ "Der Verband kritisierte die Pläne": the whole sentence tells what was said; of an answer, what it is about."""
    whole: list[Said] = []
    for each in said:
        if not each.cue.ways & _TOLD or each.source is None or ("negated" in each.cue.ways and not each.denied):
            continue
        if each.cue.act in _OTHERS and _reflexive(unit, each):
            continue
        if each.cue.act in _ANSWERS or "object" in each.cue.ways:
            if "plain" in each.cue.ways and not _plain(each):
                continue
            if content := object_of(unit, each):
                yield replace(_made("reported", unit, each, content, ()), addressee=())
        elif each.order != "last":
            whole.append(each)
    yield from _wholly(unit, whole)


def _wholly(unit: Unit, whole: Sequence[Said]) -> Iterator[Attribution]:
    """The sentence of verbs that tell all of it; each its own clause where each has a subject of its own."""
    apart = len({each.source for each in whole}) == len({each.segment for each in whole}) == len(whole) > 1
    if not whole:
        return
    for each in whole if apart else [next((each for each in whole if each.cue.act != "asserts"), whole[0])]:
        segment = unit.segments[each.segment]
        span = unit.words(segment.start, segment.end) if apart else unit.span
        source = (unit.words(*each.source),) if each.source else ()
        yield Attribution("reported", (span,), source, lemma=each.cue.lemma, act=each.cue.act, denied=each.denied)


def _told(text: str, unit: Unit, said: Said, memory: Memory) -> bool:
    return "evidence" not in said.cue.ways or _shows(text, unit, said, memory)


def _shows(text: str, unit: Unit, said: Said, memory: Memory) -> bool:
    """Whether the source is a thing or a document, from which something can be learnt, or insiders."""
    if said.source is None or memory.nouns is None:
        return False
    return read_phrase(unit.words(*said.source).of(text), memory.nouns).authority in _SHOWING


def _plain(said: Said) -> bool:
    """Whether the verb is one finite form, with its particle at most, behind its subject."""
    finite = said.cue.kind == "finite" and said.order == "second"
    return finite and said.source is not None and said.source[0] < said.finite


def _reflexive(unit: Unit, said: Said) -> bool:
    """ "Der Frühling kündigt sich an": it is done to nobody else."""
    segment = unit.segments[said.segment]
    return any(unit.has(place, bit("reflexive")) for place in range(segment.start, segment.end))
