"""Writes workbooks of made-up figures in the layouts NATO has used, and says which cell holds what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

# code, name, currency, first year counted in the totals
ALLIES = (
    ("ALB", "Albania", "Leks", 0), ("BEL", "Belgium", "Euros", 0), ("BGR", "Bulgaria", "Leva", 0),
    ("CAN", "Canada", "Canadian dollars", 0), ("HRV", "Croatia", "Euros", 0), ("CZE", "Czechia", "Koruny", 0),
    ("DNK", "Denmark", "Kroner", 0), ("EST", "Estonia", "Euros", 0), ("FIN", "Finland", "Euros", 2023),
    ("FRA", "France", "Euros", 0), ("DEU", "Germany", "Euros", 0), ("GRC", "Greece", "Euros", 0),
    ("HUN", "Hungary", "Forint", 0), ("ISL", "Iceland", "", 0), ("ITA", "Italy", "Euros", 0),
    ("LVA", "Latvia", "Euros", 0), ("LTU", "Lithuania", "Euros", 0), ("LUX", "Luxembourg", "Euros", 0),
    ("MNE", "Montenegro", "Euros", 2017), ("NLD", "Netherlands", "Euros", 0),
    ("MKD", "North Macedonia", "Denars", 2020), ("NOR", "Norway", "Kroner", 0), ("POL", "Poland", "Zlotys", 0),
    ("PRT", "Portugal", "Euros", 0), ("ROU", "Romania", "New Lei", 0), ("SVK", "Slovak Republic", "Euros", 0),
    ("SVN", "Slovenia", "Euros", 0), ("ESP", "Spain", "Euros", 0), ("SWE", "Sweden", "Kronor", 2024),
    ("TUR", "Türkiye", "Liras", 0), ("GBR", "United Kingdom", "Pounds", 0), ("USA", "United States", "US dollars", 0),
)  # fmt: skip
AGGREGATES = (("EUR_CAN", "NATO Europe and Canada"), ("NATO", "NATO Total"))
INDEX = {code: place for place, (code, *_) in enumerate(ALLIES, 1)}
JOINED = {code: joined for code, _, _, joined in ALLIES}


class Printed(NamedTuple):
    """A cell as written, comparable with one that was read."""

    sheet: str
    table: str
    block: str
    area: str
    year: int
    value: Decimal | None
    is_estimate: bool
    currency: str | None
    star: bool
    cell: str


@dataclass
class Layout:
    """Where things stand in a year's workbooks. ``shifted`` tables begin further down or right."""

    years: tuple[object, ...]
    base: int
    sheet: Callable[[str], str] = "TABLE{}".format
    colon: str = " : "
    core: str = ""
    title_row: int = 4
    title_column: int = 2
    label_column: int = 3
    aggregate_column: int = 2
    shifted: dict[str, tuple[int, int]] = field(default_factory=dict)
    years_once: bool = True
    stars: frozenset[str] = frozenset()
    broken_rows: bool = False
    digits: int | None = None
    without: frozenset[str] = frozenset()
    single_gdp: bool = False


YEARS = (2014, 2015, 2016, 2017, 2018, "2019", 2020, 2021, 2022, "2023e", "2024e")
LAYOUT_2024 = Layout(
    YEARS, 2015, shifted={"4": (12, 0), "7": (12, 1)}, stars=frozenset({"CZE", "EST", "POL"}), broken_rows=True
)
LAYOUT_2019 = Layout(
    (2012, 2013, 2014, 2015, 2016, 2017, "2018e", "2019e"),
    2015,
    sheet="Table {}".format,
    title_row=3,
    title_column=1,
    label_column=2,
    aggregate_column=1,
    shifted={"5": (12, 0), "7": (12, 0)},
    without=frozenset({"MKD", "FIN", "SWE"}),
    single_gdp=True,
)
LAYOUT_2025 = Layout(
    (*range(2014, 2024), "2024e", "2025e"),
    2021,
    sheet="Table {}".format,
    colon=": ",
    title_row=1,
    title_column=1,
    label_column=1,
    aggregate_column=1,
    years_once=False,
    stars=frozenset({"SWE", "DNK"}),
)
LAYOUT_2026 = Layout(
    (*range(2014, 2025), "2025e", "2026e"),
    2021,
    sheet="Table {}".format,
    colon=": ",
    core="core ",
    title_row=1,
    title_column=1,
    label_column=1,
    aggregate_column=1,
    years_once=False,
    stars=frozenset({"SVN"}),
    digits=2,
)
LAYOUTS = {"2019": LAYOUT_2019, "2024": LAYOUT_2024, "2025": LAYOUT_2025, "2026": LAYOUT_2026}


@dataclass(frozen=True)
class Block:
    """A block's title (None: the table has none but its unit) and how its figures come about."""

    title: str | None
    kind: str


@dataclass(frozen=True)
class Table:
    """A table before it is laid out."""

    number: str
    title: str
    unit: str
    blocks: tuple[Block, ...]


def tables(layout: Layout) -> Iterator[Table]:
    """All tables but the summary, in order."""
    core, base = layout.core, layout.base
    spending = f"{core}defence expenditure".capitalize()
    yield Table(
        "1", spending, "Million national currency units",
        (Block("Current prices", "own"), Block(f"Constant {base} prices ", "own_real")),
    )  # fmt: skip
    exchange = "prices and exchange rates"
    yield Table(
        "2", spending, "Million US dollars",
        (Block(f"Current {exchange}", "usd"), Block(f"Constant {base} {exchange}", "usd_real")),
    )  # fmt: skip
    yield Table(
        "3", f"{spending} as a share of GDP and annual real change", f"Based on {base} prices",
        (Block("Share of real GDP (%)", "share"), Block("Annual real change (%)", "change")),
    )  # fmt: skip
    if layout.single_gdp:
        yield Table("5", "Real GDP", f"Billion US dollars ({base} {exchange})", (Block(None, "gdp_bn"),))
    else:
        gdp = (Block(f"Current {exchange}", "gdp"), Block(f"Constant {base} {exchange}", "gdp_real"))
        yield Table("5", "GDP", "Million US dollars", gdp)
    yield Table(
        "6", f"GDP per capita and {core}defence expenditure per capita", f"{base} {exchange}",
        (Block("GDP per capita (thousand US dollars)", "gdp_head"),
         Block(f"{core}defence expenditure per capita (US dollars)".capitalize().replace("us ", "US "), "head")),
    )  # fmt: skip
    yield Table("7", "Military personnel", "Thousands", (Block(None, "persons"),))
    shares = (
        f"Distribution of {core}defence expenditure by main category",
        f"Percentage of total {core}defence expenditure",
    )
    yield Table("8a", *shares, (Block("Equipment (a)", "equipment"), Block("Personnel (b)", "staff")))
    yield Table("8b", *shares, (Block("Infrastructure (c)", "building"), Block("Other (d)", "other")))


FACTORS = {
    "own": "31.7", "own_real": "29.3", "usd": "10.1", "usd_real": "9.3", "gdp": "503.9", "gdp_real": "489.7",
    "gdp_bn": "0.4897", "gdp_head": "1.3", "head": "17.1", "persons": "2.7", "share": "0.061", "change": "0.23",
    "equipment": "0.3", "staff": "-0.3",
}  # fmt: skip
STARTS = {"equipment": 20, "staff": 45, "building": 5, "other": 30}
SUMMED = frozenset({"usd", "usd_real", "gdp", "gdp_real", "gdp_bn", "persons"})
WITH_ICELAND = frozenset({"gdp", "gdp_real", "gdp_bn", "gdp_head"})
COUNTRIES_ONLY = frozenset({"own", "own_real", "equipment", "staff", "building", "other"})


def figure(layout: Layout, kind: str, area: str, year: int) -> Decimal:
    """The made-up figure; totals of money and people are the sums of those who were members that year."""
    if area in ("NATO", "EUR_CAN"):
        if kind not in SUMMED:
            return Decimal("1.5") if area == "NATO" else Decimal("1.25")
        members = [code for code, *_ in ALLIES if JOINED[code] <= year and code not in layout.without]
        return sum(
            (
                figure(layout, kind, code, year)
                for code in members
                if (code != "ISL" or kind in WITH_ICELAND) and (code, area) != ("USA", "EUR_CAN")
            ),
            Decimal(0),
        )
    value = STARTS.get(kind, 0) + Decimal(FACTORS.get(kind, "0")) * INDEX[area]
    if kind not in STARTS:
        value += Decimal("1.0625") * (year - 2010)
    if area == "USA" and kind in ("own", "own_real"):
        return figure(layout, kind.replace("own", "usd"), area, year)
    places = 0 if kind in ("own", "own_real", "usd", "usd_real", "gdp", "gdp_real") else layout.digits
    return value if layout.digits is None else round(value, places or 0)


class Writer:
    """Writes one workbook and keeps what it printed."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.book = Workbook()
        self.book.remove(self.book.active)
        self.printed: list[Printed] = []

    def write_all(self) -> Writer:
        for table in tables(self.layout):
            self.write(table)
        return self

    def write(self, table: Table) -> None:
        layout = self.layout
        down, right = layout.shifted.get(table.number, (0, 0))
        sheet = self.book.create_sheet(layout.sheet(table.number))
        row, column = layout.title_row + down, layout.title_column + right
        title = f"Table {table.number}{layout.colon}{table.title}"
        first = layout.label_column + right + 1
        sheet.cell(row, column, title)
        step = 2 if layout.years_once else 1
        sheet.cell(row + step, column, table.unit)
        row += 2 * step
        if layout.years_once:
            self._years(sheet, row, first)
            row += 2
        for block in table.blocks:
            if block.title is not None or not layout.years_once:
                sheet.cell(row, column, block.title or table.unit)
                row += 1
            if not layout.years_once:
                self._years(sheet, row, first)
                row += 1
            row = self._rows(sheet, row, right, title, (block.title or table.unit).strip(), block.kind)
            row += 0 if layout.years_once else 1
        row += 2
        sheet.cell(row, column, "Notes: Figures for the last two years are estimates.")
        sheet.cell(row + 1, column, "*  These Allies have a law of their own.")
        sheet.cell(row + 2, column, "(a) Includes research (and the like).")
        sheet.cell(row + 4, column, "-7-")

    def _years(self, sheet, row: int, first: int) -> None:
        for place, year in enumerate(self.layout.years):
            sheet.cell(row, first + place, year)

    def _rows(self, sheet, row: int, right: int, title: str, block: str, kind: str) -> int:
        layout = self.layout
        for code, name, currency, _ in ALLIES:
            if code in layout.without or (code == "ISL" and kind not in WITH_ICELAND):
                continue
            star = code in layout.stars
            own = currency if kind in ("own", "own_real") else None
            label = f"{name}{'*' if star else ''}" + (f"   ({own})" if own else "")
            sheet.cell(row, layout.label_column + right, label)
            self._values(sheet, row, right, (title, block, kind, code, own, star))
            row += 1
        if kind in COUNTRIES_ONLY:
            if layout.broken_rows:
                for place in range(len(layout.years)):
                    sheet.cell(row, layout.label_column + right + 1 + place, 0 if kind == "building" else "#REF!")
                sheet.row_dimensions[row].hidden = True
                row += 1
            return row
        for code, name in AGGREGATES:
            sheet.cell(row, layout.aggregate_column + right, name)
            self._values(sheet, row, right, (title, block, kind, code, None, False))
            row += 1
        return row

    def _values(self, sheet, row: int, right: int, what: tuple) -> None:
        title, block, kind, code, own, star = what
        for place, year in enumerate(self.layout.years):
            column = self.layout.label_column + right + 1 + place
            number = int(str(year).rstrip("e"))
            value = figure(self.layout, kind, code, number)
            sheet.cell(row, column, float(value) if value % 1 else int(value))
            self.printed.append(
                Printed(
                    sheet.title, title, block, code, number, value, str(year).endswith("e"), own, star,
                    f"{sheet.title}!{get_column_letter(column)}{row}",
                )
            )  # fmt: skip

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path


def workbook(year: str) -> Writer:
    """The whole workbook of a year's layout."""
    writer = Writer(LAYOUTS[year]).write_all()
    if year == "2019":
        cover = writer.book.create_sheet("Cover", 0)
        cover["A2"] = "PRESS RELEASE"
        cover["A4"] = "PR/CP(2019)069"
        cover["A5"] = "25 June 2019"
        cover["A7"] = "Defence Expenditure of NATO Countries (2012-2019)"
    if year == "2024":
        write_summary(writer)
    if year == "2026":
        sheet = writer.book["Table 1"]
        sheet.cell(sheet.max_row + 2, 1, "Notes: The cut-off date for this information was 3 July 2026.")
    return writer


def write_summary(writer: Writer) -> None:
    """Table 4: first and last year beside each other, the change between them, and shares printed a second time."""
    layout = writer.layout
    sheet = writer.book.create_sheet("TABLE4", 3)
    sheet["B16"] = "Table 4 : Defence expenditure real change 2014-2024e"
    sheet["B18"] = "Million US dollars (2015 prices and exchange rates)"
    headings = (
        2014,
        "2024e",
        "Real change 2014-2024e (%)",
        "Share of real GDP 2014 (%)",
        "Share of real GDP 2024e (%)",
    )
    for place, text in enumerate(headings):
        sheet.cell(20, 4 + place, text)
    countries = [(code, name) for code, name, *_ in ALLIES if code != "ISL"]
    for row, (code, name) in enumerate(countries, 23):
        sheet.cell(row, 3, name)
        old, new = (figure(layout, "usd_real", code, year) for year in (2014, 2024))
        shares = [figure(layout, "share", code, year) for year in (2014, 2024)]
        for place, value in enumerate((old, new, round((new / old - 1) * 100, 3), *shares)):
            sheet.cell(row, 4 + place, float(value))
    sheet["C57"] = "Note: Figures for 2024 are estimates."
