"""Claims about sums: what all spend together, and what part of it somebody bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from faktenlage.claims.assertions import amount
from faktenlage.claims.discourse import Discourse, Draft, Told, years
from faktenlage.claims.fits import fits
from faktenlage.claims.numbers import Role
from faktenlage.claims.parties import Party, party
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import free_areas, joined_areas
from faktenlage.claims.years import Found, year_for
from faktenlage.model import AreaSet, Asserted, Level, Quantity, Reading, Share, Span, Sum

__all__ = ["is_total", "parts", "portioned", "portions", "sums"]

DENIED = 10  # characters between a negation and the number it is of


def is_total(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is that of a group: "alle zusammen", "Europe and Canada ... $507 billion"."""
    index = scene.clause_of(quantity.span.start)
    clause = scene.clauses[index]
    if scene.phrases.together.search(scene.before(quantity.outer.start, 14)) or _out_of(scene, quantity):
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


def _out_of(scene: Scene, quantity: Quantity) -> bool:
    """ "730 billion dollars out of 1,036 billion": the whole of what was told before."""
    return bool(scene.phrases.out_of.search(scene.before(quantity.outer.start, 30)))


def sums(scene: Scene, discourse: Discourse, roles: Mapping[Quantity, Role], taken: set[Quantity]) -> Iterator[Draft]:
    """ "Die 32 Nato-Staaten geben zusammen 1,5 Billionen Dollar aus"."""
    for quantity, role in roles.items():
        money = len(quantity.unit) == 3 and role.kind in ("value", "bar")
        if not money or quantity in taken or role.measure is None:
            continue
        among = _listed(scene, quantity)
        if among is None and not is_total(scene, quantity):
            continue
        taken.add(quantity)
        among = among or _whole(scene, quantity)
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
        if among.group is not None and not among.without:
            told = Told(among.group, role.measure, found.year, quantity.outer, scene.index)
            discourse.told.append(told)
        yield Draft(span, reading, others=tuple(others), why=(f"sum over {among}", f"year {found.year}: {found.how}"))


def _listed(scene: Scene, quantity: Quantity) -> AreaSet | None:
    """ "Germany and Britain together spend $190 billion": the states of a run, where the clause says they add up."""
    index = scene.clause_of(quantity.span.start)
    clause = scene.clauses[index]
    if not scene.phrases.together.search(scene.folded, clause.start, clause.end) or scene.has("subset"):
        return None
    before = [mark for mark in free_areas(scene) if mark.end <= quantity.span.start]
    runs = [run for mark in before if len(run := joined_areas(scene, mark)) > 1]
    if not runs:
        return None
    codes = tuple(dict.fromkeys(mark.value for mark in runs[0]))
    everybody = {mark.value for mark in before} <= set(codes) and len(codes) > 1
    return AreaSet(areas=codes) if everybody and index - scene.clause_of(runs[0][-1].start) <= 1 else None


def _whole(scene: Scene, quantity: Quantity) -> AreaSet | None:
    """The group the sum runs over; None where the words leave out somebody."""
    index = scene.clause_of(quantity.span.start)
    subsets = scene.in_clause(index, scene.of("subset"))
    if not subsets and scene.has("subset"):
        return None  # a part of the alliance is spoken of, but not here
    if subsets:
        value = subsets[-1].value
        return AreaSet(value) if " " not in value else AreaSet(areas=tuple(value.split()))
    if scene.has("exclude") or scene.has("quantifier", "some"):
        return None
    if _out_of(scene, quantity):
        return AreaSet(scene.matter.group)
    index = scene.clause_of(quantity.span.start)
    named = scene.in_clause(index, [*scene.alliance(), *scene.of("members", scene.matter.group)])
    others = [mark for mark in free_areas(scene) if mark.end <= quantity.span.start]
    return AreaSet(scene.matter.group) if named or not others else None


def parts(scene: Scene, discourse: Discourse, roles: Mapping[Quantity, Role], taken: set[Quantity]) -> Iterator[Draft]:
    """ "Die USA machen 71 Prozent der gesamten Verteidigungsausgaben aus"."""
    for quantity, role in roles.items():
        if role.kind != "part" or quantity in taken or scene.has("exclude") or not _is_ours(scene, quantity):
            continue
        if not _said_of_what(scene, discourse):
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


def _denied(scene: Scene, quantity: Quantity) -> bool:
    """ "not even a tenth": a bound of what is not said."""
    return any(0 <= quantity.outer.start - mark.end <= DENIED for mark in scene.of("deixis", "negation"))


def _of_others(scene: Scene, quantity: Quantity) -> bool:
    """ "22 per cent of the total at the UN": a part of another body's money."""
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    return bool(scene.phrases.other_body.search(scene.folded, clause.start, clause.end))


def _is_ours(scene: Scene, quantity: Quantity) -> bool:
    return not _denied(scene, quantity) and not _of_others(scene, quantity)


def _said_of_what(scene: Scene, discourse: Discourse) -> bool:
    """ "Washington, which pays 22 per cent of the total": of what, somebody has to say."""
    said = scene.has("measure") or discourse.measure_for(scene.index) is not None or bool(scene.alliance())
    return said or not scene.matter.share


def portioned(scene: Scene) -> frozenset[Quantity]:
    """The shares that are parts of a total by their shape."""
    found = (fit.quantity("percent") for fit in fits(scene, scene.phrases.frames.part))
    return frozenset(quantity for quantity in found if quantity is not None)


def portions(scene: Scene, discourse: Discourse, taken: set[Quantity]) -> Iterator[Draft]:
    """ "Gut die Hälfte davon entfällt auf die USA", "the American share of the total has dropped to 57 per cent"."""
    for fit in fits(scene, scene.phrases.frames.part):
        quantity = fit.quantity("percent")
        if quantity is None or quantity in taken or not _is_ours(scene, quantity):
            continue
        if not _said_of_what(scene, discourse):
            continue
        bearer = fit.mark("part")
        found = Party(bearer.value, "named with its part", bearer) if bearer is not None else None
        found = found or party(scene, discourse, fit.span, [])
        if found is None:
            continue
        taken.add(quantity)
        whole = fit.mark("whole")
        group = whole.value if whole is not None and " " not in whole.value else None
        year = year_for(scene, discourse, quantity.span.start, scene.matter.dollars)
        first, *others = _shares(scene, quantity, found.area, group, (scene.matter.dollars, year))
        why = ("part of a total", f"area {found.area}: {found.how}", f"year {year.year}: {year.how}")
        pieces = (fit.span, *([found.mark.span] if found.mark else []))
        yield Draft(fit.span, first, others=tuple(others), why=why, doubts=found.doubts, pieces=pieces)


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
