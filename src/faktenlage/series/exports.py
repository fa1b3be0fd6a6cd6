"""Rows of a selection in the formats other programs read: CSV, JSON, SDMX-CSV 2.0, Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from faktenlage.series.holdings import Holding
from faktenlage.series.selection import FIELDS, Row, Selection, asked, opened, query
from faktenlage.store.sql_text import literal

AGENCY = "FAKTENLAGE"
SDMX_STATUSES: Mapping[str, str] = {"actual": "A", "estimate": "E", "provisional": "P", "forecast": "F", "missing": "O"}
"""Ours -> codes of CL_OBS_STATUS."""
SDMX_COLUMNS = (
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "RELEASE",
    "MEASURE",
    "REF_AREA",
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "RELEASED",
    "DEFINITION",
    "LOCATOR",
)
_NOT_A_NUMBER = "NaN"  # how SDMX-CSV says that a figure is missing rather than left out


def write_csv(found: Iterable[Row], stream: TextIO) -> int:
    """A header and a line a cell; returns how many cells."""
    return _lines(FIELDS, found, stream)


def write_json(found: Iterable[Row], holdings: Iterable[Holding], stream: TextIO) -> int:
    """One object: the releases with citation and licence, and the cells, one a line; numbers are texts."""
    stream.write('{"releases": [')
    released = [json.dumps(_described(holding), ensure_ascii=False) for holding in holdings]
    stream.write("".join(f"\n{',' if place else ''}{line}" for place, line in enumerate(released)))
    stream.write('\n], "cells": [')
    cells = 0
    for row in found:
        cell = {**dict(zip(FIELDS, row, strict=True)), "value": row[_VALUE] or None}
        stream.write(f"\n{',' if cells else ''}{json.dumps(cell, ensure_ascii=False)}")
        cells += 1
    stream.write("\n]}\n")
    return cells


def write_sdmx(found: Iterable[Row], stream: TextIO) -> int:
    """SDMX-CSV 2.0, a dataflow a domain; all dimensions and attributes are uncoded texts.

    The release is a dimension, so that every cell has a key of its own.
    """
    return _lines(SDMX_COLUMNS, map(_sdmx, found), stream)


def write_parquet(selection: Selection, path: Path) -> int:
    """The columns of CSV as texts and ``number``, the value as a double; written by the database, page by page."""
    columns = "* REPLACE (CAST(released AS DATE) AS released), TRY_CAST(nullif(value, '') AS DOUBLE) AS number"
    where = "" if selection.holdings else " WHERE false"
    source = query(selection) if selection.holdings else _nothing()
    with opened() as connection:
        copy = (
            f"COPY (SELECT {columns} FROM ({source}){where}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)"
        )
        found = asked(selection, lambda: connection.execute(copy).fetchone())
    return int(found[0]) if found else 0


_VALUE = FIELDS.index("value")


def _lines(header: Iterable[str], found: Iterable[Row], stream: TextIO) -> int:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    cells = 0
    for row in found:
        writer.writerow(row)
        cells += 1
    return cells


def _sdmx(row: Row) -> Row:
    domain, release, released, definition, measure, area, period, value, unit, status, locator = row
    structure = f"{AGENCY}:{domain.upper()}(1.0)"
    code = SDMX_STATUSES.get(status, "A")
    key = ("dataflow", structure, "I", release, measure, area, period)
    return (*key, value or _NOT_A_NUMBER, unit, code, released, definition, locator)


def _described(holding: Holding) -> dict[str, str | None]:
    origin = holding.origin
    return {
        "key": origin.key,
        "domain": holding.domain,
        "dataset": origin.dataset,
        "name": origin.name,
        "released": origin.released.isoformat(),
        "definition": origin.definition,
        "price_base": origin.price_base,
        "coverage": origin.coverage,
        "note": origin.note,
        "citation": origin.citation,
        "url": origin.url,
        "licence": origin.licence,
        "sha256": origin.sha256,
    }


def _nothing() -> str:
    return "SELECT " + ", ".join(f"NULL::VARCHAR AS {name}" for name in FIELDS)
