"""Questions to the registers and guidelines: who belongs, who holds an office, by when a target is due."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from faktenlage.figures.domain import Domain
from faktenlage.figures.registers import Line, Registers
from faktenlage.model import Answer, Entry, Holds, Level, Member


def member(registers: Registers, query: Member, as_of: dt.date) -> Answer:
    """Membership of a group; every accession day that sources give counts."""
    lines = registers.memberships(query.group, as_of)
    if not lines:
        return Answer(query, as_of, reason="no_figures")
    if query.when == "since":
        own = [line for line in lines if line.entry.area == query.topic]
        return _first_days(query, as_of, own)
    known = tuple(line for line in lines if line.covers(query.when))
    entries = tuple(line.entry for line in known)
    if query.topic in ("count", "newest") and not entries:
        return Answer(query, as_of, reason="no_figures")
    if query.topic == "count":
        return Answer(query, as_of, unit="areas", value=Decimal(len(known)), evidence=entries)
    if query.topic == "newest":
        day = max(entry.first for entry in entries)
        newest = tuple(entry for entry in entries if entry.first == day)
        return Answer(query, as_of, unit="areas", areas=tuple(entry.area for entry in newest), evidence=newest)
    own_entries = tuple(line.entry for line in lines if line.entry.area == query.topic)
    return Answer(query, as_of, truth=any(entry in entries for entry in own_entries), evidence=own_entries)


def holds(registers: Registers, query: Holds, as_of: dt.date) -> Answer:
    """Terms of office. Where the register has a hole, or does not know the name, there is no answer."""
    # Who comes next is known before the day of taking office, and no register says since when.
    lines = registers.terms(query.office, None if query.aspect in ("next", "before") else as_of)
    match query.aspect:
        case "on":
            return _on(query, as_of, lines)
        case "before":
            return _before(query, as_of, _of(query.name, lines))
        case "next" | "previous":
            return _beside(query, as_of, [line for line in lines if not line.acting])
        case "from":
            return _first_days(query, as_of, _of(query.name, lines))
        case "to":
            ends = [line for line in _of(query.name, lines) if line.entry.last]
            return _days(query, as_of, ends, tuple((line.entry.last, None) for line in ends))
        case "terms":
            own = _of(query.name, lines)
            return _days(query, as_of, own, tuple((line.entry.first, line.entry.last) for line in own))


def deadline(domain: Domain, query: Level, as_of: dt.date) -> Answer:
    """``guideline.NAME.deadline``: the year a guideline sets, from the day it was agreed."""
    name = query.measure.removeprefix("guideline.").removesuffix(".deadline")
    for guideline in domain.guidelines:
        if guideline.id == name and query.measure.endswith(".deadline") and guideline.decided <= as_of:
            entry = Entry("guideline", guideline.name, query.area, guideline.decided, None, guideline.source)
            return Answer(query, as_of, unit="year", value=Decimal(guideline.deadline), evidence=(entry,))
    return Answer(query, as_of, reason="no_figures")


def _on(query: Holds, as_of: dt.date, lines: tuple[Line, ...]) -> Answer:
    held = [line for line in lines if query.when and line.covers(query.when)]
    if not held:
        return Answer(query, as_of, reason="no_figures")
    entries = tuple(line.entry for line in held)
    if query.name is None:
        return Answer(query, as_of, unit="name", text=entries[-1].subject, evidence=entries)
    truth = any(same_name(query.name, entry.subject) for entry in entries)
    return Answer(query, as_of, truth=truth, evidence=entries)


def _before(query: Holds, as_of: dt.date, own: list[Line]) -> Answer:
    if not own or query.when is None:
        return Answer(query, as_of, reason="no_figures")
    over = any(line.entry.last is not None and line.entry.last <= query.when for line in own)
    known = [line.known(as_of) for line in own]
    return Answer(query, as_of, truth=over, evidence=tuple(line.entry for line in known if line is not None))


def _beside(query: Holds, as_of: dt.date, lines: list[Line]) -> Answer:
    """The neighbour of the one in office, if the register knows both and nothing but acting terms lies between."""
    held = [place for place, line in enumerate(lines) if query.when and line.covers(query.when)]
    place = (held[-1] + (1 if query.aspect == "next" else -1)) if held else -1
    if not 0 <= place < len(lines):
        return Answer(query, as_of, reason="no_figures")
    entry = lines[place].entry
    facts: dict[str, Any] = {"unit": "name", "text": entry.subject}
    return Answer(query, as_of, evidence=(entry, lines[held[-1]].entry), **facts)


def _first_days(query: Member | Holds, as_of: dt.date, own: list[Line]) -> Answer:
    return _days(query, as_of, own, tuple((day, None) for line in own for day in line.firsts))


def _days(
    query: Member | Holds, as_of: dt.date, own: list[Line], days: tuple[tuple[dt.date | None, dt.date | None], ...]
) -> Answer:
    spans = tuple((first, last) for first, last in days if first is not None)
    if not spans:
        return Answer(query, as_of, reason="no_figures")
    return Answer(query, as_of, unit="day", days=spans, evidence=tuple(line.entry for line in own))


def _of(name: str | None, lines: tuple[Line, ...]) -> list[Line]:
    return [line for line in lines if name is not None and same_name(name, line.entry.subject)]


def same_name(asked: str, known: str) -> bool:
    """Whether every word of one name occurs in the other: "Rutte" is "Mark Rutte"."""
    left, right = asked.casefold().split(), known.casefold().split()
    return bool(left) and (set(left) <= set(right) or set(right) <= set(left))
