"""Arithmetic that NATO's tables have to stand: totals are sums of the members of that year, shares add up to all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from faktenlage.figures.domain import Measure
from faktenlage.figures.registers import read_registers
from faktenlage.importers.drafts import Doubt, Row
from faktenlage.importers.nato_measures import FOLDER, nato_domain

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
        parts = [cells.get((member, period)) for member in _members(area, int(period), measure.all_members)]
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
        if len(numbers) == len(cells) and abs(sum(numbers) - 100) > _SHARE_SLACK:
            message = f"the categories of {row.area} in {row.period} add up to {sum(numbers):f} %, not to 100"
            yield Doubt("total_not_sum", message, row.locator)


def _slack(values: list[Decimal]) -> Decimal:
    """Half of the last printed digit for each term, or what binary fractions lose, whichever is more."""
    digits = min(exponent for value in values if isinstance(exponent := value.as_tuple().exponent, int))
    return max(Decimal(1).scaleb(digits) * (len(values) + 1) / 2, max(map(abs, values)) * _RELATIVE)


@cache
def _members(group: str, year: int, all_members: bool) -> tuple[str, ...]:  # noqa: FBT001
    """Who is counted in a year: all that were members at its end, as NATO's notes say."""
    domain = nato_domain()
    shape = domain.groups[group]
    if shape.of is not None:
        return tuple(area for area in _members(shape.of, year, all_members) if area not in shape.without)
    members = read_registers(FOLDER / "registers", domain).members(shape.register or group, dt.date(year, 12, 31))
    return tuple(area for area in members if all_members or area not in domain.without_forces)
