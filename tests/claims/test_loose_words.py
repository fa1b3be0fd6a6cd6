"""Words for measures that others have as well count only where a report speaks of the subject by another word."""

from __future__ import annotations

import datetime as dt

import pytest

from faktenlage.model import Report
from faktenlage.review import Desk, review

DAY = dt.date(2025, 9, 2)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.load()


def queries(desk: Desk, text: str, language: str) -> list[str]:
    report = Report("r", text, language=language, published=DAY)
    return [
        str(judged.claim.reading.query)
        for judged in review(report, desk=desk, today=DAY).claims
        if judged.claim.reading
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Bei der Arbeitslosigkeit kam Spanien auf eine Quote von 10,4 Prozent, Deutschland auf 3,7 Prozent.",
        ),
        ("de", "Die niedrigste Quote meldete Tschechien, die höchste hatte Finnland."),
        ("de", "Der Film kostete 120 Millionen Dollar. Die Ausrüstung allein machte 20 Prozent davon aus."),
        (
            "de",
            (
                "Auf Platz eins liegt die Allianz mit 98 Milliarden US-Dollar. Auf Platz zwei folgt ein Konzern mit "
                "90 Milliarden US-Dollar, Deutschland kommt auf 3,5 Prozent."
            ),
        ),
        ("en", "Spain's share of the olive market fell to 41 percent, while Italy's share rose to 20 percent."),
        ("en", "Greece had the highest quota, followed by Poland with 4.1 percent."),
    ],
)
def test_in_another_report_they_say_nothing(desk: Desk, language: str, text: str):
    assert queries(desk, text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Nato legt neue Zahlen vor. Spanien kam 2024 auf eine Quote von 1,43 Prozent."),
        ("de", "Der Verteidigungsminister rechnet vor: Spanien kam 2024 auf eine Quote von 1,43 Prozent."),
        ("en", "NATO published new figures. Spain's share stood at 1.43 percent in 2024."),
    ],
)
def test_beside_a_word_of_the_subject_they_count(desk: Desk, language: str, text: str):
    assert "level(defence.share, ESP, 2024)" in queries(desk, text, language)
