"""Rows of a sheet: what they hold, and whether years or countries stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faktenlage.importers.nato.labels import Label, label, number, plain, year

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

__all__ = ["Line", "is_header", "labels", "letters", "lines_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet that holds anything: its cells by column, counted from 1."""

    sheet: str
    row: int
    hidden: bool
    cells: dict[int, object]

    @property
    def texts(self) -> dict[int, str]:
        return {column: plain(value) for column, value in self.cells.items() if isinstance(value, str)}

    @property
    def first_text(self) -> str:
        return next(iter(self.texts.values()), "")

    @property
    def has_numbers(self) -> bool:
        return any(number(value) is not None for value in self.cells.values())

    def place(self, column: int) -> str:
        return f"{self.sheet}!{letters(column)}{self.row}"


def lines_of(sheet: Worksheet) -> Iterator[Line]:
    """Rows that hold anything but blanks."""
    hidden = {row for row, shape in sheet.row_dimensions.items() if shape.hidden}
    for row, values in enumerate(sheet.iter_rows(values_only=True), 1):
        filled = {
            column: value
            for column, value in enumerate(values, 1)
            if value is not None and not (isinstance(value, str) and not value.strip())
        }
        if filled:
            yield Line(sheet.title, row, row in hidden, filled)


def letters(column: int) -> str:
    """Column 1 -> A, 27 -> AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def is_header(line: Line) -> bool:
    """At least two years, none before another, no country, and no number that is no year."""
    years = [found.year for value in line.cells.values() if (found := year(value))]
    if len(years) < 2 or years != sorted(years):
        return False
    numbers = [value for value in line.cells.values() if number(value) is not None]
    return all(year(value) for value in numbers) and not any(label(text) for text in line.texts.values())


def labels(line: Line, before: int) -> list[tuple[int, Label]]:
    """Countries and groups named left of a column, each with its own."""
    return [(column, found) for column, text in line.texts.items() if column < before and (found := label(text))]
