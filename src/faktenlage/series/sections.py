"""The figures as known on a day: a group in one year with its ranks, or one area over the years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from faktenlage.figures import Figures
from faktenlage.figures.domain import Measure
from faktenlage.figures.releases import Table
from faktenlage.model import Release, Years
from faktenlage.series.differences import places
from faktenlage.series.holdings import tables_of
from faktenlage.series.readings import Reading, read_cell


@dataclass(frozen=True, slots=True)
class Line:
    """One area in one year; ``reading`` is None where no figure is known, ``place`` where there is no order."""

    area: str
    year: int
    reading: Reading | None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A set of areas in one year, all by one release, highest first and those without a figure last.

    ``newer`` is a later release that holds only part of the set.
    """

    measure: Measure
    year: int
    lines: tuple[Line, ...]
    release: Release | None
    newer: Release | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The areas without a figure."""
        return tuple(line.area for line in self.lines if line.reading is None)


def section(figures: Figures, measure: Measure, areas: Sequence[str], year: int, as_of: dt.date) -> Section:
    """The newest release known on ``as_of`` that holds all ``areas``, else the one that holds most of them."""
    tables = tables_of(figures.tables, measure.id, as_of)
    held = [(table, _held(table, measure, areas, year)) for table in tables]
    whole = max(held, key=lambda found: (len(found[1]), found[0].release.released), default=None)
    if whole is None or not whole[1]:
        return Section(measure, year, tuple(Line(area, year, None) for area in areas), None)
    table, found = whole
    later = [other for other, some in held[held.index(whole) + 1 :] if some]
    place = places({area: reading.value for area, reading in found.items()})
    lines = [Line(area, year, found.get(area), place.get(area)) for area in areas]
    ordered = tuple(sorted(lines, key=_highest_first))
    return Section(measure, year, ordered, table.release, later[-1].release if later else None)


def run(figures: Figures, measure: Measure, area: str, years: Years | None, as_of: dt.date) -> tuple[Line, ...]:
    """One area over the years, each by the newest release that holds it; by default from the first to the last one."""
    tables = tables_of(figures.tables, measure.id, as_of)
    if years is None:
        known = [year for table in tables for year in table.counts(measure.id) if area in table.areas(measure.id)]
        held = [year for year in known if _newest(tables, measure, area, year) is not None]
        if not held:
            return ()
        years = Years(min(held), max(held))
    return tuple(Line(area, year, _newest(tables, measure, area, year)) for year in range(years.first, years.last + 1))


def _held(table: Table, measure: Measure, areas: Sequence[str], year: int) -> dict[str, Reading]:
    found = {area: read_cell(table, measure, area, year) for area in areas}
    return {area: reading for area, reading in found.items() if reading is not None}


def _newest(tables: Sequence[Table], measure: Measure, area: str, year: int) -> Reading | None:
    readings = (read_cell(table, measure, area, year) for table in reversed(tables))
    return next((reading for reading in readings if reading is not None), None)


def _highest_first(line: Line) -> tuple[bool, int, str]:
    return line.reading is None, line.place or 0, line.area
