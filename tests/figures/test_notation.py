"""A query is written as it is read."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.errors import QueryError
from faktenlage.figures import parse_query
from faktenlage.model import AreaSet, Query, Share, Sum, Years
from tests.figures.questions import QUERIES


@settings(max_examples=500, deadline=None)
@given(QUERIES)
def test_text_reads_back(query: Query) -> None:
    text = str(query)
    assert str(parse_query(text)) == text


@pytest.mark.parametrize(
    ("loose", "strict"),
    [
        ("count( defence.share>=2% ,NATO-USA,2024 )", "count(defence.share >= 2 %, NATO - USA, 2024)"),
        ("level(gdp.usd,USA,2014..2024)", "level(gdp.usd, USA, 2014..2024)"),
        ("level( defence.spending.usd  in EUR ,DEU,2023)", "level(defence.spending.usd in EUR, DEU, 2023)"),
        ("level(gdp.usd in   EUR, DEU, 2023)", "level(gdp.usd in EUR, DEU, 2023)"),
        ("count(gdp.usd in EUR>=50 bn EUR,NATO,2023)", "count(gdp.usd in EUR >= 50 bn EUR, NATO, 2023)"),
        ("since(gdp.usd in EUR > 50 bn EUR, DEU, 2023, last)", "since(gdp.usd in EUR > 50 bn EUR, DEU, 2023, last)"),
        ("which(defence.share<2.0%,{DEU,FRA},2024)", "which(defence.share < 2 %, {DEU, FRA}, 2024)"),
    ],
)
def test_blanks_and_zeros_are_free(loose: str, strict: str) -> None:
    assert str(parse_query(loose)) == strict


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("USA", "USA"),
        ("EU", AreaSet("EU")),
        ("NATO", AreaSet("NATO")),
        ("USA - DEU", AreaSet("USA", (), ("DEU",))),
        ("NATO - {USA, DEU}", AreaSet("NATO", (), ("USA", "DEU"))),
        ("{USA}", AreaSet(None, ("USA",))),
    ],
)
def test_three_letters_are_an_area_and_all_else_a_set(text: str, subject: AreaSet | str) -> None:
    assert parse_query(f"share(gdp.usd, {text}, NATO, 2024)") == Share(
        "gdp.usd", subject, AreaSet("NATO"), Years.one(2024)
    )


def test_a_run_of_one_year_is_that_year() -> None:
    assert parse_query("sum(gdp.usd, NATO, 2024..2024)") == Sum("gdp.usd", AreaSet("NATO"), Years.one(2024))


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("size(defence.share, DEU, 2024)", 0, "one of level, count"),
        ("level(defence, DEU, 2024)", 6, "a measure"),
        ("level(gdp.usd in Euro, DEU, 2024)", 14, "in and a currency"),
        ("level(gdp.usd in EUROS, DEU, 2024)", 14, "in and a currency"),
        ("level(defence.share, DEU, 24)", 26, "a year"),
        ("level(defence.share, DEU, 2024..2014)", 32, "a year from 2024 on"),
        ("level(defence.share, DEU, 2024", 30, "')'"),
        ("level(defence.share, DEU, 2024) x", 32, "the end"),
        ("count(defence.share 2 %, NATO, 2024)", 20, "a comparison"),
        ("member(NATO, count, 2024-13-01)", 20, "a day of the calendar"),
        ("change(defence.share, DEU, 2023, 2024, points)", 39, "one of abs, %, pp, factor"),
        ("rank(defence.share, DEU, NATO, 2014..2024)", 35, "one year"),
        ("top(3, defence.share, NATO, 2014..2024)", 32, "one year"),
        ("share(defence.spending.usd, USA, NATO, 2020..2024)", 43, "one year"),
        ("compare(defence.share, DEU, FRA, 2020 .. 2024, diff)", 38, "one year"),
        ("since(defence.share >= 2 %, DEU, 2014..2024, first)", 37, "one year"),
        ("gap(defence.share, DEU, 2014..2024, 2 %)", 28, "one year"),
        ("since(gdp.usd > 2 %, DEU, 2024, least)", 32, "first or last or every"),
        ("since(gdp.usd, DEU, 2024, least)", 26, "highest or lowest"),
        ("member(NATO, count, since)", 20, "a day as in"),
        (f"count(defence.share >= {'9' * 21} %, NATO, 2024)", 23, "a number of at most 20 digits"),
        ("gap(defence.share, DEU, 2024, 2.00000000000000000001 %)", 30, "a target of at most 20 digits"),
        ("", 0, "one of level, count"),
    ],
)
def test_an_error_points_at_its_place(text: str, position: int, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert caught.value.position == position
    assert caught.value.expected.startswith(expected)


@settings(max_examples=300, deadline=None)
@given(QUERIES, st.integers(0, 80), st.text(max_size=3))
def test_whatever_is_typed_is_a_query_or_a_query_error(query: Query, place: int, typed: str) -> None:
    text = str(query)
    with contextlib.suppress(QueryError):
        parse_query(text[:place] + typed + text[place + 1 :])
