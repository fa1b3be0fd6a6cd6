"""Tables of any kind as lines of cells: CSV, a sheet of a workbook, JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeAlias

from faktenlage.errors import InputError
from faktenlage.importers.mappings import File, Mapping
from faktenlage.importers.tidy.text import decoded

DELIMITERS = (",", ";", "\t", "|")
MOST_BYTES = 250_000_000  # what fits into memory cell by cell; larger tables go straight into the store
HEADER = ("measure", "area", "period", "value", "unit", "status", "locator")

Cell: TypeAlias = str | Decimal


class Line(NamedTuple):
    """A line and where it is: counted from 1."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines under a header; ``place`` names a cell by the number of its line and its column, counted from 0."""

    source: str
    header: tuple[str, ...]
    lines: Iterator[Line]
    place: Callable[[int, int], str]


def open_table(path: Path, mapping: Mapping) -> Table:
    """The table of a file; raises InputError, also while its lines are read."""
    data = bytes_of(path)
    kind = mapping.file.format or _kind(data, path)
    if kind == "parquet":
        raise InputError(path.name, "Parquet is read by the store only", "add it to the store as a large table")
    if kind == "xlsx":
        return _sheet(path, mapping.file)
    text = decoded(data, path.name, mapping.file.encoding)
    return _json_lines(text, path.name) if kind == "jsonl" else _csv(text, path.name, mapping.file)


def bytes_of(path: Path) -> bytes:
    """The content; raises InputError for what is missing, empty or too large for memory."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputError(
                path.name, f"is too large to be read cell by cell ({size // 1_000_000} MB)", "give it as CSV or Parquet"
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path.name, f"cannot be opened ({error.strerror or error})", "check the path") from None
    if not data.strip():
        raise InputError(path.name, "the file is empty", "fetch it again from the publisher")
    return data


def delimiter_of(line: str, wanted: str | None) -> str:
    """The declared delimiter, else the one that parts the header into most cells."""
    if wanted:
        return wanted
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark), [])))


def _kind(data: bytes, path: Path) -> str:
    if data.startswith(b"PAR1"):
        return "parquet"
    if zipfile.is_zipfile(path) or data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "xlsx"
    return "jsonl" if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else "csv"


def _csv(text: str, source: str, file: File) -> Table:
    lines = text.splitlines()
    if len(lines) < file.header:
        raise InputError(source, f"has only {len(lines)} lines, the header is said to be line {file.header}")
    delimiter = delimiter_of(lines[file.header - 1], file.delimiter)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for _ in range(file.header - 1):
        next(reader, None)
    header = next(_safely(reader, source), [])

    def rows() -> Iterator[Line]:
        for row in _safely(reader, source):
            number = reader.line_num
            if file.last is not None and number > file.last:
                return
            if number > file.header + file.skip and any(cell.strip() for cell in row):
                _check_width(row, header, source, number)
                yield Line(number, list(row))

    names = tuple(name.strip() for name in header)
    return Table(source, names, rows(), lambda line, _: f"line {line}")


def _safely(reader: Iterator[list[str]], source: str) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        line = getattr(reader, "line_num", 0)
        raise InputError(
            source, f"line {line} is no proper CSV ({error})", "check the quotes, or whether it was cut off"
        ) from None


def _check_width(row: list[str], header: list[str], source: str, number: int) -> None:
    surplus = [cell for cell in row[len(header) :] if cell.strip()]
    if len(row) < len(header) or surplus:
        raise InputError(
            source,
            f"line {number} has {len(row)} cells, the header {len(header)}",
            f"check the delimiter; if notes begin there, give last = {number - 1} under [file]",
        )


def _sheet(path: Path, file: File) -> Table:
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    from faktenlage.importers.workbooks import open_workbook

    workbook = open_workbook(path)
    names = [sheet.title for sheet in workbook.worksheets]
    if file.sheet is None and len(names) != 1:
        raise InputError(path.name, f"has {len(names)} sheets", f"give sheet under [file], one of {', '.join(names)}")
    title = file.sheet or names[0]
    if title not in names:
        raise InputError(path.name, f"has no sheet {title!r}", f"its sheets are {', '.join(names)}")
    sheet = workbook[title]
    rows = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    if len(rows) < file.header:
        raise InputError(path.name, f"sheet {title!r} has {len(rows)} rows, the header is said to be row {file.header}")
    first = file.header + file.skip
    lines = (
        Line(number, row)
        for number, row in enumerate(rows[first : file.last], first + 1)
        if any(cell != "" for cell in row)
    )
    header = tuple(str(cell).strip() for cell in rows[file.header - 1])
    return Table(path.name, header, lines, lambda line, column: f"{title}!{get_column_letter(column + 1)}{line}")


def _cell(value: object) -> Cell:
    """A cell of a sheet: floats by their shortest notation, which is what was typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return number.to_integral_value() if number.is_finite() and number == number.to_integral_value() else number
    return value.isoformat() if hasattr(value, "isoformat") else str(value).strip()


def _json_lines(text: str, source: str) -> Table:
    records: list[tuple[int, dict[str, Cell]]] = []
    header: dict[str, None] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            record = _record(line, source, number)
            header.update(dict.fromkeys(record))
            records.append((number, record))
    names = tuple(header)
    lines = (Line(number, [record.get(name, "") for name in names]) for number, record in records)
    return Table(source, names, lines, lambda line, _: f"line {line}")


def _record(line: str, source: str, number: int) -> dict[str, Cell]:
    try:
        found = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, ArithmeticError, RecursionError):
        raise InputError(
            source, f"line {number} is no JSON object", "give one object a line, or check whether it was cut off"
        ) from None
    if not isinstance(found, dict) or any(isinstance(value, dict | list) for value in found.values()):
        raise InputError(source, f"line {number} is no flat JSON object", "give one object of plain values a line")
    return {name: _json_cell(value) for name, value in found.items()}


def _json_cell(value: object) -> Cell:
    if isinstance(value, Decimal):
        return value
    return "" if value is None else str(value).strip()
