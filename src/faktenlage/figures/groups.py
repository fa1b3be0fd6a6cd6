"""Dated groups of every domain, so that one domain can be asked about the groups of another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from faktenlage.figures.domain import Group
from faktenlage.figures.registers import Registers

__all__ = ["Groups"]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups by their id; ``registers`` gives those that a group's members are kept in, read when first asked."""

    known: Mapping[str, Group]
    registers: Callable[[str], Registers]

    def __contains__(self, name: object) -> bool:
        return name in self.known

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def members(self, name: str, day: dt.date) -> tuple[str, ...]:
        """Members of a group on a day, in alphabetical order; empty where the group is not known."""
        group = self.known.get(name)
        if group is None:
            return ()
        if group.of is not None:
            return tuple(area for area in self.members(group.of, day) if area not in group.without)
        return self.registers(name).members(group.register or name, day)

    def turns(self) -> Iterator[dt.date]:
        """Every day on which the members of any group become others."""
        for registers in {self.registers(name) for name, group in self.known.items() if group.of is None}:
            yield from registers.turns()

    def printed(self, name: str) -> str:
        """The code under which a publisher prints the figure of a group."""
        return self.known[name].printed or name
