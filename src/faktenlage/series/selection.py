"""Cells of any number of releases as a stream of rows, read by DuckDB so that no release has to fit into memory."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from faktenlage.errors import PackError
from faktenlage.figures.releases import COLUMNS, TABLE
from faktenlage.model import Years
from faktenlage.series.holdings import Holding
from faktenlage.store.parquet import TABLE as PARQUET
from faktenlage.store.sql_text import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FIELDS = ("domain", "release", "released", "definition", *COLUMNS)
"""Columns of an export, all of them text; ``value`` is the number with all published digits, empty where missing."""

MEMORY = "2GB"  # what is more than this is sorted on disk
_PAGE = 20_000

Row = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which cells to take; None takes all. ``newest`` keeps of each cell only the newest release that has a figure."""

    holdings: Sequence[Holding]
    measures: Sequence[str] | None = None
    areas: Sequence[str] | None = None
    years: Years | None = None
    newest: bool = False


def rows(selection: Selection) -> Iterator[Row]:
    """The rows in the order of ``FIELDS``: oldest release first and each as it is kept, or sorted where ``newest``.

    Raises PackError where a table cannot be read.
    """
    if not selection.holdings:
        return
    with opened() as connection:
        found = asked(selection, lambda: connection.execute(query(selection)))
        while page := asked(selection, lambda: found.fetchmany(_PAGE)):
            yield from page


@contextmanager
def opened() -> Iterator[DuckDBPyConnection]:
    """A database in memory that may use a temporary folder."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="faktenlage-") as spill:
        connection = duckdb.connect(":memory:", config={"threads": 2, "memory_limit": MEMORY, "temp_directory": spill})
        try:
            yield connection
        finally:
            connection.close()


def query(selection: Selection) -> str:
    """The rows as SQL."""
    every = " UNION ALL BY NAME ".join(_of(holding, selection) for holding in selection.holdings)
    if not selection.newest:
        return every
    chosen = "ORDER BY status = 'missing', released DESC, release DESC"
    return (
        f"SELECT * FROM ({every}) QUALIFY row_number() OVER (PARTITION BY domain, measure, area, period {chosen}) = 1 "
        "ORDER BY domain, measure, area, period"
    )


def asked(selection: Selection, ask: Callable[[], T]) -> T:
    """What ``ask`` gives; a fault of the database is told as one of the tables it reads, or of a full disk."""
    import duckdb

    try:
        return ask()
    except duckdb.Error as error:
        if os.strerror(errno.ENOSPC).lower() in str(error).lower():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        folder = selection.holdings[0].table.folder
        place = next((held.table.folder for held in selection.holdings if str(held.table.folder) in str(error)), folder)
        problem = f"cannot be read ({str(error).splitlines()[0]})"
        raise PackError(place, None, problem, "check the store with its seals, or import the file again") from None


def _of(holding: Holding, selection: Selection) -> str:
    release = holding.table.release
    known = {
        "domain": holding.domain,
        "release": release.key,
        "released": release.released.isoformat(),
        "definition": release.definition,
    }
    constants = ", ".join(f"{literal(value)} AS {name}" for name, value in known.items())
    kept = ", ".join(f"coalesce({name}, '') AS {name}" for name in COLUMNS)
    return f"SELECT {constants}, {kept} FROM {_table(holding.table.folder)} WHERE {_condition(selection)}"


def _table(folder: Path) -> str:
    if (folder / PARQUET).exists():
        return f"read_parquet({literal(str(folder / PARQUET))})"
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in COLUMNS)
    form = """auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', new_line = '\\n'"""
    return f"read_csv({literal(str(folder / TABLE))}, {form}, columns = {{{columns}}})"


def _condition(selection: Selection) -> str:
    wanted = [
        f"{column} IN ({', '.join(map(literal, names)) or 'NULL'})"
        for column, names in (("measure", selection.measures), ("area", selection.areas))
        if names is not None
    ]
    if selection.years is not None:
        first, last = selection.years.first, selection.years.last
        wanted.append(f"left(period, 4) BETWEEN {literal(f'{first:04d}')} AND {literal(f'{last:04d}')}")
    return " AND ".join(wanted) or "true"
