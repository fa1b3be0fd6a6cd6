"""``faktenlage ask`` and ``faktenlage replay``, as a person and a program use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from faktenlage.surfaces import faults
from faktenlage.surfaces.cli import main

COUNT = "count(defence.share >= 3 %, NATO - USA, 2024)"


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def test_an_answer_comes_with_question_evidence_arithmetic_and_query():
    result = run("ask", COUNT, "--as-of", "2024-11-22")
    assert result.exit_code == 0
    labels = [line.split()[0] for line in result.stdout.splitlines()]
    assert labels == ["Question", "Answer", "Basis", "Arithmetic", "Query"]
    assert "Four of the NATO members" in result.stdout
    assert "4.12 per cent" in result.stdout
    assert "17 June 2024" in result.stdout
    assert "4 of 30: EST, GRC, LVA, POL" in result.stdout


def test_it_speaks_german():
    result = run("ask", "level(defence.share, DEU, 2024)", "--as-of", "2024-11-22", "--in", "de")
    assert "2,12 Prozent" in result.stdout


def test_every_release_known_that_day_is_listed_newest_first():
    result = run("ask", "level(defence.share, DEU, 2024)", "--as-of", "2025-12-31", "--releases")
    told = [line.split()[1:4] for line in result.stdout.splitlines() if line.startswith("Release")]
    assert told == [
        ["2025-08-28", "2.00", "%"],
        ["2025-04-24", "2.10", "%"],
        ["2024-06-17", "2.12", "%"],
        ["2024-02-14", "2.01", "%"],
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("rank(defence.spending.usd, POL, NATO, 2024)", "Rang 5"),
        ("count(defence.share >= 2 %, NATO, 2024)", "23 Länder"),
        ("share(defence.spending.usd, USA, NATO, 2024)", "65.6340 %"),
        ("change(defence.spending.eur, DEU, 2014, 2024, factor)", "der Faktor 2,61"),
        ("which(defence.share >= 4 %, NATO, 2024)", "Polen"),
    ],
)
def test_what_a_release_says_is_told_in_few_words(query: str, said: str):
    result = run("ask", query, "--as-of", "2024-11-22", "--in", "de", "--releases")
    assert f"Release    2024-06-17  {said}  (Defence Expenditure" in result.stdout


@pytest.mark.parametrize(
    ("query", "unit"),
    [
        ("count(defence.share >= 2 bn USD, NATO, 2024)", "%"),
        ("which(defence.spending.usd >= 2 bn EUR, NATO, 2024)", "bn USD"),
        ("count(defence.spending.usd in EUR >= 2 bn USD, NATO, 2024)", "bn EUR"),
        ("gap(defence.spending.usd, DEU, 2024, 100 bn EUR)", "bn USD"),
        ("gap(defence.share, DEU, 2024, 2 bn EUR)", "%"),
        ("since(defence.spending.usd > 50 bn EUR, DEU, 2024, last)", "bn USD"),
        ("change(count(defence.share >= 2 pp), NATO, 2014, 2024, abs)", "%"),
        ("gap(gdp.usd, DEU, 2024, 2 %)", "bn USD"),
    ],
)
def test_a_bar_in_another_unit_is_refused(query: str, unit: str):
    result = run("ask", query)
    assert result.exit_code == faults.INPUT
    assert f"did you mean '{unit}'?" in result.stderr


@pytest.mark.parametrize(
    "query",
    [
        "count(defence.share >= 2, NATO, 2024)",
        "count(defence.spending.usd in EUR >= 2 bn EUR, NATO, 2024)",
        "gap(defence.spending.usd, DEU, 2024, 100 bn USD)",
        "gap(defence.spending.usd in EUR, DEU, 2024, 3 %)",
    ],
)
def test_a_bar_in_the_unit_of_the_measure_is_held_against_it(query: str):
    assert run("ask", query).exit_code == 0


@pytest.mark.parametrize("place", [0, 500, 5000])
def test_of_a_long_query_only_what_lies_around_the_fault_is_shown(place: int):
    _, shown, caret = run("ask", f"sum(gdp.usd, {{{'DEU, ' * place}deu}}, 2024)").stderr.splitlines()
    assert len(shown) < 400
    assert shown[caret.index("^") :].startswith("deu")


def test_what_is_not_known_is_a_reason_and_no_failure():
    result = run("ask", "level(defence.share, DEU, 2024)", "--as-of", "2015-01-01", "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["answer"] is None
    assert told["reason"] is not None


BROKEN = [
    ("cuont(defence.share >= 3 %, NATO, 2024)", "did you mean 'count'", 0),
    ("count(defence.share > 3 %, NATO, 20x4)", "expected a year", 33),
    ("level(defence.share; DEU, 2024)", "expected ','", 19),
    ("level(defence.share, DEU, 2024", "expected ')'", 30),
    ("", "expected one of level", 0),
]


@pytest.mark.parametrize(("query", "problem", "place"), BROKEN)
def test_a_query_that_cannot_be_read_is_shown_with_a_caret(query: str, problem: str, place: int):
    result = run("ask", query)
    assert result.exit_code == faults.INPUT
    head, shown, caret = result.stderr.splitlines()
    assert problem in head
    assert shown[2:] == query
    assert caret == " " * (place + 2) + "^"


UNKNOWN = [
    ("level(defense.share, DEU, 2024)", "no measure is called 'defense.share'", "defence.share"),
    ("count(defence.share >= 2 %, NATOO, 2024)", "no area or group is called 'NATOO'", "NATO"),
    ("sum(defence.spending.usd, NATO - {USA, XQZ}, 2024)", "'XQZ'", ""),
    ("holds(DEU.chancelor, 2024-01-01)", "no office is called", "DEU.chancellor"),
    ("member(OTAN, count, 2024-01-01)", "no group is called", ""),
]


@pytest.mark.parametrize(("query", "problem", "near"), UNKNOWN)
def test_an_unknown_name_fails_loudly_with_the_nearest(query: str, problem: str, near: str):
    result = run("ask", query)
    assert result.exit_code == faults.INPUT
    assert problem in result.stderr
    assert near in result.stderr


def test_many_queries_come_line_by_line_and_one_bad_line_costs_no_other():
    lines = f"# a remark\n{COUNT}\n\nlevl(defence.share, DEU, 2024)\nlevel(defence.share, DEU, 2023)\n"
    result = run("ask", "-", "--json", "--as-of", "2024-11-22", stdin=lines)
    assert result.exit_code == faults.INPUT
    assert [json.loads(line)["answer"] for line in result.stdout.splitlines()] == ["4", "1.64"]
    assert result.stderr.count("cannot be read") == 1


def test_a_receipt_is_replayed_to_the_same_bytes(tmp_path: Path):
    path = tmp_path / "receipt.json"
    assert run("ask", COUNT, "--as-of", "2024-11-22", "--receipt", str(path)).exit_code == 0
    result = run("replay", str(path))
    assert result.exit_code == 0
    assert "the same bytes" in result.stdout


def test_a_receipt_goes_where_it_can_be_written(tmp_path: Path):
    result = run("ask", COUNT, "--receipt", str(tmp_path / "nowhere" / "receipt.json"))
    assert result.exit_code == faults.INPUT
    assert "cannot be written (no such file or directory)" in result.stderr


def test_a_receipt_that_was_changed_is_told_line_by_line(tmp_path: Path):
    path = tmp_path / "receipt.json"
    run("ask", COUNT, "--as-of", "2024-11-22", "--receipt", str(path))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"answer": "4"', '"answer": "5"').replace('"TABLE3!', '"TABLE9!', 1), encoding="utf-8")
    result = run("replay", str(path))
    assert result.exit_code == 1
    assert "2 things differ" in result.stdout
    assert "answer: 5 in the receipt, 4 here" in result.stdout
    assert "locator is TABLE9!" in result.stdout


@pytest.mark.parametrize("content", ["", "{", "[]", '{"receipt": 2}', "\x00", '{"receipt": 1, "query": 3}'])
def test_what_is_no_receipt_is_told_in_one_sentence(tmp_path: Path, content: str):
    path = tmp_path / "receipt.json"
    path.write_text(content, encoding="utf-8")
    result = run("replay", str(path))
    assert result.exit_code == faults.INPUT
    assert len(result.stderr.splitlines()) == 1
    assert "is no receipt" in result.stderr


def test_a_missing_receipt_is_told(tmp_path: Path):
    result = run("replay", str(tmp_path / "none.json"))
    assert result.exit_code == faults.INPUT
    assert "cannot be read (no such file or directory)" in result.stderr


def test_replay_reads_standard_input(tmp_path: Path):
    path = tmp_path / "receipt.json"
    run("ask", COUNT, "--as-of", "2024-11-22", "--receipt", str(path))
    result = run("replay", "-", stdin=path.read_text(encoding="utf-8"))
    assert result.exit_code == 0
