"""The path of a figure as SVG and PNG: each release a level, estimates hollow, a new definition a break."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from faktenlage.errors import InputError
from faktenlage.explanations.answers import capitalised
from faktenlage.pictures.captions import Captions
from faktenlage.pictures.points import Point, points_of
from faktenlage.pictures.themes import Theme
from faktenlage.series.revisions import Path

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patheffects import AbstractPathEffect

SIZE = (9.0, 5.0)  # inches
DOTS = 160  # an inch, of a PNG
_SALT = "faktenlage"  # ids inside an SVG depend on it and on nothing else
_STYLE = {"svg.hashsalt": _SALT, "svg.fonttype": "path", "font.family": "DejaVu Sans", "font.size": 10.5}
_NARROW = 0.125  # of the width: a label of a day
_CROWDED = 0.07  # of the width: a number
_GAP = 0.026  # of the width: the line ends before a break
_TAIL = 0.1  # of the time shown: the newest figure goes on, for it still holds


@dataclass(frozen=True, slots=True)
class Scale:
    """Which part of the width a day is at."""

    first: int
    last: int

    def __call__(self, point: Point) -> float:
        return (point.day.toordinal() - self.first) / max(1, self.last - self.first)


def picture(
    path: Path, captions: Captions, theme: Theme, form: Literal["svg", "png"], targets: Sequence[Decimal] = ()
) -> bytes:
    """The picture as a file, the same bytes for the same figures; ``targets`` are drawn where they are near.

    Raises InputError without matplotlib and for a path without steps.
    """
    points = points_of(path, captions)
    if not points:
        raise InputError(captions.title(path), "has no figures to draw", "ask for another area, year or day")
    library = _library()
    with library.rc_context(_STYLE):
        figure = _figure(theme)
        axes = figure.add_axes((0.09, 0.2, 0.8, 0.6))
        _frame(axes, points, captions, theme)
        _levels(axes, points, theme)
        _labels(axes, points, theme)
        _targets(axes, targets, path.measure.unit, captions, theme)
        _days(axes, points, captions, theme)
        _texts(figure, path, points, captions, theme)
        return _saved(figure, form, captions.title(path))


def _library() -> Any:  # noqa: ANN401 - the module itself
    try:
        import matplotlib as mpl
    except ImportError:
        remedy = "install it: pip install 'faktenlage[pictures]'"
        raise InputError("pictures", "need matplotlib, which is not installed", remedy) from None
    return mpl


def _figure(theme: Theme) -> Figure:
    from matplotlib.figure import Figure

    return Figure(figsize=SIZE, facecolor=theme.page)


def _saved(figure: Figure, form: Literal["svg", "png"], title: str) -> bytes:
    file = io.BytesIO()
    own: dict[str, str | None] = {"Title": title}
    metadata = {**own, "Date": None, "Creator": None} if form == "svg" else {**own, "Software": None}
    figure.savefig(file, format=form, dpi=DOTS, metadata=metadata, facecolor=figure.get_facecolor())
    return file.getvalue()


def _frame(axes: Axes, points: Sequence[Point], captions: Captions, theme: Theme) -> None:
    """Axes with room above for what is written beside a break, and behind for the newest figure."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    low, high = float(min(point.value for point in points)), float(max(point.value for point in points))
    room = (high - low) or abs(high) * 0.1 or 1.0
    axes.set_ylim(low - 0.3 * room, high + 0.5 * room)
    axes.set_xlim(-0.06, 1 + _TAIL)
    axes.set_facecolor(theme.page)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    step = Decimal(repr(float(axes.get_yticks()[1] - axes.get_yticks()[0]))).quantize(Decimal("1e-9")).normalize()
    decimals = max(0, -int(step.as_tuple().exponent))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda number, _: captions.speech.number(Decimal(repr(float(number))), decimals))
    )
    axes.grid(axis="y", color=theme.grid, linewidth=0.8)
    axes.tick_params(axis="y", colors=theme.faint, length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(theme.faint)


def _levels(axes: Axes, points: Sequence[Point], theme: Theme) -> None:
    place = _scale(points)
    for run in _runs(points):
        after = points[points.index(run[-1]) + 1] if run[-1] is not points[-1] else None
        end = place(after) - (_GAP if after.broken else 0) if after else 1 + _TAIL
        across = [*map(place, run), end]
        heights = [float(point.value) for point in run]
        axes.step(across, [*heights, heights[-1]], where="post", color=theme.line, linewidth=2.0, zorder=2)
    for point in points:
        inside = theme.page if point.hollow else theme.line
        axes.plot(
            [place(point)],
            [float(point.value)],
            "o",
            markersize=8,
            color=theme.line,
            markerfacecolor=inside,
            markeredgewidth=2,
            zorder=3,
        )
        if point.broken:
            axes.axvline(place(point), color=theme.broken, linestyle=(0, (4, 3)), linewidth=1.3, zorder=1)


def _labels(axes: Axes, points: Sequence[Point], theme: Theme) -> None:
    """Numbers at the points, above a rise and below a fall; one that repeats close by is left out."""
    place = _scale(points)
    for point, before in zip(points, (None, *points), strict=False):
        if before and before.label == point.label and place(point) - place(before) < _CROWDED:
            continue
        falls = before is not None and not point.broken and point.value < before.value
        axes.annotate(
            point.label,
            (place(point), float(point.value)),
            (5 if point.broken else 0, -12 if falls else 10),
            textcoords="offset points",
            ha="left" if point.broken else "center",
            va="top" if falls else "bottom",
            color=theme.ink,
            fontweight="bold",
            zorder=4,
            path_effects=[_halo(theme)],
        )
        if point.broken:
            left = place(point) > 0.5
            axes.annotate(
                point.broken,
                (place(point), 1.0),
                (-6 if left else 6, -2),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                ha="right" if left else "left",
                va="top",
                color=theme.broken,
                fontsize=9.5,
            )


def _halo(theme: Theme) -> AbstractPathEffect:
    """The page behind a number, so that no line runs through it."""
    from matplotlib.patheffects import withStroke

    return withStroke(linewidth=3, foreground=theme.page)


def _targets(axes: Axes, targets: Sequence[Decimal], unit: str, captions: Captions, theme: Theme) -> None:
    low, high = axes.get_ylim()
    for target in targets:
        if low < float(target) < high:
            axes.axhline(float(target), color=theme.faint, linestyle=(0, (1, 2)), linewidth=1.2, zorder=1)
            value = captions.number(target) + (f" {unit}" if unit == "%" else "")
            text = captions.words.target.format(value=value)
            axes.annotate(
                text,
                (1.0, float(target)),
                (4, 0),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                va="center",
                color=theme.faint,
                fontsize=9,
                annotation_clip=False,
            )


def _days(axes: Axes, points: Sequence[Point], captions: Captions, theme: Theme) -> None:
    """The days of release below the axis, in two rows where they are close, left out where that is too much."""
    place = _scale(points)
    axes.set_xticks([place(point) for point in points], labels=[""] * len(points))
    axes.tick_params(axis="x", colors=theme.faint)
    ends = [-1.0, -1.0]
    for point in points:
        row = next((row for row in (0, 1) if place(point) - ends[row] >= _NARROW), None)
        if row is None:
            continue
        ends[row] = place(point)
        axes.annotate(
            _short(point, captions),
            (place(point), 0),
            (0, -8 - 14 * row),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="top",
            color=theme.faint,
            fontsize=9,
        )


def _texts(figure: Figure, path: Path, points: Sequence[Point], captions: Captions, theme: Theme) -> None:
    measure = capitalised(captions.words.by_release.format(measure=captions.measure(path.measure.id)))
    unit = captions.unit(path.measure.unit)
    heading = f"{captions.area(path.area)} {path.year}"
    figure.text(0.04, 0.945, heading, color=theme.ink, fontsize=15, fontweight="bold", va="top")
    figure.text(0.04, 0.875, f"{measure} ({unit})", color=theme.ink, fontsize=10.5, va="top")
    figure.text(0.04, 0.045, captions.source(path), color=theme.faint, fontsize=8.5, va="bottom")
    if any(point.hollow for point in points):
        _key(figure, points, captions, theme)


def _key(figure: Figure, points: Sequence[Point], captions: Captions, theme: Theme) -> None:
    from matplotlib.lines import Line2D

    kinds = sorted({point.hollow for point in points}, reverse=True)
    handles = [
        Line2D(
            [],
            [],
            marker="o",
            linestyle="",
            markersize=7,
            color=theme.line,
            markeredgewidth=2,
            markerfacecolor=theme.page if hollow else theme.line,
        )
        for hollow in kinds
    ]
    names = [captions.status("estimate") if hollow else captions.words.actual for hollow in kinds]
    figure.legend(
        handles,
        names,
        loc="upper right",
        bbox_to_anchor=(0.98, 0.965),
        ncols=2,
        frameon=False,
        labelcolor=theme.faint,
        handletextpad=0.2,
        columnspacing=1.2,
    )


def _short(point: Point, captions: Captions) -> str:
    from babel.dates import format_date

    return format_date(point.day, "medium", locale=captions.speech.locale)


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Points up to each break."""
    run: list[Point] = []
    for point in points:
        if point.broken and run:
            yield run
            run = []
        run.append(point)
    yield run


def _scale(points: Sequence[Point]) -> Scale:
    last = points[-1].day if points[-1].day > points[0].day else points[0].day + timedelta(days=365)
    return Scale(points[0].day.toordinal(), last.toordinal())
