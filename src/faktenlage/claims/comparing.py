"""Claims about how much more one state spends than another: ratios and distances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from faktenlage.claims.assertions import amount, negative
from faktenlage.claims.discourse import Discourse, Draft, Told, years
from faktenlage.claims.fits import Fit, fits
from faktenlage.claims.parties import Party, party
from faktenlage.claims.scene import Scene
from faktenlage.claims.standings import measures_of
from faktenlage.claims.years import Found, year_for
from faktenlage.language.marks import Mark
from faktenlage.model import AreaSet, Asserted, Compare, Quantity, Reading, Span

__all__ = ["distances", "ratios", "reserved"]


def ratios(scene: Scene, discourse: Discourse, taken: set[Quantity]) -> Iterator[Draft]:
    """ "Germany spends twice as much as Italy", "mehr als doppelt so viel wie alle übrigen zusammen"."""
    frames = scene.phrases.frames
    for fit in fits(scene, frames.ratio_to_rest):
        yield from _to_rest(scene, discourse, fit, taken)
    for fit in fits(scene, frames.ratio):
        right = fit.mark("right")
        if right is not None:
            yield from _ratio(scene, discourse, fit, right, taken)
    for fit in fits(scene, frames.ratio_to_told):
        yield from _to_told(scene, discourse, fit, taken)


def _to_rest(scene: Scene, discourse: Discourse, fit: Fit, taken: set[Quantity]) -> Iterator[Draft]:
    factor, left = fit.quantity("factor"), _left(scene, discourse, fit)
    if factor is None or factor in taken or left is None:
        return
    taken.add(factor)
    matter = scene.matter
    if not matter.money:
        return
    whole = AreaSet(matter.group, without=(left.area,))
    found = _year(scene, discourse, fit.span, left.told, matter.dollars)
    asserted = _factor(scene, fit, factor)
    readings = [
        Reading(Compare(measure, left.area, group, years(year), "ratio"), asserted)
        for year in (found.year, *found.rivals)
        for group in (whole, *(AreaSet(part) for part in matter.parts))
        for measure in (matter.dollars, *matter.constant)
    ]
    yield _draft(fit, left, readings, found, "against all others")


def _ratio(scene: Scene, discourse: Discourse, fit: Fit, right: Mark, taken: set[Quantity]) -> Iterator[Draft]:
    factor, left = fit.quantity("factor"), _left(scene, discourse, fit)
    measures = _measures(scene, discourse, left, fit.span.start)
    if factor is None or factor in taken or left is None or not measures or left.area == right.value:
        return
    taken.add(factor)
    if _years_apart(scene, fit):
        return
    found = _year(scene, discourse, fit.span, left.told, measures[0])
    asserted = _factor(scene, fit, factor)
    readings = [
        Reading(Compare(measure, left.area, _side(right), years(year), "ratio"), asserted)
        for measure in measures
        for year in (found.year, *found.rivals)
    ]
    yield _draft(fit, left, readings, found, f"against {right.value}")


def _to_told(scene: Scene, discourse: Discourse, fit: Fit, taken: set[Quantity]) -> Iterator[Draft]:
    """ "..., the US came to 3.57 per cent, nearly three times as much": as much as the state told of before."""
    factor, left = fit.quantity("factor"), _left(scene, discourse, fit)
    if factor is None or factor in taken or left is None or left.how == "the report so far":
        return
    measures = _measures(scene, discourse, left, fit.span.start)
    before = [
        told
        for told in discourse.told
        if told.area != left.area and told.measure in measures and scene.index - told.sentence <= 1
    ]
    if not before:
        return
    taken.add(factor)
    right = before[-1]
    found = _year(scene, discourse, fit.span, left.told, right.measure)
    asserted = _factor(scene, fit, factor)
    readings = [
        Reading(Compare(right.measure, left.area, right.area, years(year), "ratio"), asserted)
        for year in (found.year, *found.rivals)
    ]
    drafted = _draft(fit, left, readings, found, f"against {right.area}, told of before")
    yield drafted if len({told.area for told in before}) == 1 else replace(drafted, doubts=("rival: of several",))


def distances(scene: Scene, discourse: Discourse, taken: set[Quantity]) -> Iterator[Draft]:
    """ "0,4 Punkte mehr als Frankreich", "$15.6 billion less than Germany", "der Abstand zwischen ... beträgt"."""
    frames = scene.phrases.frames
    for sign, shapes in (("more", frames.more), ("less", frames.less), ("apart", frames.apart)):
        for fit in fits(scene, shapes):
            quantity, right = fit.quantity("amount"), fit.mark("right")
            left = _left(scene, discourse, fit)
            if quantity is None or quantity in taken or right is None or left is None or left.area == right.value:
                continue
            measure = _measure_of(scene, discourse, quantity, left.told)
            if measure is None:
                continue
            taken.add(quantity)
            if _years_apart(scene, fit):
                continue
            yield _distance(scene, discourse, fit, (left, right, measure, sign))


def _distance(scene: Scene, discourse: Discourse, fit: Fit, what: tuple[Party, Mark, str, str]) -> Draft:
    left, right, measure, sign = what
    quantity = fit.quantity("amount")
    assert quantity is not None
    found = _year(scene, discourse, fit.span, left.told, measure)
    asserted = replace(amount(fit.span.of(scene.text), quantity), bar=False)
    pairs = [(left.area, _side(right)), *([(_side(right), left.area)] if sign == "apart" else [])]
    if sign == "less":
        asserted = replace(asserted, interval=negative(asserted.interval))
    readings = [
        Reading(Compare(measure, one, other, years(year), "diff"), asserted)
        for one, other in pairs
        for year in (found.year, *found.rivals)
    ]
    return _draft(fit, left, readings, found, f"distance to {right.value}")


def reserved(scene: Scene) -> frozenset[Quantity]:
    """The numbers that set states against one another, which no other frame may take for a change."""
    frames = scene.phrases.frames
    found: set[Quantity] = set()
    for shapes in (frames.ratio_to_rest, frames.ratio, frames.ratio_to_told, frames.more, frames.less, frames.apart):
        for fit in fits(scene, shapes):
            found.update(each for each in fit.slots.values() if isinstance(each, Quantity))
    return frozenset(found)


def _left(scene: Scene, discourse: Discourse, fit: Fit) -> Party | None:
    named = fit.mark("left")
    if named is not None:
        told = [each for each in discourse.told if each.area == named.value and each.sentence == scene.index]
        return Party(named.value, "named in the comparison", named, told[-1] if told else None)
    return party(scene, discourse, fit.span, [each for each in fit.slots.values() if isinstance(each, Mark)])


def _side(mark: Mark) -> AreaSet | str:
    if mark.kind != "subset":
        return mark.value
    return AreaSet(mark.value) if " " not in mark.value else AreaSet(areas=tuple(mark.value.split()))


def _measures(scene: Scene, discourse: Discourse, left: Party | None, place: int) -> tuple[str, ...]:
    """The measure of the value just told, else what the sentence may rank by; plain spending is money first."""
    if left is not None and left.told is not None and left.told.sentence == scene.index:
        return (left.told.measure,)
    if scene.has("rival") and not scene.has("measure"):
        return ()
    found = measures_of(scene, discourse, place) or ()
    said = {mark.value for mark in scene.of("measure")}
    matter = scene.matter
    relative = matter.share in said or scene.has("base", "gdp") or any(each.unit == "%" for each in scene.quantities)
    if found[:1] == (matter.share,) and not relative and (said or scene.has("meets", "reach")):
        return (matter.dollars, matter.share)
    return found


def _measure_of(scene: Scene, discourse: Discourse, quantity: Quantity, told: Told | None) -> str | None:
    matter = scene.matter
    if scene.has("rival") and (quantity.unit == "pp" or not scene.has("measure")) and told is None:
        return None
    if quantity.unit == "pp":
        if told is not None and told.measure in (matter.share, matter.portion, *matter.publishers.values()):
            return told.measure
        said = {mark.value for mark in scene.of("measure")}
        before = discourse.measure_for(scene.index)
        if matter.portion in said or before == matter.portion:
            return matter.portion
        return matter.share if said or before == matter.share else None
    return f"{matter.money}.{quantity.unit.lower()}" if len(quantity.unit) == 3 else None


def _year(scene: Scene, discourse: Discourse, span: Span, told: Told | None, measure: str) -> Found:
    found = year_for(scene, discourse, span.start, measure)
    if found.sure or told is None or told.sentence != scene.index:
        return found
    rivals = tuple(sorted({found.year, *found.rivals} - {told.year}))
    return Found(told.year, "that of the value before", sure=False, rivals=rivals)


def _years_apart(scene: Scene, fit: Fit) -> bool:
    """ "4.48 per cent this year, twice as much as France last year": no query compares two years of two states."""
    dated = [(time.span, time.period.year) for time in scene.times if time.period is not None and time.period.year]
    before = [year for span, year in dated if span.end <= fit.span.start]
    clause = scene.clauses[scene.clause_of(fit.span.start)]
    after = [year for span, year in dated if fit.span.end <= span.start < clause.end]
    return bool(before and after) and before[0] not in after


def _factor(scene: Scene, fit: Fit, factor: Quantity) -> Asserted:
    return Asserted(fit.span.of(scene.text), "factor", factor.interval, factor.step)


def _draft(fit: Fit, left: Party, readings: list[Reading], found: Found, what: str) -> Draft:
    why = (f"area {left.area}: {left.how}", what, f"year {found.year}: {found.how}", f"shape {fit.shape}")
    pieces = (fit.span, *([left.mark.span] if left.mark else []))
    return Draft(fit.span, readings[0], others=tuple(readings[1:]), why=why, doubts=left.doubts, pieces=pieces)
