from __future__ import annotations

import json

from click.testing import CliRunner

from faktenlage.surfaces import faults
from faktenlage.surfaces.cli import main

TEXT = "Die Brücke ist gesperrt. Der Verkehr wird umgeleitet, und die Fähre fährt nicht mehr.\n"
SAID = "Der Verkehrsminister forderte, dass die Brücke sofort gesperrt wird. Die Fähre fährt nicht mehr."


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
    assert run("-", stdin=TEXT).stdout == "Dazu zwei Aussagen des Berichts selbst (--own zeigt sie).\n"
    assert "two statements in the report's own voice" in run("-", "--in", "en", stdin=TEXT).stdout
    assert "Die Brücke ist gesperrt." in run("-", "--own", stdin=TEXT).stdout


def test_a_file_that_is_not_there_stops_no_other(tmp_path):
    path = tmp_path / "bericht.txt"
    path.write_text(TEXT, encoding="utf-8")
    result = run(str(tmp_path / "none.txt"), str(path))
    assert result.exit_code == faults.INPUT
    assert "Dazu zwei Aussagen" in result.stdout


def test_words_are_those_of_the_language_asked_for():
    page = run("-", "--in", "en", stdin=SAID).stdout
    assert "demands" in page
    assert "source" in page
    assert "fordert" in run("-", stdin=SAID).stdout


def test_annotations_find_their_words_by_quote_and_by_position():
    told = json.loads(run("-", "--annotations", stdin=SAID).stdout)
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert told["type"] == "AnnotationPage"
    targets = [target for item in told["items"] for target in [*item["target"], *item["body"].get("source", [])]]
    assert targets
    for target in targets:
        quote, position = target["selector"]
        start, end = position["start"], position["end"]
        assert SAID[start:end] == quote["exact"]
        assert SAID[:start].endswith(quote["prefix"])
        assert SAID[end:].startswith(quote["suffix"])
