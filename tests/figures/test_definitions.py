"""Sets, names, groups, rates and units by themselves, where one more or one less would be another."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from faktenlage.errors import PackError
from faktenlage.figures import Figures, parse_query
from faktenlage.figures.domain import Domain, DomainFile, Group, Measure, read_domain
from faktenlage.figures.groups import Groups
from faktenlage.figures.rates import Rates
from faktenlage.figures.registers import Line, Registers
from faktenlage.figures.releases import by_release, read_tables
from faktenlage.figures.terms import same_name
from faktenlage.figures.world import subject
from faktenlage.model import AreaSet, Entry
from tests.figures.small_packs import MEASURES, RATES, write_domain, write_release


@pytest.mark.parametrize(
    ("among", "expected"),
    [
        ("AAA", "AAA"),
        ("UNION", AreaSet("UNION")),
        (AreaSet("AAA"), "AAA"),
        (AreaSet("UNION"), AreaSet("UNION")),
        (AreaSet("P1"), AreaSet("P1")),
        (AreaSet("AAA", (), ("BBB",)), AreaSet("AAA", (), ("BBB",))),
        (AreaSet("EU3"), AreaSet("EU3")),
        (AreaSet(None, ("AAA", "AAA")), "AAA"),
        (AreaSet(None, ("AAA", "BBB")), AreaSet(None, ("AAA", "BBB"))),
        (AreaSet(None, ("AAA",), ("BBB",)), AreaSet(None, ("AAA",), ("BBB",))),
    ],
)
def test_a_set_of_one_area_is_that_area(among: AreaSet | str, expected: AreaSet | str) -> None:
    assert subject(among, {"UNION", "EU3"}) == expected


@pytest.mark.parametrize(
    ("asked", "known", "same"),
    [
        ("Rutte", "Mark Rutte", True),
        ("mark rutte", "Mark Rutte", True),
        ("Mark Rutte Junior", "Mark Rutte", True),
        ("Mark Twain", "Mark Rutte", False),
        ("", "Mark Rutte", False),
    ],
)
def test_a_name_is_the_same_where_one_has_all_words_of_the_other(asked: str, known: str, *, same: bool) -> None:
    assert same_name(asked, known) is same


def test_a_group_may_be_kept_in_a_register_of_another_name() -> None:
    entry = Entry("GUILD", "AAA", "AAA", dt.date(2000, 1, 1), None, "x")
    registers = Registers({"GUILD": (Line(entry),)}, {})
    groups = Groups({"CLUB": Group("CLUB", "those of the guild", register="GUILD")}, lambda _: registers)
    assert groups.members("CLUB", dt.date(2000, 1, 1)) == ("AAA",)
    assert groups.members("CLUB", dt.date(1999, 12, 31)) == ()
    assert groups.members("GUILD", dt.date(2000, 1, 1)) == ()
    assert not registers.memberships("GUILD")[0].acting


@pytest.mark.parametrize("reverse", [True, False])
def test_the_newest_rate_counts_in_whatever_order_releases_are_opened(tmp_path: Path, reverse: bool) -> None:
    folder = write_domain(tmp_path, "rates", RATES)
    for day, rate in (("2024-01-31", "0.5"), ("2024-06-30", "0.25"), ("2024-12-31", "0")):
        write_release(folder, day, [f"fx.usd,EUR,2023,{rate}"])
    tables = sorted(read_tables(folder / "releases", read_domain(folder / "domain.toml")), key=by_release)
    rates = Rates(lambda: tables[::-1] if reverse else tables)
    days = [dt.date(2024, 6, 29), dt.date(2024, 6, 30), dt.date(2024, 12, 31)]
    found = [rates.between("USD", "EUR", 2023, day) for day in days]
    # Nothing is worth nothing: a rate of zero is none.
    assert [rate and rate.factor for rate in found] == [Decimal("0.5"), Decimal("0.25"), Decimal("0.25")]


def test_a_quotient_without_a_shift_is_as_it_is(tmp_path: Path) -> None:
    folder = write_domain(tmp_path, "orchard", MEASURES.replace(", shift = 6", ""))
    write_release(folder, "2024-01-01", ["orchard.yield,DEU,2023,5", "orchard.trees,DEU,2023,2"])
    answer = Figures.open(folder).answer(parse_query("level(orchard.pertree, DEU, 2023)"), dt.date(2024, 1, 1))
    assert answer.value == Decimal("2.5")


@pytest.mark.parametrize(
    ("kind", "unit", "price_base", "converted"),
    [
        ("money", "bn USD", None, "bn EUR"),
        ("head", "USD", None, "EUR"),
        ("money", "bn USD", "2015", None),
        ("money", "bn coins", None, None),
        ("money", "bn usd", None, None),
        ("money", "bn US1", None, None),
        ("money", "bn USDX", None, None),
        ("number", "bn USD", None, None),
    ],
)
def test_only_money_of_its_own_year_is_converted(
    kind: str, unit: str, price_base: str | None, converted: str | None
) -> None:
    entry = {"id": "a.b", "kind": kind, "unit": unit, "total": "sum", "definition": "x", "price_base": price_base}
    measure = msgspec.convert(entry | {"decimals": 2}, Measure)
    domain = Domain(DomainFile(key="a", dataset="a", measures=(measure,), groups=()))
    assert domain.measure("a.b") is measure
    assert domain.measure("a.c") is None
    assert domain.measure("a.c in EUR") is None
    found = domain.measure("a.b in EUR")
    assert (found and (found.id, found.unit, found.decimals)) == (converted and ("a.b in EUR", converted, None))


def test_an_area_pays_in_its_currency() -> None:
    file = DomainFile(key="a", dataset="a", measures=(), groups=(), money={"EUR": ("DEU", "FRA"), "PLN": ("POL",)})
    assert Domain(file).money == {"DEU": "EUR", "FRA": "EUR", "POL": "PLN"}


@pytest.mark.parametrize(("name", "remedy"), [("orchard.yeild", "did you mean 'orchard.yield'?"), ("x.y", "define it")])
def test_a_part_of_a_quotient_that_is_not_there_has_a_remedy(tmp_path: Path, name: str, remedy: str) -> None:
    folder = write_domain(tmp_path, "orchard", MEASURES.replace('of = "orchard.yield"', f'of = "{name}"'))
    with pytest.raises(PackError) as caught:
        read_domain(folder / "domain.toml")
    assert caught.value.remedy == remedy
