"""``faktenlage figures sql``: anybody's own question to the releases."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from faktenlage.surfaces import faults
from faktenlage.surfaces.cli import main

HISTORY = (
    "SELECT released, value, status FROM observations "
    "WHERE measure = 'defence.share' AND area = 'DEU' AND year = 2024 ORDER BY released"
)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["figures", "sql", *arguments], input=stdin)


def test_rows_come_as_csv_with_every_digit():
    lines = run(HISTORY, "--domain", "nato_defence", "--csv").stdout.splitlines()
    assert lines[0] == "released,value,status"
    assert lines[2] == "2024-06-17,2.118977,estimate"


def test_a_page_shows_the_same():
    result = run(HISTORY, "--domain", "nato_defence")
    assert result.exit_code == 0
    assert "2.118977" in result.stdout


def test_standard_input_is_a_statement_too():
    assert run("-", "--csv", "--domain", "sipri", stdin="SELECT 6 * 7 AS answer").stdout == "answer\n42\n"


@pytest.mark.parametrize("statement", ["SELEC 1", "SELECT nonsense FROM observations", "", "SELECT 1/"])
def test_what_the_database_cannot_run_is_one_sentence(statement: str):
    result = run(statement, "--domain", "sipri")
    assert result.exit_code == faults.INPUT
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.output


def test_an_unknown_domain_is_named():
    result = run("SELECT 1", "--domain", "nato_defense")
    assert result.exit_code == faults.INPUT
    assert "did you mean 'nato_defence'" in result.stderr


@pytest.mark.parametrize(
    ("query", "value"),
    [("rank(defence.spending.usd in EUR, POL, NATO, 2024)", "6"), ("member(NATO, count, 2024-01-01)", "31")],
)
def test_what_ask_prints_can_be_pasted(query: str, value: str):
    asked = CliRunner().invoke(main, ["ask", query, "--sql", "--as-of", "2026-11-22"]).stdout
    statement = asked[asked.index("\n-- ") + 1 : asked.rindex("\nSQL ")]
    result = run(statement, "--csv")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[1].split(",")[0] == value


def test_an_option_that_is_none_is_told():
    result = run("SELECT 1", "--cvs")
    assert result.exit_code == faults.INPUT
    assert run("--cvs").exit_code == faults.INPUT
    assert "No such option" in run("--cvs").stderr
