"""Amounts in another currency: by a rate that is itself a figure with a day, and never without saying so."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from faktenlage.figures import Figures, parse_query
from faktenlage.figures.oracle import DOMAINS
from faktenlage.model import Answer, Observation
from faktenlage.store.almanac import Almanac
from tests.figures.small_packs import RATES, write_domain, write_release

TODAY = dt.date(2026, 11, 22)
PACK = DOMAINS / "exchange_rates"


def ask(almanac: Almanac, query: str, day: dt.date = TODAY) -> Answer:
    return almanac.answer(parse_query(query), day)


def cells(answer: Answer) -> list[tuple[str, str]]:
    return [(cell.measure, cell.release.key) for cell in answer.evidence if isinstance(cell, Observation)]


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """Harvests in dollars, and rates of two years; the rate of 2023 was put right later."""
    orchard = write_domain(tmp_path, "orchard")
    harvest = [f"orchard.yield,{area},{year},{value}" for area, year, value in (
        ("DEU", 2022, 4), ("DEU", 2023, 5), ("FRA", 2022, 6), ("FRA", 2023, 8),
    )]  # fmt: skip
    write_release(orchard, "2023-12-01", harvest, "harvest")
    rates = write_domain(tmp_path, "rates", RATES)
    write_release(rates, "2023-01-31", ["fx.usd,EUR,2022,0.9", "fx.usd,PLN,2022,4.5", "fx.usd,EUR,2022-06,0.1"])
    write_release(rates, "2024-01-31", ["fx.usd,EUR,2023,0.8", "fx.usd,EUR,2023-12,0.1"])
    write_release(rates, "2024-09-30", ["fx.usd,EUR,2023,0.84"])
    return tmp_path


@pytest.mark.parametrize(
    ("query", "value", "unit"),
    [
        ("level(orchard.yield in EUR, DEU, 2023)", "4.2", "bn EUR"),
        ("level(orchard.yield in USD, DEU, 2023)", "5", "bn USD"),
        ("level(orchard.yield in EUR, DEU, 2022..2023)", "7.8", "bn EUR"),
        ("sum(orchard.yield in EUR, {DEU, FRA}, 2022)", "9", "bn EUR"),
        ("change(orchard.yield in EUR, DEU, 2022, 2023, abs)", "0.6", "bn EUR"),
        ("change(orchard.yield in EUR, DEU, 2022, 2023, %)", "16.67", "%"),
        ("compare(orchard.yield in EUR, FRA, DEU, 2023, diff)", "2.52", "bn EUR"),
        ("count(orchard.yield in EUR >= 4.2 bn EUR, {DEU, FRA}, 2023)", "2", "areas"),
        ("count(orchard.yield in EUR > 4.2 bn EUR, {DEU, FRA}, 2023)", "1", "areas"),
        ("gap(orchard.yield in EUR, DEU, 2023, 5 bn EUR)", "0.8", "bn EUR"),
    ],
)
def test_an_amount_is_converted_by_the_rate_of_its_year(packs: Path, query: str, value: str, unit: str) -> None:
    answer = ask(Almanac(packs), query)
    assert answer.value is not None, answer.reason
    assert (answer.value.quantize(Decimal(value)), answer.unit) == (Decimal(value), unit)


def test_the_rate_is_evidence_and_said(packs: Path) -> None:
    answer = ask(Almanac(packs), "level(orchard.yield in EUR, DEU, 2023)")
    assert cells(answer) == [("orchard.yield", "2023-12-01-harvest"), ("fx.usd", "2024-09-30-yearbook")]
    assert answer.steps == (
        "5 bn USD * (0.84 EUR/USD, average of 2023) = 4.200000",
        "(0.84 EUR/USD, average of 2023): yearbook of 2024-09-30, 2024-09-30",
    )


def test_a_cross_section_says_its_rate_once(packs: Path) -> None:
    answer = ask(Almanac(packs), "count(orchard.yield in EUR >= 4 bn EUR, {DEU, FRA}, 2023)")
    assert [step for step in answer.steps if "EUR/USD" in step] == [
        "(0.84 EUR/USD, average of 2023): yearbook of 2024-09-30, 2024-09-30"
    ]


@pytest.mark.parametrize(
    ("day", "value"), [("2024-01-30", None), ("2024-01-31", "4"), ("2024-09-29", "4"), ("2024-09-30", "4.2")]
)
def test_the_rate_known_on_the_day_counts(packs: Path, day: str, value: str | None) -> None:
    answer = ask(Almanac(packs), "level(orchard.yield in EUR, DEU, 2023)", dt.date.fromisoformat(day))
    assert answer.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    "query",
    [
        "level(orchard.yield in PLN, DEU, 2023)",  # a rate of another year is no rate
        "level(orchard.yield in XAU, DEU, 2022)",
        "sum(orchard.yield in PLN, {DEU, FRA}, 2023)",
        "change(orchard.yield in PLN, DEU, 2022, 2023, %)",
        "level(orchard.trees in EUR, DEU, 2023)",
        "level(fx.usd in EUR, PLN, 2022)",
    ],
)
def test_without_a_rate_there_is_no_answer(packs: Path, query: str) -> None:
    assert ask(Almanac(packs), query).value is None


def test_without_rates_at_hand_there_is_no_answer(packs: Path) -> None:
    alone = Figures.open(packs / "orchard")
    query = parse_query("level(orchard.yield in EUR, DEU, 2023)")
    assert alone.answer(query, TODAY).value is None
    assert alone.answer(parse_query("level(orchard.yield, DEU, 2023)"), TODAY).value == Decimal(5)


def test_prices_of_another_year_are_not_converted(packs: Path) -> None:
    measures = (packs / "orchard" / "domain.toml").read_text(encoding="utf-8")
    constant = measures.replace('definition = "value of the harvest"', 'definition = "x"\nprice_base = "2015"')
    (packs / "orchard" / "domain.toml").write_text(constant, encoding="utf-8")
    assert ask(Almanac(packs), "level(orchard.yield, DEU, 2023)").value == Decimal(5)
    assert ask(Almanac(packs), "level(orchard.yield in EUR, DEU, 2023)").reason == "no_figures"


@pytest.mark.parametrize(
    ("measure", "converted"), [("orchard.yield", True), ("orchard.pertree", True), ("orchard.trees", False)]
)
def test_only_money_has_a_currency(packs: Path, measure: str, *, converted: bool) -> None:
    assert (Almanac(packs).domains["orchard"].measure(f"{measure} in EUR") is not None) is converted
    assert Almanac(packs).domains["rates"].measure("fx.usd in EUR") is None


def test_rates_are_opened_when_first_needed(packs: Path) -> None:
    for table in (packs / "rates").glob("releases/*/origin.toml"):
        table.write_text("broken", encoding="utf-8")
    assert ask(Almanac(packs), "level(orchard.yield, DEU, 2023)").value == Decimal(5)


@pytest.fixture(scope="module")
def almanac() -> Almanac:
    """What ships."""
    return Almanac()


@pytest.mark.parametrize(
    ("currency", "low", "high"),
    [("EUR", "0.92", "0.93"), ("JPY", "140", "141"), ("AUD", "1.5", "1.51"), ("CHF", "0.89", "0.9"),
     ("CAD", "1.34", "1.36"), ("CNY", "7.07", "7.09"), ("NZD", "1.62", "1.63"), ("SEK", "10.6", "10.62"),
     ("ZAR", "18.4", "18.5"), ("DKK", "6.88", "6.9")],
)  # fmt: skip
def test_every_currency_is_quoted_per_dollar(almanac: Almanac, currency: str, low: str, high: str) -> None:
    value = ask(almanac, f"level(fx.usd, {currency}, 2023)").value
    assert value is not None
    assert Decimal(low) <= value <= Decimal(high)


def test_shipped_money_is_converted(almanac: Almanac) -> None:
    answer = ask(almanac, "level(defence.spending.usd in EUR, DEU, 2023)")
    assert (answer.value, answer.unit) == (Decimal("73.138") * Decimal("0.9245"), "bn EUR")
    assert cells(answer)[-1] == ("fx.usd", "2024-01-31-averages")
    assert "0.9245 EUR/USD, average of 2023" in answer.steps[0]


def test_shipped_money_has_no_value_before_its_rate_was_known(almanac: Almanac) -> None:
    query = "level(defence.spending.usd in EUR, DEU, 2024)"
    assert ask(almanac, "level(defence.spending.usd, DEU, 2024)", dt.date(2024, 11, 22)).value is not None
    assert ask(almanac, query, dt.date(2024, 11, 22)).value is None
    assert ask(almanac, query, dt.date(2025, 1, 31)).value is not None


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("sum(defence.spending.usd in EUR, NATO, 2023)", "1192.76"),
        ("change(defence.spending.usd in EUR, DEU, 2022, 2023, %)", "16.00"),
        ("compare(defence.spending.usd in EUR, DEU, FRA, 2023, diff)", "14.50"),
        ("count(defence.spending.usd in EUR >= 50 bn EUR, NATO, 2023)", "4"),
        ("level(defence.spending.eur in USD, DEU, 2022)", "61.38"),
    ],
)
def test_shipped_money_answers_in_every_operation(almanac: Almanac, query: str, value: str) -> None:
    answer = ask(almanac, query)
    assert answer.value is not None, answer.reason
    assert answer.value.quantize(Decimal(value)) == Decimal(value)
    assert "fx.usd" in {measure for measure, _ in cells(answer)}
    assert any("EUR/USD" in step for step in answer.steps)


def test_the_pack_is_sealed_and_reads_throughout(almanac: Almanac) -> None:
    assert Figures.read(PACK).tables
    assert [str(error) for key, error in almanac.verify() if error and key.startswith("exchange_rates/")] == []


def test_a_year_is_known_from_the_january_after_it(almanac: Almanac) -> None:
    for table in almanac.figures("exchange_rates").tables:
        for year in table.counts("fx.usd"):
            assert table.release.released > dt.date(year, 12, 31)


def test_annual_averages_are_those_of_the_months(shared: Path) -> None:
    """Read from the collected files: the copy quotes both alike, and each year has twelve months."""
    folder = shared / "data" / "figures" / "raw" / "fx"
    months: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    with (folder / "datasets_exchange-rates_monthly.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            months[line["Country"], line["Date"][:4]].append(Decimal(line["Exchange rate"]))
    with (folder / "datasets_exchange-rates_annual.csv").open(encoding="utf-8", newline="") as lines:
        annual = {(line["Country"], line["Date"][:4]): Decimal(line["Exchange rate"]) for line in csv.DictReader(lines)}
    recent = [key for key in annual if key[1] >= "2010" and key[0] != "Venezuela"]
    assert len(recent) > 300
    for key in recent:
        assert len(months[key]) == 12
        assert abs(sum(months[key]) / 12 / annual[key] - 1) < Decimal("0.01")
