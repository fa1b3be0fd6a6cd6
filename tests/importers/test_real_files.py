"""Publishers' own files, from import to answer; skipped where they are not at hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from faktenlage.figures import parse_query
from faktenlage.importers.drafts import Hints
from faktenlage.importers.importing import keep, reasons_to_doubt, understand
from faktenlage.store.adding import Added
from faktenlage.store.almanac import Almanac

TODAY = dt.date(2026, 1, 5)


def imported(path: Path, released: dt.date, place: Path) -> Added:
    draft = understand(path, Hints(released=released))
    return keep(draft, path, place, Almanac(place=place), TODAY)


def value(place: Path, query: str, as_of: dt.date) -> str:
    return str(Almanac(place=place).answer(parse_query(query), as_of).value)


def test_two_editions_of_sipri_answer_as_each_was_printed(shared: Path, tmp_path: Path):
    folder = shared / "data" / "figures" / "raw" / "sipri"
    imported(folder / "SIPRI-Milex-data-1949-2022.xlsx", dt.date(2023, 4, 24), tmp_path)
    imported(folder / "SIPRI-Milex-data-1949-2024_2.xlsx", dt.date(2025, 4, 28), tmp_path)
    assert value(tmp_path, "level(sipri.share, DEU, 2020)", dt.date(2024, 1, 1)) == "1.37"
    assert value(tmp_path, "level(sipri.share, DEU, 2020)", dt.date(2025, 6, 1)) == "1.36"
    assert value(tmp_path, "level(sipri.share, DEU, 2024)", dt.date(2025, 6, 1)) == "1.89"


def test_natos_workbook_answers_as_the_release_that_ships(shared: Path, tmp_path: Path):
    path = shared / "data" / "figures" / "raw" / "2024-06" / "240617-def-exp-2024-TABLES-en.xlsx"
    released = dt.date(2024, 6, 17)
    assert reasons_to_doubt(understand(path, Hints()), Almanac()) == ()
    added = imported(path, released, tmp_path)
    assert not imported(path, released, tmp_path).new
    for query in (
        "count(defence.share >= 3 %, NATO - USA, 2024)",
        "sum(defence.spending.usd, NATO, 2023)",
        "rank(defence.share, DEU, NATO, 2024)",
        "level(defence.spending.eur, DEU, 2024)",
        "change(defence.spending.real, EUR_CAN, 2023, 2024, %)",
    ):
        own, shipped = Almanac(place=tmp_path), Almanac()
        answer = own.answer(parse_query(query), released)
        assert answer.release is not None
        assert answer.release.key == added.key
        assert answer.value == shipped.answer(parse_query(query), released).value


@pytest.mark.parametrize(
    ("file", "measure", "label"),
    [
        ("datasets_inflation-consumer.csv", "economy.prices", "what the file is named after"),
        ("datasets_inflation-gdp.csv", "worldbank.deflator", "what the other one is named after"),
    ],
)
def test_swapped_files_are_doubted(shared: Path, tmp_path: Path, file: str, measure: str, label: str):
    mapping = tmp_path / "mapping.toml"
    defined = "" if measure == "economy.prices" else f'[[measures]]\nid = "{measure}"\nkind = "growth"\nunit = "%"\n'
    mapping.write_text(
        f'dataset = "inflation"\ndomain = "world_economy"\nname = "{label}"\nreleased = 2025-09-01\nlicence = "PDDL"\n'
        'definition = "annual change"\nunknown_areas = "keep"\n[columns]\narea = "Country Code"\nperiod = "Year"\n'
        f'value = "Inflation"\n[constant]\nmeasure = "{measure}"\nunit = "%"\n{defined}'
        + ('total = "printed"\ndefinition = "GDP deflator"\n' if defined else ""),
        encoding="utf-8",
    )
    path = shared / "data" / "figures" / "raw" / "worldbank" / file
    found = reasons_to_doubt(understand(path, Hints(mapping=mapping)), Almanac())
    assert "swapped" in {doubt.code for doubt in found}
