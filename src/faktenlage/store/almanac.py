"""All figures at hand: the domains that ship and the user's own releases; each question goes to the domain it is of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from faktenlage.errors import PackError, UnknownNameError
from faktenlage.figures import Figures
from faktenlage.figures.domain import Domain, DomainFile, Measure, read_domain
from faktenlage.figures.groups import Groups
from faktenlage.figures.oracle import DOMAINS
from faktenlage.figures.origins import read_origin
from faktenlage.figures.rates import MEASURE as RATES
from faktenlage.figures.rates import Rates
from faktenlage.figures.registers import Registers, read_registers
from faktenlage.figures.releases import CsvTable, Table, read_tables, verify_release
from faktenlage.figures.scope import measure_of, subjects_of, unit_of
from faktenlage.model import Answer, AreaSet, Gap, Holds, Member, Query
from faktenlage.packs.files import nearest
from faktenlage.store.home import home, releases_folder
from faktenlage.store.parquet import TABLE as PARQUET
from faktenlage.store.parquet import ParquetTable

__all__ = ["Almanac"]


class Almanac:
    """Every domain by its key; a domain's releases are opened when it is first asked."""

    def __init__(self, packs: Path = DOMAINS, place: Path | None = None) -> None:
        self._packs = packs
        self._own = releases_folder(place) if place else None
        self._figures: dict[str, Figures] = {}
        self._read: dict[str, Registers] = {}

    @classmethod
    def open(cls) -> Almanac:
        """What ships, and the user's own releases in ``home()``."""
        return cls(place=home())

    @cached_property
    def domains(self) -> Mapping[str, Domain]:
        """Definitions of every domain, those that only a user's releases define included."""
        shipped = {path.parent.name: read_domain(path) for path in sorted(self._packs.glob("*/domain.toml"))}
        for folder in self._own_folders():
            known = shipped.get(folder.name) or _domain_of(folder.name)
            measures = (measure for release in _releases(folder) for measure in read_origin(release).measures)
            shipped[folder.name] = known.extended(measures)
        return shipped

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure by its id."""
        return {name: measure for domain in self.domains.values() for name, measure in domain.measures.items()}

    def folder(self, domain: str) -> Path:
        """Where the pack of a domain lies, if it ships."""
        return self._packs / domain

    def figures(self, domain: str) -> Figures:
        """The figures of one domain, shipped and own."""
        if domain not in self._figures:
            self._figures[domain] = self._open(domain)
        return self._figures[domain]

    def figures_for(self, query: Query) -> Figures:
        """Whom to ask; raises UnknownNameError where no domain defines what the query names."""
        measure = measure_of(query)
        match query:
            case Member():
                return self._of("group", query.group)
            case Holds():
                return self._of("office", query.office)
        if measure is not None and measure.startswith("guideline."):
            return self._of("guideline", measure.split(".")[1])
        return self._of("measure", str(measure).partition(" in ")[0])

    def check_names(self, query: Query) -> None:
        """Raise UnknownNameError, with the nearest name, for a measure, group, area or office that nothing defines.

        So does a unit that is not the measure's: 2 bn EUR cannot be held against dollars.
        """
        figures = self.figures_for(query)
        _check_unit(query, figures.domain.measure(str(measure_of(query))))
        places = figures.groups.known.keys() | figures.registers.ever_members()
        for subject in subjects_of(query):
            for name in _names(subject):
                if name not in places and not self._reports(query, name):
                    known = sorted(places)
                    raise UnknownNameError("area or group", name, nearest(name, known))

    def _reports(self, query: Query, area: str) -> bool:
        """Whether any release has figures for the area, or it is a country at all."""
        from faktenlage.packs.areas import is_area_code

        plain = str(measure_of(query)).partition(" in ")[0]
        return any(area in table.areas(plain) for table in self.figures_for(query).tables) or is_area_code(area)

    def answer(self, query: Query, as_of: dt.date) -> Answer:
        """What was known on ``as_of``; see ``Figures.answer``."""
        return self.figures_for(query).answer(query, as_of)

    def answers(self, query: Query, as_of: dt.date) -> tuple[Answer, ...]:
        """The answer by every release known on ``as_of`` that has one, newest first; never empty."""
        return self.figures_for(query).answers(query, as_of)

    def tables(self) -> Iterator[tuple[str, Table]]:
        """Every release with the key of its domain, oldest first within a domain."""
        for key in sorted(self.domains):
            for table in self.figures(key).tables:
                yield key, table

    def verify(self) -> Iterator[tuple[str, PackError | None]]:
        """Check the seal of every release; yields ``DOMAIN/KEY`` with what is wrong with it, if anything."""
        for folder in [*sorted(self._packs.glob("*/releases")), *self._own_folders()]:
            domain = folder.parent.name if folder.name == "releases" else folder.name
            for release in _releases(folder):
                try:
                    verify_release(release)
                except PackError as error:
                    yield f"{domain}/{release.name}", error
                else:
                    yield f"{domain}/{release.name}", None

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, str]]:
        """The domain of every measure, group, office and guideline."""
        found: dict[str, dict[str, str]] = {"measure": {}, "group": {}, "office": {}, "guideline": {}}
        for key, domain in self.domains.items():
            found["measure"].update(dict.fromkeys(domain.measures, key))
            found["group"].update(dict.fromkeys(domain.groups, key))
            found["office"].update(dict.fromkeys(domain.offices, key))
            found["guideline"].update((guideline.id, key) for guideline in domain.guidelines)
        return found

    def _of(self, kind: str, name: str) -> Figures:
        known = self._places[kind]
        if name not in known:
            raise UnknownNameError(kind, name, nearest(name, known))
        return self.figures(known[name])

    def _open(self, key: str) -> Figures:
        domain = self.domains[key]
        pack = self._packs / key
        shipped = read_tables(pack / "releases", domain)
        own = self._own_tables(key, domain)
        rates = None if RATES in domain.measures else self._rates
        return Figures(domain, self._registers(key), [*shipped, *own], rates, self._groups)

    def _registers(self, key: str) -> Registers:
        if key not in self._read:
            folder = self._packs / key / "registers"
            self._read[key] = read_registers(folder, self.domains[key])
        return self._read[key]

    @cached_property
    def _groups(self) -> Groups:
        """The groups of every domain: one domain's figures can be asked about another's groups."""
        known = {name: group for domain in self.domains.values() for name, group in domain.groups.items()}
        return Groups(known, lambda name: self._registers(self._places["group"][name]))

    @cached_property
    def _rates(self) -> Rates | None:
        key = next((key for key, domain in self.domains.items() if RATES in domain.measures), None)
        return Rates(lambda: self.figures(key).tables) if key else None

    def _own_tables(self, key: str, domain: Domain) -> list[Table]:
        folder = self._own / key if self._own else None
        if folder is None or not folder.is_dir():
            return []
        return [_table(release, domain) for release in _releases(folder)]

    def _own_folders(self) -> list[Path]:
        if self._own is None or not self._own.is_dir():
            return []
        return sorted(path for path in self._own.iterdir() if path.is_dir() and not path.name.startswith("."))


def _table(folder: Path, domain: Domain) -> Table:
    origin = read_origin(folder)
    return ParquetTable(folder, origin) if (folder / PARQUET).exists() else CsvTable(folder, origin, domain)


def _releases(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def _check_unit(query: Query, measure: Measure | None) -> None:
    """A gap of money may be asked to a target in per cent of what the money is a share of."""
    unit = unit_of(query)
    if not unit or measure is None or unit == measure.unit:
        return
    if not (isinstance(query, Gap) and unit == "%" and measure.share is not None):
        raise UnknownNameError(f"unit of {measure.id}", unit, measure.unit)


def _names(subject: AreaSet | str) -> tuple[str, ...]:
    if isinstance(subject, str):
        return (subject,)
    return (*([subject.group] if subject.group else []), *subject.areas, *subject.without)


def _domain_of(key: str) -> Domain:
    """A domain that only a user's own releases make up."""
    return Domain(DomainFile(key=key, dataset=key, measures=(), groups=()))
