"""A large table as a SELECT, so that no Python object is made per line: the same rows as ``Tidy.read`` gives.

This module writes text for DuckDB and runs nothing. What reading stops at in Python (an unknown measure, unit or
status) stops the statement too. Cells given twice are all in the relation; ``checks`` finds those that differ.
"""

from __future__ import annotations

from collections.abc import Mapping as Table
from pathlib import Path

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Code
from faktenlage.importers.mappings import MEASURE, Mapping, tidy_problem
from faktenlage.importers.tidy.areas import area_of, country_texts
from faktenlage.importers.tidy.cells import STATUSES
from faktenlage.importers.tidy.sql_source import lines_of
from faktenlage.importers.tidy.sql_values import Values, literal, number_parts, period_of, values_table

LARGE = 50_000_000  # bytes; below it a table is read cell by cell
COLUMNS = ("measure", "area", "period", "value", "unit", "status", "locator")


def relation(path: Path, mapping: Mapping, areas: Table[str, str] | None = None) -> str:
    """A SELECT of COLUMNS, all VARCHAR, ``value`` as exact plain decimal text.

    ``areas`` are the codes by text of every area in the file (see ``area_texts``); without it the usual spellings
    of countries and those of the mapping are known. Raises InputError for a column that is not there.
    """
    return f"""{_typed(path, mapping, areas)}
SELECT measure, area_code AS area, period_code AS period,
  CASE WHEN status <> 'missing' THEN number END AS value, unit,
  CASE WHEN number IS NULL THEN 'missing' ELSE status END AS status, locator
FROM typed
WHERE area_code <> '' AND period_code IS NOT NULL AND (missing OR number IS NOT NULL)"""


def total(path: Path, mapping: Mapping) -> str:
    """A SELECT of the number of cells: where ``relation`` gives as many rows, only duplicates are left to check."""
    return f"SELECT count(*) FROM ({_source(path, mapping)}) AS cells"


def checks(path: Path, mapping: Mapping, areas: Table[str, str] | None = None) -> list[tuple[Code, str]]:
    """SELECTs of (message, locator), one for each kind of doubt; no row means no doubt."""
    typed = _typed(path, mapping, areas)
    found: list[tuple[Code, str]] = [
        (
            "not_a_number",
            f"""{typed}
SELECT concat('''', left(bare, 60), ''' is neither a number nor a known mark for missing') AS message, locator
FROM typed WHERE area_code <> '' AND period_code IS NOT NULL AND NOT missing AND number IS NULL""",
        ),
        ("duplicate", duplicates(f"({relation(path, mapping, areas)})")),
    ]
    if mapping.unknown_areas != "leave_out":
        found.append(
            (
                "unknown_area",
                f"""{typed}
SELECT concat('''', area, ''' is no country; give its code, or "" to leave it out, under [areas]') AS message,
  min(locator) AS locator
FROM typed WHERE area_code IS NULL GROUP BY area""",
            )
        )
    return found


def duplicates(rows: str) -> str:
    """A SELECT of (message, locator) for cells with different values in ``rows``: a table, or a SELECT in brackets."""
    return f"""SELECT concat(measure, ', ', area, ', ', period, ' is given with different values') AS message,
  max(locator) AS locator
FROM {rows} GROUP BY measure, area, period
HAVING count(*) > 1 AND (min(value) IS DISTINCT FROM max(value) OR count(value) NOT IN (0, count(*)))"""


def omissions(path: Path, mapping: Mapping, areas: Table[str, str] | None = None) -> str:
    """A SELECT of (reason, times) for what is left out without a doubt."""
    unknown = " OR area_code IS NULL" if mapping.unknown_areas == "leave_out" else ""
    return f"""{_typed(path, mapping, areas)}
SELECT reason, count(*) AS times FROM (
  SELECT CASE WHEN area_code = ''{unknown} THEN concat('area ''', area, '''')
    WHEN area_code <> '' AND period_code IS NULL
      THEN concat('period ''', period, ''' is no year, quarter, month or day')
    WHEN area_code <> '' AND status = 'missing' AND number IS NOT NULL THEN 'a value is said to be missing'
    END AS reason FROM typed)
WHERE reason IS NOT NULL GROUP BY reason"""


def area_texts(path: Path, mapping: Mapping) -> str:
    """A SELECT of every text that stands for an area, once; ``codes`` turns them into what ``relation`` takes."""
    return f"SELECT DISTINCT area FROM ({_source(path, mapping)}) AS cells"


def codes(texts: list[str], mapping: Mapping) -> dict[str, str]:
    """The codes of the areas among ``texts``; those not known are left out."""
    return {text: code for text in texts if (code := area_of(text, mapping)) is not None}


def _source(path: Path, mapping: Mapping) -> str:
    problem = tidy_problem(mapping)
    if problem:
        raise InputError(path.name, f"its mapping {problem[0]}", problem[1])
    return lines_of(path, mapping)


def _typed(path: Path, mapping: Mapping, areas: Table[str, str] | None) -> str:
    """The common part of all statements: cells with what they mean, in a table ``typed``."""
    cells = _source(path, mapping)
    known = dict(areas) if areas is not None else _known(mapping)
    values = Values(mapping)
    units = {measure.id: measure.unit for measure in mapping.measures}
    keep = mapping.unknown_areas == "keep" and areas is None
    kept = "CASE WHEN regexp_full_match(cells.area, '[A-Z][A-Z0-9_]*') THEN cells.area END" if keep else "NULL"
    return f"""WITH cells AS NOT MATERIALIZED ({cells}),
times AS MATERIALIZED (SELECT text, {period_of("text", mapping)} AS code
  FROM (SELECT DISTINCT period AS text FROM cells)),
bare AS (SELECT cells.*, coalesce(known.code, {kept}) AS area_code,
  coalesce(named.code, cells.measure) AS own, times.code AS period_code,
  {values.bare} AS bare, {values.mark} AS marked
  FROM cells LEFT JOIN times ON cells.period = times.text
  LEFT JOIN {values_table(known)} AS known(text, code) ON cells.area = known.text
  LEFT JOIN {values_table(dict(mapping.names))} AS named(text, code) ON cells.measure = named.text),
written AS (SELECT *, {values.missing} AS missing, {values.number} AS written FROM bare),
typed AS (SELECT area, area_code, period, period_code, locator, bare, missing,
  CASE WHEN NOT missing THEN {number_parts("written", mapping.numbers.scale)} END AS number,
  {_measure()} AS measure, {_unit()} AS unit, {_status(mapping)} AS status
  FROM written LEFT JOIN {values_table(units)} AS defined(text, code) ON written.own = defined.text)"""


def _known(mapping: Mapping) -> dict[str, str]:
    own = {code: code for code in mapping.areas.values() if code}
    return {**country_texts(), **own, **mapping.areas}


def _measure() -> str:
    refuse = "error(concat(locator, ': measure ''', measure, ''' has no name of ours; give it under [names]'))"
    fits = f"defined.code IS NOT NULL OR regexp_full_match(own, {literal(MEASURE.pattern)})"
    return f"CASE WHEN {fits} THEN own ELSE {refuse} END"


def _unit() -> str:
    """The unit of a line; it has to be the one the mapping defines for the measure."""
    refuse = "error(concat(locator, ': ', own, ' has the unit ''', unit, ''', which is not the one defined'))"
    return (
        "CASE WHEN unit = '' AND defined.code IS NOT NULL THEN defined.code"
        f" WHEN unit <> '' AND coalesce(defined.code, unit) = unit THEN unit ELSE {refuse} END"
    )


def _status(mapping: Mapping) -> str:
    """A column says it before a mark, a mark before what holds for all."""
    known = {**STATUSES, **mapping.statuses}
    given = " ".join(f"WHEN status = {literal(text)} THEN {literal(status)}" for text, status in known.items() if text)
    refuse = "error(concat(locator, ': status ''', status, ''' is not known; give it under [statuses]'))"
    otherwise = literal(mapping.constant.status or "actual")
    return f"CASE WHEN status = '' THEN coalesce(marked, heading_status, {otherwise}) {given} ELSE {refuse} END"
