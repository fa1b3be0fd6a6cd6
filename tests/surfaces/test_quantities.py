"""`faktenlage quantities`: every number and time of a report, for people and for programs."""

from __future__ import annotations

import json

import jsonschema
import pytest
from click.testing import CliRunner

from faktenlage.contract.measures import measures_schema
from faktenlage.surfaces import faults, measuring
from faktenlage.surfaces.cli import main

REPORT = "Kiel, 18.06.2024 - Der Hafen kostete fast 1,5 Billionen Dollar, seit 2014 ein Plus von 🙂 2,1 Prozent.\n"


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, ["quantities", *arguments], input=stdin)


def objects(result):
    found = [json.loads(line) for line in result.stdout.splitlines()]
    for each in found:
        jsonschema.Draft202012Validator(measures_schema()).validate(each)
    return found


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "hafen.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_json_is_the_contract(report):
    (found,) = objects(run(str(report), "--json"))
    assert found["report"]["published"] == "2024-06-18"
    assert found["report"]["language"] == "de"
    assert found["report"]["text"] == REPORT
    money, share = found["quantities"]
    assert money == {
        "start": REPORT.index("1,5"), "end": REPORT.index(", seit"), "text": "1,5 Billionen Dollar",
        "value": "1500000000000", "low": "1400000000000", "high": "1500000000000", "low_open": True,
        "high_open": False, "unit": "USD", "hedge": "almost",
    }  # fmt: skip
    assert (share["value"], share["unit"], share["low"], share["high_open"]) == ("2.1", "percent", "2.05", True)
    day, year = found["times"]
    assert (day["type"], day["value"]) == ("DATE", "2024-06-18")
    assert year == {
        "start": REPORT.index("2014"), "end": REPORT.index(" ein Plus"), "text": "2014", "type": "DATE",
        "value": "2014", "period": {"start": "2014-01-01", "end": "2014-12-31"}, "role": "since",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "bounds"),
    [
        ("mehr als 20 Prozent", ("20", None, True, False)),
        ("höchstens 20 Prozent", (None, "20", False, False)),
        ("20 bis 30 Prozent", ("20", "30", False, False)),
    ],
)
def test_an_end_that_is_not_asserted_is_null(said, bounds):
    (found,) = objects(run("-", "--json", "--language", "de", stdin=f"Es waren {said}."))
    (quantity,) = found["quantities"]
    assert tuple(quantity[name] for name in ("low", "high", "low_open", "high_open")) == bounds


def test_a_page_is_a_table_for_people(report):
    result = run(str(report))
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert "published 2024-06-18, language de" in lines
    assert "37-62 fast 1,5 Billionen Dollar 1,500,000,000,000 USD > 1,400,000,000,000 1,500,000,000,000" in lines
    assert "69-73 2014 DATE 2014 2014-01-01 2014-12-31 since" in lines


def test_lines_in_lines_out():
    lines = [
        json.dumps({"id": "a", "text": "Two thirds of them left.", "language": "en"}),
        "{broken",
        json.dumps({"id": "b", "text": "Gestern fiel der Kurs.", "language": "de", "published": "2024-06-18"}),
    ]
    result = run("--jsonl", "-", stdin="\n".join(lines))
    first, second = objects(result)
    assert first["report"]["notes"] == ["no_date"]
    assert second["times"][0]["value"] == "2024-06-17"
    assert "faktenlage: -:2: is not JSON" in result.stderr
    assert result.exit_code == faults.INPUT


def test_a_folder_gives_an_object_a_file_and_a_page_a_report(report):
    (report.parent / "zweiter.md").write_text("Gut acht Jahre vergingen, bis die Brücke fertig war.", encoding="utf-8")
    assert len(objects(run(str(report.parent), "--json", "--language", "de"))) == 2
    assert str(report) in run(str(report.parent)).stdout


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        ([], "Zzz 3", "The language is not known: name it with --language."),
        (["--language", "de"], "Nichts als Worte.", "No number and no time was found."),
        (["--language", "de"], "Im letzten Jahr.", "Name it with --published."),
    ],
)
def test_what_is_missing_is_said(arguments, text, said):
    result = run("-", *arguments, stdin=text)
    assert said in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fehlt.txt"], "fehlt.txt"),
        (["--language", "qq", "-"], "there are de, en"),
        (["--published", "gestern", "-"], "is not a day; write it as in 2024-11-22"),
    ],
)
def test_faults_are_one_sentence(arguments, said):
    result = run(*arguments, stdin="")
    assert result.exit_code == faults.INPUT
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_fault_in_one_report_stops_no_other(report, monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("the house is on fire")

    monkeypatch.setattr(measuring, "measure", broken)
    result = run(str(report), str(report), "--json")
    assert result.exit_code == faults.BUG
    assert result.stderr.count("this is a bug, please report it") == 2


@pytest.mark.parametrize(("wish", "shown"), [([], False), (["--progress"], True)])
def test_progress_where_it_is_asked_for(report, wish, shown):
    (report.parent / "zweiter.txt").write_text(REPORT, encoding="utf-8")
    result = run(str(report.parent), "--json", *wish)
    assert len(objects(result)) == 2
    assert ("2/2" in result.stderr) is shown


def test_a_text_cannot_steer_the_terminal():
    result = run("-", "--language", "de", stdin="Es waren 3 \x1b[31m Prozent, \x1b[2J5\u202e Prozent.")
    assert "\x1b[" not in result.stdout
    assert "\u202e" not in result.stdout
