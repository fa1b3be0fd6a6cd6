from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from faktenlage.errors import UnknownNameError
from faktenlage.series import names
from faktenlage.series.holdings import release_at, tables_of
from faktenlage.series.readings import places
from faktenlage.series.revisions import path, paths
from faktenlage.store.almanac import Almanac

TODAY = dt.date(2030, 1, 1)


def known(almanac: Almanac, measure: str = "test.share", as_of: dt.date = TODAY):
    figures, found = names.find_measure(almanac, measure)
    return tables_of(figures.tables, measure, as_of), found


def told(almanac: Almanac, area: str, year: int = 2023, **options):
    found = path(*known(almanac, **options), area, year)
    return [(str(step.reading.value), step.kind, step.delta and str(step.delta)) for step in found.steps]


def test_a_path_tells_revisions_from_rounding_and_from_another_definition(almanac: Almanac):
    assert told(almanac, "AAA") == [
        ("2.01", "first", None),
        ("1.99", "revised", "-0.02"),
        ("2.0", "rounded", "0.01"),
        ("1.98", "revised", "-0.01"),
        ("2.50", "redefined", None),
    ]


def test_coarse_print_that_does_not_fit_is_a_revision(almanac: Almanac):
    assert told(almanac, "BBB")[2:4] == [("1.6", "revised", "0.10"), ("1.61", "rounded", "0.01")]


def test_only_what_was_released_by_a_day_is_on_the_path(almanac: Almanac):
    assert [value for value, _, _ in told(almanac, "AAA", as_of=dt.date(2024, 6, 10))] == ["2.01", "1.99"]
    assert told(almanac, "AAA", as_of=dt.date(2024, 1, 9)) == []


def test_the_definition_of_old_goes_on_after_another_one(many):
    row = ["test.share", "AAA", "2023", "2", "%", "actual", ""]
    for key, value, definition in (("2024-01-01-a", "2.00", "old"), ("2024-02-01-b", "3.00", "new")):
        many(key, [[*row[:3], value, *row[4:]]], definition=definition)
    almanac = many("2024-03-01-c", [[*row[:3], "2.05", *row[4:]]])
    assert told(almanac, "AAA") == [("2.00", "first", None), ("3.00", "redefined", None), ("2.05", "revised", "0.05")]


def test_another_price_base_is_no_revision(many):
    row = ["test.constant", "AAA", "2023", "50", "bn USD", "actual", ""]
    many("2024-01-01-a", [row], price_base="2015")
    almanac = many("2024-02-01-b", [[*row[:3], "60", *row[4:]]], price_base="2021")
    assert told(almanac, "AAA", measure="test.constant")[1] == ("60", "redefined", None)


def test_revisions_are_sorted_by_size_and_count_what_stayed(almanac: Almanac):
    found = paths(*known(almanac))
    assert [(one.area, str(one.largest), len(one.steps)) for one in found] == [
        ("CCC", "-2.40", 4),
        ("BBB", "0.10", 5),
        ("AAA", "-0.02", 5),
    ]
    assert found[2].mean == Decimal("0.03") / 3  # what was only rounded counts as nothing


def test_a_release_is_found_by_key_and_by_day(almanac: Almanac):
    tables = almanac.figures("test").tables
    wanted = {
        "2024-06-10": "2024-06-10-second",
        "2025-03-01": "2025-01-10-coarse",
        "2024-01-10-first": "2024-01-10-first",
    }
    for text, key in wanted.items():
        assert release_at(tables, "test.share", text, TODAY).release.key == key
    assert release_at(tables, "test.share", "2024-01-09", TODAY) is None
    assert release_at(tables, "test.share", "2029-01-01", dt.date(2024, 2, 1)).release.key == "2024-01-10-first"
    with pytest.raises(UnknownNameError, match="did you mean '2024-01-10-first'"):
        release_at(tables, "test.share", "2024-01-10-frist", TODAY)


@pytest.mark.parametrize(
    ("name", "code"), [("AAA", "AAA"), ("aaa", "AAA"), ("Germany", "DEU"), ("deu", "DEU"), ("CLUB", "CLUB")]
)
def test_areas_are_known_by_code_and_english_name(almanac: Almanac, name: str, code: str):
    assert names.find_area(almanac.figures("test"), name) == code


@pytest.mark.parametrize(("name", "near"), [("CLBU", "CLUB"), ("AAAA", "AAA")])
def test_an_unknown_area_is_told_with_the_nearest(almanac: Almanac, name: str, near: str):
    with pytest.raises(UnknownNameError, match=f"did you mean '{near}'"):
        names.find_area(almanac.figures("test"), name)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("2.00", 2), ("2.4", 1), ("7", 0), ("178.80000001", 1), ("12.3456", 2), ("0.00123", 4), ("0", 0), ("0.05", 2)],
)
def test_numbers_are_shown_at_the_places_they_are_printed_at(value: str, shown: int):
    assert places(Decimal(value)) == shown


def test_shipped_path_of_germany(tmp_path: Path):
    found = path(*known(Almanac(place=tmp_path), "defence.share", dt.date(2026, 11, 22)), "DEU", 2024)
    assert [
        (step.reading.release.released.isoformat(), str(step.reading.value), step.kind) for step in found.steps
    ] == [
        ("2024-02-14", "2.01", "first"),
        ("2024-06-17", "2.12", "revised"),
        ("2025-04-24", "2.10", "revised"),
        ("2025-08-28", "2.00", "revised"),
        ("2026-07-07", "2.00", "redefined"),
    ]
