"""Questions to one value or to the arithmetic between two: level, sum, share, change, comparison, gap."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from faktenlage.figures.sections import tally
from faktenlage.figures.sheets import Figure, Missing, Sheet
from faktenlage.model import Answer, AreaSet, Change, Compare, Condition, Gap, Level, Observation, Share, Sum

HUNDRED = Decimal(100)


def level(sheet: Sheet, query: Level, as_of: dt.date) -> Answer:
    """One value; over a run of years the total, where years can be added up."""
    return _amount(sheet, query, query.area, as_of)


def sum_of(sheet: Sheet, query: Sum, as_of: dt.date) -> Answer:
    """The total of a set, as printed where there is one."""
    return _amount(sheet, query, query.among, as_of)


def share(sheet: Sheet, query: Share, as_of: dt.date) -> Answer:
    """Part of whole in per cent, both from one release."""
    part = sheet.total(query.measure, query.part, query.years.last)
    whole = sheet.total(query.measure, query.whole, query.years.last)
    value = _quotient(part, whole, query.years.last) * HUNDRED
    steps = (*part.steps, *whole.steps, f"{part.value} / {whole.value} * 100 = {_short(value)}")
    return _answer(sheet, query, as_of, "%", Figure(value, _cells(part, whole), steps=steps))


def compare(sheet: Sheet, query: Compare, as_of: dt.date) -> Answer:
    """Difference, ratio or order of two areas or sets; the order is the sign between left and right."""
    left = sheet.total(query.measure, query.left, query.years.last)
    right = sheet.total(query.measure, query.right, query.years.last)
    cells = _cells(left, right)
    if query.kind == "order":
        sign = "<" if left.value < right.value else ">" if left.value > right.value else "="
        steps = (f"{left.value} {sign} {right.value}",)
        return Answer(query, as_of, text=sign, release=sheet.release, evidence=cells, steps=steps)
    if query.kind == "ratio":
        ratio = _quotient(left, right, query.years.last)
        steps = (f"{left.value} / {right.value} = {_short(ratio)}",)
        return _answer(sheet, query, as_of, "factor", Figure(ratio, cells, steps=steps))
    difference = left.value - right.value
    steps = (f"{left.value} - {right.value} = {difference}",)
    unit = _points(sheet.measure(query.measure).unit)
    return _answer(sheet, query, as_of, unit, Figure(difference, cells, left.margin + right.margin, steps))


def change(sheet: Sheet, query: Change, as_of: dt.date) -> Answer:
    """From one year to another. Real change year on year is NATO's printed figure, over more years chained."""
    if isinstance(query.what, Condition):
        last = tally(sheet, query.what, sheet.areas(query.what.measure, query.area, query.last), query.last)
        first = tally(sheet, query.what, sheet.areas(query.what.measure, query.area, query.first), query.first)
        return _changed(sheet, query, as_of, first, last, "areas")
    measure = sheet.measure(query.what)
    if measure.kind == "growth":
        if query.last == query.first + 1 and query.kind in ("%", "factor"):
            return _printed_growth(sheet, query, as_of)
        chain = _chain(sheet, query)
        return _change_of(sheet, query, as_of, chain)
    return _change_of(sheet, query, as_of, measure.id)


def gap(sheet: Sheet, query: Gap, as_of: dt.date) -> Answer:
    """Target less value. A target in per cent for money is a share of GDP, as NATO's printed share measures it."""
    year = query.years.last
    value = sheet.total(query.measure, query.area, year)
    measure = sheet.measure(query.measure)
    if measure.kind != "money" or query.unit != "%":
        left = query.target - value.value
        steps = (f"{query.target} - {value.value} = {left}",)
        return _answer(sheet, query, as_of, _points(measure.unit), Figure(left, value.evidence, value.margin, steps))
    if measure.share is None:
        raise Missing(0, 1, year)
    part = sheet.total(measure.share, query.area, year)
    if not part.exact:
        raise Missing(1, 2, year)
    needed = value.value * query.target / part.exact
    working = (f"{value.value} * {query.target} / {part.exact} = {_short(needed)}", f"less {value.value}")
    return _answer(sheet, query, as_of, measure.unit, Figure(needed - value.value, _cells(value, part), steps=working))


def _amount(sheet: Sheet, query: Level | Sum, among: AreaSet | str, as_of: dt.date) -> Answer:
    years = query.years
    measure = sheet.measure(query.measure)
    if years.first != years.last and measure.kind != "money":
        raise Missing(0, 1, years.last)
    totals = [sheet.total(query.measure, among, year) for year in range(years.last, years.first - 1, -1)]
    value = sum((figure.value for figure in totals), Decimal(0))
    steps = totals[0].steps if len(totals) == 1 else (f"sum of {len(totals)} years = {value}",)
    margin = sum((figure.margin for figure in totals), Decimal(0))
    return _answer(sheet, query, as_of, measure.unit, Figure(value, _cells(*totals), margin, steps))


def _chain(sheet: Sheet, query: Change) -> str:
    """The constant-price series of this release that holds both years."""
    lacking = Missing(0, 1, query.last)
    for name in sheet.measure(str(query.what)).chained_by:
        try:
            sheet.total(name, query.area, query.last)
            sheet.total(name, query.area, query.first)
        except Missing as missing:
            lacking = missing
        else:
            return name
    raise lacking


def _printed_growth(sheet: Sheet, query: Change, as_of: dt.date) -> Answer:
    printed = sheet.total(str(query.what), query.area, query.last)
    if query.kind == "%":
        return _answer(sheet, query, as_of, "%", printed)
    factor = 1 + printed.value / HUNDRED
    return _answer(sheet, query, as_of, "factor", Figure(factor, printed.evidence, printed.margin / HUNDRED))


def _change_of(sheet: Sheet, query: Change, as_of: dt.date, measure: str) -> Answer:
    last = sheet.total(measure, query.area, query.last)
    first = sheet.total(measure, query.area, query.first)
    return _changed(sheet, query, as_of, first, last, sheet.measure(measure).unit)


def _changed(sheet: Sheet, query: Change, as_of: dt.date, first: Figure, last: Figure, unit: str) -> Answer:
    cells = _cells(first, last)
    if query.kind in ("abs", "pp"):
        value = last.value - first.value
        steps = (*first.steps, *last.steps, f"{last.value} - {first.value} = {value}")
        return _answer(sheet, query, as_of, _points(unit), Figure(value, cells, first.margin + last.margin, steps))
    ratio = _quotient(last, first, query.first)
    if query.kind == "factor":
        steps = (f"{last.value} / {first.value} = {_short(ratio)}",)
        return _answer(sheet, query, as_of, "factor", Figure(ratio, cells, steps=steps))
    value = (ratio - 1) * HUNDRED
    steps = (f"({last.value} / {first.value} - 1) * 100 = {_short(value)}",)
    return _answer(sheet, query, as_of, "%", Figure(value, cells, steps=steps))


def _quotient(part: Figure, whole: Figure, year: int) -> Decimal:
    if not whole.value:
        raise Missing(0, 1, year)
    return part.value / whole.value


def _answer(
    sheet: Sheet, query: Level | Sum | Share | Compare | Change | Gap, as_of: dt.date, unit: str, figure: Figure
) -> Answer:
    return Answer(
        query,
        as_of,
        unit=unit,
        value=figure.value,
        release=sheet.release,
        evidence=figure.evidence,
        steps=figure.steps,
        margin=figure.margin,
    )


def _cells(*figures: Figure) -> tuple[Observation, ...]:
    return tuple(cell for figure in figures for cell in figure.evidence)


def _points(unit: str) -> str:
    return "pp" if unit == "%" else unit


def _short(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.0001')):f}"
