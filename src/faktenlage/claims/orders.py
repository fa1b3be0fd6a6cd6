"""Claims about who is ahead of whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from faktenlage.claims.discourse import Discourse, Draft, years
from faktenlage.claims.gauges import ranked
from faktenlage.claims.parties import party
from faktenlage.claims.scene import Scene
from faktenlage.claims.standings import draft, measures_of, on_topic
from faktenlage.claims.subjects import free_areas, joined_areas
from faktenlage.language.marks import Mark
from faktenlage.model import Asserted, Compare

__all__ = ["comparisons"]

ONLY = 2  # characters from "surpassed" to "only by"


def _order(left: str, right: str, measure: str, year: int) -> Compare:
    return Compare(measure, left, right, years(year), "order")


def comparisons(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "Beide liegen vor den USA", "Greece trailed the United States", "Griechenland hat die USA überholt"."""
    if not on_topic(scene, discourse):
        return
    for mark in scene.of("rank", "ahead", "behind"):
        gap = scene.between(mark.end, _next_area(scene, mark))
        if scene.phrases.ahead_short.search(
            scene.folded, mark.start, mark.end
        ) and not scene.phrases.ahead_article.fullmatch(gap):
            continue
        if not scene.matter.share and not scene.in_clause(scene.clause_of(mark.start), ranked(scene)):
            continue  # "ahead of France", of whatever was spoken of before
        if not scene.matter.share and scene.has("rank", "low"):
            continue  # "the fewest has Malta, ahead of Luxembourg": ahead is behind
        pair = None if _measured(scene, mark) else _pair(scene, discourse, mark)
        measures = measures_of(scene, discourse, mark.start)
        if pair is None or measures is None:
            continue
        lefts, first, doubts = pair
        rights = [each for each in joined_areas(scene, first) if each.value not in lefts] or [first]
        for left in lefts:
            for right in rights:
                span = mark.span.joined(right.span)
                ahead = (mark.value == "ahead") != bool(scene.phrases.passive_by.match(scene.after(mark.end, 18)))
                asserted = Asserted(span.of(scene.text), "name", value=">" if ahead else "<")
                found = draft(scene, discourse, span, measures, partial(_order, left, right.value), asserted)
                yield replace(found, doubts=(*found.doubts, *doubts))


def _measured(scene: Scene, mark: Mark) -> bool:
    """ "0.83 points more than Bulgaria": by how much is told, or which place, which says more than the order."""
    if any(0 <= each.start - mark.end <= ONLY for each in scene.of("quantifier", "only")):
        return True  # "surpassed only by Poland": a place
    amounts = [each for each in scene.quantities if each.unit not in ("", "%", "ordinal")]
    if any(each.outer.start <= mark.start and mark.end <= each.span.start <= mark.end + 1 for each in amounts):
        return True  # "more than double what France spent": a ratio
    return any(0 <= mark.start - each.span.end <= 1 for each in amounts)


def _next_area(scene: Scene, mark: Mark) -> int:
    return next((area.start for area in scene.areas(adjectives=True) if area.start >= mark.end), scene.span.end)


def _pair(scene: Scene, discourse: Discourse, mark: Mark) -> tuple[tuple[str, ...], Mark, tuple[str, ...]] | None:
    """Who is compared with whom, if the words leave no choice."""
    areas = free_areas(scene)
    after = [area for area in areas if 0 <= area.start - mark.end <= 16]
    before = [area for area in areas if area.end <= mark.start]
    word = scene.folded[mark.start : mark.end]
    if not after and len(before) == 2 and scene.phrases.overtaken.match(word):
        return (before[0].value,), before[1], ()
    if not after:
        return None
    left = [area.value for area in before if area.value != after[0].value]
    if len(set(left)) == 1:
        return (left[0],), after[0], ()
    if left:
        who = party(scene, discourse, mark.span, joined_areas(scene, after[0]))
        near = who is not None and who.how in ("in the clause", "the value before") and who.area != after[0].value
        return ((who.area,), after[0], who.doubts) if who is not None and near else None
    if scene.phrases.both.search(scene.before(mark.start, 60)) and discourse.recent(discourse.areas_at, scene.index, 1):
        return (discourse.areas, after[0], ()) if len(discourse.areas) == 2 else None
    if scene.has("members"):
        return None
    area = discourse.area_for(scene.index)
    return ((area,), after[0], ()) if area and area != after[0].value else None
