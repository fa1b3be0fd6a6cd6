"""The cells of a draft, by series and by year, and the words in which a doubt speaks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from functools import cache
from typing import NamedTuple, TypeAlias

from faktenlage.figures.domain import Measure
from faktenlage.figures.territories import territory
from faktenlage.importers.drafts import Row

Known: TypeAlias = Callable[[str, str, int], Decimal | None]
"""The value so far known of (measure, area, year), if any."""

Members: TypeAlias = Callable[[Measure, str, int], tuple[str, ...]]
"""The areas whose sum (measure, group, year) is; empty for what is no group."""

GREATEST = 300  # digits before or behind the point; what goes beyond is no figure and would overflow a ratio

LONGEST = 40  # digits a person reads


class Point(NamedTuple):
    """A cell with a number; ``month`` counts months, so that neighbours of any frequency have a distance."""

    month: int
    value: Decimal
    row: Row


@dataclass(frozen=True, slots=True)
class Cells:
    """A draft in the order the checks need it. ``series``: points by measure, area and frequency, in order of time;
    ``years``: the value of each cell that is about a whole year. Of a cell given twice, the first counts.
    """

    measures: Mapping[str, Measure]
    series: Mapping[tuple[str, str, int], list[Point]] = field(default_factory=dict)
    years: Mapping[str, dict[tuple[str, int], Point]] = field(default_factory=dict)


def cells_of(rows: Iterable[Row], measures: Mapping[str, Measure]) -> Cells:
    """Every row that holds a number, once."""
    series: dict[tuple[str, str, int], dict[int, Point]] = {}
    years: dict[str, dict[tuple[str, int], Point]] = {}
    for row in rows:
        value = row.value
        if value is None or not value.is_finite() or abs(value.adjusted()) > GREATEST:
            continue
        month = _month(row.period)
        if month is None:
            continue
        point = Point(month, value, row)
        series.setdefault((row.measure, row.area, len(row.period)), {}).setdefault(month, point)
        if len(row.period) == 4:
            years.setdefault(row.measure, {}).setdefault((row.area, month // 12), point)
    ordered = {key: [found[month] for month in sorted(found)] for key, found in series.items()}
    return Cells(measures, ordered, years)


def cell_name(row: Row) -> str:
    """``Poland 2023``."""
    return f"{area_name(row.area)} {row.period}"


def plain(value: Decimal, unit: str) -> str:
    """The value with few digits and its unit: ``3,926 %``."""
    if not value.is_finite() or abs(value.adjusted()) > LONGEST:
        return f"{value} {unit}".strip()
    shown = value if len(value.as_tuple().digits) <= 6 else Context(prec=max(5, value.adjusted() + 1)).plus(value)
    return f"{shown:,f} {unit}".strip()


def among(names: Iterable[str], shown: int = 5) -> str:
    """``Poland, France and 12 more``."""
    listed = list(dict.fromkeys(names))
    if len(listed) > shown:
        return f"{', '.join(listed[: shown - 1])} and {len(listed) - shown + 1} more"
    return ", ".join(listed)


@cache
def area_name(code: str) -> str:
    """The English name of a country; anything else is its own name."""
    from babel import Locale

    return str(Locale("en").territories.get(territory(code) or "", code))


@cache
def _month(period: str) -> int | None:
    """Months since year 0 of ``2024``, ``2024-Q1``, ``2024-06``, ``2024-06-17``."""
    year, _, rest = period.partition("-")
    if not (year.isascii() and year.isdigit() and int(year)):
        return None
    if rest.startswith("Q"):
        return int(year) * 12 + 3 * (int(rest[1:]) - 1) if rest[1:] in ("1", "2", "3", "4") else None
    head = rest[:2]
    return int(year) * 12 + (int(head) - 1 if head.isascii() and head.isdigit() else 0)
