"""Labels, reasons and causes on the shipped figures; the cases lie in ``verdicts.toml``."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from faktenlage.figures import Figures, parse_query
from faktenlage.model import Asserted, Claim, Interval, Reading, Span
from faktenlage.verdicts import judge, judge_then_and_today

CASES = tomllib.loads(Path(__file__).with_name("verdicts.toml").read_text(encoding="utf-8"))["case"]
TODAY = dt.date(2026, 11, 22)


def asserted(case: dict[str, Any]) -> Asserted:
    low, high = (Decimal(case[side]) if side in case else None for side in ("low", "high"))
    interval = Interval(low, high, case.get("low_open", False), case.get("high_open", False))
    value = case.get("value")
    return Asserted(
        text="",
        unit=case["unit"],
        interval=interval if low is not None or high is not None else None,
        step=Decimal(case["step"]) if "step" in case else None,
        bar=case.get("bar", False),
        days=tuple(case["days"]) if "days" in case else None,
        areas=tuple(case["areas"]) if "areas" in case else None,
        order=tuple(case["order"]) if "order" in case else None,
        value=tuple(value) if isinstance(value, list) else value,
        includes=case.get("includes", False),
    )


def reading(query: str, **said: Any) -> Reading:
    return Reading(parse_query(query), asserted(said))


def claim(main: Reading | None, **more: Any) -> Claim:
    return Claim("c1", "s1", Span(0, 0), main, **more)


def exactly(number: str, unit: str = "%") -> dict[str, Any]:
    """A plain number: half a unit of its last digit either way."""
    value = Decimal(number)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return {
        "low": str(value - step / 2),
        "high": str(value + step / 2),
        "high_open": True,
        "step": str(step),
        "unit": unit,
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_label_then_and_today(figures: Figures, case: dict[str, Any]) -> None:
    judged = judge_then_and_today(claim(reading(case["query"], **case["asserted"])), figures, case["published"], TODAY)
    assert (judged.then.label, judged.today.label) == (case["then"], case["today"])
    for when in ("then", "today"):
        for field in ("reason", "cause"):
            if f"{when}_{field}" in case:
                assert (getattr(getattr(judged, when), field) or "") == case[f"{when}_{field}"]


def test_outdated_says_by_which_release_and_since_when_not(figures: Figures) -> None:
    verdict = judge(
        claim(reading("level(defence.share, DEU, 2024)", **exactly("2.12"))),
        figures,
        TODAY,
        published=dt.date(2024, 6, 18),
    )
    assert verdict.label == "outdated"
    released = [answer.release.released for answer in (verdict.earlier, verdict.later) if answer and answer.release]
    assert released == [dt.date(2024, 6, 17), dt.date(2025, 4, 24)]


def test_a_claim_without_a_reading_keeps_its_reason(figures: Figures) -> None:
    verdict = judge(claim(None, reason="no_number"), figures, TODAY)
    assert (verdict.label, verdict.reason) == ("not_checkable", "no_number")


def test_another_publisher_is_not_ours_to_judge(figures: Figures) -> None:
    main = reading("level(defence.share, DEU, 2024)", **exactly("1.89"))
    assert judge(claim(main, dataset="sipri"), figures, TODAY).reason == "no_figures"
    assert judge(claim(main, dataset="nato"), figures, TODAY).label == "wrong"


def test_a_wrong_main_reading_beside_a_right_one_is_ambiguous(figures: Figures) -> None:
    main = reading("level(defence.share, DEU, 2023)", **exactly("2.12"))
    other = reading("level(defence.share, DEU, 2024)", **exactly("2.12"))
    verdict = judge(claim(main, others=(other,)), figures, dt.date(2024, 6, 18))
    assert (verdict.label, verdict.reason) == ("not_checkable", "ambiguous")
    assert judge(claim(other, others=(main,)), figures, dt.date(2024, 6, 18)).label == "correct"


def test_definitions_that_disagree_make_it_depend(figures: Figures) -> None:
    nominal = reading("change(defence.spending.eur, DEU, 2017, 2024, factor)", low="1.9", high="2.5", unit="factor")
    real = replace(nominal, query=parse_query("change(defence.spending.real, DEU, 2017, 2024, factor)"))
    day = dt.date(2024, 11, 15)
    for main, other in ((nominal, real), (real, nominal)):
        verdict = judge(claim(main, definitions=(other,)), figures, day)
        assert verdict.label == "depends"
        assert verdict.reason == f"definition: {other.query}"
        assert verdict.earlier is not None
    assert judge(claim(nominal, definitions=(nominal,)), figures, day).label == "correct"


def test_a_named_release_is_the_one_that_judges(figures: Figures) -> None:
    main = reading("level(defence.share, DEU, 2024)", **exactly("2.12"))
    day = dt.date(2025, 5, 1)
    named = judge(claim(main, release=dt.date(2024, 6, 17)), figures, day)
    assert named.label == "correct"
    assert named.later is not None
    assert named.later.value == Decimal("2.10")
    assert judge(claim(main), figures, day).label == "imprecise"


def test_a_named_release_that_lacks_the_figure_condemns_nobody(figures: Figures) -> None:
    main = reading("level(defence.share, CAN, 2022)", **exactly("1.99"))
    verdict = judge(claim(main, release=dt.date(2023, 3, 21)), figures, dt.date(2024, 7, 1))
    assert (verdict.label, verdict.reason) == ("not_checkable", "incomplete")


def test_another_currency_is_not_compared(figures: Figures) -> None:
    main = reading("level(defence.spending.usd, DEU, 2024)", **exactly("90.6", "bn EUR"))
    assert judge(claim(main), figures, TODAY).label == "not_checkable"


@pytest.mark.parametrize(
    ("low", "high", "low_open", "high_open", "label"),
    [
        ("2.12", "2.20", False, False, "correct"),
        ("2.12", "2.20", True, False, "imprecise"),
        ("2.00", "2.12", False, False, "correct"),
        ("2.00", "2.12", False, True, "imprecise"),
        ("2.162", "2.20", False, False, "imprecise"),  # 2 % of 2.162 reach down to 2.119
        ("2.164", "2.20", False, False, "wrong"),
        (None, "2.12", False, False, "correct"),
        ("2.12", None, True, False, "imprecise"),
    ],
)
def test_the_edge_of_an_interval(
    figures: Figures, low: str | None, high: str | None, low_open: bool, high_open: bool, label: str
) -> None:
    said = {side: bound for side, bound in (("low", low), ("high", high)) if bound is not None}
    main = reading(
        "level(defence.share, DEU, 2024)", **said, low_open=low_open, high_open=high_open, step="0.01", unit="%"
    )
    assert judge(claim(main), figures, dt.date(2024, 6, 18)).label == label
