"""A report that never says what it is about: its states, values and targets hint at it, and nothing is called wrong."""

from __future__ import annotations

import datetime as dt

import pytest

from faktenlage.model import Report
from faktenlage.review import Desk, review

DAY = dt.date(2024, 9, 10)


def labels(desk: Desk, text: str, language: str) -> dict[str, str]:
    done = review(Report("r", text, language=language, published=DAY), desk=desk, today=DAY)
    return {str(each.claim.reading.query): each.then.label for each in done.claims if each.claim.reading}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Finland comes to 2.41 percent of GDP this year, Sweden to 2.14. Italy misses the target with 1.77."),
        (
            "de",
            "Finnland kommt auf 2,41 Prozent, Schweden auf 2,14. Italien verfehlt die Marke mit 1,77 Prozent.",
        ),
    ],
)
def test_what_is_right_is_found_and_nothing_is_wrong(desk: Desk, language: str, text: str):
    found = labels(desk, text, language)
    assert found["level(defence.share, FIN, 2024)"] == "correct"
    assert found["level(defence.share, SWE, 2024)"] == "correct"
    assert found["level(defence.share, ITA, 2024)"] == "not_checkable"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Inflation in Finland came to 2.41 percent, in Sweden to 2.14. The central bank has a target of two."),
        ("en", "Bond yields in Italy rose to 3.61 percent, those in Spain to 2.95 percent of the target range."),
        ("en", "Finland comes to 2.41 percent this year, Sweden to 2.14."),
        ("en", "Finland comes to 2.41 percent of GDP this year."),
        (
            "de",
            "Die Inflation lag in Finnland bei 2,41 Prozent, in Schweden bei 2,14. Das Ziel sind zwei.",
        ),
        ("de", "Die Rendite stieg in Italien auf 3,61 Prozent, der Zins in Spanien auf 2,95 Prozent. Die Marke hielt."),
        ("de", "Finnland kommt heuer auf 24,1 Prozent, Schweden auf 21,4. Italien verfehlt die Marke."),
    ],
)
def test_other_subjects_and_too_little_hint_at_nothing(desk: Desk, language: str, text: str):
    assert not any("defence" in query for query in labels(desk, text, language))
