"""Values about a thousand or a million times what stands beside them, or what is known: a unit was mistaken.

Ten or a hundred times the same cell as known so far is a decimal point in another place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby, pairwise
from operator import itemgetter

from faktenlage.figures.domain import Measure
from faktenlage.importers.drafts import Code, Doubt
from faktenlage.importers.plausibility.cells import Cells, Known, Point, among, area_name, cell_name, plain

POWERS = {1: "ten", 2: "a hundred", 3: "1000", 6: "a million"}
PARTS = {1: "a tenth", 2: "a hundredth", 3: "a thousandth", 6: "a millionth"}
NEAR = 36  # months: beyond, a currency may have lost three digits by itself
WIDE = Decimal(3)  # both neighbours, or a known figure, say so: between 333 and 3000 times
TIGHT = Decimal(2)  # one neighbour says so: between 500 and 2000 times
STABLE = ("USD", "EUR")  # currencies that lost no digits; any other may drop three between two years
SLIP = Decimal("1.2")  # of a decimal point: between 8.3 and 12 times; revisions hardly ever reach five times
SERIES = 3  # so many cells are told as one


def against_neighbours(cells: Cells) -> Iterator[Doubt]:
    """A cell against the one before and the one after; where money keeps its worth, a lasting shift too."""
    for (name, _, _), points in cells.series.items():
        measure = cells.measures.get(name)
        if measure is None or len(points) < 2 or _varies(measure):
            continue
        odd = _lonely(points)
        for index, power in odd.items():
            neighbours = f"{points[index - 1].row.period} and {points[index + 1].row.period}"
            yield _doubt(points[index], measure, power, f"its neighbours {neighbours}")
        if _keeps_its_worth(measure) and all(point.value > 0 for point in points):
            for stretch in _stretches(point for index, point in enumerate(points) if index not in odd):
                yield from _shifts(stretch, measure)


def against_known(cells: Cells, known: Known) -> Iterator[Doubt]:
    """A cell against the same one as known so far; a whole series or measure that is off is told once."""
    for name, years in cells.years.items():
        measure = cells.measures.get(name)
        if measure is None or _varies(measure):
            continue
        compared = 0
        off: dict[int, list[Point]] = {}
        for (area, year), point in years.items():
            value = known(name, area, year)
            if value is None:
                continue
            compared += 1
            power = _power(point.value, value, WIDE) or (_slip(point.value, value) if _keeps_its_worth(measure) else 0)
            if power:
                off.setdefault(power, []).append(point)
        for power, points in off.items():
            yield from _told(points, measure, power, whole=2 * len(points) >= compared)


def _told(points: list[Point], measure: Measure, power: int, *, whole: bool) -> Iterator[Doubt]:
    if whole and len(points) >= SERIES:
        yield _several(points, measure, power, among(area_name(point.row.area) for point in points))
        return
    areas: dict[str, list[Point]] = {}
    for point in points:
        areas.setdefault(point.row.area, []).append(point)
    for area, found in areas.items():
        if len(found) >= SERIES:
            yield _several(found, measure, power, area_name(area))
            continue
        for point in found:
            yield _doubt(point, measure, power, "the figure known so far")


def _lonely(points: list[Point]) -> dict[int, int]:
    """Cells off by the same power against both neighbours, with the power. A new currency does not turn back."""
    odd = {}
    for index in range(1, len(points) - 1):
        before, point, after = points[index - 1 : index + 2]
        if after.month - before.month <= NEAR:
            power = _power(point.value, before.value, WIDE)
            if power and power == _power(point.value, after.value, WIDE):
                odd[index] = power
    return odd


def _stretches(points: Iterable[Point]) -> list[list[Point]]:
    """The series cut where it has gaps: what a currency did meanwhile is not known."""
    stretches: list[list[Point]] = []
    for point in points:
        if not stretches or point.month - stretches[-1][-1].month > NEAR:
            stretches.append([])
        stretches[-1].append(point)
    return stretches


def _shifts(points: list[Point], measure: Measure) -> Iterator[Doubt]:
    """Runs of cells a thousandfold off the level most of the stretch lies on; a doubt a run, about its first cell."""
    levels = [0]
    for before, after in pairwise(points):
        levels.append(levels[-1] + _power(after.value, before.value, TIGHT))
    main = Counter(levels).most_common(1)[0][0]
    for level, run in groupby(zip(levels, points, strict=True), key=itemgetter(0)):
        off = level - main
        if off in POWERS or -off in POWERS:
            found = [point for _, point in run]
            until = f" (so on to {found[-1].row.period})" if len(found) > 1 else ""
            yield _doubt(found[0], measure, off, f"the rest of its series{until}")


def _several(points: list[Point], measure: Measure, power: int, areas: str) -> Doubt:
    years = sorted({point.row.period for point in points})
    span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    message = (
        f"{measure.id}: {len(points)} values of {span} ({areas}) are about {_times(power)} the figures known so far"
    )
    return Doubt(_code(power), message, points[0].row.locator)


def _doubt(point: Point, measure: Measure, power: int, other: str) -> Doubt:
    value = plain(point.value, measure.unit)
    message = f"{cell_name(point.row)} is {value} in {measure.id}, about {_times(power)} {other}"
    return Doubt(_code(power), message, point.row.locator)


def _code(power: int) -> Code:
    return "factor_1000" if abs(power) >= 3 else "decimal_point"


def _times(power: int) -> str:
    return f"{POWERS[power]} times" if power > 0 else f"{PARTS[-power]} of"


def _slip(value: Decimal, other: Decimal) -> int:
    """1 where value is about ten times the other, -2 where it is a hundredth, 0 for anything else."""
    if not value or not other or value.is_signed() != other.is_signed() or abs(value.adjusted() - other.adjusted()) > 3:
        return 0
    ratio = value / other
    return next((power for power in (1, 2, -1, -2) if 1 / SLIP <= ratio.scaleb(-power) <= SLIP), 0)


def _power(value: Decimal, other: Decimal, margin: Decimal) -> int:
    """3 where value is about a thousand times the other, -6 where it is a millionth, 0 for anything else."""
    if not value or not other or value.is_signed() != other.is_signed():
        return 0
    apart = value.adjusted() - other.adjusted()
    if abs(apart) < 2 or abs(apart) > 7:
        return 0
    ratio = value / other
    for power in (3, 6) if apart > 0 else (-3, -6):
        exact = Decimal(1).scaleb(power)
        if exact / margin <= ratio <= exact * margin:
            return power
    return 0


def _varies(measure: Measure) -> bool:
    """Changes and rates of change come close to zero and leave it again."""
    return measure.kind == "growth" or (measure.kind == "rate" and "%" in measure.unit)


def _keeps_its_worth(measure: Measure) -> bool:
    if measure.kind in ("money", "head"):
        return any(currency in measure.unit for currency in STABLE)
    return measure.kind in ("persons", "share")
