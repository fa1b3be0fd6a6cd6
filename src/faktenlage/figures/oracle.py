"""Answers every query from what was published by a given day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from faktenlage.figures import amounts, runs, sections, terms
from faktenlage.figures.answers import Answers
from faktenlage.figures.domain import Domain, Guideline, Measure, read_domain
from faktenlage.figures.groups import Groups
from faktenlage.figures.rates import Rates
from faktenlage.figures.registers import Registers, read_registers
from faktenlage.figures.releases import Table, by_release, read_tables, verify_release
from faktenlage.figures.scope import asks_one_year, last_year_of, measure_of, subjects_of
from faktenlage.figures.sheets import Missing, Sheet
from faktenlage.figures.world import World
from faktenlage.model import (
    Answer,
    AreaSet,
    Census,
    Change,
    Compare,
    Entry,
    Extreme,
    Gap,
    Holds,
    Level,
    Member,
    Query,
    Rank,
    Release,
    Share,
    Since,
    Sum,
)

DOMAINS = Path(__file__).parents[1] / "packs" / "domains"
SHIPPED = DOMAINS / "nato_defence"
PARTIAL_COUNTS_FROM = 5  # so many cells of a newer release cast doubt on an older complete one
REMEMBERED = 20_000  # questions with their answers, which share their cells: so many take some fifty megabytes

_ASK: Mapping[type, Callable[[Sheet, Any, dt.date], Answer]] = {
    Level: amounts.level,
    Sum: amounts.sum_of,
    Share: amounts.share,
    Change: amounts.change,
    Compare: amounts.compare,
    Gap: amounts.gap,
    Census: sections.census,
    Rank: sections.rank,
    Extreme: sections.extreme,
    Since: runs.since,
}


def verify(folder: Path = SHIPPED) -> None:
    """Raise PackError where a release on disk differs from the one that was sealed, naming the file."""
    Figures.read(folder)
    for release in sorted((folder / "releases").iterdir()):
        if release.is_dir():
            verify_release(release)


class Figures:
    """The releases and registers of one domain, asked as of a day. Reads files once, keeps answers, changes nothing.

    ``rates`` converts money where a query asks for another currency; without it such a query has no answer.
    ``groups`` are those of other domains as well, by default only its own.
    """

    def __init__(
        self,
        domain: Domain,
        registers: Registers,
        tables: Sequence[Table],
        rates: Rates | None = None,
        groups: Groups | None = None,
    ) -> None:
        self.domain = domain
        self._registers = registers
        self._tables = tuple(sorted(tables, key=by_release))
        self._days = [table.release.released for table in self._tables]
        own = Groups(domain.groups, lambda _: registers)
        self._world = World(domain, registers, groups or own, self._tables)
        self._rates = rates
        self._known: dict[tuple[Query, dt.date], Answers] = {}
        self._settled: dict[dt.date, dt.date] = {}
        self._years: dict[tuple[str, int], int | None] = {}

    @classmethod
    def shipped(cls) -> Figures:
        """The NATO figures that come with the program; sealed, so a table is read when it is first asked."""
        return cls.open(SHIPPED)

    @classmethod
    def open(cls, folder: Path, rates: Rates | None = None) -> Figures:
        """A domain pack on disk. Definitions are checked at once, each table when it is first asked."""
        domain = read_domain(folder / "domain.toml")
        registers = read_registers(folder / "registers", domain)
        return cls(domain, registers, read_tables(folder / "releases", domain), rates)

    @classmethod
    def read(cls, folder: Path) -> Figures:
        """A domain pack on disk, all of it; raises PackError where anything breaks its schema."""
        figures = cls.open(folder)
        for table in figures.tables:
            table.check()
        return figures

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every release, oldest first."""
        return self._tables

    @property
    def registers(self) -> Registers:
        return self._registers

    @property
    def groups(self) -> Groups:
        """The groups that can be asked about, those of other domains at hand included."""
        return self._world.groups

    def answer(self, query: Query, as_of: dt.date) -> Answer:
        """What was known on ``as_of``: by the newest release that can answer, or the reason why none can."""
        return self.in_turn(query, as_of)[0]

    def answers(self, query: Query, as_of: dt.date) -> tuple[Answer, ...]:
        """The answer by every release known on ``as_of`` that has one, newest first; never empty."""
        return self.in_turn(query, as_of).all

    def in_turn(self, query: Query, as_of: dt.date) -> Answers:
        """The same, but an older release is only asked where somebody looks at its answer."""
        key = (query, as_of)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[key] = Answers(self._ask(query, as_of))
        return known

    def settled(self, query: Query, as_of: dt.date) -> dt.date:
        """The first day from which on a query was answered as on ``as_of``: nothing was released or changed between.

        Reports of many days so share their answers. What names a day of its own is asked on the very day, and so is
        what other publishers' figures go into.
        """
        if isinstance(query, Member | Holds) or " in " in (measure_of(query) or ""):
            return as_of
        known = self._settled.get(as_of)
        if known is None:
            if len(self._settled) >= REMEMBERED:
                self._settled.clear()
            place = bisect_right(self._turns, as_of)
            new_year = dt.date(as_of.year, 1, 1)
            known = self._settled[as_of] = max(new_year, self._turns[place - 1]) if place else new_year
        return known

    @cached_property
    def _turns(self) -> list[dt.date]:
        """Days on which an answer may become another one: of releases, guidelines, and members coming and going."""
        decided = (guideline.decided for guideline in self.domain.guidelines)
        return sorted({*self._days, *decided, *self._registers.turns(), *self._world.groups.turns()})

    def answer_by(self, release: Release, query: Query, as_of: dt.date) -> Answer | None:
        """What that release alone answers, if it does."""
        return next((answer for answer in self.answers(query, as_of) if answer.release == release), None)

    def releases(self, as_of: dt.date) -> tuple[Release, ...]:
        """Releases known on a day, oldest first."""
        return tuple(table.release for table in self._upto(as_of))

    def measure(self, name: str) -> Measure | None:
        return self.domain.measure(name)

    def guideline(self, name: str) -> Guideline | None:
        return next((guideline for guideline in self.domain.guidelines if guideline.id == name), None)

    def members(self, among: AreaSet | str, day: dt.date) -> tuple[str, ...]:
        """Areas of a set on a day, those without forces included."""
        return self._world.members(among, day)

    def with_forces(self, among: AreaSet | str, day: dt.date) -> tuple[str, ...]:
        """Areas of a set on a day that have a row in the tables."""
        return self._world.with_forces(among, day)

    def holders(self, office: str) -> tuple[Entry, ...]:
        """Terms of an office in order of their first day, acting ones included."""
        return tuple(line.entry for line in self._registers.terms(office))

    def latest_year(self, measure: str, as_of: dt.date) -> int | None:
        """The last year for which a release known on ``as_of`` holds several areas (or any, if none holds several)."""
        tables = self._upto(as_of)
        key = (measure, len(tables))
        if key not in self._years:
            known = self.domain.measure(measure)
            latest = _latest_year(measure.partition(" in ")[0], tables)
            if latest is None and known is not None and known.ratio is not None:
                parts = [_latest_year(name, tables) for name in (known.ratio.of, known.ratio.per)]
                latest = min((year for year in parts if year is not None), default=None) if all(parts) else None
            self._years[key] = latest
        return self._years[key]

    @cached_property
    def datasets(self) -> frozenset[str]:
        """The publishers whose figures are at hand."""
        return frozenset({self.domain.dataset, *(table.release.dataset for table in self._tables)})

    def _upto(self, as_of: dt.date) -> tuple[Table, ...]:
        return self._tables[: bisect_right(self._days, as_of)]

    def _ask(self, query: Query, as_of: dt.date) -> Iterator[Answer]:
        match query:
            case Member() | Holds() if isinstance(query.when, dt.date) and query.when > as_of:
                yield Answer(query, as_of, reason="not_yet_published")
            case Member():
                yield terms.member(self._registers, query, as_of)
            case Holds():
                yield terms.holds(self._registers, query, as_of)
            case Level() if query.measure.startswith("guideline."):
                yield terms.deadline(self.domain, query, as_of)
            case _ if not self._within_scope(query, as_of):
                yield Answer(query, as_of, reason="no_figures")
            case _:
                yield from self._ask_releases(query, as_of)

    def _ask_releases(self, query: Query, as_of: dt.date) -> Iterator[Answer]:
        answers = self._each(query, as_of)
        newest = next(answers)
        measure = self.domain.measure(measure_of(query) or "")
        if newest.reason is None or measure is None or measure.ratio is None:
            yield newest
            yield from answers
        else:
            yield from self._each(query, as_of, computing=True)

    def _each(self, query: Query, as_of: dt.date, *, computing: bool = False) -> Iterator[Answer]:
        """What every release says that can answer, newest first; else why none can."""
        held = 0
        newer: Release | None = None
        first = True
        for table in reversed(self._upto(as_of)):
            sheet = Sheet(table, self._world, as_of, self._rates, computing=computing)
            try:
                answer = _ASK[type(query)](sheet, query, as_of)
            except Missing as missing:
                held = max(held, missing.held)
                if first and newer is None and missing.held >= PARTIAL_COUNTS_FROM:
                    newer = table.release
                continue
            if sheet.remarks:
                answer = replace(answer, steps=(*answer.steps, *sheet.remarks))
            if first and newer is not None:
                answer = replace(answer, newer=newer)
            first = False
            yield answer
        if first:
            yield Answer(query, as_of, reason=_reason(query, as_of, held))

    def _within_scope(self, query: Query, as_of: dt.date) -> bool:
        """Whether the measure is defined for every area asked about, every set is known, and the years can be asked."""
        measure = measure_of(query)
        year = last_year_of(query)
        if measure is None or year is None or self.domain.measure(measure) is None or not asks_one_year(query):
            return False
        day = min(dt.date(year, 12, 31), as_of)
        return all(self._world.covers(measure, among, day, as_of) for among in subjects_of(query))


def _reason(query: Query, as_of: dt.date, held: int) -> str:
    """Why no release has an answer: part of the cells is ``held``, none yet, or none at all."""
    if held:
        return "incomplete"
    year = last_year_of(query)
    return "not_yet_published" if year is not None and year >= as_of.year - 1 else "no_figures"


def _latest_year(measure: str, tables: tuple[Table, ...]) -> int | None:
    years: dict[int, int] = {}
    for table in tables:
        for year, count in table.counts(measure).items():
            years[year] = max(count, years.get(year, 0))
    several = [year for year, count in years.items() if count >= PARTIAL_COUNTS_FROM]
    return max(several or years, default=None)
