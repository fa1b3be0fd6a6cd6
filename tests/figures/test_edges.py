"""At the edge of a day, a threshold, a place or a run: a small world of releases, and what each question to it says."""

from __future__ import annotations

import contextlib
import datetime as dt
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.errors import UnknownNameError
from faktenlage.figures import Figures, oracle, parse_query
from faktenlage.figures.rates import Rates
from faktenlage.model import Answer, AreaSet, Entry, Observation, Query
from faktenlage.store import adding
from faktenlage.store.adding import Row, add_rows
from faktenlage.store.almanac import Almanac
from tests.store import islands

WORLD = tomllib.loads(Path(__file__).with_name("edges.toml").read_text(encoding="utf-8"))
UNITS = {"fx.usd": "per USD"} | islands.UNITS


@pytest.fixture(scope="module", params=[1, 20_000], ids=["parquet", "csv"])
def almanac(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Almanac]:
    """The definitions of the islands, with members and releases of their own, whatever these are kept in."""
    place = tmp_path_factory.mktemp("edges")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adding, "MANY", request.param)
        yield _published(place)


def _published(place: Path) -> Almanac:
    islands.write(place / "packs")
    (place / "packs" / "islands" / "registers" / "members.csv").write_text(WORLD["members"], encoding="utf-8")
    for release in WORLD["release"]:
        origin = islands.origin(release["released"], "isles", release["kind"])
        rounding = {measure: Decimal(unit) for measure, unit in release.get("rounding", {}).items()}
        rows = [_row(line) for line in release["cells"].splitlines() if line]
        domain = release.get("domain", "islands")
        add_rows(place, domain, msgspec.structs.replace(origin, rounding=rounding), rows)
    return Almanac(place / "packs", place)


def _row(line: str) -> Row:
    measure, area, period, value = line.split()
    status = "missing" if value == "-" else "actual"
    return Row(measure, area, period, value.strip("-"), UNITS.get(measure, "bn USD"), status, f"{area} {period}")


def _seen(answer: Answer) -> dict[str, Any]:
    """An answer in the terms of the cases."""
    cells = [line for line in answer.evidence if isinstance(line, Observation)]
    return {
        "value": None if answer.value is None else f"{answer.value.normalize():f}",
        "margin": f"{answer.margin.normalize():f}",
        "unit": answer.unit,
        "text": answer.text,
        "truth": answer.truth,
        "reason": answer.reason,
        "areas": None if answer.areas is None else list(answer.areas),
        "order": None if answer.order is None else list(answer.order),
        "days": None if answer.days is None else [[day for day in days if day] for days in answer.days],
        "values": [f"{area} {value}" for area, value in answer.values],
        "steps": list(answer.steps),
        "release": answer.release and answer.release.key[11:-9],
        "newer": answer.newer and answer.newer.key[11:-9],
        "cells": [f"{cell.area} {cell.year}" for cell in cells],
        "entries": [line.subject for line in answer.evidence if isinstance(line, Entry)],
    }


@pytest.mark.parametrize("case", WORLD["case"], ids=[case["name"] for case in WORLD["case"]])
def test_the_answer_turns_where_it_should(almanac: Almanac, case: dict[str, Any]) -> None:
    answer = almanac.answer(parse_query(case["query"]), case["as_of"])
    expected = {name: value for name, value in case.items() if name not in ("name", "query", "as_of")}
    assert expected
    expected = {"newer": None} | expected
    assert {name: value for name, value in _seen(answer).items() if name in expected} == expected


def without_later(almanac: Almanac, query: Query, as_of: dt.date) -> tuple[Answer, ...]:
    """The answers where no release of a later day is at hand, of rates either."""
    figures = almanac.figures_for(query)
    tables = [table for table in figures.tables if table.release.released <= as_of]
    rates = [table for table in almanac.figures("rates").tables if table.release.released <= as_of]
    return Figures(figures.domain, figures.registers, tables, Rates(lambda: rates), figures.groups).answers(
        query, as_of
    )


@pytest.mark.parametrize("case", WORLD["case"], ids=[case["name"] for case in WORLD["case"]])
def test_what_is_released_later_changes_no_case(almanac: Almanac, case: dict[str, Any]) -> None:
    query = parse_query(case["query"])
    assert without_later(almanac, query, case["as_of"]) == almanac.answers(query, case["as_of"])


@settings(max_examples=150)
@given(query=islands.FIGURES, as_of=st.dates(dt.date(2003, 2, 1), dt.date(2005, 3, 1)))
def test_what_is_released_later_changes_no_answer(almanac: Almanac, query: Query, as_of: dt.date) -> None:
    with contextlib.suppress(UnknownNameError):
        assert without_later(almanac, query, as_of) == almanac.answers(query, as_of)


@pytest.mark.parametrize(
    ("measure", "as_of", "year"),
    [
        ("isle.base1", "2004-04-01", 2003),
        ("isle.base1", "2004-08-31", 2003),  # four cells of a later year are too few
        ("isle.base1", "2004-09-01", 2004),  # five are several
        ("isle.share", "2003-02-28", None),
        ("isle.share", "2003-03-01", 2002),
        ("isle.share", "2010-01-01", 2002),
        ("isle.coins", "2010-01-01", 2002),  # no year has several
        ("isle.spent", "2010-01-01", 2003),
        ("isle.spent in EUR", "2010-01-01", 2003),
        ("isle.perhead", "2005-01-31", None),
        ("isle.perhead", "2005-02-01", 2003),  # people are counted for a year later
        ("isle.perhead in EUR", "2010-01-01", 2003),
        ("isle.perhead", "2011-01-01", 2004),  # printed for a year that cannot be computed
        ("isle.nothing", "2010-01-01", None),
    ],
)
def test_the_latest_year_is_the_last_with_several_areas(
    almanac: Almanac, measure: str, as_of: str, year: int | None
) -> None:
    figures = almanac.figures("islands")
    for _ in range(2):
        assert figures.latest_year(measure, dt.date.fromisoformat(as_of)) == year


def test_releases_are_known_from_their_day_on(almanac: Almanac) -> None:
    figures = almanac.figures("islands")
    known = {day: figures.releases(day) for day in (dt.date(2003, 2, 28), dt.date(2003, 3, 1), dt.date(2004, 1, 10))}
    assert [len(releases) for releases in known.values()] == [0, 1, 2]
    query, today = parse_query("level(isle.share, AAA, 2002)"), dt.date(2010, 1, 1)
    shares, money = known[dt.date(2004, 1, 10)]
    answer = figures.answer_by(shares, query, today)
    assert answer is not None
    assert answer.value == 3
    assert figures.answer_by(money, query, today) is None
    assert figures.datasets == {"isles"}


def test_what_a_domain_defines_is_found_by_name(almanac: Almanac) -> None:
    figures = almanac.figures("islands")
    pact = figures.guideline("pact")
    assert pact is not None
    assert pact.deadline == 2010
    assert figures.guideline("other") is None
    assert [entry.subject for entry in figures.holders("UNION.chair")] == [
        "Ada Strauß O'Neil",
        "Bo Berg",
        "Cy Fill",
        "Dee Berg",
    ]


def test_answers_are_kept_until_there_are_too_many(almanac: Almanac, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oracle, "REMEMBERED", 2)
    figures, day = almanac.figures("islands"), dt.date(2010, 1, 1)
    monkeypatch.setattr(figures, "_known", {})
    asked = [parse_query(f"level(isle.share, AAA, {year})") for year in (2000, 2001, 2002)]
    first = figures.answers(asked[0], day)
    assert figures.answers(asked[0], day) is first
    figures.answers(asked[1], day)
    assert figures.answers(asked[0], day) is first
    figures.answers(asked[2], day)
    assert list(figures._known) == [(asked[2], day)]


@pytest.mark.parametrize(
    ("among", "day", "members", "with_forces"),
    [
        ("UNION", "2003-06-30", "AAA BBB DDD EEE", "AAA BBB EEE"),
        ("UNION", "2003-07-01", "AAA BBB CCC DDD EEE", "AAA BBB CCC EEE"),
        ("INNER", "2003-06-30", "BBB DDD EEE", "BBB EEE"),
        (AreaSet("UNION", (), ("BBB", "DDD")), "2003-06-30", "AAA EEE", "AAA EEE"),
        (AreaSet(None, ("DDD", "AAA", "DDD")), "2003-06-30", "DDD AAA", "DDD AAA"),
        (AreaSet(None, ("DDD", "AAA"), ("AAA",)), "2003-06-30", "DDD", "DDD"),
        (AreaSet(None, ("DDD",)), "2003-06-30", "DDD", "DDD"),
        ("DDD", "2003-06-30", "DDD", "DDD"),
        (AreaSet("ZZZ"), "2003-06-30", "ZZZ", "ZZZ"),
        (AreaSet("ZZZ", (), ("AAA",)), "2003-06-30", "", ""),
        (AreaSet("NOWHERE"), "2003-06-30", "", ""),
        ("LEAGUE", "1998-12-30", "", ""),
        ("LEAGUE", "1998-12-31", "AAA BBB", "AAA BBB"),
    ],
)
def test_a_set_has_the_members_of_its_day(
    almanac: Almanac, among: AreaSet | str, day: str, members: str, with_forces: str
) -> None:
    figures, on = almanac.figures("islands"), dt.date.fromisoformat(day)
    assert figures.members(among, on) == tuple(members.split())
    assert figures.with_forces(among, on) == tuple(with_forces.split())


def test_releases_add_measures_and_change_none(almanac: Almanac) -> None:
    domain = almanac.domains["islands"]
    share = domain.measures["isle.share"]
    assert domain.extended([]) is domain
    assert domain.extended([share]) is domain
    other = msgspec.structs.replace(share, unit="points")
    more = msgspec.structs.replace(share, id="isle.more")
    found = domain.extended([other, more])
    assert found.measures["isle.share"] is share
    assert found.measures["isle.more"] is more
    assert found.knows("isle.coins", "AAA")
    assert not found.knows("isle.coins", "CCC")
    assert not found.knows("isle.none", "AAA")
    assert not found.knows("isle.share", "DDD")
    assert found.knows("isle.people", "DDD")
