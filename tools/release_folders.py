"""Writes the folder of a release: its table, its origin with the checksum of the table, and the seal over both."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from faktenlage.figures.origins import Origin
from faktenlage.figures.releases import COLUMNS
from faktenlage.figures.seals import seal

LOADED = dt.date(2026, 11, 22)  # the day the releases that ship were taken into their packs
ENTRIES = (
    "key", "dataset", "name", "released", "released_basis", "loaded", "cutoff", "definition", "price_base", "coverage",
    "note", "citation", "url", "licence", "source", "source_sha256", "sha256",
)  # fmt: skip

Row = tuple[str, str, str, str, str, str, str]


def write(out: Path, origin: Origin, rows: Iterable[Row]) -> None:
    """Write one release to ``out / origin.key``; its ``sha256`` is filled in here."""
    folder = out / origin.key
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / "observations.csv"
    with table.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows))
    sealed = replace(origin, sha256=hashlib.sha256(table.read_bytes()).hexdigest())
    (folder / "origin.toml").write_text(origin_text(sealed), encoding="utf-8", newline="\n")
    seal(folder)


def origin_text(origin: Origin) -> str:
    """``origin.toml`` of one release, without the entries that are empty."""
    entries = {name: getattr(origin, name) for name in ENTRIES}
    lines = [
        f"{name} = {value if isinstance(value, dt.date) else quoted(value)}" for name, value in entries.items() if value
    ]
    if origin.rounding:
        lines += ["", "[rounding]", *(f'"{measure}" = "{unit}"' for measure, unit in origin.rounding.items())]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
