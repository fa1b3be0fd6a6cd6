"""When a "wrong" is withheld: doubts, other readings, other prices, other definitions."""

from __future__ import annotations

import datetime as dt

import pytest

from faktenlage.figures import Figures
from faktenlage.model import Reading
from faktenlage.verdicts import judge, judge_then_and_today
from tests.verdicts.test_verdicts import claim, exactly, reading

DAY = dt.date(2025, 9, 2)  # Spain 2024 is 1.43 by then, was 1.24 and 1.28
SPAIN = "level(defence.share, ESP, 2024)"
BY_LABEL = {"correct": "1.43", "imprecise": "1.45", "outdated": "1.28", "wrong": "1.70"}


def spain(label: str) -> Reading:
    if label == "open":
        return reading("level(defence.share, ESP, 2026)", **exactly("2.00"))
    return reading(SPAIN, **exactly(BY_LABEL[label]))


def portugal(label: str) -> Reading:
    """Portugal 2024 is 1.58 on that day and was 1.55 and 1.46."""
    if label == "open":
        return reading("level(defence.share, PRT, 2026)", **exactly("2.00"))
    numbers = {"correct": "1.58", "imprecise": "1.60", "outdated": "1.46", "wrong": "1.90"}
    return reading("level(defence.share, PRT, 2024)", **exactly(numbers[label]))


def label_of(figures: Figures, main: Reading, **more: object) -> tuple[str, str | None]:
    verdict = judge(claim(main, **more), figures, DAY)
    return verdict.label, verdict.reason


@pytest.mark.parametrize("label", BY_LABEL)
def test_the_readings_used_here_have_the_labels_they_are_named_for(figures: Figures, label: str):
    assert label_of(figures, spain(label))[0] == label
    assert label_of(figures, portugal(label))[0] == label


@pytest.mark.parametrize(
    ("label", "said"),
    [("correct", "correct"), ("outdated", "outdated"), ("imprecise", "not_checkable"), ("wrong", "not_checkable")],
)
def test_with_a_doubt_nothing_is_wrong_or_imprecise(figures: Figures, label: str, said: str):
    verdict = judge(claim(spain(label), doubts=("subject: from afar",)), figures, DAY)
    assert verdict.label == said
    assert verdict.reason != "ambiguous" or verdict.cause is None
    assert (verdict.reason == "ambiguous") == (said == "not_checkable")


@pytest.mark.parametrize(
    ("main", "other", "said"),
    [
        ("wrong", "correct", "not_checkable"),
        ("wrong", "imprecise", "not_checkable"),
        ("wrong", "outdated", "not_checkable"),
        ("wrong", "open", "not_checkable"),
        ("wrong", "wrong", "wrong"),
        ("outdated", "correct", "not_checkable"),
        ("outdated", "imprecise", "not_checkable"),
        ("outdated", "open", "not_checkable"),
        ("outdated", "outdated", "outdated"),
        ("outdated", "wrong", "outdated"),
        ("imprecise", "correct", "imprecise"),
        ("correct", "wrong", "correct"),
        ("correct", "correct", "correct"),
        ("open", "correct", "open"),
    ],
)
def test_another_reading_of_the_same_state_clears_what_it_bears_out(figures: Figures, main: str, other: str, said: str):
    assert label_of(figures, spain(main), others=(spain(other),))[0] == said


@pytest.mark.parametrize(
    ("main", "other", "said"),
    [
        ("wrong", "correct", "not_checkable"),
        ("wrong", "outdated", "not_checkable"),
        ("wrong", "imprecise", "wrong"),
        ("wrong", "open", "wrong"),
        ("wrong", "wrong", "wrong"),
        ("outdated", "correct", "outdated"),
        ("outdated", "outdated", "outdated"),
    ],
)
def test_the_number_of_another_state_has_to_fit_exactly(figures: Figures, main: str, other: str, said: str):
    assert label_of(figures, spain(main), others=(portugal(other),))[0] == said


def test_an_open_question_about_another_measure_clears_nothing(figures: Figures):
    other = reading("level(defence.equipment.share, ESP, 2026)", **exactly("30"))
    assert label_of(figures, other)[0] == "open"
    assert label_of(figures, spain("wrong"), others=(other,))[0] == "wrong"


def test_one_reading_of_several_is_enough(figures: Figures):
    others = (portugal("wrong"), spain("wrong"), portugal("correct"))
    assert label_of(figures, spain("wrong"), others=others) == ("not_checkable", "ambiguous")


class TestPrices:
    main = reading("level(defence.spending.usd, DEU, 2024)", **exactly("76.9", "bn USD"))
    constant = "level(defence.spending.usd2015, DEU, 2024)"

    def test_right_at_other_prices_depends(self, figures: Figures):
        other = reading(self.constant, **exactly("76.9", "bn USD"))
        verdict = judge(claim(self.main, others=(other,)), figures, DAY)
        assert (verdict.label, verdict.reason) == ("depends", f"definition: {self.constant}")
        assert verdict.earlier is not None
        assert verdict.earlier.query == other.query

    @pytest.mark.parametrize(("number", "said"), [("78.0", "not_checkable"), ("60.0", "wrong")])
    def test_nearly_right_or_wrong_at_other_prices_does_not(self, figures: Figures, number: str, said: str):
        other = reading(self.constant, **exactly(number, "bn USD"))
        assert label_of(figures, self.main, others=(other,))[0] == said

    def test_right_as_it_stands_is_right(self, figures: Figures):
        right = reading("level(defence.spending.usd, DEU, 2024)", **exactly("97.7", "bn USD"))
        other = reading(self.constant, **exactly("76.9", "bn USD"))
        assert label_of(figures, right, others=(other,))[0] == "correct"

    @pytest.mark.parametrize(
        "query",
        [
            "level(defence.spending.usd2015, DEU, 2023)",  # another year as well
            "level(defence.spending.usd, DEU, 2023)",  # the same measure
            "sum(defence.spending.usd2015, {DEU}, 2024)",  # another kind of question
        ],
    )
    def test_what_differs_in_more_than_the_prices_is_another_reading(self, figures: Figures, query: str):
        answer = figures.answer(reading(query, **exactly("1", "bn USD")).query, DAY)
        assert answer.value is not None
        other = reading(query, **exactly(f"{answer.value:.1f}", "bn USD"))
        assert label_of(figures, self.main, others=(other,)) == ("not_checkable", "ambiguous")


@pytest.mark.parametrize(
    ("main", "others", "said"),
    [
        ("correct", ["wrong"], "depends"),
        ("correct", ["outdated"], "depends"),
        ("wrong", ["correct"], "depends"),
        ("imprecise", ["correct"], "depends"),
        ("correct", ["imprecise"], "correct"),
        ("wrong", ["imprecise"], "imprecise"),
        ("wrong", ["outdated"], "outdated"),
        ("wrong", ["open"], "wrong"),
        ("correct", ["open"], "correct"),
        ("open", ["correct"], "open"),
        ("open", ["wrong"], "open"),
        ("wrong", ["wrong"], "wrong"),
    ],
)
def test_definitions_that_fit_the_words_equally(figures: Figures, main: str, others: list[str], said: str):
    assert label_of(figures, spain(main), definitions=tuple(map(portugal, others)))[0] == said


def test_of_several_definitions_the_first_that_disagrees_is_shown(figures: Figures):
    first, second = spain("wrong"), portugal("wrong")
    verdict = judge(claim(spain("correct"), definitions=(first, second)), figures, DAY)
    assert verdict.reason == f"definition: {first.query}"
    verdict = judge(claim(spain("wrong"), definitions=(portugal("correct"), spain("correct"))), figures, DAY)
    assert verdict.reason == f"definition: {portugal('correct').query}"


TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("number", "published", "doubts", "labels"),
    [
        ("2.12", dt.date(2024, 3, 1), ("subject: from afar",), ("not_checkable", "not_checkable")),  # right in between
        ("2.00", dt.date(2024, 7, 1), ("subject: from afar",), ("not_checkable", "correct")),
        ("2.12", dt.date(2024, 3, 1), (), ("wrong", "outdated")),
        ("2.12", dt.date(2024, 7, 1), ("subject: from afar",), ("correct", "outdated")),
    ],
)
def test_what_was_ambiguous_then_is_not_held_against_anybody_today(
    figures: Figures, number: str, published: dt.date, doubts: tuple[str, ...], labels: tuple[str, str]
):
    main = reading("level(defence.share, DEU, 2024)", **exactly(number))
    later = dt.date(2026, 7, 1)
    judged = judge_then_and_today(claim(main, doubts=doubts), figures, published, later)
    assert (judged.then.label, judged.today.label) == labels


def test_a_claim_that_was_open_then_may_be_wrong_today(figures: Figures):
    judged = judge_then_and_today(claim(spain("open")), figures, DAY, TODAY)
    assert (judged.then.label, judged.today.label) == ("open", "correct")
    wrong = judge_then_and_today(
        claim(reading("level(defence.share, ESP, 2026)", **exactly("2.60"))), figures, DAY, TODAY
    )
    assert (wrong.then.label, wrong.today.label) == ("open", "wrong")


def test_without_a_reading_the_reason_is_the_claims_or_that_there_is_no_number(figures: Figures):
    assert judge(claim(None, reason="no_area"), figures, DAY).reason == "no_area"
    assert judge(claim(None), figures, DAY).reason == "no_number"


class TestPeers:
    """Another publisher's figures, here our own asked about another state or year."""

    right, wrong = portugal("correct"), portugal("wrong")

    def test_right_by_another_publisher_depends_and_shows_both(self, figures: Figures):
        verdict = judge(claim(spain("wrong")), figures, DAY, peers=[(self.wrong, figures), (self.right, figures)])
        assert (verdict.label, verdict.reason) == ("depends", f"definition: {self.right.query}")
        assert verdict.earlier is not None
        assert verdict.earlier.query == self.right.query

    @pytest.mark.parametrize("other", ["imprecise", "outdated", "wrong", "open"])
    def test_nearly_right_by_another_publisher_changes_nothing(self, figures: Figures, other: str):
        assert judge(claim(spain("wrong")), figures, DAY, peers=[(portugal(other), figures)]).label == "wrong"

    @pytest.mark.parametrize("label", ["correct", "imprecise"])
    def test_what_is_not_wrong_needs_no_other_publisher(self, figures: Figures, label: str):
        assert judge(claim(spain(label)), figures, DAY, peers=[(self.right, figures)]).label == label

    def test_today_as_well_as_then(self, figures: Figures):
        peers = [(reading("level(defence.share, DEU, 2023)", **exactly("9.99")), figures)]
        judged = judge_then_and_today(claim(spain("wrong")), figures, DAY, TODAY, peers)
        assert (judged.then.label, judged.today.label) == ("wrong", "wrong")
