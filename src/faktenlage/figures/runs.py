"""Questions along the years of one area: since when, how long, the first and the last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from faktenlage.figures.sheets import Figure, Missing, Sheet
from faktenlage.model import Answer, Condition, Observation, Since


def since(sheet: Sheet, query: Since, as_of: dt.date) -> Answer:
    """A year found by walking back from the year asked about; what may lie before the tables begin is Missing."""
    measure = query.what.measure if isinstance(query.what, Condition) else query.what
    start = sheet.cell(measure, query.area, query.years.last)
    back = list(_back(sheet, measure, query))
    if isinstance(query.what, Condition):
        return _condition(sheet, query, as_of, query.what, [(query.years.last, start), *back])
    for year, figure in back:
        if figure.value >= start.value if query.kind == "highest" else figure.value <= start.value:
            return _year(sheet, query, as_of, year, [(query.years.last, start), *back])
    raise _beginning(query, back)


def _condition(
    sheet: Sheet, query: Since, as_of: dt.date, condition: Condition, series: list[tuple[int, Figure]]
) -> Answer:
    meeting = [year for year, figure in series if condition.holds(figure.value)]
    earliest = series[-1][0]
    if query.kind == "last":
        earlier = [year for year in meeting if year < query.years.last]
        if earlier:
            return _year(sheet, query, as_of, earlier[0], series)
    elif query.kind == "first" and meeting and meeting[-1] > earliest:
        return _year(sheet, query, as_of, meeting[-1], series)
    elif query.kind == "every":
        failing = [year for year, figure in series if not condition.holds(figure.value)]
        if failing and failing[0] == query.years.last:
            return Answer(query, as_of, truth=False, release=sheet.release, evidence=_cells(series))
        if failing:
            return _year(sheet, query, as_of, failing[0] + 1, series)
    raise _beginning(query, series)


def _back(sheet: Sheet, measure: str, query: Since) -> Iterator[tuple[int, Figure]]:
    """Earlier years, latest first, as far as they follow one another without a hole."""
    year = query.years.last - 1
    while sheet.has(measure, query.area, year):
        try:
            figure = sheet.cell(measure, query.area, year)
        except Missing:  # the cell is there, but not the rate or the denominator it is read with
            return
        yield year, figure
        year -= 1


def _year(sheet: Sheet, query: Since, as_of: dt.date, year: int, series: list[tuple[int, Figure]]) -> Answer:
    steps = tuple(f"{when}: {figure.value}" for when, figure in series if when >= year - 1)
    return Answer(
        query,
        as_of,
        unit="year",
        value=Decimal(year),
        release=sheet.release,
        evidence=_cells(series),
        steps=steps,
    )


def _beginning(query: Since, series: list[tuple[int, Figure]]) -> Missing:
    """The walk reached the first year of the table without an answer: some cells are there, the decisive ones not."""
    return Missing(1, 2, series[-1][0] - 1 if series else query.years.last - 1)


def _cells(series: list[tuple[int, Figure]]) -> tuple[Observation, ...]:
    return tuple(cell for _, figure in series for cell in figure.evidence)
