"""The mapping file: what the columns of somebody's table mean (docs/mapping-file.md)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from faktenlage.errors import InputError, PackError
from faktenlage.figures.domain import Measure
from faktenlage.model import Status
from faktenlage.packs.files import read_toml

MEASURE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
AREA = re.compile(r"[A-Z][A-Z0-9_]*")
KEY = re.compile(r"[a-z][a-z0-9_]*")
MISSING = ("..", "...", "n/a", "N/A", "NA", "NaN", "null")  # not "-": some print it for nothing, some for unknown
YEARS = re.compile(r"([0-9]{4})\.\.([0-9]{4})")
BREAKS = ("\n", "\r", '"', "")


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the file is read; ``header`` and ``last`` are lines counted from 1, ``skip`` lines follow the header."""

    format: Literal["csv", "xlsx", "jsonl", "parquet"] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header: int = 1
    skip: int = 0
    last: int | None = None


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names in the header. ``wide`` in place of period and value: ``2014..2024`` or a pattern whose group is one."""

    area: str | None = None
    period: str | None = None
    value: str | None = None
    measure: str | None = None
    unit: str | None = None
    status: str | None = None
    locator: str | None = None
    released: str | None = None
    wide: str | None = None


class Constants(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for every line."""

    area: str | None = None
    period: str | None = None
    measure: str | None = None
    unit: str | None = None
    status: Status | None = None


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How values are written; each is multiplied by ten to the power of ``scale``. An empty cell is always missing."""

    decimal: Literal[".", ","] = "."
    thousands: str = ""
    scale: int = 0
    missing: tuple[str, ...] = MISSING


class Periods(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``format`` as of strptime where periods are dates in another shape; ``keep`` is what is left of them."""

    format: str | None = None
    keep: Literal["year", "month", "day"] = "day"


class SdmxPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Components of an SDMX message by their id. ``dimensions`` make the name of a measure, in that order."""

    area: str | None = None
    period: str | None = None
    value: str | None = None
    dimensions: tuple[str, ...] | None = None


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping file; names are tables from what the file writes to what we write."""

    dataset: str | None = None
    domain: str | None = None
    name: str | None = None
    released: dt.date | None = None
    released_basis: str | None = None
    definition: str = ""
    licence: str = ""
    url: str | None = None
    note: str | None = None
    coverage: Literal["complete", "partial"] = "partial"
    cutoff: dt.date | None = None
    price_base: str | None = None
    unknown_areas: Literal["doubt", "leave_out", "keep"] = "doubt"
    file: File = File()
    columns: Columns = Columns()
    constant: Constants = Constants()
    numbers: Numbers = Numbers()
    periods: Periods = Periods()
    sdmx: SdmxPart = SdmxPart()
    areas: dict[str, str] = {}
    names: dict[str, str] = {}
    statuses: dict[str, Status] = {}
    marks: dict[str, Status] = {}
    measures: tuple[Measure, ...] = ()

    def unit_of(self, measure: str) -> str | None:
        """The unit the mapping gives a measure, if any."""
        return next((known.unit for known in self.measures if known.id == measure), None)


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file; raises InputError naming file, line and the nearest key."""
    if not path.is_file():
        raise InputError(str(path), "there is no such mapping file", "check the path")
    try:
        mapping = read_toml(path, Mapping)
    except PackError as error:
        place = f"{error.path}:{error.line}" if error.line else str(error.path)
        raise InputError(place, error.problem, error.remedy) from None
    except RecursionError:
        raise InputError(str(path), "is nested too deeply", "see docs/mapping-file.md") from None
    for problem, remedy in _problems(mapping):
        raise InputError(str(path), problem, remedy)
    return mapping


def tidy_problem(mapping: Mapping) -> tuple[str, str] | None:
    """What a table needs but the mapping does not give, and what to write; None if nothing is lacking."""
    columns, constant = mapping.columns, mapping.constant
    needed = (
        (mapping.dataset, "dataset", 'a name such as dataset = "my_figures"'),
        (mapping.domain, "domain", 'the key of a domain, such as domain = "prices"'),
        (mapping.name, "name", "what the publication is called"),
        (columns.area or constant.area, "area", "area under [columns] or [constant]"),
        (columns.measure or constant.measure, "measure", "measure under [columns] or [constant]"),
        (columns.value or columns.wide, "value", 'value, or wide = "2014..2024", under [columns]'),
        (columns.period or constant.period or columns.wide, "period", "period under [columns] or [constant]"),
    )
    for given, key, remedy in needed:
        if not given:
            return f"does not say the {key}", f"give {remedy}"
    if columns.wide and (columns.value or columns.period or constant.period):
        return "gives both wide and a value or period", "keep one of them"
    if not (columns.unit or constant.unit or mapping.measures):
        return "does not say the unit", "give unit under [columns] or [constant], or define [[measures]]"
    return None


def _problems(mapping: Mapping) -> Iterator[tuple[str, str]]:
    yield from _bad_names(mapping)
    yield from _bad_shapes(mapping)
    for group, both in (
        ("area", mapping.columns.area and mapping.constant.area),
        ("measure", mapping.columns.measure and mapping.constant.measure),
        ("period", mapping.columns.period and mapping.constant.period),
        ("unit", mapping.columns.unit and mapping.constant.unit),
        ("status", mapping.columns.status and mapping.constant.status),
    ):
        if both:
            yield f"gives {group} both as a column and as a constant", "keep one of them"


def _bad_names(mapping: Mapping) -> Iterator[tuple[str, str]]:
    for key in (mapping.dataset, mapping.domain):
        if key is not None and not KEY.fullmatch(key):
            yield f"{key!r} is no key", "use small letters, digits and _, such as my_figures"
    measures = [*mapping.names.values(), *(known.id for known in mapping.measures), mapping.constant.measure]
    for measure in measures:
        if measure is not None and not MEASURE.fullmatch(measure):
            yield f"{measure!r} is no name of a measure", "write it such as prices.cpi"
    for area in (*mapping.areas.values(), mapping.constant.area):
        if area and not AREA.fullmatch(area):
            yield f"{area!r} is no code of an area", "use capitals, digits and _, such as DEU or EURO_AREA"


def _bad_shapes(mapping: Mapping) -> Iterator[tuple[str, str]]:
    file, numbers = mapping.file, mapping.numbers
    if file.header < 1 or file.skip < 0 or (file.last is not None and file.last <= file.header):
        yield "header, skip and last do not fit each other", "count lines from 1: header = 1, skip = 0"
    if file.delimiter is not None and (len(file.delimiter) != 1 or file.delimiter in BREAKS):
        yield f"delimiter {file.delimiter!r} is not one character", 'use ",", ";", "|" or "\\t"'
    if len(numbers.thousands) > 1 or numbers.thousands == numbers.decimal or numbers.thousands.isalnum():
        yield f"thousands {numbers.thousands!r} cannot group digits here", 'use ".", ",", " " or "\'"'
    if abs(numbers.scale) > 30:
        yield f"scale {numbers.scale} is too large", "give a power of ten, such as 3 for thousands"
    if file.encoding is not None and not _is_encoding(file.encoding):
        yield f"encoding {file.encoding!r} is not known", 'use "utf-8", "latin-1", "cp1252" or "utf-16"'
    for mark in mapping.marks:
        if not mark.strip() or mark[0].isdigit():
            yield f"mark {mark!r} could be part of a number", "use letters or signs, such as e or p"
    yield from _bad_wide(mapping.columns.wide)


def _bad_wide(wide: str | None) -> Iterator[tuple[str, str]]:
    if wide is None or YEARS.fullmatch(wide):
        return
    try:
        groups = re.compile(wide).groups
    except re.error as error:
        yield f"wide {wide!r} is no pattern ({error})", 'write it such as "2014..2024" or "(\\\\d{4}) \\\\[.*"'
        return
    if groups < 1:
        yield f"wide {wide!r} has no group for the period", 'put it in brackets: "YR(\\\\d{4})"'


def _is_encoding(name: str) -> bool:
    try:
        "1".encode(name)
    except (LookupError, ValueError):
        return False
    return True
