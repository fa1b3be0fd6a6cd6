"""Two releases held against each other: what moved, which thresholds were crossed, which ranks changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from faktenlage.figures.domain import Domain, Measure
from faktenlage.figures.releases import Table
from faktenlage.model import Comparison, Condition, Release
from faktenlage.series.readings import Kind, Reading, compared, read_cell, rebased

Cells = Mapping[tuple[int, str], Reading]
Pair = tuple[Reading, Reading]


@dataclass(frozen=True, slots=True)
class Move:
    """A cell that both releases hold; ``delta`` is the change of what is printed, by whatever definition."""

    area: str
    year: int
    before: Reading
    after: Reading
    kind: Kind

    @property
    def delta(self) -> Decimal:
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class Crossing:
    """An area that one release has on the other side of a threshold; ``doubtful`` where coarse print cannot tell."""

    threshold: Decimal
    move: Move
    up: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the ``of`` areas that both releases hold for a year meet a threshold."""

    threshold: Decimal
    year: int
    of: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A place in the order of all areas that both releases hold for a year, counted from the highest."""

    area: str
    year: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Difference:
    """All of it for one measure, newest year first; groups are among the moves, but have no ranks.

    ``redefined`` and ``rebased``: nothing here is a revision, for both releases measure different things.
    ``ranked`` counts the areas of each year's order, ``added`` and ``dropped`` what only the later or only the earlier
    release holds.
    """

    measure: Measure
    before: Release
    after: Release
    redefined: bool
    rebased: bool
    pairs: tuple[Move, ...]
    crossings: tuple[Crossing, ...]
    tallies: tuple[Tally, ...]
    shifts: tuple[Shift, ...]
    ranked: Mapping[int, int]
    added: Mapping[int, int]
    dropped: Mapping[int, int]

    @property
    def moves(self) -> tuple[Move, ...]:
        """What is printed differently, the largest difference first."""
        moved = (move for move in self.pairs if move.delta)
        return tuple(sorted(moved, key=lambda move: (-abs(move.delta), -move.year, move.area)))


def difference(
    tables: tuple[Table, Table],
    domain: Domain,
    measure: Measure,
    years: Iterable[int] | None = None,
    thresholds: Sequence[Decimal] | None = None,
) -> Difference:
    """What the second of ``tables`` says otherwise than the first, of all years and at ``bars_of`` unless told."""
    wanted = None if years is None else frozenset(years)
    before, after = (_cells(table, measure, wanted) for table in tables)
    releases = tables[0].release, tables[1].release
    pairs = tuple(
        Move(area, year, before[year, area], after[year, area], _kind(measure, before[year, area], after[year, area]))
        for year, area in sorted(before.keys() & after.keys(), key=lambda key: (-key[0], key[1]))
    )
    ranked = [move for move in pairs if move.area not in domain.groups]
    bars = bars_of(domain, measure, thresholds)
    return Difference(
        measure,
        *releases,
        redefined=(releases[0].dataset, releases[0].definition) != (releases[1].dataset, releases[1].definition),
        rebased=rebased(measure, *releases),
        pairs=pairs,
        crossings=tuple(_crossings(bars, ranked)),
        tallies=tuple(_tallies(bars, ranked)),
        shifts=tuple(_shifts(ranked)),
        ranked=_by_year([(move.year, move.area) for move in ranked]),
        added=_by_year(after.keys() - before.keys()),
        dropped=_by_year(before.keys() - after.keys()),
    )


def bars_of(domain: Domain, measure: Measure, thresholds: Sequence[Decimal] | None = None) -> tuple[Condition, ...]:
    """The thresholds of the guidelines on a measure, and the whole numbers between the lowest and the highest.

    Given ``thresholds`` take their place; they are met from the threshold on, as those of guidelines usually are.
    """
    comparison: Comparison = ">="
    if thresholds is not None:
        return tuple(Condition(measure.id, comparison, bar, measure.unit) for bar in sorted(set(thresholds)))
    parts = [part for guideline in domain.guidelines for part in guideline.parts if part.measure == measure.id]
    known = {part.threshold: part.comparison for part in parts}
    if known:
        lowest, highest = min(known), max(known)
        known = {Decimal(bar): comparison for bar in range(int(lowest) + 1, int(highest) + 1)} | known
    return tuple(Condition(measure.id, known[bar], bar, measure.unit) for bar in sorted(known))


def _cells(table: Table, measure: Measure, years: frozenset[int] | None) -> Cells:
    found = {
        (year, area): read_cell(table, measure, area, year)
        for year in table.counts(measure.id)
        if years is None or year in years
        for area in table.areas(measure.id)
    }
    return {key: reading for key, reading in found.items() if reading is not None}


def _kind(measure: Measure, before: Reading, after: Reading) -> Kind:
    return compared(measure, before, after)[0]


def _crossings(bars: Sequence[Condition], moves: Sequence[Move]) -> Iterable[Crossing]:
    for bar in bars:
        for move in moves:
            stood, stands = bar.holds(move.before.value), bar.holds(move.after.value)
            if stood != stands:
                doubtful = any(_close(reading, bar.threshold) for reading in (move.before, move.after))
                yield Crossing(bar.threshold, move, stands, doubtful)


def _close(reading: Reading, threshold: Decimal) -> bool:
    return bool(reading.margin) and abs(reading.value - threshold) <= reading.margin


def _tallies(bars: Sequence[Condition], moves: Sequence[Move]) -> Iterable[Tally]:
    for bar in bars:
        for year, held in _years(moves).items():
            before = sum(bar.holds(move.before.value) for move in held)
            after = sum(bar.holds(move.after.value) for move in held)
            yield Tally(bar.threshold, year, len(held), before, after)


def _shifts(moves: Sequence[Move]) -> Iterable[Shift]:
    for year, held in _years(moves).items():
        before = places({move.area: move.before.value for move in held})
        after = places({move.area: move.after.value for move in held})
        changed = [Shift(area, year, before[area], after[area]) for area in before if before[area] != after[area]]
        yield from sorted(changed, key=lambda shift: (shift.after, shift.area))


def places(values: Mapping[str, Decimal]) -> Mapping[str, int]:
    """Places from the highest; equal values share the better place."""
    order = sorted(values.values(), reverse=True)
    first = {value: place for place, value in reversed(list(enumerate(order, 1)))}
    return {area: first[value] for area, value in values.items()}


def _years(moves: Sequence[Move]) -> Mapping[int, list[Move]]:
    found: dict[int, list[Move]] = {}
    for move in moves:
        found.setdefault(move.year, []).append(move)
    return found


def _by_year(keys: Iterable[tuple[int, str]]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    for year, _ in sorted(keys, key=lambda key: -key[0]):
        found[year] = found.get(year, 0) + 1
    return found
