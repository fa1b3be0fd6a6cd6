"""How many allies met a bar, as every release printed it: the tables of the collected sources, told by queries."""

from __future__ import annotations

import datetime as dt

import pytest

from faktenlage.figures import Figures, parse_query

JULY_2023, MARCH_2024, JUNE_2024 = dt.date(2023, 7, 7), dt.date(2024, 3, 14), dt.date(2024, 6, 17)
APRIL_2025, AUGUST_2025, JULY_2026 = dt.date(2025, 4, 24), dt.date(2025, 8, 28), dt.date(2026, 7, 7)

COUNTS = [
    (2023, JULY_2023, 11, 3),
    (2023, MARCH_2024, 11, 3),
    (2023, JUNE_2024, 10, 3),
    (2023, AUGUST_2025, 10, 3),
    (2023, JULY_2026, 10, 2),
    (2024, JUNE_2024, 23, 5),
    (2024, APRIL_2025, 22, 5),
    (2024, AUGUST_2025, 18, 5),
    (2024, JULY_2026, 17, 5),
    (2025, JULY_2026, 28, 7),
    (2026, JULY_2026, 30, 9),
]


@pytest.mark.parametrize(("year", "released", "two", "three"), COUNTS)
def test_the_counts_of_each_release(figures: Figures, year: int, released: dt.date, two: int, three: int):
    for bar, expected in ((2, two), (3, three)):
        answer = figures.answer(parse_query(f"count(defence.share >= {bar} %, NATO, {year})"), released)
        assert answer.value == expected
        assert answer.release is not None
        assert answer.release.released == released


@pytest.mark.parametrize(
    ("released", "four"),
    [
        (JUNE_2024, ("EST", "GRC", "LVA", "POL")),
        (APRIL_2025, ("EST", "LTU", "LVA", "POL")),
        (AUGUST_2025, ("EST", "LTU", "LVA", "POL")),
        (JULY_2026, ("EST", "LTU", "LVA", "POL")),
    ],
)
def test_the_count_stays_and_the_set_changes(figures: Figures, released: dt.date, four: tuple[str, ...]):
    answer = figures.answer(parse_query("which(defence.share >= 3 %, NATO - USA, 2024)"), released)
    assert answer.areas == four
