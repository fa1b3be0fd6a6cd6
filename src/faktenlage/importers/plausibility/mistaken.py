"""A column that is not what its label says, though nothing in the file shows it: it disagrees with the figures known.

One file of a swapped pair looks like this. Revisions move some cells; they do not move most of them by much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from faktenlage.importers.drafts import Doubt
from faktenlage.importers.plausibility.cells import Cells, Known, Point

SAMPLE = 300  # cells looked at, evenly over the file
ENOUGH = 20  # fewer known ones prove nothing
ENOUGH_RATES = 100  # rates of growth are often revised by more than they are
SAME = Decimal("0.005")  # of the value, or of a unit where it is small
APART = Decimal("0.1")  # of the value: more than revisions usually move


def mistaken(cells: Cells, known: Known) -> Iterator[Doubt]:
    """One doubt a measure: most of its cells are unlike those known of it, or like those known of another."""
    for name, years in cells.years.items():
        points = list(years.items())[:: max(1, len(years) // SAMPLE)]
        own = [(point, value) for place, point in points if (value := known(name, *place)) is not None]
        unlike = [point for point, value in own if _apart(point.value, value)]
        measure = cells.measures.get(name)
        enough = ENOUGH_RATES if measure is not None and measure.kind == "growth" else ENOUGH
        if len(own) >= enough and 2 * len(unlike) > len(own):
            first = unlike[0]
            message = (
                f"{len(unlike)} of {len(own)} figures are not those known so far as {name}, "
                f"such as {first.row.area} {first.row.period}: is it another measure?"
            )
            yield Doubt("swapped", message, first.row.locator)
        elif not own:
            yield from _like_another(cells, name, points, known)


def _like_another(
    cells: Cells, name: str, points: Iterable[tuple[tuple[str, int], Point]], known: Known
) -> Iterator[Doubt]:
    """A measure nothing is known of, whose figures are those of one in the same unit."""
    points = list(points)
    unit = cells.measures[name].unit if name in cells.measures else None
    for other, measure in cells.measures.items():
        if other == name or measure.unit != unit:
            continue
        both = [(point, value) for place, point in points if (value := known(other, *place)) is not None]
        same = [point for point, value in both if _same(point.value, value)]
        telling = {point.value for point in same}
        if len(both) >= ENOUGH and 10 * len(same) >= 9 * len(both) and len(telling) >= ENOUGH:
            message = f"{len(same)} of {len(both)} figures of {name} are those known as {other}: is it that measure?"
            yield Doubt("swapped", message, same[0].row.locator)


def _same(value: Decimal, other: Decimal) -> bool:
    return abs(value - other) <= SAME * max(abs(value), abs(other), Decimal(1))


def _apart(value: Decimal, other: Decimal) -> bool:
    return abs(value - other) > APART * max(abs(value), abs(other), Decimal(1))
