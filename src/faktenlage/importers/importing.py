"""From a file to a stored release: which importer reads it, what speaks against it, and the way into the store."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from faktenlage.errors import InputError
from faktenlage.figures import Figures
from faktenlage.figures.domain import Measure
from faktenlage.figures.origins import Origin
from faktenlage.figures.seals import sha256_of
from faktenlage.importers.drafts import Doubt, Draft, Hints, Importer
from faktenlage.importers.drafts import Row as DraftRow
from faktenlage.importers.fetching.kept import origin_of as fetched_from
from faktenlage.importers.mappings import AREA, KEY, MEASURE
from faktenlage.importers.nato.importer import NatoWorkbook
from faktenlage.importers.plausibility.doubts import Known, doubts, members_by
from faktenlage.importers.sdmx.importer import Sdmx
from faktenlage.importers.sipri.importer import SipriWorkbook
from faktenlage.importers.tidy.importer import Tidy
from faktenlage.importers.worldbank.importer import WorldBank
from faktenlage.model import Level, Years
from faktenlage.store.adding import Added, Row, add_rows, text_of
from faktenlage.store.almanac import Almanac

IMPORTERS: Mapping[str, Importer] = {
    importer.name: importer for importer in (NatoWorkbook(), SipriWorkbook(), WorldBank(), Sdmx(), Tidy())
}

_PERIOD = re.compile(r"[1-9]\d{3}(?:-(?:Q[1-4]|S[12]|W\d\d|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?))?")


def understand(path: Path, hints: Hints) -> Draft:
    """What a file says, by whichever importer recognises it; raises InputError where none does."""
    if not path.is_file():
        raise InputError(str(path), "is a folder" if path.is_dir() else "there is no such file", "name a file")
    draft = _importer(path, hints).read(path, hints)
    if hints.released is not None:
        return replace(draft, released=hints.released, released_basis="given by the user")
    fetched = fetched_from(path)
    if draft.released is None and fetched is not None and fetched.released is not None:
        basis = f"the publisher's server dates the file so ({fetched.final_url})"
        return replace(draft, released=fetched.released, released_basis=basis)
    return draft


def reasons_to_doubt(draft: Draft, almanac: Almanac) -> tuple[Doubt, ...]:
    """The importer's own doubts, and those that come from holding the figures against one another and those known."""
    members = None
    if draft.domain in almanac.domains:
        known = almanac.figures(draft.domain)
        members = members_by(Figures(known.domain.extended(draft.measures), known.registers, known.tables))
    return (*draft.doubts, *doubts(draft, almanac.measures, _known(almanac), members))


def keep(draft: Draft, path: Path, place: Path, almanac: Almanac, today: dt.date) -> Added:
    """Store a draft as a release of the user's own; raises InputError where it cannot be one."""
    _check(draft, path, almanac)
    rows = (Row(*row[:3], text_of(row.value), *row[4:]) for row in draft.rows)
    return add_rows(place, draft.domain, origin_of(draft, path, today), rows)


def origin_of(draft: Draft, path: Path, today: dt.date) -> Origin:
    """Where the release comes from, the file and its checksum included."""
    if draft.released is None:
        remedy = "give the day with --released, as the publisher's page or the report names it"
        raise InputError(str(path), "does not say on which day it was released", remedy)
    return Origin(
        key=f"{draft.released}-{draft.slug}",
        dataset=draft.dataset,
        name=draft.name,
        released=draft.released,
        released_basis=draft.released_basis,
        loaded=today,
        definition=draft.definition,
        coverage=draft.coverage,
        citation=f"{draft.name}, released {draft.released}",
        licence=draft.licence,
        sha256="",
        cutoff=draft.cutoff,
        price_base=draft.price_base,
        url=draft.url,
        note=draft.note,
        source=path.name,
        source_sha256=sha256_of(path),
        rounding=dict(draft.rounding),
        measures=draft.measures,
    )


def _importer(path: Path, hints: Hints) -> Importer:
    for name, importer in IMPORTERS.items():
        if name != Tidy.name and importer.recognises(path):
            return importer
    if hints.mapping is not None or IMPORTERS[Tidy.name].recognises(path):
        return IMPORTERS[Tidy.name]
    raise InputError(
        str(path),
        "is not a file of a publisher known here (NATO, SIPRI, World Bank, SDMX)",
        "describe its columns in a mapping file and name it with --mapping",
    )


def _known(almanac: Almanac) -> Known:
    """The newest figure known so far, by whichever release has it."""

    def known(measure: str, area: str, year: int) -> Decimal | None:
        if measure not in almanac.measures:
            return None
        return almanac.answer(Level(measure, area, Years.one(year)), dt.date.max).value

    return known


def _check(draft: Draft, path: Path, almanac: Almanac) -> None:
    """Raise InputError for the first thing the store could not ask about later."""
    problem = next(_problems(draft, almanac), None)
    if problem:
        raise InputError(str(path), *problem)


def _problems(draft: Draft, almanac: Almanac) -> Iterator[tuple[str, str]]:
    if not KEY.fullmatch(draft.domain):
        yield f"{draft.domain!r} is no name for a domain", "use small letters, digits and underscores"
    if not draft.rows:
        yield "holds no figures", "look at what was understood: --explain"
    yield from undefined(dict.fromkeys((row.measure, row.unit) for row in draft.rows), draft, almanac)
    yield from _misshapen(draft.rows)


def undefined(used: Iterable[tuple[str, str]], draft: Draft, almanac: Almanac) -> Iterator[tuple[str, str]]:
    """What is wrong with the measures in use, given with their units: nobody defines them, or as something else."""
    homes = {name: key for key, domain in almanac.domains.items() for name in domain.measures}
    brought = {measure.id: measure for measure in draft.measures}
    for name, unit in used:
        known: Measure | None = almanac.measures.get(name) or brought.get(name)
        if known is None or not MEASURE.fullmatch(name):
            yield f"nothing defines the measure {name!r}", "define it under [[measures]] in a mapping file"
        elif homes.get(name, draft.domain) != draft.domain:
            yield f"{name!r} is a measure of {homes[name]!r}", "give it another name in a mapping file"
        elif known.unit != unit:
            yield f"{name!r} is in {unit!r}, known in {known.unit!r}", "convert it, or give it another name"


def _misshapen(rows: Sequence[DraftRow]) -> Iterator[tuple[str, str]]:
    for area, locator in {row.area: row.locator for row in rows}.items():
        if not AREA.fullmatch(area):
            yield f"{locator}: {area!r} is no code of an area", "use codes such as DEU, in capitals"
    for period, locator in {row.period: row.locator for row in rows}.items():
        if not _PERIOD.fullmatch(period):
            yield f"{locator}: {period!r} is no period", "use 2024, 2024-Q1, 2024-06 or 2024-06-17"
