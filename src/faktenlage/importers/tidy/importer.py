"""Any table with a mapping file: CSV, a sheet of a workbook, JSON Lines; long or with a column a year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Code, Doubt, Draft, Hints, Row, Understood
from faktenlage.importers.mappings import MEASURE, Mapping, read_mapping, tidy_problem
from faktenlage.importers.tidy.cells import Reader, Value, plain, status_of
from faktenlage.importers.tidy.layout import Layout, ValueColumn, layout_of
from faktenlage.importers.tidy.tables import HEADER, Line, Table, open_table
from faktenlage.importers.tidy.text import decoded
from faktenlage.model import Status

MOST_DOUBTS = 100  # a person reads no more; the rest is counted
SNIFF = 400  # bytes that hold the header of ours


class Tidy:
    """Reads whatever a mapping file describes; without one it recognises only our own header."""

    name = "tidy"

    def recognises(self, path: Path) -> bool:
        try:
            with path.open("rb") as file:
                head = decoded(file.read(SNIFF), path.name, "utf-8")
        except (OSError, InputError):
            return False
        return head.splitlines()[:1] == [",".join(HEADER)]

    def read(self, path: Path, hints: Hints) -> Draft:
        if hints.mapping is None:
            raise InputError(
                path.name,
                "does not say what it is a release of",
                "give a mapping file with dataset, domain, name, released and what its columns mean",
            )
        mapping = read_mapping(hints.mapping)
        problem = tidy_problem(mapping)
        if problem:
            raise InputError(str(hints.mapping), *problem)
        table = open_table(path, mapping)
        reading = _Reading(table, mapping, layout_of(table.header, mapping, table.source))
        for line in table.lines:
            reading.add(line)
        if not reading.rows and not reading.doubts:
            raise InputError(path.name, "holds no figures", "check header, skip and the columns of the mapping")
        return reading.draft(self.name, hints)


class _Reading:
    """What has been read of a table so far."""

    def __init__(self, table: Table, mapping: Mapping, layout: Layout) -> None:
        self.table, self.mapping, self.layout = table, mapping, layout
        self.reader = Reader(mapping)
        self.rows: dict[tuple[str, str, str], Row] = {}
        self.doubts: list[Doubt] = []
        self.released: set[str] = set()
        self._left_out: Counter[str] = Counter()
        self._unknown: dict[str, str] = {}

    def add(self, line: Line) -> None:
        released = self._text("released", line)
        if released:
            self.released.add(released)
        measure, unit = self._measure(line)
        area_text = self._text("area", line)
        area = self.reader.area(area_text)
        for column in self.layout.values:
            locator = self._text("locator", line) or self._locator(line, column)
            if not area:
                self._no_area(area_text, area, locator)
                return
            self._add(line, column, Row(measure, area, "", None, unit, "missing", locator))

    def _add(self, line: Line, column: ValueColumn, row: Row) -> None:
        text = column.period or self._text("period", line)
        period = column.period or self.reader.period(text)
        if period is None:
            self._left_out[f"period {text!r} is no year, quarter, month or day"] += 1
            return
        cell = line.cells[column.at]
        value = self.reader.value(cell)
        if value.wrong:
            shown = plain(cell)[:60]
            self._doubt("not_a_number", f"{shown!r} is neither a number nor a known mark for missing", row.locator)
            return
        status = self._status(line, column, value)
        if status == "missing" and value.number is not None:
            self._left_out["a value is said to be missing"] += 1
        known = value.number is not None and status != "missing"
        self._keep(
            row._replace(period=period, value=value.number if known else None, status=status if known else "missing")
        )

    def _keep(self, row: Row) -> None:
        key = (row.measure, row.area, row.period)
        first = self.rows.setdefault(key, row)
        if first is row:
            return
        if first.value == row.value:
            self._left_out["the same value is given again"] += 1
        else:
            message = f"{row.measure}, {row.area}, {row.period} is {first.value} at {first.locator}, here {row.value}"
            self._doubt("duplicate", message, row.locator)

    def _measure(self, line: Line) -> tuple[str, str]:
        text = self._text("measure", line)
        measure = self.mapping.names.get(text, text)
        if not MEASURE.fullmatch(measure):
            raise InputError(
                self.table.source,
                f"line {line.number}: measure {text!r} has no name of ours",
                f'give {text!r} = "my.measure" under [names]',
            )
        defined = self.mapping.unit_of(measure)
        unit = self._text("unit", line) or defined
        if not unit or (defined and unit != defined):
            problem = f"line {line.number}: {measure} has the unit {unit!r}" + (f", not {defined!r}" if unit else "")
            raise InputError(self.table.source, problem, "define its unit under [[measures]] or give it in [constant]")
        return measure, unit

    def _status(self, line: Line, column: ValueColumn, value: Value) -> Status:
        text = self._text("status", line)
        if text and text not in self.reader.statuses:
            raise InputError(
                self.table.source,
                f"line {line.number}: status {text!r} is not known",
                f'give {text!r} = "estimate" (or actual, provisional, forecast, missing) under [statuses]',
            )
        given = self.reader.statuses[text] if text else None
        return status_of(given, value.status or column.status, self.mapping.constant.status)

    def _text(self, part: str, line: Line) -> str:
        at = self.layout.parts.get(part)
        return self.layout.constants.get(part, "") if at is None else plain(line.cells[at])

    def _locator(self, line: Line, column: ValueColumn) -> str:
        place = self.table.place(line.number, column.at)
        return f"{place}, {column.heading}" if column.period and "!" not in place else place

    def _no_area(self, text: str, area: str | None, locator: str) -> None:
        if area == "" or self.mapping.unknown_areas == "leave_out":
            self._left_out[f"area {text!r}"] += 1
        elif text not in self._unknown:
            self._unknown[text] = locator
            self._doubt(
                "unknown_area", f'{text!r} is no country; give its code, or "" to leave it out, under [areas]', locator
            )

    def _doubt(self, code: Code, message: str, locator: str) -> None:
        if len(self.doubts) < MOST_DOUBTS:
            self.doubts.append(Doubt(code, message, locator))
        else:
            self._left_out["a further doubt of the same kinds"] += 1

    def draft(self, importer: str, hints: Hints) -> Draft:
        rows = tuple(self.rows.values())
        return replace(
            outline(self.mapping, hints, importer, self.released),
            rows=rows,
            tables=tables_of(self.table.source, rows),
            doubts=tuple(self.doubts),
            left_out=tuple(f"{reason}: {count} times" for reason, count in self._left_out.items()),
        )


def outline(mapping: Mapping, hints: Hints, importer: str, days: set[str]) -> Draft:
    """A draft with all that the mapping says, and no rows yet; ``days`` are those of a column of days."""
    released, basis = released_of(mapping, hints, days)
    dataset = hints.dataset or mapping.dataset or ""
    return Draft(
        importer=importer,
        domain=mapping.domain or "",
        dataset=dataset,
        slug=dataset.replace("_", "-"),
        name=mapping.name or "",
        released=released,
        released_basis=basis,
        definition=mapping.definition,
        licence=mapping.licence,
        rows=(),
        tables=(),
        coverage=mapping.coverage,
        cutoff=mapping.cutoff,
        price_base=mapping.price_base,
        url=mapping.url,
        note=mapping.note,
        measures=mapping.measures,
    )


def released_of(mapping: Mapping, hints: Hints, column: set[str]) -> tuple[dt.date | None, str]:
    """The day of publication and where it stands; a column of days counts by its latest."""
    if hints.released:
        return hints.released, "given by the user"
    if mapping.released:
        return mapping.released, mapping.released_basis or "given in the mapping file"
    try:
        days = [dt.date.fromisoformat(text[:10]) for text in column]
    except ValueError:
        days = []
    if not days:
        return None, ""
    return max(days), f"the latest day in column {mapping.columns.released}"


def tables_of(source: str, rows: tuple[Row, ...]) -> tuple[Understood, ...]:
    """One table a measure, in the order they first occur."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.measure, []).append(row)
    return tuple(_table(source, measure, group) for measure, group in groups.items())


def _table(source: str, measure: str, rows: list[Row]) -> Understood:
    first, last = min(row.period for row in rows), max(row.period for row in rows)
    periods = first if first == last else f"{first} to {last}"
    return Understood(source, measure, measure, rows[0].unit, periods, len({row.area for row in rows}), len(rows))
