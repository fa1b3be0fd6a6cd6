"""One release as it can be questioned: cells, cross-sections and totals, or the news that something is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeVar, cast

from faktenlage.figures.domain import Measure, Ratio
from faktenlage.figures.rates import Rates
from faktenlage.figures.releases import Table
from faktenlage.figures.world import World, subject
from faktenlage.model import AreaSet, Observation, Release

KEPT = 20_000  # figures, sections and totals of one release that are kept once they have been read

T = TypeVar("T")
F = TypeVar("F", "Section", "Figure")


class Missing(Exception):  # noqa: N818  a signal inside this room, turned into a reason at its door
    """A release does not hold what a question needs: ``held`` of ``wanted`` cells of ``year``."""

    def __init__(self, held: int, wanted: int, year: int) -> None:
        self.held, self.wanted, self.year = held, wanted, year
        super().__init__(f"{held} of {wanted} cells of {year}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as it is compared, with the cells it comes from; ``raw`` is what it was read from, where that is more."""

    value: Decimal
    evidence: tuple[Observation, ...]
    margin: Decimal = Decimal(0)
    steps: tuple[str, ...] = ()
    raw: Decimal | None = None

    @property
    def exact(self) -> Decimal:
        """With all its digits."""
        return self.value if self.raw is None else self.raw


class Section(dict[str, Figure]):
    """Figures of one year by area; what is asked of all of them together is worked out once."""

    @cached_property
    def evidence(self) -> tuple[Observation, ...]:
        return tuple(cell for figure in self.values() for cell in figure.evidence)

    @cached_property
    def ordered(self) -> tuple[tuple[str, Decimal], ...]:
        """Areas with their compared values, highest first."""
        ranking = sorted(self.items(), key=lambda item: (-item[1].value, -item[1].exact, item[0]))
        return tuple((area, figure.value) for area, figure in ranking)


class Sheet:
    """A release seen on a day; every method raises Missing rather than guess.

    ``computing``: measures that are quotients are computed, all of them; else only what is printed counts.
    ``remarks`` collects what an answer has to say about figures of other releases that went into it.
    """

    def __init__(
        self, table: Table, world: World, as_of: dt.date, rates: Rates | None = None, *, computing: bool = False
    ) -> None:
        self._table = table
        self._world = world
        self._as_of = as_of
        self._rates = rates
        self._computing = computing
        self._kept = world.kept(table)
        self.remarks: dict[str, None] = {}

    @property
    def release(self) -> Release:
        return self._table.release

    def measure(self, name: str) -> Measure:
        """The measure a query names, converted where it says so."""
        known = self._world.domain.measure(name)
        assert known is not None, name
        return known

    def areas(self, measure: str, among: AreaSet | str, year: int) -> tuple[str, ...]:
        """Members that the measure is published for at the end of ``year``, but no later than the day of asking."""
        areas = self._world.reporting(measure, among, min(dt.date(year, 12, 31), self._as_of))
        if not areas:
            raise Missing(0, 1, year)
        return areas

    def has(self, measure: str, area: str, year: int) -> bool:
        ratio = self._ratio(measure)
        return self._cell(measure if ratio is None else ratio.of, area, year) is not None

    def cell(self, measure: str, area: str, year: int) -> Figure:
        """One published cell, or one quotient."""
        if not self._plain(measure):
            return self.section(measure, (area,), year)[area]
        figure = self._read(measure, area, year)
        if figure is None:
            raise Missing(0, 1, year)
        return figure

    def section(self, measure: str, areas: Sequence[str], year: int) -> Section:
        """The cells of all ``areas``; the cross-section is whole or Missing."""
        ratio = self._ratio(measure)
        if ratio is not None:
            parts = self.section(_parts(measure, ratio), areas, year)
            wholes = self._elsewhere(ratio.per, lambda sheet: sheet.section(ratio.per, areas, year))
            return Section({area: self._quotient(measure, ratio, part, wholes[area]) for area, part in parts.items()})
        if self._plain(measure):
            areas = tuple(areas)
            return self._once(("section", measure, areas, year), lambda: self._whole(measure, areas, year))
        return self._whole(measure, areas, year)

    def _whole(self, measure: str, areas: Sequence[str], year: int) -> Section:
        if self._plain(measure):
            read = [(area, self._read(measure, area, year)) for area in areas]
            held = {area: figure for area, figure in read if figure is not None}
            if len(held) < len(areas):
                raise Missing(len(held), len(areas), year)
            return Section(held)
        cells = [cell for area in areas if (cell := self._cell(measure, area, year)) is not None]
        if len(cells) < len(areas):
            raise Missing(len(cells), len(areas), year)
        return Section({cell.area: self._figure(cell, measure) for cell in cells})

    def total(self, measure: str, among: AreaSet | str, year: int, like: str = "") -> Figure:
        """An area's value; of a set the printed total where there is one for it, else the sum of its members.

        ``like`` is the measure whose members count, where it is another: both parts of a quotient are of the same.
        """
        chosen = subject(among, self._world.groups)
        if isinstance(chosen, str):
            return self.cell(measure, chosen, year)
        ratio = self._ratio(measure)
        if ratio is not None:
            part = self.total(_parts(measure, ratio), chosen, year, measure)
            whole = self._elsewhere(ratio.per, lambda sheet: sheet.total(ratio.per, chosen, year, measure))
            return self._quotient(measure, ratio, part, whole)
        if self._plain(measure):
            day = min(dt.date(year, 12, 31), self._as_of)
            key = ("total", measure, chosen, year, like, day)
            return self._once(key, lambda: self._summed(measure, chosen, year, like))
        return self._summed(measure, chosen, year, like)

    def _summed(self, measure: str, chosen: AreaSet, year: int, like: str) -> Figure:
        areas = self.areas(like or measure, chosen, year)
        printed = self._printed(measure, areas, year, like or measure)
        if printed is not None:
            return printed
        if len(areas) > 1 and self.measure(measure).total == "printed":
            raise Missing(0, 1, year)
        cells = self.section(measure, areas, year)
        value = sum((figure.value for figure in cells.values()), Decimal(0))
        evidence = tuple(dict.fromkeys(cells.evidence))
        return Figure(value, evidence, steps=(f"sum of {len(cells)} = {value}",) if len(cells) > 1 else ())

    def _printed(self, measure: str, areas: tuple[str, ...], year: int, like: str) -> Figure | None:
        groups = self._world.groups
        day = min(dt.date(year, 12, 31), self._as_of)
        for name in groups:
            code = groups.printed(name)
            if self.has(measure, code, year) and set(self._world.reporting(like, AreaSet(name), day)) == set(areas):
                counted = self._world.reporting(like, name, self.release.released)
                if code == name or set(counted) == set(areas):
                    return self.cell(measure, code, year)
        return None

    def _plain(self, measure: str) -> bool:
        """Whether all there is to say of a measure stands in this release: nothing is converted or divided."""
        return not self._computing and " in " not in measure

    def _once(self, key: tuple[object, ...], work: Callable[[], F]) -> F:
        """What a piece of work gives, or what it misses, kept with the release."""
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            try:
                known = work()
            except Missing as missing:
                known = (missing.held, missing.wanted, missing.year)
            self._kept[key] = known
        if isinstance(known, tuple):
            raise Missing(*known)
        return cast(F, known)

    def _read(self, measure: str, area: str, year: int) -> Figure | None:
        """A published cell as it is compared, None where there is none."""
        key = (measure, area, year)
        known = self._kept.get(key)
        if known is None:
            cell = self._cell(measure, area, year)
            if len(self._kept) >= KEPT:
                self._kept.clear()
            known = self._kept[key] = "none" if cell is None else self._figure(cell, measure)
        return known if isinstance(known, Figure) else None

    def _cell(self, measure: str, area: str, year: int) -> Observation | None:
        plain = measure.partition(" in ")[0]
        return self._table.observation(plain, self.measure(plain).unit, area, year)

    def _figure(self, cell: Observation, measure: str) -> Figure:
        assert cell.value is not None
        margin = self._table.margins.get(cell.measure, Decimal(0))
        currency = measure.partition(" in ")[2]
        if not currency:
            return Figure(self.measure(cell.measure).read(cell.value), (cell,), margin, raw=cell.value)
        rate = self._rates.between(cell.unit[-3:], currency, cell.year, self._as_of) if self._rates else None
        if rate is None:
            raise Missing(1, 2, cell.year)
        for release in dict.fromkeys(rated.release for rated in rate.cells):
            self.remarks[f"{rate.told}: {release.name}, {release.released}"] = None
        value = cell.value * rate.factor
        steps = (f"{cell.value} {cell.unit} * {rate.told} = {value:.6f}",)
        return Figure(value, (cell, *rate.cells), margin * rate.factor, steps)

    def _ratio(self, measure: str) -> Ratio | None:
        return self.measure(measure).ratio if self._computing else None

    def _elsewhere(self, measure: str, ask: Callable[[Sheet], T]) -> T:
        """What this release says or else the newest one that can; where it is another one, that is remarked."""
        lacking: list[Missing] = []
        for table in dict.fromkeys((self._table, *self._world.known(self._as_of))):
            try:
                found = ask(Sheet(table, self._world, self._as_of))
            except Missing as missing:
                lacking.append(missing)
                continue
            if table is not self._table:
                self.remarks[f"{measure} by another release: {table.release.name}, {table.release.released}"] = None
            return found
        raise max(lacking, key=lambda missing: missing.held)

    def _quotient(self, measure: str, ratio: Ratio, part: Figure, whole: Figure) -> Figure:
        if not whole.exact:
            raise Missing(1, 2, whole.evidence[0].year)
        known = self.measure(measure)
        value = (part.exact / whole.exact).scaleb(ratio.shift)
        units = self.measure(_parts(measure, ratio)).unit, self.measure(ratio.per).unit
        told = f"{part.value} {units[0]} / {whole.value} {units[1]} = {value:.6f} {known.unit}"
        evidence = tuple(dict.fromkeys((*part.evidence, *whole.evidence)))
        return Figure(known.read(value), evidence, steps=(*part.steps, *whole.steps, told), raw=value)


def _parts(measure: str, ratio: Ratio) -> str:
    """What is divided: in the currency that the quotient is asked in."""
    _, conversion, currency = measure.partition(" in ")
    return f"{ratio.of}{conversion}{currency}"
