"""Claims about sums: what all spend together, and what part of it somebody bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from faktenlage.claims.assertions import amount
from faktenlage.claims.discourse import Discourse, Draft, years
from faktenlage.claims.numbers import Role
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import free_areas
from faktenlage.claims.years import Found, year_for
from faktenlage.model import AreaSet, Asserted, Level, Quantity, Reading, Share, Span, Sum

__all__ = ["is_total", "parts", "sums"]


def is_total(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is that of a group: "alle zusammen", "Europe and Canada ... $507 billion"."""
    index = scene.clause_of(quantity.span.start)
    clause = scene.clauses[index]
    if scene.phrases.together.search(scene.before(quantity.outer.start, 14)):
        return True  # "an allied total of $1.81 trillion"
    if scene.in_clause(index, free_areas(scene, adjectives=True)) or scene.phrases.both.search(
        scene.folded, clause.start, clause.end
    ):
        return False
    if index and scene.phrases.relative_total.match(scene.between(clause.start, clause.end)):
        before = scene.clauses[index - 1]
        return bool(scene.phrases.together.search(scene.folded, max(before.start, before.end - 50), before.end))
    return bool(scene.phrases.together.search(scene.folded, clause.start, clause.end)) or bool(
        scene.in_clause(index, [*scene.of("subset"), *scene.alliance(), *scene.of("members", scene.matter.group)])
    )


def sums(scene: Scene, discourse: Discourse, roles: Mapping[Quantity, Role], taken: set[Quantity]) -> Iterator[Draft]:
    """ "Die 32 Nato-Staaten geben zusammen 1,5 Billionen Dollar aus"."""
    for quantity, role in roles.items():
        money = len(quantity.unit) == 3 and role.kind in ("value", "bar")
        if not money or quantity in taken or role.measure is None or not is_total(scene, quantity):
            continue
        taken.add(quantity)
        among = _whole(scene, quantity)
        if among is None:
            continue
        found = year_for(scene, discourse, quantity.span.start, role.measure)
        span = Span(quantity.outer.start, quantity.span.end)
        asserted = amount(span.of(scene.text), quantity)
        others = [Reading(Sum(role.measure, among, years(year)), asserted) for year in found.rivals]
        bases = scene.matter.constant if role.measure == scene.matter.dollars else ()
        others += [Reading(Sum(base, among, years(found.year)), asserted) for base in bases]
        reading = Reading(Sum(role.measure, among, years(found.year)), asserted)
        discourse.note_measure(scene.matter.money, scene.index)
        yield Draft(span, reading, others=tuple(others), why=(f"sum over {among}", f"year {found.year}: {found.how}"))


def _whole(scene: Scene, quantity: Quantity) -> AreaSet | None:
    """The group the sum runs over; None where the words leave out somebody."""
    index = scene.clause_of(quantity.span.start)
    subsets = scene.in_clause(index, scene.of("subset"))
    if not subsets and scene.has("subset"):
        return None  # a part of the alliance is spoken of, but not here
    if subsets:
        value = subsets[-1].value
        return AreaSet(value) if " " not in value else AreaSet(areas=tuple(value.split()))
    return None if scene.has("exclude") or scene.has("quantifier", "some") else AreaSet(scene.matter.group)


def parts(scene: Scene, discourse: Discourse, roles: Mapping[Quantity, Role], taken: set[Quantity]) -> Iterator[Draft]:
    """ "Die USA machen 71 Prozent der gesamten Verteidigungsausgaben aus"."""
    for quantity, role in roles.items():
        if role.kind != "part" or quantity in taken or scene.has("exclude"):
            continue
        codes = {mark.value for mark in free_areas(scene, adjectives=True)}
        together = scene.phrases.together.search(scene.folded, scene.span.start, scene.span.end)
        area = next(iter(codes)) if len(codes) == 1 else discourse.area_for(scene.index) if not codes else None
        if area is None or (not codes and together):
            continue
        taken.add(quantity)
        groups = [mark for mark in scene.of("subset") if " " not in mark.value]
        here = scene.in_clause(scene.clause_of(quantity.span.start), groups)
        if groups and not here:
            continue  # a part of the alliance is spoken of, but not here
        measure = scene.matter.output if role.base == "gdp" else scene.matter.dollars
        found = year_for(scene, discourse, quantity.span.start, measure)
        span = Span(quantity.outer.start, quantity.span.end)
        first, *others = _shares(scene, quantity, area, here[0].value if here else None, (measure, found))
        doubts = () if codes else ("subject: the report so far",)
        yield Draft(span, first, others=tuple(others), why=("part of a total",), doubts=doubts)


def _shares(
    scene: Scene, quantity: Quantity, area: str, whole: str | None, what: tuple[str, Found]
) -> Iterator[Reading]:
    """The part of the whole that is named, then whatever else the words allow."""
    measure, found = what
    matter = scene.matter
    asserted = amount(Span(quantity.outer.start, quantity.span.end).of(scene.text), quantity)
    asserted = Asserted(asserted.text, "%", asserted.interval, asserted.step)
    for year in (found.year, *found.rivals):
        yield Reading(Share(measure, area, AreaSet(whole or matter.group), years(year)), asserted)
    if whole is None:  # "of it", after a total of Europe and Canada: a whole that is not named may be another one
        for other in matter.parts:
            yield Reading(Share(measure, area, AreaSet(other), years(found.year)), asserted)
    if measure == matter.output:
        return
    for base in matter.constant:
        yield Reading(Share(base, area, AreaSet(whole or matter.group), years(found.year)), asserted)
    if len(area) == 3:  # "auf Luxemburg entfällt mit 0,55 Prozent ..."
        yield Reading(Level(matter.share, area, years(found.year)), asserted)
