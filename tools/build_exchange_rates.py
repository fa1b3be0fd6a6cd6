"""Restates exchange rates of the Federal Reserve as our own tidy tables: one folder per release of annual averages.

    python tools/build_exchange_rates.py SOURCES [--out FOLDER]

SOURCES is the folder of collected files (``datasets_exchange-rates_annual.csv``, ``..._monthly.csv``), which quote
every currency as units for one dollar; FOLDER defaults to the releases of the domain pack. The averages of a year,
and of its months, are known from the end of the January that follows it.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
from collections import Counter, defaultdict
from pathlib import Path

from release_folders import LOADED, Row, write

from faktenlage.figures.origins import Origin
from faktenlage.figures.rates import MEASURE, UNIT
from faktenlage.figures.seals import sha256_of

OUT = Path(__file__).parents[1] / "src/faktenlage/packs/domains/exchange_rates/releases"
ANNUAL, MONTHLY = "datasets_exchange-rates_annual.csv", "datasets_exchange-rates_monthly.csv"
TOGETHER = 2013  # years up to this one come in one release: nobody checks reports that old against a vintage

CURRENCIES = {
    "Australia": "AUD", "Brazil": "BRL", "Canada": "CAD", "China": "CNY", "Denmark": "DKK", "Euro": "EUR",
    "Hong Kong": "HKD", "India": "INR", "Japan": "JPY", "Malaysia": "MYR", "Mexico": "MXN", "New Zealand": "NZD",
    "Norway": "NOK", "Singapore": "SGD", "South Africa": "ZAR", "South Korea": "KRW", "Sri Lanka": "LKR",
    "Sweden": "SEK", "Switzerland": "CHF", "Taiwan": "TWD", "Thailand": "THB", "United Kingdom": "GBP",
}  # fmt: skip
# Currencies that the euro replaced, and the bolívar, which was cut by noughts three times under one name.
LEFT_OUT = frozenset(
    ["Austria", "Belgium", "Finland", "France", "Germany", "Greece", "Ireland", "Italy", "Netherlands", "Portugal",
     "Spain", "Venezuela"]
)  # fmt: skip

NOTE = (
    "the copy quotes every currency per dollar, rounded to four places where the Federal Reserve quotes dollars; "
    "no annual averages of the pound sterling and the Sri Lankan rupee; without currencies the euro replaced and the "
    "bolívar"
)


def read(path: Path) -> dict[tuple[str, str], str]:
    """Rates by country and day; raises where a country is not known."""
    with path.open(encoding="utf-8", newline="") as lines:
        rates = {(line["Country"], line["Date"]): line["Exchange rate"] for line in csv.DictReader(lines)}
    unknown = {country for country, _ in rates} - CURRENCIES.keys() - LEFT_OUT
    if unknown:
        raise SystemExit(f"{path.name}: no currency is known for {', '.join(sorted(unknown))}")
    return {key: rate for key, rate in rates.items() if key[0] in CURRENCIES}


def rows_of(folder: Path) -> dict[int, list[Row]]:
    """Rows by year. An average of a year that lacks months is none: the series of that currency begins within it."""
    annual, monthly = read(folder / ANNUAL), read(folder / MONTHLY)
    months = Counter((country, day[:4]) for country, day in monthly)
    found: dict[int, list[Row]] = defaultdict(list)
    for (country, day), rate in monthly.items():
        found[int(day[:4])].append(row(country, day[:7], rate, "month"))
    for (country, day), rate in annual.items():
        if months[country, day[:4]] == 12:
            found[int(day[:4])].append(row(country, day[:4], rate, "year"))
    return found


def row(country: str, period: str, rate: str, kind: str) -> Row:
    """One row of our table."""
    return MEASURE, CURRENCIES[country], period, rate, UNIT, "actual", f"average of the {kind}, {country}, {period}"


def origin_of(folder: Path, first: int, last: int, *, whole: bool) -> Origin:
    """What is known of one release besides its cells; ``whole``: its last year is over."""
    released = dt.date(last + 1, 1, 31) if whole else dt.date(last, 7, 31)
    span = str(last) if first == last else f"{first}-{last}"
    table, month = ("annual averages (G.5A)", "January") if whole else ("monthly averages (G.5)", "the next month")
    basis = f"{table} are published in the first days of {month}; its last day is taken to be safe"
    return Origin(
        key=f"{released}-averages",
        dataset="federal_reserve",
        name=f"Foreign exchange rates, averages of {span}",
        released=released,
        released_basis=basis,
        loaded=LOADED,
        definition="units of the currency for one US dollar, average of the noon buying rates",
        coverage="partial",
        citation=f"Board of Governors of the Federal Reserve System, G.5 and G.5A, averages of {span}",
        licence="Public domain (US Federal Reserve); the copy it was read from: PDDL",
        sha256="",
        url="https://www.federalreserve.gov/releases/g5a/",
        note=NOTE if whole else f"months of {last} up to June only; {NOTE}",
        source=ANNUAL if whole else MONTHLY,
        source_sha256=sha256_of(folder / (ANNUAL if whole else MONTHLY)),
    )


def build(folder: Path, out: Path) -> None:
    """Write every release."""
    years = rows_of(folder)
    first = min(years)
    old = [cell for year, rows in years.items() if year <= TOGETHER for cell in rows]
    for year, rows in [(TOGETHER, old), *((year, rows) for year, rows in sorted(years.items()) if year > TOGETHER)]:
        whole = any(len(period) == 4 for _, _, period, *_ in rows)
        origin = origin_of(folder, first if year == TOGETHER else year, year, whole=whole)
        write(out, origin, rows)
        print(f"{origin.key}: {len(rows)} cells")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    build(chosen.sources, chosen.out)


if __name__ == "__main__":
    main()
