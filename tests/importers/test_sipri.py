"""SIPRI's workbook, rebuilt here with figures made up; the real one is never part of this project."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Draft, Hints
from faktenlage.importers.sipri.importer import SipriWorkbook

BLUE, RED = Color(indexed=12), Color(indexed=10)
COUNTRY_TABLES = {
    "Local currency financial years": "Military expenditure, in local currency\nFigures are for financial years.",
    "Local currency calendar years": "Military expenditure, in local currency\nFigures are for calendar years.",
    "Constant (2030) US$": "Military expenditure by country, in constant (2030) US$ m., 2031-2032",
    "Current US$": "Military expenditure by country, in millions of US$ at current prices and exchange rates",
    "Share of GDP": "Military expenditure by country as percentage of gross domestic product, 2031-2032  © SIPRI 2032",
    "Per capita": "Military expenditure per capita by country\nFigures are in current US$",
    "Share of Govt. spending": "Military expenditure by country as percentage of government spending",
}
REGIONS = (
    "Military expenditure by region in constant US dollars\n"
    "Figures are in US$ b., at constant 2030 prices and exchange rates, except for the last figure."
)

Row = Sequence[object]
Build = Callable[..., Path]


def unchanged(_: Workbook) -> None:
    pass


def fill(book: Workbook, title: str, heading: str, header: Row, rows: Sequence[Row]) -> None:
    sheet = book.create_sheet(title)
    for line in [*heading.split("\n"), None]:
        sheet.append([line])
    sheet.append(list(header))
    for row in [[], ["Europe"], ["Western Europe"], *rows]:
        sheet.append(list(row))
    if "Share" in title:
        for line in sheet.iter_rows():
            for cell in line:
                if isinstance(cell.value, float):
                    cell.number_format = "0.00%"


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Writes a whole workbook; ``rows`` stand on all sheets of countries, ``header`` above them."""

    def built(
        rows: Sequence[Row] = (("Germany", "§4", 0.5, 0.25),),
        header: Row = ("Country", "Notes", 2031, 2032),
        change: Callable[[Workbook], None] = unchanged,
    ) -> Path:
        book = Workbook()
        book.active.title = "Front page"
        fill(book, "Regional totals", REGIONS, ("Region", 2031, "2031 (current prices)", "", "Omitted countries"), [
            ("World", 1.5, 2.5, None, "Cuba"), ("Central Asia", 0, ". ."), ("Europe", "xxx", 3.25),
        ])  # fmt: skip
        for title, heading in COUNTRY_TABLES.items():
            fill(book, title, heading, header, rows)
        book.create_sheet("Footnotes").append([1, None, "SIPRI says"])
        change(book)
        path = tmp_path / "milex.xlsx"
        book.save(path)
        return path

    return built


def read(path: Path, hints: Hints | None = None) -> Draft:
    importer = SipriWorkbook()
    assert importer.recognises(path)
    return importer.read(path, hints or Hints())


def values(draft: Draft, measure: str = "sipri.share") -> dict[tuple[str, str], Decimal | None]:
    return {(row.area, row.period): row.value for row in draft.rows if row.measure == measure}


@pytest.mark.parametrize(
    ("measure", "value", "unit"),
    [
        ("sipri.share", "0.70", "%"),
        ("sipri.government.share", "0.70", "%"),
        ("sipri.spending.usd", "0.0000070", "bn USD"),
        ("sipri.spending.usd2030", "0.0000070", "bn USD"),
        ("sipri.spending.local", "7.0E-12", "bn"),
        ("sipri.spending.local.fiscal", "7.0E-12", "bn"),
        ("sipri.percapita", "0.0070", "USD"),
    ],
)
def test_every_table_is_brought_to_its_unit_exactly(build: Build, measure: str, value: str, unit: str):
    draft = read(build([("Germany", "", 0.007, 1.5)]))
    row = next(row for row in draft.rows if row.measure == measure and row.area == "DEU")
    assert (row.value, row.unit, row.period) == (Decimal(value), unit, "2031")
    defined = {one.id: one for one in draft.measures}
    assert defined[measure].unit == unit


def test_the_share_is_compared_at_two_decimals_and_other_measures_as_they_are(build: Build):
    assert {one.id: one.decimals for one in read(build()).measures if one.decimals} == {"sipri.share": 2}


def test_the_price_base_is_that_of_the_heading(build: Build):
    draft = read(build())
    constant = next(one for one in draft.measures if one.id == "sipri.spending.usd2030")
    assert (constant.price_base, draft.price_base) == ("2030", "2030")


def test_regions_are_areas_of_their_own_and_the_last_column_is_at_current_prices(build: Build):
    draft = read(build())
    assert values(draft, "sipri.spending.usd2030")["WLD", "2031"] == Decimal("1.5")
    current = values(draft, "sipri.spending.usd")
    assert (current["WLD", "2031"], current["EUROPE", "2031"], current["CENTRAL_ASIA", "2031"]) == (
        Decimal("2.5"), Decimal("3.25"), None,
    )  # fmt: skip
    assert ("CENTRAL_ASIA", "2031") not in values(draft, "sipri.spending.usd2030")
    assert "totals of a region that are zero, which none can be (1 cell)" in draft.left_out


@pytest.mark.parametrize("mark", ["...", ". .", "..", " … "])
def test_a_mark_for_missing_is_a_missing_figure(build: Build, mark: str):
    draft = read(build([("Germany", "", mark, 0.5)]))
    row = next(row for row in draft.rows if row.area == "DEU")
    assert (row.value, row.status, draft.doubts) == (None, "missing", ())


@pytest.mark.parametrize("mark", ["xxx", "XXX", None, ""])
def test_a_year_without_a_state_and_an_empty_cell_give_no_row(build: Build, mark: str | None):
    draft = read(build([("Germany", "", mark, 0.5)]))
    assert values(draft) == {("DEU", "2032"): Decimal(50)}
    assert draft.doubts == ()
    assert any("7 cells" in reason or "8 cells" in reason for reason in draft.left_out)


def test_a_zero_of_a_country_is_a_figure(build: Build):
    assert values(read(build([("Iceland", "", 0.0, 0.5)])))["ISL", "2031"] == 0


@pytest.mark.parametrize(
    ("colour", "status", "note"),
    [
        (BLUE, "estimate", "1 estimates of SIPRI"),
        (Color(rgb="FF0000FF"), "estimate", "1 estimates of SIPRI"),
        (RED, "estimate", "1 in red, uncertain and kept as estimates"),
        (Color(rgb="FFFF0000"), "estimate", "1 in red, uncertain and kept as estimates"),
        (Color(rgb="FF000000"), "actual", ""),
        (Color(indexed=8), "actual", ""),
        (Color(theme=1), "actual", ""),
        (None, "actual", ""),
    ],
)
def test_the_colour_of_a_figure_tells_its_status(build: Build, colour: Color | None, status: str, note: str):
    def paint(book: Workbook) -> None:
        sheet = book["Share of GDP"]
        sheet.cell(sheet.max_row, 3).font = Font(color=colour)

    draft = read(build(change=paint))
    assert [row.status for row in draft.rows if row.measure == "sipri.share"] == [status, "actual"]
    table = next(table for table in draft.tables if table.measure == "sipri.share")
    assert table.note == "; ".join(filter(None, ["0 cells missing", note]))


@pytest.mark.parametrize("year", [2031, 2031.0, "2031", " 2031 "])
def test_years_may_be_numbers_or_text(build: Build, year: object):
    assert values(read(build(header=("Country", "Notes", year, 2032))))["DEU", "2031"] == 50


def test_cells_are_named_by_sheet_and_place(build: Build):
    rows = {row.locator: row for row in read(build()).rows}
    assert rows["Share of GDP!C7"].value == 50


def test_more_columns_before_the_years_do_not_matter(build: Build):
    header = ("Country", "Currency", "Fiscal Year (Jan-Dec if not stated)", "Notes", "Colour", 2031)
    draft = read(build([("Germany", "euro", "", "", "grey", 0.5)], header))
    assert values(draft) == {("DEU", "2031"): Decimal(50)}
    assert "sheet 'Share of GDP': column 'Colour'" in draft.left_out


def test_the_union_itself_is_no_sum_of_its_members(build: Build):
    draft = read(build([("Germany", "", 0.5, 0.5), ("European Union", "", 0.5, "...")]))
    assert {row.area for row in draft.rows} == {"DEU", "WLD", "EUROPE", "CENTRAL_ASIA"}
    assert any(reason.startswith("European Union: spending of the Union itself") for reason in draft.left_out)
    assert draft.doubts == ()


@pytest.mark.parametrize(
    ("rows", "code", "message"),
    [
        ([("Atlantis", "", 0.5, 0.5)], "unknown_area", "no known area: 'Atlantis'"),
        ([(None, "", 0.5, 0.5)], "unknown_area", "no known area: ''"),
        ([("France", "", "n.a.", 0.5)], "not_a_number", "'n.a.' is no number"),
        ([("France", "", "1,5", 0.5)], "not_a_number", "'1,5' is no number"),
        ([("France", "", True, 0.5)], "not_a_number", "'True' is no number"),
        ([("France", "", dt.datetime(2024, 1, 1), 0.5)], "not_a_number", "'2024-01-0100:00:00' is no number"),  # noqa: DTZ001
        ([("France", "", -0.5, 0.5)], "not_a_number", "FRA 2031 is -0.5, which no expenditure is"),
        ([("France", "", 1e300, 0.5)], "not_a_number", "FRA 2031 is 1e+300, which no expenditure is"),
        ([("France", "", 0.5, 0.5), ("France", "", 0.25, 0.5)], "duplicate", "FRA 2031 is 50 and 25"),
    ],
)
def test_what_cannot_be_right_is_a_doubt(build: Build, rows: Sequence[Row], code: str, message: str):
    doubts = read(build([("Germany", "", 0.5, 0.5), *rows])).doubts
    assert (code, message) in {(doubt.code, doubt.message) for doubt in doubts}
    assert {doubt.code for doubt in doubts} == {code}
    assert all("!" in doubt.locator for doubt in doubts)
    assert len(doubts) == (1 if code == "unknown_area" else 7)


def test_many_doubts_of_a_kind_are_counted(build: Build):
    doubts = read(build([("Germany", "", "?", 0.5), *(("France", "", "?", "?") for _ in range(20))])).doubts
    assert (len(doubts), doubts[-1].message) == (21, f"and {7 * 41 - 20} more of this kind")


def test_a_country_in_two_rows_is_joined_where_one_of_them_lacks_the_figure(build: Build):
    draft = read(build([("USSR", "", 0.5, "..."), ("Soviet Union", "", "...", 0.25)]))
    assert values(draft) == {("SUN", "2031"): Decimal(50), ("SUN", "2032"): Decimal(25)}
    assert draft.doubts == ()


def test_the_day_of_release_comes_from_the_user_only(build: Build):
    path = build()
    assert read(path).released is None
    draft = read(path, Hints(released=dt.date(2033, 4, 25), dataset="mine"))
    assert (draft.released, draft.released_basis, draft.dataset) == (dt.date(2033, 4, 25), "given by the user", "mine")
    assert (draft.slug, draft.domain) == ("milex-2031-2032", "sipri")


def test_few_countries_or_a_table_less_make_a_release_partial(build: Build):
    assert read(build()).note == "1 of more than 150 countries"
    draft = read(build(change=lambda book: book.remove(book["Current US$"])))
    assert (draft.coverage, draft.note) == ("partial", "without Current US$")


def test_a_sheet_that_is_none_of_sipris_is_left_out_by_name(build: Build):
    draft = read(build(change=lambda book: book.create_sheet("My analysis").append(["Country", 2031, 7])))
    assert "sheet 'My analysis': none of SIPRI's tables" in draft.left_out


def retitle(book: Workbook) -> None:
    book["Share of GDP"]["A1"] = "Military expenditure in thousand years"


def unformat(book: Workbook) -> None:
    sheet = book["Share of GDP"]
    sheet.cell(sheet.max_row, 3).number_format = "0.00"


def behead(book: Workbook) -> None:
    book["Share of GDP"]["A3"] = "State"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (retitle, "its heading is not the one SIPRI gives this table"),
        (behead, "its row of years is not the one SIPRI gives this table"),
        (unformat, "its cells are not formatted as per cent, so that fractions cannot be told from percentages"),
    ],
)
def test_a_sheet_that_does_not_fit_is_left_out_and_never_guessed(
    build: Build, change: Callable[[Workbook], None], reason: str
):
    draft = read(build(change=change))
    assert values(draft) == {}
    assert f"sheet 'Share of GDP': {reason}" in draft.left_out
    left_out = next(table for table in draft.tables if table.place == "Share of GDP")
    assert (left_out.measure, left_out.note) == (None, reason)
    assert "sipri.share" not in {measure.id for measure in draft.measures}


def double(book: Workbook) -> None:
    book.copy_worksheet(book["Current US$"]).title = "Current USD"


@pytest.mark.parametrize(
    ("rows", "header", "change", "problem"),
    [
        ([], ("Country", 2031, 2031), None, "has two columns of one year"),
        ([], ("Country", "Notes", "soon"), None, "has no years above its columns"),
        ([], ("Country", 2031), double, "has two sheets of 'Current US"),
    ],
)
def test_a_header_that_contradicts_itself_is_refused(
    build: Build, rows: Sequence[Row], header: Row, change: Callable[[Workbook], None] | None, problem: str
):
    with pytest.raises(InputError, match=problem):
        SipriWorkbook().read(build(rows, header, change or unchanged), Hints())


def other_tables(book: Workbook) -> None:
    for title in [*COUNTRY_TABLES, "Regional totals"]:
        book[title].title = f"TABLE {len(title)} {title[:3]}"


def other_publisher(book: Workbook) -> None:
    book["Share of GDP"]["A1"] = "Table 1"
    book["Footnotes"]["C1"] = ""


@pytest.mark.parametrize("change", [other_tables, other_publisher])
def test_workbooks_of_others_are_not_recognised(build: Build, change: Callable[[Workbook], None]):
    assert not SipriWorkbook().recognises(build(change=change))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"Country,2031\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_workbook_is_neither_recognised_nor_a_traceback(tmp_path: Path, content: bytes):
    path = tmp_path / "milex.xlsx"
    path.write_bytes(content)
    assert not SipriWorkbook().recognises(path)
    with pytest.raises(InputError):
        SipriWorkbook().read(path, Hints())
    assert not SipriWorkbook().recognises(tmp_path / "none.xlsx")


def test_a_workbook_without_any_table_of_sipri_is_refused(tmp_path: Path):
    Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(InputError, match="holds no table of SIPRI"):
        SipriWorkbook().read(tmp_path / "empty.xlsx", Hints())


def test_a_workbook_cut_off_anywhere_is_refused(build: Build):
    path = build()
    whole = path.read_bytes()
    for end in range(0, len(whole), len(whole) // 40):
        path.write_bytes(whole[:end])
        assert not SipriWorkbook().recognises(path)
        with pytest.raises(InputError):
            SipriWorkbook().read(path, Hints())


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # openpyxl leaves damaged files open
@given(st.lists(st.tuples(st.integers(0, 30_000), st.binary(min_size=1, max_size=6)), min_size=1, max_size=3))
def test_a_damaged_workbook_gives_a_draft_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, broken: list[tuple[int, bytes]]
):
    book = Workbook()
    book.active.title = "Front page"
    for title in ("Share of GDP", "Per capita"):
        fill(book, title, COUNTRY_TABLES[title], ("Country", 2031), [("Germany", 0.5)])
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    book.save(path)
    data = bytearray(path.read_bytes())
    for place, rubbish in broken:
        data[place % len(data) : place % len(data) + len(rubbish)] = rubbish
    path.write_bytes(bytes(data))
    assert SipriWorkbook().recognises(path) in {True, False}
    with contextlib.suppress(InputError):
        SipriWorkbook().read(path, Hints())


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text("0123456789.,-xe%…", max_size=5), st.dates()
)


@given(st.lists(st.lists(CELLS, max_size=4), max_size=6), st.lists(CELLS, max_size=5))
def test_whatever_stands_in_the_cells_gives_a_draft_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]], header: list[object]
):
    book = Workbook()
    for title in ("Share of GDP", "Regional totals"):
        heading = REGIONS if title == "Regional totals" else COUNTRY_TABLES[title]
        first = "Region" if title == "Regional totals" else "Country"
        fill(book, title, heading, (first, 2031, *header), [("Germany", *row) for row in rows] + rows)
    path = tmp_path_factory.getbasetemp() / "cells.xlsx"
    book.save(path)
    with contextlib.suppress(InputError):
        draft = SipriWorkbook().read(path, Hints())
        assert all((row.value is None) == (row.status == "missing") for row in draft.rows)
        assert all(row.value is None or row.value >= 0 for row in draft.rows)


def test_real_workbooks_agree_with_every_share_collected_from_them(shared: Path):
    folder = shared / "data" / "figures"
    with (folder / "sipri_share_of_gdp_vintages.csv").open(encoding="utf-8") as file:
        collected = list(csv.DictReader(file))
    compared = 0
    for path in sorted((folder / "raw" / "sipri").glob("SIPRI*.xlsx")):
        draft = read(path)
        shares = values(draft)
        assert (draft.doubts, draft.coverage, len(draft.measures)) == ((), "complete", 7)
        for cell in collected:
            if cell["file"] == path.name:
                share = shares[cell["country_iso3"], cell["year"]]
                assert share is not None
                assert share.quantize(Decimal("0.0001"), "ROUND_HALF_UP") == Decimal(cell["value_pct_gdp"])
                compared += 1
    assert compared == 620


@pytest.mark.parametrize(
    ("years", "period", "share"),
    [("1949-2022", "2020", "1.37"), ("1949-2024_2", "2020", "1.36"), ("1949-2024_2", "2024", "1.89")],
)
def test_real_shares_differ_between_releases_at_two_decimals(shared: Path, years: str, period: str, share: str):
    draft = read(shared / "data" / "figures" / "raw" / "sipri" / f"SIPRI-Milex-data-{years}.xlsx")
    value = values(draft)["DEU", period]
    assert value is not None
    assert next(one for one in draft.measures if one.id == "sipri.share").read(value) == Decimal(share)


def test_a_real_workbook_that_was_cut_down_is_partial(shared: Path):
    draft = read(next((shared / "data" / "figures" / "raw" / "sipri").glob("*trimmed.xlsx")))
    assert (draft.coverage, {row.area for row in draft.rows}, draft.doubts) == ("partial", {"NGA"}, ())


def test_a_real_workbook_of_nato_is_not_recognised(shared: Path):
    found = sorted((shared / "data" / "figures" / "raw" / "2024-06").glob("*.xlsx"))
    assert found
    assert not any(SipriWorkbook().recognises(path) for path in found)
