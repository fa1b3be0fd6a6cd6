"""What is noticed in a report as a whole, and what is left alone."""

from __future__ import annotations

import datetime as dt

import pytest

from faktenlage.desk import Desk
from faktenlage.model import Report, Review
from faktenlage.review import review

DAY = dt.date(2024, 11, 22)
MET = "Frauke Albers hat sich mit Jonas Weiler in Kiel getroffen. "
THEY_SAY = "Albers sagte, der Hafen sei wichtig. Weiler sagte, dass Geld fehlt. "


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.load()


def reviewed(desk: Desk, text: str, language: str = "de") -> Review:
    return review(Report("r", text, language, DAY, "given"), desk=desk, today=DAY)


def codes(desk: Desk, text: str, language: str = "de") -> list[str]:
    return [finding.code for finding in reviewed(desk, text, language).findings]


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("de", f"{MET}{THEY_SAY}Vor dem Treffen sei Weiler noch unterwegs, hieß es.", "done_and_to_come"),
        ("de", f"{MET}{THEY_SAY}Ein Sprecher von Albers wollte das Treffen nicht bestätigen.", "unconfirmed_as_fact"),
        ("de", f"{MET}{THEY_SAY}Aus dem Amt hieß es, das Treffen stehe noch bevor.", "done_and_to_come"),
        ("de", "Die Ministerin ist zurückgetreten. Ein Sprecher dementierte den Rücktritt.", "unconfirmed_as_fact"),
        ("en", "The club has sacked its coach. A spokesman declined to confirm the sacking.", "unconfirmed_as_fact"),
        ("de", "Bei dem Unfall gab es 12 Verletzte, darunter 14 Kinder.", "part_exceeds"),
        ("de", "Gerettet wurden 12 Männer und 15 Frauen, insgesamt 30 Menschen.", "sum_differs"),
        ("de", "Er leitete das Amt von 2017 bis 2014.", "years_reversed"),
        ("de", "Hafen von Kiel schließt bald\n\nDer Hafen von Kiel könnte bald schließen.", "headline_stronger"),
        ("de", "Laut Sicherheitskreisen wird der Hafen überwacht. Das Wetter war gut.", "unnamed_only"),
        ("en", "The crash left 12 injured, including 14 children.", "part_exceeds"),
        ("en", "He led the office from 2017 to 2014.", "years_reversed"),
    ],
)  # fmt: skip
def test_a_report_that_does_not_go_together(desk: Desk, language: str, text: str, code: str) -> None:
    found = reviewed(desk, text, language).findings
    assert [finding.code for finding in found] == [code]
    assert found[0].message.endswith(".")
    assert "{" not in found[0].message


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", f"{MET}{THEY_SAY}Albers und Weiler werden sich im Mai erneut treffen."),
        ("de", f"{MET}{THEY_SAY}Ein Sprecher von Albers wollte den Preis nicht nennen."),
        ("de", "Die Ministerin ist zurückgetreten. Ein Sprecher wollte die Nachfolge nicht kommentieren."),
        ("de", "Der Konzern hat das Werk verkauft. Ein Sprecher wollte den weiteren Verkauf nicht bestätigen."),
        ("de", "Bei dem Unfall gab es 14 Verletzte, darunter 12 Kinder."),
        ("de", "Gerettet wurden 12 Männer und 15 Frauen, insgesamt 27 Menschen."),
        ("de", "Gerettet wurden 12 Männer, insgesamt kamen 30 Menschen zu dem Fest."),
        ("de", "Er leitete das Amt von 2014 bis 2017."),
        ("de", "Hafen von Kiel könnte schließen\n\nDer Kai von Kiel könnte im Sommer schließen."),
        ("de", "Hafen von Kiel schließt bald\n\nDer Hafen von Kiel schließt bald, teilte die Stadt mit."),
        ("de", "Laut Sicherheitskreisen wird der Hafen überwacht. Das Amt bestätigte, dass das stimmt."),
        ("en", "The crash left 14 injured, including 12 children."),
        ("en", "It rose from 2017 to 1999 pieces, 30 % less."),
    ],
)  # fmt: skip
def test_a_report_that_does(desk: Desk, language: str, text: str) -> None:
    assert codes(desk, text, language) == []


def test_a_title_beside_the_text_is_a_headline_too(desk: Desk) -> None:
    text = "Der Hafen von Kiel könnte im Sommer ganz schließen. Das Wetter war gut."
    report = Report("r", text, "de", DAY, "given", title="Hafen von Kiel schließt ganz")
    assert [each.code for each in review(report, desk=desk, today=DAY).findings] == ["headline_stronger"]


TWO = (
    "Deutschland gab 2023 nach Angaben der Nato 1,64 Prozent des Bruttoinlandsprodukts für Verteidigung aus. ",
    "Deutschland gab 2023 insgesamt 1,64 Prozent des Bruttoinlandsprodukts für Verteidigung aus. ",
    "Im Jahr 2023 gab Deutschland 2,41 Prozent des Bruttoinlandsprodukts für Verteidigung aus.",
)


def test_one_quantity_told_twice_by_the_report_itself(desk: Desk) -> None:
    assert codes(desk, TWO[1] + TWO[2]) == ["two_values"]


def test_one_sentence_may_compare_two_tables(desk: Desk) -> None:
    text = "Deutschland gab 2023 laut alter Tabelle 1,64 Prozent des Bruttoinlandsprodukts für Verteidigung aus, "
    assert codes(desk, text + "2023 waren es demnach in Deutschland 2,41 Prozent.") == []


def test_two_sources_may_disagree(desk: Desk) -> None:
    assert codes(desk, TWO[0] + TWO[2]) == []


def test_findings_are_told_in_the_language_asked_for(desk: Desk) -> None:
    text = "Er leitete das Amt von 2017 bis 2014."
    found = review(Report("r", text, "de", DAY, "given"), desk=desk, in_language="en", today=DAY).findings
    assert [finding.message for finding in found] == ["The period ends before it begins: 2017 to 2014."]
