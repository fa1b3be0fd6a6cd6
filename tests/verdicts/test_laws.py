"""What holds for every claim on every day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.figures import Figures
from faktenlage.model import Asserted, Claim, Interval, Query, Reading, Span
from faktenlage.verdicts import judge, judge_then_and_today
from tests.figures.questions import DAYS, QUERIES

SHIPPED = Figures.shipped()
OFFSETS = st.sampled_from([Decimal(text) for text in ("-20", "-1", "-0.05", "-0.01", "0", "0.01", "0.04", "0.3", "7")])
WIDTHS = st.sampled_from([Decimal(text) for text in ("0", "0.01", "0.1", "1", "50")])
STEPS = st.sampled_from([Decimal(text) for text in ("0.01", "0.1", "1")])
ASSERTED = st.tuples(OFFSETS, WIDTHS, STEPS, st.booleans(), st.booleans())
Said = tuple[Decimal, Decimal, Decimal, bool, bool]


def asserted(query: Query, as_of: dt.date, said: Said) -> Asserted:
    """An interval near what was known, so that every label occurs."""
    offset, width, step, half_open, bar = said
    centre = SHIPPED.answer(query, as_of).value or Decimal(2)
    low = centre + offset
    return Asserted("", "", Interval(low, low + width + step, high_open=half_open), step=step, bar=bar)


def claim(query: Query, said: Asserted) -> Claim:
    return Claim("c1", "s1", Span(0, 0), Reading(query, said))


def widened(said: Asserted, down: Decimal, up: Decimal) -> Asserted:
    assert said.interval is not None
    assert said.interval.low is not None
    assert said.interval.high is not None
    return replace(said, interval=Interval(said.interval.low - down, said.interval.high + up))


@settings(max_examples=300, deadline=None)
@given(QUERIES, DAYS, ASSERTED, WIDTHS, WIDTHS)
def test_widening_an_assertion_never_turns_right_into_wrong(
    query: Query, as_of: dt.date, said: Said, down: Decimal, up: Decimal
) -> None:
    narrow = asserted(query, as_of, said)
    if judge(claim(query, narrow), SHIPPED, as_of).label == "correct":
        assert judge(claim(query, widened(narrow, down, up)), SHIPPED, as_of).label == "correct"


@settings(max_examples=200, deadline=None)
@given(QUERIES, DAYS, ASSERTED, st.lists(st.booleans(), min_size=18, max_size=18))
def test_a_later_release_never_changes_a_verdict_as_of_an_earlier_day(
    query: Query, as_of: dt.date, said: Said, keep: list[bool]
) -> None:
    tables = tuple(
        table for table, kept in zip(SHIPPED._tables, keep, strict=True) if kept or table.release.released <= as_of
    )
    fewer = Figures(SHIPPED.domain, SHIPPED._registers, tables)
    told = claim(query, asserted(query, as_of, said))
    assert judge(told, fewer, as_of) == judge(told, SHIPPED, as_of)


@settings(max_examples=200, deadline=None)
@given(QUERIES, DAYS, ASSERTED)
def test_every_label_rests_on_what_it_needs(query: Query, as_of: dt.date, said: Said) -> None:
    told = claim(query, asserted(query, as_of, said))
    judged = judge_then_and_today(told, SHIPPED, as_of, dt.date(2027, 6, 1))
    for verdict in (judged.then, judged.today):
        if verdict.label in ("correct", "imprecise", "wrong", "outdated", "depends"):
            assert verdict.answer is not None
            assert verdict.answer.reason is None
            assert verdict.answer.evidence
        if verdict.label == "outdated":
            assert verdict.earlier is not None
            assert verdict.later is not None
        if verdict.label in ("open", "not_checkable"):
            assert verdict.reason
