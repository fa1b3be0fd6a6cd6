"""What a place is a place in: the measures a sentence may rank by, who only serves as a yardstick, the draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from faktenlage.claims.discourse import Discourse, Draft, Placed
from faktenlage.claims.gauges import ranked
from faktenlage.claims.numbers import is_change, is_part_of_total
from faktenlage.claims.scene import Scene
from faktenlage.claims.terms import term_for
from faktenlage.claims.years import year_for
from faktenlage.language.marks import Mark
from faktenlage.model import Asserted, Compare, Extreme, Interval, Query, Rank, Reading, Span

__all__ = ["claim_span", "draft", "is_yardstick", "leaves_out", "measures_of", "on_topic"]


Ask = Callable[[str, int], Query]


def on_topic(scene: Scene, discourse: Discourse) -> bool:
    """Whether a place in this sentence is a place in what the domain measures."""
    if scene.has("rival") and not scene.has("measure"):
        return False
    if not scene.matter.share:
        return bool(ranked(scene)) or (not scene.has("measure") and bool(discourse.measures_near(scene.index, 1)))
    return scene.has("measure") or (
        discourse.measure_for(scene.index) is not None
        and bool(scene.phrases.ranked.search(scene.folded, scene.span.start, scene.span.end) or scene.areas())
    )


def measures_of(scene: Scene, discourse: Discourse, place: int | None = None) -> tuple[str, ...] | None:
    """The measure the place is in first, and the one it may be in as well."""
    if not scene.matter.share:
        return _measure_nearest(scene, discourse, place)
    said = {mark.value for mark in scene.of("measure")}
    matter = scene.matter
    before = discourse.measure_for(scene.index)
    if matter.portion in said or (before == matter.portion and matter.share not in said):
        return (matter.portion,)
    if before == matter.heads and not said - {matter.heads}:
        return (matter.heads,)
    if scene.has("rank", "cash"):
        return (matter.dollars,)
    if (
        matter.share in said
        or scene.has("base", "gdp")
        or any(q.unit == "%" and not is_change(scene, q) and not is_part_of_total(scene, q) for q in scene.quantities)
    ):
        return (matter.share, matter.dollars)
    return _measures_meant(scene, said, before)


def _measure_nearest(scene: Scene, discourse: Discourse, place: int | None) -> tuple[str, ...] | None:
    """The measure named nearest, if nothing else is nearer; in a sentence without any the one spoken of before."""
    at = scene.span.start if place is None else place
    marks = [*ranked(scene), *(scene.of("rival") if place is not None else [])]
    if marks:
        nearest = min(marks, key=lambda mark: abs(mark.start - at))
        return (nearest.value,) if nearest.kind == "measure" else None
    return tuple(discourse.measures_near(scene.index, 1)[:1]) or None


def _measures_meant(scene: Scene, said: set[str], before: str | None) -> tuple[str, ...] | None:
    """The same where no measure is said outright: by purse, by money in the sentence, by the report so far."""
    matter = scene.matter
    if scene.has("rank", "purse"):
        return (matter.dollars, matter.share)
    if matter.heads in said:
        return (matter.heads,)
    if any(len(q.unit) == 3 for q in scene.quantities):
        return (matter.dollars,)
    if before == matter.share and matter.money not in said:
        return (matter.share, matter.dollars)
    if before is not None and matter.is_money(before):
        return (matter.dollars, matter.share)
    return (matter.share, matter.dollars) if matter.money in said or before else None


def is_yardstick(scene: Scene, mark: Mark) -> bool:
    """Whether a state is only what another is measured by: "behind Poland"."""
    before = scene.before(mark.start, 22)
    if not scene.matter.share and _joined_yardstick(scene, mark):
        return True
    return mark.kind != "area_adjective" and bool(scene.phrases.yardstick.search(before))


def _joined_yardstick(scene: Scene, mark: Mark) -> bool:
    """ "ahead of Belgium and Sweden": the second name serves as the first one does."""
    before = [other for other in scene.areas() if other.end <= mark.start]
    if not before or not scene.phrases.list_joint.fullmatch(scene.between(before[-1].end, mark.start)):
        return False
    return is_yardstick(scene, before[-1])


def leaves_out(scene: Scene) -> bool:
    """ "The US apart": a place then is one among the others."""
    return any(scene.phrases.left_out.match(scene.after(mark.end, 24)) for mark in scene.areas())


def claim_span(scene: Scene, area: str, core: Span) -> Span:
    """The words of the place, reaching to the nearest mention of who takes it."""
    marks = [mark for mark in scene.areas(adjectives=True) if mark.value == area]
    near = min(marks, key=lambda mark: abs(mark.start - core.start)) if marks else None
    return core.joined(near.span) if near else core


def draft(
    scene: Scene, discourse: Discourse, span: Span, measures: tuple[str, ...], ask: Ask, asserted: Asserted
) -> Draft:
    """A claim that may be meant of any of the measures, and notes the first for what follows."""
    if not scene.matter.share:
        return _surveyed(scene, discourse, span, measures[0], (ask, asserted))
    found = year_for(scene, discourse, span.start, measures[0])
    queries: list[Query] = [ask(measure, at) for measure in measures for at in (found.year, *found.rivals)]
    others = tuple(Reading(query, asserted) for query in queries[1:])
    discourse.note_measure(measures[0], scene.index)
    if found.moves:
        discourse.note_year(found.year, scene.index)
    if isinstance(queries[0], Rank) and asserted.interval is not None and asserted.interval.low is not None:
        readings = (Reading(queries[0], asserted), *others)
        discourse.placed = Placed(queries[0].area, int(asserted.interval.low), readings, span, scene.index)
    return Draft(
        span,
        Reading(queries[0], asserted),
        others=others,
        why=(f"measure {measures[0]}", f"year {found.year}: {found.how}"),
    )


def _surveyed(scene: Scene, discourse: Discourse, span: Span, measure: str, what: tuple[Ask, Asserted]) -> Draft:
    """The same where others publish figures of their own: a place beside, or two that lie close, are not wrong."""
    ask, asserted = what
    term = term_for(scene, discourse, span.start, measure)
    if term is None:
        return Draft(span, None, "not_yet_published")
    readings = [Reading(ask(measure, year), asserted) for year in (term.year, *term.rivals)]
    readings += list(_nearby(scene, readings))
    why = (f"measure {measure}", f"year {term.year}: {term.how}")
    doubts = () if scene.has("measure") else ("measure: the sentence before",)
    return Draft(span, readings[0], others=tuple(readings[1:]), why=why, doubts=doubts)


def _nearby(scene: Scene, readings: list[Reading]) -> Iterator[Reading]:
    for reading in readings:
        query, asserted = reading.query, reading.asserted
        spread = scene.matter.spread.get(getattr(query, "measure", ""))
        if spread is None:
            continue
        if isinstance(query, Rank) and asserted.interval is not None and asserted.interval.low is not None:
            place = asserted.interval.low
            yield Reading(query, replace(asserted, interval=Interval(place - 1, place + 1)))
        if isinstance(query, Compare) and asserted.value in (">", "<"):
            near = Decimal(1) - spread.part if asserted.value == ">" else 1 / (Decimal(1) - spread.part)
            interval = Interval(near, None) if asserted.value == ">" else Interval(None, near)
            yield Reading(replace(query, kind="ratio"), Asserted(asserted.text, "factor", interval, bar=True))
        if isinstance(query, Extreme):
            yield Reading(replace(query, n=query.n + 2), replace(asserted, includes=True))
