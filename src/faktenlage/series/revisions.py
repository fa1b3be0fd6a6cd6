"""The path of one figure through the releases: what each of them printed, and what of that was a revision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from faktenlage.figures.domain import Measure
from faktenlage.figures.releases import Table
from faktenlage.series.readings import NOTHING, Kind, Reading, compared, read_cell, same_series


@dataclass(frozen=True, slots=True)
class Step:
    """What one release says; ``delta`` is the change of the printed value within one definition."""

    reading: Reading
    kind: Kind
    delta: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """All releases of one cell, oldest first."""

    measure: Measure
    area: str
    year: int
    steps: tuple[Step, ...]

    @property
    def moves(self) -> tuple[Decimal, ...]:
        """What each release changed that could have changed something; nought where it did not."""
        comparable = [step for step in self.steps if step.delta is not None]
        return tuple(step.delta if step.delta and step.kind == "revised" else NOTHING for step in comparable)

    @property
    def largest(self) -> Decimal:
        """The revision of the largest size, with its sign."""
        return max(self.moves, key=abs, default=NOTHING)

    @property
    def mean(self) -> Decimal:
        """Mean size of what releases changed, those that changed nothing included."""
        return sum(map(abs, self.moves), NOTHING) / len(self.moves) if self.moves else NOTHING

    @property
    def redefined(self) -> bool:
        return any(step.kind == "redefined" for step in self.steps)


def path(tables: Sequence[Table], measure: Measure, area: str, year: int) -> Path:
    """The path of a cell through ``tables``, oldest first; without steps where none of them holds it.

    A release is compared with the one before it of the same definition, so a figure that was printed by two
    definitions in turn has two paths in one. What is only printed more coarsely does not become the base of the next.
    """
    bases: list[Reading] = []
    steps: list[Step] = []
    for table in tables:
        reading = read_cell(table, measure, area, year)
        if reading is None:
            continue
        base = next((known for known in bases if same_series(measure, known.release, reading.release)), None)
        if base is None:
            step = Step(reading, "redefined" if steps else "first")
        else:
            step = Step(reading, *compared(measure, base, reading))
        steps.append(step)
        if step.kind != "rounded":
            bases = [known for known in bases if known is not base] + [reading]
    return Path(measure, area, year, tuple(steps))


def paths(tables: Sequence[Table], measure: Measure, years: Iterable[int] | None = None) -> list[Path]:
    """The paths of every cell that more than one release holds, the largest revision first."""
    wanted = {year for table in tables for year in table.counts(measure.id)} if years is None else set(years)
    areas = sorted({area for table in tables for area in table.areas(measure.id)})
    every = (path(tables, measure, area, year) for year in sorted(wanted) for area in areas)
    found = [known for known in every if len(known.steps) > 1]
    return sorted(found, key=lambda known: (-abs(known.largest), -known.mean, -known.year, known.area))
