"""Every release and register as tables of an in-memory DuckDB, for our statements and for anybody's own.

| table | one row for |
|---|---|
| ``domains`` | a domain: its key, its dataset, the areas without forces |
| ``releases`` | a publication: ``release`` is its key, ``released`` the day from which it is known |
| ``observations`` | a published cell: ``value`` is exact, ``printed`` its text, ``year`` NULL for ``2024-06`` |
| ``measures`` | a series: kind, unit, places it is compared at, total "sum" or "printed", areas it exists for |
| ``groups`` | a dated group: ``code`` is what totals are printed under, ``place`` the order they are looked for in |
| ``memberships`` | a line of the register of members: ``line`` is its line in the file |
| ``members`` | a membership of any group, derived ones such as EUR_CAN included; ``has_row``: it has forces |
| ``terms`` | a term of office: ``words`` are those of the name, folded for comparison |
| ``guidelines`` | a target with its day, its deadline and its parts |

``members_on(group, day, without)`` lists the areas of a group on a day, less some. ``observations`` reads CSV releases
from a sorted copy in memory and Parquet releases from their files, as far as a question needs them. A cell that says it
is missing has no value. A value has up to 17 digits before the point, else it is NULL, and keeps 21 after it; all of
them are in ``printed``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from faktenlage.errors import PackError, UnknownNameError
from faktenlage.figures import Figures
from faktenlage.figures.groups import Groups
from faktenlage.figures.rates import MEASURE as RATES
from faktenlage.figures.registers import Line
from faktenlage.figures.releases import COLUMNS, Table
from faktenlage.figures.releases import TABLE as CSV
from faktenlage.packs.files import nearest
from faktenlage.store.almanac import Almanac
from faktenlage.store.parquet import TABLE as PARQUET
from faktenlage.store.sql_cells import DECIMAL
from faktenlage.store.sql_text import listed, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row: TypeAlias = tuple[Any, ...]
Facts: TypeAlias = tuple[str, str, str, dt.date, dt.date | None]

DOMAINS = "domain VARCHAR, dataset VARCHAR, without_forces VARCHAR[]"
RELEASES = (
    "domain VARCHAR, dataset VARCHAR, release VARCHAR, name VARCHAR, released DATE, loaded DATE, definition VARCHAR, "
    "coverage VARCHAR, cutoff DATE, price_base VARCHAR, citation VARCHAR, url VARCHAR, licence VARCHAR, "
    "sha256 VARCHAR, note VARCHAR"
)
MEASURES = (
    "domain VARCHAR, measure VARCHAR, kind VARCHAR, unit VARCHAR, decimals INTEGER, total VARCHAR, share VARCHAR, "
    "price_base VARCHAR, definition VARCHAR, all_members BOOLEAN, areas VARCHAR[], chained_by VARCHAR[], "
    "ratio_of VARCHAR, ratio_per VARCHAR, ratio_shift INTEGER"
)
GROUPS = (
    "domain VARCHAR, grp VARCHAR, place INTEGER, register VARCHAR, part_of VARCHAR, without VARCHAR[], code VARCHAR, "
    "definition VARCHAR"
)
MEMBERSHIPS = "domain VARCHAR, grp VARCHAR, area VARCHAR, first DATE, last DATE, also_first DATE, line INTEGER"
TERMS = (
    "domain VARCHAR, office VARCHAR, name VARCHAR, area VARCHAR, first DATE, last DATE, acting BOOLEAN, "
    "also_first DATE, line INTEGER, words VARCHAR[]"
)
GUIDELINES = (
    "domain VARCHAR, guideline VARCHAR, name VARCHAR, decided DATE, deadline INTEGER, source VARCHAR, "
    "parts STRUCT(measure VARCHAR, comparison VARCHAR, threshold DECIMAL(18, 6))[]"
)
CELLS = (
    "domain VARCHAR, dataset VARCHAR, release VARCHAR, released DATE, loaded DATE, measure VARCHAR, area VARCHAR, "
    f"period VARCHAR, year INTEGER, value {DECIMAL}, printed VARCHAR, unit VARCHAR, status VARCHAR, locator VARCHAR"
)
CELL = (
    "measure, area, period, CASE WHEN length(period) = 4 THEN TRY_CAST(period AS INTEGER) END AS year, "
    f"CASE WHEN status <> 'missing' THEN TRY_CAST(value AS {DECIMAL}) END AS value, "
    "coalesce(CAST(value AS VARCHAR), '') AS printed, unit, status, coalesce(locator, '') AS locator"
)
FILES = "filename VARCHAR, domain VARCHAR, dataset VARCHAR, release VARCHAR, released DATE, loaded DATE"
MEMBERS = """
CREATE TABLE members AS
WITH RECURSIVE belonging(domain, grp, area, first, last) AS (
  SELECT g.domain, g.grp, m.area, m.first, m.last
  FROM groups AS g JOIN memberships AS m ON m.grp = coalesce(g.register, g.grp)
  WHERE g.part_of IS NULL
  UNION ALL
  SELECT g.domain, g.grp, b.area, b.first, b.last
  FROM groups AS g JOIN belonging AS b ON b.grp = g.part_of
  WHERE NOT list_contains(g.without, b.area)
)
SELECT domain, grp, area, first, last, NOT coalesce(list_contains(without_forces, area), false) AS has_row
FROM belonging LEFT JOIN domains USING (domain)
ORDER BY domain, grp, area, first;

-- the columns are renamed because a macro is pasted in: a caller's "grp" would else be taken for that of members
CREATE MACRO members_on(asked, day, less) AS (
  SELECT list(DISTINCT of_area ORDER BY of_area)
  FROM members AS m(of_domain, of_group, of_area, of_first, of_last, of_row)
  WHERE of_group = asked AND of_first <= day AND (of_last IS NULL OR day <= of_last)
    AND NOT list_contains(less, of_area)
);
"""


def connect(almanac: Almanac, domains: Iterable[str] | None = None) -> DuckDBPyConnection:
    """A database of those domains (all of them, if none is named), and of the one that keeps exchange rates.

    Groups and their members are always those of every domain. Raises PackError where a release cannot be read, and
    UnknownNameError for a domain that is not at hand.
    """
    import duckdb

    wanted = set(almanac.domains if domains is None else domains)
    for name in sorted(wanted - almanac.domains.keys()):
        raise UnknownNameError("domain", name, nearest(name, almanac.domains))
    if domains is not None:
        wanted.update(key for key, domain in almanac.domains.items() if RATES in domain.measures)
    opened = {key: almanac.figures(key) for key in sorted(wanted)}
    connection = duckdb.connect(":memory:", config={"threads": 2})
    connection.execute("SET parquet_metadata_cache = true")
    _define(connection, almanac, opened)
    _observe(connection, [(key, table) for key, figures in opened.items() for table in figures.tables])
    return connection


def _define(connection: DuckDBPyConnection, almanac: Almanac, opened: Mapping[str, Figures]) -> None:
    """Everything but the observations."""
    owners = {name: key for key, domain in almanac.domains.items() for name in domain.groups}
    groups = next((figures.groups for figures in opened.values()), None)
    _table(connection, "domains", DOMAINS, _domains(opened))
    _table(connection, "releases", RELEASES, _releases(opened))
    _table(connection, "measures", MEASURES, _measures(opened))
    _table(connection, "groups", GROUPS, _groups(groups, owners) if groups else ())
    _table(connection, "memberships", MEMBERSHIPS, _memberships(groups, owners) if groups else ())
    _table(connection, "terms", TERMS, _terms(opened))
    _table(connection, "guidelines", GUIDELINES, _guidelines(opened))
    connection.execute(MEMBERS)


def _table(connection: DuckDBPyConnection, name: str, columns: str, rows: Iterable[Row]) -> None:
    """Make a table and fill it, column by column, which takes a fraction of the time of row by row."""
    connection.execute(f"CREATE TABLE {name} ({columns})")
    by_column = [list(column) for column in zip(*rows, strict=True)]
    if by_column:
        types = [kind for (kind,) in connection.execute(f"SELECT column_type FROM (DESCRIBE {name})").fetchall()]
        lists = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in types)
        connection.execute(f"INSERT INTO {name} SELECT {lists}", by_column)


def _domains(opened: Mapping[str, Figures]) -> Iterator[Row]:
    for key, figures in opened.items():
        yield key, figures.domain.dataset, sorted(figures.domain.without_forces)


def _releases(opened: Mapping[str, Figures]) -> Iterator[Row]:
    for key, figures in opened.items():
        for one in (table.release for table in figures.tables):
            days = (one.released, one.loaded)
            told = (one.price_base, one.citation, one.url, one.licence, one.sha256, one.note)
            yield (key, one.dataset, one.key, one.name, *days, one.definition, one.coverage, one.cutoff, *told)


def _measures(opened: Mapping[str, Figures]) -> Iterator[Row]:
    for key, figures in opened.items():
        for one in figures.domain.measures.values():
            facts = (one.id, one.kind, one.unit, one.decimals, one.total, one.share, one.price_base, one.definition)
            ratio = (one.ratio.of, one.ratio.per, one.ratio.shift) if one.ratio else (None, None, None)
            yield (key, *facts, one.all_members, list(one.areas), list(one.chained_by), *ratio)


def _groups(groups: Groups, owners: Mapping[str, str]) -> Iterator[Row]:
    for place, (name, one) in enumerate(groups.known.items(), 1):
        yield owners[name], name, place, one.register, one.of, list(one.without), groups.printed(name), one.definition


def _memberships(groups: Groups, owners: Mapping[str, str]) -> Iterator[Row]:
    for name, domain in owners.items():
        for line in groups.registers(name).memberships(name):
            entry = line.entry
            yield domain, name, entry.area, entry.first, entry.last, line.also_first, _number(line)


def _terms(opened: Mapping[str, Figures]) -> Iterator[Row]:
    for key, figures in opened.items():
        for office in figures.domain.offices:
            for line in figures.registers.terms(office):
                entry = line.entry
                held = (entry.first, entry.last, line.acting, line.also_first, _number(line))
                yield key, office, entry.subject, entry.area, *held, sorted(set(entry.subject.casefold().split()))


def _guidelines(opened: Mapping[str, Figures]) -> Iterator[Row]:
    for key, figures in opened.items():
        for one in figures.domain.guidelines:
            parts = [
                {"measure": part.measure, "comparison": part.comparison, "threshold": part.threshold}
                for part in one.parts
            ]
            yield key, one.id, one.name, one.decided, one.deadline, one.source, parts


def _number(line: Line) -> int:
    """The line in the register's file."""
    return int(line.entry.locator.rpartition(":")[2])


def _observe(connection: DuckDBPyConnection, tables: Sequence[tuple[str, Table]]) -> None:
    """The view ``observations`` over the copy of the CSV releases and the files of the others."""
    import duckdb

    large = [(key, table) for key, table in tables if (table.folder / PARQUET).exists()]
    small = [(key, table) for key, table in tables if not (table.folder / PARQUET).exists()]
    for _, table in small:
        _check_header(table.folder / CSV)
    connection.execute(f"CREATE TABLE cells ({CELLS})")
    _table(connection, "files", FILES, ((str(table.folder / CSV), *_facts(key, table)) for key, table in small))
    try:
        if small:
            rows = _csv([table.folder / CSV for _, table in small])
            select = (
                f"SELECT domain, dataset, release, released, loaded, {CELL} FROM {rows} JOIN files USING (filename)"
            )
            connection.execute(f"INSERT INTO cells {select} ORDER BY domain, measure, period, area")
        views = (_parquet(table.folder / PARQUET, _facts(key, table)) for key, table in large)
        connection.execute(f"CREATE VIEW observations AS {' UNION ALL '.join(['SELECT * FROM cells', *views])}")
    except duckdb.Error as error:
        problem = f"cannot be read ({str(error).splitlines()[0]})"
        raise PackError(tables[0][1].folder.parent, None, problem, "verify the releases") from None


def _check_header(path: Path) -> None:
    """Raise PackError where the columns are not ours, which DuckDB would take by their place."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            header = lines.readline().rstrip("\r\n")
    except FileNotFoundError:
        raise PackError(path, None, "is missing", "add the file or remove the release") from None
    if header != ",".join(COLUMNS):
        raise PackError(path, 1, f"header is {header}", f"make it {','.join(COLUMNS)}")


def _facts(key: str, table: Table) -> Facts:
    """What a release adds to each of its cells."""
    release = table.release
    return key, release.dataset, release.key, release.released, release.loaded


def _csv(paths: Sequence[Path]) -> str:
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS)
    layout = "header = true, delim = ',', quote = '\"', escape = '\"', auto_detect = false, filename = true"
    return f"read_csv([{', '.join(_named(path) for path in paths)}], {layout}, columns = {{{columns}}})"


def _parquet(path: Path, facts: Facts) -> str:
    """Its release is said in constants, so that one which is not asked about is never opened."""
    return f"SELECT {listed(facts[:4])}, CAST({literal(facts[4])} AS DATE), {CELL} FROM read_parquet({_named(path)})"


def _named(path: Path) -> str:
    """A file's name, with what would be taken for a pattern marked as meant literally."""
    return literal("".join(f"[{mark}]" if mark in "[*?" else mark for mark in str(path)))
