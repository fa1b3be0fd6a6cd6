"""What a domain measures, whom it groups and what it has set itself: ``domain.toml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from faktenlage.errors import PackError
from faktenlage.model import Comparison
from faktenlage.packs.files import nearest, read_toml
from faktenlage.packs.matters import Matter


class Ratio(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A measure as a quotient: ``of`` by ``per``, with the decimal point moved by ``shift`` places to its unit."""

    of: str
    per: str
    shift: int = 0


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One series of figures. ``decimals``: places it is read at; ``areas``: the only ones it exists for;
    ``all_members``: for those without forces too; ``share``: the measure that prints it as a share of GDP;
    ``chained_by``: series at constant prices that a growth rate over several years is computed from;
    ``ratio``: the two measures it is computed from where no release prints it.
    """

    id: str
    kind: Literal["share", "money", "growth", "head", "persons", "rate", "number"]
    unit: str
    total: Literal["sum", "printed"]
    definition: str
    decimals: int | None = None
    price_base: str | None = None
    areas: tuple[str, ...] = ()
    all_members: bool = False
    chained_by: tuple[str, ...] = ()
    share: str | None = None
    ratio: Ratio | None = None

    def read(self, value: Decimal) -> Decimal:
        """The value as it is compared: at the printed places, half rounded up, where the domain says so."""
        if self.decimals is None:
            return value
        return value.quantize(Decimal(1).scaleb(-self.decimals), "ROUND_HALF_UP")


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A dated group: kept in a register, or another group less some.

    ``printed`` is the code of the publisher's own figure for it, which counts, for every year, those who are members
    on the day of the release; without it a figure under the group's own name counts the members of its year.
    """

    id: str
    definition: str
    register: str | None = None
    of: str | None = None
    without: tuple[str, ...] = ()
    printed: str | None = None


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One threshold of a guideline."""

    measure: str
    comparison: Comparison
    threshold: Decimal


class Guideline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named target with the day it was agreed and the year it is to be met by; ``total`` of its parts and others."""

    id: str
    decided: dt.date
    deadline: int
    name: str
    source: str
    parts: tuple[Part, ...]
    total: Decimal | None = None


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An office whose holders are kept in a register."""

    id: str
    area: str
    name: str


class DomainFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of ``domain.toml``."""

    key: str
    dataset: str
    measures: tuple[Measure, ...]
    groups: tuple[Group, ...]
    without_forces: tuple[str, ...] = ()
    guidelines: tuple[Guideline, ...] = ()
    offices: tuple[Office, ...] = ()
    money: dict[str, tuple[str, ...]] = {}
    reading: Matter | None = None


class Domain:
    """``domain.toml`` by name."""

    def __init__(self, file: DomainFile) -> None:
        self.key = file.key
        self.dataset = file.dataset
        self.without_forces = frozenset(file.without_forces)
        self.guidelines = file.guidelines
        self.matter = file.reading
        self._file = file

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        return {measure.id: measure for measure in self._file.measures}

    def measure(self, name: str) -> Measure | None:
        """A measure by its id; ``ID in EUR`` is the same converted, compared unrounded.

        Only money of its own year is converted: for prices of another year that year's rates would be needed.
        """
        known = self.measures.get(name)
        if known is not None:
            return known
        plain, _, currency = name.partition(" in ")
        known = self.measures.get(plain)
        if known is None or not currency:
            return known
        if known.kind not in ("money", "head") or known.price_base is not None or currency_of(known.unit) is None:
            return None
        unit = known.unit.replace(known.unit[-3:], currency)
        return msgspec.structs.replace(known, id=name, unit=unit, decimals=None)

    def extended(self, measures: Iterable[Measure]) -> Domain:
        """The same domain with measures that releases bring along; those already defined stay as they are."""
        added = {measure.id: measure for measure in measures if measure.id not in self.measures}
        if not added:
            return self
        return Domain(msgspec.structs.replace(self._file, measures=(*self._file.measures, *added.values())))

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        return {group.id: group for group in self._file.groups}

    @cached_property
    def offices(self) -> Mapping[str, Office]:
        return {office.id: office for office in self._file.offices}

    @cached_property
    def money(self) -> Mapping[str, str]:
        """The currency each area pays in, by area."""
        return {area: code for code, areas in self._file.money.items() for area in areas}

    def knows(self, measure: str, area: str) -> bool:
        """Whether the measure exists for the area at all, published or not."""
        known = self.measure(measure)
        if known is None or (area in self.without_forces and not known.all_members):
            return False
        return not known.areas or area in known.areas


def currency_of(unit: str) -> str | None:
    """``bn USD`` -> ``USD``; None for a unit that is no money."""
    last = unit.rpartition(" ")[2]
    return last if len(last) == 3 and last.isalpha() and last.isupper() else None


def read_domain(path: Path) -> Domain:
    """Read ``domain.toml``; raises PackError for unknown keys and for names that occur twice."""
    file = read_toml(path, DomainFile)
    entries: list[Measure | Group | Guideline | Office] = [
        *file.measures,
        *file.groups,
        *file.guidelines,
        *file.offices,
    ]
    seen: set[tuple[type, str]] = set()
    for entry in entries:
        if (type(entry), entry.id) in seen:
            raise PackError(path, None, f"{entry.id!r} is defined twice", "keep one of them")
        seen.add((type(entry), entry.id))
    domain = Domain(file)
    for measure in file.measures:
        _check_ratio(measure, domain, path)
    _check_matter(domain, path)
    return domain


def _check_matter(domain: Domain, path: Path) -> None:
    """What reports are read for must be there to be asked."""
    known = {"measure": domain.measures, "group": domain.groups}
    for kind, names in (domain.matter.names() if domain.matter else {}).items():
        for name in names:
            if name not in known[kind]:
                near = nearest(name, known[kind])
                problem = f"[reading] names {name!r}, which is no {kind}"
                raise PackError(path, None, problem, f"did you mean {near!r}?" if near else "define it")


def _check_ratio(measure: Measure, domain: Domain, path: Path) -> None:
    for name in (measure.ratio.of, measure.ratio.per) if measure.ratio else ():
        part = domain.measures.get(name)
        if part is None:
            near = nearest(name, domain.measures)
            problem = f"{measure.id!r} is computed from {name!r}, which is no measure"
            raise PackError(path, None, problem, f"did you mean {near!r}?" if near else "define it")
        if part.ratio is not None:
            raise PackError(path, None, f"{name!r} is itself computed", f"name printed measures for {measure.id!r}")
