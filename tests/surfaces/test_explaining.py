"""``faktenlage explain``: from words to query to cells to label."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from faktenlage.surfaces import faults
from faktenlage.surfaces.cli import main

TEXT = """Brüssel, 2. September 2025

Spanien erreichte 2024 bei den Verteidigungsausgaben einen Anteil von 1,28 Prozent. Die Nato hat 31 Mitglieder.
Deutschland hat 2024 für Verteidigung 76,9 Milliarden Dollar ausgegeben. In Frankreich lag der Wert bei 3,4 Prozent.
"""


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "bericht.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["explain", *arguments])


def test_without_a_number_the_claims_are_listed_with_their_labels(report: str):
    result = run(report)
    assert result.exit_code == 0
    listed = [line for line in result.stdout.splitlines() if line.lstrip()[:1].isdigit()]
    assert len(listed) == 4
    assert "überholt (stale_release)" in listed[0]
    assert "stimmt nicht (without_forces_left_out)" in listed[1]
    assert "--claim N" in result.stdout


def test_the_way_names_pieces_query_cells_releases_and_label(report: str):
    page = run(report, "--claim", "1").stdout
    assert "area ESP: in the clause" in page
    assert "level(defence.share, ESP, 2024)" in page
    assert "[1.275, 1.285) %" in page
    assert "defence.share  ESP 2024: 1.429382384 %" in page
    assert "2024-06-17  1.2" in page
    assert "(trifft zu)" in page
    assert "Stand 2. September 2025: ⟳ überholt" in page
    assert "Stand 22. November 2026" in run(report, "--claim", "1", "--as-of", "2026-11-22").stdout


def test_a_number_right_at_other_prices_depends_and_both_are_shown(report: str):
    page = run(report, "--claim", "3", "--in", "en").stdout
    assert "depends on the definition (definition: level(defence.spending.usd2015, DEU, 2024))" in page
    assert "May also be read" in page


def test_json_has_every_reading_and_every_release(report: str):
    told = [json.loads(line) for line in run(report, "--json").stdout.splitlines()]
    assert [each["claim"]["id"] for each in told] == ["c1", "c2", "c3", "c4"]
    spain = told[0]["then"][0]
    assert spain["role"] == "read"
    assert [(each["released"], each["fit"]) for each in spain["releases"]] == [
        ("2025-08-28", "off"),
        ("2025-04-24", "off"),
        ("2024-06-17", "right"),
    ]
    assert [each["role"] for each in told[2]["then"]] == ["read", "other", "other"]
    assert [each["label"] for each in told[2]["then"]] == ["wrong", "correct", "wrong"]


def test_a_claim_that_is_not_there_and_a_file_that_is_not_there_are_told_in_a_sentence(report: str, tmp_path: Path):
    missing = run(report, "--claim", "9")
    assert missing.exit_code == faults.INPUT
    assert "there is no claim 9; the report has 4" in missing.stderr
    assert run(str(tmp_path / "none.txt")).exit_code == faults.INPUT


def test_a_report_without_a_claim_says_so(tmp_path: Path):
    path = tmp_path / "garten.txt"
    path.write_text("Die Rosen blühen in diesem Jahr besonders früh, und der Flieder riecht bis zur Straße.", "utf-8")
    assert "keine Aussage" in run(str(path)).stdout
