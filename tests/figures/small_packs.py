"""Writes domains of a few cells, with releases of made-up publishers, for what no shipped domain shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

MEASURES = """
[[measures]]
id = "orchard.yield"
kind = "money"
unit = "bn USD"
total = "sum"
definition = "value of the harvest"

[[measures]]
id = "orchard.trees"
kind = "persons"
unit = "thousands"
total = "sum"
definition = "trees"

[[measures]]
id = "orchard.pertree"
kind = "head"
unit = "USD"
total = "printed"
definition = "value of the harvest per tree"
ratio = { of = "orchard.yield", per = "orchard.trees", shift = 6 }
"""

RATES = """
[[measures]]
id = "fx.usd"
kind = "rate"
unit = "per USD"
total = "printed"
definition = "per dollar"
"""

UNITS = {"orchard.yield": "bn USD", "orchard.trees": "thousands", "orchard.pertree": "USD", "fx.usd": "per USD"}


def write_domain(packs: Path, key: str, measures: str = MEASURES, groups: str = "") -> Path:
    """``domain.toml`` of a pack; ``groups`` is TOML, by default there are none."""
    folder = packs / key
    folder.mkdir(parents=True, exist_ok=True)
    parts = [f'key = "{key}"\ndataset = "{key}"\n', measures or "measures = []\n", groups or "groups = []\n"]
    (folder / "domain.toml").write_text("".join(sorted(parts, key=lambda part: "[[" in part)), encoding="utf-8")
    return folder


def write_members(folder: Path, lines: Iterable[str]) -> None:
    """``members.csv`` from lines such as ``GUILD,DEU,2000-01-01``."""
    (folder / "registers").mkdir(exist_ok=True)
    rows = [f"{line}{',' * (4 - line.count(','))},made up" for line in lines]
    text = "\n".join(["group,area,first,last,also_first,source", *rows]) + "\n"
    (folder / "registers" / "members.csv").write_text(text, encoding="utf-8")


def write_release(folder: Path, released: str, cells: Iterable[str], kind: str = "yearbook") -> None:
    """A release from cells such as ``orchard.trees,DEU,2023,250``."""
    place = folder / "releases" / f"{released}-{kind}"
    place.mkdir(parents=True)
    rows = [f"{cell},{UNITS[cell.partition(',')[0]]},actual,p. 1" for cell in cells]
    table = "\n".join(["measure,area,period,value,unit,status,locator", *rows]) + "\n"
    (place / "observations.csv").write_text(table, encoding="utf-8")
    entries = {
        "key": place.name,
        "dataset": folder.name,
        "name": f"{kind} of {released}",
        "released_basis": "made up",
        "definition": "made up",
        "coverage": "complete",
        "citation": "made up",
        "licence": "CC0",
        "sha256": hashlib.sha256(table.encode()).hexdigest(),
    }
    lines = [f'{name} = "{value}"' for name, value in entries.items()]
    days = [f"released = {released}", "loaded = 2026-01-01"]
    (place / "origin.toml").write_text("\n".join([*lines, *days]) + "\n", encoding="utf-8")
