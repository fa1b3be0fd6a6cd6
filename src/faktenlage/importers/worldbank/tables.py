"""CSV files of the World Bank, alone or in the zip its site gives: a row for each area, a column for each period."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from faktenlage.errors import InputError
from faktenlage.importers.worldbank.indicators import is_indicator_code
from faktenlage.importers.worldbank.points import (
    FETCH,
    MOST_BYTES,
    Download,
    Point,
    decoded,
    period_of,
    read_bytes,
)
from faktenlage.model import Status

__all__ = ["is_table", "is_zip_of_tables", "read_table", "read_zip"]

_KEYS = (
    {"country name", "country code", "indicator name", "indicator code"},
    {"country name", "country code", "series name", "series code"},
)
_MISSING = {"", ".."}
_PREAMBLE = 10  # rows within which the header has to be found
_HEAD = 16_384  # bytes in which header and preamble fit
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_US_DAY = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)


class Header(NamedTuple):
    """Where the columns are; ``periods`` as (column, period, heading)."""

    width: int
    name: int
    code: int
    title: int
    indicator: int
    periods: tuple[tuple[int, str, str], ...]
    others: tuple[str, ...]


def is_table(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is such a CSV; never raises."""
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    lines = head[:_HEAD].decode(encoding, errors="replace").splitlines()[:_PREAMBLE]
    try:
        return any(_header(row) for row in csv.reader(lines))
    except (csv.Error, InputError):
        return False


def is_zip_of_tables(path: Path) -> bool:
    """Whether the file is a zip with such a CSV in it; never raises."""
    try:
        with zipfile.ZipFile(path) as archive:
            for part in _tables(archive):
                with archive.open(part) as file:
                    if is_table(file.read(_HEAD)):
                        return True
    except _BROKEN:
        return False
    return False


def read_table(data: bytes, name: str) -> Download:
    """The cells of a CSV file; raises InputError where it is cut off or of another form."""
    header: Header | None = None
    points: list[Point] = []
    notes: dict[str, str] = {}
    for line, row in _rows(decoded(data, name), name):
        if header is None:
            header = _header(row, name)
            if header is None:
                notes |= _note(row)
        elif len(row) == 1:
            notes |= _note(row[0].split(":", 1))
        else:
            points += _points(header, row, line, name)
    if header is None:
        raise InputError(name, "has no header with the World Bank's columns", FETCH)
    left_out = tuple(f"column {other!r}, which is no period" for other in header.others)
    updated = _day(notes.get("last updated date", "") or notes.get("last updated", ""))
    source = notes.get("data source", "") or notes.get("data from database", "")
    return Download(name, tuple(points), updated, source, left_out=left_out)


def read_zip(path: Path) -> Download:
    """The one table of figures in a zip, with the countries its metadata lists; raises InputError."""
    read_bytes(path)  # refuses what is too large before it is unpacked
    try:
        with zipfile.ZipFile(path) as archive:
            contents = {part.filename: _unpacked(archive, part, path.name) for part in _tables(archive)}
    except _BROKEN as error:
        raise InputError(path.name, f"the zip is damaged or cut off ({str(error)[:100]})", FETCH) from None
    figures = [name for name, data in contents.items() if is_table(data[:_HEAD])]
    if len(figures) != 1:
        raise InputError(path.name, f"holds {len(figures)} tables of figures instead of one", "unpack it first")
    listed = {
        code
        for name, data in contents.items()
        if name.rpartition("/")[2].lower().startswith("metadata_country")
        for code in _listed(data, name)
    }
    return replace(read_table(contents[figures[0]], figures[0]), listed=frozenset(listed))


def _tables(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [part for part in archive.infolist() if part.filename.lower().endswith(".csv")][:20]


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bytes:
    """What the table of contents says of sizes is not believed: reading stops at the limit."""
    with archive.open(part) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError(name, f"{part.filename} unpacks to more than {MOST_BYTES // 1_000_000} MB", FETCH)
    return data


def _listed(data: bytes, name: str) -> Iterator[str]:
    """Codes in the list of countries that comes with the figures; aggregates are in it as well."""
    rows = _rows(decoded(data, name), name)
    _, header = next(rows, (0, [""]))
    if header[0].strip().casefold() == "country code":
        yield from (row[0].strip() for _, row in rows)


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not empty, with the line each ends in."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise InputError(name, f"line {reader.line_num} is not valid CSV ({error}), it may be cut off", FETCH) from None


def _header(row: Sequence[str], name: str = "") -> Header | None:
    """The row as header; None where it is none. Raises InputError where two columns are of one period."""
    cells = [cell.strip().casefold() for cell in row]
    keys = next((keys for keys in _KEYS if keys <= set(cells)), None)
    if keys is None:
        return None
    periods, others = [], []
    for column, cell in enumerate(row):
        period = period_of(cell)
        if period:
            periods.append((column, period, cell.strip()))
        elif cell.strip() and cell.strip().casefold() not in keys:
            others.append(cell.strip())
    if len({period for _, period, _ in periods}) < len(periods):
        raise InputError(name, "has two columns of one period", FETCH)
    if not periods:
        return None
    kind = "indicator" if "indicator code" in keys else "series"
    places = (cells.index(key) for key in ("country name", "country code", f"{kind} name", f"{kind} code"))
    country, code, title, indicator = places
    return Header(len(row), country, code, title, indicator, tuple(periods), tuple(others))


def _points(header: Header, row: Sequence[str], line: int, name: str) -> Iterator[Point]:
    if len(row) != header.width:
        problem = f"line {line} has {len(row)} cells and the header {header.width}, it may be cut off"
        raise InputError(name, problem, FETCH)
    code = row[header.indicator].strip()
    if not is_indicator_code(code):
        raise InputError(name, f"line {line}: {code[:40]!r} is no code of an indicator", FETCH)
    title, area, country = row[header.title].strip(), row[header.code].strip(), row[header.name].strip()
    for column, period, heading in header.periods:
        text = row[column].strip()
        text = "" if text in _MISSING else text
        status: Status = "actual" if text else "missing"
        yield Point(code, title, area, country, period, text, status, f"line {line}, {heading[:6].strip()}")


def _note(row: Sequence[str]) -> dict[str, str]:
    """A line in front of the header or after the figures: what it is about and what it says."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return {cells[0].casefold(): cells[1]} if len(cells) == 2 else {}


def _day(text: str) -> dt.date | None:
    iso, american = _ISO_DAY.fullmatch(text), _US_DAY.fullmatch(text)
    try:
        if iso:
            return dt.date(*map(int, iso.groups()))
        if american:
            return dt.date(int(american["year"]), int(american["month"]), int(american["day"]))
    except ValueError:
        return None
    return None
