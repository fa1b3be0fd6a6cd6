"""Claims about the year by which a group wants to meet a target it has set itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from faktenlage.claims.discourse import Deadline, Discourse, Draft, years
from faktenlage.claims.fits import Fit, fits
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import free_areas
from faktenlage.model import Asserted, Interval, Level, Reading

__all__ = ["deadlines"]


def deadlines(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "... verpflichteten sich, bis 2035 fünf Prozent aufzuwenden", "agreed in The Hague to reach by 2035"."""
    known = [each for each in discourse.context.deadlines if each.decided <= discourse.context.published]
    if not known or not _of_all(scene):
        return
    for fit in fits(scene, scene.phrases.frames.by_year):
        when = fit.time("year")
        year = when.period.year if when is not None and when.period is not None else None
        meant = [each for each in known if _meant(scene, fit, each)]
        if year is None or year <= discourse.context.published.year or len(meant) != 1:
            continue
        asserted = Asserted(fit.span.of(scene.text), "year", Interval(Decimal(year), Decimal(year)), Decimal(1))
        query = Level(meant[0].measure, scene.matter.group, years(discourse.context.published.year))
        yield Draft(fit.span, Reading(query, asserted), why=(f"deadline of {meant[0].measure}",), presupposed=True)
        return


def _of_all(scene: Scene) -> bool:
    """Whether the group wants it, not one state by itself."""
    group = scene.has("members") or scene.has("organisation")
    return group and not any(mark.kind != "area_adjective" for mark in free_areas(scene))


def _meant(scene: Scene, fit: Fit, deadline: Deadline) -> bool:
    """The guideline is meant by its share, or by the place that it is called after."""
    share = fit.quantity("bar")
    named = scene.phrases.guideline.get(deadline.key)
    if named is not None and named.search(scene.folded, scene.span.start, scene.span.end):
        return share is None or share.value in deadline.shares
    return deadline.told and share is not None and share.value in deadline.shares and scene.has("members")
