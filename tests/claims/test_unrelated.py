"""Reports on other subjects, from towns and companies to missions and prices of goods: nothing in them is judged."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from faktenlage.model import Holds, Member, Report
from faktenlage.review import Desk, review

CASES = Path(__file__).parents[1] / "cases" / "unrelated.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
TODAY = dt.date(2026, 11, 22)
DECIDED = {"correct", "imprecise", "wrong", "outdated", "depends"}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.load()


def judged(desk: Desk, row: dict[str, Any], day: dt.date) -> list[str]:
    """What is called right or wrong in a report; offices and members aside, which are what they are called."""
    report = Report(row["id"], row["text"], language=row["lang"], published=day, published_from="given")
    return [
        f"{each.then.label} {each.claim.reading.query}: {each.claim.span.of(row['text'])}"
        for each in review(report, desk=desk, today=TODAY).claims
        if each.claim.reading is not None
        and not isinstance(each.claim.reading.query, Holds | Member)
        and DECIDED & {each.then.label, each.today.label}
    ]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_report_on_something_else_yields_no_verdict(desk: Desk, row: dict[str, Any]) -> None:
    assert judged(desk, row, dt.date.fromisoformat(row["published"])) == []
    assert judged(desk, row, dt.date(2026, 11, 1)) == []  # when figures of most years are known


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Jeremy Corbyn führt Labour. Vorgänger wie Tony Blair und Ed Miliband hatten das abgelehnt."),
        ("de", "Der Vorgänger von Merz an der Spitze der Partei, Armin Laschet, kam auch."),
        ("de", "Es gratulierten Obama, so der italienische Ministerpräsident Berlusconi, und der Papst."),
        ("de", "Fest steht, dass Clinton nicht für ihre Partei um das Amt des US-Präsidenten antreten kann."),
        ("en", "The party's leader Corbyn differs from his predecessor Tony Blair."),
        ("en", "Predecessors such as Tony Blair and Gordon Brown backed her."),
        ("en", "Merkel met Trump, then a candidate for president."),
    ],
)
def test_a_name_beside_somebody_elses_post_holds_no_office(desk: Desk, language: str, text: str) -> None:
    report = Report("r", text, language=language, published=dt.date(2026, 11, 1))
    assert [str(each.claim.reading) for each in review(report, desk=desk, today=TODAY).claims] == []
