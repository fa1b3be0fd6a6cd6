"""Claims of domains with several measures about how many states of a group lie above or below a bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from faktenlage.claims.assertions import number
from faktenlage.claims.discourse import Discourse, Draft, years
from faktenlage.claims.gauges import gauge_of, scaled
from faktenlage.claims.heads import heads
from faktenlage.claims.numbers import comparison_of
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import excluded
from faktenlage.claims.terms import term_for
from faktenlage.model import AreaSet, Asserted, Census, Comparison, Condition, Interval, Quantity, Reading

__all__ = ["counts"]

BESIDE = 2  # states that others count otherwise


def counts(scene: Scene, discourse: Discourse, taken: set[Quantity]) -> Iterator[Draft]:
    """ "In elf EU-Ländern lag die Inflation 2022 über zehn Prozent"."""
    if not scene.has("members") and not scene.has("subset"):
        return
    counting, _ = heads(scene, discourse)
    for head in [each for each in counting if each.noun is not None]:
        bars = [quantity for quantity in scene.quantities if _comparison(scene, quantity) and quantity not in taken]
        found = next(((bar, gauge) for bar in bars if (gauge := gauge_of(scene, discourse, bar))), None)
        if found is None or head.quantity in taken:
            continue
        bar, gauge = found
        comparison = _comparison(scene, bar)
        measure = discourse.context.measures.get(gauge.measure)
        term = term_for(scene, discourse, bar.span.start, gauge.measure)
        if comparison is None or measure is None or term is None:
            continue
        taken.update({bar, head.quantity})
        threshold = scaled("", _exact(bar), measure.unit).interval
        if threshold is None or threshold.low is None:
            continue
        condition = Condition(gauge.measure, comparison, threshold.low, measure.unit)
        among = AreaSet(head.group, without=excluded(scene))
        span = head.span.joined(bar.outer)
        asserted = number(span.of(scene.text), head.quantity, "areas")
        readings = [_count(condition, among, year, asserted) for year in (term.year, *term.rivals)]
        if gauge.measure in scene.matter.spread:
            readings.append(_count(condition, among, term.year, _beside(asserted)))
        why = (f"bar {condition}", f"among {among}", f"year {term.year}: {term.how}")
        doubts = (f"measure: {gauge.how}",) if gauge.afar else ()
        yield Draft(
            span, readings[0], others=tuple(readings[1:]), why=why, doubts=doubts, pieces=(head.span, bar.outer)
        )


def _exact(quantity: Quantity) -> Quantity:
    """The bar as an exact number."""
    return replace(
        quantity, interval=Interval(quantity.value, quantity.value), step=Decimal(1).scaleb(-9), hedge="exactly"
    )


def _comparison(scene: Scene, quantity: Quantity) -> Comparison | None:
    """The sign of a bar: by its own words, or by a verb that holds it ("exceeded")."""
    if (own := comparison_of(quantity)) is not None:
        return own
    verbs = scene.in_clause(scene.clause_of(quantity.span.start), scene.of("meets", "over", "no"))
    if quantity.unit in ("", "ordinal") or not verbs:
        return None
    return ">" if verbs[0].value == "over" else "<"


def _count(condition: Condition, among: AreaSet, year: int, asserted: Asserted) -> Reading:
    return Reading(Census("count", condition, among, years(year)), asserted)


def _beside(asserted: Asserted) -> Asserted:
    interval = asserted.interval
    assert interval is not None
    low = None if interval.low is None else interval.low - BESIDE
    high = None if interval.high is None else interval.high + BESIDE
    return replace(asserted, interval=Interval(low, high))
