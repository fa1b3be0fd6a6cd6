"""What holds for all releases of a domain: its definitions, dated groups, and who is reported on at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from faktenlage.figures.domain import Domain
from faktenlage.figures.groups import Groups
from faktenlage.figures.registers import Registers
from faktenlage.figures.releases import Table
from faktenlage.model import AreaSet

__all__ = ["World", "subject"]

KEPT = 4096  # sets of which is kept who reported on a day


@dataclass(frozen=True, slots=True)
class World:
    """The domain, its registers and releases (oldest first), and the groups of every domain at hand."""

    domain: Domain
    registers: Registers
    groups: Groups
    tables: tuple[Table, ...] = ()
    _kept: dict[Table, dict[Any, Any]] = field(default_factory=dict, compare=False, repr=False)
    _reporting: dict[tuple[str, AreaSet | str, dt.date], tuple[str, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def kept(self, table: Table) -> dict[Any, Any]:
        """What has been read from a release so far, by whatever names it; emptied by those who fill it."""
        known = self._kept.get(table)
        return self._kept.setdefault(table, {}) if known is None else known

    def members(self, among: AreaSet | str, day: dt.date) -> tuple[str, ...]:
        """Areas of a set on a day; empty where the group is not known."""
        chosen = subject(among, self.groups)
        if isinstance(chosen, str):
            return (chosen,)
        areas = self.groups.members(chosen.group, day) if chosen.group else chosen.areas
        return tuple(area for area in dict.fromkeys(areas) if area not in chosen.without)

    def with_forces(self, among: AreaSet | str, day: dt.date) -> tuple[str, ...]:
        """The members of a group that have forces, hence a row in the tables; a list of areas stays as it is."""
        areas = self.members(among, day)
        if isinstance(subject(among, self.groups), str) or (isinstance(among, AreaSet) and among.group is None):
            return areas
        return tuple(area for area in areas if area not in self.domain.without_forces)

    def reporting(self, measure: str, among: AreaSet | str, day: dt.date) -> tuple[str, ...]:
        """The members that a measure is published for: those with forces, unless it is one of all members."""
        key = (measure, among, day)
        areas = self._reporting.get(key)
        if areas is None:
            if len(self._reporting) >= KEPT:
                self._reporting.clear()
            known = self.domain.measure(measure)
            every = known is not None and known.all_members
            areas = self._reporting[key] = self.members(among, day) if every else self.with_forces(among, day)
        return areas

    def covers(self, measure: str, among: AreaSet | str, day: dt.date, as_of: dt.date) -> bool:
        """Whether the measure is defined for every area of a set, and each is one reported on by ``as_of``."""
        areas = self.reporting(measure, among, day)
        return bool(areas) and all(self._reported(measure, area, as_of) for area in areas)

    def known(self, as_of: dt.date) -> tuple[Table, ...]:
        """Releases known on a day, newest first."""
        return tuple(table for table in reversed(self.tables) if table.release.released <= as_of)

    def _reported(self, measure: str, area: str, as_of: dt.date) -> bool:
        known = self.domain.measure(measure)
        if known is None or not self.domain.knows(measure, area):
            return False
        if area in self.registers.ever_members():
            return True
        plain = measure.partition(" in ")[0]
        names = (plain, known.ratio.of) if known.ratio else (plain,)
        return any(area in table.areas(name) for table in self.known(as_of) for name in names)


def subject(among: AreaSet | str, groups: Container[str]) -> AreaSet | str:
    """An area code, or a set: a bare group name is a set, a set of one area is that area."""
    if isinstance(among, str):
        return AreaSet(among) if among in groups else among
    if among.group is None and len(set(among.areas)) == 1 and not among.without:
        return among.areas[0]
    if among.group is not None and among.group not in groups and len(among.group) == 3 and not among.without:
        return among.group
    return among
