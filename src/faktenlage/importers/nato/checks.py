"""Arithmetic that NATO's tables have to stand: totals are sums of the members of that year, shares add up to all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from faktenlage.figures.domain import Measure
from faktenlage.figures.registers import read_registers
from faktenlage.importers.drafts import Doubt, Row
from faktenlage.importers.nato.measures import FOLDER, nato_domain

__all__ = ["doubtful_sums"]

SHARES = (
    "defence.equipment.share",
    "defence.personnel.share",
    "defence.infrastructure.share",
    "defence.other.share",
)
_RELATIVE = Decimal("1e-9")  # what binary fractions lose over thirty terms
_SHARE_SLACK = Decimal("0.1")  # published categories miss 100 by up to 0.005, rounded ones by more

Cells = Mapping[tuple[str, str], Row]  # of one measure, by area and period


def doubtful_sums(rows: Iterable[Row], measures: Iterable[Measure]) -> tuple[Doubt, ...]:
    """Totals that differ from the sum of their parts by more than rounding; unchecked where a part is missing."""
    by_measure: dict[str, dict[tuple[str, str], Row]] = {}
    for row in rows:
        if row.value is not None:
            by_measure.setdefault(row.measure, {})[row.area, row.period] = row
    known = {**nato_domain().measures, **{measure.id: measure for measure in measures}}
    doubts: list[Doubt] = []
    for name, cells in by_measure.items():
        if known[name].total == "sum" and not known[name].areas:
            doubts += _wrong_totals(known[name], cells)
    doubts += _wrong_shares([by_measure.get(name, {}) for name in SHARES])
    return tuple(doubts)


def _wrong_totals(measure: Measure, cells: Cells) -> Iterator[Doubt]:
    for (area, period), total in cells.items():
        if area not in nato_domain().groups:
            continue
        parts = [cells.get((member, period)) for member in _counted(measure, area, int(period))]
        values = [part.value for part in parts if part is not None and part.value is not None]
        if len(values) < len(parts) or total.value is None:
            continue
        added = sum(values, Decimal(0))
        if abs(added - total.value) > _slack([*values, total.value]):
            message = (
                f"{measure.id} of {area} in {period} is {total.value:f} {total.unit}, "
                f"but its {len(parts)} members add up to {added:f}"
            )
            yield Doubt("total_not_sum", message, total.locator)


def _wrong_shares(cells: list[Cells]) -> Iterator[Doubt]:
    for key, row in cells[0].items():
        values = [part[key].value for part in cells if key in part]
        numbers = [value for value in values if value is not None]
        added = sum(numbers, Decimal(0))
        if len(numbers) == len(cells) and abs(added - 100) > _SHARE_SLACK:
            message = f"the categories of {row.area} in {row.period} add up to {added:f} %, not to 100"
            yield Doubt("total_not_sum", message, row.locator)


def _slack(values: list[Decimal]) -> Decimal:
    """Half of the last printed digit for each term, or what binary fractions lose, whichever is more.

    The usual number of digits counts: one value with more of them does not make the others exact.
    """
    digits = sorted(exponent for value in values if isinstance(exponent := value.as_tuple().exponent, int))
    usual = Decimal(1).scaleb(digits[len(digits) // 2])
    return max(usual * (len(values) + 1) / 2, max(map(abs, values)) * _RELATIVE)


@cache
def _members(group: str, year: int) -> tuple[str, ...]:
    """Who is counted in a year: all that were members at its end, as NATO's notes say."""
    domain = nato_domain()
    shape = domain.groups[group]
    if shape.of is not None:
        return tuple(area for area in _members(shape.of, year) if area not in shape.without)
    registers = read_registers(FOLDER / "registers", domain)
    return registers.members(shape.register or group, dt.date(year, 12, 31))


def _counted(measure: Measure, group: str, year: int) -> tuple[str, ...]:
    """Members the measure exists for: a state without forces has no military expenditure to add."""
    without = () if measure.all_members else nato_domain().without_forces
    return tuple(area for area in _members(group, year) if area not in without)
