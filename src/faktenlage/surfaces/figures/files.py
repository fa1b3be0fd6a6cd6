"""Cells written to a file or to standard output."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from faktenlage.errors import InputError
from faktenlage.series.exports import write_csv, write_json, write_parquet, write_sdmx
from faktenlage.series.selection import Selection, rows
from faktenlage.surfaces import faults
from faktenlage.surfaces.writing import place_for, replaced

FORMATS = ("csv", "json", "sdmx-csv", "parquet")


def export(selection: Selection, form: str, out: Path | None) -> int:
    """Write the cells to ``out`` or to standard output; returns how many. Raises InputError as ``replaced`` does."""
    if form == "parquet":
        return _parquet(selection, out)
    if out is None:
        return _text(selection, form, _standard_output())
    with replaced(out) as path, path.open("w", encoding="utf-8", newline="") as stream:
        return _text(selection, form, stream)


def format_of(wish: str | None, out: Path | None) -> str:
    """The format asked for, else the one that the ending of the file names, else CSV."""
    ending = out.suffix.lower().removeprefix(".") if out else ""
    return wish or (ending if ending in FORMATS else "csv")


def _parquet(selection: Selection, out: Path | None) -> int:
    if out is not None:
        with replaced(out) as path:
            return write_parquet(selection, path)
    if sys.stdout.isatty():
        raise InputError("parquet", "is nothing a terminal can show", "name a file with --out")
    with place_for(None) as place:
        cells = write_parquet(selection, place)
        with place.open("rb") as source:
            shutil.copyfileobj(source, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    return cells


def _text(selection: Selection, form: str, stream: TextIO) -> int:
    writers: dict[str, Callable[[], int]] = {
        "csv": lambda: write_csv(rows(selection), stream),
        "json": lambda: write_json(rows(selection), selection.holdings, stream),
        "sdmx-csv": lambda: write_sdmx(rows(selection), stream),
    }
    return writers[form]()


def _standard_output() -> TextIO:
    """Standard output in UTF-8 with plain line ends, whatever the terminal has."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    return sys.stdout


def warn(selection: Selection) -> None:
    """A line on standard error for every licence that forbids to pass the figures on."""
    held = [holding for holding in selection.holdings if holding.restricted]
    if selection.measures is not None:
        wanted = set(selection.measures)
        held = [holding for holding in held if wanted.intersection(holding.table.measures())]
    for licence in dict.fromkeys(holding.origin.licence for holding in held):
        faults.say(f"these figures are not to be passed on: {licence}")


def told(cells: int, out: Path | None) -> None:
    """How many cells were written, where the file does not show it."""
    if not cells:
        click.echo("No cell fits what was asked for; only the header was written.", err=True)
    elif out is not None:
        click.echo(f"{cells} {'cell' if cells == 1 else 'cells'} written to {out}", err=True)
