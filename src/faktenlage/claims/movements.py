"""Claims of domains with several measures about what moved, and since when nothing was as high or as low."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from faktenlage.claims.assertions import negative
from faktenlage.claims.discourse import Discourse, Draft, years
from faktenlage.claims.gauges import gauges, scaled, set_aside, widened
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import free_areas
from faktenlage.model import Asserted, Change, Interval, Quantity, Reading, Since, Span, Time

__all__ = ["changes", "extremes"]

Direction = Literal["highest", "lowest"]


def changes(scene: Scene, discourse: Discourse, taken: set[Quantity]) -> Iterator[Draft]:
    """ "Seit 2013 ist die Einwohnerzahl um 2,7 Prozent gesunken", "GDP has almost tripled since 2010"."""
    for quantity in scene.quantities:
        if quantity in taken or quantity.unit not in ("%", "factor") or set_aside(scene, discourse, quantity):
            continue
        measure = _moving(scene, discourse, quantity)
        if measure is None:
            continue
        taken.add(quantity)
        area, run = _subject(scene, discourse, quantity), _run(scene, discourse, measure)
        if area is None or run is None:
            continue
        span = Span(quantity.outer.start, quantity.span.end)
        asserted = scaled(span.of(scene.text), quantity, quantity.unit)
        down = quantity.unit == "%" and _falls(scene, quantity)
        interval = negative(asserted.interval) if down else asserted.interval
        asserted = Asserted(asserted.text, quantity.unit, interval, asserted.step)
        kind: Literal["%", "factor"] = "factor" if quantity.unit == "factor" else "%"
        why = (f"area {area}", f"change of {measure}")
        reading = Reading(Change(measure, area, *run, kind), asserted)
        wider = widened(asserted, scene, measure) if kind == "factor" else None
        others = (Reading(reading.query, wider),) if wider else ()
        firm = wider is not None and (
            discourse.context.measures[measure].kind == "persons" or scene.has("rank", "cash")
        )
        doubts = () if firm else ("definition: others count the change otherwise",)
        yield Draft(span, reading, others=others, why=why, doubts=doubts)


def _moving(scene: Scene, discourse: Discourse, quantity: Quantity) -> str | None:
    """The measure that moves: heads by per cent, heads and money by a factor; output by per cent is another measure."""
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    known = discourse.context.measures
    lost = scene.phrases.shed.search(scene.folded, clause.start, clause.end)
    if not scene.clause_has(quantity.span.start, "change") and not lost:
        return None
    here = scene.of("measure") if lost else gauges(scene)
    marks = [mark for mark in here if clause.start <= mark.start < clause.end and mark.value in known]
    kinds = ("persons",) if quantity.unit == "%" else ("persons", "money")
    fitting = {mark.value for mark in marks if known[mark.value].kind in kinds}
    if scene.in_clause(scene.clause_of(quantity.span.start), scene.of("rival")):
        return None
    return fitting.pop() if len(fitting) == 1 and len({mark.value for mark in marks}) == 1 else None


def _falls(scene: Scene, quantity: Quantity) -> bool:
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    lost = scene.phrases.shed.search(scene.folded, clause.start, clause.end)
    return bool(lost) or (scene.has("change", "down") and not scene.has("change", "up"))


def _subject(scene: Scene, discourse: Discourse, quantity: Quantity) -> str | None:
    index = scene.clause_of(quantity.span.start)
    areas = free_areas(scene, adjectives=True)
    named = {mark.value for mark in scene.in_clause(index, areas) or areas}
    if named:
        return named.pop() if len(named) == 1 else None
    return discourse.area_for(scene.index)


def _run(scene: Scene, discourse: Discourse, measure: str) -> tuple[int, int] | None:
    """First and last year: a range, "since 2010", or one year against the one before."""
    dated = [time.period for time in scene.times if time.period is not None and time.type == "DATE"]
    for period in dated:
        if period.year is None and period.grain == "span":
            return period.first.year, period.last.year
    last = discourse.default_year(measure)
    begun = [time.period.year for time in scene.times if time.role == "since" and time.period is not None]
    begun += [time.period.year for time in scene.times if time.period is not None and _opens(scene, time)]
    named = sorted({period.year for period in dated if period.year is not None} - set(begun))
    if begun and begun[0] is not None:
        end = named[-1] if named else discourse.year_for(scene.index) or last
        return (begun[0], end) if end > begun[0] else (begun[0], last) if last > begun[0] else None
    return (named[0] - 1, named[0]) if len(named) == 1 else None


def _opens(scene: Scene, time: Time) -> bool:
    """Whether a year is what a change is counted from: "compared with 2010"."""
    return bool(scene.phrases.compared_year.search(scene.before(time.span.start, 24)))


def extremes(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "so hoch wie seit 1974 nicht mehr", "the highest rate since 1981": of the value just told."""
    for time in scene.times:
        if time.role != "since" or time.period is None or time.period.year is None:
            continue
        before = scene.before(time.span.start, 50)
        kind: Direction | None = None
        if scene.phrases.record_high.search(before):
            kind = "highest"
        elif scene.phrases.record_low.search(before):
            kind = "lowest"
        told = discourse.told_before(time.span.end, scene.index)
        if kind is None or told is None or " in " in told.measure:
            continue
        span = Span(
            max(told.span.end if told.sentence == scene.index else scene.span.start, time.span.start - 30),
            time.span.end,
        )
        year = Decimal(time.period.year)
        asserted = Asserted(span.of(scene.text), "year", Interval(year, year), Decimal(1))
        reading = Reading(Since(told.measure, told.area, years(told.year), kind), asserted)
        why = (f"area {told.area}: the value before", f"year {told.year}")
        yield Draft(span, reading, why=why, doubts=("definition: others have other long series",))
