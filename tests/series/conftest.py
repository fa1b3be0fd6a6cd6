"""A small domain of made-up figures: five releases, one of them coarse, one by another definition."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from faktenlage.store.almanac import Almanac

TODAY = dt.date(2030, 1, 1)
DOMAIN = """
key = "test"
dataset = "office"

[[measures]]
id = "test.share"
kind = "share"
unit = "%"
decimals = 2
total = "printed"
definition = "a share"

[[measures]]
id = "test.constant"
kind = "money"
unit = "bn USD"
total = "sum"
price_base = "2015"
definition = "money at constant prices"

[[groups]]
id = "CLUB"
definition = "a club"

[[guidelines]]
id = "two"
decided = 2014-09-05
deadline = 2024
name = "two"
source = "club"
parts = [{ measure = "test.share", comparison = ">=", threshold = "2" }]

[[guidelines]]
id = "more"
decided = 2025-06-25
deadline = 2035
name = "more"
source = "club"
parts = [{ measure = "test.share", comparison = ">=", threshold = "3.5" }]
"""
MEMBERS = """group,area,first,last,also_first,source
CLUB,AAA,2000-01-01,,,list
CLUB,BBB,2000-01-01,,,list
CLUB,CCC,2000-01-01,,,list
"""
COLUMNS = ["measure", "area", "period", "value", "unit", "status", "locator"]

Rows = Iterable[Iterable[str]]


def origin(key: str, **changes: str) -> str:
    facts = {
        "key": key,
        "dataset": "office",
        "name": f"Release of {key[:10]}",
        "released_basis": "made up",
        "definition": "old",
        "coverage": "complete",
        "citation": "Office, a list",
        "licence": "free",
        "sha256": "0" * 64,
    }
    lines = [f'{name} = "{value}"' for name, value in (facts | changes).items() if name != "rounding"]
    lines += [f"released = {key[:10]}", "loaded = 2029-01-01"]
    if "rounding" in changes:
        lines.append(f'[rounding]\n"test.share" = "{changes["rounding"]}"')
    return "\n".join(lines) + "\n"


def release(folder: Path, key: str, rows: Rows, **changes: str) -> Path:
    """A release kept as CSV below ``folder``."""
    place = folder / key
    place.mkdir(parents=True)
    with (place / "observations.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([COLUMNS, *rows])
    (place / "origin.toml").write_text(origin(key, **changes), encoding="utf-8")
    return place


def shares(*cells: str, status: str = "actual") -> list[list[str]]:
    """``AAA 2024 2.01`` as a row."""
    return [["test.share", area, year, value, "%", status, "T1"] for area, year, value in map(str.split, cells)]


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The folder of domains, without a release."""
    place = tmp_path / "packs"
    (place / "test" / "registers").mkdir(parents=True)
    (place / "test" / "domain.toml").write_text(DOMAIN, encoding="utf-8")
    (place / "test" / "registers" / "members.csv").write_text(MEMBERS, encoding="utf-8")
    holders = "office,name,area,first,last,acting,also_first,source\n"
    (place / "test" / "registers" / "holders.csv").write_text(holders, encoding="utf-8")
    return place


@pytest.fixture
def almanac(packs: Path) -> Almanac:
    """Five releases of shares; see the values."""
    folder = packs / "test" / "releases"
    release(folder, "2024-01-10-first", shares("AAA 2023 2.01", "BBB 2023 1.50", "CCC 2023 3.60", status="estimate"))
    second = shares("AAA 2023 1.994", "BBB 2023 1.50", "CCC 2023 3.40", "CLUB 2023 2.20", "AAA 2024 2.30")
    release(folder, "2024-06-10-second", second)
    coarse = shares("AAA 2023 2.0", "BBB 2023 1.6", "CCC 2023 3.4")
    release(folder, "2025-01-10-coarse", coarse, rounding="0.1")
    release(folder, "2025-06-10-third", shares("AAA 2023 1.98", "BBB 2023 1.61", "CCC 2023 1.00"))
    release(folder, "2026-01-10-new", shares("AAA 2023 2.50", "BBB 2023 1.70"), definition="new")
    return Almanac(packs)


@pytest.fixture
def many(packs: Path) -> Callable[[str, Rows], Almanac]:
    """Adds a release and opens the almanac."""

    def added(key: str, rows: Rows, **changes: str) -> Almanac:
        release(packs / "test" / "releases", key, rows, **changes)
        return Almanac(packs)

    return added
