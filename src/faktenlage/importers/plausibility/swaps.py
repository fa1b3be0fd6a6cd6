"""Columns that hold each other's values, seen by the figures known so far: two measures, or two years of one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter

from faktenlage.importers.drafts import Doubt
from faktenlage.importers.plausibility.cells import Cells, Known, Point, among, area_name
from faktenlage.importers.plausibility.sums import half_unit

CELLS = 3  # fewer that look swapped are a coincidence
SAME = Decimal("0.005")  # of the value: what counts as the same figure
COARSE = Decimal("0.025")  # of the value: a digit printed more coarsely than this proves no likeness
APART = Decimal("0.05")  # of the value: figures closer than this cannot be told from a revision

Place = tuple[str, int]


@dataclass(slots=True)
class _Tally:
    """How the cells of an area side with the figures of their own column or of another."""

    own: int = 0
    other: list[Point] = field(default_factory=list)
    neither: int = 0

    @property
    def sides_with_other(self) -> bool:
        return len(self.other) > 1 and len(self.other) >= 4 * self.own and len(self.other) >= self.neither


def swapped(cells: Cells, known: Known) -> Iterator[Doubt]:
    """One doubt a pair of columns, about its first cell."""
    kept: dict[tuple[str, str, int], Decimal | None] = {}

    def figure(measure: str, area: str, year: int) -> Decimal | None:
        key = (measure, area, year)
        if key not in kept:
            kept[key] = known(measure, area, year)
        return kept[key]

    for name in cells.years:
        odd = _disagreeing(cells, name, figure)
        if len(odd) >= CELLS:
            yield from _swapped_measures(cells, name, odd, figure)
            yield from _swapped_years(name, odd, figure)


def _disagreeing(cells: Cells, name: str, known: Known) -> Mapping[Place, Point]:
    found = {}
    for place, point in cells.years[name].items():
        own = known(name, *place)
        if own is not None and not _may_be(point.value, own):
            found[place] = point
    return found


def _swapped_measures(cells: Cells, name: str, odd: Mapping[Place, Point], known: Known) -> Iterator[Doubt]:
    unit = cells.measures[name].unit if name in cells.measures else None
    for other, measure in cells.measures.items():
        if other != name and (measure.unit == unit or other in cells.years):
            found = _siding(cells, (name, other), odd, known)
            if len(found) >= CELLS:
                areas = among(area_name(point.row.area) for point in found)
                message = f"{len(found)} values of {name} ({areas}) are those known of {other}, as if swapped"
                yield Doubt("swapped", message, found[0].row.locator)


def _siding(cells: Cells, pair: tuple[str, str], odd: Mapping[Place, Point], known: Known) -> list[Point]:
    """Cells of the areas that side with the other measure; where both measures are alike, a cell takes no side."""
    name, other = pair
    tallies: dict[str, _Tally] = {}
    if not any(known(other, *place) is not None for place in odd):
        return []
    for place, point in cells.years[name].items():
        own, theirs = known(name, *place), known(other, *place)
        if own is None or theirs is None or not _apart(own, theirs):
            continue
        tally = tallies.setdefault(place[0], _Tally())
        if place not in odd:
            tally.own += 1
        elif _is(point.value, theirs):
            tally.other.append(point)
        else:
            tally.neither += 1
    return [point for tally in tallies.values() if tally.sides_with_other for point in tally.other]


def _swapped_years(name: str, odd: Mapping[Place, Point], known: Known) -> Iterator[Doubt]:
    """Only an exchange counts, one value there and the other here: slow series often repeat a single value."""
    years: dict[str, list[int]] = {}
    for area, year in odd:
        years.setdefault(area, []).append(year)
    pairs: dict[tuple[int, int], list[Point]] = {}
    for area, listed in years.items():
        figures = sorted((figure, year) for year in listed if (figure := known(name, area, year)) is not None)
        like = {year: _years_like(odd[area, year].value, figures) for year in listed}
        for year, others in like.items():
            for other in others:
                if other > year and year in like[other]:
                    pairs.setdefault((year, other), []).extend((odd[area, year], odd[area, other]))
    for (year, other), found in pairs.items():
        if len(found) >= CELLS:
            areas = among(area_name(point.row.area) for point in found)
            message = f"{year} and {other} of {name} hold each other's known values, as if swapped ({areas})"
            yield Doubt("swapped", message, found[0].row.locator)


def _years_like(value: Decimal, figures: list[tuple[Decimal, int]]) -> set[int]:
    """The years whose known figure the value is, of figures in order of size."""
    width = max(abs(value) * (SAME * 2), min(half_unit(value), abs(value) * (COARSE * 2)))
    start = bisect_left(figures, value - width, key=itemgetter(0))
    end = bisect_right(figures, value + width, key=itemgetter(0))
    return {year for figure, year in figures[start:end] if _is(value, figure)}


def _is(value: Decimal, figure: Decimal) -> bool:
    """Whether both are the same figure, for all that their digits tell."""
    apart, size = abs(value - figure), abs(figure)
    return apart <= size * SAME or (apart <= size * COARSE and apart <= _rounding(value, figure))


def _may_be(value: Decimal, figure: Decimal) -> bool:
    """Whether both could be the same figure: more generous, for a cell is not to be suspected lightly."""
    apart = abs(value - figure)
    return 2 * apart <= max(abs(figure), abs(value)) * APART or apart <= _rounding(value, figure)


def _rounding(value: Decimal, figure: Decimal) -> Decimal:
    return max(half_unit(value), half_unit(figure))


def _apart(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) > max(abs(one), abs(other)) * APART
