"""Names of areas as publishers print them -> ISO 3166-1 alpha-3 codes (Kosovo: XKX), by CLDR and a list of our own."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import msgspec

from faktenlage.packs.files import read_toml

KOSOVO = {"XK": "XKX"}  # no code of its own in ISO 3166; the World Bank and most others write XKX


class AreasFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of ``areas.toml``."""

    superseded: tuple[str, ...]
    also: dict[str, tuple[str, ...]]


def area_code(name: str) -> str | None:
    """``Slovak Republic`` -> ``SVK``; None where the name is no country's. Case, accents and blanks do not matter."""
    return _codes().get(_plain(name))


def is_area_code(code: str) -> bool:
    """Whether ``code`` is an alpha-3 code of a country, past ones included."""
    return code in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(_codes().values())


@cache
def _codes() -> dict[str, str]:
    from babel import Locale
    from babel.core import get_global

    file = read_toml(Path(__file__).with_name("areas.toml"), AreasFile)
    alpha3 = {
        targets[0]: code
        for code, targets in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and len(targets) == 1 and code not in file.superseded
    } | KOSOVO
    names: dict[str, str] = {}
    for alpha2, name in Locale("en").territories.items():
        if alpha2 in alpha3 and alpha2 not in ("EU", "ZZ"):
            for form in (name, name.replace("&", "and"), name.replace("St. ", "Saint ")):
                names[_plain(form)] = alpha3[alpha2]
    for code, forms in file.also.items():
        names.update({_plain(form): code for form in forms})
    return names


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ı", "i"))
    letters = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(letters.casefold().split())
