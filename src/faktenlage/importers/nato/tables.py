"""Sheets of a NATO workbook -> cells with table, block, country and year, wherever on the sheet they stand.

A sheet is walked from top to bottom. A title begins a table, a row of years names the columns, a line of text names
the block (before or after the years; a second block may have no years of its own), notes end the table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from faktenlage.importers.drafts import Doubt
from faktenlage.importers.nato.labels import (
    Heading,
    Label,
    heading,
    is_column_name,
    is_error,
    is_mark,
    is_note,
    is_page_number,
    is_title,
    label,
    number,
    year,
)
from faktenlage.importers.nato.lines import Line, is_header, labels, letters, lines_of

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook  # type: ignore[import-untyped]

__all__ = ["Reading", "TableCell", "read_sheets", "read_tables"]


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table as printed; ``value`` None: a mark for missing, or blank. ``cell`` like ``TABLE1!D11``.

    ``number`` is the table's, such as ``8a``; ``nth`` counts the blocks of a sheet. In a column with more than a year
    above it, ``block`` is that heading and ``unit`` empty.
    """

    sheet: str
    table: str
    number: str
    unit: str
    block: str
    nth: int
    area: str
    year: int
    value: Decimal | None
    is_estimate: bool
    currency: str | None
    footnote_star: bool
    cell: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All cells of a workbook, and what could not be read of it."""

    cells: tuple[TableCell, ...]
    doubts: tuple[Doubt, ...]
    left_out: tuple[str, ...]


def read_tables(workbook: Workbook) -> tuple[TableCell, ...]:
    """Every cell of every table, in the order of the sheets and rows."""
    return read_sheets(workbook).cells


def read_sheets(workbook: Workbook) -> Reading:
    """Every cell of every table, with the doubts and what was left out; sheets that are hidden are not read."""
    cells: list[TableCell] = []
    doubts: list[Doubt] = []
    left_out: list[str] = []
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            left_out.append(f"{sheet.title}: the sheet is hidden")
            continue
        walk = _Walk(sheet.title)
        for line in lines_of(sheet):
            walk.step(line)
        walk.close()
        cells += walk.cells
        doubts += walk.doubts
        left_out += walk.left_out
    return Reading(tuple(cells), tuple(doubts), tuple(left_out))


@dataclass(slots=True)
class _Walk:
    """Where the walk over one sheet stands. ``texts`` are lines of text not yet known to be unit or block."""

    sheet: str
    cells: list[TableCell] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    title: str = ""
    number: str = ""
    title_place: str = ""
    unit: str = ""
    block: str | None = None
    nth: int = 0
    texts: list[str] = field(default_factory=list)
    columns: dict[int, Heading] = field(default_factory=dict)
    header: dict[int, str] = field(default_factory=dict)
    header_row: int = 0
    strays: dict[int, int] = field(default_factory=dict)
    ended: bool = False
    without_years: int = 0

    def step(self, line: Line) -> None:
        """Take in one more row."""
        found = is_title(line.first_text)
        if found and not line.has_numbers:
            self._begin(line, found)
        elif is_header(line):
            self._take_header(line)
        elif line.has_numbers:
            self._take_row(line)
        elif is_note(line.first_text):
            self.ended = True
        elif not (self.ended or is_page_number(line.first_text)):
            self._take_text(line)

    def close(self) -> None:
        """Say what the table held that no column or no year stands above."""
        if self.without_years:
            message = f"no row of years stands above {self.without_years} rows of figures"
            self.doubts.append(Doubt("not_a_number", message, self.title_place or self.sheet))
            self.left_out.append(f"{self.sheet}: {message}")
        self._close_columns()
        self.without_years = 0

    def _close_columns(self) -> None:
        for column, count in sorted(self.strays.items()):
            place = f"{self.sheet}!{letters(column)}{self.header_row}"
            above = repr(self.header[column]) if column in self.header else "nothing"
            message = f"no year but {above} stands above {count} figures"
            if column <= max(self.columns) + 1:
                self.doubts.append(Doubt("not_a_number", message, place))
            self.left_out.append(f"{place}: {message}")
        self.strays = {}

    def _begin(self, line: Line, found: str) -> None:
        self.close()
        self.title, self.number, self.title_place = line.first_text, found, line.place(min(line.texts))
        self.unit, self.block, self.texts, self.columns, self.header = "", None, [], {}, {}
        self.ended = False

    def _take_header(self, line: Line) -> None:
        self._close_columns()
        first = min(column for column, value in line.cells.items() if year(value))
        self.texts += [text for column, text in line.texts.items() if column < first and not is_column_name(text)]
        above = {column: value for column, value in line.cells.items() if column >= first}
        self.columns = {column: found for column, value in above.items() if (found := heading(value))}
        self.header = {column: str(value) for column, value in above.items()}
        self.header_row = line.row
        self.block = None
        self.ended = False

    def _take_text(self, line: Line) -> None:
        """A line without numbers: a country without figures, marks for missing, an error, or a title."""
        first = min(self.columns, default=0)
        left = [text for column, text in line.texts.items() if column < first]
        named = next((text for text in reversed(left) if label(text)), None)
        values = [line.cells[column] for column in self.columns if column in line.cells]
        if values and (named or not left or len(values) > 1 or is_mark(values[0])):
            self._take_row(line)
        elif named or (not left and label(line.first_text)):
            self.left_out.append(f"{line.place(min(line.texts))}: {line.first_text} has no figures")
        elif line.texts:
            self.texts.append(line.first_text)
            self.block = None

    def _take_row(self, line: Line) -> None:
        if not self.columns:
            self.without_years += bool(labels(line, max(line.cells) + 1)) and not self.ended
            return
        if self.ended:
            self.left_out.append(f"{line.place(min(line.cells))}: figures below the notes")
            return
        first = min(self.columns)
        texts = [(column, text) for column, text in line.texts.items() if column < first]
        if not texts:
            self._take_nameless(line)
            return
        known = labels(line, first)
        column, found = known[-1] if known else (texts[-1][0], None)
        self.texts += [text for place, text in texts if place < column and not label(text)]
        self._settle_block()
        if found is None or found.area is None:
            self._refuse(line, column, found)
            return
        self._take_values(line, found)

    def _take_nameless(self, line: Line) -> None:
        """Rows of broken references that were hidden before printing are known; other figures without a name not."""
        values = [value for column, value in line.cells.items() if column in self.columns]
        if not values:
            return
        place = line.place(min(line.cells))
        if all(is_error(value) or value == 0 for value in values) and (line.hidden or all(map(is_error, values))):
            self.left_out.append(f"{place}: a row without name that holds only broken references or zeros")
        elif all(isinstance(value, str) for value in values) and not any(map(is_error, values)):
            if not all(map(is_mark, values)):
                self.texts.append(line.first_text)
                self.block = None
        else:
            self.doubts.append(Doubt("unknown_area", "figures stand in a row without a name", place))
            self.left_out.append(f"{place}: a row without a name")

    def _refuse(self, line: Line, column: int, found: Label | None) -> None:
        name = line.texts[column]
        self.left_out.append(f"{line.place(column)}: the row of {name!r}")
        if found is None:
            message = f"{name!r} is neither a country nor a group that is known"
            self.doubts.append(Doubt("unknown_area", message, line.place(column)))

    def _settle_block(self) -> None:
        """Lines of text since the last figures are: the unit (first ones of a table), the block (the last one)."""
        if self.block is not None:
            return
        is_first = not self.unit
        if self.texts and (is_first or len(self.texts) > 1):
            self.unit = self.texts[0]
        self.block = self.texts[-1] if self.texts else ""
        self.texts = []
        self.nth += 1

    def _take_values(self, line: Line, found: Label) -> None:
        for column, above in self.columns.items():
            raw = line.cells.get(column)
            value = number(raw)
            if value is None and not is_mark(raw):
                message = f"{str(raw)[:40]!r} stands where a number belongs"
                self.doubts.append(Doubt("not_a_number", message, line.place(column)))
                continue
            self.cells.append(self._cell(line, found, column, above, value))
        first = min(self.columns)
        for column, raw in line.cells.items():
            if column > first and column not in self.columns and number(raw) is not None:
                self.strays[column] = self.strays.get(column, 0) + 1

    def _cell(self, line: Line, found: Label, column: int, above: Heading, value: Decimal | None) -> TableCell:
        return TableCell(
            sheet=self.sheet,
            table=self.title,
            number=self.number,
            unit="" if above.text else self.unit,
            block=above.text or self.block or "",
            nth=self.nth,
            area=found.area or "",
            year=above.year,
            value=value,
            is_estimate=above.is_estimate,
            currency=found.currency,
            footnote_star=found.star,
            cell=line.place(column),
        )
