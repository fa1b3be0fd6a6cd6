"""Releases on disk: ``origin.toml`` with ``observations.csv`` beside it, read strictly and sealed by checksums."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Protocol

from faktenlage.errors import PackError
from faktenlage.figures.domain import Domain, Measure
from faktenlage.figures.origins import Origin, read_origin
from faktenlage.figures.seals import check_seal
from faktenlage.model import Observation, Release, Status
from faktenlage.packs.files import nearest

TABLE = "observations.csv"
COLUMNS = ["measure", "area", "period", "value", "unit", "status", "locator"]
STATUSES: Mapping[str, Status] = {
    "actual": "actual",
    "estimate": "estimate",
    "provisional": "provisional",
    "forecast": "forecast",
    "missing": "missing",
}
NUMBER = frozenset("0123456789.-")

Line = tuple[int, list[str]]
Cell = tuple[Decimal | None, Status, str]


class Table(Protocol):
    """All cells of one release, whatever it is stored in. ``margins`` are half a unit of coarse print, by measure."""

    @property
    def release(self) -> Release: ...

    @property
    def margins(self) -> Mapping[str, Decimal]: ...

    @property
    def folder(self) -> Path: ...

    def observation(self, measure: str, unit: str, area: str, year: int) -> Observation | None:
        """The published cell, or None where the release has none or says it is missing."""
        ...

    def counts(self, measure: str) -> Mapping[int, int]:
        """How many cells of a measure there are for each year."""
        ...

    def measures(self) -> tuple[str, ...]:
        """The measures it holds anything of."""
        ...

    def areas(self, measure: str) -> frozenset[str]:
        """The areas it holds anything of, for a measure."""
        ...

    def check(self) -> None:
        """Read everything; raises PackError for an unknown measure, a duplicate row, a cell that is not a number."""
        ...


class CsvTable:
    """A release kept as CSV; the lines of a measure are read when it is first asked for."""

    def __init__(self, folder: Path, origin: Origin, domain: Domain) -> None:
        self.folder = folder
        self.release = origin.release()
        self.margins = {measure: unit / 2 for measure, unit in origin.rounding.items()}
        self._path = folder / TABLE
        self._domain = domain
        self._cells: dict[str, Mapping[tuple[str, int], Cell]] = {}
        self._read: dict[tuple[str, str, int], Observation] = {}

    def observation(self, measure: str, unit: str, area: str, year: int) -> Observation | None:
        cell = self._of(measure).get((area, year))
        if cell is None or cell[0] is None:
            return None
        known = self._read.get((measure, area, year))
        if known is None:
            value, status, locator = cell
            known = Observation(measure, area, year, value, unit, status, self.release, locator)
            self._read[measure, area, year] = known
        return known

    def counts(self, measure: str) -> Mapping[int, int]:
        return Counter(year for _, year in self._of(measure))

    def measures(self) -> tuple[str, ...]:
        return tuple(self._lines)

    def areas(self, measure: str) -> frozenset[str]:
        return frozenset(area for area, _ in self._of(measure))

    def check(self) -> None:
        for measure in self._lines:
            self._of(measure)

    @cached_property
    def _lines(self) -> Mapping[str, list[tuple[int, str]]]:
        """Numbered lines by measure, not yet taken apart."""
        text = _text(self._path)
        lines = text.split("\n")
        if lines[0].rstrip("\r") != ",".join(COLUMNS):
            raise PackError(self._path, 1, f"header is {lines[0]}", f"make it {','.join(COLUMNS)}")
        found: dict[str, list[tuple[int, str]]] = {}
        for number, line in enumerate(lines[1:], 2):
            if line:
                found.setdefault(line.partition(",")[0], []).append((number, line))
        return found

    def _of(self, measure: str) -> Mapping[tuple[str, int], Cell]:
        cells = self._cells.get(measure)
        if cells is None:
            lines = self._lines.get(measure, [])
            cells = self._cells[measure] = self._parsed(measure, lines) if lines else {}
        return cells

    def _parsed(self, measure: str, lines: list[tuple[int, str]]) -> Mapping[tuple[str, int], Cell]:
        known = self._domain.measures.get(measure)
        if known is None:
            near = nearest(measure, self._domain.measures)
            remedy = f"did you mean {near!r}?" if near else "define it"
            raise PackError(self._path, lines[0][0], f"unknown measure {measure!r}", remedy)
        cells: dict[tuple[str, int], Cell] = {}
        seen: set[tuple[str, str]] = set()
        for number, line in lines:
            row = next(csv.reader([line])) if '"' in line else line.rstrip("\r").split(",")
            self._add(cells, seen, (number, row), known)
        return cells

    def _add(
        self, cells: dict[tuple[str, int], Cell], seen: set[tuple[str, str]], line: Line, measure: Measure
    ) -> None:
        number, row = line
        if len(row) != len(COLUMNS):
            raise PackError(self._path, number, f"has {len(row)} cells", f"give all {len(COLUMNS)} columns")
        _, area, period, text, unit, status, locator = row
        if unit != measure.unit:
            raise PackError(self._path, number, f"unit is {unit!r}", f"convert it to {measure.unit!r}")
        known = STATUSES.get(status)
        if known is None or not period[:4].isdigit():
            problem = f"status {status!r} or period {period!r} is not known"
            raise PackError(self._path, number, problem, f"use {', '.join(STATUSES)}, and periods such as 2024")
        if (area, period) in seen:
            problem = f"{measure.id} of {area} in {period} occurs twice"
            raise PackError(self._path, number, problem, "keep one of the rows")
        seen.add((area, period))
        value = _number(text, known, self._path, number)
        if len(period) == 4:  # quarters, months and days are kept for SQL and exports; queries ask for years
            cells[area, int(period)] = (value, known, locator)


def read_tables(folder: Path, domain: Domain) -> tuple[CsvTable, ...]:
    """Every release of a pack, oldest first; the order of the folders on disk does not matter."""
    if not folder.is_dir():
        return ()
    tables = [read_table(place, domain) for place in sorted(folder.iterdir()) if place.is_dir()]
    return tuple(sorted(tables, key=by_release))


def read_table(folder: Path, domain: Domain) -> CsvTable:
    """One release; its lines are read when they are needed, or by ``check``."""
    return CsvTable(folder, read_origin(folder), domain)


def by_release(table: Table) -> tuple[str, str]:
    """Sorts tables by the day of release, then by key."""
    return table.release.released.isoformat(), table.release.key


def verify_release(folder: Path) -> None:
    """Raise PackError, naming the file, where a release on disk is not the one that was sealed."""
    check_seal(folder)
    read_origin(folder)


def rows_of(folder: Path) -> Iterator[list[str]]:
    """The rows of a release kept as CSV, every period included, in the order they are kept."""
    yield from csv.reader(_text(folder / TABLE).split("\n")[1:-1])


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PackError(path, None, "is missing", "add the file or remove the release") from None
    except UnicodeDecodeError as error:
        raise PackError(path, None, f"is not UTF-8 (byte {error.start})", "save it as UTF-8") from None


def _number(text: str, status: Status, path: Path, line: int) -> Decimal | None:
    if status == "missing":
        return None
    try:
        if text and NUMBER.issuperset(text):
            return Decimal(text)
    except InvalidOperation:
        pass
    raise PackError(path, line, f"{text!r} is not a number", "write digits with a point, or the status missing")
