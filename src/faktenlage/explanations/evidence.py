"""What a verdict rests on, in one sentence: the cells that decide, their release and table, or lines of a register."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from faktenlage.explanations.answers import Answers
from faktenlage.explanations.slot_values import SlotValues
from faktenlage.explanations.speech import Speech
from faktenlage.explanations.wording import EvidenceWords
from faktenlage.model import Answer, Census, Entry, Evidence, Extreme, Observation, Query, Rank, Since

MANY = 16
"""More cells than this are counted, not listed; the smaller half of the alliance still is."""
FEW = 5
"""As many cells are shown where any would do."""

_TABLE = re.compile(r"table\s*(?P<n>\d+[a-z]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A cell as people write it; ``status`` is empty for an outturn, ``year`` for a line of a register."""

    area: str
    year: str
    value: str
    status: str
    release: str
    locator: str


class EvidenceWriter:
    """Picks the cells a reader has to see and writes them down."""

    def __init__(self, words: EvidenceWords, speech: Speech, values: SlotValues, answers: Answers) -> None:
        self._words, self._speech, self._values, self._answers = words, speech, values, answers

    def sentence(self, query: Query, answer: Answer) -> str:
        """The sentence, empty where an answer rests on nothing that could be shown."""
        entries = [line for line in answer.evidence if isinstance(line, Entry)]
        if entries:
            return self._registered(entries)
        cells = [line for line in answer.evidence if isinstance(line, Observation)]
        first, *others = _by_release(cells) or [[]]
        if not first:
            return ""
        told = [self._told(*self._choice(query, answer, first), first)]
        for own in others:
            template = self._words.rates if _is_rate(own[0]) else self._words.sentence
            told.append(self._told(template, own, own))
        return " ".join(told)

    def _told(self, template: str, shown: Sequence[Observation], cells: Sequence[Observation]) -> str:
        source = self._source(cells, shown)
        if len(shown) > MANY:
            return self._words.many.format(n=len(shown), source=source)
        return template.format(cells=self._cells(shown), source=source)

    def _choice(self, query: Query, answer: Answer, cells: list[Observation]) -> tuple[str, Sequence[Observation]]:
        """The cells that decide, and the sentence they are told in."""
        match query:
            case Census():
                return self._census(query, answer, cells)
            case Rank():
                return self._words.sentence, _around(query.area, answer, cells)
            case Extreme():
                return self._words.sentence, _of_areas(answer.order or (), cells)
            case Since() if answer.value is not None:
                years = (query.years.last, int(answer.value))
                return self._words.sentence, [cell for cell in cells if cell.year in years]
        return self._words.sentence, cells

    def row(self, line: Evidence) -> Row:
        """One cell or line of a register for a table."""
        if isinstance(line, Entry):
            return Row(self._name(line.area), "", self._entry(line), "", line.source, line.locator)
        release, value = line.release, self._words.statuses.get("missing", "")
        if line.value is not None:
            value = self._answers.amount(line.value, line.unit)
        status = self._words.statuses.get(line.status, "")
        day = self._speech.day(release.released)
        source = self._words.source.format(release=self._speech.quoted(release.name), day=day)
        return Row(self._name(line.area), str(line.year), value, status, source, line.locator)

    def _census(self, query: Census, answer: Answer, cells: list[Observation]) -> tuple[str, Sequence[Observation]]:
        """Whoever meets the condition or the fewer who miss it; where no one does, those who come closest."""
        if len(cells) == 1:
            return self._words.sentence, cells
        meeting = [area for area, value in answer.values if query.condition.holds(value)]
        missing = [area for area, value in answer.values if not query.condition.holds(value)]
        if query.years.first != query.years.last or not meeting or not missing:
            few = len(cells) <= FEW
            return self._words.sentence if few else self._words.closest, _closest(query.condition.threshold, cells)
        if len(meeting) <= len(missing):
            return self._words.fulfilled, _of_areas(meeting, cells)
        return self._words.missed, _of_areas(missing, cells)

    def _cells(self, cells: Sequence[Observation]) -> str:
        years = {cell.year for cell in cells}
        statuses = {cell.status for cell in cells}
        return self._speech.listed(
            tuple(self._cell(cell, dated=len(years) > 1, marked=len(statuses) > 1) for cell in cells)
        )

    def _cell(self, cell: Observation, *, dated: bool, marked: bool) -> str:
        if _is_rate(cell) and cell.value is not None:
            currency, other = self._speech.currency(cell.area), self._speech.currency(cell.unit[-3:])
            return self._words.rate.format(value=self._speech.number(cell.value, 4), area=currency, name=other)
        value = self._words.statuses.get("missing", "")
        if cell.value is not None:
            value = self._answers.amount(cell.value, cell.unit)
        template = self._words.cell_year if dated else self._words.cell
        text = template.format(area=self._name(cell.area), year=cell.year, value=value)
        status = self._words.statuses.get(cell.status)
        return self._words.cell_status.format(cell=text, status=status) if marked and status else text

    def _name(self, area: str) -> str:
        group = self._values.group(area)
        return group.name if group else self._speech.area(area)

    def _source(self, cells: Sequence[Observation], shown: Sequence[Observation]) -> str:
        """Release, day and table; before them year and status, where all cells share them."""
        release = cells[0].release
        named = {"release": self._speech.quoted(release.name), "day": self._speech.day(release.released)}
        tables = self._tables(cells)
        source = (
            self._words.source_table.format(**named, table=self._speech.listed(tables))
            if tables
            else self._words.source.format(**named)
        )
        years, statuses = {cell.year for cell in shown}, {cell.status for cell in shown}
        status = self._words.statuses.get(statuses.pop(), "") if len(statuses) == 1 else ""
        return self._framed(str(years.pop()) if len(years) == 1 else "", status, source)

    def _framed(self, year: str, status: str, source: str) -> str:
        words = self._words
        if year:
            template = words.source_status if status else words.source_year
            return template.format(year=year, status=status, source=source)
        return words.source_only_status.format(status=status, source=source) if status else source

    def _tables(self, cells: Iterable[Observation]) -> tuple[str, ...]:
        found = dict.fromkeys(match["n"] for cell in cells if (match := _TABLE.search(cell.locator)))
        return tuple(self._words.table.format(n=number) for number in found)

    def _registered(self, entries: list[Entry]) -> str:
        if len(entries) > MANY:
            newest = max(entries, key=lambda entry: entry.first)
            return self._words.members.format(n=len(entries), newest=self._entry(newest))
        return self._words.entries.format(entries="; ".join(dict.fromkeys(map(self._entry, entries))))

    def _entry(self, entry: Entry) -> str:
        words = self._words
        if entry.register == "guideline":
            template = words.guideline
        elif entry.subject == entry.area:
            template = words.member_left if entry.last else words.member
        else:
            template = words.office_left if entry.last else words.office
        return template.format(
            area=self._name(entry.area),
            name=entry.subject,
            first=self._speech.day(entry.first),
            last=self._speech.day(entry.last) if entry.last else "",
        )


def _by_release(cells: Iterable[Observation]) -> list[list[Observation]]:
    """Cells by the release they stand in, in the order of their first."""
    found: dict[str, list[Observation]] = {}
    for cell in cells:
        found.setdefault(cell.release.key, []).append(cell)
    return list(found.values())


def _is_rate(cell: Observation) -> bool:
    """Whether the cell is the price of one currency in another."""
    return cell.unit.startswith("per ")


def _of_areas(areas: Iterable[str], cells: Iterable[Observation]) -> list[Observation]:
    by_area = {cell.area: cell for cell in cells}
    return [by_area[area] for area in areas if area in by_area]


def _closest(threshold: Decimal, cells: Sequence[Observation]) -> Sequence[Observation]:
    """All of a few cells in their order, else the few nearest to a threshold, highest first."""
    if len(cells) <= FEW:
        return cells
    known = [(abs(cell.value - threshold), cell.value, cell) for cell in cells if cell.value is not None]
    nearest = sorted(known, key=lambda item: item[0])[:FEW]
    return [cell for _, _, cell in sorted(nearest, key=lambda item: -item[1])]


def _around(area: str, answer: Answer, cells: list[Observation]) -> list[Observation]:
    """The area asked about between its neighbours."""
    order = [code for code, _ in answer.values]
    place = order.index(area) if area in order else 0
    return _of_areas(order[max(0, place - 1) : place + 2], cells) or cells
