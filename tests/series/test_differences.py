from __future__ import annotations

import csv
import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from faktenlage.series import names
from faktenlage.series.differences import bars_of, difference, places
from faktenlage.series.holdings import release_at
from faktenlage.store.almanac import Almanac

TODAY = dt.date(2030, 1, 1)


def between(almanac: Almanac, before: str, after: str, measure: str = "test.share", **options):
    figures, found = names.find_measure(almanac, measure)
    pair = tuple(release_at(figures.tables, measure, wanted, TODAY) for wanted in (before, after))
    return difference(pair, figures.domain, found, **options)


def test_what_moved_crossed_and_changed_places(almanac: Almanac):
    found = between(almanac, "2024-01-10", "2024-06-10")
    assert [(move.area, move.year, str(move.delta), move.kind) for move in found.moves] == [
        ("CCC", 2023, "-0.20", "revised"),
        ("AAA", 2023, "-0.02", "revised"),
    ]
    crossed = [(str(one.threshold), one.move.area, one.up) for one in found.crossings]
    assert crossed == [("2", "AAA", False), ("3.5", "CCC", False)]
    assert [(str(one.threshold), one.before, one.after, one.of) for one in found.tallies] == [
        ("2", 2, 1, 3),
        ("3", 1, 1, 3),
        ("3.5", 1, 0, 3),
    ]
    assert found.shifts == ()
    assert (found.added, found.dropped, found.ranked) == ({2024: 1, 2023: 1}, {}, {2023: 3})


def test_ranks_are_those_of_the_areas_both_hold(almanac: Almanac):
    found = between(almanac, "2024-06-10", "2025-06-10-third")
    assert [(one.area, one.before, one.after) for one in found.shifts] == [
        ("AAA", 2, 1),
        ("BBB", 3, 2),
        ("CCC", 1, 3),
    ]


def test_a_crossing_by_coarse_print_is_doubtful(almanac: Almanac):
    found = between(almanac, "2024-06-10-second", "2025-01-10-coarse")
    assert [(one.move.area, str(one.threshold), one.doubtful) for one in found.crossings] == [("AAA", "2", True)]
    assert {move.area: move.kind for move in found.moves} == {"AAA": "rounded", "BBB": "revised"}


def test_another_definition_is_said_and_revises_nothing(almanac: Almanac):
    found = between(almanac, "2025-06-10", "2026-01-10")
    assert found.redefined
    assert {move.kind for move in found.moves} == {"redefined"}


def test_years_and_thresholds_may_be_given(almanac: Almanac):
    found = between(almanac, "2024-01-10", "2024-06-10", years=[2023], thresholds=[Decimal("1.5"), Decimal("2.005")])
    assert [(str(one.threshold), one.move.area) for one in found.crossings] == [("2.005", "AAA")]
    assert between(almanac, "2024-01-10", "2024-06-10", years=[1999]).pairs == ()


def test_thresholds_are_targets_and_the_whole_numbers_between(almanac: Almanac):
    domain = almanac.domains["test"]
    assert [str(bar.threshold) for bar in bars_of(domain, domain.measures["test.share"])] == ["2", "3", "3.5"]
    assert bars_of(domain, domain.measures["test.constant"]) == ()


def test_equal_values_share_the_better_place():
    values = {"A": Decimal(2), "B": Decimal("2.0"), "C": Decimal(3), "D": Decimal(1)}
    assert places(values) == {"A": 2, "B": 2, "C": 1, "D": 4}


def cells(root: Path, key: str) -> dict[tuple[str, int], Decimal]:
    """The shares of a release, read on their own from its table."""
    table = root / f"src/faktenlage/packs/domains/nato_defence/releases/{key}/observations.csv"
    with table.open(encoding="utf-8", newline="") as stream:
        return {
            (row["area"], int(row["period"])): Decimal(row["value"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
            for row in csv.DictReader(stream)
            if row["measure"] == "defence.share" and row["status"] != "missing"
        }


@pytest.mark.parametrize("bar", ["2", "3", "3.5"])
def test_shipped_thresholds_between_two_releases(root: Path, tmp_path: Path, bar: str):
    before, after = cells(root, "2024-06-17-expenditure"), cells(root, "2025-08-28-expenditure")
    expected = {
        (area, year, after[area, year] >= Decimal(bar))
        for area, year in before.keys() & after.keys()
        if area not in ("NATO", "EUR_CAN")
        and (before[area, year] >= Decimal(bar)) != (after[area, year] >= Decimal(bar))
    }
    found = between(Almanac(place=tmp_path), "2024-06-17", "2025-08-28", "defence.share")
    crossed = {(one.move.area, one.move.year, one.up) for one in found.crossings if one.threshold == Decimal(bar)}
    assert crossed == expected
    assert len(crossed) >= 2


def test_shipped_counts_of_2024(tmp_path: Path):
    found = between(Almanac(place=tmp_path), "2024-06-17", "2025-08-28", "defence.share")
    counts = {str(one.threshold): (one.before, one.after, one.of) for one in found.tallies if one.year == 2024}
    assert counts == {"2": (23, 18, 31), "3": (5, 5, 31), "3.5": (1, 1, 31)}
    crossed = {one.move.area for one in found.crossings if (one.threshold, one.move.year) == (Decimal(2), 2024)}
    assert crossed == {"ALB", "BGR", "MKD", "MNE", "SVK"}
    assert {one.area: (one.before, one.after) for one in found.shifts if one.year == 2024}["SWE"] == (14, 9)
