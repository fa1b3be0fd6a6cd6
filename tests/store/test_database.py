"""The tables hold what the releases and registers hold, exactly."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from faktenlage.errors import PackError, UnknownNameError
from faktenlage.figures.origins import Origin
from faktenlage.figures.releases import rows_of as rows_on_disk
from faktenlage.store import adding
from faktenlage.store.adding import add_rows
from faktenlage.store.almanac import Almanac
from faktenlage.store.database import connect
from tests.store import islands
from tests.store.conftest import rows_of

HARVEST = {("DEU", 2022): "1071.5", ("DEU", 2023): "12345678901234567.123456789012345678912", ("ITA", 2023): ""}


@pytest.fixture(scope="module")
def shipped() -> Any:
    return connect(Almanac())


def test_every_row_that_ships_is_there_and_no_digit_is_lost(shipped: Any):
    rows = shipped.execute("SELECT domain, release, printed, value, status FROM observations").fetchall()
    found = Counter((domain, release) for domain, release, *_ in rows)
    assert found == {
        (key, table.release.key): len(list(rows_on_disk(table.folder))) for key, table in Almanac().tables()
    }
    assert [row for row in rows if (row[3] is None) != (row[4] == "missing")] == []
    assert [row for row in rows if row[3] is not None and Decimal(row[2]) != row[3]] == []


def test_releases_and_measures_are_told(shipped: Any):
    day = "SELECT released, loaded, coverage FROM releases WHERE release = '2024-06-17-expenditure'"
    assert shipped.execute(day).fetchall() == [(dt.date(2024, 6, 17), dt.date(2026, 11, 22), "complete")]
    measure = "SELECT unit, decimals, total, share FROM measures WHERE measure = 'defence.share'"
    assert shipped.execute(measure).fetchall() == [("%", 2, "printed", None)]
    parts = shipped.execute("SELECT deadline, parts FROM guidelines WHERE guideline = 'wales'").fetchone()
    assert parts[0] == 2024
    assert [(part["measure"], part["threshold"]) for part in parts[1]] == [
        ("defence.share", 2),
        ("defence.equipment.share", 20),
    ]


@pytest.mark.parametrize("group", ["NATO", "EUR_CAN", "NATO_EUROPE", "EU", "EURO_AREA"])
@pytest.mark.parametrize("day", [dt.date(2023, 4, 3), dt.date(2023, 4, 4), dt.date(1996, 1, 1), dt.date(2024, 11, 22)])
def test_groups_have_the_members_of_their_day(shipped: Any, group: str, day: dt.date):
    found = shipped.execute("SELECT members_on(?, ?, [])", [group, day]).fetchone()[0]
    assert tuple(found or ()) == Almanac().figures("nato_defence").groups.members(group, day)


def test_a_member_without_forces_has_no_row(shipped: Any):
    found = shipped.execute("SELECT DISTINCT grp, area FROM members WHERE NOT has_row ORDER BY ALL").fetchall()
    assert found == [("EUR_CAN", "ISL"), ("NATO", "ISL"), ("NATO_EUROPE", "ISL")]


def test_months_are_kept_and_are_no_years(shipped: Any):
    found = shipped.execute("SELECT count(*), count(year) FROM observations WHERE period = '2020-03'").fetchone()
    assert found[0] > 0
    assert found[1] == 0


def test_one_domain_brings_the_rates_along_and_nothing_else():
    found = connect(Almanac(), ["nato_defence"]).execute("SELECT DISTINCT domain FROM observations ORDER BY 1")
    assert found.fetchall() == [("exchange_rates",), ("nato_defence",)]


def test_a_domain_that_is_not_at_hand_is_named():
    with pytest.raises(UnknownNameError, match="nato_defence"):
        connect(Almanac(), ["nato_defense"])


@pytest.mark.parametrize("many", [1, 1000], ids=["parquet", "csv"])
def test_releases_of_ones_own_are_there_whatever_they_are_kept_in(
    tmp_path: Path, origin: Origin, many: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(adding, "MANY", many)
    place = tmp_path / "it's [my] own?*"
    add_rows(place, "orchards", origin, rows_of(HARVEST))
    query = "SELECT area, year, value, printed, status FROM observations WHERE domain = 'orchards' ORDER BY ALL"
    with connect(Almanac(place=place), ["orchards"]) as connection:
        assert connection.execute(query).fetchall() == [
            ("DEU", 2022, Decimal("1071.5"), "1071.5", "actual"),
            ("DEU", 2023, Decimal("12345678901234567.123456789012345678912"), HARVEST["DEU", 2023], "actual"),
            ("ITA", 2023, None, "", "missing"),
        ]


def test_what_has_more_digits_than_fit_is_kept_as_text(tmp_path: Path, origin: Origin):
    add_rows(tmp_path, "orchards", origin, rows_of({("DEU", 2022): "1" * 30, ("DEU", 2023): "0." + "1" * 30}))
    with connect(Almanac(place=tmp_path), ["orchards"]) as connection:
        found = connection.execute("SELECT value, printed FROM observations WHERE domain = 'orchards' ORDER BY year")
        assert found.fetchall() == [(None, "1" * 30), (Decimal("0." + "1" * 21), "0." + "1" * 30)]


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ("area,measure,period,value,unit,status,locator\nx,y,2020,1,%,actual,\n", "header is area,measure"),
        ("", "header is ;"),
        ("measure,area,period,value,unit,status,locator\na,b\n", "cannot be read"),
        (None, "is missing"),
    ],
)
def test_a_broken_release_is_named(tmp_path: Path, broken: str | None, problem: str):
    islands.write(tmp_path / "packs")
    islands.publish(tmp_path)
    table = next((tmp_path / "releases" / "islands").glob("*/observations.csv"))
    table.unlink()
    if broken is not None:
        table.write_text(broken, encoding="utf-8")
    with pytest.raises(PackError, match=problem):
        connect(Almanac(tmp_path / "packs", tmp_path))


def test_without_any_domain_there_are_empty_tables(tmp_path: Path):
    with connect(Almanac(tmp_path)) as connection:
        assert connection.execute("SELECT count(*) FROM observations, members").fetchone() == (0,)
