"""A domain that came second: quotients, groups of other domains, printed totals of groups; then the shipped figures."""

from __future__ import annotations

import csv
import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from faktenlage.errors import PackError
from faktenlage.figures import Figures, parse_query
from faktenlage.figures.domain import read_domain
from faktenlage.figures.oracle import DOMAINS
from faktenlage.importers.worldbank.indicators import is_aggregate, settings
from faktenlage.language.marks import Lexicon, phrases_of
from faktenlage.model import Answer, AreaSet, Observation
from faktenlage.packs.words import read_vocabulary
from faktenlage.store.almanac import Almanac
from tests.figures.small_packs import MEASURES, write_domain, write_members, write_release

TODAY = dt.date(2026, 11, 22)
PACK = DOMAINS / "world_economy"
GUILD = '[[groups]]\nid = "GUILD"\nprinted = "GLD"\ndefinition = "members of a guild"\n'


def ask(almanac: Almanac, query: str, day: dt.date = TODAY) -> Answer:
    return almanac.answer(parse_query(query), day)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A domain whose trees were counted later than its harvest was valued."""
    folder = write_domain(tmp_path, "orchard")
    write_release(folder, "2024-03-01", ["orchard.yield,DEU,2023,5", "orchard.yield,FRA,2023,8"], "harvest")
    write_release(folder, "2024-06-01", ["orchard.trees,DEU,2023,250", "orchard.trees,FRA,2023,500"], "trees")
    return tmp_path


def test_a_quotient_names_the_other_release_it_took_part_from(packs: Path) -> None:
    answer = ask(Almanac(packs), "level(orchard.pertree, DEU, 2023)")
    assert (answer.value, answer.unit) == (Decimal(20000), "USD")
    assert [cell.release.key for cell in answer.evidence if isinstance(cell, Observation)] == [
        "2024-03-01-harvest",
        "2024-06-01-trees",
    ]
    assert answer.steps == (
        "5 bn USD / 250 thousands = 20000.000000 USD",
        "orchard.trees by another release: trees of 2024-06-01, 2024-06-01",
    )


def test_a_quotient_has_no_answer_before_both_parts_were_known(packs: Path) -> None:
    almanac = Almanac(packs)
    query = "level(orchard.pertree, DEU, 2023)"
    assert ask(almanac, query, dt.date(2024, 5, 31)).value is None
    assert ask(almanac, query, dt.date(2024, 6, 1)).value == Decimal(20000)


def test_parts_of_one_release_need_no_remark(tmp_path: Path) -> None:
    folder = write_domain(tmp_path, "orchard")
    write_release(folder, "2024-03-01", ["orchard.yield,DEU,2023,5", "orchard.trees,DEU,2023,250"])
    write_release(folder, "2024-09-01", ["orchard.trees,DEU,2023,251"])
    answer = ask(Almanac(tmp_path), "level(orchard.pertree, DEU, 2023)")
    assert answer.steps == ("5 bn USD / 250 thousands = 20000.000000 USD",)


@pytest.mark.parametrize("day", ["2024-01-01", "2025-01-01"])
def test_a_printed_figure_wins_over_a_quotient(packs: Path, day: str) -> None:
    write_release(packs / "orchard", day, ["orchard.pertree,DEU,2023,19876"], "prices")
    answer = ask(Almanac(packs), "level(orchard.pertree, DEU, 2023)")
    assert (answer.value, len(answer.evidence)) == (Decimal(19876), 1)


def test_a_cross_section_is_printed_or_computed_and_never_mixed(packs: Path) -> None:
    write_release(packs / "orchard", "2024-07-01", ["orchard.pertree,DEU,2023,1"], "prices")
    answer = ask(Almanac(packs), "top(1, orchard.pertree, {DEU, FRA}, 2023)")
    assert answer.order == ("DEU",)
    assert answer.values == (("DEU", Decimal(20000)), ("FRA", Decimal(16000)))


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("sum(orchard.pertree, {DEU, FRA}, 2023)", "17333.3333"),  # 13 bn USD by 750 thousand, not 20000 + 16000
        ("compare(orchard.pertree, DEU, FRA, 2023, ratio)", "1.25"),
        ("rank(orchard.pertree, DEU, {DEU, FRA}, 2023)", "1"),
        ("count(orchard.pertree > 16000 USD, {DEU, FRA}, 2023)", "1"),
    ],
)
def test_a_quotient_answers_every_operation(packs: Path, query: str, value: str) -> None:
    answer = ask(Almanac(packs), query)
    assert answer.value is not None, answer.reason
    assert answer.value.quantize(Decimal(value)) == Decimal(value)
    assert "another release" in answer.steps[-1]


def test_the_latest_year_of_a_quotient_is_one_of_both_parts(packs: Path) -> None:
    figures = Almanac(packs).figures("orchard")
    assert figures.latest_year("orchard.pertree", TODAY) == 2023
    assert figures.latest_year("orchard.pertree", dt.date(2024, 5, 1)) is None


@pytest.mark.parametrize("trees", ["0", None], ids=["nothing to divide by", "a part is missing"])
def test_what_cannot_be_divided_has_no_answer(tmp_path: Path, trees: str | None) -> None:
    folder = write_domain(tmp_path, "orchard")
    cells = ["orchard.yield,DEU,2023,5", "orchard.yield,FRA,2023,8", "orchard.trees,FRA,2023,500"]
    write_release(folder, "2024-03-01", [*cells, *([f"orchard.trees,DEU,2023,{trees}"] if trees else [])])
    almanac = Almanac(tmp_path)
    assert ask(almanac, "level(orchard.pertree, DEU, 2023)").value is None
    assert ask(almanac, "rank(orchard.pertree, FRA, {DEU, FRA}, 2023)").reason == "incomplete"
    assert ask(almanac, "level(orchard.pertree, FRA, 2023)").value == Decimal(16000)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('of = "orchard.yield"', 'of = "orchard.yeild"', "'orchard.yeild', which is no measure"),
        ('of = "orchard.yield"', 'of = "orchard.pertree"', "'orchard.pertree' is itself computed"),
        ("shift = 6", "shfit = 6", "unknown key 'shfit'"),
    ],
)
def test_a_quotient_of_what_is_not_there_is_an_error(tmp_path: Path, old: str, new: str, problem: str) -> None:
    folder = write_domain(tmp_path, "orchard", MEASURES.replace(old, new))
    with pytest.raises(PackError, match=problem):
        read_domain(folder / "domain.toml")


def test_a_domain_without_groups_and_offices_needs_no_registers(packs: Path) -> None:
    assert Figures.read(packs / "orchard").tables


def test_a_domain_with_a_group_needs_its_register(packs: Path) -> None:
    write_domain(packs, "orchard", groups=GUILD)
    with pytest.raises(PackError, match=r"members\.csv: is missing"):
        Figures.read(packs / "orchard")


@pytest.fixture
def guild(packs: Path) -> Path:
    """A second domain, which keeps the register of a guild that Italy joined last."""
    folder = write_domain(packs, "guilds", measures="", groups=GUILD)
    write_members(folder, ["GUILD,DEU,2000-01-01", "GUILD,FRA,2000-01-01", "GUILD,ITA,2023-06-01"])
    return packs


def test_a_group_of_another_domain_can_be_asked_about(guild: Path) -> None:
    write_release(guild / "orchard", "2024-04-01", [f"orchard.yield,{area},2022,4" for area in ("DEU", "FRA")])
    almanac = Almanac(guild)
    assert ask(almanac, "sum(orchard.yield, GUILD, 2022)").value == Decimal(8)
    assert ask(almanac, "sum(orchard.yield, GUILD - FRA, 2022)").value == Decimal(4)
    assert ask(almanac, "sum(orchard.yield, GUILD, 2023)").reason == "no_figures"  # nobody reports on Italy
    assert ask(almanac, "member(GUILD, count, 2024-01-01)").value == Decimal(3)
    assert almanac.figures("orchard").members("GUILD", TODAY) == ("DEU", "FRA", "ITA")


def test_a_domain_alone_does_not_know_groups_of_others(guild: Path) -> None:
    alone = Figures.open(guild / "orchard")
    assert alone.members(AreaSet("GUILD"), TODAY) == ()
    assert alone.answer(parse_query("sum(orchard.yield, GUILD, 2023)"), TODAY).reason == "no_figures"


def test_a_total_printed_for_todays_members_counts_only_where_members_were_the_same(guild: Path) -> None:
    cells = [f"orchard.yield,{area},{year},4" for area in ("DEU", "FRA", "ITA") for year in (2022, 2023)]
    totals = ["orchard.yield,GLD,2022,12.5", "orchard.yield,GLD,2023,12.5"]
    write_release(guild / "orchard", "2024-07-01", [*cells, *totals], "totals")
    almanac = Almanac(guild)
    assert ask(almanac, "sum(orchard.yield, GUILD, 2023)").value == Decimal("12.5")
    assert ask(almanac, "sum(orchard.yield, GUILD, 2022)").value == Decimal(8)


@pytest.fixture(scope="module")
def almanac() -> Almanac:
    """What ships."""
    return Almanac()


CASES = [
    ("level(economy.gdp.usd, DEU, 2023)", "4456.081016705961"),
    ("level(economy.population, DEU, 2023)", "83287.273"),
    ("level(economy.population, WLD, 2024)", "8141808.945"),
    ("level(economy.prices, DEU, 2022)", "6.87257438551097"),
    ("change(economy.prices, DEU, 2021, 2022, %)", "6.87257438551097"),
    ("rank(economy.gdp.usd, DEU, G20, 2023)", "3"),
    ("sum(economy.gdp.usd, NATO, 2023)", "51152.0227"),
    ("sum(economy.gdp.usd, EU, 2023)", "18349.38845"),
    ("sum(economy.gdp.usd, WORLD, 2023)", "105435.0395"),
    ("share(economy.gdp.usd, G7, WORLD, 2023)", "44.38"),
    ("rank(economy.population, DEU, WORLD, 2024)", "19"),
    ("level(economy.gdp.percapita, DEU, 2023)", "53502.54"),
    ("level(economy.gdp.percapita in EUR, DEU, 2023)", "49463.10"),
    ("member(EU, count, 2019-06-01)", "28"),
    ("member(EU, count, 2020-02-01)", "27"),
    ("member(EURO_AREA, count, 2026-01-01)", "21"),
    ("member(BRICS, count, 2025-02-01)", "10"),
]


@pytest.mark.parametrize(("query", "value"), CASES, ids=[query for query, _ in CASES])
def test_the_shipped_figures_answer(almanac: Almanac, query: str, value: str) -> None:
    answer = ask(almanac, query)
    assert answer.value is not None, answer.reason
    assert answer.value.quantize(Decimal(value), "ROUND_HALF_UP") == Decimal(value)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("rank(economy.gdp.usd, DEU, WORLD, 2023)", "incomplete"),  # no figure for North Korea and others
        ("level(economy.gdp.usd, DEU, 2025)", "not_yet_published"),
        ("level(economy.gdp.growth, DEU, 2023)", "no_figures"),
        ("sum(economy.prices, EU, 2022)", "no_figures"),  # a median of countries is not the inflation of a union
        ("level(economy.prices, WLD, 2022)", "no_figures"),
        ("level(defence.share, CHN, 2024)", "no_figures"),  # a country of the world is none that NATO reports on
        ("sum(gdp.usd, G7, 2023)", "no_figures"),
        ("change(economy.prices, DEU, 2020, 2022, %)", "no_figures"),  # no series to chain it by
    ],
)
def test_what_the_shipped_figures_do_not_hold_has_a_reason(almanac: Almanac, query: str, reason: str) -> None:
    assert ask(almanac, query).reason == reason


def test_a_snapshot_is_not_known_before_the_last_day_it_can_have_been_published(almanac: Almanac) -> None:
    query = "level(economy.gdp.usd, DEU, 2023)"
    assert ask(almanac, query, dt.date(2025, 6, 29)).value is None
    assert ask(almanac, query, dt.date(2025, 6, 30)).value is not None


def test_the_printed_total_of_the_union_is_that_of_its_members(almanac: Almanac) -> None:
    printed = ask(almanac, "level(economy.gdp.usd, EUU, 2023)").value
    members = almanac.figures("world_economy").members("EU", dt.date(2023, 12, 31))
    total = sum(ask(almanac, f"level(economy.gdp.usd, {area}, 2023)").value or Decimal(0) for area in members)
    assert printed is not None
    assert abs(printed / total - 1) < Decimal("0.0001")


def test_before_the_british_left_the_union_is_the_sum_of_twenty_eight(almanac: Almanac) -> None:
    assert len(ask(almanac, "sum(economy.gdp.usd, EU, 2015)").evidence) == 28


def test_the_world_is_every_economy_that_is_no_aggregate(almanac: Almanac) -> None:
    figures = almanac.figures("world_economy")
    areas = {area for table in figures.tables for area in table.areas("economy.population")}
    assert set(figures.members("WORLD", TODAY)) == {area for area in areas if not is_aggregate(area)}


def test_names_of_the_shipped_domains_are_their_own(almanac: Almanac) -> None:
    for kind in ("measures", "groups", "offices"):
        names = [name for domain in almanac.domains.values() for name in getattr(domain, kind)]
        assert len(names) == len(set(names)), kind


def test_what_the_importer_reads_is_what_the_domain_defines(almanac: Almanac) -> None:
    measures = almanac.domains["world_economy"].measures
    assert {known.measure: known.unit for known in settings().indicators} == {
        name: measure.unit for name, measure in measures.items()
    }


def test_the_pack_is_sealed_credited_and_reads_throughout() -> None:
    figures = Figures.read(PACK)
    assert [str(error) for key, error in Almanac().verify() if error and key.startswith("world_economy/")] == []
    for table in figures.tables:
        assert table.release.licence == "World Bank, CC BY 4.0"
        assert table.release.dataset == "worldbank"


@pytest.mark.parametrize("language", ["de", "en"])
def test_its_words_make_a_lexicon_of_what_it_defines(almanac: Almanac, language: str) -> None:
    words = read_vocabulary(DOMAINS.parent / "languages" / language, PACK / "words" / f"{language}.toml").tables
    domain = almanac.domains["world_economy"]
    assert Lexicon([phrase for kind, table in words.items() for phrase in phrases_of(kind, table)])
    assert words["measure"].keys() == domain.measures.keys()
    assert words["organisation"].keys() == domain.groups.keys()
    assert words["area"].keys() <= set(almanac.figures("world_economy").members("WORLD", TODAY))


@pytest.mark.parametrize(
    ("tool", "sources", "domain"),
    [
        ("build_releases.py", ".", "nato_defence"),
        ("build_world_economy.py", "raw/worldbank", "world_economy"),
        ("build_exchange_rates.py", "raw/fx", "exchange_rates"),
    ],
)
def test_what_ships_is_what_the_tool_makes_of_the_collected_files(
    root: Path, shared: Path, tmp_path: Path, tool: str, sources: str, domain: str
) -> None:
    folder = shared / "data" / "figures" / sources
    command = [sys.executable, str(root / "tools" / tool), str(folder), "--out", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    shipped = DOMAINS / domain / "releases"
    assert contents(tmp_path) == contents(shipped)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def value_of(path: Path, area: str, year: str) -> str:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [line for line in csv.DictReader(lines) if line["Country Code"] == area]
    return next((row[year] for row in rows if year in row), "") or next(
        row["Inflation"] for row in rows if row.get("Year") == year
    )


def test_the_two_collected_inflation_files_are_swapped(shared: Path) -> None:
    """Consumer prices are those of the file that names its indicator; it agrees with the one named for GDP."""
    folder = shared / "data" / "figures" / "raw" / "worldbank"
    named = value_of(folder / "FP.CPI.TOTL.ZG.csv", "DEU", "2022")
    assert Decimal(named).quantize(Decimal("0.01")) == Decimal("6.87")
    assert value_of(folder / "datasets_inflation-gdp.csv", "DEU", "2022") == named
    assert value_of(folder / "datasets_inflation-consumer.csv", "DEU", "2022") != named


def test_answers_of_the_api_at_hand_are_made_up_and_not_shipped(shared: Path, almanac: Almanac) -> None:
    """They give the figure of the Arab World as Argentina's."""
    folder = shared / "data" / "figures" / "raw" / "worldbank" / "api_json"
    text = (folder / "world_bank_gdp_indicators.json").read_text(encoding="utf-8")
    assert '"countryiso3code": "ARG"' in text
    assert "2867811095547.36" in text
    argentina = ask(almanac, "level(economy.gdp.usd, ARG, 2013)").value
    arab_world = ask(almanac, "level(economy.gdp.usd, ARB, 2013)").value
    assert argentina is not None
    assert argentina < 700
    assert arab_world is not None
    assert abs(arab_world / Decimal("2867.811") - 1) < Decimal("0.05")


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("sum(economy.gdp.usd, {DEU, FRA}, 1990)", "3040.85"),  # the euro area is printed for 1990, and had no member
        ("since(economy.gdp.usd in EUR, DEU, 2023, lowest)", "2022"),  # rates begin in 1999, the walk ends before
    ],
)
def test_what_began_later_does_not_hide_what_was_there(query: str, value: str):
    answer = ask(Almanac(), query)
    assert answer.value is not None, answer.reason
    assert answer.value.quantize(Decimal(value), "ROUND_HALF_UP") == Decimal(value)
