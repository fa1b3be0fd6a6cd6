"""Whole reports of our own writing and the reviews we stand for; ``--update-golden`` writes what is said now."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from faktenlage.contract import review_to_json
from faktenlage.desk import Desk
from faktenlage.reports import read_bytes, read_file
from faktenlage.review import dated, review

HOME = Path(__file__).parent / "golden"
REPORTS = sorted(path for path in HOME.iterdir() if path.suffix in (".txt", ".md"))
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Packs and figures as shipped, loaded once."""
    return Desk.load()


def reviewed(path: Path, desk: Desk) -> str:
    """The review as the contract prints it, with line breaks to be read by people."""
    found = json.loads(review_to_json(review(read_file(path), desk=desk, today=TODAY)))
    found["report"].update(id=path.name, url=None)  # the same wherever the checkout lies
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_a_report_gets_the_review_we_stand_for(path: Path, desk: Desk, update_golden: bool) -> None:
    golden = path.with_suffix(".json")
    said = reviewed(path, desk)
    if update_golden:
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert json.loads(said) == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["gipfel-2024.txt", "haushalt-2019.txt", "rearming-2025.txt", "wien-2026.txt"])
def test_line_ends_make_no_difference(name: str, desk: Desk) -> None:
    data = (HOME / name).read_bytes()
    days = {dated(read_bytes(each, name), desk.languages).published for each in (data, data.replace(b"\n", b"\r\n"))}
    assert len(days) == 1
