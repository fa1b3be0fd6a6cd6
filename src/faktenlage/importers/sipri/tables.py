"""Which sheets of SIPRI's workbook hold what: ``sipri.toml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from faktenlage.figures.domain import Measure
from faktenlage.packs.files import read_toml

__all__ = ["Settings", "Table", "measure_of", "settings", "table_of"]


class Colour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A colour of the font that marks a figure, as a place in the palette or by its red, green and blue."""

    name: str
    indexed: tuple[int, ...]
    rgb: str


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sheet: how it is known, and what it measures. ``regions``: its rows are regions, not countries."""

    title: str
    sheet: str
    says: tuple[str, ...]
    measure: str
    kind: Literal["share", "money", "head", "number"]
    unit: str
    definition: str
    total: Literal["sum", "printed"] = "printed"
    decimals: int | None = None
    shift: int = 0
    percent: bool = False
    regions: bool = False

    def base(self, heading: str) -> str | None:
        """The price base that the heading names: a year, empty at current prices; None where it is another sheet's."""
        found = [re.search(pattern, heading) for pattern in self.says]
        bases = [one.groupdict().get("base") for one in found if one]
        if len(bases) < len(found):
            return None
        return next((base for base in bases if base), "")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of ``sipri.toml``."""

    licence: str
    domain: str
    dataset: str
    definition: str
    url: str
    countries: int
    missing: tuple[str, ...]
    no_state: str
    columns: tuple[str, ...]
    other_columns: str
    other_sheets: tuple[str, ...]
    colours: tuple[Colour, ...]
    tables: tuple[Table, ...]
    not_taken: dict[str, str]
    regions: dict[str, str]


@cache
def settings() -> Settings:
    """``sipri.toml``, read once."""
    return read_toml(Path(__file__).with_name("sipri.toml"), Settings)


def table_of(title: str) -> Table | None:
    """What a sheet of that name holds; None where the name is not one of SIPRI's."""
    return next((table for table in settings().tables if re.fullmatch(table.sheet, title.strip())), None)


def measure_of(table: Table, base: str) -> Measure:
    """The measure at the prices of ``base``, empty for current ones."""
    definition = f"{table.definition}; prices of {base}" if base else table.definition
    return Measure(
        table.measure + base,
        table.kind,
        table.unit,
        table.total,
        definition,
        decimals=table.decimals,
        price_base=base or None,
    )
