"""Finds what a report attributes to others, by verbs, phrases, nouns and quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from faktenlage.model import Span, Stance
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.statements.attributions import Attribution, Sentence
from faktenlage.statements.lexicon import ADVERB_CUE, BEFORE, BESIDE, CUE, QUOTE
from faktenlage.statements.passages import passages
from faktenlage.statements.units import Unit, units
from faktenlage.statements.word_order.contents import Content, content_of
from faktenlage.statements.word_order.direct import LEAST, quotation_only, quotations, spoken
from faktenlage.statements.word_order.grammar import phrase_end
from faktenlage.statements.word_order.marks import joined
from faktenlage.statements.word_order.passives import passive_content
from faktenlage.statements.word_order.sources import named_sources, nested, told_by_nouns, unsourced
from faktenlage.statements.word_order.subjects import find_source, shows, speaks
from faktenlage.statements.word_order.verbs import Said, verbs_of_saying
from faktenlage.statements.word_order.vocabulary import Vocabulary, vocabulary

__all__ = ["attributions"]

_AT_ALL = CUE | BEFORE | BESIDE | ADVERB_CUE | QUOTE
_NEAR = 2  # sentences that a quotation may go on behind the one that names its speaker


@dataclass(slots=True)
class _Memory:
    """Who spoke last, in which words, and how far back; a quotation that nobody has been given yet."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    lemma: str = ""
    act: Stance = "asserts"
    unit: int = -9
    open: Span | None = None
    found: list[Attribution] = field(default_factory=list)

    def note(self, each: Attribution, unit: int) -> None:
        if each.source and each.manner != "reported":
            self.source, self.cue, self.lemma, self.act = each.source, each.cue, each.lemma, each.act
            self.unit = unit


def attributions(text: str, sentences: Sequence[Sentence], language: LanguagePack) -> list[Attribution]:
    """Attributions in the order of the text."""
    known = vocabulary(language)
    memory = _Memory()
    for unit in units(text, joined(text, sentences), passages(text), known.lexicon):
        if not unit.raw:
            continue
        before, memory.open = memory.open, None
        if unit.all_bits & _AT_ALL or unit.number == 0:
            known.tell(unit)
            here = list(_in_unit(unit, known, memory, before, text))
            for each in here:
                memory.note(each, unit.number)
            memory.found.extend(here)
    return memory.found


def _in_unit(unit: Unit, known: Vocabulary, memory: _Memory, before: Span | None, text: str) -> Iterator[Attribution]:
    if quotation_only(unit, known):
        yield from _going_on(unit, memory)
        return
    verbs = verbs_of_saying(unit, known)
    earlier: list[Said] = []
    for said in verbs:
        if said.voice != "passive":
            said.source = find_source(unit, said, earlier)
            earlier.append(said)
    direct = list(quotations(unit, verbs, known))
    found = [_direct(unit, said, places) for said, places in direct if said.source]
    for said in verbs:
        if not any(said is other for other, _ in direct):
            found.extend(_with_verb(unit, said, known, verbs))
        if not found and before is not None and _bare(unit, said):
            found.append(_made(unit, said, Content("direct", (), (), said.cues[0]), (before,), ()))
    if not found:
        found.extend(_headline(unit, known, text))
    found.extend(_exact(unit, each) for each in named_sources(unit, known))
    found.extend(nested(unit, found, known))
    found.extend(_by_nouns(unit, found, known, {said.head for said in verbs}))
    if not found:
        found.extend(unsourced(unit, known))
    yield from found


def _direct(unit: Unit, said: Said, places: tuple[int, ...]) -> Attribution:
    """A quotation with its verb; its parts are one content."""
    content = tuple(_inside(unit, place) for place in places)
    cue = said.reading("quote") or said.cues[0]
    frames = _gaps(unit, places, said)
    told = _listeners(unit, said)
    return _made(unit, said, Content("direct", (), (), cue, told), content, frames)


def _listeners(unit: Unit, said: Said) -> tuple[int, int] | None:
    """Who is told: "she told the council"."""
    if said.reading("told") is None:
        return None
    end = phrase_end(unit, said.end, unit.segments[said.segment].end)
    return (said.end, end) if end > said.end and said.end not in unit.quoted else None


def _inside(unit: Unit, place: int) -> Span:
    return unit.quoted[place].span


def _gaps(unit: Unit, places: tuple[int, ...], said: Said) -> tuple[Span, ...]:
    """The words around the quotations up to the end of the clause of the verb."""
    if said.start < places[0]:
        return (unit.words(0, places[0]),)
    end = next((place for place in places if place > said.start), unit.segments[unit.segment_of(said.end - 1)].end)
    start = max(place for place in places if place < said.start) + 1
    return (unit.words(start, max(end, start + 1)),)


def _with_verb(unit: Unit, said: Said, known: Vocabulary, verbs: Sequence[Said]) -> Iterator[Attribution]:
    content = passive_content(unit, said, known) if said.voice == "passive" else content_of(unit, said, verbs, known)
    if content is None or said.source is None or not speaks(unit, said.source, known, surely=content.surely):
        return
    if content.thing and not shows(unit, said.source, known):
        return
    pieces = tuple(unit.words(start, end) for start, end in content.pieces if end > start)
    frame = tuple(unit.words(start, end) for start, end in content.frame if end > start)
    if pieces:
        yield _made(unit, said, content, pieces, frame)
    if pieces and said.voice == "active" and "quoted" in content.cue.ways:
        yield from _passed_on(unit, said, content, pieces, frame)


def _passed_on(
    unit: Unit, said: Said, content: Content, pieces: tuple[Span, ...], frame: tuple[Span, ...]
) -> Iterator[Attribution]:
    """ "quotes a nurse as saying": what a paper quotes is said by her as well."""
    first = content.pieces[0][0]
    end = next((place for place in range(said.end, first) if unit.low[place] in content.cue.needs), said.end)
    if end > said.end and end + 1 < first:
        source, cue = (unit.words(said.end, end),), (unit.words(end + 1, first),)
        yield Attribution("indirect", pieces, source, cue, frame)


def _made(unit: Unit, said: Said, content: Content, pieces: tuple[Span, ...], frame: tuple[Span, ...]) -> Attribution:
    source = (unit.words(*said.source),) if said.source else ()
    addressee = (unit.words(*content.addressee),) if content.addressee else ()
    return Attribution(
        content.manner, pieces, source, (unit.words(said.start, said.end),), frame, addressee,
        content.cue.lemma, content.cue.act, said.negated and content.cue.act != "declines",
    )  # fmt: skip


def _bare(unit: Unit, said: Said) -> bool:
    """Whether a sentence is nothing but a subject and its verb of saying."""
    return (
        said.reading("quote") is not None
        and said.source is not None
        and len(unit.segments) == 1
        and (said.end >= len(unit.raw) - 3)
    )


def _going_on(unit: Unit, memory: _Memory) -> Iterator[Attribution]:
    """A sentence that is nothing but a quotation: who spoke before goes on."""
    words = sum(passage.words for passage in unit.quoted.values())
    if unit.number - memory.unit <= _NEAR and memory.source and words >= LEAST:
        spans = tuple(passage.span for passage in unit.quoted.values())
        yield Attribution("direct", spans, memory.source, lemma=memory.lemma, antecedent=memory.source)
    else:
        memory.open = unit.words(0, len(unit.raw))


def _headline(unit: Unit, known: Vocabulary, text: str) -> Iterator[Attribution]:
    """ "Police: three held after raid"."""
    if len(unit.segments) < 2 or unit.segments[1].sign != ":" or unit.segments[0].start != 0:
        return
    first, second = unit.segments[0], unit.segments[1]
    quoted = second.start in unit.quoted and spoken(unit, second.start, known)
    if first.end == 0 or first.end > 8 or second.end <= second.start or not (quoted or unit.number == 0):
        return
    if not speaks(unit, (0, first.end), known, surely=True) or not (quoted or _named(unit, first.end, known, text)):
        return
    yield Attribution(
        "direct" if quoted else "indirect", (unit.words(second.start, len(unit.raw)),), (unit.words(0, first.end),),
        (), (unit.words(0, second.start),),
    )  # fmt: skip


def _named(unit: Unit, end: int, known: Vocabulary, text: str) -> bool:
    """Whether words before a colon are a known noun, a name of several words or one that comes again: no topic."""
    if end > 1:
        return True
    found = known.nouns.of(unit.raw[0])
    if found is None:
        return text.count(unit.raw[0]) > 1
    return found not in ("none", "object", "document")


def _exact(unit: Unit, each: Attribution) -> Attribution:
    """Direct where the content is a quotation and no more."""
    if len(each.content) == 1:
        for passage in unit.quoted.values():
            span = each.content[0]
            if passage.words >= LEAST and abs(passage.start - span.start) <= 1 and abs(passage.end - span.end) <= 1:
                return replace(each, manner="direct")
    return each


def _by_nouns(unit: Unit, found: Sequence[Attribution], known: Vocabulary, heads: Set[int]) -> Iterator[Attribution]:
    """Clauses behind nouns of saying, unless they are already what somebody says."""
    for each in told_by_nouns(unit, known, heads):
        start = each.content[0].start
        told = any(span.start <= each.frame[0].start and start < span.end for other in found for span in other.content)
        if not told:
            yield each
