"""What the day of judgement does to a verdict: then and today, named releases, new definitions, periods to come."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from faktenlage.figures import Figures
from faktenlage.model import Verdict
from faktenlage.verdicts import judge
from tests.verdicts.test_verdicts import claim, exactly, reading

GERMANY = (
    "level(defence.share, DEU, 2024)"  # 2.01, 2.12 (June 2024), 2.10 (April 2025), 2.00 (August 2025), 2.00 (core)
)
BEFORE_CORE = dt.date(2026, 7, 1)
TODAY = dt.date(2026, 11, 22)


def judged(figures: Figures, number: str, as_of: dt.date, published: dt.date | None = None, **more: object) -> Verdict:
    return judge(claim(reading(GERMANY, **exactly(number)), **more), figures, as_of, published=published)


def newest(verdict: Verdict) -> dt.date | None:
    return verdict.answer.release.released if verdict.answer and verdict.answer.release else None


def test_beside_the_figure_it_is_imprecise_then_and_outdated_today_if_it_was_right_once(figures: Figures):
    assert judged(figures, "2.1", dt.date(2025, 9, 2)).label == "imprecise"
    assert judged(figures, "2.1", BEFORE_CORE, dt.date(2024, 7, 1)).label == "outdated"


def test_beside_the_figure_and_never_right_it_is_imprecise_today_as_well(figures: Figures):
    never = judge(
        claim(reading("level(defence.share, LTU, 2024)", **exactly("3.11"))),
        figures,
        BEFORE_CORE,
        published=BEFORE_CORE,
    )
    assert never.label == "imprecise"


@pytest.mark.parametrize(
    ("number", "published", "label"),
    [
        ("2.1", dt.date(2025, 9, 2), "imprecise"),
        ("2.12", dt.date(2025, 9, 2), "outdated"),
        ("2.90", dt.date(2025, 9, 2), "wrong"),
    ],
)
def test_whatever_the_label_the_answer_is_that_of_the_newest_release(
    figures: Figures, number: str, published: dt.date, label: str
):
    verdict = judged(figures, number, published)
    assert verdict.label == label
    assert newest(verdict) == dt.date(2025, 8, 28)


def test_a_new_definition_excuses_only_what_was_said_before_it(figures: Figures):
    spending = reading("level(defence.spending.usd, DEU, 2024)", **exactly("97.7", "bn USD"))
    before = judge(claim(spending), figures, TODAY, published=dt.date(2025, 9, 2))
    assert (before.label, newest(before)) == ("depends", dt.date(2026, 7, 7))
    after = judge(claim(spending), figures, TODAY, published=dt.date(2026, 9, 1))
    assert (after.label, newest(after)) == ("outdated", dt.date(2026, 7, 7))
    wrong = judge(
        claim(reading("level(defence.spending.usd, DEU, 2024)", **exactly("50.0", "bn USD"))),
        figures,
        TODAY,
        published=dt.date(2025, 9, 2),
    )
    assert wrong.label == "wrong"


@pytest.mark.parametrize(("year", "label"), [(2015, "not_checkable"), (2016, "open"), (2017, "open")])
def test_a_period_that_has_not_ended_is_open_one_that_has_is_not(figures: Figures, year: int, label: str):
    day = dt.date(2016, 1, 10)  # before anything was released
    verdict = judge(claim(reading(f"level(defence.share, DEU, {year})", **exactly("1.20"))), figures, day)
    assert (verdict.label, verdict.reason) == (label, "not_yet_published")


def test_a_release_named_then_does_not_judge_today(figures: Figures):
    named = dt.date(2024, 6, 17)
    then = judged(figures, "2.12", dt.date(2025, 5, 1), release=named)
    assert (then.label, newest(then)) == ("correct", named)
    today = judged(figures, "2.12", BEFORE_CORE, dt.date(2025, 5, 1), release=named)
    assert (today.label, newest(today)) == ("outdated", dt.date(2025, 8, 28))


def test_a_release_named_beside_what_only_a_register_knows_changes_nothing(figures: Figures):
    members = reading("member(NATO, count, 2024-05-01)", low="32", high="32", step="1", unit="areas")
    verdict = judge(claim(members, release=dt.date(2024, 6, 17)), figures, dt.date(2024, 5, 1))
    assert verdict.label in ("correct", "not_checkable")
    assert verdict.answer is not None
    assert verdict.answer.value == Decimal(32)
