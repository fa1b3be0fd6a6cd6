"""One cell of a table -> a number, a status, an area, a period."""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from decimal import Context, Decimal
from functools import cached_property
from typing import NamedTuple

from faktenlage.importers.mappings import Mapping
from faktenlage.importers.tidy.areas import area_of
from faktenlage.importers.tidy.periods import period_by_format, period_of
from faktenlage.importers.tidy.tables import Cell
from faktenlage.model import Status

STATUSES: Table[str, Status] = {
    "": "actual",
    "actual": "actual",
    "estimate": "estimate",
    "provisional": "provisional",
    "forecast": "forecast",
    "missing": "missing",
}
NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"
BLANKS = " \t\u00a0\u202f\u2009"  # what may stand around a number or group its digits

_NUMBER = re.compile(NUMBER)
_EXACT = Context(prec=10_000)  # no digit of a published figure is rounded away


class Value(NamedTuple):
    """A value and what a mark beside it says; ``wrong`` if the cell is neither a number nor known as missing."""

    number: Decimal | None
    status: Status | None = None
    wrong: bool = False


class Reader:
    """Reads cells as a mapping says; what it has read once it remembers."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.statuses: Table[str, Status] = {**STATUSES, **mapping.statuses}
        self._areas: dict[str, str | None] = {}
        self._periods: dict[str, str | None] = {}

    def area(self, text: str) -> str | None:
        """The code; an empty one where it is to be left out, None where it is not known."""
        if text not in self._areas:
            self._areas[text] = area_of(text, self.mapping)
        return self._areas[text]

    def period(self, text: str) -> str | None:
        """None where it is no period of ours."""
        if text not in self._periods:
            rule = self.mapping.periods
            by_format = rule.format is not None
            self._periods[text] = period_by_format(text, rule.format or "", rule.keep) if by_format else period_of(text)
        return self._periods[text]

    def value(self, cell: Cell) -> Value:
        """The number in the unit of the measure, missing, or wrong."""
        if isinstance(cell, Decimal):
            return Value(scaled(cell, self.mapping.numbers.scale) if cell.is_finite() else None)
        text = cell.strip(BLANKS + "\r\n")
        status, bare = self._unmarked(text)
        if bare == "" or bare in self.mapping.numbers.missing or text in self.mapping.numbers.missing:
            return Value(None, status)
        number = self._number(bare)
        return Value(number, status, wrong=number is None)

    def _unmarked(self, text: str) -> tuple[Status | None, str]:
        if text in self.mapping.numbers.missing:
            return None, text
        for mark in self._marks:
            if text.endswith(mark):
                return self.mapping.marks[mark], text[: -len(mark)].rstrip(BLANKS)
        return None, text

    @cached_property
    def _marks(self) -> list[str]:
        return sorted(self.mapping.marks, key=lambda mark: (-len(mark), mark))

    def _number(self, text: str) -> Decimal | None:
        rule = self.mapping.numbers
        if text.startswith("−"):
            text = f"-{text[1:]}"
        if rule.thousands:
            if not self._grouped.fullmatch(text):
                return None
            text = re.sub(self._group, "", text)
        if rule.decimal == ",":
            if "." in text:
                return None
            text = text.replace(",", ".")
        return scaled(Decimal(text), rule.scale) if _NUMBER.fullmatch(text) else None

    @cached_property
    def _grouped(self) -> re.Pattern[str]:
        return re.compile(grouped(self.mapping))

    @cached_property
    def _group(self) -> str:
        return group_mark(self.mapping)


def grouped(mapping: Mapping) -> str:
    """The pattern of a number whose digits are grouped by three or not at all; ``1.5`` is neither if ``.`` groups."""
    mark, decimal = group_mark(mapping), re.escape(mapping.numbers.decimal)
    return rf"[+-]?(?:[0-9]{{1,3}}(?:{mark}[0-9]{{3}})+|[0-9]*)(?:{decimal}[0-9]*)?(?:[eE][+-]?[0-9]{{1,2}})?"


def group_mark(mapping: Mapping) -> str:
    """The pattern of the mark between groups of digits; a blank stands for the narrow ones too."""
    mark = mapping.numbers.thousands
    return f"[{BLANKS}]" if mark in BLANKS else f"[{re.escape(mark)}]"


def scaled(number: Decimal, scale: int) -> Decimal:
    """``number`` times ten to the power of ``scale``, every digit kept, without an exponent."""
    return Decimal(format(number.scaleb(scale, _EXACT), "f"))


def plain(cell: Cell) -> str:
    """A cell as text: whole numbers without point."""
    return cell.strip() if isinstance(cell, str) else format(cell, "f")


def status_of(given: Status | None, marked: Status | None, constant: Status | None) -> Status:
    """A column says it before a mark, a mark before what holds for all."""
    return given or marked or constant or "actual"
