"""German and English sentences that say the same claim the same; they lie in ``twins.toml``."""

from __future__ import annotations

import datetime as dt
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.desk import Desk
from faktenlage.model import Interval, Report
from faktenlage.review import review

TWINS = tomllib.loads(Path(__file__).with_name("twins.toml").read_text(encoding="utf-8"))["twin"]
NAMES = [
    ("Polen", "Poland"), ("Deutschland", "Germany"), ("Estland", "Estonia"), ("Belgien", "Belgium"),
    ("Kanada", "Canada"), ("Italien", "Italy"), ("Spanien", "Spain"), ("Norwegen", "Norway"), ("Kroatien", "Croatia"),
    ("Ungarn", "Hungary"), ("Frankreich", "France"), ("Griechenland", "Greece"), ("Portugal", "Portugal"),
]  # fmt: skip
PAIRS = st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True)
VALUES = st.decimals(min_value=Decimal("0.6"), max_value=Decimal("5.9"), places=2)
COUNTS = st.sampled_from([*range(13, 20), *range(24, 30)])
DAYS = st.sampled_from([dt.date(2024, 11, 22), dt.date(2025, 9, 15), dt.date(2026, 8, 1)])
TODAY = dt.date(2026, 11, 22)


def claimed(desk: Desk, text: str, language: str, published: dt.date) -> list[tuple[str, Interval | None, str, str]]:
    found = review(Report("twin", text, language=language, published=published), desk=desk, today=TODAY)
    return [
        (str(reading.query), reading.asserted.interval, judged.then.label, judged.today.label)
        for judged in found.claims
        if (reading := judged.claim.reading) is not None
    ]


@pytest.mark.parametrize("twin", TWINS, ids=[twin["de"] for twin in TWINS])
def test_twins_claim_the_same(desk: Desk, twin: dict[str, str]) -> None:
    @given(PAIRS, VALUES, COUNTS, st.integers(2015, 2023), DAYS)
    @settings(max_examples=8)
    def alike(names: list[tuple[str, str]], value: Decimal, count: int, year: int, published: dt.date) -> None:
        one, other = names
        german = twin["de"].format(a=one[0], b=other[0], v=str(value).replace(".", ","), n=count, y=year)
        english = twin["en"].format(a=one[1], b=other[1], v=value, n=count, y=year)
        assert claimed(desk, german, "de", published) == claimed(desk, english, "en", published)

    alike()
