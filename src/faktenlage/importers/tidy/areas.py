"""Codes of areas as tables write them: two or three letters, three digits, or a name."""

from __future__ import annotations

from collections.abc import Mapping as Table
from functools import cache

from faktenlage.importers.mappings import AREA, Mapping
from faktenlage.packs.areas import area_code, is_area_code

EUROSTAT = {"EL": "GRC", "UK": "GBR"}  # what Eurostat writes for GR and GB


def alpha3(code: str) -> str | None:
    """``DE`` or ``276`` -> ``DEU``; None where the code is no country's."""
    return EUROSTAT.get(code) or _alpha3().get(code)


def area_of(text: str, mapping: Mapping) -> str | None:
    """The code of an area; an empty one where the mapping leaves it out, None where it is not known."""
    if text in mapping.areas:
        return mapping.areas[text]
    if text in mapping.areas.values() or is_area_code(text):
        return text
    known = alpha3(text) or area_code(text)
    if known is None and mapping.unknown_areas == "keep" and AREA.fullmatch(text):
        return text
    return known


@cache
def country_texts() -> Table[str, str]:
    """Every usual spelling of a country -> its code: alpha-2, alpha-3, number, English name."""
    from babel import Locale

    names = {name: code for name in Locale("en").territories.values() if (code := area_code(name))}
    return names | {code: code for code in _alpha3().values()} | dict(_alpha3()) | EUROSTAT


@cache
def _alpha3() -> Table[str, str]:
    """Alpha-2 and numeric codes -> alpha-3."""
    from babel.core import get_global

    aliases = {code: targets[0] for code, targets in get_global("territory_aliases").items() if len(targets) == 1}
    codes = {alpha2: code for code, alpha2 in sorted(aliases.items()) if len(code) == 3 and is_area_code(code)}
    codes["XK"] = "XKX"
    return codes | {number: codes[alpha2] for number, alpha2 in aliases.items() if number.isdigit() and alpha2 in codes}
