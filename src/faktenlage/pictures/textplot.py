"""The path of a figure in characters, for terminals that show no pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from faktenlage.pictures.points import Point, spread

ROWS = 9
NARROWEST = 24
_TAIL = 4  # columns the last figure goes on, for it still holds
_GAP = 3


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters a plot is drawn with."""

    line: str
    wall: str
    broken: str
    filled: str
    hollow: str
    axis: str
    edge: str
    corner: str
    fall: str
    rise: str


FINE = Signs("─", "│", "┊", "●", "○", "─", "┤", "└", "┐", "┘")
PLAIN = Signs("-", "|", ":", "*", "o", "-", "|", "+", "+", "+")


def text_plot(points: Sequence[Point], width: int, signs: Signs = FINE) -> list[str]:
    """Lines of at most ``width`` characters: values on the left, months of release below; empty without points.

    Every figure is a level from its release to the next; a broken one is not joined to the one before it.
    """
    if not points:
        return []
    margin = max(len(point.label) for point in points)
    columns = max(NARROWEST, width - margin - 3)
    places = spread([point.day.toordinal() for point in points], columns - _TAIL, _GAP)
    rows = _rows([point.value for point in points])
    canvas = [[" "] * columns for _ in range(ROWS)]
    _draw(canvas, points, list(zip(places, rows, strict=True)), signs)
    labels = {row: point.label for point, row in zip(points, rows, strict=True)}
    lines = [
        f"{labels.get(row, ''):>{margin}} {signs.edge if row in labels else signs.wall}{''.join(cells)}".rstrip()
        for row, cells in enumerate(canvas)
    ]
    axis = f"{'':>{margin}} {signs.corner}{signs.axis * columns}"
    months = _months(points, places, columns)
    return [*lines, axis, f"{'':>{margin}}  {months}".rstrip()]


def _rows(values: Sequence[Decimal]) -> list[int]:
    """The highest value in the first row, the lowest in the last, no two in one as long as there are enough."""
    distinct = sorted(set(values))
    if len(distinct) == 1:
        return [ROWS // 2] * len(values)
    heights = dict(zip(distinct, spread(distinct, ROWS, 1), strict=True))
    return [ROWS - 1 - heights[value] for value in values]


def _draw(canvas: list[list[str]], points: Sequence[Point], spots: Sequence[tuple[int, int]], signs: Signs) -> None:
    ends = [place for place, _ in spots[1:]] + [len(canvas[0])]
    for (place, row), end in zip(spots, ends, strict=True):
        canvas[row][place:end] = signs.line * (end - place)
    for index, (place, row) in enumerate(spots):
        if points[index].broken:
            for line in canvas:
                line[place] = signs.broken
        elif index:
            before = spots[index - 1][1]
            for between in range(min(row, before), max(row, before) + 1):
                canvas[between][place] = signs.wall
            if before != row:
                canvas[before][place] = signs.fall if before < row else signs.rise
    for point, (place, row) in zip(points, spots, strict=True):
        canvas[row][place] = signs.hollow if point.hollow else signs.filled


def _months(points: Sequence[Point], places: Sequence[int], columns: int) -> str:
    """Months of release under their points, as many as fit; the last one always."""
    line = [" "] * columns
    last = len(points) - 1
    taken: list[tuple[int, int]] = []
    for index in (last, *range(last)):
        text = f"{points[index].day:%Y-%m}"
        start = min(places[index], columns - len(text))
        if all(start > end or start + len(text) < begin for begin, end in taken):
            line[start : start + len(text)] = text
            taken.append((start, start + len(text)))
    return "".join(line).rstrip()
