"""The names a person may give on a command line, looked up; one that nobody knows is told with the nearest."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from faktenlage.errors import InputError, UnknownNameError
from faktenlage.figures import Figures
from faktenlage.figures.domain import Measure
from faktenlage.figures.territories import territory
from faktenlage.model import Years
from faktenlage.packs.areas import area_code, is_area_code
from faktenlage.packs.files import nearest
from faktenlage.store.almanac import Almanac

_YEARS = re.compile(r"(?P<first>\d{4})(?:\.\.(?P<last>\d{4}))?")


def find_domains(almanac: Almanac, name: str | None) -> tuple[str, ...]:
    """The keys of all domains, or the one that is named; raises UnknownNameError."""
    known = sorted(almanac.domains)
    if name is None:
        return tuple(known)
    return (_known("domain", name, known),)


def find_measure(almanac: Almanac, name: str, domain: str | None = None) -> tuple[Figures, Measure]:
    """The figures that hold a measure, and its definition; raises UnknownNameError."""
    domains = find_domains(almanac, domain)
    places = {measure: key for key in domains for measure in almanac.domains[key].measures}
    found = _known("measure", name, places)
    figures = almanac.figures(places[found])
    return figures, figures.domain.measures[found]


def is_measure(almanac: Almanac, name: str) -> bool:
    """Whether a word is meant for a measure: its ids have a point, and codes of areas have none."""
    return "." in name or name in almanac.measures


def find_area(figures: Figures, name: str, measure: Measure | None = None) -> str:
    """The code of an area by code or English name, ``deu`` and ``Germany`` alike; raises UnknownNameError.

    Countries are known even where there is nothing of them; other areas where a table or a register holds them, and
    groups whatever domain they are of.
    """
    known = known_areas(figures, measure) | set(figures.groups)
    code = name.strip()
    for candidate in (code, code.upper(), area_code(code)):
        if candidate is not None and (candidate in known or is_area_code(candidate)):
            return candidate
    near = nearest(code.upper(), sorted(known)) or nearest(code.title(), sorted(map(_english, known)))
    raise UnknownNameError("area or group", name, near)


def known_areas(figures: Figures, measure: Measure | None = None) -> frozenset[str]:
    """Codes of every area and group there is anything of."""
    found = set(figures.domain.groups) | figures.registers.ever_members()
    for table in figures.tables:
        for name in (measure.id,) if measure else table.measures():
            found |= table.areas(name)
    return frozenset(found)


def find_group(figures: Figures, name: str) -> str:
    """The id of a group; raises UnknownNameError."""
    return _known("group", name.upper() if name.upper() in figures.domain.groups else name, figures.domain.groups)


def find_day(text: str, releases: Iterable[str]) -> dt.date:
    """A day; raises UnknownNameError with the nearest of ``releases``, whose key it could have been."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UnknownNameError("day or release", text, nearest(text, releases)) from None


def find_years(text: str) -> Years | None:
    """``2024`` or ``2014..2024``; None for a word that is no year, InputError for a span that runs backwards."""
    match = _YEARS.fullmatch(text.strip())
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"] or match["first"])
    if first > last:
        raise InputError(text, "ends before it begins", f"write {last}..{first}")
    return Years(first, last)


def _known(kind: str, name: str, known: Iterable[str] | Mapping[str, object]) -> str:
    names = sorted(known)
    if name not in names:
        raise UnknownNameError(kind, name, nearest(name, names))
    return name


def _english(code: str) -> str:
    """The English name of an area, the code itself where it has none."""
    from babel import Locale

    return str(Locale("en").territories.get(territory(code) or code, code))
