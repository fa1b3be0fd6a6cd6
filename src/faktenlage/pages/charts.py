"""A small picture of one question: its answer year by year, and for the year asked release by release.

SVG that takes its colours from the page it stands in. The asserted interval is a band, a bar a line, an estimate a
hollow dot, a new definition a gap.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

from faktenlage.model import Asserted
from faktenlage.series.histories import History, Step, YearValue

__all__ = ["Legend", "chart"]

WIDTH, HEIGHT = 560, 200
TOP, BOTTOM = 16, 160
LEFT, MIDDLE, RIGHT = 44, 330, 552  # the years from LEFT to MIDDLE, the releases from there to RIGHT
GAP = 26
DOT = 3.2
TICKS = 4


@dataclass(frozen=True, slots=True)
class Legend:
    """What the words of a chart are: a sentence for those who cannot see it, and how numbers and days are written."""

    sentence: str
    number: Callable[[Decimal], str]
    day: Callable[[dt.date], str]
    releases: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """From one range of numbers to another, as floats: pixels need no decimals."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float | Decimal) -> float:
        span = self.high - self.low or 1.0
        place = self.start + (float(value) - self.low) / span * (self.end - self.start)
        return round(place, 1)


def chart(history: History, asserted: Asserted, published: dt.date, legend: Legend) -> Markup:
    """The picture as an SVG element; the same history gives the same bytes."""
    band = _band(asserted)
    upwards = _upwards(history, band)
    parts: list[str] = []
    parts += _frame(upwards, legend)
    parts += _asserted(band, upwards, bar=asserted.bar)
    parts += _years(history.years, history.year, upwards)
    parts += _releases(history.steps, published, upwards, legend)
    head = f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(legend.sentence)}">'
    return Markup(head + "".join(parts) + "</svg>")


def _band(asserted: Asserted) -> tuple[Decimal | None, Decimal | None]:
    interval = asserted.interval
    return (interval.low, interval.high) if interval is not None else (None, None)


def _upwards(history: History, band: tuple[Decimal | None, Decimal | None]) -> _Scale:
    shown = [point.value for point in history.years] + [step.value for step in history.steps]
    shown += [bound for bound in band if bound is not None]
    low, high = float(min(shown)), float(max(shown))
    room = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
    return _Scale(low - room, high + room, BOTTOM, TOP)


def _frame(upwards: _Scale, legend: Legend) -> Iterator[str]:
    for value in _ticks(upwards):
        place = upwards(value)
        yield f'<line class="grid" x1="{LEFT}" y1="{place}" x2="{RIGHT}" y2="{place}"/>'
        yield _text(legend.number(value), LEFT - 6, place + 3.5, "end")


def _ticks(upwards: _Scale) -> list[Decimal]:
    """Round numbers across the range: ones, twos or fives of some power of ten."""
    span = Decimal(repr(upwards.high - upwards.low))
    power = Decimal(1).scaleb(span.adjusted() - 1)
    step = next(power * unit for unit in (1, 2, 5, 10, 20, 50, 100) if span / (power * unit) <= TICKS)
    first = (Decimal(repr(upwards.low)) // step) * step
    ticks = (first + step * place for place in range(TICKS + 3))
    return [tick for tick in ticks if upwards.low <= float(tick) <= upwards.high]


def _asserted(band: tuple[Decimal | None, Decimal | None], upwards: _Scale, *, bar: bool) -> Iterator[str]:
    low, high = band
    if low is None and high is None:
        return
    if bar:
        place = upwards(low if low is not None else high or 0)
        yield f'<line class="bar" x1="{LEFT}" y1="{place}" x2="{RIGHT}" y2="{place}"/>'
        return
    top = TOP if high is None else upwards(high)
    bottom = BOTTOM if low is None else upwards(low)
    height = max(2.0, round(bottom - top, 1))
    yield f'<rect class="band" x="{LEFT}" y="{top}" width="{RIGHT - LEFT}" height="{height}"/>'


def _years(points: Sequence[YearValue], asked: int, upwards: _Scale) -> Iterator[str]:
    if not points:
        return
    across = _Scale(points[0].year, max(points[-1].year, points[0].year + 1), LEFT + 10, MIDDLE - GAP)
    line = " ".join(f"{across(point.year)},{upwards(point.value)}" for point in points)
    yield f'<polyline class="line" points="{line}"/>'
    for point in points:
        kind = " ".join(["dot", *(["hollow"] if point.estimated else []), *(["asked"] if point.year == asked else [])])
        radius = DOT + 1.6 if point.year == asked else DOT
        yield f'<circle class="{kind}" cx="{across(point.year)}" cy="{upwards(point.value)}" r="{radius}"/>'
    for year in dict.fromkeys((points[0].year, asked, points[-1].year)):
        crowded = year != asked and abs(across(year) - across(asked)) < 34
        if points[0].year <= year <= points[-1].year and not crowded:
            yield _text(year, across(year), BOTTOM + 16, "middle", "tick asked" if year == asked else "tick")


def _releases(steps: Sequence[Step], published: dt.date, upwards: _Scale, legend: Legend) -> Iterator[str]:
    """Each release a level that holds until the next; the day of the report is a line."""
    if not steps:
        return
    days = [step.released.toordinal() for step in steps]
    first, last = min(days[0], published.toordinal()), max(days[-1], published.toordinal())
    across = _Scale(first, max(last, first + 1), MIDDLE + GAP - 10, RIGHT - 22)
    middle = (MIDDLE + RIGHT) / 2
    yield _text(legend.releases, middle, HEIGHT - 4, "middle")
    told = across(published.toordinal())
    yield f'<line class="told" x1="{told}" y1="{TOP - 8}" x2="{told}" y2="{BOTTOM}"/>'
    for place, step in enumerate(steps):
        start = across(step.released.toordinal())
        end = across(days[place + 1]) if place + 1 < len(steps) else RIGHT
        level = upwards(step.value)
        yield f'<line class="line" x1="{start}" y1="{level}" x2="{end}" y2="{level}"/>'
        if place + 1 < len(steps) and not steps[place + 1].redefined:
            yield f'<line class="riser" x1="{end}" y1="{level}" x2="{end}" y2="{upwards(steps[place + 1].value)}"/>'
        kind = "dot hollow" if step.estimated else "dot"
        title = f"{escape(legend.day(step.released))}: {escape(legend.number(step.value))}"
        yield f'<circle class="{kind}" cx="{start}" cy="{level}" r="{DOT}"><title>{title}</title></circle>'
    yield _text(steps[0].released.year, across(days[0]), BOTTOM + 16, "start")
    if across(days[-1]) - across(days[0]) > 60:
        yield _text(steps[-1].released.year, RIGHT, BOTTOM + 16, "end")


def _text(words: object, x: float, y: float, anchor: str, kind: str = "tick") -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'
