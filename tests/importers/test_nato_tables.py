"""Tables are found wherever they stand, and every cell keeps its country, year and address."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal

import pytest
from openpyxl import Workbook

from faktenlage.importers.nato.tables import read_sheets, read_tables
from faktenlage.importers.workbooks import open_workbook
from tests.importers.nato_workbooks import LAYOUTS, Printed, workbook


def printed(cell) -> Printed:
    return Printed(
        cell.sheet, cell.table, cell.block, cell.area, cell.year, cell.value, cell.is_estimate, cell.currency,
        cell.footnote_star, cell.cell,
    )  # fmt: skip


@pytest.mark.parametrize("year", LAYOUTS)
def test_every_cell_is_read_as_it_was_printed(year, tmp_path):
    writer = workbook(year)
    reading = read_sheets(open_workbook(writer.save(tmp_path / "tables.xlsx")))
    read = Counter(printed(cell) for cell in reading.cells if cell.number != "4")
    assert read == Counter(writer.printed)
    assert reading.doubts == ()


def test_the_workbook_of_june_2024_is_read_cell_for_cell(shared):
    figures = shared / "data/figures"
    with (figures / "nato_2024-06_all_tables.csv").open(encoding="utf-8", newline="") as lines:
        expected = Counter(
            Printed(
                row["sheet"], row["table"], row["block"], {"NATO_TOTAL": "NATO", "NATO_EUR_CAN": "EUR_CAN"}.get(
                    row["country"], row["country"]
                ),
                int(row["year"]), Decimal(row["value"]), row["is_estimate"] == "True", row["currency"] or None,
                row["footnote_star"] == "True", row["cell"],
            )
            for row in csv.DictReader(lines)
        )  # fmt: skip
    reading = read_sheets(open_workbook(figures / "raw/2024-06/240617-def-exp-2024-TABLES-en.xlsx"))
    read = Counter(printed(cell) for cell in reading.cells if cell.number != "4")
    assert sum(expected.values()) == 5346
    assert read - expected == Counter()
    assert expected - read == Counter()
    assert reading.doubts == ()


HEAD = (("Table 3 : Defence expenditure as a share of GDP",), ("Based on 2015 prices",), (None, 2023, "2024e"))


def sheet_of(*rows) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


@pytest.mark.parametrize("mark", ["..", "...", "-", "–", "n/a", "N/A", "x", None])
def test_a_mark_for_missing_is_no_number_and_no_zero(mark):
    reading = read_sheets(sheet_of(*HEAD, ("Share of real GDP (%)",), ("Germany", mark, 2)))
    assert [(cell.year, cell.value) for cell in reading.cells] == [(2023, None), (2024, Decimal(2))]
    assert reading.doubts == ()


def test_a_row_of_nothing_but_marks_is_kept_as_missing():
    cells = read_tables(sheet_of(*HEAD, ("Share of real GDP (%)",), ("Germany", "..", ".."), ("France", 1, 2)))
    assert [(cell.area, cell.block, cell.value) for cell in cells[:3]] == [
        ("DEU", "Share of real GDP (%)", None),
        ("DEU", "Share of real GDP (%)", None),
        ("FRA", "Share of real GDP (%)", Decimal(1)),
    ]


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "about 2", "2,1", "2.1", True])
def test_what_is_no_number_is_doubted_at_its_cell_and_not_taken(text):
    reading = read_sheets(sheet_of(*HEAD, ("Share of real GDP (%)",), ("Germany", text, 2)))
    assert [(doubt.code, doubt.locator) for doubt in reading.doubts] == [("not_a_number", "Sheet!B5")]
    assert [cell.cell for cell in reading.cells] == ["Sheet!C5"]


def test_a_name_nobody_knows_is_doubted_and_its_row_left_out():
    reading = read_sheets(sheet_of(*HEAD, ("Share of real GDP (%)",), ("Ruritania", 1, 2), ("France", 1, 2)))
    assert [(doubt.code, doubt.locator) for doubt in reading.doubts] == [("unknown_area", "Sheet!A5")]
    assert {cell.area for cell in reading.cells} == {"FRA"}
    assert any("Ruritania" in line for line in reading.left_out)


def test_an_unknown_name_over_broken_references_does_not_begin_a_block():
    rows = (("Share of real GDP (%)",), ("Ruritania", "#REF!", "#REF!"), ("France", 1, 2))
    reading = read_sheets(sheet_of(*HEAD, *rows))
    assert {cell.block for cell in reading.cells} == {"Share of real GDP (%)"}
    assert [doubt.code for doubt in reading.doubts] == ["unknown_area"]


@pytest.mark.parametrize(
    ("hidden", "values", "doubted"),
    [(True, ("#REF!", "#REF!"), False), (True, (0, 0), False), (False, (0, 0), True), (True, (1, 2), True)],
)
def test_rows_without_a_name_are_known_only_if_hidden_and_broken(hidden, values, doubted):
    book = sheet_of(*HEAD, ("Share of real GDP (%)",), ("France", 1, 2), (None, *values))
    book.active.row_dimensions[6].hidden = hidden
    reading = read_sheets(book)
    assert bool(reading.doubts) is doubted
    assert len(reading.cells) == 2
    assert len(reading.left_out) == 1


def test_a_year_that_is_none_is_doubted_and_its_column_left_out():
    head = (HEAD[0], HEAD[1], (None, 2022, "two thousand", 2024))
    reading = read_sheets(sheet_of(*head, ("Share of real GDP (%)",), ("France", 1, 2, 3)))
    assert [(doubt.code, doubt.locator) for doubt in reading.doubts] == [("not_a_number", "Sheet!C3")]
    assert [cell.year for cell in reading.cells] == [2022, 2024]


def test_figures_far_right_of_the_years_are_left_out_without_doubt():
    reading = read_sheets(sheet_of(*HEAD, ("Share of real GDP (%)",), ("France", 1, 2, None, None, 99)))
    assert reading.doubts == ()
    assert len(reading.left_out) == 1


def test_a_table_without_a_row_of_years_is_doubted():
    reading = read_sheets(sheet_of(*HEAD[:2], ("Share of real GDP (%)",), ("France", 1, 2)))
    assert [doubt.code for doubt in reading.doubts] == ["not_a_number"]
    assert reading.cells == ()


def test_years_of_one_table_are_not_those_of_the_next():
    rows = (("Share of real GDP (%)",), ("France", 1, 2), (), ("Table 4 : Other",), ("Germany", 3, 4))
    reading = read_sheets(sheet_of(*HEAD, *rows))
    assert {cell.area for cell in reading.cells} == {"FRA"}
    assert [doubt.locator for doubt in reading.doubts] == ["Sheet!A7"]


def test_a_hidden_sheet_is_left_out_and_said_so():
    book = sheet_of(*HEAD, ("Share of real GDP (%)",), ("France", 1, 2))
    book.create_sheet("Old")
    book["Old"].append(("Germany", 1, 2))
    book["Old"].sheet_state = "hidden"
    assert read_sheets(book).left_out == ("Old: the sheet is hidden",)


def test_nothing_below_the_notes_is_read_but_figures_there_are_named():
    rows = (("Share of real GDP (%)",), ("France", 1, 2), ("Notes: of no weight",), ("Germany", 1, 2))
    reading = read_sheets(sheet_of(*HEAD, *rows))
    assert {cell.area for cell in reading.cells} == {"FRA"}
    assert any("below the notes" in line for line in reading.left_out)


def test_a_label_of_the_block_may_stand_beside_the_first_country():
    book = Workbook()
    book.active.append(("Table 2 : Defence expenditure",))
    book.active.append(("Million US dollars",))
    book.active.append((None, None, 2018, "2019e"))
    book.active.append(("Current prices and exchange rates", "Albania", 1, 2))
    book.active.append((None, "Belgium (a)", 3, 4))
    cells = read_tables(book)
    assert {(cell.block, cell.unit, cell.currency) for cell in cells} == {
        ("Current prices and exchange rates", "Million US dollars", None)
    }
    assert [cell.area for cell in cells] == ["ALB", "ALB", "BEL", "BEL"]


@pytest.mark.parametrize("text", ["2024e", "2024 e", "2024E", "2024(e)", "2024ᵉ"])
def test_an_estimated_year_is_read_however_its_sign_is_set(text):
    cells = read_tables(sheet_of(*HEAD[:2], (None, 2023.0, text), ("Share of real GDP (%)",), ("France", 1, 2)))
    assert [(cell.year, cell.is_estimate) for cell in cells] == [(2023, False), (2024, True)]
