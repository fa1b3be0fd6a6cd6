"""A source behind "according to" reaches to the comma, though its last word may be a verb elsewhere."""

from __future__ import annotations

import pytest

from faktenlage.excerpts import read_statements
from faktenlage.model import Report
from faktenlage.review import Desk


@pytest.mark.parametrize("source", ["the ministry's latest estimates", "the bank's own forecasts", "the city council"])
def test_the_whole_phrase_is_the_source(source: str):
    text = f"According to {source}, the bridge will stay closed until May."
    told = read_statements(Report("x", text, language="en"), desk=Desk.load()).statements
    named = [[span.of(text) for span in each.source] for each in told if each.manner != "own"]
    assert named == [[source]]
