"""Every operation, asked of the shipped figures; the cases lie in ``answers.toml``."""

from __future__ import annotations

import datetime as dt
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from faktenlage.figures import Figures, parse_query, verify
from faktenlage.model import AreaSet, Compare, Entry, Extreme, Gap, Observation, Query, Rank, Share, Since, Years
from faktenlage.store.almanac import Almanac
from faktenlage.store.sql import sql_of

CASES = tomllib.loads(Path(__file__).with_name("answers.toml").read_text(encoding="utf-8"))["case"]
RUN = Years(2020, 2024)
NOV_2024 = dt.date(2024, 11, 22)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_answer_is_what_was_published_by_that_day(figures: Figures, case: dict[str, Any]) -> None:
    answer = figures.answer(parse_query(case["query"]), case["as_of"])
    if "value" in case:
        expected = Decimal(case["value"])
        assert answer.value is not None, answer.reason
        assert answer.value.quantize(expected, "ROUND_HALF_UP") == expected
    for field in ("text", "truth", "reason"):
        if field in case:
            assert getattr(answer, field) == case[field]
    if "days" in case:
        assert answer.days == tuple((day, None) for day in case["days"])
    for field in ("areas", "order"):
        if field in case:
            assert getattr(answer, field) == tuple(case[field])


@pytest.mark.parametrize(
    "query",
    [
        Rank("defence.share", "DEU", AreaSet("NATO"), RUN),
        Extreme("top", 3, "defence.share", AreaSet("NATO"), RUN),
        Share("defence.spending.usd", "USA", AreaSet("NATO"), RUN),
        Compare("defence.share", "DEU", "FRA", RUN, "diff"),
        Gap("defence.share", "DEU", RUN, Decimal(2)),
        Since("defence.share", "USA", RUN, "highest"),
    ],
    ids=str,
)
def test_what_stands_in_one_year_is_not_answered_for_a_run_of_them(figures: Figures, query: Query) -> None:
    almanac = Almanac.open()
    assert figures.answer(query, NOV_2024).reason == "no_figures"
    assert "no answer: a run of years" in sql_of(query, NOV_2024, almanac)


@pytest.mark.parametrize(
    "text",
    [
        "member(NATO, SWE, 2023-04-05)",
        "member(NATO, GBR, 2023-04-05)",
        "holds(DEU.chancellor, 2022-06-01)",
        "holds(DEU.chancellor, previous, 2022-06-01)",
        "holds(DEU.chancellor, Merz, before 2023-01-01)",
        "holds(NATO.secretary_general, Jens Stoltenberg, from)",
    ],
)
def test_no_evidence_is_of_a_day_to_come(figures: Figures, text: str) -> None:
    day = dt.date(2023, 4, 5)
    lines = figures.answer(parse_query(text), day).evidence
    assert all(max(line.first, line.last or day) <= day for line in lines if isinstance(line, Entry))


def test_exactly_one_kind_of_answer_or_a_reason(figures: Figures) -> None:
    for case in CASES:
        answer = figures.answer(parse_query(case["query"]), case["as_of"])
        kinds = (answer.value, answer.days, answer.areas, answer.order, answer.text, answer.truth, answer.reason)
        assert sum(kind is not None for kind in kinds) == 1


def test_a_cross_section_comes_from_one_release(figures: Figures) -> None:
    answer = figures.answer(parse_query("count(defence.share >= 2 %, NATO, 2024)"), NOV_2024)
    cells = [cell for cell in answer.evidence if isinstance(cell, Observation)]
    assert len(cells) == 31
    assert {cell.release for cell in cells} == {answer.release}


def test_a_newer_release_with_part_of_the_set_is_told(figures: Figures) -> None:
    answer = figures.answer(parse_query("count(defence.share >= 2 %, NATO, 2019)"), dt.date(2019, 12, 4))
    assert answer.release is not None
    assert answer.newer is not None
    assert (answer.release.released, answer.newer.released) == (dt.date(2019, 6, 25), dt.date(2019, 11, 29))


def test_answers_list_every_release_newest_first(figures: Figures) -> None:
    answers = figures.answers(parse_query("level(defence.share, DEU, 2024)"), dt.date(2026, 11, 22))
    days = [answer.release.released for answer in answers if answer.release]
    assert days == sorted(days, reverse=True)
    assert [str(answer.value) for answer in answers] == ["2.00", "2.00", "2.10", "2.12", "2.01"]


def test_coarse_print_carries_its_margin(figures: Figures) -> None:
    answer = figures.answer(parse_query("level(defence.share, DEU, 2025)"), dt.date(2026, 5, 1))
    assert (answer.value, answer.margin) == (Decimal("2.40"), Decimal("0.05"))


def test_groups_are_dated(figures: Figures) -> None:
    europe_and_canada = figures.members(AreaSet("EUR_CAN"), NOV_2024)
    assert len(europe_and_canada) == 31
    assert len(figures.with_forces(AreaSet("NATO"), NOV_2024)) == 31
    assert "SWE" not in figures.members("NATO", dt.date(2024, 3, 6))
    assert figures.members("DEU", NOV_2024) == ("DEU",)
    assert figures.members(AreaSet("G7"), NOV_2024) == ()


def test_the_latest_year_is_one_with_several_areas(figures: Figures) -> None:
    assert figures.latest_year("defence.share", dt.date(2024, 2, 20)) == 2023
    assert figures.latest_year("defence.share", NOV_2024) == 2024
    assert figures.latest_year("sipri.share", NOV_2024) is None


def test_what_is_shipped_is_sealed_credited_and_nobody_elses(figures: Figures) -> None:
    verify()
    for release in figures.releases(dt.date(2026, 11, 22)):
        assert release.dataset == "nato"
        assert "NATO" in release.licence
        assert release.citation
        assert len(release.sha256) == 64
        assert release.coverage == "complete" or release.note
    assert figures.datasets == {"nato"}
