"""One sheet of SIPRI's workbook -> rows: the header is found, and the colour of a figure tells its status."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from faktenlage.errors import InputError
from faktenlage.figures.domain import Measure
from faktenlage.importers.drafts import Doubt, Row
from faktenlage.importers.sipri.tables import Table, measure_of, settings
from faktenlage.model import Status
from faktenlage.packs.areas import area_code

__all__ = ["Sheet", "read_sheet"]

Cell = Any  # of openpyxl, which is not typed

_HEADER_WITHIN = 40  # rows
_ABSURD = 10**30  # of any currency, inflated ones too; what is larger, or infinite, comes from a broken cell
_CURRENT = re.compile(r"((?:19|20)\d\d) \(current prices\)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: the year it is about, and the measure it is in."""

    place: int
    year: str
    measure: Measure


@dataclass(slots=True)
class Sheet:
    """What was read; ``refused`` says why nothing was, and ``left_out`` counts the cells passed over by the reason.

    ``years`` are those of the header, whether there is a figure or not.
    """

    title: str
    table: Table
    heading: str = ""
    base: str = ""
    measure: Measure | None = None
    refused: str = ""
    years: tuple[str, ...] = ()
    other_columns: list[str] = field(default_factory=list)
    rows: dict[tuple[str, str, str], Row] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    coloured: Counter[str] = field(default_factory=Counter)


def read_sheet(worksheet: Cell, table: Table, name: str) -> Sheet:
    """All figures of a sheet; raises InputError (file ``name``) where its header contradicts itself."""
    sheet = Sheet(worksheet.title.strip(), table)
    lines = worksheet.iter_rows()
    heading, header = _header(lines, table)
    sheet.heading = heading.partition("\n")[0]
    base = table.base(heading)
    if header is None or base is None:
        part = "row of years" if header is None else "heading"
        sheet.refused = f"its {part} is not the one SIPRI gives this table"
        return sheet
    sheet.base, sheet.measure = base, measure_of(table, base)
    columns = list(_columns(header, sheet, sheet.measure))
    if not columns or len({(column.year, column.measure.id) for column in columns}) < len(columns):
        problem = "has no years above its columns" if not columns else "has two columns of one year"
        raise InputError(name, f"sheet {sheet.title!r} {problem}", "fetch it again from SIPRI")
    sheet.years = tuple(sorted(column.year for column in columns))
    body = list(lines)
    if table.percent and not all(_is_percent(cell) for line in body for cell in _numbers(line, columns)):
        sheet.refused = "its cells are not formatted as per cent, so that fractions cannot be told from percentages"
        return sheet
    for line in body:
        _read_line(line, columns, sheet)
    return sheet


def _header(lines: Iterator[Sequence[Cell]], table: Table) -> tuple[str, Sequence[Cell] | None]:
    """The text above the header, line by line, and the header's cells."""
    first = "Region" if table.regions else "Country"
    texts: list[str] = []
    for number, line in enumerate(lines):
        if number >= _HEADER_WITHIN:
            break
        label = str(line[0].value or "").strip() if line else ""
        if label == first:
            return "\n".join(texts), line
        texts.append(" ".join(label.split()))
    return "\n".join(texts), None


def _columns(header: Sequence[Cell], sheet: Sheet, measure: Measure) -> Iterator[Column]:
    for place, cell in enumerate(header):
        text = " ".join(str("" if cell.value is None else cell.value).split())
        current = _CURRENT.fullmatch(text)
        if year := _year(cell.value):
            yield Column(place, year, measure)
        elif current and sheet.table.regions:
            yield Column(place, current[1], measure_of(sheet.table, ""))
        elif text.lower() not in settings().columns and not re.search(settings().other_columns, text.lower()):
            sheet.other_columns.append(text[:40])


def _year(value: object) -> str:
    """The year as text, be the cell a number or not; empty where it is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text if re.fullmatch(r"(?:19|20)\d\d", text) else ""


def _read_line(line: Sequence[Cell], columns: Sequence[Column], sheet: Sheet) -> None:
    """Adds the figures of one row; rows without any are headings and blanks."""
    cells = [(column, line[column.place]) for column in columns if column.place < len(line)]
    if all(cell.value is None or str(cell.value).strip() == "" for _, cell in cells):
        return
    label = " ".join(str(line[0].value or "").split())
    area = settings().regions.get(label) if sheet.table.regions else area_code(label)
    if label in settings().not_taken and not sheet.table.regions:
        sheet.left_out[f"{label}: {settings().not_taken[label]}"] += len(list(_numbers(line, columns)))
    elif area is None:
        sheet.doubts.append(Doubt("unknown_area", f"no known area: {label[:60]!r}", _place(sheet, line[0])))
    else:
        for column, cell in cells:
            _read_cell(area, column, cell, sheet)


def _read_cell(area: str, column: Column, cell: Cell, sheet: Sheet) -> None:
    value, place, table = cell.value, _place(sheet, cell), sheet.table
    if not _is_number(value):
        _read_mark(area, column, cell, sheet)
    elif not 0 <= value < _ABSURD:
        sheet.doubts.append(Doubt("not_a_number", f"{area} {column.year} is {value}, which no expenditure is", place))
    elif value == 0 and table.regions:
        sheet.left_out["totals of a region that are zero, which none can be"] += 1
    else:
        number = _decimal(value, table)
        _keep(Row(column.measure.id, area, column.year, number, table.unit, _status(cell, sheet), place), sheet)


def _read_mark(area: str, column: Column, cell: Cell, sheet: Sheet) -> None:
    """A cell without a number: missing, no state, empty, or something that nobody foresaw."""
    text = "" if cell.value is None else "".join(str(cell.value).split())
    place = _place(sheet, cell)
    if text in settings().missing:
        _keep(Row(column.measure.id, area, column.year, None, column.measure.unit, "missing", place), sheet)
    elif text.lower() == settings().no_state:
        sheet.left_out["years in which there was no such state"] += 1
    elif not text:
        sheet.left_out["empty cells"] += 1
    else:
        sheet.doubts.append(Doubt("not_a_number", f"{text[:40]!r} is no number", place))


def _keep(row: Row, sheet: Sheet) -> None:
    """A second row of a country adds what the first one lacks; where both have a figure that is doubtful."""
    key = (row.measure, row.area, row.period)
    before = sheet.rows.get(key)
    if before is None or before.value is None:
        sheet.rows[key] = row
    elif row.value is not None and row.value != before.value:
        message = f"{row.area} {row.period} is {before.value:f} and {row.value:f}"
        sheet.doubts.append(Doubt("duplicate", message, row.locator))


def _decimal(value: float, table: Table) -> Decimal:
    """The shortest decimal that is this number; the workbook keeps no others."""
    moved = Decimal(repr(value)).scaleb(2 if table.percent else table.shift)
    return Decimal(f"{moved:f}")


def _numbers(line: Sequence[Cell], columns: Iterable[Column]) -> Iterator[Cell]:
    for column in columns:
        cell = line[column.place] if column.place < len(line) else None
        if cell is not None and _is_number(cell.value):
            yield cell


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_percent(cell: Cell) -> bool:
    return "%" in str(cell.number_format)


def _place(sheet: Sheet, cell: Cell) -> str:
    return f"{sheet.title}!{cell.coordinate}"


def _status(cell: Cell, sheet: Sheet) -> Status:
    colour = cell.font.color if cell.has_style else None
    name = _colour(colour.type, str(colour.value)) if colour is not None else ""
    if not name:
        return "actual"
    sheet.coloured[name] += 1
    return "estimate"


@cache
def _colour(kind: str, value: str) -> str:
    """The name of a colour that means something; a black or a theme's colour does not."""
    for colour in settings().colours:
        if (kind == "indexed" and int(value) in colour.indexed) or (kind == "rgb" and value[-6:].upper() == colour.rgb):
            return colour.name
    return ""
