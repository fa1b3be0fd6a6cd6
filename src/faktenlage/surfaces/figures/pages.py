"""The pages of the commands on figures: what there is, what is known, where it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from faktenlage.explanations.answers import capitalised
from faktenlage.figures.domain import Measure
from faktenlage.pictures.captions import Captions
from faktenlage.series.holdings import Extent, Holding
from faktenlage.series.readings import Reading, places
from faktenlage.series.sections import Line, Section
from faktenlage.surfaces.figures.tables import ROOMY, Column, Page

MARKS = {"estimate": "e", "provisional": "p", "forecast": "f"}


def listing(extents: Iterable[Extent], holdings: Sequence[Holding], as_of: dt.date) -> None:
    """``list``: measures and releases, domain by domain."""
    page, captions = Page(), Captions.load("en")
    page.line(captions.words.known.format(day=captions.speech.day(as_of)))
    for domain, measures in groupby(extents, key=lambda extent: extent.domain):
        page.line()
        page.line(domain, "bold")
        columns = (Column("measure", fixed=True), Column("unit"), Column("years"), Column("releases", right=True))
        page.table(columns, map(_extent, measures))
        released = [held for held in holdings if held.domain == domain]
        page.line()
        if not released:
            page.line(f"No release of {domain} was known then.")
            continue
        _releases(page, released)
    page.show()


def sources(holdings: Sequence[Holding]) -> None:
    """``sources``: a block a release."""
    page = Page()
    for place, held in enumerate(holdings):
        if place:
            page.line()
        origin = held.origin
        page.line(f"{held.domain}/{origin.key}", "bold")
        told = {
            "citation": origin.citation,
            "address": origin.url or "not known",
            "licence": origin.licence,
            "released": f"{origin.released} ({origin.released_basis})",
            "loaded": f"{origin.loaded} ({held.kept})",
            "table": f"sha256 {origin.sha256}",
            "file": _file(held),
        }
        page.block(f"  {name:<10}{text}" for name, text in told.items())
    if not holdings:
        page.line("No release was known on that day.")
    page.show()


def section_page(section: Section, title: str, captions: Captions, absent: Sequence[str]) -> None:
    """``show`` of a group in one year, the highest first."""
    page = Page()
    unit = captions.unit(section.measure.unit)
    page.line(f"{title}, {section.year} ({unit})", "bold")
    release = section.release
    if release is None:
        page.line("No figure for this is known on that day.")
        page.show()
        return
    page.line(f"{release.name}, released on {captions.speech.day(release.released)} ({release.key})")
    if section.newer is not None:
        page.line(f"A newer release holds only part of these areas: {section.newer.key}")
    page.line()
    columns = (Column("rank", right=True), Column("area"), Column("code", fixed=True), Column("value", right=True))
    held = [line for line in section.lines if line.reading is not None]
    decimals = _decimals(section.measure, held)
    rows = [(str(line.place), captions.area(line.area), line.area, _value(line, captions, decimals)) for line in held]
    page.table(columns, rows)
    _notes(page, held, captions)
    missing = [*section.missing, *absent]
    if missing:
        page.line(f"No figure: {captions.speech.areas(missing)}")
    page.show()


def run_page(lines: Sequence[Line], measure: Measure, title: str, captions: Captions) -> None:
    """``show`` of one area over the years, each by the newest release that holds it."""
    page = Page()
    page.line(f"{title} ({captions.unit(measure.unit)})", "bold")
    if not any(line.reading for line in lines):
        page.line("No figure for this is known on that day.")
        page.show()
        return
    page.line()
    columns = (
        Column("year", fixed=True),
        Column("value", right=True),
        Column("released", fixed=True),
        Column("release"),
    )
    page.table(columns, [_year(line, captions, _decimals(measure, lines)) for line in lines])
    _notes(page, lines, captions)
    definitions = dict.fromkeys(line.reading.release.definition for line in lines if line.reading)
    if len(definitions) > 1:
        page.line(f"These years follow different definitions: {captions.speech.listed(tuple(definitions))}")
    page.show()


def title_of(captions: Captions, measure: str, area: str) -> str:
    """The measure and whom it is of."""
    return f"{capitalised(captions.measure(measure))}: {captions.area(area)}"


def marked(reading: Reading, captions: Captions, decimals: int | None = None) -> str:
    """A value with the letter of its status; a blank keeps those without one in their column."""
    shown = captions.number(reading.value) if decimals is None else captions.speech.number(reading.value, decimals)
    return f"{shown} {MARKS.get(reading.cell.status, ' ')}"


def decimals_of(measure: Measure, readings: Iterable[Reading]) -> int | None:
    """As many decimals for a whole column; None where each figure is shown as it was printed."""
    if measure.decimals is not None:
        return None
    values = [reading.value for reading in readings]
    decimals = max(map(places, values), default=None)
    return min(decimals, 2) if decimals and any(abs(value) >= 1 for value in values) else decimals


def _decimals(measure: Measure, lines: Iterable[Line]) -> int | None:
    return decimals_of(measure, (line.reading for line in lines if line.reading))


def _value(line: Line, captions: Captions, decimals: int | None) -> str:
    return marked(line.reading, captions, decimals) if line.reading else "missing"


def _year(line: Line, captions: Captions, decimals: int | None) -> tuple[str, str, str, str]:
    if line.reading is None:
        return str(line.year), "missing  ", "", ""
    release = line.reading.release
    return str(line.year), _value(line, captions, decimals), release.released.isoformat(), release.key


def _notes(page: Page, lines: Iterable[Line], captions: Captions) -> None:
    statuses = {line.reading.cell.status for line in lines if line.reading}
    known = [f"{letter} = {captions.status(status)}" for status, letter in MARKS.items() if status in statuses]
    if known:
        page.line(", ".join(known), "dim")


def _extent(extent: Extent) -> tuple[str, ...]:
    years = f"{extent.years[0]}-{extent.years[1]}" if extent.years else "none"
    return extent.measure.id, extent.measure.unit, years, str(extent.releases)


def _releases(page: Page, released: Sequence[Holding]) -> None:
    """Without names and coverage where there is no room for them."""
    columns = [Column("released", fixed=True), Column("key", fixed=True), Column("cells", right=True), Column("origin")]
    rows: list[tuple[str, ...]] = [(*_release(held), str(held.cells), held.kept) for held in released]
    if page.width >= ROOMY:
        columns += [Column("coverage"), Column("name")]
        rows = [
            (*row, held.table.release.coverage, held.table.release.name)
            for row, held in zip(rows, released, strict=True)
        ]
    page.table(columns, rows)


def _release(held: Holding) -> tuple[str, str]:
    return held.table.release.released.isoformat(), held.table.release.key


def _file(held: Holding) -> str:
    origin = held.origin
    if origin.source is None and origin.source_sha256 is None:
        return "not kept"
    return " ".join(filter(None, [origin.source, f"sha256 {origin.source_sha256}" if origin.source_sha256 else ""]))
