"""Claims that a state stands at a value, or above or below a bar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from faktenlage.claims.assertions import amount, bar
from faktenlage.claims.conditions import Bar
from faktenlage.claims.discourse import Discourse, Draft, Told, years
from faktenlage.claims.numbers import Role, comparison_of
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import area_of, bracketed_run, compared, excluded, free_areas, joined_areas
from faktenlage.claims.years import Found, year_for
from faktenlage.language.marks import Mark
from faktenlage.model import AreaSet, Asserted, Census, Interval, Level, Quantity, Reading, Since, Span

__all__ = ["bars", "values"]

BEFORE = "the year before"
NAMED = 5  # characters between a measure and its number: "eine Quote von"
MENTIONED = 8  # states around a number that it may belong to instead
SMALLEST = 10_000  # no budget of a state is less, in its own money
CLOSE = 12  # characters between a number and the year that follows it


def values(scene: Scene, discourse: Discourse, roles: Mapping[Quantity, Role], taken: set[Quantity]) -> Iterator[Draft]:
    """One claim for every share or amount that a state is said to have."""
    for quantity, role in roles.items():
        if role.kind not in ("value", "bar") or quantity in taken or role.measure is None:
            continue
        area, how = _held_against(scene, discourse, quantity) or area_of(scene, discourse, quantity)
        index = scene.clause_of(quantity.span.start)
        if any(mark.start < quantity.span.start for mark in scene.in_clause(index, scene.of("exclude", "rest"))):
            continue  # "alle anderen kommen auf ...": nobody in particular
        if (
            area is None
            or _is_trifle(scene, quantity, role)
            or _is_plan(scene, discourse, quantity)
            or (how == "the report so far" and not _referred(scene, quantity, role))
        ):
            continue
        taken.add(quantity)
        found = year_for(scene, discourse, quantity.span.start, role.measure)
        doubts = _doubts(scene, discourse, quantity, role, how)
        moved = _from_to(scene, quantity, roles, found)
        if how == "the value before" and not found.sure and moved == found and found.how != BEFORE:
            moved = Found(found.year - 1, BEFORE, sure=False, rivals=(found.year,))
        if moved != found and not found.sure:
            doubts = (*doubts, "year: from one value to another")
        found = moved
        draft = _level(scene, discourse, quantity, role.measure, area, found, how)
        yield replace(draft, doubts=doubts) if doubts else draft
        _note(scene, discourse, role.measure, area, found)
        discourse.told.append(Told(area, role.measure, found.year, quantity.outer, scene.index, not doubts))


def _is_trifle(scene: Scene, quantity: Quantity, role: Role) -> bool:
    """ "Two dollars in every three": no state spends so little, so the money is told of something else."""
    money = role.measure is not None and scene.matter.is_money(role.measure) and role.measure != scene.matter.heads
    return money and quantity.value < SMALLEST


def _held_against(scene: Scene, discourse: Discourse, quantity: Quantity) -> tuple[str, str] | None:
    """ "2,1 Prozent nach 1,6 Prozent im Jahr davor", "up from 1.6": the state of the value just told."""
    told = discourse.told_before(quantity.span.start, scene.index, 0)
    if told is None or not scene.phrases.looks_back.fullmatch(_untimed(scene, told.span.end, quantity.outer.start)):
        return None
    return told.area, "the value before"


def _untimed(scene: Scene, start: int, end: int) -> str:
    """The words between two places without times and what the value before is a share of."""
    kept, place = "", start
    dropped = [time.span for time in scene.times] + [mark.span for mark in scene.marks if mark.kind == "base"]
    for span in sorted(dropped, key=lambda each: each.start):
        if start <= span.start and span.end <= end and span.start >= place:
            kept, place = kept + scene.between(place, span.start), span.end
    return re.sub(r"^(\s*(?:of|des|der|in|im|vom)\b)*\s+", " ", kept + scene.between(place, end))


def _referred(scene: Scene, quantity: Quantity, role: Role) -> bool:
    """A number without a subject of its own needs a word that points back, and no count or wish beside it."""
    index = scene.clause_of(quantity.span.start)
    timed = [time.span for time in scene.times]
    counted = any(
        scene.clause_of(other.span.start) in (index - 1, index)
        and other.unit == ""
        and other.step >= 1
        and other != quantity
        and not any(span.overlaps(other.span) for span in timed)
        for other in scene.quantities
    )
    if counted or scene.has("quantifier", "some", "none", "all") or any(clause.blocks for clause in scene.moods):
        return False
    pointing = scene.phrases.pointing.search(scene.between(scene.clauses[index].start, scene.clauses[index].end))
    near = scene.clause_has(quantity.span.start, "measure") or scene.clause_has(quantity.span.start, "base")
    return scene.has("deixis", "country") or bool(pointing) or (near and role.kind == "value")


def _doubts(scene: Scene, discourse: Discourse, quantity: Quantity, role: Role, how: str) -> tuple[str, ...]:
    """What of the reading comes from afar."""
    share = role.kind == "value" and quantity.unit == "%" and quantity.step >= 1
    round_number = share and (role.measure == scene.matter.share or quantity.value % 5 == 0)
    if round_number:
        return ("value: a round number, more often a target than a figure",)
    if quantity.span.start in scene.shared:
        return ("value: its currency or scale stands elsewhere",)
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    run = scene.phrases.lasting.search(scene.folded, clause.start, clause.end)
    new = scene.phrases.first_time.search(scene.folded, clause.start, clause.end)
    if comparison_of(quantity) is not None and (run or new):
        return ("year: a run of years",)  # "lange unter anderthalb Prozent"
    if role.measure == scene.matter.heads:
        return ("value: heads may be those of a part",)
    if role.reason == "topic":
        return ("measure: the topic of the report",)
    said = role.base != "none" or scene.has("measure") or scene.has("target") or discourse.said_measure(scene.index)
    several = len({mark.value for mark in scene.areas(adjectives=True)}) > 1
    if how == "the report so far" and _goes_on(scene, discourse, role):
        how = "the value before"
    grouped = scene.in_clause(scene.clause_of(quantity.span.start), [*scene.of("subset"), *scene.alliance()])
    afar = how in ("the report so far", "duel") or (how == "in an earlier clause" and bool(several or grouped))
    doubts = (f"subject: {how}",) if afar else ()
    return doubts if said else (*doubts, "measure: the topic of the report")


def _goes_on(scene: Scene, discourse: Discourse, role: Role) -> bool:
    """Whether the sentence before told a value of the same measure of just one state, and this one names no other."""
    told = [each for each in discourse.told if scene.index - each.sentence == 1]
    same = {(each.area, each.measure) for each in told}
    return len(same) == 1 and told[-1].firm and told[-1].measure == role.measure and discourse.areas == (told[-1].area,)


def _is_plan(scene: Scene, discourse: Discourse, quantity: Quantity) -> bool:
    """ "die zwei Prozent bis 2032 erreichen": a deadline ahead makes the number a plan."""
    index = scene.clause_of(quantity.span.start)
    now = discourse.context.published
    return any(
        time.role in ("until", "before", "after")
        and time.period is not None
        and time.period.last > now
        and time.period.first.year > now.year
        and scene.clause_of(time.span.start) == index
        for time in scene.times
    )


def _mentioned(scene: Scene, discourse: Discourse) -> tuple[str, ...]:
    """States named in the sentence and the one before: a number that is exactly theirs may have been misread."""
    named = [mark.value for mark in scene.areas(adjectives=True)]
    before = discourse.areas if discourse.recent(discourse.areas_at, scene.index, 1) else ()
    return tuple(dict.fromkeys((*named, *before)))[:MENTIONED]


def _level(
    scene: Scene, discourse: Discourse, quantity: Quantity, measure: str, area: str, found: Found, how: str
) -> Draft:
    span = _span(scene, quantity)
    asserted = amount(span.of(scene.text), quantity, heads=measure == scene.matter.heads)
    reading = Reading(Level(measure, area, years(found.year)), asserted)
    others = tuple(Reading(Level(measure, area, years(year)), asserted) for year in found.rivals)
    constant = tuple(
        Reading(Level(other, area, years(found.year)), asserted)
        for other in scene.matter.constant
        if measure == scene.matter.dollars
    )
    neighbours = tuple(
        Reading(Level(measure, other, years(found.year)), asserted)
        for other in _mentioned(scene, discourse)
        if other != area
    )
    why = (f"area {area}: {how}", f"year {found.year}: {found.how}", f"measure {measure}")
    return Draft(span, reading, others=others + constant + neighbours, why=why)


def _from_to(scene: Scene, quantity: Quantity, roles: Mapping[Quantity, Role], found: Found) -> Found:
    """ "von 1,37 auf 2,01 Prozent": the first number is of the year before, unless a year of its own stands by."""
    leading = scene.phrases.from_value.search(scene.before(quantity.outer.start, 24))
    if leading is None:
        return _after_that(scene, quantity, found)
    begun = [time.period for time in scene.times if time.role == "since" and time.period is not None]
    if begun and begun[0].year is not None and not found.sure:
        return Found(begun[0].year, "since when it moved", sure=False, rivals=(found.year,))
    later = [
        other
        for other in roles
        if other.span.start > quantity.span.end
        and scene.phrases.to_value.fullmatch(scene.between(quantity.span.end, other.outer.start))
    ]
    behind = any(time.period and 0 <= time.span.start - quantity.span.end <= CLOSE for time in scene.times)
    if not later and (_named_value(scene, quantity) or (found.sure and behind)):
        return found
    if not later:
        fell = scene.has("change") and any(other.span.end <= quantity.span.start and other.step < 1 for other in roles)
        rivals = tuple(sorted({found.year, found.year - 2}))
        return Found(found.year - 1, "the year before", False, rivals) if fell else found
    own = [time for time in scene.times if quantity.span.end <= time.span.start < later[0].span.start and time.period]
    if own or not found.year:
        return found
    told = [time for time in scene.times if time.span.end <= quantity.outer.start and time.period]
    start = told[-1].period.year if told and told[-1].period else None
    if start and scene.phrases.after_year.search(scene.before(told[-1].span.start, 30)):
        return replace(found, year=start, how="the year it began", rivals=())  # "nach dem Jahr 2019 von 3,15 auf ..."
    spanning = [time.period for time in scene.times if time.period and time.period.year is None]
    if spanning:
        return replace(found, year=spanning[0].first.year, how="the beginning of the run", rivals=())
    return Found(found.year - 1, "the year before", found.sure, tuple(sorted({found.year, found.year - 2})))


def _named_value(scene: Scene, quantity: Quantity) -> bool:
    """ "eine Quote von 1,36 Prozent": of that size, not from there on."""
    words = [mark for kind in ("measure", "base", "target") for mark in scene.of(kind)]
    return any(0 <= quantity.outer.start - mark.end <= NAMED for mark in words)


def _after_that(scene: Scene, quantity: Quantity, found: Found) -> Found:
    """ "nach dem Ausnahmejahr 2019 von 3,15 auf 1,45 Prozent": the second number is of a later year."""
    first = [
        other
        for other in scene.quantities
        if other.span.end <= quantity.outer.start
        and scene.phrases.to_value.fullmatch(scene.between(other.span.end, quantity.outer.start))
    ]
    left = [time for time in scene.times if first and time.span.end <= first[-1].outer.start and time.period]
    if not left or left[-1].period is None or left[-1].period.year != found.year:
        return found
    if not scene.phrases.after_year.search(scene.before(left[-1].span.start, 30)):
        return found
    return Found(found.year + 1, "the year after", False, (found.year,))


def _span(scene: Scene, quantity: Quantity) -> Span:
    """The words of the claim: from the state to the number where they share a clause, else the number's clause."""
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    areas = [mark for mark in scene.areas(adjectives=True) if clause.start <= mark.start < clause.end]
    span = Span(quantity.outer.start, quantity.span.end)
    before = [mark for mark in areas if mark.end <= quantity.outer.start]
    if before:
        return before[-1].span.joined(span)
    opening = [mark for mark in scene.areas() if clause.start - 14 <= mark.end <= clause.start]
    if opening and scene.clause_of(quantity.span.start) in scene.bracketed:
        return opening[-1].span.joined(span)
    return areas[0].span.joined(span) if areas else span


def _note(scene: Scene, discourse: Discourse, measure: str, area: str, found: Found) -> None:
    discourse.note_measure(measure, scene.index)
    if found.moves:
        discourse.note_year(found.year, scene.index)
    if discourse.areas_at == scene.index and area not in discourse.areas:
        discourse.areas = (*discourse.areas, area)
    else:
        discourse.areas, discourse.areas_at = (area,), scene.index


def bars(scene: Scene, discourse: Discourse, found: Bar) -> Iterator[Draft]:
    """ "Frankreich zählt ebenfalls dazu", "Estonia and Norway spend above 3%": named states against a bar."""
    subjects = _subjects(scene, found)
    if not subjects or _lasting(scene, found) or not _judged(scene, found):
        return
    condition = found.condition
    year = year_for(scene, discourse, found.span.start, condition.measure)
    since, first = _unbroken(scene, found), _first(scene, found)
    codes = tuple(dict.fromkeys(code for mark in subjects for code in mark.value.split()))
    span = subjects[0].span.joined(subjects[-1].span).joined(found.span)
    text = span.of(scene.text)
    why = (f"bar {condition}: {found.how}", f"year {year.year}: {year.how}")

    def reading(at: int) -> Reading:
        return _against(found, codes, (at, since, first), text)

    others = tuple(reading(at) for at in year.rivals)
    if _new(scene, found) and not year.sure:  # what is new is told of the year that runs
        others = (*others, reading(discourse.context.published.year))
    if first and len(codes) == 1:  # it may only be meant that the bar is met now
        met = Level(condition.measure, codes[0], years(year.year))
        others = (*others, Reading(met, bar(text, condition.comparison, condition.threshold)))
    pieces = (*(mark.span for mark in subjects), found.span)
    yield Draft(span, reading(year.year), others=others, why=why, pieces=pieces)
    discourse.note_condition(condition, scene.index)
    if year.moves:
        discourse.note_year(year.year, scene.index)
    discourse.areas, discourse.areas_at = codes, scene.index


def _judged(scene: Scene, found: Bar) -> bool:
    """Whether a target without its number is met or missed by a verb, or lies above or below by a word beside it."""
    if found.quantity is not None or found.bounded:
        return True
    index = scene.clause_of(found.span.start)
    near = range(index - 1, index + 2)
    words = [*scene.of("meets"), *scene.of("bound"), *scene.of("membership")]
    return any(scene.clause_of(mark.start) in near for mark in words) or bool(
        scene.phrases.short_of.search(scene.before(found.span.start, 28))
    )


def _lasting(scene: Scene, found: Bar) -> bool:
    """ "nie unter zwei Prozent", "seit Jahren über", "in two successive years": a run of years, not one."""
    clause = scene.clauses[scene.clause_of(found.span.start)]
    spans = [
        time
        for time in scene.times
        if time.span.overlaps(clause)
        and (time.type in ("DURATION", "SET") or (time.period and time.period.year is None and time.type == "DATE"))
    ]
    years_named = [
        time for time in scene.times if time.span.overlaps(clause) and time.period and time.period.grain == "year"
    ]
    return (
        bool(spans)
        or len(years_named) > 1
        or bool(scene.phrases.lasting.search(scene.folded, clause.start, clause.end))
    )


def _against(found: Bar, codes: tuple[str, ...], when: tuple[int, int | None, bool], text: str) -> Reading:
    """States against a bar in a year: met without a break since an earlier one, for the first time, or just then."""
    at, since, first = when
    condition = found.condition
    if len(codes) > 1:
        return _together(found, codes, at, text)
    if since is not None:
        steady = replace(condition, comparison=">=" if condition.comparison == ">" else condition.comparison)
        query = Since(steady, codes[0], years(at), "every")
        return Reading(query, Asserted(text, "year", Interval(Decimal(since), Decimal(since)), Decimal(1)))
    if first:
        query = Since(condition, codes[0], years(at), "first")
        return Reading(query, Asserted(text, "year", Interval(Decimal(at), Decimal(at)), Decimal(1)))
    asserted = bar(text, condition.comparison, condition.threshold)
    return Reading(Level(condition.measure, codes[0], years(at)), asserted)


def _first(scene: Scene, found: Bar) -> bool:
    """ "zum ersten Mal": in no year before that the figures cover; "in decades" says more than they can tell."""
    start, end = _around(scene, found)
    return _new(scene, found) and not scene.phrases.in_memory.search(scene.folded, start, end)


def _new(scene: Scene, found: Bar) -> bool:
    return scene.phrases.first_time.search(scene.folded, *_around(scene, found)) is not None


def _around(scene: Scene, found: Bar) -> tuple[int, int]:
    """The clause of the bar and the one behind it."""
    index = scene.clause_of(found.span.start)
    return scene.clauses[index].start, scene.clauses[min(index + 1, len(scene.clauses) - 1)].end


def _unbroken(scene: Scene, found: Bar) -> int | None:
    """ "seit 2018 ohne Unterbrechung": the year an unbroken run above the bar began."""
    index = scene.clause_of(found.span.start)
    begun = [
        time.period.year
        for time in scene.times
        if time.role == "since" and time.period is not None and scene.clause_of(time.span.start) == index
    ]
    return next((year for year in begun if year is not None), None)


def _together(found: Bar, codes: tuple[str, ...], year: int, text: str) -> Reading:
    condition = found.condition
    if condition.comparison == "<":
        met = replace(condition, comparison=">=")
        return Reading(Census("none", met, AreaSet(areas=codes), years(year)), Asserted(text, "truth", value=True))
    return Reading(Census("every", condition, AreaSet(areas=codes), years(year)), Asserted(text, "truth", value=True))


def _subjects(scene: Scene, found: Bar) -> list[Mark]:
    """The states said to meet or miss the bar: a run of names in its clause, or right before it."""
    index = scene.clause_of(found.span.start)
    if scene.in_clause(index, scene.of("members")) or scene.in_clause(index, scene.of("quantifier", "none", "some")):
        return []
    areas = [
        mark
        for mark in [*free_areas(scene), *scene.of("subset")]
        if not (mark.kind != "subset" and compared(scene, mark))
    ]
    areas.sort(key=lambda mark: mark.start)
    out = set(excluded(scene))
    areas = [mark for mark in areas if mark.value not in out and mark.value not in scene.matter.parts]
    here = scene.in_clause(index, areas)
    if not here:
        before = [mark for mark in areas if mark.end <= scene.clauses[index].start]
        if before and (index - 1) in scene.bracketed:
            return bracketed_run(scene, before)
        before = [mark for mark in before if not scene.aside(scene.clause_of(mark.start))] or before
        between = range(scene.clause_of(before[-1].start) + 1, index) if before else range(0)
        close = before and len([each for each in between if not scene.aside(each)]) <= 1
        return before if close and len({mark.value for mark in before}) == 1 else []
    first = here[0]
    runs = [mark for mark in areas if mark.start <= first.start]
    for mark in runs:
        run = joined_areas(scene, mark)
        if first in run:
            return run
    return joined_areas(scene, first)
