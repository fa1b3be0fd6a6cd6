"""The report this project began with; its text lies beside the checkout and is not ours to copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from faktenlage.desk import Desk
from faktenlage.model import Asserted, Judged, Review
from faktenlage.reports import read_file
from faktenlage.review import review

DAY = "2024-11-22"


@pytest.fixture(scope="module")
def reviewed(shared: Path) -> Review:
    return review(read_file(shared / "reports" / "seed-de.txt"), desk=Desk.load(), today=dt.date(2026, 11, 22))


@pytest.fixture(scope="module")
def judged(reviewed: Review) -> Mapping[str, Judged]:
    """The claims of the seed by their query."""
    assert reviewed.report.published == dt.date.fromisoformat(DAY)
    return {str(each.claim.reading.query): each for each in reviewed.claims if each.claim.reading}


def labels(judged: Judged) -> tuple[str, str]:
    return judged.then.label, judged.today.label


def asserted(judged: Judged) -> Asserted:
    assert judged.claim.reading is not None
    return judged.claim.reading.asserted


def met(judged: Judged, when: str) -> set[str]:
    """The states that meet the bar, by the cells that were shown."""
    verdict = getattr(judged, when)
    return {cell.area for cell in verdict.answer.evidence if cell.value is not None and cell.value >= 3}


def test_four_besides_the_united_states_and_lithuania_for_greece_since(judged: Mapping[str, Judged]) -> None:
    count = judged["count(defence.share >= 3 %, NATO - USA, 2024)"]
    assert labels(count) == ("correct", "correct")
    assert asserted(count).interval is not None
    assert met(count, "then") == {"POL", "EST", "LVA", "GRC"}
    assert met(count, "today") == {"POL", "EST", "LVA", "LTU"}


def test_two_point_one_per_cent_was_right_and_is_outdated(judged: Mapping[str, Judged]) -> None:
    level = judged["level(defence.share, DEU, 2024)"]
    assert labels(level) == ("correct", "outdated")


@pytest.mark.parametrize(
    "query",
    [
        f"member(NATO, count, {DAY})",
        f"holds(NATO.secretary_general, {DAY})",
        f"holds(USA.president, next, {DAY})",
        "holds(USA.president, Donald Trump, terms)",
        f"holds(NLD.prime_minister, Mark Rutte, before {DAY})",
    ],
)
def test_members_and_offices_were_named_rightly(judged: Mapping[str, Judged], query: str) -> None:
    assert labels(judged[query]) == ("correct", "correct")


def test_nothing_else_gets_a_verdict(judged: Mapping[str, Judged]) -> None:
    assert len(judged) == 7


def test_who_says_what(reviewed: Review) -> None:
    told = {(each.authority, each.stance, each.certainty) for each in reviewed.statements if each.manner != "own"}
    assert {
        ("unnamed_insiders", "asserts", "reported"),
        ("named_person", "demands", "reported"),
        ("object", "confirms", "fact"),
        ("spokesperson", "declines", "reported"),
        ("unnamed_officials", "confirms", "reported"),
        ("unnamed_insiders", "asserts", "counterfactual"),
    } <= told
    assert {each.speaker.name for each in reviewed.statements if each.speaker} == {"Donald Trump"}


def test_the_first_sentence_tells_more_than_its_sources(reviewed: Review) -> None:
    assert [finding.kind for finding in reviewed.findings] == ["contradiction", "reported_as_fact"]
    assert len({finding.spans[0] for finding in reviewed.findings}) == 1
