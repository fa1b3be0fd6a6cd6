"""The path of a figure as points to draw, the same for pictures and terminals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from faktenlage.pictures.captions import Captions
from faktenlage.series.revisions import Path


@dataclass(frozen=True, slots=True)
class Point:
    """A figure from the day it was released; ``broken`` says why it does not continue the one before, if so."""

    day: dt.date
    value: Decimal
    label: str
    hollow: bool
    broken: str = ""


def points_of(path: Path, captions: Captions) -> tuple[Point, ...]:
    """One point a release; of two on one day the later release counts. Hollow is what is not yet an actual figure."""
    found: dict[dt.date, Point] = {}
    for place, step in enumerate(path.steps):
        broken = captions.broken(step, path.steps[place - 1]) if step.kind == "redefined" else ""
        day, cell = step.reading.release.released, step.reading.cell
        label = captions.number(step.reading.value)
        found[day] = Point(day, step.reading.value, label, cell.status != "actual", broken)
    return tuple(found.values())


def spread(values: Sequence[Decimal | int], cells: int, gap: int) -> list[int]:
    """Places from 0 to ``cells - 1`` for rising values, in proportion and at least ``gap`` apart where they fit."""
    span = (values[-1] - values[0]) or 1
    places = [round((value - values[0]) * (cells - 1) / span) for value in values]
    gap = min(gap, max(1, (cells - 1) // max(1, len(values) - 1)))
    for index in range(1, len(places)):
        places[index] = max(places[index], places[index - 1] + gap)
    limit = cells - 1
    for index in reversed(range(len(places))):
        places[index] = max(0, min(places[index], limit))
        limit = places[index] - gap
    return places
