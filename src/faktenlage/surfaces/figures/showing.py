"""Carries out the commands on figures: looks up names, asks the series, and prints a page or JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

import click

from faktenlage.errors import InputError
from faktenlage.explanations.answers import capitalised
from faktenlage.figures import Figures
from faktenlage.figures.domain import Measure
from faktenlage.model import Years
from faktenlage.pictures.captions import Captions
from faktenlage.series import holdings as held
from faktenlage.series import names, revisions, sections
from faktenlage.series.differences import difference
from faktenlage.store.almanac import Almanac
from faktenlage.surfaces.figures import changes as figures_changes
from faktenlage.surfaces.figures import objects as figures_objects
from faktenlage.surfaces.figures import pages as figures_pages
from faktenlage.surfaces.figures.options import DEFAULT
from faktenlage.surfaces.writing import save

EVERY = "all"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options say that all of these commands share."""

    as_of: dt.date
    json: bool = False
    domain: str | None = None
    measure: str = DEFAULT
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """The language and look of a picture, and the files it goes to."""

    language: str = "en"
    theme: Literal["light", "dark"] = "light"
    svg: Path | None = None
    png: Path | None = None


def listing(wish: Wish) -> None:
    """``list``."""
    almanac = Almanac.open()
    extents = list(held.extents(almanac, wish.as_of, wish.domain))
    releases = held.holdings(almanac, wish.as_of, wish.domain)
    if wish.json:
        figures_objects.show(figures_objects.listed(extents, releases, wish.as_of))
    else:
        figures_pages.listing(extents, releases, wish.as_of)


def sources(wish: Wish) -> None:
    """``sources``."""
    releases = held.holdings(Almanac.open(), wish.as_of, wish.domain)
    if wish.json:
        figures_objects.show(figures_objects.sourced(releases, wish.as_of))
    else:
        figures_pages.sources(releases)


def show(words: Sequence[str], wish: Wish) -> None:
    """``show``; each of ``words`` is told by its form: a measure, years, else an area or a group."""
    almanac = Almanac.open()
    asked: dict[str, str] = {}
    for word in words:
        kind = "years" if names.find_years(word) else "measure" if names.is_measure(almanac, word) else "area"
        if kind in asked:
            raise InputError(word, f"is a second {kind} beside {asked[kind]!r}", "give one of each")
        asked[kind] = word
    figures, measure = names.find_measure(almanac, asked.get("measure", wish.measure), wish.domain)
    years = names.find_years(asked.get("years", ""))
    area = names.find_area(figures, asked["area"], measure) if "area" in asked else None
    if area is None or (area in figures.groups and (years is None or years.first == years.last)):
        _show_section(figures, measure, area, years, wish)
    else:
        _show_run(figures, measure, area, years, wish)


def history(area: str, year: int, wish: Wish, drawing: Drawing) -> None:
    """``history``."""
    figures, measure = names.find_measure(Almanac.open(), wish.measure, wish.domain)
    code = names.find_area(figures, area, measure)
    path = revisions.path(held.tables_of(figures.tables, measure.id, wish.as_of), measure, code, year)
    captions = Captions.load(drawing.language)
    if wish.json:
        figures_objects.show(figures_objects.path_object(path, wish.as_of))
    else:
        figures_changes.history_page(path, captions, wish.as_of)
    _draw(path, captions, drawing, _targets(figures, measure))


def diff(
    days: tuple[str, str], measures: Sequence[str], span: Years | None, bars: Sequence[Decimal], wish: Wish
) -> None:
    """``diff``; with "all" every measure that both releases hold."""
    almanac = Almanac.open()
    found = []
    for figures, measure in _measures(almanac, measures, days, wish):
        pair = [held.release_at(figures.tables, measure.id, day, wish.as_of) for day in days]
        before, after = pair
        if before is None or after is None:
            missing = days[0] if before is None else days[1]
            raise InputError(missing, f"no release with {measure.id} was known then", _first(figures, measure, wish))
        if before is after and EVERY in measures:
            continue
        found.append(difference((before, after), figures.domain, measure, _range(span), list(bars) or None))
    if wish.json:
        figures_objects.show(
            {"as_of": wish.as_of.isoformat(), "differences": [figures_objects.difference_object(one) for one in found]}
        )
        return
    if not found:
        click.echo("Between the two days no measure has a newer release.")
    captions = Captions.load("en")
    for place, one in enumerate(found):
        if place:
            click.echo()
        figures_changes.difference_page(one, captions, wish.limit)


def revised(years: Years | None, wish: Wish) -> None:
    """``revisions``."""
    figures, measure = names.find_measure(Almanac.open(), wish.measure, wish.domain)
    tables = held.tables_of(figures.tables, measure.id, wish.as_of)
    paths = revisions.paths(tables, measure, _range(years))
    if wish.json:
        figures_objects.show(figures_objects.revisions_object(paths, wish.as_of))
        return
    captions = Captions.load("en")
    title = f"Revisions: {captions.measure(measure.id)} ({captions.unit(measure.unit)})"
    figures_changes.revisions_page(paths, captions, title, wish.limit)


def _show_section(figures: Figures, measure: Measure, group: str | None, years: Years | None, wish: Wish) -> None:
    year = years.first if years else figures.latest_year(measure.id, wish.as_of)
    among = group or next(iter(figures.domain.groups), None)
    captions = Captions.load("en")
    if year is None:
        click.echo(f"No figure of {measure.id} is known on {wish.as_of}.")
        return
    areas, absent = _members(figures, measure, among, min(dt.date(year, 12, 31), wish.as_of))
    section = sections.section(figures, measure, areas, year, wish.as_of)
    if wish.json:
        figures_objects.show(figures_objects.shown_section(section, among or EVERY, wish.as_of, absent))
        return
    title = figures_pages.title_of(captions, measure.id, among) if among else capitalised(captions.measure(measure.id))
    figures_pages.section_page(section, title, captions, absent)


def _show_run(figures: Figures, measure: Measure, area: str, years: Years | None, wish: Wish) -> None:
    lines = sections.run(figures, measure, area, years, wish.as_of)
    if wish.json:
        named = (measure.id, measure.unit)
        figures_objects.show(figures_objects.shown_run(lines, named, area, wish.as_of))
        return
    captions = Captions.load("en")
    figures_pages.run_page(lines, measure, figures_pages.title_of(captions, measure.id, area), captions)


def _members(figures: Figures, measure: Measure, group: str | None, day: dt.date) -> tuple[list[str], list[str]]:
    """Members the measure exists for, and those without a row in any table; without a group all areas there are."""
    if group is None:
        return sorted(names.known_areas(figures, measure)), []
    members = figures.members(group, day)
    known = [area for area in members if figures.domain.knows(measure.id, area)]
    absent = [area for area in members if area not in known] if not measure.areas else []
    return known, absent


def _measures(
    almanac: Almanac, wanted: Sequence[str], days: tuple[str, str], wish: Wish
) -> list[tuple[Figures, Measure]]:
    if list(wanted) != [EVERY]:
        return [names.find_measure(almanac, name, wish.domain) for name in wanted or (wish.measure,)]
    found: list[tuple[Figures, Measure]] = []
    for key in names.find_domains(almanac, wish.domain):
        figures = almanac.figures(key)
        pair = [_holds(figures, day, wish) for day in days]
        common = pair[0] & pair[1]
        found.extend((figures, measure) for name, measure in figures.domain.measures.items() if name in common)
    return found


def _holds(figures: Figures, wanted: str, wish: Wish) -> frozenset[str]:
    """The measures of the release of that key, or of any release known on that day."""
    known = [table for table in figures.tables if table.release.released <= wish.as_of]
    named = [table for table in known if table.release.key == wanted]
    if not named:
        day = names.find_day(wanted, [table.release.key for table in known])
        named = [table for table in known if table.release.released <= day]
    return frozenset(measure for table in named for measure in table.measures())


def _first(figures: Figures, measure: Measure, wish: Wish) -> str:
    tables = held.tables_of(figures.tables, measure.id, wish.as_of)
    return f"the first is of {tables[0].release.released}" if tables else "there is none on --as-of either"


def _range(years: Years | None) -> range | None:
    return None if years is None else range(years.first, years.last + 1)


def _targets(figures: Figures, measure: Measure) -> list[Decimal]:
    parts = [part for guideline in figures.domain.guidelines for part in guideline.parts]
    return sorted({part.threshold for part in parts if part.measure == measure.id})


def _draw(path: revisions.Path, captions: Captions, drawing: Drawing, targets: Sequence[Decimal]) -> None:
    wanted: dict[Literal["svg", "png"], Path | None] = {"svg": drawing.svg, "png": drawing.png}
    for form, place in wanted.items():
        if place is not None:
            from faktenlage.pictures.drawing import picture
            from faktenlage.pictures.themes import THEMES

            save(place, picture(path, captions, THEMES[drawing.theme], form, targets))
            click.echo(f"picture written to {place}", err=True)
