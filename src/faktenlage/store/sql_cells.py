"""Parts that every statement begins with: whom it asks, and the cells known on that day as they are compared.

Quotients and converted money are DOUBLE, because that is what DuckDB divides in; everything else stays DECIMAL.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from faktenlage.figures.domain import Domain, Measure, Ratio, currency_of
from faktenlage.figures.groups import Groups
from faktenlage.figures.rates import DOLLAR
from faktenlage.figures.rates import MEASURE as RATES
from faktenlage.model import Condition
from faktenlage.store.sql_text import Part, listed, literal

Text = tuple[tuple[Part, ...], str]
DECIMAL = "DECIMAL(38, 21)"  # every figure that ships fits; small ones from floating point have 21 places


class Unanswerable(Exception):  # noqa: N818  a signal inside this room, turned into a statement without rows
    """What is asked for has no answer whatever is published."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Whom a query asks, and when. ``rates`` is the domain that keeps exchange rates.

    ``undefined`` lists areas that the measure does not exist for, where that depends on who belongs to a group.
    ``ratio``: the measure is a quotient, computed where no release prints it; rows then say which of both they are.
    ``all_members``: the measure is published for members without forces as well.
    """

    domain: Domain
    groups: Groups
    as_of: dt.date
    rates: str | None = None
    undefined: Part | None = None
    ratio: Ratio | None = None
    all_members: bool = False

    @property
    def without(self) -> tuple[str, ...]:
        """The members of groups that have no row in the tables."""
        return () if self.all_members else tuple(sorted(self.domain.without_forces))

    @property
    def key(self) -> str:
        """The columns that hold what comes from one release together."""
        return "computed, release, released" if self.ratio else "release, released"

    @property
    def newest(self) -> str:
        """Keeps what the newest release says; what is printed anywhere comes before what is computed."""
        return f"ORDER BY {'computed, ' if self.ratio else ''}released DESC, release DESC LIMIT 1"

    def measure(self, name: str) -> Measure:
        known = self.domain.measure(name)
        if known is None:
            raise Unanswerable(f"{name} is not defined")
        return known

    def day(self, year: int) -> dt.date:
        """The day by which membership is taken: the end of the year, but no later than the day of asking."""
        return min(dt.date(year, 12, 31), self.as_of)


def known(scene: Scene, measure: str, years: Sequence[int] | int, name: str = "known") -> tuple[Part, ...]:
    """Every cell of a measure published by that day; one number as ``years`` means that year and all before it.

    ``value`` is what is compared, ``exact`` the same with all its digits.
    """
    plain, _, currency = measure.partition(" in ")
    definition = scene.measure(measure)
    where = _where(scene.domain.key, plain, years, scene)
    before: tuple[Part, ...] = ()
    if scene.undefined is not None:
        before = (scene.undefined,)
        where += "\n  AND NOT EXISTS (SELECT area FROM undefined)"
    source = currency_of(scene.measure(plain).unit)
    if currency and source and source != currency:
        return (*before, *_converted(scene, name, (source, currency), years, where))
    value = "value" if definition.decimals is None else f"{read(definition, 'value')} AS value"
    body = f"SELECT release, released, year, area, {value}, value AS exact\n"
    note = f"{measure}, as published by that day and as it is compared"
    return (*before, Part(name, note, f"{body}FROM observations\n{where}"))


def read(measure: Measure, value: str) -> str:
    """A value at the places it is compared at, in the type of all: of two types DuckDB keeps the fewer places."""
    return value if measure.decimals is None else f"round({value}, {measure.decimals})::{DECIMAL}"


def holds(condition: Condition) -> str:
    """A condition on ``value``."""
    return f"value {condition.comparison} {literal(condition.threshold)}"


def _converted(
    scene: Scene, name: str, currencies: tuple[str, str], years: Sequence[int] | int, where: str
) -> tuple[Part, ...]:
    """Cells in another currency, by the average rates of their year."""
    if scene.rates is None:
        raise Unanswerable("no exchange rates are at hand")
    source, target = currencies
    rates = Part(
        "rates",
        "what a dollar cost in a year, by the newest release that says so",
        "SELECT area AS currency, year, CAST(last(value ORDER BY released, release) AS DOUBLE) AS per_dollar\n"
        f"FROM observations\n{_where(scene.rates, RATES, years, scene)}\n  AND value <> 0\n"
        "GROUP BY area, year",
    )
    sides = [(side, code) for side, code in (("target", target), ("source", source)) if code != DOLLAR]
    times = "" if target == DOLLAR else " * target.per_dollar"
    over = "" if source == DOLLAR else " / source.per_dollar"
    amount = f"CAST(value AS DOUBLE){times}{over}"
    joins = "\n".join(f"JOIN rates AS {side} USING (year)" for side, _ in sides)
    codes = "".join(f" AND {side}.currency = {literal(code)}" for side, code in sides)
    body = (
        f"SELECT release, released, year, area, {amount} AS value, {amount} AS exact\n"
        f"FROM observations\n{joins}\n{where}{codes}"
    )
    return rates, Part(name, f"as published by that day, each in {target} by the rates of its year", body)


def _where(domain: str, measure: str, years: Sequence[int] | int, scene: Scene) -> str:
    return (
        f"WHERE domain = {literal(domain)} AND measure = {literal(measure)} AND {_periods(years)}\n"
        f"  AND released <= {literal(scene.as_of)} AND value IS NOT NULL"
    )


def _periods(years: Sequence[int] | int) -> str:
    """Whole years; as the text they are kept as, so that only a piece of a large file is read."""
    if isinstance(years, int):
        return f"period <= '{years}' AND year IS NOT NULL"
    if len(years) > 3:
        return f"period BETWEEN '{min(years)}' AND '{max(years)}' AND year IS NOT NULL"
    return f"period IN ({listed(str(year) for year in sorted(set(years)))})"
