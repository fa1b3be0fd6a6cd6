"""The lines of a large table as SQL: one row a cell, every part as text."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from faktenlage.errors import InputError
from faktenlage.importers.mappings import YEARS, Mapping
from faktenlage.importers.tidy.layout import Layout, ValueColumn, column_names, layout_of
from faktenlage.importers.tidy.sql_values import identifier, literal, trimmed
from faktenlage.importers.tidy.tables import delimiter_of
from faktenlage.importers.tidy.text import BOMS, encoding_of

HEAD = 1_000_000  # bytes that hold the header and tell the encoding
ENCODINGS = {"utf-8": "utf-8", "ascii": "utf-8", "iso8859-1": "latin-1", "utf-16": "utf-16"}  # what DuckDB reads
TEXTS = ("area", "period", "measure", "unit", "status")


class _Columns(NamedTuple):
    """``name`` writes a column of ``table`` by its number; ``line`` is the number of a line."""

    table: str
    name: Callable[[int], str]
    line: str
    word: str


def lines_of(path: Path, mapping: Mapping) -> str:
    """A SELECT of area, period, value, measure, unit, status, heading_status and locator of every cell.

    Raises InputError for a file that is not there, a missing column or an encoding DuckDB does not read.
    """
    head = _head(path)
    if mapping.file.format == "parquet" or head.startswith(b"PAR1"):
        header = _parquet_header(path, mapping)
        layout = layout_of(header, mapping, path.name)
        return _select(layout, mapping, _parquet(path, header))
    text, encoding = _text(head, path, mapping)
    header, delimiter = _csv_header(text, path, mapping)
    return _select(
        layout_of(header, mapping, path.name), mapping, _csv(path, mapping, (len(header), delimiter, encoding))
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise InputError(path.name, f"cannot be opened ({error.strerror or error})", "check the path") from None
    if not head.strip():
        raise InputError(path.name, "the file is empty", "fetch it again from the publisher")
    return head


def _text(head: bytes, path: Path, mapping: Mapping) -> tuple[str, str]:
    declared = mapping.file.encoding or next((name for mark, name in BOMS if head.startswith(mark)), None)
    whole = head[: head.rfind(b"\n") + 1] or head  # no letter is cut in two
    name = (
        codecs.lookup(declared or encoding_of(whole) or "unknown-8bit").name if declared or encoding_of(whole) else ""
    )
    known = ENCODINGS.get(name.removesuffix("-sig"))
    if known is None:
        problem = f"is in {name}, which large tables cannot be read in" if name else "its encoding cannot be told"
        raise InputError(path.name, problem, "save it as UTF-8")
    try:
        return codecs.getincrementaldecoder(name)().decode(head).removeprefix("\ufeff"), known
    except UnicodeError:
        raise InputError(path.name, f"is not {name}", "give encoding under [file]") from None


def _csv_header(text: str, path: Path, mapping: Mapping) -> tuple[list[str], str]:
    lines = text.splitlines()
    if len(lines) < mapping.file.header:
        raise InputError(path.name, f"has only {len(lines)} lines, the header is said to be line {mapping.file.header}")
    line = lines[mapping.file.header - 1]
    delimiter = delimiter_of(line, mapping.file.delimiter)
    return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])], delimiter


def _csv(path: Path, mapping: Mapping, shape: tuple[int, str, str]) -> _Columns:
    width, delimiter, encoding = shape
    skip = mapping.file.header + mapping.file.skip
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(width))
    table = (
        f"read_csv({literal(_no_glob(path))}, auto_detect=false, header=false, skip={skip}, delim={literal(delimiter)},"
        f" quote='\"', escape='\"', encoding={literal(encoding)}, columns={{{columns}}}, max_line_size=16777216)"
    )
    if mapping.file.last is not None:
        table = f"(SELECT * FROM {table} LIMIT {max(0, mapping.file.last - skip)})"
    return _Columns(table, lambda at: f"coalesce(c{at}, '')", f"row_number() OVER () + {skip}", "line")


def _parquet(path: Path, header: list[str]) -> _Columns:
    table = f"read_parquet({literal(_no_glob(path))}, file_row_number=true)"
    return _Columns(
        table, lambda at: f"coalesce(CAST({identifier(header[at])} AS VARCHAR), '')", "file_row_number + 1", "row"
    )


def _parquet_header(path: Path, mapping: Mapping) -> list[str]:
    """The columns the mapping asks for; which ones there are only the database sees."""
    names = column_names(mapping.columns)
    wide = mapping.columns.wide
    if wide is None:
        return names
    span = YEARS.fullmatch(wide)
    if span is None:
        raise InputError(path.name, "is wide Parquet, whose headings are not seen here", 'give wide = "2014..2024"')
    return [*names, *(str(year) for year in range(int(span[1]), int(span[2]) + 1))]


def _select(layout: Layout, mapping: Mapping, columns: _Columns) -> str:
    def part(name: str) -> str:
        at = layout.parts.get(name)
        return literal(layout.constants.get(name, "")) if at is None else trimmed(columns.name(at))

    texts = ", ".join(f"{part(name)} AS {name}" for name in TEXTS if name != "period")
    place = f"concat('{columns.word} ', {columns.line})"
    at = layout.parts.get("locator")
    own = "NULL::VARCHAR" if at is None else f"nullif({trimmed(columns.name(at))}, '')"
    if mapping.columns.wide is None:
        value = columns.name(layout.values[0].at)
        return (
            f"SELECT {texts}, {part('period')} AS period, {value} AS value, NULL::VARCHAR AS heading_status,"
            f" coalesce({own}, {place}) AS locator FROM {columns.table}"
        )
    cells = ", ".join(_cell(column, columns) for column in layout.values)
    return (
        "SELECT * EXCLUDE (cell, place, own), cell.period AS period, cell.value AS value,"
        " cell.status AS heading_status, coalesce(own, concat(place, ', ', cell.heading)) AS locator"
        f" FROM (SELECT {texts}, {place} AS place, {own} AS own, unnest([{cells}]) AS cell FROM {columns.table})"
    )


def _cell(column: ValueColumn, columns: _Columns) -> str:
    status = literal(column.status) if column.status else "NULL::VARCHAR"
    return (
        f"struct_pack(period := {literal(column.period or '')}, heading := {literal(column.heading)},"
        f" status := {status}, value := {columns.name(column.at)})"
    )


def _no_glob(path: Path) -> str:
    """The path with the signs that DuckDB would take for a pattern."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))
