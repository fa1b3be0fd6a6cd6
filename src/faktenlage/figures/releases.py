"""Releases on disk: ``origin.toml`` with ``observations.csv`` beside it, read strictly and sealed by a checksum."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal

import msgspec

from faktenlage.errors import PackError
from faktenlage.figures.domain import Domain
from faktenlage.model import Observation, Release, Status
from faktenlage.packs.files import nearest, read_toml

COLUMNS = ["measure", "area", "year", "value", "unit", "status", "locator"]
STATUSES: Mapping[str, Status] = {
    "actual": "actual",
    "estimate": "estimate",
    "provisional": "provisional",
    "forecast": "forecast",
    "missing": "missing",
}
NUMBER = frozenset("0123456789.-")

Cell = tuple[Decimal | None, Status, str]


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of ``origin.toml``; ``rounding`` is the unit a measure is printed in where it is coarse."""

    key: str
    dataset: str
    name: str
    released: dt.date
    released_basis: str
    definition: str
    coverage: Literal["complete", "partial"]
    citation: str
    licence: str
    sha256: str
    cutoff: dt.date | None = None
    price_base: str | None = None
    url: str | None = None
    note: str | None = None
    rounding: dict[str, Decimal] = {}

    def release(self) -> Release:
        return Release(
            key=self.key,
            dataset=self.dataset,
            name=self.name,
            released=self.released,
            definition=self.definition,
            coverage=self.coverage,
            cutoff=self.cutoff,
            price_base=self.price_base,
            citation=self.citation,
            url=self.url,
            licence=self.licence,
            sha256=self.sha256,
            note=self.note,
        )


@dataclass(frozen=True, slots=True)
class Table:
    """All cells of one release by measure, then by (area, year); ``margins`` are half a unit of coarse print."""

    release: Release
    cells: Mapping[str, Mapping[tuple[str, int], Cell]]
    margins: Mapping[str, Decimal]
    _read: dict[tuple[str, str, int], Observation] = field(default_factory=dict, compare=False, repr=False)

    def observation(self, measure: str, unit: str, area: str, year: int) -> Observation | None:
        """The published cell, or None where the release has none or says it is missing."""
        cell = self.cells.get(measure, {}).get((area, year))
        if cell is None or cell[0] is None:
            return None
        known = self._read.get((measure, area, year))
        if known is None:
            value, status, locator = cell
            known = Observation(measure, area, year, value, unit, status, self.release, locator)
            self._read[measure, area, year] = known
        return known


def read_tables(folder: Path, domain: Domain) -> tuple[Table, ...]:
    """Every release of a pack, oldest first; the order of the folders on disk does not matter."""
    tables = [read_table(place, domain) for place in sorted(folder.iterdir()) if place.is_dir()]
    return tuple(sorted(tables, key=lambda table: (table.release.released, table.release.key)))


def read_table(folder: Path, domain: Domain) -> Table:
    """One release; raises PackError for an unknown key, a duplicate row and a cell that is not a number."""
    path = folder / "origin.toml"
    origin = read_toml(path, Origin)
    if origin.key != folder.name:
        raise PackError(path, None, f"key is {origin.key!r}", f"make it {folder.name!r}, the name of the folder")
    cells: dict[str, dict[tuple[str, int], Cell]] = {}
    for line, row in _rows(folder / "observations.csv"):
        _add(cells, row, folder / "observations.csv", line, domain)
    margins = {measure: unit / 2 for measure, unit in origin.rounding.items()}
    return Table(origin.release(), cells, margins)


def verify_releases(folder: Path, domain: Domain) -> None:
    """Raise PackError, naming the file, where a release on disk is not the one its origin was sealed for."""
    for place in sorted(folder.iterdir()):
        if place.is_dir():
            path = place / "observations.csv"
            sealed = read_table(place, domain).release.sha256
            found = hashlib.sha256(path.read_bytes()).hexdigest()
            if found != sealed:
                problem = f"sha256 is {found[:12]}..., its origin.toml says {sealed[:12]}..."
                raise PackError(path, None, problem, "restore the file, or add the change as a release of its own")


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows of seven cells with their line. Not ``read_csv``: ten thousand mappings would double the time to load."""
    if not path.exists():
        raise PackError(path, None, "is missing", "add the file or remove the release")
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        header = next(reader, None)
        if header != COLUMNS:
            raise PackError(path, 1, f"header is {header}", f"make it {','.join(COLUMNS)}")
        for row in reader:
            if len(row) != len(COLUMNS):
                raise PackError(path, reader.line_num, f"has {len(row)} cells", f"give all {len(COLUMNS)} columns")
            yield reader.line_num, row


def _add(cells: dict[str, dict[tuple[str, int], Cell]], row: list[str], path: Path, line: int, domain: Domain) -> None:
    measure, area, year, value, unit, status, locator = row
    series = cells.get(measure)
    if series is None:
        if measure not in domain.measures:
            near = nearest(measure, domain.measures)
            raise PackError(
                path, line, f"unknown measure {measure!r}", f"did you mean {near!r}?" if near else "define it"
            )
        series = cells.setdefault(measure, {})
    if unit != domain.measures[measure].unit:
        raise PackError(path, line, f"unit is {unit!r}", f"convert it to {domain.measures[measure].unit!r}")
    known = STATUSES.get(status)
    if known is None or not year.isdigit():
        raise PackError(path, line, f"status {status!r} or year {year!r} is not known", f"use {', '.join(STATUSES)}")
    place = (area, int(year))
    if place in series:
        raise PackError(path, line, f"{measure} of {area} in {year} occurs twice", "keep one of the rows")
    series[place] = (_number(value, known, path, line), known, locator)


def _number(text: str, status: Status, path: Path, line: int) -> Decimal | None:
    if status == "missing":
        return None
    try:
        if text and NUMBER.issuperset(text):
            return Decimal(text)
    except InvalidOperation:
        pass
    raise PackError(path, line, f"{text!r} is not a number", "write digits with a point, or the status missing")
