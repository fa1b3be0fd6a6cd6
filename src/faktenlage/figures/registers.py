"""Dated registers: who belonged to a group, who held an office. They know no day of release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from faktenlage.errors import PackError
from faktenlage.figures.domain import Domain
from faktenlage.model import Entry
from faktenlage.packs.files import nearest, read_csv

MEMBERS = ("group", "area", "first", "last", "also_first", "source")
HOLDERS = ("office", "name", "area", "first", "last", "acting", "also_first", "source")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with what only the register knows: a first day other sources give, and whether it was only acting."""

    entry: Entry
    also_first: dt.date | None = None
    acting: bool = False

    def covers(self, day: dt.date) -> bool:
        """Whether the entry holds on ``day``; the last day is a day of handing over and counts."""
        return self.entry.first <= day and (self.entry.last is None or day <= self.entry.last)

    def known(self, day: dt.date) -> Line | None:
        """The entry as it stood on ``day``: nothing where it begins later, open where it ends later."""
        if self.entry.first > day:
            return None
        if self.entry.last is None and self.also_first is None:
            return self
        open_still = self.entry.last is not None and self.entry.last > day
        other = self.also_first if self.also_first is not None and self.also_first <= day else None
        return replace(self, entry=replace(self.entry, last=None) if open_still else self.entry, also_first=other)

    @property
    def firsts(self) -> tuple[dt.date, ...]:
        return (self.entry.first,) if self.also_first is None else (self.entry.first, self.also_first)


class Registers:
    """Memberships by group and terms by office, each in order of their first day; by default also those to come."""

    def __init__(self, members: Mapping[str, tuple[Line, ...]], terms: Mapping[str, tuple[Line, ...]]) -> None:
        self._members = members
        self._terms = terms
        self._ever = frozenset(line.entry.area for lines in members.values() for line in lines)

    def memberships(self, group: str, as_of: dt.date | None = None) -> tuple[Line, ...]:
        return _known(self._members.get(group, ()), as_of)

    def ever_members(self) -> frozenset[str]:
        """Areas that belong to any group at any time."""
        return self._ever

    def turns(self) -> Iterator[dt.date]:
        """Every day on which a register reads otherwise than on the day before."""
        for lines in (*self._members.values(), *self._terms.values()):
            for line in lines:
                yield from line.firsts
                if line.entry.last is not None:
                    yield line.entry.last
                    if line.entry.last < dt.date.max:
                        yield line.entry.last + dt.timedelta(days=1)

    def terms(self, office: str, as_of: dt.date | None = None) -> tuple[Line, ...]:
        return _known(self._terms.get(office, ()), as_of)

    def members(self, group: str, day: dt.date) -> tuple[str, ...]:
        """Area codes of the members on ``day``, in alphabetical order."""
        return tuple(sorted(line.entry.area for line in self.memberships(group) if line.covers(day)))


def read_registers(folder: Path, domain: Domain) -> Registers:
    """Read ``members.csv`` and ``holders.csv``; raises PackError for an unknown group or office and a bad day.

    A domain without groups or without offices needs no such file.
    """
    members: dict[str, list[Line]] = {}
    terms: dict[str, list[Line]] = {}
    path = folder / "members.csv"
    for number, row in read_csv(path, MEMBERS) if domain.groups or path.exists() else ():
        _check(row["group"], domain.groups, path, number)
        members.setdefault(row["group"], []).append(_line(row, row["group"], row["area"], path, number))
    path = folder / "holders.csv"
    for number, row in read_csv(path, HOLDERS) if domain.offices or path.exists() else ():
        _check(row["office"], domain.offices, path, number)
        terms.setdefault(row["office"], []).append(_line(row, row["office"], row["name"], path, number))
    return Registers(_ordered(members), _ordered(terms))


def _known(lines: tuple[Line, ...], as_of: dt.date | None) -> tuple[Line, ...]:
    if as_of is None:
        return lines
    return tuple(known for line in lines if (known := line.known(as_of)) is not None)


def _check(name: str, known: Mapping[str, object], path: Path, line: int) -> None:
    if name not in known:
        near = nearest(name, known)
        raise PackError(path, line, f"unknown name {name!r}", f"did you mean {near!r}?" if near else "define it")


def _line(row: Mapping[str, str], register: str, subject: str, path: Path, number: int) -> Line:
    first = _day(row["first"], path, number)
    if first is None:
        raise PackError(path, number, "has no first day", "give one, as in 2024-03-07")
    last, also = _day(row["last"], path, number), _day(row["also_first"], path, number)
    entry = Entry(register, subject, row["area"], first, last, row["source"], f"{path.name}:{number}")
    return Line(entry, also, row.get("acting") == "yes")


def _day(text: str, path: Path, line: int) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise PackError(path, line, f"{text!r} is not a day", "write it as in 2024-03-07") from None


def _ordered(lines: Mapping[str, list[Line]]) -> dict[str, tuple[Line, ...]]:
    return {name: tuple(sorted(found, key=lambda line: line.entry.first)) for name, found in lines.items()}
