"""Numbers that do not go together: two values of one quantity, parts that exceed their whole, years in reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from faktenlage.findings.material import Material
from faktenlage.language.quantities import read_quantities
from faktenlage.model import Asserted, Claim, Finding, Interval, Judged, Quantity, Span

__all__ = ["broken_sums", "reversed_years", "two_values"]

MANY = 20  # claims of one query that are held against one another
_YEAR = r"(?:1[5-9]|20)\d\d"


def two_values(material: Material, judged: Sequence[Judged]) -> Iterator[Finding]:
    """The same question answered twice by the same voice, by values that cannot both hold.

    One of them has to be right: that shows that the question was read as it was meant.
    """
    by_query: dict[str, list[Judged]] = {}
    for each in judged:
        if each.claim.reading is not None and _plain(each.claim):
            by_query.setdefault(str(each.claim.reading.query), []).append(each)
    for alike in by_query.values():
        for one, other in combinations(alike[:MANY], 2):
            right = "correct" in (one.then.label, other.then.label)
            if right and _same_voice(material, one.claim, other.claim) and _unlike(material, one.claim, other.claim):
                spans = tuple(sorted((one.claim.span, other.claim.span)))
                yield Finding("contradiction", spans, code="two_values")


def _plain(claim: Claim) -> bool:
    """A claim that can only be read in one way, without anything taken from afar."""
    assert claim.reading is not None
    sure = not (claim.doubts or claim.others or claim.definitions or claim.release or claim.reason)
    return sure and claim.reading.asserted.interval is not None


def _same_voice(material: Material, one: Claim, other: Claim) -> bool:
    first, second = material.statement(one), material.statement(other)
    if first is None or second is None:
        return False
    if first.manner == second.manner == "own":
        return True
    names = [each.speaker.name for each in (first, second) if each.speaker]
    return len(names) == 2 and names[0] == names[1]


def _unlike(material: Material, one: Claim, other: Claim) -> bool:
    """Whether the values lie apart and nothing tells why: a sentence that holds both may compare two tables."""
    return material.sentence_at(one.span) != material.sentence_at(other.span) and _apart(one, other)


def _apart(one: Claim, other: Claim) -> bool:
    """Whether more than one unit of the coarser last digit lies between two asserted intervals."""
    first, second = _asserted(one), _asserted(other)
    if first.unit != second.unit or first.bar or second.bar:
        return False
    step = max(first.step or Decimal(0), second.step or Decimal(0))
    return _beyond(first.interval, second.interval, step) or _beyond(second.interval, first.interval, step)


def _asserted(claim: Claim) -> Asserted:
    assert claim.reading is not None
    return claim.reading.asserted


def _beyond(low: Interval | None, high: Interval | None, step: Decimal) -> bool:
    if low is None or high is None or low.high is None or high.low is None:
        return False
    return high.low - low.high > step


def broken_sums(material: Material) -> Iterator[Finding]:
    """ "12 injured, among them 14 children"; "12 men and 15 women, 30 people in all"."""
    words = material.words
    for sentence in material.sentences:
        among = material.find("among", words.among, sentence)
        total = material.find("in_all", words.in_all, sentence)
        if among is None and total is None:
            continue
        counts = _counts(material, sentence)
        if among is not None:
            yield from _part_exceeds(counts, among.start(), among.end())
        if total is not None:
            yield from _parts_differ(material, counts, total.start(), total.end())


def _counts(material: Material, sentence: Span) -> list[tuple[Span, Decimal]]:
    """Bare numbers of a sentence and what they count, in order: no money, no per cent, nothing hedged."""
    quantities = read_quantities(sentence.of(material.text), material.language)
    return [
        (Span(sentence.start + each.span.start, sentence.start + each.span.end), each.value)
        for each in quantities
        if _is_count(each) and not material.words.per.search(sentence.of(material.folded)[: each.outer.start])
    ]


def _is_count(quantity: Quantity) -> bool:
    whole = quantity.value == quantity.value.to_integral_value() and quantity.value >= 2
    return not quantity.unit and not quantity.hedge and whole


def _part_exceeds(counts: list[tuple[Span, Decimal]], start: int, end: int) -> Iterator[Finding]:
    before = [each for each in counts if each[0].end <= start and start - each[0].end < 60]
    after = [each for each in counts if each[0].start >= end and each[0].start - end < 12]
    if len(before) == 1 and after and after[0][1] > before[0][1]:
        slots = (("part", str(after[0][1])), ("whole", str(before[0][1])))
        yield Finding("contradiction", (before[0][0], after[0][0]), code="part_exceeds", slots=slots)


def _parts_differ(material: Material, counts: list[tuple[Span, Decimal]], start: int, end: int) -> Iterator[Finding]:
    """Two or three parts joined by "and", and the whole they are said to make in the same sentence."""
    parts = [each for each in counts if each[0].end <= start]
    whole = [each for each in counts if each[0].start >= end and each[0].start - end < 15]
    if not (2 <= len(parts) <= 4 and len(whole) == 1):
        return
    gaps = [material.folded[one[0].end : other[0].start] for one, other in pairwise(parts)]
    last = material.folded[parts[-1][0].end : start]
    joined = all(material.words.part_joint.fullmatch(gap) for gap in gaps) and material.words.part_end.fullmatch(last)
    total = sum(value for _, value in parts)
    if joined and total != whole[0][1]:
        slots = (("parts", str(total)), ("whole", str(whole[0][1])))
        yield Finding("contradiction", (*(span for span, _ in parts), whole[0][0]), code="sum_differs", slots=slots)


def reversed_years(material: Material) -> Iterator[Finding]:
    """ "von 2017 bis 2014": a period that ends before it begins."""
    ranges = material.language.times.ranges
    if not ranges.before:
        return
    before = "|".join(map(re.escape, ranges.before))
    joins = "|".join(re.escape(join) for join in ranges.join if join.isalpha() and join not in material.words.and_words)
    if not joins:
        return
    for found in re.finditer(rf"\b(?:{before}) ({_YEAR}) (?:{joins}) ({_YEAR})(?=[.,;)]|$)", material.folded):
        if int(found.group(2)) < int(found.group(1)):
            slots = (("first", found.group(1)), ("last", found.group(2)))
            yield Finding("contradiction", (Span(*found.span()),), code="years_reversed", slots=slots)
