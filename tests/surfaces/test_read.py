from __future__ import annotations

import json

from click.testing import CliRunner

from faktenlage.surfaces import faults
from faktenlage.surfaces.cli import main

TEXT = "Die Brücke ist gesperrt. Der Verkehr wird umgeleitet, und die Fähre fährt nicht mehr.\n"


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, ["read", *arguments], input=stdin)


def test_statements_alone_are_printed_as_json():
    told = json.loads(run("-", "--json", stdin=TEXT).stdout)
    assert set(told) == {"report", "statements"}
    assert [statement["manner"] for statement in told["statements"]] == ["own", "own"]
    assert told["statements"][0]["content"] == [{"start": 0, "end": 24, "text": "Die Brücke ist gesperrt."}]


def test_json_lines_keep_their_ids():
    line = json.dumps({"id": "a7", "text": TEXT, "language": "de"})
    told = [json.loads(each) for each in run("--jsonl", "-", stdin=f"{line}\n{line}\n").stdout.splitlines()]
    assert [each["report"]["id"] for each in told] == ["a7", "a7"]


def test_people_see_what_others_say_and_on_request_the_rest():
    assert run("-", stdin=TEXT).stdout == "In the report's own voice: 2 (--own shows them)\n"
    assert "Die Brücke ist gesperrt." in run("-", "--own", stdin=TEXT).stdout


def test_a_file_that_is_not_there_stops_no_other(tmp_path):
    path = tmp_path / "bericht.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = run(str(tmp_path / "none.txt"), str(path))
    assert result.exit_code == faults.INPUT
    assert "own voice: 2" in result.stdout
