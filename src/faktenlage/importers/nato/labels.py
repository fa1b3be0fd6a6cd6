"""What single cells of NATO's tables say: titles, years, countries with currency and star, numbers, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from faktenlage.packs.areas import area_code

__all__ = [
    "GROUPS",
    "Heading",
    "Label",
    "heading",
    "is_column_name",
    "is_error",
    "is_mark",
    "is_note",
    "is_page_number",
    "is_title",
    "label",
    "number",
    "plain",
    "year",
]

# Rows that are no country; None where the figures have no such group.
GROUPS: dict[str, str | None] = {
    "nato": "NATO",
    "nato total": "NATO",
    "total nato": "NATO",
    "nato europe and canada": "EUR_CAN",
    "european allies and canada": "EUR_CAN",
    "nato europe": "NATO_EUROPE",
    "european allies": "NATO_EUROPE",
    "north america": None,
}
_MISSING_MARKS = frozenset({"", ".", "..", "...", ". .", "…", "-", "--", "–", "—", "n/a", "n.a.", "na", ":", "x"})

_TITLE = re.compile(r"table\s*(\d{1,2}\s?[a-z]?)\s*[:.–—-]\s*\S", re.IGNORECASE)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*\(?([eᵉ])?\)?\s*\**", re.IGNORECASE)
_YEAR_WITHIN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?(e\b)?", re.IGNORECASE)
_NOTE = re.compile(r"notes?\b\s*[:.]|notes?$|\*|\([a-z0-9]\)\s|source\s*:", re.IGNORECASE)
_PAGE = re.compile(r"[-–—]?\s*\d{1,3}\s*[-–—]")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_FOOTNOTE = re.compile(r"[a-z0-9]{1,2}", re.IGNORECASE)
_COLUMN_NAMES = frozenset({"country", "countries", "nation", "nations", "ally", "allies", "member", "year", "years"})
_LONG = 140  # characters; labels and titles are shorter, notes longer


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column: the year it is about; ``text`` where it says more than the year."""

    year: int
    is_estimate: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A row's label. ``area`` None: a group no figures are kept for; ``currency`` as printed in brackets."""

    area: str | None
    currency: str | None
    star: bool


def plain(value: object) -> str:
    """Text of a cell with single blanks; empty where the cell holds no text."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def is_title(text: str) -> str | None:
    """``Table 8a : Distribution`` -> ``8a``; None for any other text."""
    found = _TITLE.match(text)
    return found.group(1).replace(" ", "").casefold() if found and len(text) < _LONG else None


def is_mark(value: object) -> bool:
    """Whether the cell is blank or holds a mark for missing."""
    return value is None or (isinstance(value, str) and value.strip().casefold() in _MISSING_MARKS)


def is_note(text: str) -> bool:
    """Whether the text explains figures and so ends a table."""
    return bool(_NOTE.match(text)) or len(text) >= _LONG


def is_page_number(text: str) -> bool:
    """``-7-``."""
    return bool(_PAGE.fullmatch(text))


def is_column_name(text: str) -> bool:
    """Whether the text stands above the countries, beside the years."""
    return text.casefold() in _COLUMN_NAMES


def is_error(value: object) -> bool:
    """``#REF!`` and its like."""
    return isinstance(value, str) and value.startswith("#")


def year(value: object) -> Heading | None:
    """A year as any of the types in use: 2014, 2014.0, ``2019``, ``2024e``."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Heading(int(value), False) if value in range(1949, 2100) else None
    found = _YEAR.fullmatch(plain(value))
    return Heading(int(found.group(1)), found.group(2) is not None) if found else None


def heading(value: object) -> Heading | None:
    """A year, or a text that names one: ``Share of real GDP 2024e (%)``, ``Real change 2014-2024e (%)``."""
    alone = year(value)
    if alone is not None:
        return alone
    found = _YEAR_WITHIN.findall(plain(value))
    return Heading(int(found[-1][0]), bool(found[-1][1]), plain(value)) if found else None


def label(text: str) -> Label | None:
    """``Czechia*   (Koruny)`` -> CZE, Koruny, with star; None where no country or group is named."""
    brackets = [inner.strip() for inner in _BRACKETS.findall(text)]
    currencies = [inner for inner in brackets if inner and not _FOOTNOTE.fullmatch(inner)]
    name = " ".join(_BRACKETS.sub(" ", text).replace("*", " ").split())
    group = " ".join(re.sub(r"[^a-z]+", " ", name.casefold()).split())
    if group in GROUPS:
        return Label(GROUPS[group], None, "*" in text)
    area = area_code(name) or area_code(text)
    return Label(area, currencies[-1] if currencies else None, "*" in text) if area else None


def number(value: object) -> Decimal | None:
    """The number in a cell by its shortest digits; None for whatever is none, numbers kept as text included."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    exact = Decimal(repr(value))
    return exact if exact.is_finite() else None
