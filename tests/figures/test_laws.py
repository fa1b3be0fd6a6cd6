"""What holds for every question on every day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.figures import Figures
from faktenlage.model import Query
from tests.figures.questions import DAYS, QUERIES

SHIPPED = Figures.shipped()


def only(keep: list[bool], as_of: dt.date) -> Figures:
    """The shipped figures with some of the releases after ``as_of`` left out."""
    tables = [
        table for table, kept in zip(SHIPPED._tables, keep, strict=True) if kept or table.release.released <= as_of
    ]
    return Figures(SHIPPED.domain, SHIPPED._registers, tuple(tables))


KEEP = st.lists(st.booleans(), min_size=len(SHIPPED._tables), max_size=len(SHIPPED._tables))


@settings(max_examples=300, deadline=None)
@given(QUERIES, DAYS, KEEP)
def test_a_later_release_never_changes_an_answer_as_of_an_earlier_day(
    query: Query, as_of: dt.date, keep: list[bool]
) -> None:
    assert only(keep, as_of).answers(query, as_of) == SHIPPED.answers(query, as_of)


@settings(max_examples=100, deadline=None)
@given(QUERIES, DAYS, st.permutations(SHIPPED._tables))
def test_the_order_of_loading_does_not_matter(query: Query, as_of: dt.date, tables: list) -> None:
    shuffled = Figures(SHIPPED.domain, SHIPPED._registers, tuple(tables))
    assert shuffled.answers(query, as_of) == SHIPPED.answers(query, as_of)


@settings(max_examples=300, deadline=None)
@given(QUERIES, DAYS)
def test_evidence_was_released_by_that_day(query: Query, as_of: dt.date) -> None:
    for answer in SHIPPED.answers(query, as_of):
        for piece in answer.evidence:
            released = getattr(piece, "release", None)
            assert released is None or released.released <= as_of


@settings(max_examples=500, deadline=None)
@given(QUERIES, DAYS)
def test_since_the_settled_day_every_answer_has_been_the_same(query: Query, as_of: dt.date) -> None:
    settled = SHIPPED.settled(query, as_of)
    assert settled <= as_of
    then = [replace(answer, as_of=as_of) for answer in SHIPPED.answers(query, settled)]
    assert then == list(SHIPPED.answers(query, as_of))


@settings(max_examples=100, deadline=None)
@given(QUERIES, DAYS)
def test_answers_in_turn_are_the_same_answers(query: Query, as_of: dt.date) -> None:
    fresh = Figures(SHIPPED.domain, SHIPPED._registers, SHIPPED._tables)
    assert fresh.in_turn(query, as_of)[0] == SHIPPED.answers(query, as_of)[0]
    assert tuple(fresh.in_turn(query, as_of)) == fresh.answers(query, as_of) == SHIPPED.answers(query, as_of)
