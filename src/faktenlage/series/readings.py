"""A published cell as it is compared with others: at the places it was printed at, by the definition it follows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from faktenlage.figures.domain import Measure
from faktenlage.figures.releases import Table
from faktenlage.model import Observation, Release

NOTHING = Decimal(0)

Kind = Literal["first", "same", "revised", "rounded", "redefined"]
"""What a cell is to the one before it. ``rounded``: printed more coarsely or finely, and no other figure;
``redefined``: by another definition, price base or source, which revises nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell with its value as printed; ``margin`` is half a unit of coarse print, nought elsewhere."""

    cell: Observation
    exact: Decimal
    value: Decimal
    margin: Decimal

    @property
    def release(self) -> Release:
        return self.cell.release


def read_cell(table: Table, measure: Measure, area: str, year: int) -> Reading | None:
    """The cell of a release; None where it has none or says that the figure is missing."""
    cell = table.observation(measure.id, measure.unit, area, year)
    if cell is None or cell.value is None:
        return None
    margin = table.margins.get(measure.id, NOTHING)
    return Reading(cell, cell.value, _printed(cell.value, measure, margin), margin)


def compared(measure: Measure, before: Reading, after: Reading) -> tuple[Kind, Decimal | None]:
    """What became of a figure from one release to another, and by how much the printed value moved."""
    if not same_series(measure, before.release, after.release):
        return "redefined", None
    delta = after.value - before.value
    if not delta:
        return "same", delta
    coarse = before.margin + after.margin
    if coarse and abs(after.exact - before.exact) <= coarse:
        return "rounded", delta
    return "revised", delta


def same_series(measure: Measure, one: Release, other: Release) -> bool:
    """Whether a difference between two releases is a revision rather than another definition, price base or source."""
    if (one.dataset, one.definition) != (other.dataset, other.definition):
        return False
    return not rebased(measure, one, other)


def rebased(measure: Measure, one: Release, other: Release) -> bool:
    """Whether figures at constant prices are at those of another year; what is at current prices never is."""
    return bool(measure.price_base and one.price_base and other.price_base and one.price_base != other.price_base)


def _printed(value: Decimal, measure: Measure, margin: Decimal) -> Decimal:
    """At the places of the measure, at fewer where the release prints it coarsely."""
    if not margin:
        return measure.read(value)
    exponent = int((margin * 2).normalize().as_tuple().exponent)
    return value.quantize(Decimal(1).scaleb(exponent), "ROUND_HALF_UP")


def places(value: Decimal) -> int:
    """Decimals to show of a number: those it is printed with up to two, more only of what is less than one."""
    exponent = value.as_tuple().exponent
    natural = max(0, -exponent) if isinstance(exponent, int) else 0
    shown = 2 if abs(value) >= 1 or not value else max(2, 1 - value.adjusted())
    if natural <= shown:
        return natural
    rounded = value.quantize(Decimal(1).scaleb(-shown), "ROUND_HALF_UP").normalize().as_tuple().exponent
    return max(0, -rounded) if isinstance(rounded, int) else 0
