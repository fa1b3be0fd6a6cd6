"""What the World Bank's codes stand for: indicators -> measures, areas -> countries and aggregates."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from faktenlage.figures.domain import Measure
from faktenlage.packs.areas import area_code, is_area_code
from faktenlage.packs.files import read_toml

__all__ = ["Indicator", "Settings", "area_of", "indicator", "is_aggregate", "is_indicator_code", "scaled", "settings"]

_CODE = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)+")
_BRACKET = re.compile(r"\(([^()]+)\)\s*$")


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An indicator whose measure the domain defines."""

    code: str
    measure: str
    unit: str
    shift: int = 0


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the name of an indicator says of its kind; ``pattern`` is searched in it."""

    pattern: str
    kind: Literal["share", "money", "growth", "head", "rate"]
    unit: str
    total: Literal["sum", "printed"] = "printed"
    shift: int = 0


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of ``worldbank.toml``."""

    licence: str
    domain: str
    dataset: str
    economies: int
    beyond_iso: tuple[str, ...]
    indicators: tuple[Known, ...]
    named: tuple[Named, ...]
    aggregates: dict[str, str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measure as the World Bank counts it; ``definition`` None: the domain defines the measure."""

    measure: str
    unit: str
    shift: int
    definition: Measure | None


@cache
def settings() -> Settings:
    """``worldbank.toml``, read once."""
    return read_toml(Path(__file__).with_name("worldbank.toml"), Settings)


def is_indicator_code(code: str) -> bool:
    """Whether ``code`` has the form of an indicator's, such as ``MS.MIL.XPND.GD.ZS``."""
    return _CODE.fullmatch(code) is not None


@cache
def indicator(code: str, title: str) -> Indicator:
    """The measure of an indicator; one that the domain does not define is named for its code."""
    for known in settings().indicators:
        if known.code == code:
            return Indicator(known.measure, known.unit, known.shift, None)
    measure_id = "worldbank." + re.sub(r"[.-]", "_", code.lower())
    for named in settings().named:
        found = re.search(named.pattern, title)
        if found:
            base = found.groupdict().get("base")
            measure = Measure(measure_id, named.kind, named.unit, named.total, title, price_base=base)
            return Indicator(measure_id, named.unit, named.shift, measure)
    bracket = _BRACKET.search(title)
    unit = bracket[1] if bracket else "number"
    return Indicator(measure_id, unit, 0, Measure(measure_id, "number", unit, "printed", title))


def is_aggregate(code: str) -> bool:
    """Whether ``code`` is an aggregate's: its three letters (``WLD``) or the two characters of the API (``1W``)."""
    return code in settings().aggregates or code in _aggregates_by_id()


def area_of(code: str, name: str, listed: Collection[str] = ()) -> str | None:
    """The area of a code; None where it is not known or ``name`` is another country's.

    ``listed`` are codes that the publisher's own list of countries holds. Two-letter codes of the API are understood.
    """
    area = _aggregates_by_id().get(code) or (area_code(name) if len(code) == 2 else code)
    if area is None or not _is_known(area, listed):
        return None
    named = area_code(name)
    return None if named is not None and named != area else area


def scaled(value: Decimal, shift: int) -> Decimal:
    """``value`` with the decimal point moved; exact however many digits there are, unlike Decimal.scaleb."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise TypeError(f"{value} is not finite")
    return Decimal((sign, digits, exponent + shift))


def _is_known(area: str, listed: Collection[str]) -> bool:
    return area in settings().aggregates or area in settings().beyond_iso or area in listed or is_area_code(area)


@cache
def _aggregates_by_id() -> dict[str, str]:
    return {short: code for code, short in settings().aggregates.items()}
