"""Cells of NATO's tables -> our measures, in their units; which block holds what stands in ``measures.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from faktenlage.figures.domain import Domain, Measure, read_domain
from faktenlage.figures.oracle import DOMAINS
from faktenlage.importers.nato.tables import TableCell
from faktenlage.packs.files import read_toml

__all__ = ["FOLDER", "Mapped", "base_of", "defined", "is_copy", "mapped", "nato_domain", "settings"]

FOLDER = DOMAINS / "nato_defence"

_BASE = re.compile(r"\b((?:19|20)\d\d)\s+prices|prices of ((?:19|20)\d\d)\b")
_SPAN = re.compile(r"\b((?:19|20)\d\d)e?\s*[-–—]\s*(?:19|20)\d\de?\b")
_COUNT = re.compile(r"\b(thousand|million|billion)s?\b")
_POWERS = {"thousand": 3, "million": 6, "billion": 9}


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that have to occur (or must not) for a block to hold ``measure``, a pattern."""

    measure: str
    quantity: Literal["percent", "money", "per_head", "thousands"]
    title: tuple[str, ...] = ()
    not_title: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    block: tuple[str, ...] = ()

    def fits(self, title: str, unit: str, block: str) -> bool:
        """Whether the texts, all in lower case, are such a block's."""
        if any(word in title for word in self.not_title):
            return False
        pairs = ((self.title, title), (self.unit, f"{unit} {block}"), (self.block, block))
        return all(word in text for words, text in pairs for word in words)


class Definition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A measure no domain defines; ``measure`` is the pattern of its rule."""

    measure: str
    kind: Literal["share", "money", "growth", "head", "persons", "rate", "number"]
    total: Literal["sum", "printed"]
    definition: str
    all_members: bool = False


class Crowns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names that several currencies share, and which one each country means."""

    names: tuple[str, ...]
    areas: dict[str, str]


class MeasuresFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of ``measures.toml``."""

    licence: str
    expected: tuple[str, ...]
    copies: tuple[str, ...]
    rule: tuple[Rule, ...]
    same_as: dict[str, str]
    define: tuple[Definition, ...]
    currencies: dict[str, str]
    crowns: Crowns


@dataclass(frozen=True, slots=True)
class Mapped:
    """A cell as a value of one of our measures. ``pattern`` is its rule's, ``parts`` fill that in."""

    cell: TableCell
    measure: str
    unit: str
    value: Decimal | None
    pattern: str
    parts: dict[str, str]


@cache
def settings() -> MeasuresFile:
    """The rules, read once."""
    return read_toml(Path(__file__).with_name("measures.toml"), MeasuresFile)


@cache
def nato_domain() -> Domain:
    """Measures and groups of the domain the figures go to."""
    return read_domain(FOLDER / "domain.toml")


def base_of(cell: TableCell) -> str | None:
    """The year whose prices a block is in; None at current prices and where none is printed."""
    found = _BASE.search(f"{cell.block} {cell.unit}".casefold())
    return (found.group(1) or found.group(2)) if found else None


def is_copy(mapped_cell: Mapped) -> bool:
    """Whether the same figure stands in another table: that of one country's dollars, and summaries."""
    return mapped_cell.cell.number in settings().copies or mapped_cell.parts.get("currency") == "usd"


def mapped(cell: TableCell) -> Mapped | str:
    """The cell as a value of ours, or why it is none."""
    title, unit, block = cell.table.casefold(), cell.unit.casefold(), cell.block.casefold()
    rule = next((rule for rule in settings().rule if rule.fits(title, unit, block)), None)
    if rule is None:
        return "no measure is known for it"
    parts = _parts(cell, rule.measure)
    if isinstance(parts, str):
        return parts
    scale = _scale(rule, f"{block} {unit}")
    if scale is None:
        return "its unit is not printed"
    name = rule.measure.format_map(parts)
    units = {"percent": "%", "per_head": "USD", "thousands": "thousands"}
    return Mapped(
        cell,
        settings().same_as.get(name, name),
        units.get(rule.quantity) or f"bn {parts.get('currency', 'usd').upper()}",
        None if cell.value is None else cell.value.scaleb(scale),
        rule.measure,
        parts,
    )


def defined(cells: Iterable[Mapped]) -> tuple[Measure, ...]:
    """Definitions of the measures among ``cells`` that the domain does not have, in order of their first cell."""
    patterns = {definition.measure: definition for definition in settings().define}
    first: dict[str, Mapped] = {}
    areas: dict[str, set[str]] = {}
    for one in cells:
        if one.measure not in nato_domain().measures:
            first.setdefault(one.measure, one)
            areas.setdefault(one.measure, set()).add(one.cell.area)
    return tuple(_measure(one, patterns[one.pattern], areas[name]) for name, one in first.items())


def _measure(one: Mapped, definition: Definition, areas: set[str]) -> Measure:
    national = "currency" in one.parts
    return Measure(
        id=one.measure,
        kind=definition.kind,
        unit=one.unit,
        total=definition.total,
        definition=definition.definition.format_map(one.parts),
        price_base=one.parts.get("base"),
        areas=tuple(sorted(areas)) if national else (),
        all_members=definition.all_members,
    )


def _parts(cell: TableCell, pattern: str) -> dict[str, str] | str:
    """What fills the names in a pattern, or what is missing for it."""
    parts: dict[str, str] = {}
    if "{base}" in pattern:
        base = base_of(cell)
        if base is None:
            return "neither current prices nor the year of constant ones is printed"
        parts["base"] = base
    if "{first}" in pattern:
        span = _SPAN.search(cell.block)
        if span is None:
            return "the years of the change are not printed"
        parts["first"] = span.group(1)
    if "{currency}" in pattern:
        code = _currency(cell)
        if code is None:
            return f"the currency {cell.currency!r} is not known" if cell.currency else "no currency is printed"
        parts["currency"] = code.casefold()
    return parts


def _currency(cell: TableCell) -> str | None:
    name = (cell.currency or "").casefold()
    crowns = settings().crowns
    if name in {crown.casefold() for crown in crowns.names} and cell.area in crowns.areas:
        return crowns.areas[cell.area]
    return _currencies().get(name)


@cache
def _currencies() -> dict[str, str]:
    return {name.casefold(): code for name, code in settings().currencies.items()}


def _scale(rule: Rule, text: str) -> int | None:
    """Power of ten from the printed to our unit; the block's words come before the table's. None: not printed."""
    found = _COUNT.search(text)
    power = _POWERS[found.group(1)] if found else None
    if rule.quantity == "percent":
        return 0 if "%" in text or "percent" in text else None
    if rule.quantity == "per_head":
        return power or 0
    if power is None:
        return None
    return power - (9 if rule.quantity == "money" else 3)
