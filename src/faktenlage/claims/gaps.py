"""Claims about what is missing to a target: in points, or in money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from faktenlage.claims.assertions import amount
from faktenlage.claims.discourse import Discourse, Draft, years
from faktenlage.claims.fits import Fit, fits
from faktenlage.claims.parties import party
from faktenlage.claims.scene import Scene
from faktenlage.claims.years import year_for
from faktenlage.language.marks import Mark
from faktenlage.model import Gap, Quantity, Reading, Span

__all__ = ["gapped", "gaps"]


def gapped(scene: Scene) -> tuple[Fit, ...]:
    """Where a distance to a target is told: its number and its target are no bar and no change."""
    return fits(scene, scene.phrases.frames.short_of_target)


def gaps(scene: Scene, discourse: Discourse, found: tuple[Fit, ...]) -> Iterator[Draft]:
    """ "Zum Ziel fehlen 0,43 Punkte", "0.67 points short of the two per cent it owed"."""
    if any(clause.certainty == "counterfactual" for clause in scene.moods):
        return
    for fit in found:
        quantity = fit.quantity("amount")
        owing = party(scene, discourse, fit.span, [each for each in fit.slots.values() if isinstance(each, Mark)])
        if quantity is None or owing is None:
            continue
        measure = _measure_of(scene, discourse, quantity)
        targets = _targets(scene, discourse, fit)
        if measure is None or not targets:
            continue
        year = year_for(scene, discourse, fit.span.start, measure)
        told = owing.told if owing.told is not None and not year.sure else None
        last = year.year if told is None else told.year
        asserted = replace(amount(fit.span.of(scene.text), quantity), bar=False)
        readings = [
            Reading(Gap(measure, owing.area, years(at), target), asserted)
            for target in targets
            for at in dict.fromkeys((last, year.year, *year.rivals))
        ]
        why = (f"area {owing.area}: {owing.how}", f"target {targets[0]} %", f"year {last}: {year.how}")
        pieces = (fit.span, *([owing.mark.span] if owing.mark else []))
        yield Draft(fit.span, readings[0], others=tuple(readings[1:]), why=why, doubts=owing.doubts, pieces=pieces)


def _measure_of(scene: Scene, discourse: Discourse, quantity: Quantity) -> str | None:
    matter = scene.matter
    if scene.has("rival") and not scene.has("measure") and not scene.has("target"):
        return None
    if quantity.unit != "pp":
        return f"{matter.money}.{quantity.unit.lower()}" if len(quantity.unit) == 3 else None
    said = {mark.value for mark in scene.of("measure")}
    before = discourse.measure_for(scene.index)
    if matter.portion in said or (before == matter.portion and not said):
        return matter.portion
    return matter.share if said or before else None


def _targets(scene: Scene, discourse: Discourse, fit: Fit) -> tuple[Decimal, ...]:
    """The target named, else the one spoken of, else those in force."""
    named = fit.quantity("bar")
    if named is None:
        named = next((each for each in scene.quantities if _within(fit.span, each) and each.unit == "%"), None)
    own = discourse.guidelines()
    if named is not None:
        return (named.value,) if named.value <= scene.matter.most else ()
    spoken = discourse.condition_for(scene.index)
    first = [spoken.threshold] if spoken is not None else []
    return tuple(dict.fromkeys((*first, *own) if not own or (first and first[0] in own) else (*own, *first)))


def _within(span: Span, quantity: Quantity) -> bool:
    return span.start <= quantity.span.start < span.end
