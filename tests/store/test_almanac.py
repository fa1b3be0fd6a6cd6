"""Each question goes to the domain it is of; folders are read in order, and only those that are releases."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from faktenlage.errors import UnknownNameError
from faktenlage.figures import parse_query
from faktenlage.store.adding import Row, add_rows
from faktenlage.store.almanac import Almanac
from faktenlage.store.home import files_folder, home, releases_folder
from tests.store import islands
from tests.store.conftest import origin_of, rows_of

DAY = dt.date(2004, 3, 1)


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Two domains of one's own packs, releases of both and of a domain that only a release defines."""
    islands.write(tmp_path / "packs")
    cells = [Row("isle.base1", "P1", "2003", "1", "bn USD", "actual", "")]
    more = [*cells, Row("isle.base1", "P2", "2003", "1", "bn USD", "actual", "")]
    for kind, rows in (("b", cells), ("a", more)):
        add_rows(tmp_path, "islands", islands.origin(DAY, "isles", kind), rows)
    rates = [Row("fx.usd", "EUR", "2003", "2", "per USD", "actual", "")]
    add_rows(tmp_path, "rates", islands.origin(DAY, "bank", "rates"), rates)
    add_rows(tmp_path, "orchards", origin_of(DAY), rows_of({("DEU", 2003): "1"}))
    return tmp_path


def almanac(world: Path) -> Almanac:
    return Almanac(world / "packs", world)


def test_releases_of_ones_own_extend_a_domain_that_ships(world: Path):
    found = almanac(world)
    assert list(found.domains) == ["islands", "rates", "orchards"]
    assert {"isle.share", "fx.usd", "harvest.apples"} <= found.measures.keys()
    assert found.answer(parse_query("level(isle.base1, P1, 2003)"), DAY).value == 1
    assert (
        found.answer(parse_query("level(isle.base1 in EUR, P1, 2003)"), DAY).value is None
    )  # of another year's prices


def test_without_a_place_there_are_no_releases_of_ones_own(world: Path):
    assert list(Almanac(world / "packs").domains) == ["islands", "rates"]
    assert list(Almanac(world / "packs", world / "nowhere").domains) == ["islands", "rates"]
    assert list(Almanac(world / "packs", world / "nowhere").tables()) == []


def test_tables_come_by_domain_and_day(world: Path):
    found = [(domain, table.release.key[11:-9]) for domain, table in almanac(world).tables()]
    assert found == [("islands", "a"), ("islands", "b"), ("orchards", "yearbook"), ("rates", "rates")]


def test_releases_are_checked_in_order_and_named_by_domain(world: Path):
    (world / "packs" / "islands" / "releases").mkdir()
    (world / "releases" / "islands").joinpath("2004-03-01-c").mkdir()
    (world / "packs" / "islands" / "releases" / "2003-01-01-x").mkdir()
    (world / "packs" / "rates" / "releases" / "2003-01-01-y").mkdir(parents=True)
    found = [(name.partition("/")[0], error is None) for name, error in almanac(world).verify()]
    own = [("islands", True), ("islands", True), ("islands", False), ("orchards", True), ("rates", True)]
    assert found == [("islands", False), ("rates", False), *own]
    names = [name.rpartition("/")[2] for name, _ in almanac(world).verify()]
    assert names[:2] == ["2003-01-01-x", "2003-01-01-y"]
    assert names[2:5] == sorted(names[2:5])


def test_what_is_hidden_or_no_folder_is_no_release(world: Path):
    before = [name for name, _ in almanac(world).verify()]
    for place in (world / "releases", world / "releases" / "islands"):
        (place / ".hidden").mkdir()
        (place / ".file").write_text("x")
        (place / "notes.txt").write_text("x")
    assert [name for name, _ in almanac(world).verify()] == before
    assert list(almanac(world).domains) == ["islands", "rates", "orchards"]
    assert len(almanac(world).figures("islands").tables) == 2
    (world / "releases" / "orchards").rename(world / "apart")
    (world / "releases" / "rates" / "x").touch()
    (world / "releases" / "orchards").write_text("no folder")
    assert list(almanac(world).domains) == ["islands", "rates"]


@pytest.mark.parametrize(
    ("query", "domain"),
    [
        ("level(isle.share, AAA, 2003)", "islands"),
        ("level(isle.spent in EUR, AAA, 2003)", "islands"),
        ("level(fx.usd, EUR, 2003)", "rates"),
        ("level(guideline.pact.deadline, AAA, 2003)", "islands"),
        ("member(UNION, count, 2003-01-01)", "islands"),
        ("holds(UNION.chair, 2003-01-01)", "islands"),
        ("level(harvest.apples, DEU, 2003)", "orchards"),
        ("change(count(isle.share > 2 %), UNION, 2002, 2003, abs)", "islands"),
    ],
)
def test_a_question_goes_to_its_domain(world: Path, query: str, domain: str):
    assert almanac(world).figures_for(parse_query(query)).domain.key == domain


@pytest.mark.parametrize(
    ("query", "kind", "near"),
    [
        ("level(isle.shaer, AAA, 2003)", "measure", "isle.share"),
        ("level(guideline.pakt.deadline, AAA, 2003)", "guideline", "pact"),
        ("member(UNOIN, count, 2003-01-01)", "group", "UNION"),
        ("holds(UNION.chiar, 2003-01-01)", "office", "UNION.chair"),
    ],
)
def test_a_name_that_nothing_defines_has_a_nearest_one(world: Path, query: str, kind: str, near: str):
    with pytest.raises(UnknownNameError) as caught:
        almanac(world).figures_for(parse_query(query))
    assert kind in str(caught.value)
    assert near in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "level(isle.share, AAA, 2003)",  # a member
        "level(isle.share, CHE, 2003)",  # a country, whoever reports on it
        "level(isle.base1, P1, 2003)",  # in a release only
        "level(isle.base1 in EUR, P1, 2003)",
        "level(isle.base1, P2, 2003)",  # in one of two releases
        "sum(isle.share, UNION - AAA, 2003)",
        "sum(isle.base1, {AAA, P1}, 2003)",
        "holds(UNION.chair, 2003-01-01)",
    ],
)
def test_names_that_are_known_pass(world: Path, query: str):
    almanac(world).check_names(parse_query(query))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("level(isle.share, P1, 2003)", "P1"),  # a release knows it, for another measure
        ("level(isle.share, AAB, 2003)", "AAB"),
        ("sum(isle.share, UNOIN, 2003)", "UNOIN"),
        ("sum(isle.share, {AAA, XX1}, 2003)", "XX1"),
        ("sum(isle.share, UNION - XX1, 2003)", "XX1"),
    ],
)
def test_an_area_that_nothing_knows_is_named(world: Path, query: str, name: str):
    with pytest.raises(UnknownNameError, match=f"area or group.*{name}"):
        almanac(world).check_names(parse_query(query))


def test_the_nearest_area_is_the_first_of_those_that_are_as_near(world: Path):
    with pytest.raises(UnknownNameError, match="UNION"):
        almanac(world).check_names(parse_query("sum(isle.share, UNIOM, 2003)"))


def test_home_is_what_is_named_or_the_usual_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("FAKTENLAGE_HOME", "~/mine")
    assert home() == tmp_path / "mine"
    assert releases_folder(home()) == tmp_path / "mine" / "releases"
    assert files_folder(home()) == tmp_path / "mine" / "files"
    monkeypatch.setenv("FAKTENLAGE_HOME", "")
    assert home().name == "faktenlage"
    assert home() != Path()
