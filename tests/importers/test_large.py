"""Tables too long for Python: the same rows as reading cell by cell, nothing stored where cells are doubtful."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from faktenlage.errors import InputError
from faktenlage.figures import parse_query
from faktenlage.importers import large
from faktenlage.importers.drafts import Hints
from faktenlage.importers.large import DoubtfulError, Large, is_large, keep_large, understand_large
from faktenlage.store.almanac import Almanac

TODAY = dt.date(2026, 1, 5)

MAPPING = """
dataset = "orchards"
domain = "orchards"
name = "Yearbook of the orchards"
released = 2025-01-20
definition = "harvest"
licence = "CC0"

[columns]
area = "country"
period = "year"
measure = "fruit"
value = "tonnes"

[names]
apples = "harvest.apples"
pears = "harvest.pears"

[[measures]]
id = "harvest.apples"
kind = "number"
unit = "tonnes"
total = "sum"
definition = "apples harvested"

[[measures]]
id = "harvest.pears"
kind = "number"
unit = "tonnes"
total = "sum"
definition = "pears harvested"
"""
GOOD = [
    "DEU,2023,apples,941.50",
    "DEU,2023,pears,38",
    "FRA,2023,apples,1500",
    "FRA,2022,apples,..",
    "DEU,2022,apples,1071",
]


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "orchards.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def written(tmp_path: Path, lines: list[str]) -> Path:
    path = tmp_path / "harvest.csv"
    path.write_text("country,year,fruit,tonnes\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def kept(path: Path, mapping: Path, place: Path, *, despite_doubts: bool = False):
    stages: list[str] = []
    wish = Large(path, Hints(mapping=mapping), stages.append)
    added = keep_large(wish, place, Almanac(place=place), TODAY, despite_doubts=despite_doubts)
    assert stages[0] == "looking for areas"
    return added


def value(place: Path, query: str):
    answer = Almanac(place=place).answer(parse_query(query), dt.date(2025, 6, 1))
    return None if answer.value is None else str(answer.value)


def test_it_answers_to_the_last_digit(tmp_path: Path, mapping: Path):
    place = tmp_path / "home"
    added = kept(written(tmp_path, GOOD), mapping, place)
    assert (added.folder / "observations.parquet").exists()
    assert value(place, "level(harvest.apples, DEU, 2023)") == "941.50"
    assert value(place, "sum(harvest.apples, {DEU, FRA}, 2023)") == "2441.50"
    assert value(place, "level(harvest.apples, FRA, 2022)") is None
    assert not any(error for _, error in Almanac(place=place).verify())


def test_a_cell_given_twice_with_one_value_counts_once(tmp_path: Path, mapping: Path):
    place = tmp_path / "home"
    added = kept(written(tmp_path, [*GOOD, GOOD[0]]), mapping, place)
    contents = (added.folder / "contents.csv").read_text(encoding="utf-8").splitlines()
    assert "harvest.apples,2023,2" in contents


DOUBTFUL = [
    ("DEU,2023,apples,942", "duplicate", "harvest.apples, DEU, 2023"),
    ("Atlantis,2023,apples,5", "unknown_area", "Atlantis"),
    ("ITA,2023,apples,many", "not_a_number", "many"),
]


@pytest.mark.parametrize(("line", "code", "said"), DOUBTFUL)
def test_doubtful_cells_are_named_and_nothing_is_stored(tmp_path: Path, mapping: Path, line: str, code: str, said: str):
    place = tmp_path / "home"
    path = written(tmp_path, [*GOOD, line])
    with pytest.raises(DoubtfulError) as caught:
        kept(path, mapping, place)
    assert [doubt.code for doubt in caught.value.doubts] == [code]
    assert said in caught.value.doubts[0].message
    assert caught.value.doubts[0].locator == "line 7"
    assert not (place / "releases").exists()
    assert kept(path, mapping, place, despite_doubts=True).new


@pytest.mark.parametrize("line", ["DEU,2023,plums,5", "DEU,2023"])
def test_what_stops_the_database_is_one_sentence(tmp_path: Path, mapping: Path, line: str):
    path = written(tmp_path, [*GOOD, line])
    with pytest.raises(InputError) as caught:
        kept(path, mapping, tmp_path / "home")
    assert "cannot be read" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_only_long_tables_with_a_mapping_go_this_way(tmp_path: Path, mapping: Path, monkeypatch: pytest.MonkeyPatch):
    path = written(tmp_path, GOOD)
    assert not is_large(path, Hints(mapping=mapping))
    monkeypatch.setattr(large, "LARGE", 20)
    assert is_large(path, Hints(mapping=mapping))
    assert not is_large(path, Hints())


def test_it_is_explained_measure_by_measure_and_stores_nothing(tmp_path: Path, mapping: Path):
    path = written(tmp_path, [*GOOD, "ITA,2023,apples,many"])
    draft = understand_large(Large(path, Hints(mapping=mapping), lambda _: None), tmp_path / "home")
    told = [(table.measure, table.periods, table.areas, table.cells) for table in draft.tables]
    assert told == [("harvest.apples", "2022..2023", 2, 4), ("harvest.pears", "2023..2023", 1, 1)]
    assert [doubt.code for doubt in draft.doubts] == ["not_a_number"]
    assert not (tmp_path / "home" / "releases").exists()
