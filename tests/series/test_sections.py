from __future__ import annotations

import datetime as dt

from faktenlage.model import Years
from faktenlage.series import names
from faktenlage.series.holdings import extents, holdings
from faktenlage.series.sections import run, section
from faktenlage.store.almanac import Almanac

TODAY = dt.date(2030, 1, 1)
CLUB = ("AAA", "BBB", "CCC")


def lines(found):
    return [(line.area, line.place, line.reading and str(line.reading.value)) for line in found.lines]


def test_a_section_is_by_the_newest_release_that_holds_all(almanac: Almanac):
    found = section(*names.find_measure(almanac, "test.share"), CLUB, 2023, TODAY)
    assert found.release.key == "2025-06-10-third"
    assert found.newer.key == "2026-01-10-new"
    assert lines(found) == [("AAA", 1, "1.98"), ("BBB", 2, "1.61"), ("CCC", 3, "1.00")]


def test_what_is_missing_is_said_and_has_no_place(almanac: Almanac):
    found = section(*names.find_measure(almanac, "test.share"), CLUB, 2024, TODAY)
    assert lines(found) == [("AAA", 1, "2.30"), ("BBB", None, None), ("CCC", None, None)]
    assert found.missing == ("BBB", "CCC")


def test_nothing_known_is_no_release(almanac: Almanac):
    found = section(*names.find_measure(almanac, "test.share"), CLUB, 2023, dt.date(2020, 1, 1))
    assert (found.release, found.missing) == (None, CLUB)


def test_a_run_takes_each_year_from_the_newest_release_that_holds_it(almanac: Almanac):
    figures, measure = names.find_measure(almanac, "test.share")
    found = run(figures, measure, "AAA", None, TODAY)
    assert [(line.year, line.reading.release.key) for line in found] == [
        (2023, "2026-01-10-new"),
        (2024, "2024-06-10-second"),
    ]
    assert [line.reading for line in run(figures, measure, "AAA", Years(2021, 2022), TODAY)] == [None, None]
    assert run(figures, measure, "DEU", None, TODAY) == ()


def test_a_missing_cell_is_not_zero(many):
    almanac = many("2024-01-01-a", [["test.share", "AAA", "2023", "", "%", "missing", ""]])
    found = section(*names.find_measure(almanac, "test.share"), ("AAA",), 2023, TODAY)
    assert lines(found) == [("AAA", None, None)]


def test_holdings_say_what_is_known_on_a_day(almanac: Almanac):
    found = holdings(almanac, dt.date(2024, 12, 31))
    assert [(held.origin.key, held.cells, held.kept) for held in found] == [
        ("2024-01-10-first", 3, "shipped"),
        ("2024-06-10-second", 5, "shipped"),
    ]
    known = {extent.measure.id: (extent.years, extent.releases) for extent in extents(almanac, dt.date(2024, 12, 31))}
    assert known == {"test.share": ((2023, 2024), 2), "test.constant": (None, 0)}
