"""What becomes of NATO's workbooks: measures, units, the day, and the doubts."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from faktenlage.errors import InputError
from faktenlage.figures.domain import Domain, read_domain
from faktenlage.figures.oracle import DOMAINS
from faktenlage.importers.drafts import Hints
from faktenlage.importers.nato.importer import NatoWorkbook
from tests.importers.nato_workbooks import LAYOUTS, figure, workbook

NATO = NatoWorkbook()
NAMES = {
    "2019": "Defence Expenditure of NATO Countries (2012-2019)",
    "2024": "Defence Expenditure of NATO Countries (2014-2024)",
    "2025": "Defence Expenditure of NATO Countries (2014-2025)",
    "2026": "Defence Investment of NATO Countries (2014-2026)",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("workbooks")
    return {year: workbook(year).save(folder / f"{year}.bin") for year in LAYOUTS}


@pytest.fixture(scope="module")
def drafts(files):
    return {year: NATO.read(path, Hints()) for year, path in files.items()}


def opened(path):
    with path.open("rb") as file:
        return load_workbook(file)


def changed(files, tmp_path, year, **cells):
    """The workbook of a year with single cells changed: ``SHEET__CELL=value``."""
    book = opened(files[year])
    for place, value in cells.items():
        sheet, _, cell = place.partition("__")
        book[sheet.replace("_", " ")][cell] = value
    book.save(tmp_path / "changed.xlsx")
    return NATO.read(tmp_path / "changed.xlsx", Hints())


def value(draft, measure, area, year):
    return next(row for row in draft.rows if (row.measure, row.area, row.period) == (measure, area, str(year)))


@pytest.mark.parametrize("year", LAYOUTS)
def test_a_workbook_is_recognised_by_what_it_holds(year, files):
    assert NATO.recognises(files[year])


@pytest.mark.parametrize("year", LAYOUTS)
def test_a_sound_workbook_raises_no_doubt_and_is_complete(year, drafts):
    draft = drafts[year]
    assert draft.doubts == ()
    assert (draft.domain, draft.dataset, draft.slug) == ("nato_defence", "nato", "expenditure")
    assert (draft.name, draft.coverage) == (NAMES[year], "complete")


@pytest.mark.parametrize(
    ("year", "definition", "base", "cutoff"),
    [
        ("2019", "defence expenditure", "2015", None),
        ("2024", "defence expenditure", "2015", None),
        ("2025", "defence expenditure", "2021", None),
        ("2026", "core defence expenditure", "2021", dt.date(2026, 7, 3)),
    ],
)
def test_definition_prices_and_cut_off_come_from_the_tables(year, definition, base, cutoff, drafts):
    draft = drafts[year]
    assert (draft.definition, draft.price_base, draft.cutoff) == (definition, base, cutoff)


@pytest.mark.parametrize(
    "cell",
    [
        ("2024", "defence.share", "DEU", 2024, "share", 0, "%", "estimate"),
        ("2024", "defence.share", "DEU", 2022, "share", 0, "%", "actual"),
        ("2024", "defence.spending.usd", "NATO", 2024, "usd", -3, "bn USD", "estimate"),
        ("2024", "defence.spending.usd2015", "EUR_CAN", 2019, "usd_real", -3, "bn USD", "actual"),
        ("2024", "defence.spending.eur", "FRA", 2014, "own", -3, "bn EUR", "actual"),
        ("2024", "defence.spending.dkk", "DNK", 2020, "own", -3, "bn DKK", "actual"),
        ("2024", "defence.spending.nok", "NOR", 2020, "own", -3, "bn NOK", "actual"),
        ("2024", "defence.spending.eur2015", "FRA", 2014, "own_real", -3, "bn EUR", "actual"),
        ("2024", "defence.spending.percapita", "POL", 2023, "head", 0, "USD", "estimate"),
        ("2024", "gdp.percapita2015", "ISL", 2021, "gdp_head", 3, "USD", "actual"),
        ("2024", "gdp.usd", "ISL", 2021, "gdp", -3, "bn USD", "actual"),
        ("2024", "gdp.usd2015", "NATO", 2021, "gdp_real", -3, "bn USD", "actual"),
        ("2024", "defence.personnel", "TUR", 2016, "persons", 0, "thousands", "actual"),
        ("2024", "defence.infrastructure.share", "GRC", 2016, "building", 0, "%", "actual"),
        ("2019", "gdp.usd2015", "USA", 2018, "gdp_bn", 0, "bn USD", "estimate"),
        ("2019", "defence.spending.real", "CAN", 2012, "change", 0, "%", "actual"),
        ("2025", "defence.spending.usd2021", "EST", 2023, "usd_real", -3, "bn USD", "actual"),
        ("2025", "defence.spending.sek2021", "SWE", 2025, "own_real", -3, "bn SEK", "estimate"),
        ("2026", "defence.spending.percapita2021", "EST", 2026, "head", 0, "USD", "estimate"),
        ("2026", "defence.equipment.share", "SVN", 2025, "equipment", 0, "%", "estimate"),
        ("2026", "defence.other.share", "SVN", 2024, "other", 0, "%", "actual"),
    ],
)
def test_figures_keep_their_digits_in_the_unit_of_the_measure(cell, drafts):
    year, measure, area, period, kind, scale, unit, status = cell
    row = value(drafts[year], measure, area, period)
    assert row.value == figure(LAYOUTS[year], kind, area, period).scaleb(scale)
    assert (row.unit, row.status) == (unit, status)


@pytest.mark.parametrize("year", LAYOUTS)
def test_every_measure_is_the_domains_or_defined_with_the_draft(year, drafts):
    draft = drafts[year]
    domain = read_domain(DOMAINS / "nato_defence/domain.toml")
    known = {**domain.measures, **{measure.id: measure for measure in draft.measures}}
    assert {(row.measure, row.unit) for row in draft.rows} <= {(name, one.unit) for name, one in known.items()}
    assert not set(domain.measures) & {measure.id for measure in draft.measures}
    extended = Domain(msgspec.structs.replace(domain._file, measures=(*domain.measures.values(), *draft.measures)))
    assert [row for row in draft.rows if not (extended.knows(row.measure, row.area) or row.area in domain.groups)] == []


@pytest.mark.parametrize("year", LAYOUTS)
def test_no_cell_is_stored_twice(year, drafts):
    keys = [(row.measure, row.area, row.period) for row in drafts[year].rows]
    assert len(keys) == len(set(keys))


def test_the_day_is_taken_from_a_cover_only(drafts):
    assert drafts["2019"].released == dt.date(2019, 6, 25)
    assert drafts["2019"].released_basis == "printed on the cover (Cover!A5)"
    assert [drafts[year].released for year in ("2024", "2025", "2026")] == [None, None, None]


def test_the_day_the_user_gives_wins(files):
    draft = NATO.read(files["2019"], Hints(released=dt.date(2019, 6, 26), dataset="own"))
    assert (draft.released, draft.released_basis, draft.dataset) == (dt.date(2019, 6, 26), "given by the user", "own")


def test_two_days_on_a_cover_are_none(files, tmp_path):
    assert changed(files, tmp_path, "2019", Cover__A9="Brussels, 29 June 2019").released is None


def test_figures_printed_twice_are_kept_once_where_their_own_table_has_them(drafts):
    draft = drafts["2024"]
    assert value(draft, "defence.share", "DEU", 2024).locator.startswith("TABLE3!")
    assert value(draft, "defence.spending.usd", "USA", 2024).locator.startswith("TABLE2!")
    assert value(draft, "defence.spending.real.since2014", "DEU", 2024).locator == "TABLE4!F33"
    assert "TABLE4, Share of real GDP 2024e (%): 31 figures that TABLE3 holds too" in draft.left_out


def test_a_copy_that_says_something_else_is_doubted(files, tmp_path):
    draft = changed(files, tmp_path, "2024", TABLE4__H33=9.5)
    assert [(doubt.code, doubt.locator) for doubt in draft.doubts] == [("duplicate", "TABLE3!N21")]


def test_a_copy_stands_in_for_a_table_that_is_missing(files, tmp_path):
    book = opened(files["2024"])
    del book["TABLE3"]
    book.save(tmp_path / "partial.xlsx")
    draft = NATO.read(tmp_path / "partial.xlsx", Hints())
    assert value(draft, "defence.share", "DEU", 2024).locator == "TABLE4!H33"
    assert (draft.coverage, draft.note) == ("partial", "tables missing: 3")
    assert "Table 3 is missing" in draft.left_out


@pytest.mark.parametrize(
    ("year", "place", "doubted"),
    [
        ("2024", "TABLE2__K21", ("TABLE2!K42", "TABLE2!K43")),  # Germany 2021
        ("2024", "TABLE2__N41", ("TABLE2!N43",)),  # the United States: in one total only
        ("2026", "Table_7__C14", ("Table 7!C36", "Table 7!C37")),
        ("2024", "TABLE8a__D21", ("TABLE8a!D21",)),
    ],
)
def test_a_total_that_is_not_the_sum_of_its_parts_is_doubted(year, place, doubted, files, tmp_path):
    draft = changed(files, tmp_path, year, **{place: 77_777})
    found = {doubt.locator for doubt in draft.doubts if doubt.code == "total_not_sum"}
    assert found == set(doubted)


def test_who_joined_later_is_not_part_of_earlier_totals(files, tmp_path):
    sweden_2023 = changed(files, tmp_path, "2024", TABLE2__M38=5)
    assert sweden_2023.doubts == ()
    sweden_2024 = changed(files, tmp_path, "2024", TABLE2__N38=5)
    assert {doubt.code for doubt in sweden_2024.doubts} == {"total_not_sum"}


def test_rounded_parts_may_miss_their_total_by_rounding_only(files, tmp_path):
    book = opened(files["2026"])
    total = next(row[12] for row in book["Table 2"].iter_rows(max_row=40) if row[0].value == "NATO Total")
    place, right = f"Table_2__{total.coordinate}", total.value
    assert changed(files, tmp_path, "2026", **{place: right + 9}).doubts == ()
    assert changed(files, tmp_path, "2026", **{place: right + 40}).doubts != ()


def test_a_total_is_not_checked_where_a_part_is_missing(files, tmp_path):
    draft = changed(files, tmp_path, "2024", TABLE2__N21="..")
    assert draft.doubts == ()
    assert value(draft, "defence.spending.usd", "DEU", 2024)[3:6] == (None, "bn USD", "missing")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"TABLE1__C11": "Albania   (Doubloons)"}, "the currency 'Doubloons' is not known"),
        ({"TABLE1__C11": "Albania"}, "no currency is printed"),
        ({"TABLE2__B6": "US dollars"}, "its unit is not printed"),
        ({"TABLE3__B10": "Share of real GDP"}, "its unit is not printed"),
        ({"TABLE5__B4": "Table 5 : Income"}, "no measure is known for it"),
        ({"TABLE8a__B10": "Horses"}, "no measure is known for it"),
    ],
)
def test_what_no_measure_fits_is_left_out_with_its_reason(change, reason, files, tmp_path):
    draft = changed(files, tmp_path, "2024", **change)
    assert any(reason in line for line in draft.left_out)
    assert any(reason in table.note for table in draft.tables)
    assert draft.coverage == "partial"


def test_blocks_are_listed_as_they_were_understood(drafts):
    first, *_, last = drafts["2024"].tables
    assert (first.place, first.measure, first.unit) == ("TABLE1!D11:N41", "defence.spending.*", "bn *")
    assert (last.place, last.measure, last.periods) == ("TABLE8b!D44:N74", "defence.other.share", "2014-2024")
    assert (last.areas, last.cells, last.note) == (31, 341, "")


def test_figures_of_one_decimal_are_marked_as_coarse(files, drafts, tmp_path):
    assert "defence.share" not in drafts["2024"].rounding
    book = opened(files["2024"])
    for row in book["TABLE3"]["D11:N43"]:
        for cell in row:
            cell.value = round(cell.value, 1)
    del book["TABLE4"]
    book.save(tmp_path / "coarse.xlsx")
    assert NATO.read(tmp_path / "coarse.xlsx", Hints()).rounding["defence.share"] == Decimal("0.1")


@pytest.mark.parametrize(
    "text", ["Spending of all kinds", "Table 1 : Rainfall", "Table 3 : Defence expenditure of Elbonia"]
)
def test_other_workbooks_are_not_taken_for_natos(text, tmp_path):
    book = Workbook()
    book.active.append((text,))
    book.save(tmp_path / "other.xlsx")
    assert not NATO.recognises(tmp_path / "other.xlsx")


def test_a_workbook_without_any_table_is_refused_in_a_sentence(tmp_path):
    book = Workbook()
    book.active.append(("Table 1 : Defence expenditure of NATO",))
    book.save(tmp_path / "empty.xlsx")
    assert NATO.recognises(tmp_path / "empty.xlsx")
    with pytest.raises(InputError, match="holds no table"):
        NATO.read(tmp_path / "empty.xlsx", Hints())


CELLS = st.one_of(
    st.text(max_size=12).filter(lambda text: text.isprintable()),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["#REF!", "2024e", "..", "Notes:", "Table 9 : x", "Germany", "NATO Total", None, True]),
    st.dates(),
)


@pytest.fixture(scope="module")
def small(files):
    """Two tables of the layout of 2024, which are quick to save."""
    book = opened(files["2024"])
    for name in book.sheetnames:
        if name not in ("TABLE3", "TABLE4"):
            del book[name]
    return book


@given(changes=st.lists(st.tuples(st.booleans(), st.integers(1, 60), st.integers(1, 15), CELLS), max_size=8))
def test_no_content_of_cells_breaks_the_reading(changes, small, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "fuzzed.xlsx"
    before = {}
    for summary, row, column, content in changes:
        cell = small["TABLE4" if summary else "TABLE3"].cell(row, column)
        before.setdefault(cell, cell.value)
        cell.value = content if not (isinstance(content, str) and content.startswith("=")) else "formula"
    small.save(path)
    for cell, content in before.items():
        cell.value = content
    draft = NATO.read(path, Hints())
    assert all(row.value is None or row.value.is_finite() for row in draft.rows)
    assert len({row.locator for row in draft.rows}) == len(draft.rows)


@pytest.mark.parametrize("year", LAYOUTS)
@pytest.mark.parametrize("kept", range(3))
def test_any_part_of_the_sheets_is_read_or_refused(year, kept, files, tmp_path):
    book = opened(files[year])
    for place, name in enumerate(book.sheetnames):
        if place % 3 != kept:
            del book[name]
    book.save(tmp_path / "part.xlsx")
    draft = NATO.read(tmp_path / "part.xlsx", Hints())
    assert draft.coverage == "partial"
    assert draft.rows


def test_the_release_of_june_2024_holds_the_same_figures_as_the_one_we_ship(shared):
    draft = NATO.read(shared / "data/figures/raw/2024-06/240617-def-exp-2024-TABLES-en.xlsx", Hints())
    shipped = DOMAINS / "nato_defence/releases/2024-06-17-expenditure/observations.csv"
    with shipped.open(encoding="utf-8", newline="") as lines:
        expected = [tuple(row.values()) for row in csv.DictReader(lines)]
    read = {(row.measure, row.area, row.period): row for row in draft.rows}
    assert len(expected) == 3223
    wrong = []
    for measure, area, period, printed, *rest in expected:
        row = read[measure, area, period]
        digits = Decimal(printed) if measure == "defence.share" else row.value  # shipped to six places at most
        if row.value.quantize(digits) != Decimal(printed) or [row.unit, row.status, row.locator] != rest:
            wrong.append((row, printed))
    assert wrong == []
    assert (draft.doubts, draft.coverage, len(draft.rows)) == ((), "complete", 5355)
