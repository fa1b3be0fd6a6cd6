"""A release is added whole or not at all, whoever is killed and whoever comes second."""

from __future__ import annotations

import datetime as dt
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faktenlage.errors import InputError, PackError
from faktenlage.figures import parse_query
from faktenlage.figures.origins import Origin
from faktenlage.store import adding
from faktenlage.store.adding import Row, add_query, add_rows, text_of
from faktenlage.store.almanac import Almanac
from tests.store.conftest import origin_of, rows_of

JUNE = dt.date(2024, 6, 1)
HARVEST = {("DEU", 2022): "1071.5", ("DEU", 2023): "941.0", ("FRA", 2023): "1500", ("ITA", 2023): ""}

WRITER = """
import datetime as dt, sys
from pathlib import Path
from faktenlage.store.adding import Row, add_rows
from tests.store.conftest import origin_of
rows = [Row("harvest.apples", f"A{n}", "2023", str(n), "tonnes", "actual", f"C{n}") for n in range(int(sys.argv[2]))]
print("go", flush=True)
for day in range(1, 29):
    add_rows(Path(sys.argv[1]), "orchards", origin_of(dt.date(2024, 2, day)), rows)
"""


def almanac(place: Path) -> Almanac:
    return Almanac(place=place)


def test_what_is_added_answers_from_then_on(place: Path, origin: Origin):
    added = add_rows(place, "orchards", origin, rows_of(HARVEST))
    assert added.new
    query = parse_query("level(harvest.apples, DEU, 2023)")
    assert almanac(place).answer(query, JUNE).value == Decimal("941.0")
    assert almanac(place).answer(query, dt.date(2024, 5, 1)).reason is not None


def test_a_missing_cell_is_not_zero(place: Path, origin: Origin):
    add_rows(place, "orchards", origin, rows_of(HARVEST))
    query = parse_query("sum(harvest.apples, {DEU, FRA, ITA}, 2023)")
    assert almanac(place).answer(query, JUNE).reason == "incomplete"


def test_adding_twice_changes_nothing(place: Path, origin: Origin):
    first = add_rows(place, "orchards", origin, rows_of(HARVEST))
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    second = add_rows(place, "orchards", origin, reversed(rows_of(HARVEST)))
    assert (second.key, second.new) == (first.key, False)
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_what_was_changed_since_is_not_there_already(place: Path, origin: Origin):
    first = add_rows(place, "orchards", origin, rows_of(HARVEST))
    table = first.folder / "observations.csv"
    table.write_bytes(table.read_bytes().replace(b"1071.5", b"1017.5"))
    with pytest.raises(PackError, match="has changed"):
        add_rows(place, "orchards", origin, rows_of(HARVEST))


@pytest.mark.parametrize("name", ["a file", "below/a file/of it"])
def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path, origin: Origin, name: str):
    (tmp_path / "a file").touch()
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "a file").touch()
    with pytest.raises(InputError, match=r"cannot be written to \(.*name another folder in FAKTENLAGE_HOME"):
        add_rows(tmp_path / name, "orchards", origin, rows_of(HARVEST))


def test_other_content_of_the_same_day_is_another_release(place: Path, origin: Origin):
    first = add_rows(place, "orchards", origin, rows_of(HARVEST))
    second = add_rows(place, "orchards", origin, rows_of(HARVEST | {("DEU", 2023): "942"}))
    assert second.new
    assert first.folder.parent == second.folder.parent
    assert first.key != second.key


def test_many_rows_are_kept_as_parquet_and_answer_alike(place: Path, origin: Origin, monkeypatch: pytest.MonkeyPatch):
    queries = [
        parse_query(text)
        for text in (
            "level(harvest.apples, DEU, 2022)",
            "top(1, harvest.apples, {DEU, FRA}, 2023)",
            "change(harvest.apples, DEU, 2022, 2023, %)",
            "sum(harvest.apples, {DEU, FRA, ITA}, 2023)",
            "level(harvest.apples, DEU, 1999)",
        )
    ]
    small = add_rows(place / "small", "orchards", origin, rows_of(HARVEST))
    monkeypatch.setattr(adding, "MANY", 1)
    large = add_rows(place / "large", "orchards", origin, rows_of(HARVEST))
    assert {small.folder.name[:19]} == {large.folder.name[:19]}
    assert (large.folder / "observations.parquet").exists()
    for query in queries:
        one, other = (almanac(place / size).answer(query, JUNE) for size in ("small", "large"))
        assert (one.value, one.order, one.reason) == (other.value, other.order, other.reason)
    almanac(place / "large").figures("orchards").tables[0].check()


def test_a_query_is_stored_without_holding_its_rows(place: Path, origin: Origin):
    query = (
        "SELECT 'harvest.apples' AS measure, 'A' || (n % 200) AS area, (1900 + n // 200)::VARCHAR AS period, "
        "n::VARCHAR AS value, 'tonnes' AS unit, 'actual' AS status, 'row ' || n AS locator FROM range(20000) t(n)"
    )
    add_query(place, "orchards", origin, query)
    answer = almanac(place).answer(parse_query("level(harvest.apples, A7, 1950)"), JUNE)
    assert answer.value == Decimal(50 * 200 + 7)
    assert [cell.locator for cell in answer.evidence if hasattr(cell, "locator")] == ["row 10007"]


@pytest.mark.parametrize("many", [1, 20_000])
def test_any_changed_byte_is_found_and_named(place: Path, origin: Origin, many: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(adding, "MANY", many)
    folder = add_rows(place, "orchards", origin, rows_of(HARVEST)).folder
    generator = random.Random(4)
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        for position in {0, len(content) - 1, *(generator.randrange(len(content)) for _ in range(20))}:
            changed = bytearray(content)
            changed[position] ^= 1 << generator.randrange(8)
            path.write_bytes(bytes(changed))
            found = {name: error for name, error in almanac(place).verify() if error}
            assert list(found) == [f"orchards/{folder.name}"]
            error = found[f"orchards/{folder.name}"]
            assert isinstance(error, PackError)
            assert path.name in ("SHA256SUMS", error.path.name)
        path.write_bytes(content)
    assert not any(error for _, error in almanac(place).verify())


@pytest.mark.parametrize("file", ["observations.csv", "origin.toml", "SHA256SUMS"])
def test_a_missing_file_is_found(place: Path, origin: Origin, file: str):
    folder = add_rows(place, "orchards", origin, rows_of(HARVEST)).folder
    (folder / file).unlink()
    assert any(error and error.path.name == file for _, error in almanac(place).verify())


def test_killed_at_any_moment_the_store_is_as_before_or_complete(place: Path, root: Path):
    generator = random.Random(11)
    seen = 0
    for _ in range(8):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(place), "3000"], cwd=root, stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(generator.uniform(0, 0.4))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        checked = dict(almanac(place).verify())
        own = {name: error for name, error in checked.items() if name.startswith("orchards/")}
        assert not any(own.values())
        assert len(own) >= seen
        seen = len(own)
        for table in almanac(place).figures("orchards").tables if own else ():
            assert table.counts("harvest.apples") == {2023: 3000}
    assert seen, "no release was ever completed: the test proves nothing"
    add_rows(place, "orchards", origin_of(dt.date(2024, 3, 1)), rows_of(HARVEST))
    assert list((place / "incoming").iterdir()) == [], "what the killed ones left is taken away by the next"


def test_two_processes_at_once_do_no_harm(place: Path, root: Path):
    command = [sys.executable, "-c", WRITER, str(place), "50"]
    with ThreadPoolExecutor() as pool:
        runs = list(pool.map(lambda _: subprocess.run(command, cwd=root, capture_output=True, check=False), range(3)))
    assert [run.returncode for run in runs] == [0, 0, 0], runs[0].stderr
    assert len(almanac(place).figures("orchards").tables) == 28
    assert not any(error for _, error in almanac(place).verify())


def test_a_full_disk_leaves_the_store_as_it_was(place: Path, origin: Origin, monkeypatch: pytest.MonkeyPatch):
    add_rows(place, "orchards", origin, rows_of(HARVEST))
    before = sorted(place.rglob("*"))

    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr(adding, "seal", full)
    with pytest.raises(OSError, match="No space"):
        add_rows(place, "orchards", origin_of(dt.date(2024, 7, 1)), rows_of(HARVEST))
    assert sorted(place.rglob("*")) == before


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_a_value_is_kept_to_the_last_digit(value: Decimal):
    assert Decimal(text_of(value)) == value


def test_a_cell_never_breaks_out_of_its_line(place: Path, origin: Origin):
    odd = [Row("harvest.apples", "DEU", "2023", "1", "tonnes", "actual", 'Table "1",\nline\r\n2')]
    add_rows(place, "orchards", origin, odd)
    answer = almanac(place).answer(parse_query("level(harvest.apples, DEU, 2023)"), JUNE)
    assert [cell.locator for cell in answer.evidence if hasattr(cell, "locator")] == ['Table "1", line 2']
