"""Claims of domains with several measures: values, sums, parts of a whole, changes, records, counts against a bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from faktenlage.claims import comparing, movements, orders, ranks, tallies
from faktenlage.claims.discourse import Discourse, Draft, Told, years
from faktenlage.claims.gauges import SUBYEAR, Gauge, gauge_of, gauges, scaled, set_aside, widened
from faktenlage.claims.inhabitants import of_country
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import area_of, compared, free_areas, right_behind
from faktenlage.claims.terms import Term, term_for
from faktenlage.claims.wholes import group_here, groups
from faktenlage.figures.domain import Measure
from faktenlage.language.marks import Mark
from faktenlage.model import AreaSet, Asserted, Interval, Level, Quantity, Query, Reading, Share, Span, Sum

__all__ = ["drafts", "remember"]

NEAR = 2  # sentences a year of rates holds for
AROUND = 24  # characters between a measure and the group whose it is
LARGE = 10**9  # a number without a unit that may be money
PEOPLE = 24  # characters behind a number that may say that it counts people
AFAR = "the report so far"
NEIGHBOURS = 6  # states around a number that it may belong to instead


@dataclass(frozen=True, slots=True)
class Owner:
    """A state or a group that a number is of, and how it was found."""

    name: str
    how: str
    group: bool = False


def drafts(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """What a sentence claims; no number serves twice."""
    taken: set[Quantity] = set()
    people = scene.phrases.people
    counted = any(people.match(scene.after(each.span.end, PEOPLE)) for each in scene.quantities)
    if not (counted or scene.has("measure") or discourse.measures_near(scene.index, 1)):
        return
    held = comparing.reserved(scene)
    yield from tallies.counts(scene, discourse, taken)
    yield from _parts(scene, discourse, taken)
    taken |= held
    yield from movements.changes(scene, discourse, taken)
    yield from _values(scene, discourse, taken)
    taken -= held
    for draft in comparing.ratios(scene, discourse, taken):
        yield _as_others(scene, draft)
    yield from movements.extremes(scene, discourse)
    if scene.phrases.other_place.search(scene.folded, scene.span.start, scene.span.end):
        return  # "the city with the most inhabitants"
    yield from ranks.places(scene, discourse)
    if scene.has("rank"):
        yield from ranks.ends(scene, discourse)
        yield from orders.comparisons(scene, discourse)


def _as_others(scene: Scene, draft: Draft) -> Draft:
    """A ratio with room for what others publish of the measure."""
    reading = draft.reading
    wider = widened(reading.asserted, scene, getattr(reading.query, "measure", "")) if reading else None
    if reading is None or wider is None:
        return draft
    return replace(draft, others=(*draft.others, Reading(reading.query, wider)))


def _values(scene: Scene, discourse: Discourse, taken: set[Quantity]) -> Iterator[Draft]:
    """ "Germany's GDP was $4.46 trillion in 2023", "in France it was 5.2 per cent"."""
    for written in scene.quantities:
        if written in taken:
            continue
        quantity = _with_unit(scene, written)
        gauge = gauge_of(scene, discourse, quantity)
        if gauge is None:
            continue
        found = _value(scene, discourse, quantity, gauge)
        if found is not None:
            taken.add(quantity)
            yield found


def _set(group: str) -> AreaSet:
    return AreaSet(areas=tuple(group.split())) if " " in group else AreaSet(group)


def _from_to(scene: Scene, quantity: Quantity, term: Term | None) -> Term | None:
    """ "from $147 billion to $430 billion since 2010": the first number is of the year it began, if one is named."""
    later = [each for each in scene.quantities if each.span.start > quantity.span.end]
    if not later or not scene.phrases.from_value.search(scene.before(quantity.outer.start, 24)):
        return term
    if not scene.phrases.goes_on.fullmatch(scene.between(quantity.span.end, later[0].outer.start)):
        return term
    if any(quantity.span.end <= time.span.start < later[0].span.start for time in scene.times):
        return term  # "from 8.2 per cent in 2022 to 1.0 in 2024"
    begun = [time.period.year for time in scene.times if time.role == "since" and time.period is not None]
    return Term(begun[0], "the year it began", sure=True) if begun and begun[0] is not None else None


def _with_unit(scene: Scene, quantity: Quantity) -> Quantity:
    """ "France with 3.03 trillion dollars, Italy with 2.25 trillion": in the unit of the number before."""
    if quantity.unit or (quantity.value < LARGE and quantity.step >= 1):
        return quantity
    before = [each.unit for each in scene.quantities if each.span.end <= quantity.span.start and each.unit]
    large = quantity.value >= LARGE
    fits = before and (len(before[-1]) == 3 if large else before[-1] == "%")
    own = scene.phrases.people.match(scene.after(quantity.span.end, PEOPLE)) or any(
        mark.value == scene.matter.heads and 0 <= mark.start - quantity.span.end <= PEOPLE
        for mark in scene.of("measure")
    )
    return replace(quantity, unit=before[-1]) if fits and not own else quantity


def _value(scene: Scene, discourse: Discourse, quantity: Quantity, gauge: Gauge) -> Draft | None:
    term = _from_to(scene, quantity, term_for(scene, discourse, quantity.span.start, gauge.measure))
    if term is None or not _yearly(scene, discourse, gauge, term):
        return None
    if gauge.measure == scene.matter.heads and not of_country(scene, quantity):
        return None
    owner = _owner(scene, discourse, quantity, gauge, term)
    if owner is None:
        return None
    measure = discourse.context.measures[gauge.plain]
    unit = measure.unit.replace("USD", quantity.unit) if gauge.converted else measure.unit
    span = _span(scene, quantity)
    asserted = scaled(span.of(scene.text), _passed(scene, quantity), unit)

    def query(where: str, year: int) -> Query:
        if owner.group and measure.total == "sum":
            return Sum(gauge.measure, _set(owner.name), years(year))
        return Level(gauge.measure, where, years(year))

    others = [Reading(query(owner.name, year), asserted) for year in term.rivals]
    if (wider := widened(asserted, scene, gauge.measure)) is not None:
        others += [Reading(query(owner.name, year), wider) for year in (term.year, *term.rivals)]
    if not owner.group:
        others += [Reading(query(other, term.year), asserted) for other in _mentioned(scene, discourse, owner.name)]
        _note(scene, discourse, gauge, Told(owner.name, gauge.measure, term.year, span, scene.index))
    why = (f"area {owner.name}: {owner.how}", f"year {term.year}: {term.how}", f"measure {gauge.measure}: {gauge.how}")
    doubts = _doubts(scene, quantity, measure, gauge, (owner, term))
    return Draft(span, Reading(query(owner.name, term.year), asserted), others=tuple(others), why=why, doubts=doubts)


def _owner(scene: Scene, discourse: Discourse, quantity: Quantity, gauge: Gauge, term: Term) -> Owner | None:
    """Whose number it is: a group's total, a state named with it, or the one spoken of where the words go on."""
    if group := _total(scene, discourse, quantity):
        return Owner(group, "a group", group=True)
    area, how = area_of(scene, discourse, quantity)
    if area is None and how == "no state in reach" and discourse.areas:
        area, how = discourse.area_for(scene.index), AFAR
    if area is None or (how == AFAR and not (term.sure or _goes_on(scene, quantity, gauge))):
        return None
    return Owner(area, how)


def _note(scene: Scene, discourse: Discourse, gauge: Gauge, told: Told) -> None:
    discourse.spoken[gauge.plain] = scene.index
    if discourse.year == told.year:
        discourse.year_at = scene.index
    discourse.told.append(told)
    discourse.areas, discourse.areas_at = (told.area,), scene.index


def _doubts(
    scene: Scene, quantity: Quantity, measure: Measure, gauge: Gauge, found: tuple[Owner, Term]
) -> tuple[str, ...]:
    """What of the reading comes from afar, and what else the number may be."""
    owner, term = found
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    peak = measure.kind == "growth" and scene.phrases.peaking.search(scene.folded, clause.start, clause.end)
    doubts = {
        f"year: {term.how}": not term.sure and measure.kind in ("persons", "growth"),
        "value: may be the highest of a year": bool(peak),
        "publisher: another one is named": scene.has("publisher", "other"),
        f"subject: {owner.how}": owner.how in (AFAR, "duel"),
        f"measure: {gauge.how}": gauge.afar,
    }
    return tuple(doubt for doubt, holds in doubts.items() if holds)


def _passed(scene: Scene, quantity: Quantity) -> Quantity:
    """ "passed 1.43 billion": at least that much."""
    if quantity.hedge or not scene.phrases.passed.search(scene.before(quantity.outer.start, 28)):
        return quantity
    return replace(quantity, hedge="more_than", interval=Interval(quantity.value, None, low_open=True))


def _yearly(scene: Scene, discourse: Discourse, gauge: Gauge, term: Term) -> bool:
    """Whether a rate is one of a whole year: without a year in its words it is that of a month, as news tell it."""
    if discourse.context.measures[gauge.plain].kind != "growth" or term.sure:
        return True
    at = discourse.spoken.get(gauge.measure, -99)
    near = discourse.recent(at, scene.index, NEAR) and discourse.recent(discourse.year_at, scene.index, NEAR)
    return term.year == discourse.year and near


def _goes_on(scene: Scene, quantity: Quantity, gauge: Gauge) -> bool:
    """A number whose country was named before: its own measure or a word for it stands by, and it opens no bar."""
    bounded = quantity.interval.low is None or quantity.interval.high is None
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    pointing = scene.phrases.anaphor.search(scene.folded, clause.start, clause.end)
    return not bounded and (
        scene.has("deixis", "country") or bool(pointing) or gauge.how in ("in the clause", "in the sentence")
    )


def _total(scene: Scene, discourse: Discourse, quantity: Quantity) -> str | None:
    """The group a number is the total of, where no single state is spoken of."""
    index = scene.clause_of(quantity.span.start)
    clause = scene.clauses[index]
    areas = [mark for mark in scene.in_clause(index, free_areas(scene, adjectives=True)) if not compared(scene, mark)]
    placed = scene.clause_has(quantity.span.start, "rank", "high", "low") or any(
        each.unit == "ordinal" for each in scene.quantities if clause.start <= each.span.start < clause.end
    )
    if areas or placed:
        return None
    found = group_here(scene, index, quantity.span)
    if found is not None:
        return found
    together = scene.phrases.together.search(scene.folded, clause.start, clause.end)
    pointing = scene.phrases.anaphor.search(scene.folded, clause.start, clause.end)
    last = discourse.group_for(scene.index)
    nearer = discourse.areas_at >= discourse.group_at
    return (
        last if last and not groups(scene) and (together or (pointing and not nearer and not scene.areas())) else None
    )


def _mentioned(scene: Scene, discourse: Discourse, area: str) -> tuple[str, ...]:
    """States around a number: one that is exactly theirs may have been misread."""
    named = [mark.value for mark in scene.areas(adjectives=True)]
    before = discourse.areas if discourse.recent(discourse.areas_at, scene.index, 1) else ()
    return tuple(name for name in dict.fromkeys((*named, *before)) if name != area)[:NEIGHBOURS]


def _span(scene: Scene, quantity: Quantity) -> Span:
    """From the state or the measure to the number where they share a clause."""
    index = scene.clause_of(quantity.span.start)
    span = Span(quantity.outer.start, quantity.span.end)
    if (beside := right_behind(scene, quantity)) is not None:
        return span.joined(beside.span)
    marks = scene.in_clause(index, [*scene.areas(adjectives=True), *gauges(scene), *groups(scene)])
    numbers = [each.span.end for each in scene.quantities if each.span.end <= quantity.outer.start]
    since = max(numbers, default=-1)
    near = [mark for mark in marks if since <= mark.start and mark.end <= quantity.outer.start]
    return near[0].span.joined(span) if near else span


def _parts(scene: Scene, discourse: Discourse, taken: set[Quantity]) -> Iterator[Draft]:
    """ "44 per cent of the world's output", "knapp ein Fünftel der EU-Bevölkerung": a part of a group's total."""
    for quantity in scene.quantities:
        if quantity.unit != "%" or quantity in taken:
            continue
        found = _base(scene, discourse, quantity)
        if found is None:
            continue
        taken.add(quantity)
        measure, whole = found
        part = _part(scene, discourse, quantity, whole)
        term = term_for(scene, discourse, quantity.span.start, measure)
        if part is None or whole is None or term is None or set_aside(scene, discourse, quantity):
            continue
        span = Span(quantity.outer.start, quantity.span.end)
        asserted = scaled(span.of(scene.text), quantity, "%")
        readings = [_share(measure, part, whole, year, asserted) for year in (term.year, *term.rivals)]
        if (wider := widened(asserted, scene, measure)) is not None:
            readings.append(_share(measure, part, whole, term.year, wider))
        why = (f"part of {whole}", f"year {term.year}: {term.how}")
        named = bool(free_areas(scene, adjectives=True) or groups(scene)[1:])
        doubts = () if named else ("subject: the report so far",)
        yield Draft(span, readings[0], others=tuple(readings[1:]), why=why, doubts=doubts)


def _share(measure: str, part: str, whole: str, year: int, asserted: Asserted) -> Reading:
    return Reading(Share(measure, part, AreaSet(whole), years(year)), asserted)


def _base(scene: Scene, discourse: Discourse, quantity: Quantity) -> tuple[str, str | None] | None:
    """What a share is of: a measure right behind the number, or behind "share of", and the group whose it is."""
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    if scene.phrases.shed.search(scene.folded, clause.start, clause.end):
        return None  # "lost a quarter of its population"
    for mark in scene.of("measure"):
        if mark.end <= quantity.outer.start and clause.start <= mark.start and _whole_of(scene, discourse, mark):
            return mark.value, _whole_of(scene, discourse, mark)
        if not 0 <= mark.start - quantity.span.end <= 48 or mark.value not in discourse.context.measures:
            continue
        if not scene.phrases.base_use.search(scene.between(quantity.outer.start, mark.start)):
            continue
        if discourse.context.measures[mark.value].total != "sum":
            continue
        near = [group for group in groups(scene) if quantity.span.end <= group.start <= mark.end + 24]
        return mark.value, near[0].value if near else None
    return None


def _whole_of(scene: Scene, discourse: Discourse, mark: Mark) -> str | None:
    """ "Italy's share of the euro area's output": the group behind a measure that something is a share of."""
    measure = discourse.context.measures.get(mark.value)
    if measure is None or measure.total != "sum" or not scene.phrases.part_of_base.search(scene.before(mark.start, 40)):
        return None
    near = [group.value for group in groups(scene) if mark.start - AROUND <= group.start <= mark.end + AROUND]
    return near[0] if near else None


def _part(scene: Scene, discourse: Discourse, quantity: Quantity, whole: str | None) -> str | None:
    index = scene.clause_of(quantity.span.start)
    areas = [mark for mark in free_areas(scene, adjectives=True) if not compared(scene, mark)]
    here = [mark for mark in scene.in_clause(index, areas) if mark.start < quantity.span.start]
    if here:
        return here[-1].value if len({mark.value for mark in here}) == 1 else None
    before = [mark.value for mark in groups(scene) if mark.end <= quantity.span.start and mark.value != whole]
    if before:
        return before[-1]
    earlier = {mark.value for mark in areas if mark.start < quantity.span.start}
    if earlier:
        return earlier.pop() if len(earlier) == 1 else None
    group = discourse.group_for(scene.index)
    if group and group != whole and discourse.group_at >= discourse.areas_at:
        return group
    return discourse.area_for(scene.index)


def remember(scene: Scene, discourse: Discourse) -> None:
    """What a sentence leaves behind: its measures unless it tells of part of a year, its states, group and year."""
    now = scene.index
    partly = any(time.period is not None and time.period.grain in SUBYEAR for time in scene.times)
    counted = scene.of("measure") if groups(scene) else gauges(scene)
    for mark in counted:
        if partly:
            discourse.spoken.pop(mark.value, None)
        else:
            discourse.spoken[mark.value] = now
    if not gauges(scene) and (scene.has("rival") or partly):
        discourse.spoken.clear()
    marks = [mark for mark in groups(scene) if mark.value != scene.matter.group]
    if marks:
        discourse.group, discourse.group_at = marks[-1].value, now
    areas = [mark.value for mark in free_areas(scene, adjectives=True) if not compared(scene, mark)]
    if areas:
        discourse.areas, discourse.areas_at = tuple(dict.fromkeys(areas)), now
    today = discourse.context.published.year
    times = [time for time in scene.times if time.role in ("", "until") and not time.relative]
    named = [time.period.year for time in times if time.period is not None]
    whole = [year for year in named if year is not None and year <= today]
    after = scene.phrases.year_after.search(scene.folded, scene.span.start, scene.span.end)
    if whole and not partly:
        discourse.year, discourse.year_at = max(whole), now
    elif after and discourse.year is not None and discourse.year < today:
        discourse.year, discourse.year_at = discourse.year + 1, now
