"""A query as one SELECT over the tables of ``database``: the same answer by another road, and text to paste and change.

A statement has one row where there is an answer, none where there is none, and names its columns as ``Answer`` does:
``value``, ``areas``, ``order``, ``text``, ``truth``, ``days``; with them ``release`` and ``released`` where the answer
comes from a release.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from faktenlage.figures.rates import MEASURE as RATES
from faktenlage.figures.scope import asks_one_year, last_year_of, measure_of, subjects_of
from faktenlage.model import (
    AreaSet,
    Census,
    Change,
    Compare,
    Extreme,
    Gap,
    Holds,
    Level,
    Member,
    Query,
    Rank,
    Share,
    Since,
    Sum,
)
from faktenlage.store import sql_amounts, sql_registers, sql_runs, sql_sections
from faktenlage.store.almanac import Almanac
from faktenlage.store.sql_cells import Scene, Text, Unanswerable
from faktenlage.store.sql_sets import belonging, named
from faktenlage.store.sql_text import Part, listed, literal, statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_WRITE: Mapping[type, Callable[[Scene, Any], Text]] = {
    Level: sql_amounts.level,
    Sum: sql_amounts.sum_of,
    Share: sql_amounts.share,
    Change: sql_amounts.change,
    Compare: sql_amounts.compare,
    Gap: sql_amounts.gap,
    Census: sql_sections.census,
    Rank: sql_sections.rank,
    Extreme: sql_sections.extreme,
    Since: sql_runs.since,
}


@dataclass(frozen=True, slots=True)
class SqlAnswer:
    """What was run and what came back: one row, or none where there is no answer."""

    sql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def row(self) -> Mapping[str, Any] | None:
        """The answer by the names of its columns."""
        return dict(zip(self.columns, self.rows[0], strict=True)) if self.rows else None


def sql_of(query: Query, as_of: dt.date, almanac: Almanac) -> str:
    """The statement that answers a query as known on a day; UnknownNameError where no domain defines what it names."""
    figures = almanac.figures_for(query)
    rates = next((key for key, other in almanac.domains.items() if RATES in other.measures), None)
    heading = f"{query}, as known on {as_of}"
    try:
        parts, select = _written(query, Scene(figures.domain, figures.groups, as_of, rates))
    except Unanswerable as nothing:
        return statement(f"{heading}\nno answer: {nothing}", (), "SELECT NULL AS value WHERE false")
    return statement(heading, parts, select)


def run_sql(connection: DuckDBPyConnection, query: Query, as_of: dt.date, almanac: Almanac) -> SqlAnswer:
    """Write a query's statement and run it on a database that ``connect`` made."""
    sql = sql_of(query, as_of, almanac)
    result = connection.execute(sql)
    columns = tuple(column[0] for column in result.description or ())
    return SqlAnswer(sql, columns, tuple(result.fetchall()))


def _written(query: Query, scene: Scene) -> Text:
    match query:
        case Member():
            return sql_registers.member(scene, query)
        case Holds():
            return sql_registers.holds(scene, query)
        case Level() if query.measure.startswith("guideline."):
            return sql_registers.deadline(scene, query)
    if not asks_one_year(query):
        raise Unanswerable("a run of years has no such answer")
    measure = scene.measure(measure_of(query) or "")
    scene = replace(scene, ratio=measure.ratio, all_members=measure.all_members)
    return _WRITE[type(query)](replace(scene, undefined=_undefined(query, scene)), query)


def _undefined(query: Query, scene: Scene) -> Part | None:
    """Raise Unanswerable for an area the measure does not exist for; who of a group it is, the register has to say."""
    name, year = measure_of(query), last_year_of(query)
    assert name is not None
    assert year is not None
    measure = scene.measure(name)
    found: list[str] = []
    for among in subjects_of(query):
        areas = named(scene, among)
        for area in areas or ():
            if not scene.domain.knows(name, area):
                raise Unanswerable(f"{name} is not defined for {area}")
        if areas is None and measure.areas:
            group = among if isinstance(among, AreaSet) else AreaSet(among)
            where = belonging(scene, group, literal(scene.day(year)))
            found.append(f"SELECT area FROM members\n{where}\n  AND area NOT IN ({listed(measure.areas)})")
    note = f"members that {name} does not exist for"
    return Part("undefined", note, "\nUNION ALL\n".join(found)) if found else None
