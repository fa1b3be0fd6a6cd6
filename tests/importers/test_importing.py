"""From a publisher's file to an answer: what is understood is shown, what is doubtful is not stored."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from faktenlage.errors import InputError
from faktenlage.figures import parse_query
from faktenlage.importers.drafts import Hints
from faktenlage.importers.importing import keep, reasons_to_doubt, understand
from faktenlage.store.almanac import Almanac

TODAY = dt.date(2026, 1, 5)
DAY = dt.date(2025, 2, 1)

MAPPING = """
dataset = "orchards"
domain = "orchards"
name = "Yearbook of the orchards"
released = 2025-01-20
definition = "apples harvested"
licence = "CC0"

[columns]
area = "country"
period = "year"
value = "tonnes"

[constant]
measure = "harvest.apples"

[[measures]]
id = "harvest.apples"
kind = "number"
unit = "tonnes"
total = "sum"
definition = "apples harvested"
"""


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "orchards.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "apples.csv"
    path.write_text("country,year,tonnes\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def worldbank(tmp_path: Path, values: dict[int, float], **meta: object) -> Path:
    head = {"page": 1, "pages": 1, "per_page": 100, "total": len(values), "sourceid": "2", "lastupdated": "2025-01-28"}
    rows = [
        {
            "indicator": {"id": "NY.GDP.MKTP.CD", "value": "GDP (current US$)"},
            "country": {"id": "DE", "value": "Germany"},
            "countryiso3code": "DEU",
            "date": str(year),
            "value": value,
            "unit": "",
            "obs_status": "",
            "decimal": 0,
        }
        for year, value in values.items()
    ]
    path = tmp_path / "answer.json"
    path.write_text(json.dumps([head | meta, rows]), encoding="utf-8")
    return path


def test_a_stored_file_answers_and_says_where_it_comes_from(tmp_path: Path, mapping: Path):
    path = table(tmp_path, "DEU,2023,941", "FRA,2023,1500")
    place = tmp_path / "home"
    draft = understand(path, Hints(mapping=mapping))
    assert reasons_to_doubt(draft, Almanac(place=place)) == ()
    added = keep(draft, path, place, Almanac(place=place), TODAY)
    assert added.new
    answer = Almanac(place=place).answer(parse_query("sum(harvest.apples, {DEU, FRA}, 2023)"), DAY)
    assert answer.value == 2441
    assert [cell.locator for cell in answer.evidence] == ["line 2", "line 3"]
    origin = (added.folder / "origin.toml").read_text(encoding="utf-8")
    assert 'source = "apples.csv"' in origin
    assert "loaded = 2026-01-05" in origin


def test_import_is_idempotent_and_its_order_does_not_matter(tmp_path: Path, mapping: Path):
    contents = [["DEU,2023,941"], ["DEU,2023,955", "DEU,2024,990"], ["FRA,2023,1500"]]
    days = [dt.date(2025, 1, 20), dt.date(2025, 1, 25), dt.date(2025, 1, 30)]

    def imported(place: Path, order: list[int]) -> dict[str, bytes]:
        for number in order:
            path = table(tmp_path, *contents[number])
            draft = understand(path, Hints(released=days[number], mapping=mapping))
            keep(draft, path, place, Almanac(place=place), TODAY)
        return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}

    forwards = imported(tmp_path / "a", [0, 1, 2])
    assert forwards == imported(tmp_path / "b", [2, 0, 1, 0, 2])
    assert len([name for name in forwards if name.endswith("origin.toml")]) == 3


def test_the_publisher_says_the_day_and_the_user_may_say_another(tmp_path: Path):
    path = worldbank(tmp_path, {2022: 4.08e12, 2023: 4.5e12})
    assert understand(path, Hints()).released == dt.date(2025, 1, 28)
    told = understand(path, Hints(released=dt.date(2025, 1, 30)))
    assert (told.released, told.released_basis) == (dt.date(2025, 1, 30), "given by the user")


def test_a_file_without_a_day_is_not_stored(tmp_path: Path):
    path = worldbank(tmp_path, {2022: 4.08e12}, lastupdated=None)
    draft = understand(path, Hints())
    with pytest.raises(InputError, match="does not say on which day it was released; give the day with --released"):
        keep(draft, path, tmp_path / "home", Almanac(), TODAY)


def test_the_day_a_server_dates_a_fetched_file_counts(tmp_path: Path):
    path = worldbank(tmp_path, {2022: 4.08e12}, lastupdated=None)
    (tmp_path / "fetched.toml").write_text(
        f'file = "{path.name}"\nurl = "https://example.org/x"\nfinal_url = "https://example.org/y"\n'
        'fetched_at = 2025-03-01T10:00:00Z\nbytes = 1\nsha256 = "0"\nreleased = 2025-02-27\n',
        encoding="utf-8",
    )
    draft = understand(path, Hints())
    assert draft.released == dt.date(2025, 2, 27)
    assert "https://example.org/y" in draft.released_basis


def test_a_factor_of_a_thousand_is_a_doubt(tmp_path: Path):
    path = worldbank(tmp_path, {2020: 3.9e12, 2021: 4.3e12, 2022: 4.08e15, 2023: 4.5e12, 2024: 4.6e12})
    found = reasons_to_doubt(understand(path, Hints()), Almanac())
    assert [doubt.code for doubt in found] == ["factor_1000"]
    assert "2022" in found[0].message


def test_a_measure_of_another_domain_is_not_taken(tmp_path: Path, mapping: Path):
    text = MAPPING.replace("harvest.apples", "defence.share").replace('unit = "tonnes"', 'unit = "%"')
    mapping.write_text(text, encoding="utf-8")
    path = table(tmp_path, "DEU,2023,2.1")
    draft = understand(path, Hints(mapping=mapping))
    with pytest.raises(InputError, match="is a measure of 'nato_defence'"):
        keep(draft, path, tmp_path / "home", Almanac(), TODAY)


def test_a_measure_keeps_its_unit(tmp_path: Path, mapping: Path):
    place = tmp_path / "home"
    path = table(tmp_path, "DEU,2023,941")
    keep(understand(path, Hints(mapping=mapping)), path, place, Almanac(place=place), TODAY)
    mapping.write_text(MAPPING.replace('unit = "tonnes"', 'unit = "kg"'), encoding="utf-8")
    path = table(tmp_path, "DEU,2023,941000")
    draft = understand(path, Hints(mapping=mapping))
    with pytest.raises(InputError, match="is in 'kg', known in 'tonnes'"):
        keep(draft, path, place, Almanac(place=place), TODAY)


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"hello", b"{}", b"PK\x03\x04", b"<xml/>", b"a,b\n1,2\n"])
def test_what_nobody_knows_is_told_in_one_sentence(tmp_path: Path, content: bytes):
    path = tmp_path / "unknown"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        understand(path, Hints())
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path):
    with pytest.raises(InputError, match="there is no such file"):
        understand(tmp_path / "none.csv", Hints())
    with pytest.raises(InputError, match="is a folder"):
        understand(tmp_path, Hints())
