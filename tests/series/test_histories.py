"""One question through years and releases."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from faktenlage.figures import parse_query
from faktenlage.figures.scope import in_year, year_of
from faktenlage.series.histories import history
from faktenlage.store.almanac import Almanac

DAY = dt.date(2025, 9, 2)


@pytest.fixture(scope="module")
def figures():
    return Almanac.open().figures("nato_defence")


def test_years_and_releases_agree_on_the_year_asked(figures):
    course = history(parse_query("level(defence.share, ESP, 2024)"), figures, DAY)
    assert course is not None
    assert course.year == 2024
    newest = next(point for point in course.years if point.year == 2024)
    assert newest.value == course.steps[-1].value
    assert [step.released for step in course.steps] == sorted(step.released for step in course.steps)
    assert course.steps[-1].released <= DAY
    assert newest.estimated


def test_a_new_definition_is_no_revision(figures):
    course = history(parse_query("level(defence.share, ESP, 2024)"), figures, dt.date(2026, 11, 22))
    assert course is not None
    assert [step.redefined for step in course.steps] == [False] * (len(course.steps) - 1) + [True]


def test_a_question_which_or_whether_all_is_drawn_as_how_many(figures):
    course = history(parse_query("which(defence.share >= 3 %, NATO - USA, 2024)"), figures, dt.date(2024, 11, 22))
    assert course is not None
    assert {point.year: point.value for point in course.years}[2024] == Decimal(4)


@pytest.mark.parametrize("query", ["member(NATO, count, 2024-05-01)", "top(2, defence.share, NATO, 2024)"])
def test_what_has_no_number_for_a_year_has_no_history(figures, query: str):
    assert history(parse_query(query), figures, DAY) is None


@pytest.mark.parametrize(
    ("query", "moved"),
    [
        ("rank(defence.share, POL, NATO, 2024)", "rank(defence.share, POL, NATO, 2020)"),
        ("change(defence.share, POL, 2014, 2024, pp)", "change(defence.share, POL, 2010, 2020, pp)"),
        ("level(defence.share, POL, 2014..2024)", None),
        ("level(guideline.hague.deadline, NATO, 2025)", None),
        ("holds(NATO.secretary_general, 2024-11-22)", None),
    ],
)
def test_the_year_of_a_question_can_be_moved(query: str, moved: str | None):
    parsed = parse_query(query)
    year = year_of(parsed)
    assert (year is None) == (moved is None)
    if moved is not None and year is not None:
        assert str(in_year(parsed, year - 4)) == moved
