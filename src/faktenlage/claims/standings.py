"""What a place is a place in: the measures a sentence may rank by, who only serves as a yardstick, the draft."""

from __future__ import annotations

from collections.abc import Callable

from faktenlage.claims.discourse import Discourse, Draft, Placed
from faktenlage.claims.numbers import is_change, is_part_of_total
from faktenlage.claims.scene import Scene
from faktenlage.claims.years import year_for
from faktenlage.language.marks import Mark
from faktenlage.model import Asserted, Query, Rank, Reading, Span

__all__ = ["claim_span", "draft", "is_yardstick", "measures_of", "on_topic"]


Ask = Callable[[str, int], Query]


def on_topic(scene: Scene, discourse: Discourse) -> bool:
    """Whether a place in this sentence is a place in what the domain measures."""
    if scene.has("rival") and not scene.has("measure"):
        return False
    return scene.has("measure") or (
        discourse.measure_for(scene.index) is not None
        and bool(scene.phrases.ranked.search(scene.folded, scene.span.start, scene.span.end) or scene.areas())
    )


def measures_of(scene: Scene, discourse: Discourse) -> tuple[str, ...] | None:
    """The measure the place is in first, and the one it may be in as well."""
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
    return mark.kind != "area_adjective" and bool(scene.phrases.yardstick.search(before))


def claim_span(scene: Scene, area: str, core: Span) -> Span:
    """The words of the place, reaching to the nearest mention of who takes it."""
    marks = [mark for mark in scene.areas(adjectives=True) if mark.value == area]
    near = min(marks, key=lambda mark: abs(mark.start - core.start)) if marks else None
    return core.joined(near.span) if near else core


def draft(
    scene: Scene, discourse: Discourse, span: Span, measures: tuple[str, ...], ask: Ask, asserted: Asserted
) -> Draft:
    """A claim that may be meant of any of the measures, and notes the first for what follows."""
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
