from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from faktenlage.contract import review_schema
from faktenlage.surfaces import checking, faults
from faktenlage.surfaces.cli import main

SEED = (
    "Berlin, 18.06.2024 - Deutschland gibt 2024 nach Nato-Angaben 2,12 Prozent seines Bruttoinlandsprodukts "
    "für Verteidigung aus.\n"
)
FALSE = SEED.replace("2,12", "3,4")


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, ["check", *arguments], input=stdin)


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "bericht.txt"
    path.write_text(SEED, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_examples_are_checked_and_hold_a_mistake(language):
    result = run("--example", language, "--json", "--as-of", "2024-07-10")
    review = json.loads(result.stdout)
    labels = [claim["then"]["label"] for claim in review["claims"]]
    assert result.exit_code == faults.WRONG
    assert review["report"]["published"] == "2024-07-09"
    assert review["report"]["language"] == language
    assert labels.count("correct") >= 6
    assert "wrong" in labels


def test_json_is_the_contract(report):
    result = run(str(report), "--json")
    review = json.loads(result.stdout)
    jsonschema.validate(review, review_schema())
    assert review["report"]["url"] == str(report)
    assert review["claims"][0]["then"]["label"] == "correct"


def test_a_page_is_in_the_language_asked_for(report):
    assert "✓ stimmt" in run(str(report), "--as-of", "2024-07-01").stdout
    page = run(str(report), "--in", "en", "--as-of", "2024-07-01")
    assert "✓ correct" in page.stdout
    assert "published on 18 June 2024 (read from the text)" in page.stdout
    assert page.exit_code == 0


def test_the_day_can_be_given(report):
    page = run(str(report), "--published", "2024-06-20")
    assert "erschienen am 20. Juni 2024 (angegeben)" in page.stdout


def test_without_a_day_the_page_says_so():
    page = run("-", stdin="Deutschland gab 2024 laut Nato 2,12 Prozent des Bruttoinlandsprodukts für Verteidigung aus.")
    assert "ohne Datum: geprüft auf dem Stand von heute" in page.stdout
    assert "Damals" not in page.stdout


def test_wrong_is_exit_status_one(tmp_path):
    path = tmp_path / "falsch.md"
    path.write_text(FALSE, encoding="utf-8")
    result = run(str(path), "--as-of", "2024-07-01")
    assert result.exit_code == faults.WRONG
    assert "✗ stimmt nicht" in result.stdout
    assert "Richtig" in result.stdout


def test_nothing_to_check_is_no_fault():
    result = run("-", "--language", "de", stdin="Man nehme drei Eier und 250 Gramm Mehl.\n")
    assert result.exit_code == 0
    assert "keine Aussage" in result.stdout


@pytest.mark.usefixtures("report")
def test_bad_inputs_stop_no_other(tmp_path):
    (tmp_path / "leer.txt").write_bytes(b"")
    (tmp_path / "bild.txt").write_bytes(bytes(range(256)) * 8)
    result = run(str(tmp_path / "fehlt.txt"), str(tmp_path), "--json")
    assert result.exit_code == faults.INPUT
    assert len(result.stdout.splitlines()) == 1
    lines = result.stderr.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("faktenlage: ") for line in lines)


def test_a_folder_without_reports_says_so(tmp_path):
    result = run(str(tmp_path))
    assert result.exit_code == faults.INPUT
    assert "holds no text or Markdown file" in result.stderr


def test_lines_in_lines_out():
    lines = [
        json.dumps({"id": "a", "text": SEED}),
        "{broken",
        "",
        json.dumps({"id": "b", "text": FALSE, "language": "de"}),
    ]
    result = run("--jsonl", "-", stdin="\n".join(lines))
    assert [json.loads(line)["report"]["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert "faktenlage: -:2: is not JSON" in result.stderr
    assert result.exit_code == faults.INPUT


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--published", "2024-13-01", "x"], "is not a day; write it as in 2024-11-22"),
        (["--language", "qq", "x"], "there are de, en"),
        (["--in", "qq", "x"], "there are de, en"),
        (["--example", "de", "x"], "--example takes no files"),
        (["--nonsense"], "No such option"),
    ],
)
def test_usage_errors_say_what_to_do(arguments, said):
    result = run(*arguments)
    assert result.exit_code == faults.INPUT
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def broken(*_arguments, **_options):
    raise RuntimeError("the house is on fire")


def test_a_fault_in_one_report_stops_no_other(report, monkeypatch):
    monkeypatch.setattr(checking, "review", broken)
    result = run(str(report), str(report), "--json")
    assert result.exit_code == faults.BUG
    assert result.stderr.count("this is a bug, please report it") == 2
    assert "Traceback" not in result.output


def test_a_fault_of_ours_is_one_sentence(monkeypatch):
    monkeypatch.setattr(checking.Desk, "load", broken)
    result = run("--example")
    assert result.exit_code == faults.BUG
    assert "unexpected RuntimeError (the house is on fire); this is a bug" in result.stderr


def test_debugging_shows_the_traceback(monkeypatch):
    monkeypatch.setattr(checking.Desk, "load", broken)
    monkeypatch.setenv("FAKTENLAGE_DEBUG", "1")
    assert isinstance(run("--example").exception, RuntimeError)


def test_colour_only_when_asked(report):
    assert "\x1b[" not in run(str(report)).stdout
    assert "\x1b[" in run(str(report), "--color", "always").stdout


@pytest.mark.parametrize(("wish", "shown"), [([], False), (["--no-progress"], False), (["--progress"], True)])
def test_progress_where_it_is_asked_for_and_never_among_the_reviews(report, wish, shown):
    (report.parent / "zweiter.txt").write_text(FALSE, encoding="utf-8")
    result = run(str(report.parent), "--json", *wish)
    assert len([json.loads(line) for line in result.stdout.splitlines()]) == 2
    assert ("2/2" in result.stderr) is shown
    assert shown or result.stderr == ""


def test_help_has_examples():
    result = run("--help")
    assert "faktenlage check --example" in result.stdout
    assert "Exit status" in result.stdout


def test_every_verdict_has_a_receipt_that_replays(report, tmp_path):
    folder = tmp_path / "receipts"
    assert run(str(report), "--json", "--receipts", str(folder)).exit_code == faults.WRONG
    names = sorted(path.name for path in folder.iterdir())
    assert [name.rpartition("-")[2] for name in names] == ["then.json", "today.json"]
    for path in folder.iterdir():
        replayed = CliRunner().invoke(main, ["replay", str(path)])
        assert replayed.exit_code == 0, replayed.output


def test_a_page_for_a_browser_is_written_to_a_file_and_named(tmp_path: Path):
    target = tmp_path / "seite.html"
    result = CliRunner().invoke(main, ["check", "--example", "de", "--as-of", "2026-11-22", "--html", str(target)])
    assert result.stdout == f"{target}\n"
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_pages_of_many_reports_go_into_a_folder(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Berlin, 2. Mai 2024 - Die Nato hat 32 Mitglieder.", encoding="utf-8")
    folder = tmp_path / "seiten"
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--html", str(folder)])
    assert result.exit_code == 0
    assert len(list(folder.glob("*.html"))) == 2


def test_a_folder_of_pages_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Berlin, 2. Mai 2024 - Die Nato hat 32 Mitglieder.", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--html", str(tmp_path / "a.txt")])
    assert result.exit_code == 2
    assert "cannot be made" in result.stderr
