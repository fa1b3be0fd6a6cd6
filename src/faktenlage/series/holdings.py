"""Which releases there are, where they come from and how much each of them holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from faktenlage.figures.domain import Measure
from faktenlage.figures.origins import Origin, read_origin
from faktenlage.figures.releases import Table, by_release
from faktenlage.series.names import find_day, find_domains
from faktenlage.store.almanac import Almanac

_RELEASES = "releases"
_NOT_TO_BE_PASSED_ON = (
    "not for redistribution",
    "no redistribution",
    "not be redistributed",
    "not be passed on",
    "fair use",
)


@dataclass(frozen=True, slots=True)
class Holding:
    """A release of a domain with all that is known of its source; ``cells`` counts those about whole years."""

    domain: str
    table: Table
    origin: Origin
    cells: int

    @property
    def kept(self) -> Literal["own", "shipped"]:
        """Whether it ships or is the user's own: packs keep DOMAIN/releases/KEY, users releases/DOMAIN/KEY."""
        return "shipped" if self.table.folder.parent.name == _RELEASES else "own"

    @property
    def restricted(self) -> bool:
        """Whether its licence forbids to pass the figures on."""
        licence = self.origin.licence.lower()
        return any(words in licence for words in _NOT_TO_BE_PASSED_ON)


@dataclass(frozen=True, slots=True)
class Extent:
    """A measure with the years there are figures of and how many releases hold some; ``years`` is None for none."""

    domain: str
    measure: Measure
    releases: int
    years: tuple[int, int] | None


def holdings(almanac: Almanac, as_of: dt.date, domain: str | None = None) -> tuple[Holding, ...]:
    """The releases known on a day, oldest first within a domain; raises UnknownNameError."""
    return tuple(
        Holding(key, table, read_origin(table.folder), _cells(table))
        for key in find_domains(almanac, domain)
        for table in almanac.figures(key).tables
        if table.release.released <= as_of
    )


def extents(almanac: Almanac, as_of: dt.date, domain: str | None = None) -> Iterator[Extent]:
    """The measures of a domain in the order it defines them, those without figures included."""
    for key in find_domains(almanac, domain):
        tables = [table for table in almanac.figures(key).tables if table.release.released <= as_of]
        for measure in almanac.domains[key].measures.values():
            counts = [counted for table in tables if (counted := table.counts(measure.id))]
            years = [year for counted in counts for year in counted]
            yield Extent(key, measure, len(counts), (min(years), max(years)) if years else None)


def tables_of(tables: tuple[Table, ...], measure: str, as_of: dt.date) -> list[Table]:
    """The releases known on a day that hold anything of a measure, oldest first."""
    known = sorted((table for table in tables if table.release.released <= as_of), key=by_release)
    return [table for table in known if measure in table.measures()]


def release_at(tables: tuple[Table, ...], measure: str, wanted: str, as_of: dt.date) -> Table | None:
    """The release of that key, or the newest one of a measure known on that day; None where there was none yet.

    Raises UnknownNameError for what is neither a day nor the key of a release known on ``as_of``.
    """
    known = tables_of(tables, measure, as_of)
    by_key = {table.release.key: table for table in known}
    if wanted in by_key:
        return by_key[wanted]
    day = find_day(wanted, by_key)
    return next((table for table in reversed(known) if table.release.released <= day), None)


def _cells(table: Table) -> int:
    return sum(sum(table.counts(measure).values()) for measure in table.measures())
