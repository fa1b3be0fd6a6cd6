"""A release of many observations, kept as Parquet and read through DuckDB one measure and year at a time."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from faktenlage.errors import PackError
from faktenlage.figures.origins import Origin
from faktenlage.figures.releases import STATUSES, Cell
from faktenlage.model import Observation, Release

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TABLE = "observations.parquet"
CONTENTS = "contents.csv"


class ParquetTable:
    """Rows sorted by measure, period and area, so that a cross-section is one short piece of the file.

    ``contents.csv`` beside it says how many cells there are of each measure and period.
    """

    def __init__(self, folder: Path, origin: Origin) -> None:
        self.folder = folder
        self.release: Release = origin.release()
        self.margins: Mapping[str, Decimal] = {measure: unit / 2 for measure, unit in origin.rounding.items()}
        self._pages: dict[tuple[str, int], Mapping[str, Cell]] = {}
        self._areas: dict[str, frozenset[str]] = {}

    def observation(self, measure: str, unit: str, area: str, year: int) -> Observation | None:
        if year not in self.counts(measure):
            return None
        cell = self._page(measure, year).get(area)
        if cell is None or cell[0] is None:
            return None
        return Observation(measure, area, year, cell[0], unit, cell[1], self.release, cell[2])

    def counts(self, measure: str) -> Mapping[int, int]:
        return self._counts.get(measure, {})

    def measures(self) -> tuple[str, ...]:
        return tuple(self._counts)

    def areas(self, measure: str) -> frozenset[str]:
        if measure not in self._areas:
            found = self._ask("SELECT DISTINCT area FROM read_parquet(?) WHERE measure = ?", measure)
            self._areas[measure] = frozenset(area for (area,) in found)
        return self._areas[measure]

    def check(self) -> None:
        """Whether the table and its contents agree; raises PackError."""
        found = self._ask("SELECT measure, count(*) FROM read_parquet(?) WHERE length(period) = 4 GROUP BY measure")
        if dict(found) != {measure: sum(years.values()) for measure, years in self._counts.items() if years}:
            raise PackError(self.folder / CONTENTS, None, "does not fit the table", "import the file again")

    @cached_property
    def _counts(self) -> Mapping[str, Mapping[int, int]]:
        found: dict[str, dict[int, int]] = {}
        with (self.folder / CONTENTS).open(encoding="utf-8", newline="") as lines:
            for measure, period, cells in list(csv.reader(lines))[1:]:
                years = found.setdefault(measure, {})
                if len(period) == 4:
                    years[int(period)] = int(cells)
        return found

    @cached_property
    def _connection(self) -> DuckDBPyConnection:
        import duckdb

        connection = duckdb.connect(":memory:", config={"threads": 2})
        connection.execute("SET parquet_metadata_cache = true")
        return connection

    def _page(self, measure: str, year: int) -> Mapping[str, Cell]:
        page = self._pages.get((measure, year))
        if page is None:
            wanted = "SELECT area, value, status, locator FROM read_parquet(?) WHERE measure = ? AND period = ?"
            rows = self._ask(wanted, measure, str(year))
            page = {area: (_number(value), STATUSES[status], locator) for area, value, status, locator in rows}
            self._pages[measure, year] = page
        return page

    def _ask(self, query: str, *wanted: str) -> list[tuple[Any, ...]]:
        path = self.folder / TABLE
        try:
            return self._connection.execute(query, [str(path), *wanted]).fetchall()
        except Exception as error:
            if type(error).__module__.partition(".")[0] not in ("duckdb", "_duckdb"):
                raise
            problem = f"cannot be read ({str(error).splitlines()[0]})"
            raise PackError(path, None, problem, "import the publisher's file again") from None


def _number(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None
