"""One release as it can be questioned: cells, cross-sections and totals, or the news that something is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from faktenlage.figures.domain import Domain, Measure
from faktenlage.figures.rates import Rates
from faktenlage.figures.registers import Registers
from faktenlage.figures.releases import Table
from faktenlage.model import AreaSet, Observation, Release


class Missing(Exception):  # noqa: N818  a signal inside this room, turned into a reason at its door
    """A release does not hold what a question needs: ``held`` of ``wanted`` cells of ``year``."""

    def __init__(self, held: int, wanted: int, year: int) -> None:
        self.held, self.wanted, self.year = held, wanted, year
        super().__init__(f"{held} of {wanted} cells of {year}")


@dataclass(frozen=True, slots=True)
class World:
    """What holds for all releases: the domain, its dated groups, and who is reported on at all."""

    domain: Domain
    registers: Registers
    tables: tuple[Table, ...] = ()

    def members(self, among: AreaSet | str, day: dt.date) -> tuple[str, ...]:
        """Areas of a set on a day; empty where the group is not known."""
        chosen = subject(among, self.domain)
        if isinstance(chosen, str):
            return (chosen,)
        areas = self._group(chosen.group, day) if chosen.group else chosen.areas
        return tuple(area for area in areas if area not in chosen.without)

    def with_forces(self, among: AreaSet | str, day: dt.date) -> tuple[str, ...]:
        """The members of a group that have forces, hence a row in the tables; a list of areas stays as it is."""
        areas = self.members(among, day)
        if isinstance(subject(among, self.domain), str) or (isinstance(among, AreaSet) and among.group is None):
            return areas
        return tuple(area for area in areas if area not in self.domain.without_forces)

    def covers(self, measure: str, among: AreaSet | str, day: dt.date) -> bool:
        """Whether the measure is defined for every area of a set, and each is one that is reported on."""
        areas = self.with_forces(among, day)
        return bool(areas) and all(self._reported(measure, area) for area in areas)

    def _reported(self, measure: str, area: str) -> bool:
        if not self.domain.knows(measure, area):
            return False
        if area in self.registers.ever_members():
            return True
        plain = measure.partition(" in ")[0]
        return any(area in table.areas(plain) for table in self.tables)

    def _group(self, name: str, day: dt.date) -> tuple[str, ...]:
        group = self.domain.groups.get(name)
        if group is None:
            return ()
        if group.of is not None:
            return tuple(area for area in self._group(group.of, day) if area not in group.without)
        return self.registers.members(group.register or name, day)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as it is compared, with the cells it comes from."""

    value: Decimal
    evidence: tuple[Observation, ...]
    margin: Decimal = Decimal(0)
    steps: tuple[str, ...] = ()


class Sheet:
    """A release seen on a day; every method raises Missing rather than guess."""

    def __init__(self, table: Table, world: World, as_of: dt.date, rates: Rates | None = None) -> None:
        self._table = table
        self._world = world
        self._as_of = as_of
        self._rates = rates

    @property
    def release(self) -> Release:
        return self._table.release

    def measure(self, name: str) -> Measure:
        """The measure a query names, converted where it says so."""
        known = self._world.domain.measure(name)
        assert known is not None, name
        return known

    def areas(self, among: AreaSet | str, year: int) -> tuple[str, ...]:
        """Members with forces at the end of ``year``, but no later than the day of asking."""
        areas = self._world.with_forces(among, min(dt.date(year, 12, 31), self._as_of))
        if not areas:
            raise Missing(0, 1, year)
        return areas

    def has(self, measure: str, area: str, year: int) -> bool:
        return self._cell(measure, area, year) is not None

    def cell(self, measure: str, area: str, year: int) -> Figure:
        """One published cell."""
        found = self._cell(measure, area, year)
        if found is None:
            raise Missing(0, 1, year)
        return self._figure(found, measure)

    def section(self, measure: str, areas: Sequence[str], year: int) -> dict[str, Figure]:
        """The cells of all ``areas``; the cross-section is whole or Missing."""
        cells = [self._cell(measure, area, year) for area in areas]
        held = [cell for cell in cells if cell is not None]
        if len(held) < len(areas):
            raise Missing(len(held), len(areas), year)
        return {cell.area: self._figure(cell, measure) for cell in held}

    def total(self, measure: str, among: AreaSet | str, year: int) -> Figure:
        """An area's value; of a set the printed total where there is one for it, else the sum of its members."""
        chosen = subject(among, self._world.domain)
        if isinstance(chosen, str):
            return self.cell(measure, chosen, year)
        areas = self.areas(chosen, year)
        printed = self._printed(measure, areas, year)
        if printed is not None:
            return printed
        if len(areas) > 1 and self.measure(measure).total == "printed":
            raise Missing(0, 1, year)
        cells = self.section(measure, areas, year)
        value = sum((figure.value for figure in cells.values()), Decimal(0))
        evidence = tuple(dict.fromkeys(cell for figure in cells.values() for cell in figure.evidence))
        return Figure(value, evidence, steps=(f"sum of {len(cells)} = {value}",) if len(cells) > 1 else ())

    def _printed(self, measure: str, areas: tuple[str, ...], year: int) -> Figure | None:
        for name in self._world.domain.groups:
            if self.has(measure, name, year) and set(self.areas(AreaSet(name), year)) == set(areas):
                return self.cell(measure, name, year)
        return None

    def _cell(self, measure: str, area: str, year: int) -> Observation | None:
        plain = measure.partition(" in ")[0]
        return self._table.observation(plain, self.measure(plain).unit, area, year)

    def _figure(self, cell: Observation, measure: str) -> Figure:
        assert cell.value is not None
        margin = self._table.margins.get(cell.measure, Decimal(0))
        currency = measure.partition(" in ")[2]
        if not currency:
            return Figure(self.measure(cell.measure).read(cell.value), (cell,), margin)
        rate = self._rates.between(cell.unit[-3:], currency, cell.year, self._as_of) if self._rates else None
        if rate is None:
            raise Missing(1, 2, cell.year)
        value = cell.value * rate.factor
        steps = (f"{cell.value} {cell.unit} * {rate.told} = {value:.6f}",)
        return Figure(value, (cell, *rate.cells), margin * rate.factor, steps)


def subject(among: AreaSet | str, domain: Domain) -> AreaSet | str:
    """An area code, or a set: a bare group name is a set, a set of one area is that area."""
    if isinstance(among, str):
        return AreaSet(among) if among in domain.groups else among
    if among.group is None and len(among.areas) == 1 and not among.without:
        return among.areas[0]
    if among.group is not None and among.group not in domain.groups and len(among.group) == 3 and not among.without:
        return among.group
    return among
