"""Claims about the time since when a value has not been as high or as low."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from faktenlage.claims.discourse import Discourse, Draft, years
from faktenlage.claims.fits import Fit, fits
from faktenlage.claims.parties import party
from faktenlage.claims.scene import Scene
from faktenlage.claims.standings import measures_of
from faktenlage.claims.years import year_for
from faktenlage.language.marks import Mark
from faktenlage.model import Asserted, Interval, Reading, Since

__all__ = ["records"]


def records(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "so hoch wie seit 2021 nicht mehr", "the lowest level since 2016"."""
    if scene.has("rival") and not scene.has("measure"):
        return
    frames = scene.phrases.frames
    found = [_record(scene, discourse, fit, "highest") for fit in fits(scene, frames.high)]
    found += [_record(scene, discourse, fit, "lowest") for fit in fits(scene, frames.low)]
    yield from (draft for draft in found if draft is not None)


def _record(scene: Scene, discourse: Discourse, fit: Fit, kind: Literal["highest", "lowest"]) -> Draft | None:
    when = fit.time("year")
    since = when.period.year if when is not None and when.period is not None else None
    who = party(scene, discourse, fit.span, [each for each in fit.slots.values() if isinstance(each, Mark)])
    told = who.told if who is not None else None
    measures = (told.measure,) if told is not None else measures_of(scene, discourse)
    if since is None or who is None or not measures:
        return None
    found = year_for(scene, discourse, fit.span.start, measures[0])
    first = told.year if told is not None and told.sentence == scene.index else found.year
    spans = [at for at in dict.fromkeys((first, found.year, *found.rivals)) if at > since]
    if not spans:
        return None
    asserted = Asserted(fit.span.of(scene.text), "year", Interval(Decimal(since), Decimal(since)), Decimal(1))
    readings = [Reading(Since(measure, who.area, years(at), kind), asserted) for measure in measures for at in spans]
    why = (f"area {who.area}: {who.how}", f"year {spans[0]}", f"since {since}")
    pieces = (fit.span, *([who.mark.span] if who.mark else []))
    return Draft(fit.span, readings[0], others=tuple(readings[1:]), why=why, doubts=who.doubts, pieces=pieces)
