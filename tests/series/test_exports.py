from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.errors import PackError
from faktenlage.figures.releases import rows_of
from faktenlage.model import Years
from faktenlage.series.exports import SDMX_STATUSES, write_csv, write_json, write_parquet, write_sdmx
from faktenlage.series.holdings import holdings
from faktenlage.series.selection import FIELDS, Selection, rows
from faktenlage.store.almanac import Almanac
from tests.series.conftest import COLUMNS, DOMAIN, origin

TODAY = dt.date(2030, 1, 1)


def read_csv(selection: Selection, _: Path) -> list[tuple[str, ...]]:
    stream = io.StringIO()
    cells = write_csv(rows(selection), stream)
    lines = list(csv.reader(io.StringIO(stream.getvalue())))
    assert tuple(lines[0]) == FIELDS
    assert len(lines) == cells + 1
    return [tuple(line) for line in lines[1:]]


def read_json(selection: Selection, _: Path) -> list[tuple[str, ...]]:
    stream = io.StringIO()
    write_json(rows(selection), selection.holdings, stream)
    found = json.loads(stream.getvalue())
    assert [one["key"] for one in found["releases"]] == [held.origin.key for held in selection.holdings]
    return [tuple(cell[name] or "" for name in FIELDS) for cell in found["cells"]]


def read_sdmx(selection: Selection, _: Path) -> list[tuple[str, ...]]:
    stream = io.StringIO()
    write_sdmx(rows(selection), stream)
    return [from_sdmx(line) for line in csv.DictReader(io.StringIO(stream.getvalue()))]


def from_sdmx(line: dict[str, str]) -> tuple[str, ...]:
    statuses = {code: status for status, code in SDMX_STATUSES.items()}
    domain = line["STRUCTURE_ID"].removeprefix("FAKTENLAGE:").removesuffix("(1.0)").lower()
    value = "" if line["OBS_VALUE"] == "NaN" else line["OBS_VALUE"]
    about = (domain, line["RELEASE"], line["RELEASED"], line["DEFINITION"], line["MEASURE"], line["REF_AREA"])
    return (
        *about,
        line["TIME_PERIOD"],
        value,
        line["UNIT_MEASURE"],
        statuses[line["OBS_STATUS"]],
        line["LOCATOR"],
    )


def read_parquet(selection: Selection, folder: Path) -> list[tuple[str, ...]]:
    path = folder / "o'ut.parquet"
    cells = write_parquet(selection, path)
    with duckdb.connect() as connection:
        columns = ", ".join(f"CAST({name} AS VARCHAR)" for name in FIELDS)
        found = connection.execute(f"SELECT {columns}, number FROM read_parquet(?)", [str(path)]).fetchall()
    assert len(found) == cells
    value = FIELDS.index("value")
    assert all(number == (float(row[value]) if row[value] else None) for *row, number in found)
    return [row[:-1] for row in found]


READERS = {"csv": read_csv, "json": read_json, "sdmx-csv": read_sdmx, "parquet": read_parquet}


def expected(almanac: Almanac) -> list[tuple[str, ...]]:
    """What the releases hold, read by the reader of packs."""
    found = []
    for held in holdings(almanac, TODAY):
        release = held.table.release
        about = (held.domain, release.key, release.released.isoformat(), release.definition)
        found += [(*about, *row) for row in rows_of(held.table.folder)]
    return found


@pytest.mark.parametrize("form", READERS)
def test_what_is_exported_is_read_back_equal(almanac: Almanac, tmp_path: Path, form: str):
    found = READERS[form](Selection(holdings(almanac, TODAY)), tmp_path)
    assert found == expected(almanac)
    assert len(found) == 16


@pytest.mark.parametrize("form", READERS)
def test_an_export_of_nothing_can_be_read(tmp_path: Path, form: str):
    assert READERS[form](Selection(()), tmp_path) == []


def test_cells_are_chosen_by_measure_area_and_years(almanac: Almanac):
    held = holdings(almanac, TODAY)
    assert {row[5] for row in rows(Selection(held, areas=["AAA"]))} == {"AAA"}
    assert [row[6] for row in rows(Selection(held, years=Years(2024, 2030)))] == ["2024"]
    assert list(rows(Selection(held, measures=["test.constant"]))) == []
    assert list(rows(Selection(held, areas=[]))) == []
    assert len(list(rows(Selection(held, ["test.share"], ["AAA", "CLUB"], Years(2023, 2023))))) == 6


def test_of_each_figure_the_newest_is_kept(almanac: Almanac):
    found = list(rows(Selection(holdings(almanac, TODAY), newest=True)))
    assert [(row[1][:10], row[5], row[6], row[7]) for row in found] == [
        ("2026-01-10", "AAA", "2023", "2.50"),
        ("2024-06-10", "AAA", "2024", "2.30"),
        ("2026-01-10", "BBB", "2023", "1.70"),
        ("2025-06-10", "CCC", "2023", "1.00"),
        ("2024-06-10", "CLUB", "2023", "2.20"),
    ]


def test_a_figure_that_is_missing_later_is_not_lost(many):
    cell = ["test.share", "AAA", "2023", "1.5", "%", "actual", ""]
    many("2024-01-01-a", [cell])
    almanac = many("2024-02-01-b", [[*cell[:3], "", "%", "missing", ""]])
    assert [row[7] for row in rows(Selection(holdings(almanac, TODAY), newest=True))] == ["1.5"]


def test_releases_kept_as_parquet_are_exported_alike(packs: Path, tmp_path: Path):
    place = tmp_path / "own" / "releases" / "test" / "2024-01-01-big"
    place.mkdir(parents=True)
    (place / "origin.toml").write_text(origin("2024-01-01-big", licence="Not for redistribution"), encoding="utf-8")
    cells = [
        ("test.share", "AAA", "2023", "1.50", "%", "actual", "a"),
        ("test.share", "BBB", "2023", None, "%", "missing", ""),
    ]
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE cells ({', '.join(f'{name} VARCHAR' for name in COLUMNS)})")
        connection.executemany("INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?)", cells)
        connection.execute(f"COPY cells TO '{place / 'observations.parquet'}' (FORMAT parquet)")
    (place / "contents.csv").write_text("measure,period,cells\ntest.share,2023,2\n", encoding="utf-8")
    held = holdings(Almanac(packs, tmp_path / "own"), TODAY)
    assert [(one.kept, one.restricted) for one in held] == [("own", True)]
    about = ("test", "2024-01-01-big", "2024-01-01", "old")
    wanted = [(*about, *(value or "" for value in cell)) for cell in cells]
    for reader in READERS.values():
        assert reader(Selection(held), tmp_path) == wanted


def test_a_broken_table_is_one_sentence(almanac: Almanac, packs: Path):
    held = holdings(almanac, TODAY)
    (packs / "test/releases/2024-06-10-second/observations.csv").write_bytes(b"measure,area\n\xff\xfe,\n")
    with pytest.raises(PackError, match=r"2024-06-10-second: cannot be read"):
        list(rows(Selection(held)))


def test_other_programs_read_the_sdmx(almanac: Almanac, tmp_path: Path):
    sdmx = pytest.importorskip("pysdmx.io")
    path = tmp_path / "out.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_sdmx(rows(Selection(holdings(almanac, TODAY))), stream)
    (found,) = sdmx.read_sdmx(str(path)).data
    assert found.short_urn == "Dataflow=FAKTENLAGE:TEST(1.0)"
    assert list(found.data["OBS_VALUE"].map(float))[:3] == [2.01, 1.5, 3.6]
    assert set(found.data["REF_AREA"]) == {"AAA", "BBB", "CCC", "CLUB"}


AREAS = st.sampled_from(["AAA", "BBB", "CLUB"])
PERIODS = st.sampled_from(["2023", "2024", "2024-Q1", "2024-06", "2024-06-30"])
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=12)
CELLS = st.dictionaries(
    st.tuples(AREAS, PERIODS),
    st.tuples(st.decimals(-(10**9), 10**9, places=6) | st.none(), st.sampled_from(["actual", "estimate"]), WORDS),
    max_size=8,
)


@settings(max_examples=30)
@given(cells=CELLS)
def test_any_release_is_read_back_equal_in_every_form(cells):
    with tempfile.TemporaryDirectory() as name:
        packs = Path(name) / "packs"
        folder = packs / "test" / "releases" / "2024-01-01-a"
        folder.mkdir(parents=True)
        (packs / "test" / "domain.toml").write_text(DOMAIN, encoding="utf-8")
        registers = packs / "test" / "registers"
        registers.mkdir()
        (registers / "members.csv").write_text("group,area,first,last,also_first,source\n", encoding="utf-8")
        (registers / "holders.csv").write_text(
            "office,name,area,first,last,acting,also_first,source\n", encoding="utf-8"
        )
        (folder / "origin.toml").write_text(origin("2024-01-01-a"), encoding="utf-8")
        with (folder / "observations.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(COLUMNS)
            for (area, period), (value, status, words) in cells.items():
                known = ("", "missing") if value is None else (f"{value:f}", status)
                writer.writerow(["test.share", area, period, known[0], "%", known[1], words])
        almanac = Almanac(packs)
        wanted = expected(almanac)
        assert len(wanted) == len(cells)
        for reader in READERS.values():
            assert reader(Selection(holdings(almanac, TODAY)), Path(name)) == wanted
