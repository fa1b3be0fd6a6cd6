"""What short texts claim: the cases beside the words of every domain, in every language that has some."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from faktenlage.desk import Desk
from faktenlage.figures import parse_query
from faktenlage.figures.oracle import SHIPPED
from faktenlage.model import Report
from faktenlage.review import review

TODAY = dt.date(2026, 11, 22)
FILES = sorted(SHIPPED.parent.glob("*/cases/claims_*.toml"))
LABELS = {"correct", "imprecise", "wrong", "outdated", "depends", "open", "not_checkable"}


def cases(kind: str) -> Iterator[Any]:
    for path in FILES:
        language = path.stem.removeprefix("claims_")
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get(kind, []):
            yield pytest.param(language, case, id=f"{language} {case['published']}: {case['text']}")


def claimed(desk: Desk, language: str, case: dict[str, Any]) -> list[str]:
    """As the cases write it: the query, the label then, the label today."""
    report = Report("case", case["text"], language=language, published=case["published"])
    return [
        f"{judged.claim.reading.query}: {judged.then.label}, {judged.today.label}"
        for judged in review(report, desk=desk, today=TODAY).claims
        if judged.claim.reading is not None
    ]


@pytest.mark.parametrize(("language", "case"), list(cases("case")))
def test_a_text_claims_what_its_case_says(desk: Desk, language: str, case: dict[str, Any]) -> None:
    assert sorted(claimed(desk, language, case)) == sorted(case["claims"])


@pytest.mark.parametrize(("language", "case"), list(cases("wanted")))
def test_a_text_is_still_misread(desk: Desk, language: str, case: dict[str, Any]) -> None:
    read = sorted(claimed(desk, language, case))
    assert read != sorted(case["claims"]), "it is read now: move it up among the cases"


@pytest.mark.parametrize(("language", "case"), [*cases("case"), *cases("wanted")])
def test_a_case_is_written_in_the_notation(language: str, case: dict[str, Any]) -> None:
    assert set(case) <= {"text", "published", "claims", "note"}, language
    assert isinstance(case["published"], dt.date)
    for claim in case["claims"]:
        query, _, labels = claim.rpartition(": ")
        assert str(parse_query(query)) == query
        assert set(labels.split(", ")) <= LABELS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_text_is_listed_twice_and_refusals_are_many(path: Path) -> None:
    listed = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = [case["text"] for kind in listed.values() for case in kind]
    assert len(texts) == len(set(texts))
    assert sum(not case["claims"] for case in listed["case"]) >= len(listed["case"]) // 5
