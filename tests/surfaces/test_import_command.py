"""``faktenlage figures import``, as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from faktenlage.surfaces import faults
from faktenlage.surfaces.cli import main

MAPPING = """
dataset = "orchard"
domain = "orchards"
name = "Apples"
definition = "apples"
[columns]
area = "country"
wide = "2022..2023"
[constant]
measure = "orchard.apples"
unit = "thousands"
[[measures]]
id = "orchard.apples"
kind = "persons"
unit = "thousands"
total = "sum"
definition = "apples picked"
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Own releases below ``home``; a table of one country with a mapping that says neither day nor licence."""
    monkeypatch.setenv("FAKTENLAGE_HOME", str(tmp_path / "home"))
    (tmp_path / "apples.csv").write_text("country,2022,2023\nDEU,1071,941\n", encoding="utf-8")
    (tmp_path / "pears.csv").write_text("country,2022,2023\nDEU,37,39\nFRA,120,118\n", encoding="utf-8")
    (tmp_path / "apples.toml").write_text(MAPPING, encoding="utf-8")
    return tmp_path


def run(place: Path, *arguments: str) -> Result:
    named = [str(place / word) if word.endswith((".csv", ".toml")) else word for word in arguments]
    return CliRunner().invoke(main, ["figures", "import", *named, "--mapping", str(place / "apples.toml")])


def test_what_a_file_does_not_say_is_told_as_such(place: Path):
    result = run(place, "apples.csv", "--explain")
    assert "  released    not said: give it with --released\n" in result.stdout
    assert "  licence     not said\n" in result.stdout
    assert ", 1 area, 2 cells\n" in result.stdout
    assert ", 2 areas, 4 cells\n" in run(place, "pears.csv", "--explain").stdout


def test_a_stored_release_that_was_changed_costs_no_other_file(place: Path):
    stored = run(place, "apples.csv", "--released", "2024-05-01")
    assert stored.exit_code == 0, stored.output
    (table,) = (place / "home").rglob("observations.csv")
    table.write_bytes(table.read_bytes().replace(b"941", b"914"))
    result = run(place, "apples.csv", "pears.csv", "--released", "2024-05-01")
    assert result.exit_code == faults.INPUT
    assert "has changed" in result.stderr
    assert "pears.csv: 4 cells" in result.stdout


def test_a_home_that_is_no_folder_is_no_fault_of_ours(place: Path):
    (place / "home").touch()
    result = run(place, "apples.csv", "--released", "2024-05-01")
    assert result.exit_code == faults.INPUT
    assert "name another folder in FAKTENLAGE_HOME" in result.stderr
