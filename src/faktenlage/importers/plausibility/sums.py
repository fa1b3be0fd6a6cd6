"""Printed totals against the sum of their parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from faktenlage.figures import Figures
from faktenlage.figures.domain import Measure
from faktenlage.importers.drafts import Doubt
from faktenlage.importers.plausibility.cells import Cells, Members, Point, cell_name, plain

SLACK = Decimal("0.001")  # of the total: parts are converted and rounded before they are added up


def wrong_totals(cells: Cells, members: Members) -> Iterator[Doubt]:
    """Totals that are neither the sum of the group as it was that year nor as it is in the file's last year.

    Years are added up; a total of which any part is missing is not checked.
    """
    group = cache(members)
    for name, years in cells.years.items():
        measure = cells.measures.get(name)
        if measure is None or measure.total != "sum":
            continue
        last = max(year for _, year in years)
        for (area, year), total in years.items():
            sums = [_sum(years, measure, group(measure, area, then), year) for then in dict.fromkeys((year, last))]
            found = [parts for parts in sums if parts]
            if not found or any(_adds_up(total.value, parts) for parts in found):
                continue
            added = plain(sum(found[0], Decimal(0)), measure.unit)
            message = (
                f"{cell_name(total.row)} is {plain(total.value, measure.unit)} in {name}, "
                f"but its {len(found[0])} members add up to {added}"
            )
            yield Doubt("total_not_sum", message, total.row.locator)


def members_by(figures: Figures) -> Members:
    """Who belonged to a domain's groups at the end of each year, less those the measure does not exist for."""
    domain = figures.domain

    def members(measure: Measure, group: str, year: int) -> tuple[str, ...]:
        if group not in domain.groups:
            return ()
        found = figures.members(group, dt.date(year, 12, 31))
        return found if measure.all_members else tuple(area for area in found if area not in domain.without_forces)

    return members


def _sum(years: dict[tuple[str, int], Point], measure: Measure, members: tuple[str, ...], year: int) -> list[Decimal]:
    """The parts of a total, or nothing unless all of them are there."""
    parts = [years.get((member, year)) for member in members if not measure.areas or member in measure.areas]
    values = [part.value for part in parts if part is not None]
    return values if len(values) == len(parts) else []


def _adds_up(total: Decimal, parts: list[Decimal]) -> bool:
    allowed = sum((half_unit(part) for part in parts), half_unit(total)) + abs(total) * SLACK
    return abs(sum(parts, Decimal(0)) - total) <= allowed


def half_unit(value: Decimal) -> Decimal:
    """Half of the last printed digit's place."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)
