"""Adds a release to the user's own: written aside, sealed, then put in its place in one step, whole or not at all.

Folders are the whole state; there is no index to fall out of step. Whoever is killed in the middle leaves only a folder
below ``incoming/``, which the next one who adds something takes away.
"""

from __future__ import annotations

import csv
import datetime as dt
import errno
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from faktenlage.errors import FaktenlageError, InputError
from faktenlage.figures.origins import Origin
from faktenlage.figures.releases import COLUMNS
from faktenlage.figures.releases import TABLE as CSV_TABLE
from faktenlage.figures.seals import check_seal, seal, sha256_of
from faktenlage.store.home import releases_folder
from faktenlage.store.parquet import CONTENTS
from faktenlage.store.parquet import TABLE as PARQUET_TABLE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1200MB"
MANY = 20_000  # rows from which a release is kept as Parquet
INCOMING = "incoming"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)  # of a full disk the surfaces speak themselves


Ask = Callable[[str], list[tuple[Any, ...]]]
Approve = Callable[[Ask, str], None]


class StatementError(FaktenlageError):
    """A statement stopped at what it found in a file; the text is the database's."""


class Row(NamedTuple):
    """A cell as text, in the order of the table's columns; an empty value where it is missing."""

    measure: str
    area: str
    period: str
    value: str
    unit: str
    status: str
    locator: str


@dataclass(frozen=True, slots=True)
class Added:
    """Where a release lies; ``new`` False: it was there already, and nothing was written."""

    domain: str
    key: str
    folder: Path
    new: bool


def add_rows(place: Path, domain: str, origin: Origin, rows: Iterable[Row]) -> Added:
    """Store a release given cell by cell; ``origin.key`` is its day and kind, completed here by its content."""
    ordered = sorted(rows)
    with _incoming(place) as folder:
        if len(ordered) < MANY:
            _write_csv(folder / CSV_TABLE, ordered)
        else:
            _write_csv(folder / "rows.csv", ordered)
            columns = ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS)
            source = f"read_csv({_quoted(folder / 'rows.csv')}, header = true, columns = {{{columns}}}, nullstr = '')"
            _write_parquet(folder, f"SELECT * FROM {source}")
            (folder / "rows.csv").unlink()
        return _settle(place, domain, origin, folder)


def add_query(place: Path, domain: str, origin: Origin, query: str, approve: Approve | None = None) -> Added:
    """Store a release that a DuckDB query yields (columns as in ``Row``), of any length, without holding its rows.

    ``approve`` sees the rows once they are written and before they are stored; what it raises leaves nothing behind.
    Raises StatementError where the query stops.
    """
    with _incoming(place) as folder:
        _write_parquet(folder, query)
        if approve is not None:
            with _database(folder) as connection:
                approve(lambda statement: connection.execute(statement).fetchall(), _parquet(folder))
        return _settle(place, domain, origin, folder)


def ask_database(place: Path, statement: str) -> list[tuple[Any, ...]]:
    """What a statement over files yields, within the limits that storing has."""
    with _incoming(place) as folder, _database(folder) as connection:
        return connection.execute(statement).fetchall()


def text_of(value: Decimal | None) -> str:
    """A value as it is stored: every digit, no exponent; empty where it is missing."""
    return "" if value is None else f"{value:f}"


@contextmanager
def _incoming(place: Path) -> Iterator[Path]:
    """An empty folder that nobody else writes to, gone afterwards unless it was moved to its place."""
    folder = _waiting(place) / uuid.uuid4().hex
    with _held(folder.with_suffix(".lock")):
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _waiting(place: Path) -> Path:
    """Where folders are written aside, cleared of what is left over; raises InputError where nothing can be written."""
    waiting = place / INCOMING
    try:
        waiting.mkdir(parents=True, exist_ok=True)
        _clear(waiting)
        with tempfile.TemporaryFile(dir=waiting):
            return waiting
    except OSError as error:
        if error.errno in FULL:
            raise
        problem = f"cannot be written to ({(error.strerror or 'error').lower()})"
        raise InputError(str(place), problem, "name another folder in FAKTENLAGE_HOME") from None


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    """A lock that lives as long as this process and is never seen unlocked; without one, nothing is cleared away."""
    unseen = lock.with_suffix(".new")
    with ExitStack() as stack:
        while not lock.exists():
            stream = stack.enter_context(unseen.open("w"))
            _try_lock(stream.fileno())
            with suppress(FileNotFoundError):  # somebody clearing up took it before it was locked: once more
                unseen.rename(lock)
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def _clear(waiting: Path) -> None:
    """Take away what processes that no longer live have left."""
    for lock in [*waiting.glob("*.lock"), *waiting.glob("*.new")]:
        with suppress(OSError), lock.open("r+") as stream:
            if _try_lock(stream.fileno()):
                shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                lock.unlink(missing_ok=True)


def _try_lock(descriptor: int) -> bool:
    """Whether the lock is ours now."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _write_csv(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([" ".join(cell.split()) for cell in row] for row in rows)


def _write_parquet(folder: Path, query: str) -> None:
    """The rows sorted for reading, and what there is of each measure and period, counted."""
    with _database(folder) as connection:
        connection.execute(
            f"COPY (SELECT {', '.join(COLUMNS)} FROM ({query}) ORDER BY measure, period, area) "
            f"TO {_quoted(folder / PARQUET_TABLE)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
        )
        counted = connection.execute(
            f"SELECT measure, period, count(*) FROM {_parquet(folder)} GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    with (folder / CONTENTS).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["measure", "period", "cells"])
        writer.writerows(counted)


@contextmanager
def _database(folder: Path) -> Iterator[DuckDBPyConnection]:
    """A database that stays small and leaves nothing but what it is told to write."""
    import duckdb

    spill = folder / "spill"
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 2,
        "memory_limit": MEMORY,
        "temp_directory": str(spill),
    }
    try:
        with duckdb.connect(":memory:", config=settings) as connection:
            yield connection
    except duckdb.OutOfMemoryException:
        raise OSError(errno.ENOSPC, "no space left for sorting", str(folder)) from None
    except duckdb.Error as error:
        raise StatementError(" ".join(str(error).split())) from None
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def _parquet(folder: Path) -> str:
    return f"read_parquet({_quoted(folder / PARQUET_TABLE)})"


def _settle(place: Path, domain: str, origin: Origin, folder: Path) -> Added:
    """Complete the folder, make sure it is on disk, and move it to where releases are looked for.

    Raises PackError where the same release lies there, but not as it was sealed.
    """
    table = folder / (PARQUET_TABLE if (folder / PARQUET_TABLE).exists() else CSV_TABLE)
    digest = sha256_of(table)
    key = f"{origin.key}-{digest[:8]}"
    target = releases_folder(place) / domain / key
    if target.exists():
        check_seal(target)
        return Added(domain, key, target, new=False)
    (folder / "origin.toml").write_bytes(_toml(msgspec.structs.replace(origin, key=key, sha256=digest)))
    seal(folder)
    for path in folder.iterdir():
        _flush(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.rename(target)
    except OSError:
        if not target.is_dir():
            raise
        return Added(domain, key, target, new=False)  # somebody else added the same release meanwhile
    _flush(target.parent)
    return Added(domain, key, target, new=True)


def _toml(origin: Origin) -> bytes:
    """``origin.toml``, read back to be sure that it says the same."""
    import tomli_w

    plain: dict[str, Any] = msgspec.to_builtins(origin, builtin_types=(dt.date,), str_keys=True)
    return tomli_w.dumps(_filled(plain)).encode()


def _filled(entries: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: TOML has no null, and the schema has defaults."""
    filled = {}
    for name, value in entries.items():
        if isinstance(value, list | tuple):
            value = [_filled(each) if isinstance(each, dict) else each for each in value]  # noqa: PLW2901
        if value is not None and value not in ([], {}, ()):
            filled[name] = value
    return filled


def _flush(path: Path) -> None:
    """Ask the system to have the file, or the folder's list of files, on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
