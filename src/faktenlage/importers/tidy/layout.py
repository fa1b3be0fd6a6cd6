"""Which column of a table holds what, by its header and a mapping."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from faktenlage.errors import InputError
from faktenlage.importers.mappings import YEARS, Columns, Mapping
from faktenlage.importers.tidy.periods import period_of
from faktenlage.model import Status
from faktenlage.packs.files import nearest

PARTS = ("area", "period", "measure", "unit", "status", "locator", "released")


class ValueColumn(NamedTuple):
    """A column of values; ``period`` and ``status`` where its heading gives them."""

    at: int
    heading: str
    period: str | None
    status: Status | None


class Layout(NamedTuple):
    """Columns by number, counted from 0; a part that is constant or absent is missing from ``parts``."""

    parts: dict[str, int]
    values: tuple[ValueColumn, ...]
    constants: dict[str, str]


def layout_of(header: Sequence[str], mapping: Mapping, source: str) -> Layout:
    """Raises InputError for a column that is not there or there twice."""
    columns, constant = mapping.columns, mapping.constant
    named = {part: name for part in PARTS if (name := getattr(columns, part)) is not None}
    parts = {part: _find(header, name, source) for part, name in named.items()}
    given = {part: getattr(constant, part) for part in ("area", "period", "measure", "unit")}
    constants = {part: value for part, value in given.items() if value is not None}
    if columns.wide is None:
        return Layout(parts, (ValueColumn(_find(header, columns.value or "", source), "", None, None),), constants)
    wide = wide_columns(header, mapping)
    if not wide:
        raise InputError(source, f"no heading fits wide = {columns.wide!r}", f"its columns are {', '.join(header)}")
    periods = [column.period for column in wide]
    twice = next((column for column in wide if periods.count(column.period) > 1), None)
    if twice:
        raise InputError(source, f"two columns are about {twice.period}", "make wide fit one of them only")
    return Layout(parts, wide, constants)


def wide_columns(header: Sequence[str], mapping: Mapping) -> tuple[ValueColumn, ...]:
    """The columns that hold a period each, by their heading."""
    wide = mapping.columns.wide or ""
    span = YEARS.fullmatch(wide)
    found: list[ValueColumn] = []
    for at, heading in enumerate(header):
        text, status = _unmarked(heading, mapping)
        if span is None:
            fits = re.fullmatch(wide, heading) or re.fullmatch(wide, text)
            text = (fits.group(1) or "") if fits else ""
        elif not (text.isdecimal() and text.isascii() and int(span[1]) <= int(text) <= int(span[2])):
            continue
        period = period_of(text)
        if period:
            found.append(ValueColumn(at, heading, period, status))
    return tuple(found)


def column_names(columns: Columns) -> list[str]:
    """The names a mapping asks for, in the order of its keys."""
    names = (columns.area, columns.period, columns.value, columns.measure, columns.unit, columns.status)
    return [name for name in (*names, columns.locator, columns.released) if name]


def _unmarked(heading: str, mapping: Mapping) -> tuple[str, Status | None]:
    for mark in sorted(mapping.marks, key=len, reverse=True):
        if heading.endswith(mark):
            return heading[: -len(mark)].rstrip(), mapping.marks[mark]
    return heading, None


def _find(header: Sequence[str], name: str, source: str) -> int:
    at = [number for number, heading in enumerate(header) if heading == name.strip()]
    if len(at) == 1:
        return at[0]
    if at:
        raise InputError(
            source, f"has {len(at)} columns {name!r}", "rename one of them, or take the header line that differs"
        )
    near = nearest(name, header)
    shown = ", ".join(heading for heading in header[:30] if heading) or "none"
    remedy = f"did you mean {near!r}?" if near else f"its columns are {shown}; check header and delimiter"
    raise InputError(source, f"has no column {name!r}", remedy)
