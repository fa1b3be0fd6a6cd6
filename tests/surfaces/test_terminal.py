from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import click
import pytest

from faktenlage.explanations import explainer
from faktenlage.model import Claim, Finding, Judged, Report, Review, Span, Statement, Verdict
from faktenlage.reports import read_bytes
from faktenlage.review import Desk, review
from faktenlage.surfaces.sources import Given, from_example
from faktenlage.surfaces.terminal import LISTED, Look, fits, page

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def desk():
    return Desk.load()


def example(desk, language, **options):
    (report,) = from_example(language, Given()).reports
    return review(report, desk=desk, today=TODAY, **options)


def shown(reviewed, look=None):
    return click.unstyle(page(reviewed, explainer(reviewed.language), look or Look()))


@pytest.mark.parametrize("width", [60, 72, 100])
@pytest.mark.parametrize("language", ["de", "en"])
def test_lines_keep_to_the_width(desk, language, width):
    lines = shown(example(desk, language), Look(width)).splitlines()
    assert max(map(len, lines)) <= width


def test_a_page_shows_question_then_today_and_what_was_right(desk):
    text = shown(example(desk, "de"))
    assert re.search(
        r"\n  Frage    Wie viele Mitglieder hatte die Nato am 9. Juli 2024\?\n  Damals   32 Mitglieder\.", text
    )
    assert "✓ stimmt · heute ⟳ überholt" in text
    assert "Richtig  Im Jahr 2014 kamen drei der Nato-Mitglieder" in text
    assert "Das ist eine Forderung" in text.split("Nicht entschieden")[1].replace("\n    ", " ")


def test_a_definition_that_changed_is_told_once(desk):
    assert shown(example(desk, "de")).count("Kernverteidigungsausgaben") == 1


def test_a_german_report_reviewed_in_english(desk):
    text = shown(example(desk, "de", in_language="en"))
    assert "language: German" in text
    assert "per cent" in text


def test_ascii_has_signs_and_quotes_of_its_own(desk):
    text = page(example(desk, "en"), explainer("en"), Look(plain=True))
    assert '"32 members"' in text
    assert fits("utf-8")
    assert not fits("ascii")
    assert not fits(None)


def test_an_empty_review_is_honest(desk):
    report = read_bytes(b"Man nehme drei Eier.", "rezept", language="de")
    text = shown(review(report, desk=desk, today=TODAY))
    assert "keine Aussage geprüft" in text
    assert "Der Bericht enthält keine Aussage" in text


def test_an_unknown_language_is_told():
    reviewed = Review(Report("x", "Ĉu vere?"), "de", notes=("unknown_language", "quite_new"))
    text = shown(reviewed)
    assert "Sprache nicht erkannt" in text
    assert "--language" in text
    assert "quite new" in text


def test_many_undecided_passages_are_counted():
    text = "Das ist so. " * 20
    verdict = Verdict(TODAY, "not_checkable", reason="opinion")
    claims = tuple(Judged(Claim(f"c{n}", "s", Span(12 * n, 12 * n + 11), None), verdict, verdict) for n in range(20))
    shown_page = shown(Review(Report("x", text, "de"), "de", claims=claims))
    assert shown_page.count("Wertung") == LISTED
    assert "und acht weitere" in shown_page


def test_findings_have_their_place():
    finding = Finding("contradiction", (Span(0, 3),), "Der Bericht widerspricht sich.")
    assert "Auffällig\n  Der Bericht widerspricht sich." in shown(
        Review(Report("x", "abc", "de"), "de", findings=(finding,))
    )


def test_statements_that_demand_are_only_listed_beside_decided_ones(desk):
    reviewed = example(desk, "de")
    alone = replace(reviewed, claims=(), statements=(Statement("s", (Span(0, 20),), stance="demands"),))
    assert "Forderung" not in shown(alone)
