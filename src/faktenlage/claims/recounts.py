"""Claims about the number of members that meet a bar, told as a number that moved: up from eleven, eight do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from faktenlage.claims.assertions import number
from faktenlage.claims.conditions import Bar
from faktenlage.claims.discourse import Discourse, Draft, years
from faktenlage.claims.heads import stands_alone
from faktenlage.claims.scene import Scene
from faktenlage.claims.years import Found, year_for
from faktenlage.model import AreaSet, Asserted, Census, Change, Comparison, Interval, Quantity, Reading, Span
from faktenlage.packs.patterns import Pattern
from faktenlage.packs.phrases import Phrases

__all__ = ["movements", "others_counted"]

CLOSE = 14  # characters between a number and the year that is its own: "three in 2014"
_CONTRARY: dict[Comparison, Comparison] = {">=": "<", ">": "<=", "<": ">=", "<=": ">", "=": "="}


def movements(scene: Scene, discourse: Discourse, found: Bar, taken: set[Quantity]) -> Iterator[Draft]:
    """ "The number of allies that meet it rose from three in 2014 to 23", "stieg um 20 seit 2014"."""
    phrases = scene.phrases
    opening = phrases.number_of.search(scene.folded, scene.span.start, scene.span.end)
    if opening is None or scene.has("exclude"):
        return
    counted = [
        mark for mark in scene.of("members") if 0 <= mark.start - opening.end() <= 30 or mark.start == opening.end()
    ]
    if not counted:
        return
    among = AreaSet(scene.matter.group)
    query = Census("count", found.condition, among, years(0))
    for quantity in _bare(scene, taken):
        if quantity.outer.start < opening.end():
            continue
        before = scene.before(quantity.outer.start, 30)
        if phrases.moved_by.search(before):
            first, last = _run(scene, discourse, quantity)
            if first is not None:
                taken.add(quantity)
                yield _change(scene, discourse, query, quantity, (first, last), "abs", opening.start())
            continue
        led = phrases.moved_from.search(before)
        if not led and not phrases.moved_to.search(before):
            continue
        year = _own_year(scene, discourse, quantity, found.condition.measure)
        if year is None and not led:
            year = _year_of_all(scene, discourse, quantity, found.condition.measure)
        if year is not None:
            taken.add(quantity)
            yield _count(scene, discourse, query, quantity, year, opening.start())


def others_counted(scene: Scene, discourse: Discourse, taken: set[Quantity]) -> Iterator[Draft]:
    """ "..., up from eleven in 2023", "eight do not", "zwölf mehr als im Vorjahr", after a count of members."""
    census = discourse.census
    if not isinstance(census, Census) or not discourse.recent(discourse.census_at, scene.index, 2):
        return
    here = discourse.census_at == scene.index
    phrases = scene.phrases
    held = False
    for quantity in _bare(scene, taken):
        after, before = scene.after(quantity.span.end, 40), scene.before(quantity.outer.start, 30)
        held = bool(phrases.counted_back.search(before)) or (held and bool(phrases.and_also.search(before)))
        if held and (here or scene.phrases.counted_back.search(before)):
            year = _own_year(scene, discourse, quantity, census.condition.measure)
            if year is not None:
                taken.add(quantity)
                yield _count(scene, discourse, census, quantity, year, quantity.outer.start, keep=True)
        elif here and (match := phrases.counted_more.match(after) or phrases.counted_fewer.match(after)):
            first = _own_year(scene, discourse, quantity, census.condition.measure, match.end())
            if first is not None and first.year < census.years.first:
                taken.add(quantity)
                fewer = phrases.counted_more.match(after) is None
                run = (first, Found(census.years.first, "of the count", sure=True))
                yield _change(scene, discourse, census, quantity, run, "abs", quantity.outer.start, negative=fewer)
        elif _same_or_not(scene, quantity, here=here):
            taken.add(quantity)
            year = _year_of_again(scene, discourse, quantity, census, here=here)
            asked = _asked(scene, census, quantity)
            yield _count(scene, discourse, asked, quantity, year, quantity.outer.start, keep=asked != census)
    if here:
        yield from _multiples(scene, discourse, census, taken)


def _multiples(scene: Scene, discourse: Discourse, census: Census, taken: set[Quantity]) -> Iterator[Draft]:
    """ "doppelt so viele wie im Vorjahr", of the members just counted."""
    for quantity in scene.quantities:
        if quantity.unit != "factor" or quantity in taken:
            continue
        match = scene.phrases.as_many.match(scene.after(quantity.span.end, 30))
        first = match and _own_year(scene, discourse, quantity, census.condition.measure, match.end())
        if first and first.year < census.years.first:
            taken.add(quantity)
            run = (first, Found(census.years.first, "of the count", sure=True))
            yield _change(scene, discourse, census, quantity, run, "factor", quantity.outer.start)


def _again(phrases: Phrases) -> tuple[Pattern, ...]:
    return phrases.counted_not, phrases.counted_so, phrases.counted_miss, phrases.counted_meet


def _same_or_not(scene: Scene, quantity: Quantity, *, here: bool) -> bool:
    """Whether a number counts those that do the same as the ones before, or the contrary: "now 23 do"."""
    phrases, after = scene.phrases, scene.after(quantity.span.end, 40)
    if any(found.match(after) for found in _again(phrases)):
        return True
    again = phrases.counted_again.search(scene.before(quantity.outer.start, 60))
    return here and bool(again) and stands_alone(scene, quantity)


def _year_of_again(scene: Scene, discourse: Discourse, quantity: Quantity, census: Census, *, here: bool) -> Found:
    """The year of a count that goes on from another: named, today's, or that of the count before."""
    measure = census.condition.measure
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    year = year_for(scene, discourse, quantity.span.start, measure)
    if scene.phrases.nowadays.search(scene.folded, clause.start, clause.end):
        newest = discourse.default_year(measure)
        return Found(newest, "today", sure=False, rivals=tuple({discourse.context.published.year} - {newest}))
    if (year.sure and year.how == "named in the clause") or not here:
        return year
    rivals = tuple({year.year, *year.rivals} - {census.years.first})
    return Found(census.years.first, "of the count before", sure=False, rivals=rivals)


def _bare(scene: Scene, taken: set[Quantity]) -> Iterator[Quantity]:
    timed = [time.span for time in scene.times]
    for quantity in scene.quantities:
        counts = quantity.unit == "" and quantity.step >= 1 and 1 < quantity.value <= scene.matter.places
        if counts and quantity not in taken and not any(span.overlaps(quantity.span) for span in timed):
            yield quantity


def _own_year(scene: Scene, discourse: Discourse, quantity: Quantity, measure: str, skip: int = 0) -> Found | None:
    """The year right behind a number: "three in 2014", "elf im Vorjahr"."""
    place = quantity.span.end + skip
    for time in scene.times:
        known = time.period is not None and time.period.year is not None and time.type == "DATE"
        if known and 0 <= time.span.start - place <= CLOSE and not _crossed(scene, place, time.span.start):
            assert time.period is not None
            assert time.period.year is not None
            return Found(time.period.year, "right behind the number", sure=True)
    behind = scene.phrases.year_before.search(scene.folded, place, min(scene.span.end, place + 36))
    if behind is not None and behind.start() - place <= CLOSE and not _crossed(scene, place, behind.start()):
        return Found(_spoken(discourse, scene, measure) - 1, "the year before", sure=False)
    return None


def _crossed(scene: Scene, start: int, end: int) -> bool:
    return any(sign in scene.between(start, end) for sign in ",;:")


def _spoken(discourse: Discourse, scene: Scene, measure: str) -> int:
    census = discourse.census
    if isinstance(census, Census) and discourse.recent(discourse.census_at, scene.index, 1):
        return census.years.first
    return discourse.year_for(scene.index) or discourse.default_year(measure)


def _year_of_all(scene: Scene, discourse: Discourse, quantity: Quantity, measure: str) -> Found:
    """The year of a number that has none right behind it: one that is no other number's."""
    numbers = [other for other in scene.quantities if other is not quantity]
    free = [
        time.period.year
        for time in scene.times
        if time.period is not None
        and time.period.year is not None
        and time.type == "DATE"
        and time.role == ""
        and not any(0 <= time.span.start - other.span.end <= CLOSE for other in numbers)
    ]
    if len(set(free)) == 1 and free[0] is not None:
        return Found(free[0], "named in the sentence", sure=True)
    said = discourse.year_for(scene.index)
    default = discourse.default_year(measure)
    if said is None:
        return Found(default, "the newest figures", sure=False)
    return Found(said, "the report so far", sure=False, rivals=tuple({default} - {said}))


def _run(scene: Scene, discourse: Discourse, quantity: Quantity) -> tuple[Found | None, Found]:
    last = _year_of_all(scene, discourse, quantity, scene.matter.share)
    begun = [time.period.year for time in scene.times if time.role == "since" and time.period is not None]
    if begun and begun[0] is not None:
        return Found(begun[0], "since then", sure=True), last
    return None, last


def _asked(scene: Scene, census: Census, quantity: Quantity) -> Census:
    """The count before with the sign that the verb of this one gives it."""
    after = scene.after(quantity.span.end, 40)
    comparison = census.condition.comparison
    if scene.phrases.counted_not.match(after):
        comparison = _CONTRARY[comparison]
    elif scene.phrases.counted_miss.match(after):
        comparison = "<" if comparison in (">=", "<") else "<="
    elif scene.phrases.counted_meet.match(after):
        comparison = ">=" if comparison in (">=", "<") else ">"
    return replace(census, condition=replace(census.condition, comparison=comparison))


def _count(
    scene: Scene,
    discourse: Discourse,
    asked: Census,
    quantity: Quantity,
    year: Found,
    start: int,
    *,
    keep: bool = False,
) -> Draft:
    span = Span(start, quantity.span.end)
    asserted = number(span.of(scene.text), quantity, "areas")
    readings = [Reading(replace(asked, years=years(at)), asserted) for at in (year.year, *year.rivals)]
    if not keep:
        discourse.census, discourse.census_at = replace(asked, years=years(year.year)), scene.index
        discourse.note_condition(asked.condition, scene.index)
    why = (f"bar {asked.condition}: of the count", f"year {year.year}: {year.how}")
    return Draft(span, readings[0], others=tuple(readings[1:]), why=why, pieces=_pieces(scene, discourse, quantity))


def _pieces(scene: Scene, discourse: Discourse, quantity: Quantity) -> tuple[Span, ...]:
    """The number, and the count it hangs on where that is in the same sentence."""
    own = Span(quantity.outer.start, quantity.span.end)
    held = discourse.census_span if discourse.census_at == scene.index else None
    return (own,) if held is None else (own, held)


def _change(  # noqa: PLR0913
    scene: Scene,
    discourse: Discourse,
    asked: Census,
    quantity: Quantity,
    run: tuple[Found, Found],
    kind: str,
    start: int,
    *,
    negative: bool = False,
) -> Draft:
    first, last = run
    span = Span(min(start, quantity.outer.start), quantity.span.end)
    text = span.of(scene.text)
    if kind == "factor":
        asserted = Asserted(text, "factor", quantity.interval, quantity.step)
    else:
        value = -quantity.value if negative else quantity.value
        asserted = replace(number(text, quantity, "areas"), interval=Interval(value, value), step=Decimal(1))
    readings = [
        Reading(Change(asked.condition, asked.among, first.year, at, "factor" if kind == "factor" else "abs"), asserted)
        for at in (last.year, *last.rivals)
        if at > first.year
    ]
    why = (f"bar {asked.condition}: of the count", f"from {first.year} to {last.year}")
    pieces = _pieces(scene, discourse, quantity)
    return Draft(span, readings[0], others=tuple(readings[1:]), why=why, pieces=pieces)
