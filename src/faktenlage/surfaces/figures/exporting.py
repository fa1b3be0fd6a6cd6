"""Carries out ``figures export``: looks up names, says what a licence forbids, writes the cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from faktenlage.errors import UnknownNameError
from faktenlage.figures import Figures
from faktenlage.model import Years
from faktenlage.packs.files import nearest
from faktenlage.series import holdings as held
from faktenlage.series import names
from faktenlage.series.selection import Selection
from faktenlage.store.almanac import Almanac
from faktenlage.surfaces.figures import files as figures_files


@dataclass(frozen=True, slots=True)
class Cells:
    """Which cells, by the names a person gave."""

    measures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    group: str | None = None
    years: Years | None = None
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which releases: one, all, or of each figure the newest known on the day."""

    as_of: dt.date
    release: str | None = None
    every: bool = False


def export(cells: Cells, chosen: Chosen, form: str | None, out: Path | None) -> None:
    """Write them; raises UnknownNameError and InputError."""
    selection = select(Almanac.open(), cells, chosen)
    figures_files.warn(selection)
    written = figures_files.export(selection, figures_files.format_of(form, out), out)
    figures_files.told(written, out)


def select(almanac: Almanac, cells: Cells, chosen: Chosen) -> Selection:
    """The names looked up; raises UnknownNameError with the nearest."""
    measures = [names.find_measure(almanac, name, cells.domain)[1].id for name in cells.measures]
    releases = held.holdings(almanac, chosen.as_of, cells.domain)
    if chosen.release is not None:
        releases = _named(releases, chosen.release)
    places = [almanac.figures(key) for key in names.find_domains(almanac, cells.domain)]
    areas = [_area(places, name) for name in cells.areas]
    if cells.group is not None:
        areas.extend(_members(places, cells.group, chosen.as_of))
    return Selection(
        [holding for holding in releases if not measures or set(measures).intersection(holding.table.measures())],
        measures or None,
        sorted(set(areas)) if cells.areas or cells.group else None,
        cells.years,
        newest=not chosen.every and chosen.release is None,
    )


def _named(releases: Sequence[held.Holding], key: str) -> tuple[held.Holding, ...]:
    found = tuple(
        holding for holding in releases if key in (holding.origin.key, f"{holding.domain}/{holding.origin.key}")
    )
    if not found:
        known = [holding.origin.key for holding in releases]
        begun = next((name for name in known if name.startswith(key)), None)
        raise UnknownNameError("release", key, begun or nearest(key, known))
    return found


def _area(places: Sequence[Figures], name: str) -> str:
    """The code of an area in the first domain that knows it."""
    for figures in places[:-1]:
        try:
            return names.find_area(figures, name)
        except UnknownNameError:
            continue
    return names.find_area(places[-1], name)


def _members(places: Sequence[Figures], group: str, day: dt.date) -> tuple[str, ...]:
    known = {name: figures for figures in places for name in figures.domain.groups}
    if group.upper() not in known:
        raise UnknownNameError("group", group, nearest(group.upper(), known))
    return known[group.upper()].members(group.upper(), day)
