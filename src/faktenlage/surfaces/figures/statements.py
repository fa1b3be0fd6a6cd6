"""Anybody's own SQL over the releases, as a page or as CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from decimal import Decimal

from faktenlage.errors import InputError
from faktenlage.model import plain
from faktenlage.store.almanac import Almanac
from faktenlage.store.database import connect
from faktenlage.surfaces.figures.tables import Column, Page

SHOWN = 200


def run(statement: str, domains: Sequence[str], *, as_csv: bool) -> int:
    """Run the statement and print what it gives; raises InputError with the database's own words where it stops."""
    import duckdb

    text = sys.stdin.read() if statement == "-" else statement
    if not text.strip():
        raise InputError("SQL", "the statement is empty", "begin it with SELECT")
    with connect(Almanac.open(), domains or None) as connection:
        try:
            found = connection.execute(text)
            columns = [str(column[0]) for column in found.description or ()]
            rows = [[_shown(value) for value in row] for row in found.fetchall()] if columns else []
        except duckdb.Error as error:
            problem = " ".join(str(error).split())
            raise InputError("SQL", f"the database says: {problem}", "tables are listed in --help") from None
    if not columns:
        raise InputError("SQL", "the statement gives no rows", "begin it with SELECT")
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
        return 0
    page = Page()
    page.table([Column(name) for name in columns], rows[:SHOWN])
    if len(rows) > SHOWN:
        page.line(f"{SHOWN} of {len(rows)} rows; --csv prints all of them")
    page.show()
    return 0


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    return ", ".join(map(_shown, value)) if isinstance(value, list | tuple) else str(value)
