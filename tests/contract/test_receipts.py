"""A receipt holds all an answer rests on, and replays to the same bytes until something really differs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from faktenlage.contract.receipts import receipt, receipt_schema, receipt_to_json
from faktenlage.contract.replaying import replay
from faktenlage.figures import parse_query
from faktenlage.store.adding import add_rows
from faktenlage.store.almanac import Almanac
from tests.figures.questions import DAYS, QUERIES
from tests.store.conftest import origin_of, rows_of

ALMANAC = Almanac()
DAY = dt.date(2024, 11, 22)
APPLES = parse_query("level(harvest.apples, DEU, 2023)")


@settings(max_examples=60)
@given(QUERIES, DAYS)
def test_every_receipt_fits_the_schema_and_replays(query, as_of):
    try:
        content = receipt_to_json(receipt(query, as_of, ALMANAC))
    except LookupError:
        return
    jsonschema.validate(json.loads(content), receipt_schema())
    assert replay("receipt", content, Almanac()).same


def test_it_names_release_hash_cell_rounding_and_what_it_was_chosen_from():
    made = receipt(parse_query("level(defence.share, DEU, 2024)"), DAY, ALMANAC)
    assert (made.answer, made.unit, made.release) == ("2.12", "%", "2024-06-17-expenditure")
    assert [(cell.area, cell.period, cell.locator[:7]) for cell in made.cells] == [("DEU", "2024", "TABLE3!")]
    assert made.rounding == ["defence.share: read to 0.01 %, half up"]
    assert [len(release.sha256) for release in made.releases] == [64]
    days = [seal.released for seal in made.considered]
    assert days == sorted(days, reverse=True)
    assert days[0] == dt.date(2024, 6, 17)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    add_rows(tmp_path, "orchards", origin_of(dt.date(2024, 5, 2)), rows_of({("DEU", 2023): "941.0"}))
    return tmp_path


def test_a_later_release_leaves_a_receipt_as_it_was(place: Path):
    content = receipt_to_json(receipt(APPLES, dt.date(2024, 6, 1), Almanac(place=place)))
    add_rows(place, "orchards", origin_of(dt.date(2024, 7, 1)), rows_of({("DEU", 2023): "955.0"}))
    assert replay("receipt", content, Almanac(place=place)).same


def test_a_release_loaded_late_is_named(place: Path):
    content = receipt_to_json(receipt(APPLES, dt.date(2024, 6, 1), Almanac(place=place)))
    added = add_rows(place, "orchards", origin_of(dt.date(2024, 5, 20)), rows_of({("DEU", 2023): "955.0"}))
    found = replay("receipt", content, Almanac(place=place))
    assert not found.same
    assert f"release {added.key} of 2024-05-20 was not known to the receipt" in found.differences
    assert "answer: 941.0 in the receipt, 955.0 here" in found.differences


def test_a_release_that_is_gone_is_named(place: Path, tmp_path: Path):
    added = add_rows(place, "orchards", origin_of(dt.date(2024, 5, 20)), rows_of({("DEU", 2023): "955.0"}))
    content = receipt_to_json(receipt(APPLES, dt.date(2024, 6, 1), Almanac(place=place)))
    added.folder.rename(tmp_path / "elsewhere")
    found = replay("receipt", content, Almanac(place=place))
    assert any(added.key in difference and "is not here" in difference for difference in found.differences)
