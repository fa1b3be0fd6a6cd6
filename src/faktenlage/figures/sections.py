"""Questions to a whole set at once: how many, which, what place, who leads."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from faktenlage.figures.sheets import Figure, Missing, Section, Sheet
from faktenlage.model import Answer, Census, Condition, Extreme, Rank


def census(sheet: Sheet, query: Census, as_of: dt.date) -> Answer:
    """How many, which, all or none of a set meet a condition, in every year asked for."""
    measure = query.condition.measure
    areas = sheet.areas(measure, query.among, query.years.last)
    years = [sheet.section(measure, areas, year) for year in range(query.years.last, query.years.first - 1, -1)]
    meeting = tuple(area for area in areas if all(query.condition.holds(cells[area].value) for cells in years))
    facts: dict[str, Any] = {
        "release": sheet.release,
        "evidence": years[0].evidence if len(years) == 1 else tuple(cell for cells in years for cell in cells.evidence),
        "values": years[0].ordered,
        "unit": "areas",
        "steps": (f"{len(meeting)} of {len(areas)}: {', '.join(meeting)}",),
    }
    match query.operation:
        case "count":
            return Answer(query, as_of, value=Decimal(len(meeting)), **facts)
        case "which":
            return Answer(query, as_of, areas=meeting, **facts)
        case "every":
            return Answer(query, as_of, truth=len(meeting) == len(areas), **facts)
        case "none":
            return Answer(query, as_of, truth=not meeting, **facts)


def rank(sheet: Sheet, query: Rank, as_of: dt.date) -> Answer:
    """The place of an area, counted from the highest; equal values share the better place."""
    cells = _section(sheet, query)
    if query.area not in cells:
        raise Missing(0, 1, query.years.last)
    own = cells[query.area].value
    place = 1 + sum(figure.value > own for figure in cells.values())
    return Answer(
        query,
        as_of,
        unit="place",
        value=Decimal(place),
        release=sheet.release,
        evidence=cells.evidence,
        values=cells.ordered,
        steps=(f"{place - 1} higher than {own}",),
    )


def extreme(sheet: Sheet, query: Extreme, as_of: dt.date) -> Answer:
    """The highest or lowest of a set in order; figures that print alike are ordered by what stands behind them."""
    cells = _section(sheet, query)
    values = cells.ordered
    ends = values if query.operation == "top" else tuple(reversed(values))
    return Answer(
        query,
        as_of,
        unit="areas",
        order=tuple(area for area, _ in ends[: query.n]),
        release=sheet.release,
        evidence=cells.evidence,
        values=values,
        steps=tuple(f"{area} {value}" for area, value in ends[: query.n + 1]),
    )


def tally(sheet: Sheet, condition: Condition, areas: tuple[str, ...], year: int) -> Figure:
    """How many of ``areas`` meet a condition in one year, as a figure that can be compared between years."""
    cells = sheet.section(condition.measure, areas, year)
    meeting = [area for area, figure in cells.items() if condition.holds(figure.value)]
    return Figure(Decimal(len(meeting)), cells.evidence, steps=(f"{year}: {len(meeting)} of {len(cells)}",))


def _section(sheet: Sheet, query: Rank | Extreme) -> Section:
    return sheet.section(query.measure, sheet.areas(query.measure, query.among, query.years.last), query.years.last)
