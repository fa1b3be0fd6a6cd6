"""Reviews in the formats of others, as those who read them expect."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from faktenlage import exports
from faktenlage.explanations import explainer
from faktenlage.exports.scales import Scale
from faktenlage.model import Label, Report
from faktenlage.review import Desk, review
from faktenlage.surfaces.cli import main

TODAY = dt.date(2026, 11, 22)
TEXT = """=Zahlen zur Nato

Brüssel, 2. September 2025 - Spanien erreichte 2024 bei den Verteidigungsausgaben einen Anteil von 1,28 Prozent.
Die Nato hat 31 Mitglieder. Schweden ist
Mitglied der Nato.

Ministerin Berg sagte: „Deutschland hat 2024 für Verteidigung 97,7 Milliarden Dollar ausgegeben.“
"""


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.load()


@pytest.fixture(scope="module")
def reviewed(desk: Desk):
    report = Report("bericht.txt", TEXT, language="de", title="=Zahlen zur Nato", outlet="Der Anzeiger")
    return review(report, desk=desk, as_of=TODAY)


def made(reviewed, scale: str = "ours", **more: object) -> list[dict]:
    writer = explainer("de")
    one = bool(more.pop("one", False))
    raw = exports.claim_reviews_to_json(reviewed, writer, exports.scales()[scale], exports.Reviewer(**more), one=one)
    document = json.loads(raw)
    assert document["@context"] == "https://schema.org"
    return document.get("@graph", [document])


class TestClaimReview:
    def test_a_review_has_what_search_engines_require(self, reviewed):
        found = made(reviewed, name="Prüfstelle", url="https://pruefstelle.example", page="https://p.example/1")
        assert found
        for each in found:
            assert each["@type"] == "ClaimReview"
            assert each["claimReviewed"]
            assert each["url"].startswith("https://p.example/1#c")
            assert each["author"] == {
                "@type": "Organization",
                "name": "Prüfstelle",
                "url": "https://pruefstelle.example",
            }
            rating = each["reviewRating"]
            assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
            assert each["itemReviewed"]["appearance"]["headline"] == "=Zahlen zur Nato"
            assert each["itemReviewed"]["datePublished"] == "2025-09-02"
            assert "url" not in each["itemReviewed"]["appearance"]

    def test_one_is_the_most_serious(self, reviewed):
        (only,) = made(reviewed, one=True)
        assert only["reviewRating"]["alternateName"] == "stimmt nicht"
        assert "31 Mitglieder" in only["claimReviewed"]

    def test_the_verdict_of_today_on_request(self, reviewed):
        then = [each["reviewRating"]["alternateName"] for each in made(reviewed)]
        today = [each["reviewRating"]["alternateName"] for each in made(reviewed, judged="today")]
        assert "stimmt" in then
        assert then != today

    def test_scales_put_it_in_their_own_words(self, reviewed):
        assert {each["reviewRating"]["alternateName"] for each in made(reviewed, "fever")} == {"SUPPORTS", "REFUTES"}
        assert "Die Behauptung stimmt nicht" in {
            each["reviewRating"]["alternateName"] for each in made(reviewed, "dpa")
        }


@pytest.mark.parametrize("key", sorted(exports.scales()))
def test_on_every_scale_right_is_above_wrong(key: str):
    scale: Scale = exports.scales()[key]
    assert scale.ratings["wrong"] < scale.ratings["correct"] == scale.best
    order: list[Label] = ["wrong", "outdated", "imprecise", "correct"]
    assert [scale.ratings[label] for label in order] == sorted(scale.ratings[label] for label in order)


class TestTables:
    def test_every_row_has_every_column_and_quotes_stand_in_the_text(self, reviewed):
        found = list(csv.DictReader(io.StringIO(exports.rows_to_csv(exports.rows([reviewed])).decode())))
        assert len(found) == len(reviewed.claims)
        for row in found:
            assert set(row) == set(exports.COLUMNS)
            assert " ".join(TEXT[int(row["start"]) : int(row["end"])].split()) == row["quote"]
        labels = {row["quote"]: (row["then_label"], row["today_label"]) for row in found}
        assert ("wrong", "wrong") in labels.values()

    def test_nothing_becomes_a_formula(self, reviewed):
        found = list(csv.DictReader(io.StringIO(exports.rows_to_csv(exports.rows([reviewed])).decode())))
        assert {row["title"] for row in found} == {"'=Zahlen zur Nato"}
        book = openpyxl.load_workbook(io.BytesIO(exports.rows_to_xlsx(exports.rows([reviewed]))))
        (sheet,) = book.worksheets
        titles = [row[exports.COLUMNS.index("title")] for row in sheet.iter_rows(min_row=2)]
        assert {(cell.value, cell.data_type) for cell in titles} == {("=Zahlen zur Nato", "s")}

    def test_a_workbook_holds_what_the_table_holds(self, reviewed):
        book = openpyxl.load_workbook(io.BytesIO(exports.rows_to_xlsx(exports.rows([reviewed]))))
        (sheet,) = book.worksheets
        assert [tuple(row) for row in sheet.iter_rows(values_only=True)] == [
            exports.COLUMNS,
            *exports.rows([reviewed]),
        ]


class TestSarif:
    def test_a_fault_stands_at_its_line_and_column(self, reviewed):
        log = json.loads(exports.sarif_to_json([reviewed], explainer("de")))
        assert log["version"] == "2.1.0"
        (run,) = log["runs"]
        rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
        lines = TEXT.split("\n")
        assert run["results"]
        for result in run["results"]:
            assert result["ruleId"] in rules
            region = result["locations"][0]["physicalLocation"]["region"]
            snippet = region["snippet"]["text"]
            assert TEXT[region["charOffset"] :][: region["charLength"]] == snippet
            assert lines[region["startLine"] - 1][region["startColumn"] - 1 :].startswith(snippet.split("\n")[0])
            assert lines[region["endLine"] - 1][: region["endColumn"] - 1].endswith(snippet.split("\n")[-1])

    def test_what_is_right_is_no_result(self, reviewed):
        (run,) = json.loads(exports.sarif_to_json([reviewed], explainer("de")))["runs"]
        assert {result["ruleId"] for result in run["results"]} <= {"wrong", "outdated", "imprecise"}


def test_markdown_shows_label_query_and_cells_and_escapes_what_a_report_says(desk: Desk):
    text = "Brüssel, 2. September 2025 - *Die Nato* hat 31 Mitglieder. Spanien kam *2024* auf 1,28 Prozent des BIP."
    page = exports.markdown(review(Report("r", text, language="de"), desk=desk, as_of=TODAY), explainer("de"))
    assert "stimmt nicht" in page
    assert "`member(NATO, count, 2025-09-02)`" in page
    assert "| Spanien | 2024 | 1,43 Prozent | Schätzung |" in page
    assert "\\*2024\\*" in page
    assert "*2024*" not in page


class TestCommand:
    def run(self, tmp_path: Path, *arguments: str, text: str = TEXT):
        path = tmp_path / "bericht.txt"
        path.write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["export", str(path), *arguments, "--as-of", "2026-11-22"])

    @pytest.mark.parametrize("form", ["claimreview", "annotations", "csv", "xlsx", "markdown", "sarif"])
    def test_every_format_is_written_and_a_fault_makes_the_status_one(self, tmp_path: Path, form: str):
        out = tmp_path / f"out.{form}"
        result = self.run(tmp_path, "--as", form, "--out", str(out))
        assert result.exit_code == 1
        assert result.stdout == f"{out}\n"
        assert out.stat().st_size > 100

    def test_nothing_wrong_is_status_zero(self, tmp_path: Path):
        result = self.run(tmp_path, "--as", "sarif", text="Berlin, 2. Mai 2024 - Die Nato hat 32 Mitglieder.")
        assert result.exit_code == 0
        assert json.loads(result.stdout)["runs"][0]["results"] == []

    def test_an_unknown_scale_is_a_usage_error_that_names_the_known(self, tmp_path: Path):
        result = self.run(tmp_path, "--as", "claimreview", "--scale", "stars")
        assert result.exit_code == 2
        assert "correctiv" in result.stderr
