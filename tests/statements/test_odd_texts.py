"""Text that is cut off or badly quoted is read like any other."""

from __future__ import annotations

import datetime as dt

import pytest

from faktenlage.desk import Desk
from faktenlage.excerpts import read_statements
from faktenlage.model import Report


@pytest.mark.parametrize(
    "text",
    [
        "(Zwischenruf: „ ( Das ist falsch!) sagte sie",
        "(„Nein“",
        "The minister who said",
        "He said the budget that grew",
        ")“ ( „",
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_cut_or_badly_quoted_text_is_read(text: str, language: str) -> None:
    review = read_statements(Report("x", text, language, dt.date(2025, 3, 1), "given"), desk=Desk.load())
    assert all(span.of(text) for each in review.statements for span in each.content)
