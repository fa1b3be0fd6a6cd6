"""Answers at an edge: a target met to the digit, two figures alike, a membership that has ended."""

from __future__ import annotations

import datetime as dt

import pytest

from faktenlage.explanations import explainer
from faktenlage.figures import parse_query
from faktenlage.store.almanac import Almanac

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def almanac() -> Almanac:
    return Almanac.open()


@pytest.mark.parametrize(
    ("query", "german", "english"),
    [
        ("gap(defence.share, DEU, 2024, 2 %)", "genau beim Ziel von 2 Prozent", "exactly at the target of 2 per cent"),
        ("compare(defence.share, DEU, DEU, 2024, diff)", "gleichauf", "were level"),
        (
            "member(EU, GBR, since)",
            "umfasste Großbritannien vom 1. Januar 1973 bis zum 31. Januar 2020",
            "included the",
        ),
        ("member(NATO, DEU, since)", "umfasst Deutschland seit dem 6. Mai 1955", "has included Germany since"),
    ],
)
def test_nobody_is_nought_short_and_nobody_still_is_what_he_was(
    almanac: Almanac, query: str, german: str, english: str
):
    answer = almanac.answer(parse_query(query), TODAY)
    assert german in explainer("de").answer(answer)[0]
    assert english in explainer("en").answer(answer)[0]


def test_a_membership_that_lasted_on_the_day_is_told_as_lasting(almanac: Almanac):
    answer = almanac.answer(parse_query("member(EU, GBR, since)"), dt.date(2015, 1, 1))
    assert "umfasst Großbritannien seit dem 1. Januar 1973" in explainer("de").answer(answer)[0]
