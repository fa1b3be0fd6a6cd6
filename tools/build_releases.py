"""Restates published NATO figures as our own tidy tables: one folder per release, with its origin and a checksum.

    python tools/build_releases.py FIGURES [--out FOLDER]

FIGURES is the folder of collected sources (``nato_share_of_gdp.csv``, ``nato_other_tables.csv``,
``nato_from_memory.csv``); FOLDER defaults to the releases of the NATO domain pack. Values are kept exactly as
published, only moved to one unit per measure by a power of ten.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from release_folders import LOADED, Row, write

from faktenlage.figures import origins as figures

OUT = Path(__file__).parents[1] / "src/faktenlage/packs/domains/nato_defence/releases"
AREAS = {"NATO_TOTAL": "NATO", "NATO_EUR_CAN": "EUR_CAN"}
LICENCE = "Figures: NATO, restated with credit to NATO; not to be sold or used for advertising"
CITATION = "NATO, {name}, {released}"

CURRENCIES = {
    "Leks": "ALL", "Leva": "BGN", "Canadian dollars": "CAD", "Koruny": "CZK", "CZK": "CZK", "Euros": "EUR",
    "Forint": "HUF", "Denars": "MKD", "Zlotys": "PLN", "New Lei": "RON", "Kronor": "SEK", "Liras": "TRY",
    "Pounds": "GBP",
}  # fmt: skip
KRONER = {"DNK": "DKK", "NOR": "NOK"}

# measure in the sources -> (our measure, unit, power of ten); money in national currency is found by its unit
MEASURES = {
    ("defence_expenditure", "USD m, current prices and exchange rates"): ("defence.spending.usd", "bn USD", -3),
    ("core_defence_expenditure", "USD m, current prices and exchange rates"): ("defence.spending.usd", "bn USD", -3),
    ("defence_expenditure", "USD, current prices"): ("defence.spending.usd", "bn USD", -9),
    ("defence_expenditure_constant", "USD m, 2015 prices and exchange rates"): (
        "defence.spending.usd2015",
        "bn USD",
        -3,
    ),
    ("defence_expenditure_constant", "USD, 2015 prices"): ("defence.spending.usd2015", "bn USD", -9),
    ("defence_expenditure_constant", "USD m, 2021 prices and exchange rates"): (
        "defence.spending.usd2021",
        "bn USD",
        -3,
    ),
    ("core_usd_2021_m", "USD m 2021 prices"): ("defence.spending.usd2021", "bn USD", -3),
    ("annual_real_change", "percent"): ("defence.spending.real", "%", 0),
    ("core_real_change_pct", "percent"): ("defence.spending.real", "%", 0),
    ("gdp", "USD m, current prices and exchange rates"): ("gdp.usd", "bn USD", -3),
    ("defence_expenditure_per_capita", "USD, 2015 prices"): ("defence.spending.percapita", "USD", 0),
    ("military_personnel", "thousands"): ("defence.personnel", "thousands", 0),
    ("military_personnel", "persons"): ("defence.personnel", "thousands", -3),
    ("equipment_share", "percent of defence expenditure"): ("defence.equipment.share", "%", 0),
    ("equipment_share", "percent of core defence expenditure"): ("defence.equipment.share", "%", 0),
    ("equipment_share_pct", "percent"): ("defence.equipment.share", "%", 0),
}


@dataclass(frozen=True)
class Origin:
    """What is known of one release besides its cells; ``basis`` says how its day is known."""

    slug: str
    released: str
    basis: str
    coverage: Literal["complete", "partial"]
    note: str
    cutoff: str | None = None
    price_base: str | None = None
    url: str | None = None
    definition: str = "defence expenditure"
    rounding: dict[str, str] = field(default_factory=dict)
    cells: tuple[tuple[str, str, str, str, str], ...] = ()


DAY_IN_SOURCE = "day stated in the sources"
PRESS = "only the cells quoted in press copies"
ORIGINS = {
    "2016-07": Origin("expenditure", "2016-07-04", "month from a press list, day recalled", "partial",
                      "share of GDP of 2016 only, all allies with forces"),
    "2017-06": Origin("expenditure", "2017-06-29", "weekday and month from press, day inferred", "partial",
                      "share of GDP of 2017, Germany also 2016"),
    "2018-03-15": Origin("annual-report", "2018-03-15", "weekday from press, day recalled", "partial", PRESS),
    "2019-06-25": Origin("expenditure", "2019-06-25", DAY_IN_SOURCE, "complete",
                         "national currency and current GDP tables are missing", price_base="2015"),
    "2019-11": Origin("expenditure", "2019-11-29", "recalled", "partial", "share of GDP of the nine allies above 2 %"),
    "2020-03": Origin("annual-report", "2020-03-19", "recalled", "partial", PRESS),
    "2021-03-16": Origin("annual-report", "2021-03-16", DAY_IN_SOURCE, "partial", "share of GDP of 15 allies"),
    "2021-06": Origin("expenditure", "2021-06-11", "recalled", "partial", "share of GDP of 13 allies"),
    "2022-03-31": Origin("annual-report", "2022-03-31", DAY_IN_SOURCE, "partial", "share of GDP of four allies"),
    "2022-06": Origin("expenditure", "2022-06-27", "recalled", "partial", "share of GDP of the nine allies at 2 %"),
    "2023-07-07": Origin("expenditure", "2023-07-07", DAY_IN_SOURCE, "partial",
                         "share of GDP of 2014 and 2023; other years and tables for the United Kingdom only",
                         price_base="2015"),
    "2024-02-14": Origin("press-estimates", "2024-02-14", DAY_IN_SOURCE, "partial", "Germany 2024 only"),
    "2024-03-14": Origin("annual-report", "2024-03-14", DAY_IN_SOURCE, "partial", "share of GDP of 2023 only"),
    "2024-06-17": Origin("expenditure", "2024-06-17", DAY_IN_SOURCE, "complete", "", price_base="2015",
                         url="https://www.nato.int/nato_static_fl2014/assets/pdf/2024/6/pdf/240617-def-exp-2024-en.pdf"),
    "2025-04-24": Origin("annual-report", "2025-04-24", DAY_IN_SOURCE, "partial",
                         "share of GDP of 2024 (Croatia inferred, its name is missing in the copy) and two "
                         "totals quoted in the text", price_base="2021",
                         rounding={"defence.spending.usd2021": "1", "defence.spending.real": "0.1"},
                         cells=(("defence.spending.usd2021", "EUR_CAN", "2024", "486", "bn USD"),
                                ("defence.spending.real", "EUR_CAN", "2024", "19.4", "%"))),
    "2025-08-28": Origin("expenditure", "2025-08-28", DAY_IN_SOURCE, "partial",
                         "share of GDP complete for 2014-2024, of 2025 for 17 allies; constant prices and real change "
                         "for 26 allies and single years; Albania 2023 and 2024 to two decimals only",
                         price_base="2021",
                         url="https://www.nato.int/content/dam/nato/webready/documents/finance/def-exp-2025-en.pdf"),
    "2026-03-26": Origin("annual-report", "2026-03-26", DAY_IN_SOURCE, "partial",
                         "share of GDP of 2025 for 29 allies, to one decimal", rounding={"defence.share": "0.1"}),
    "2026-07-07": Origin("expenditure", "2026-07-07", "first press use; the file itself is of 10 July 2026", "partial",
                         "share of GDP and current dollars complete for 2014-2026; other tables for some allies",
                         cutoff="2026-07-03", price_base="2021", definition="core defence expenditure",
                         url="https://www.nato.int/content/dam/nato/webready/documents/finance/def-exp-2026-en.pdf"),
}  # fmt: skip


def rows_of(folder: Path) -> Iterator[tuple[str, str, Row]]:
    """Every cell we carry over, as (release day in the sources, release name, row)."""
    for cell in read(folder / "nato_share_of_gdp.csv"):
        yield (
            cell["release_date"],
            cell["release_name"],
            row("defence.share", cell, cell["value_pct_gdp"], "%", locator(cell["source"])),
        )
    for cell in read(folder / "nato_other_tables.csv"):
        known = MEASURES.get((cell["measure"], cell["unit"])) or national(cell)
        if known:
            measure, unit, power = known
            value = f"{Decimal(cell['value']).scaleb(power):f}"
            yield cell["release_date"], cell["release_name"], row(measure, cell, value, unit, locator(cell["source"]))


def national(cell: dict[str, str]) -> tuple[str, str, int] | None:
    """Expenditure in national currency at current prices; none for the dollars of the United States (a duplicate)."""
    if cell["measure"] not in ("defence_expenditure", "core_defence_expenditure"):
        return None
    words, _, prices = cell["unit"].partition(" m, ")
    currency = KRONER.get(cell["country_iso3"]) if words == "Kroner" else CURRENCIES.get(words)
    if prices != "current prices" or currency is None:
        return None
    return f"defence.spending.{currency.lower()}", f"bn {currency}", -3


def row(measure: str, cell: dict[str, str], value: str, unit: str, place: str) -> Row:
    """One row of our table from one cell of the sources."""
    area = AREAS.get(cell["country_iso3"], cell["country_iso3"])
    status = "estimate" if cell["is_estimate"] == "True" else "actual"
    return measure, area, cell["year"], value, unit, status, place


def locator(source: str) -> str:
    """Table and cell where the source names them, else the kind of copy the cell was read from."""
    if ".xlsx#" in source:
        return source.rsplit("#", 1)[1]
    return "press copy" if source.startswith("http") else "tidy copy"


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a source file by column."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def published(origin: Origin, name: str) -> figures.Origin:
    """The origin of a release as the pack keeps it."""
    title = name.split(" [", maxsplit=1)[0]
    return figures.Origin(
        key=f"{origin.released}-{origin.slug}",
        dataset="nato",
        name=title,
        released=dt.date.fromisoformat(origin.released),
        released_basis=origin.basis,
        loaded=LOADED,
        definition=origin.definition,
        coverage=origin.coverage,
        citation=CITATION.format(name=title, released=origin.released),
        licence=LICENCE,
        sha256="",
        cutoff=dt.date.fromisoformat(origin.cutoff) if origin.cutoff else None,
        price_base=origin.price_base,
        url=origin.url,
        note=origin.note or None,
        rounding={measure: Decimal(unit) for measure, unit in origin.rounding.items()},
    )


def build(sources: Path, out: Path) -> None:
    """Write every release found in the sources."""
    rows: dict[str, list[Row]] = defaultdict(list)
    names: dict[str, str] = {}
    for day, name, cell in rows_of(sources):
        rows[day].append(cell)
        names.setdefault(day, name)
    for day, cells in sorted(rows.items()):
        origin = ORIGINS[day]
        quoted_cells: list[Row] = [(*cell, "estimate", "text of the report") for cell in origin.cells]
        write(out, published(origin, names[day]), cells + quoted_cells)
        print(f"{origin.released}-{origin.slug}: {len(cells) + len(quoted_cells)} cells")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sources", type=Path, metavar="FIGURES")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    build(chosen.sources, chosen.out)


if __name__ == "__main__":
    main()
