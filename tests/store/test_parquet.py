"""A release kept as Parquet: cells, counts and areas as in the table, and a broken file named."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from faktenlage.errors import PackError
from faktenlage.figures.origins import Origin, read_origin
from faktenlage.store import adding
from faktenlage.store.adding import Row, add_rows
from faktenlage.store.parquet import ParquetTable

ROWS = [
    Row("harvest.apples", "DEU", "2022", "1.5", "tonnes", "estimate", "B2"),
    Row("harvest.apples", "FRA", "2022", "", "tonnes", "missing", "B3"),
    Row("harvest.apples", "FRA", "2022-06", "7", "tonnes", "actual", "B4"),
    Row("harvest.apples", "DEU", "2023", "2", "tonnes", "actual", "C2"),
    Row("harvest.pears", "ITA", "2023-06", "3", "tonnes", "actual", "D2"),
]


@pytest.fixture
def folder(place: Path, origin: Origin, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(adding, "MANY", 1)
    return add_rows(place, "orchards", origin, ROWS).folder


def table(folder: Path) -> ParquetTable:
    return ParquetTable(folder, read_origin(folder))


def test_cells_are_those_of_the_table(folder: Path):
    cell = table(folder).observation("harvest.apples", "tonnes", "DEU", 2022)
    assert cell is not None
    assert (cell.area, cell.year, cell.value, cell.unit) == ("DEU", 2022, Decimal("1.5"), "tonnes")
    assert (cell.status, cell.locator, cell.release.key) == ("estimate", "B2", folder.name)


@pytest.mark.parametrize(
    ("measure", "area", "year"),
    [
        ("harvest.apples", "FRA", 2022),
        ("harvest.apples", "DEU", 2021),
        ("harvest.pears", "ITA", 2023),
        ("x", "DEU", 2022),
    ],
)
def test_what_is_missing_or_no_year_is_no_cell(folder: Path, measure: str, area: str, year: int):
    assert table(folder).observation(measure, "tonnes", area, year) is None


def test_contents_are_counted_by_year(folder: Path):
    found = table(folder)
    assert found.measures() == ("harvest.apples", "harvest.pears")
    assert found.counts("harvest.apples") == {2022: 2, 2023: 1}
    assert found.counts("harvest.pears") == {}
    assert found.counts("x") == {}
    assert found.areas("harvest.apples") == {"DEU", "FRA"}
    found.check()


def test_contents_that_do_not_fit_are_named(folder: Path):
    path = folder / "contents.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2023,1", "2023,2"), encoding="utf-8")
    with pytest.raises(PackError, match="does not fit") as caught:
        table(folder).check()
    assert caught.value.path == path


def test_a_broken_table_is_named_in_one_line(folder: Path):
    path = folder / "observations.parquet"
    path.write_bytes(b"PAR1" + b"x" * 100)
    with pytest.raises(PackError, match=r"cannot be read \(\S") as caught:
        table(folder).areas("harvest.apples")
    assert caught.value.path == path
    assert "\n" not in caught.value.problem
    assert "Error" in caught.value.problem


def test_a_fault_of_our_own_is_not_the_files(folder: Path):
    class Broken:
        def execute(self, *_: Any) -> None:
            raise ValueError("ours")

    found = table(folder)
    found.__dict__["_connection"] = Broken()
    with pytest.raises(ValueError, match="ours"):
        found.areas("harvest.apples")
