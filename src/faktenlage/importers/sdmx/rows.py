"""Observations of a message -> rows, with what had to be doubted or left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping as Table
from decimal import Decimal
from typing import NamedTuple

from faktenlage.errors import InputError
from faktenlage.figures.domain import Measure
from faktenlage.importers.drafts import Doubt, Row
from faktenlage.importers.mappings import Mapping
from faktenlage.importers.sdmx import codes as sdmx_codes
from faktenlage.importers.sdmx.messages import Message
from faktenlage.importers.sdmx.series import Components, Names, definition_of, slug
from faktenlage.importers.tidy.cells import NUMBER, scaled

MOST_DOUBTS = 100
UNSTATED = "unstated"  # a unit the message does not give

_NUMBER = re.compile(NUMBER)

Record = Table[str, str]


class Series(NamedTuple):
    """What has one name with us: the codes of its key and its unit."""

    key: tuple[str, ...]
    unit: str


class Reading:
    """What has been read of a message so far; ``note`` says what was assumed."""

    def __init__(self, source: str, message: Message, mapping: Mapping, components: Components) -> None:
        self.source, self.message, self.mapping, self.components = source, message, mapping, components
        self.doubts: list[Doubt] = []
        self._names = Names(message, mapping)
        self._rows: dict[tuple[Series, str, str], Row] = {}
        self._texts: dict[Series, str] = {}
        self._left_out: Counter[str] = Counter()
        self._place = mapping.constant.area or sdmx_codes.area(message.agency or message.flow or "SDMX")

    @property
    def note(self) -> str:
        notes = []
        if not self.message.exact and not self.mapping.sdmx.dimensions:
            notes.append(f"dimensions told by their order: {', '.join(self.components.dimensions)}")
        if self.components.area is None and not self.mapping.constant.area:
            notes.append(f"the message has no areas, its figures are kept under {self._place}")
        return "; ".join(notes)

    def add(self, record: Record) -> None:
        """One observation with all attributes that hold for it."""
        key = tuple(record.get(name, "") for name in self.components.key)
        period = self._period(record)
        area = self._area(record)
        if period is None or not area:
            return
        series = Series(key, self._unit(record))
        locator = ".".join(
            record.get(name, "") for name in self.components.dimensions if name != self.components.period
        )
        row = Row("", area, period, None, series.unit, "missing", f"{locator}:{period}")
        text = record.get(self.components.value, "").strip()
        status = sdmx_codes.status(self._status(record))
        if text not in sdmx_codes.NOT_A_VALUE:
            if not _NUMBER.fullmatch(text):
                self._doubt(Doubt("not_a_number", f"{text[:60]!r} is no number", row.locator))
                return
            if status == "missing":
                self._left_out["a value whose status says that it is missing"] += 1
            else:
                row = row._replace(value=scaled(Decimal(text), self.mapping.numbers.scale), status=status)
        self._texts.setdefault(series, definition_of(self.message, self._labelled(key), record))
        self._keep(series, row)

    def rows(self) -> tuple[Row, ...]:
        """All rows, named; raises InputError where two series would get one name."""
        names = self._measures()
        return tuple(row._replace(measure=names[series]) for (series, _, _), row in self._rows.items())

    def measures(self) -> tuple[Measure, ...]:
        """Definitions of the measures that the mapping does not define."""
        defined = {measure.id for measure in self.mapping.measures}
        return tuple(
            Measure(name, "number", series.unit, "printed", self._texts[series])
            for series, name in self._measures().items()
            if name not in defined
        )

    def left_out(self) -> tuple[str, ...]:
        """What was not taken over, with how often."""
        return tuple(f"{reason}: {count} times" for reason, count in self._left_out.items())

    def _measures(self) -> dict[Series, str]:
        units = Counter(series.key for series in self._texts)
        names: dict[Series, str] = {}
        for series in self._texts:
            name = self._names.measure(series.key)
            several = units[series.key] > 1  # such as national currencies: one measure has one unit
            names[series] = f"{name}_{slug(series.unit.replace('%', 'percent')) or UNSTATED}" if several else name
        twice = [name for name, count in Counter(names.values()).items() if count > 1]
        if twice:
            keys = " and ".join(".".join(series.key) for series, name in names.items() if name == twice[0])
            raise InputError(
                self.source, f"{keys} would both be called {twice[0]}", "name them under [names] of a mapping file"
            )
        return names

    def _keep(self, series: Series, row: Row) -> None:
        first = self._rows.setdefault((series, row.area, row.period), row)
        if first is row:
            return
        if not self.message.exact and not self.mapping.sdmx.dimensions:
            raise InputError(
                self.source,
                f"does not say which components are dimensions, and {row.locator} is there twice",
                "list them as dimensions under [sdmx] of a mapping file",
            )
        if first.value == row.value:
            self._left_out["the same value is given again"] += 1
        else:
            message = f"{row.locator} is {first.value}, further below {row.value}"
            self._doubt(Doubt("duplicate", message, row.locator))

    def _period(self, record: Record) -> str | None:
        constant = self.mapping.constant.period
        text = constant or record.get(self.components.period or "", "")
        period = sdmx_codes.period(text)
        if period is None:
            self._left_out[f"period {text!r} is no year, quarter, month or day"] += 1
        return period

    def _area(self, record: Record) -> str:
        if self.components.area is None:
            return self._place
        code = record.get(self.components.area, "")
        area = self.mapping.areas[code] if code in self.mapping.areas else sdmx_codes.area(code) if code else ""
        if not area:
            self._left_out[f"area {code!r}"] += 1
        return area

    def _unit(self, record: Record) -> str:
        return self.mapping.constant.unit or sdmx_codes.unit(record) or UNSTATED

    @staticmethod
    def _status(record: Record) -> str:
        return next((record[key] for key in record if key.upper() in sdmx_codes.STATUS_IDS), "")

    def _labelled(self, key: tuple[str, ...]) -> dict[str, str]:
        return dict(zip(self.components.key, key, strict=True))

    def _doubt(self, doubt: Doubt) -> None:
        if len(self.doubts) < MOST_DOUBTS:
            self.doubts.append(doubt)
        else:
            self._left_out["a further doubt of the same kinds"] += 1
