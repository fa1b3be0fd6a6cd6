"""Restates series of the World Bank as our own tidy tables: one folder per release, with its origin and a checksum.

    python tools/build_world_economy.py SOURCES [--out FOLDER]

SOURCES is the folder of collected files (``datasets_gdp.csv``, ``datasets_population.csv``, ``FP.CPI.TOTL.ZG.csv``);
FOLDER defaults to the releases of the domain pack. Values are kept exactly as published, only moved to one unit per
measure by a power of ten. The files do not say when they were published: the day of a release is the last on which
they can have been.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from release_folders import LOADED, Row, write

from faktenlage.figures.origins import Origin
from faktenlage.figures.seals import sha256_of
from faktenlage.importers.worldbank.indicators import area_of, indicator, is_aggregate, scaled, settings

OUT = Path(__file__).parents[1] / "src/faktenlage/packs/domains/world_economy/releases"


@dataclass(frozen=True)
class Source:
    """A collected file: the indicator it holds, and what is known of its release. ``last``: its last year."""

    file: str
    code: str
    title: str
    slug: str
    last: int
    released: dt.date
    basis: str
    definition: str
    coverage: Literal["complete", "partial"]
    note: str
    aggregates: bool = True


SOURCES = (
    Source(
        "datasets_gdp.csv", "NY.GDP.MKTP.CD", "GDP (current US$)", "gdp", 2023, dt.date(2025, 6, 30),
        "inferred: the file ends in 2023, so it is older than the update of July 2025 that added 2024",
        "GDP at current prices and exchange rates", "complete",
        "29 areas end before 2023; aggregates fill gaps by estimates of the World Bank",
    ),
    Source(
        "datasets_population.csv", "SP.POP.TOTL", "Population, total", "population", 2024, dt.date(2026, 6, 30),
        "inferred: the file ends in 2024, so it is older than the update of July 2026 that added 2025",
        "population", "complete", "",
    ),
    Source(
        "FP.CPI.TOTL.ZG.csv", "FP.CPI.TOTL.ZG", "Inflation, consumer prices (annual %)", "consumer-prices", 2024,
        dt.date(2026, 6, 30),
        "inferred: the file ends in 2024, so it is older than the update of mid-2026 that added 2025 for most areas",
        "annual change of consumer prices", "partial",
        "2024 for part of the countries; the World Bank's aggregates, medians of their countries, are left out",
        aggregates=False,
    ),
)  # fmt: skip


def cells_of(folder: Path, source: Source) -> Iterator[tuple[str, str, str, str]]:
    """Code, name, year and value of every cell that is filled, from a long or a wide table."""
    with (folder / source.file).open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            area, name = line["Country Code"], line["Country Name"]
            if "Year" in line:
                yield area, name, line["Year"], line["Value"]
                continue
            if line["Indicator Code"] != source.code:
                raise SystemExit(f"{source.file} holds {line['Indicator Code']}, not {source.code}")
            yield from ((area, name, year, line[year]) for year in line if year and year.isdigit() and line[year])


def rows_of(folder: Path, source: Source) -> Iterator[Row]:
    """The rows of one release."""
    known = indicator(source.code, source.title)
    for code, name, year, text in cells_of(folder, source):
        if is_aggregate(code) and not source.aggregates:
            continue
        area = area_of(code, name)
        if area is None:
            raise SystemExit(f"{source.file}: no known area: {code} ({name})")
        value = f"{scaled(Decimal(text), known.shift):f}"
        yield known.measure, area, year, value, known.unit, "actual", f"{source.code}, {code}, {year}"


def origin_of(folder: Path, source: Source) -> Origin:
    """What is known of one release besides its cells."""
    return Origin(
        key=f"{source.released}-{source.slug}",
        dataset=settings().dataset,
        name=f"World Development Indicators: {source.title}",
        released=source.released,
        released_basis=source.basis,
        loaded=LOADED,
        definition=source.definition,
        coverage=source.coverage,
        citation=f"World Bank, World Development Indicators, {source.title}, {source.code}, up to {source.last}",
        licence=settings().licence,
        sha256="",
        url=f"https://data.worldbank.org/indicator/{source.code}",
        note=source.note or None,
        source=source.file,
        source_sha256=sha256_of(folder / source.file),
    )


def build(folder: Path, out: Path) -> None:
    """Write every release; a file whose last year is not the one its day was inferred from is an error."""
    for source in SOURCES:
        rows = list(rows_of(folder, source))
        last = max(int(year) for _, _, year, *_ in rows)
        if last != source.last:
            raise SystemExit(
                f"{source.file} ends in {last}, not {source.last}: its day of release has to be reasoned anew"
            )
        write(out, origin_of(folder, source), rows)
        print(f"{source.released}-{source.slug}: {len(rows)} cells")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    build(chosen.sources, chosen.out)


if __name__ == "__main__":
    main()
