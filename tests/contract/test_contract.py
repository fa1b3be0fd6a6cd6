from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

import faktenlage
from faktenlage.contract import review_schema, review_to_json
from faktenlage.contract.measures import measures_schema
from faktenlage.contract.receipts import receipt_schema
from faktenlage.model import (
    Answer,
    Asserted,
    Claim,
    Entry,
    Finding,
    Holds,
    Interval,
    Judged,
    Level,
    Observation,
    Period,
    Reading,
    Release,
    Report,
    Review,
    Span,
    Statement,
    Verdict,
    Years,
)

TEXT = "Deutschland erreicht 2,1 Prozent, 🙂 sagte Rutte am 22. November."
DAY = dt.date(2024, 11, 22)
RELEASE = Release("k", "nato", "Tables (2014-2024)", dt.date(2024, 6, 17), "defence expenditure", "complete")
QUERY = Level("defence.share", "DEU", Years.one(2024))
CELL = Observation("defence.share", "DEU", 2024, Decimal("2.118977"), "%", "estimate", RELEASE, "TABLE3!N19")
ANSWER = Answer(QUERY, DAY, unit="%", value=Decimal("2.12"), release=RELEASE, evidence=(CELL,), steps=("as printed",))
SAID = Asserted("2,1 Prozent", "%", Interval(Decimal("2.05"), Decimal("2.15"), high_open=True), Decimal("0.1"))


def claim(asserted=SAID, query=QUERY):
    return Claim("c1", "s1", Span(0, 32), Reading(query, asserted), why=("level",))


def review_of(judged, **parts):
    report = Report("r1", TEXT, "de", DAY, "text", "Titel", "https://example.org", "dpa")
    return Review(report, "de", claims=(judged,), **parts)


def as_json(review):
    found = json.loads(review_to_json(review))
    jsonschema.Draft202012Validator(review_schema()).validate(found)
    return found


def plain_verdict(answer=ANSWER):
    return Verdict(DAY, "correct", answer=answer, sentence="Das stimmt.")


def judged_of(asserted=SAID, query=QUERY, answer=ANSWER):
    return Judged(claim(asserted, query), plain_verdict(answer), plain_verdict(answer))


def test_a_claim_has_the_fields_of_the_contract():
    (found,) = as_json(review_of(judged_of()))["claims"]
    assert found["span"] == {"start": 0, "end": 32, "text": TEXT[:32]}
    assert found["query"] == "level(defence.share, DEU, 2024)"
    assert found["asserted"] | {} == {
        "low": "2.05", "high": "2.15", "low_open": False, "high_open": True, "unit": "%", "set": None, "order": None,
        "value": None, "text": "2,1 Prozent", "step": "0.1", "threshold": False, "includes": False,
    }  # fmt: skip
    assert found["then"]["answer"] == "2.12"
    assert found["then"]["evidence"] == [
        {
            "dataset": "nato", "release": "Tables (2014-2024)", "released": "2024-06-17", "measure": "defence.share",
            "area": "DEU", "period": "2024", "value": "2.118977", "unit": "%", "status": "estimate",
            "locator": "TABLE3!N19", "source": None,
        }
    ]  # fmt: skip


def test_report_statements_and_findings_have_the_fields_of_the_contract():
    said = Statement("s1", (Span(0, 32),), (Span(42, 47),), (Span(36, 41),), period=Period(DAY, DAY, "day"))
    finding = Finding("contradiction", (Span(0, 11),), "disagrees with itself")
    found = as_json(review_of(judged_of(), statements=(said,), findings=(finding,), notes=("no_date",)))
    assert found["report"]["published"] == "2024-11-22"
    assert found["report"]["notes"] == ["no_date"]
    (statement,) = found["statements"]
    assert statement["source"] == [{"start": 42, "end": 47, "text": TEXT[42:47]}]
    assert statement["addressee"] == []
    assert statement["period"] == {"start": "2024-11-22", "end": "2024-11-22"}
    assert found["findings"][0]["kind"] == "contradiction"


def test_a_claim_without_a_reading_has_no_query():
    unread = Claim("c1", "s1", Span(0, 11), None, reason="opinion")
    verdict = Verdict(DAY, "not_checkable", reason="opinion", sentence="Nicht prüfbar.")
    (found,) = as_json(review_of(Judged(unread, verdict, verdict)))["claims"]
    assert found["query"] is None
    assert found["asserted"] is None
    assert found["reason"] == "opinion"


@pytest.mark.parametrize(
    ("first", "last", "low", "high"),
    [
        ((2024, 10, 1), (2024, 10, 31), "2024-10", "2024-10"),
        ((2024, 1, 1), (2024, 12, 31), "2024", "2024"),
        ((2024, 2, 1), (2024, 2, 29), "2024-02", "2024-02"),
        ((2024, 3, 7), (2024, 3, 7), "2024-03-07", "2024-03-07"),
        ((2024, 1, 1), (2024, 3, 31), "2024-01-01", "2024-03-31"),
        ((9999, 1, 1), (9999, 12, 31), "9999", "9999"),
    ],
)
def test_days_are_as_coarse_as_they_were_said(first, last, low, high):
    said = Asserted("im Oktober", "day", days=(dt.date(*first), dt.date(*last)))
    asserted = as_json(review_of(judged_of(said)))["claims"][0]["asserted"]
    assert (asserted["low"], asserted["high"]) == (low, high)


@pytest.mark.parametrize(
    ("value", "written"),
    [(True, True), ("Mark Rutte", "Mark Rutte"), ((2017, 2021), ["2017", "2021"]), ((2017, None), ["2017", None])],
)
def test_values_keep_their_kind(value, written):
    said = Asserted("x", "term", value=value)
    assert as_json(review_of(judged_of(said)))["claims"][0]["asserted"]["value"] == written


@pytest.mark.parametrize(
    ("facts", "written"),
    [
        ({"truth": True}, "true"),
        ({"areas": ("EST", "POL")}, "EST, POL"),
        ({"areas": ()}, ""),
        ({"order": ("POL",)}, "POL"),
        ({"text": "Mark Rutte"}, "Mark Rutte"),
        ({"value": Decimal("1E+3")}, "1000"),
        ({"reason": "no_figures"}, None),
        (
            {"days": ((dt.date(2017, 1, 20), dt.date(2021, 1, 20)), (dt.date(2025, 1, 20), None))},
            "2017-01-20 to 2021-01-20, 2025-01-20 to",
        ),
    ],
)
def test_an_answer_is_one_line(facts, written):
    query = Holds("USA.president", "Donald Trump", "terms")
    found = as_json(review_of(judged_of(query=query, answer=Answer(query, DAY, **facts))))
    assert found["claims"][0]["then"]["answer"] == written


def test_a_line_of_a_register_is_evidence_without_a_release():
    entry = Entry("NATO.secretary_general", "Mark Rutte", "NLD", dt.date(2024, 10, 1), None, "a list", "holders.csv:3")
    answer = Answer(QUERY, DAY, text="Mark Rutte", evidence=(entry,))
    (found,) = as_json(review_of(judged_of(answer=answer)))["claims"][0]["then"]["evidence"]
    assert found["release"] is None
    assert found["period"] == "2024-10-01/.."
    assert found["value"] == "Mark Rutte"


def test_the_same_review_gives_the_same_bytes():
    assert review_to_json(review_of(judged_of())) == review_to_json(review_of(judged_of()))
    assert b"\n" not in review_to_json(review_of(judged_of()))


@pytest.mark.parametrize(
    ("name", "schema"), [("review", review_schema), ("quantities", measures_schema), ("receipt", receipt_schema)]
)
def test_the_schemas_in_the_package_are_those_of_the_program(name, schema):
    path = Path(faktenlage.__file__).parent / "schemas" / f"{name}.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == schema(), "run tools/write_schemas.py"


def test_the_schema_refuses_what_is_no_review():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"report": {}}, review_schema())
