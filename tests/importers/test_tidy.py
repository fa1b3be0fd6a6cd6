"""Tables with a mapping file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Draft, Hints
from faktenlage.importers.tidy.importer import Tidy

HEAD = 'dataset = "prices"\ndomain = "prices"\nname = "Prices"\nreleased = 2025-01-02\n'
COLUMNS = '[columns]\narea = "area"\nperiod = "period"\nvalue = "value"\n'
CONSTANT = '[constant]\nmeasure = "prices.cpi"\nunit = "%"\n'
LONG = HEAD + COLUMNS + CONSTANT

Read = Callable[..., Draft]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a table, given as text or bytes, by a mapping."""

    def reading(table: str | bytes, mapping: str = LONG, *, released: dt.date | None = None) -> Draft:
        path = tmp_path / "table.csv"
        path.write_bytes(table if isinstance(table, bytes) else table.encode("utf-8"))
        (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
        return Tidy().read(path, Hints(mapping=tmp_path / "m.toml", released=released))

    return reading


def cells(draft: Draft) -> list[tuple[str, str, str | None]]:
    return [(row.area, row.period, None if row.value is None else str(row.value)) for row in draft.rows]


def test_a_long_table_becomes_a_draft(read: Read) -> None:
    draft = read(
        "area,period,value\nDEU,2024,2.50\nFrance,2024Q1,-1\n", LONG.replace('"Prices"', '"Prices"\nlicence = "CC0"')
    )
    assert cells(draft) == [("DEU", "2024", "2.50"), ("FRA", "2024-Q1", "-1")]
    assert (draft.domain, draft.dataset, draft.name, draft.licence) == ("prices", "prices", "Prices", "CC0")
    assert (draft.released, draft.coverage, draft.doubts) == (dt.date(2025, 1, 2), "partial", ())
    assert [row.locator for row in draft.rows] == ["line 2", "line 3"]
    assert (draft.tables[0].periods, draft.tables[0].areas, draft.tables[0].cells) == ("2024 to 2024-Q1", 2, 2)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_delimiter_and_encoding_are_found(read: Read, delimiter: str, encoding: str) -> None:
    text = delimiter.join(("area", "period", "value")) + "\r\n" + delimiter.join(("Österreich", "2024", "1"))
    draft = read(text.encode(encoding), LONG + '[areas]\n"Österreich" = "AUT"\n')
    assert cells(draft) == [("AUT", "2024", "1")]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp1250"])
def test_a_declared_encoding_is_kept_to(read: Read, encoding: str) -> None:
    text = "area,period,value\nÖsterreich,2024,1\n".encode(encoding)
    mapping = f'{LONG}[file]\nencoding = "{encoding}"\n[areas]\n"Österreich" = "AUT"\n'
    assert cells(read(text, mapping)) == [("AUT", "2024", "1")]


@pytest.mark.parametrize(
    ("cell", "numbers", "value"),
    [
        ("1234.5", "", "1234.5"),
        ("0.10", "", "0.10"),
        ("1e-3", "", "0.001"),
        ("+7", "", "7"),
        ("−7", "", "-7"),
        ("1.5", "scale = 6", "1500000"),
        ("1.5", "scale = -3", "0.0015"),
        ("123456789012345678901234567890.123456789", "scale = 3", "123456789012345678901234567890123.456789"),
        ("1,5", 'decimal = ","', "1.5"),
        ("1.234.567,8", 'decimal = ","\nthousands = "."', "1234567.8"),
        ("1 234", 'thousands = " "', "1234"),
        ("1\u202f234", 'thousands = " "', "1234"),
        ("1'234.5", 'thousands = "\'"', "1234.5"),
        ("..", "", None),
        ("", "", None),
        ("-", 'missing = ["-"]', None),
    ],
)
def test_values_are_read_as_they_are_written(read: Read, cell: str, numbers: str, value: str | None) -> None:
    draft = read(f'area;period;value\nDEU;2024;"{cell}"\n', f"{LONG}[numbers]\n{numbers}\n")
    assert cells(draft) == [("DEU", "2024", value)]
    assert draft.rows[0].status == ("missing" if value is None else "actual")


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("1,234", ""),  # a thousand, or a good one?
        ("1.234", 'decimal = ","'),
        ("1.5", 'decimal = ","\nthousands = "."'),
        ("12.34.567", 'decimal = ","\nthousands = "."'),
        ("-", ""),
        ("1 2", ""),
        ("12a", ""),
        ("#REF!", ""),
        ("١٢", ""),
        ("0x10", ""),
        ("inf", ""),
    ],
)
def test_what_is_no_number_is_doubted_and_not_guessed(read: Read, cell: str, numbers: str) -> None:
    draft = read(f'area;period;value\nDEU;2023;1\nDEU;2024;"{cell}"\n', f"{LONG}[numbers]\n{numbers}\n")
    assert [(doubt.code, doubt.locator) for doubt in draft.doubts] == [("not_a_number", "line 3")]
    assert len(draft.rows) == 1


def test_marks_and_a_column_give_the_status_and_the_column_wins(read: Read) -> None:
    table = "area,period,value,flag\nDEU,2021,1,\nDEU,2022,2 e,\nDEU,2023,3e,prov\nDEU,2024,4,m\n"
    extra = '[marks]\ne = "estimate"\n[statuses]\nprov = "provisional"\nm = "missing"\n'
    draft = read(table, LONG.replace('value = "value"', 'value = "value"\nstatus = "flag"') + extra)
    assert [row.status for row in draft.rows] == ["actual", "estimate", "provisional", "missing"]
    assert draft.rows[3].value is None
    assert draft.left_out == ("a value is said to be missing: 1 times",)


@pytest.mark.parametrize("wide", ['"2022..2024"', "'(\\d{4})'"])
def test_a_column_a_year(read: Read, wide: str) -> None:
    mapping = f'{HEAD}[columns]\narea = "area"\nwide = {wide}\n{CONSTANT}[marks]\ne = "estimate"\n'
    draft = read("area,note,2022,2023,2024e\nDEU,x,1,..,3\n", mapping)
    assert cells(draft) == [("DEU", "2022", "1"), ("DEU", "2023", None), ("DEU", "2024", "3")]
    assert draft.rows[2].status == "estimate"
    assert draft.rows[2].locator == "line 2, 2024e"


def test_years_outside_the_span_are_not_taken(read: Read) -> None:
    draft = read("area,2021,2022\nDEU,1,2\n", f'{HEAD}[columns]\narea = "area"\nwide = "2022..2024"\n{CONSTANT}')
    assert cells(draft) == [("DEU", "2022", "2")]


def test_a_sheet_is_read_with_its_cells_as_places(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    rows = [
        ["Prices", None, None],
        ["area", 2023, "2024e"],
        ["unit", "%", "%"],
        ["Germany", 0.1, 7],
        ["France", "..", 2.5],
    ]
    for row in rows:
        sheet.append(row)
    book.create_sheet("Notes").append(["nothing"])
    book.save(tmp_path / "t.xlsx")
    mapping = f'{HEAD}[file]\nsheet = "Data"\nheader = 2\nskip = 1\n[columns]\narea = "area"\nwide = "2023..2024"\n'
    (tmp_path / "m.toml").write_text(f'{mapping}{CONSTANT}[marks]\ne = "estimate"\n')
    draft = Tidy().read(tmp_path / "t.xlsx", Hints(mapping=tmp_path / "m.toml"))
    assert [(row.area, row.value, row.status, row.locator) for row in draft.rows] == [
        ("DEU", Decimal("0.1"), "actual", "Data!B4"),
        ("DEU", Decimal(7), "estimate", "Data!C4"),
        ("FRA", None, "missing", "Data!B5"),
        ("FRA", Decimal("2.5"), "estimate", "Data!C5"),
    ]
    (tmp_path / "m.toml").write_text(f"{mapping}{CONSTANT}".replace('"Data"', '"Date"'))
    with pytest.raises(InputError, match="no sheet 'Date'; its sheets are Data, Notes"):
        Tidy().read(tmp_path / "t.xlsx", Hints(mapping=tmp_path / "m.toml"))


def test_json_lines_keep_every_digit(read: Read) -> None:
    lines = '{"area": "DEU", "period": 2024, "value": 0.10000000000000000001}\n\n{"period": "2024", "area": "FR"}\n'
    assert cells(read(lines)) == [("DEU", "2024", "0.10000000000000000001"), ("FRA", "2024", None)]


def test_unknown_areas_are_doubted_once_or_dealt_with_as_the_mapping_says(read: Read) -> None:
    table = "area,period,value\nDEU,2024,1\nOECD,2023,1\nOECD,2024,1\nworld,2024,1\n"
    assert [(doubt.code, doubt.locator) for doubt in read(table).doubts] == [
        ("unknown_area", "line 3"),
        ("unknown_area", "line 5"),
    ]
    dropped = read(table, 'unknown_areas = "leave_out"\n' + LONG)
    assert (len(dropped.rows), dropped.doubts) == (1, ())
    assert dropped.left_out == ("area 'OECD': 2 times", "area 'world': 1 times")
    named = read(table, LONG + '[areas]\nOECD = "OECD"\nworld = ""\n')
    assert [row.area for row in named.rows] == ["DEU", "OECD", "OECD"]
    kept = read(table, 'unknown_areas = "keep"\n' + LONG)
    assert [row.area for row in kept.rows] == ["DEU", "OECD", "OECD"]
    assert len(kept.doubts) == 1


def test_a_cell_given_twice_is_doubted_only_where_it_differs(read: Read) -> None:
    draft = read("area,period,value\nDEU,2024,1\nDEU,2024,1.0\nDE,2024,2\n")
    assert cells(draft) == [("DEU", "2024", "1")]
    assert [(doubt.code, doubt.locator) for doubt in draft.doubts] == [("duplicate", "line 4")]
    assert draft.left_out == ("the same value is given again: 1 times",)


def test_periods_that_are_none_are_left_out_and_said(read: Read) -> None:
    draft = read("area,period,value\nDEU,2024,1\nDEU,2024-S1,1\nDEU,2023/24,1\nDEU,2024-02-30,1\n")
    assert cells(draft) == [("DEU", "2024", "1")]
    assert len(draft.left_out) == 3


def test_measures_come_from_a_column_with_units_of_their_own(read: Read) -> None:
    mapping = (
        HEAD
        + COLUMNS.replace("area =", 'measure = "what"\narea =')
        + (
            '[names]\nB1GQ = "gdp.usd"\n[[measures]]\nid = "gdp.usd"\nkind = "money"\nunit = "bn USD"\ntotal = "sum"\n'
            'definition = "product"\n'
        )
    )
    draft = read("area,period,value,what\nDEU,2024,1,B1GQ\n", mapping)
    assert (draft.rows[0].measure, draft.rows[0].unit) == ("gdp.usd", "bn USD")
    assert [measure.id for measure in draft.measures] == ["gdp.usd"]
    with pytest.raises(InputError, match=r"line 3: measure 'P3' .*\[names\]"):
        read("area,period,value,what\nDEU,2024,1,B1GQ\nDEU,2024,1,P3\n", mapping)


def test_the_day_comes_from_the_user_then_the_mapping_then_a_column(read: Read) -> None:
    table = "area,period,value,published\nDEU,2024,1,2025-03-01\nFRA,2024,1,2025-04-01\n"
    column = LONG.replace("released = 2025-01-02\n", "").replace("[columns]\n", '[columns]\nreleased = "published"\n')
    assert read(table, column).released == dt.date(2025, 4, 1)
    assert read(table, LONG).released == dt.date(2025, 1, 2)
    assert read(table, LONG, released=dt.date(2025, 5, 1)).released == dt.date(2025, 5, 1)
    assert read(table, LONG.replace("released = 2025-01-02\n", "")).released is None


TABLE = "area,period,value\nDEU,2024,1\n"

BROKEN_MAPPINGS = {
    "an unknown key": (LONG.replace("period =", "perod ="), r"m\.toml:7: unknown key 'perod'; did you mean 'period'"),
    "a wrong kind": (LONG + "[numbers]\nscale = 'x'\n", r"m\.toml:\d+: expected `int`"),
    "no TOML": ("dataset = \n", r"m\.toml:1: is not valid TOML"),
    "no data set": (LONG.replace('dataset = "prices"\n', ""), "does not say the dataset; give a name"),
    "no domain": (LONG.replace('domain = "prices"\n', ""), "does not say the domain"),
    "no area": (LONG.replace('area = "area"\n', ""), r"does not say the area; give area under \[columns\]"),
    "no unit": (LONG.replace('unit = "%"\n', ""), "does not say the unit"),
    "a column that is not there": (LONG.replace('"value"', '"valu"'), "no column 'valu'; did you mean 'value'"),
    "both column and constant": (LONG + 'area = "DEU"\n', "area both as a column and as a constant"),
    "a bad code": (LONG + '[areas]\nX = "x y"\n', "'x y' is no code of an area"),
    "a bad measure": (LONG.replace("prices.cpi", "CPI"), "'CPI' is no name of a measure"),
    "a bad delimiter": (LONG + '[file]\ndelimiter = ";;"\n', "not one character"),
    "a bad encoding": (LONG + '[file]\nencoding = "utf-9"\n', "'utf-9' is not known"),
    "a bad pattern": (f'{HEAD}[columns]\narea = "area"\nwide = "(("\n{CONSTANT}', "is no pattern"),
    "a mark that is a digit": (LONG + '[marks]\n1 = "estimate"\n', "could be part of a number"),
    "two marks alike": (LONG + '[numbers]\nthousands = "."\n', "cannot group digits"),
}


@pytest.mark.parametrize(("mapping", "said"), BROKEN_MAPPINGS.values(), ids=BROKEN_MAPPINGS)
def test_a_broken_mapping_is_named_with_its_remedy(read: Read, mapping: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(TABLE, mapping)


BROKEN_TABLES = {
    "empty": (b"", "is empty"),
    "only a header": (b"area,period,value\n", "holds no figures"),
    "cut off": (b"area,period,value\nDEU,2024,1\nDEU,20", "line 3 has 2 cells, the header 3"),
    "notes at the end": (b"area,period,value\nDEU,2024,1\nSource: us\n", r"give last = 2 under \[file\]"),
    "an open quote": (b'area,period,value\nDEU,2024,"1\n', "no proper CSV"),
    "bytes": (bytes(range(256)) * 4, "encoding|bytes|column|lines|CSV"),
    "half UTF-16": ("area,period,value\nDEU,2024,1\n".encode("utf-16")[:-1], "is not utf-16"),
    "a column twice": (b"area,period,value,value\nDEU,2024,1,2\n", "has 2 columns 'value'"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
    "a cut archive": (b"PK\x03\x04" + b"\0" * 60, "damaged|cut off|no Excel"),
    "deep JSON": (b'{"a":' * 100_000, "no JSON object"),
    "nested JSON": (b'{"area": {"x": 1}}\n', "no flat JSON object"),
    "Parquet": (b"PAR1xxxx", "read by the store only"),
}


@pytest.mark.parametrize(("table", "said"), BROKEN_TABLES.values(), ids=BROKEN_TABLES)
def test_a_broken_table_is_refused_in_one_sentence(read: Read, table: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read(table)
    assert "\n" not in str(caught.value)


def test_our_own_header_is_recognised_and_nothing_else(tmp_path: Path) -> None:
    ours = "measure,area,period,value,unit,status,locator\n"
    for text, known in ((ours, True), (f"\ufeff{ours}a,b\n", True), (ours.replace("unit,", ""), False), ("", False)):
        (tmp_path / "t.csv").write_text(text, encoding="utf-8")
        assert Tidy().recognises(tmp_path / "t.csv") is known
    assert not Tidy().recognises(tmp_path)
    (tmp_path / "t.csv").write_text(ours, encoding="utf-8")
    with pytest.raises(InputError, match="mapping file with dataset, domain, name"):
        Tidy().read(tmp_path / "t.csv", Hints())


def test_what_the_last_line_says_is_not_read_beyond_it(read: Read) -> None:
    draft = read("area,period,value\nDEU,2024,1\n\nSource: us\n", LONG + "[file]\nlast = 3\n")
    assert cells(draft) == [("DEU", "2024", "1")]


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=8).map(str.strip)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)


@given(
    names=st.lists(NAMES.filter(bool), min_size=3, max_size=3, unique=True),
    values=st.lists(NUMBERS, min_size=1, max_size=12),
    marks=st.sampled_from([(".", ""), (",", ""), (",", "."), (".", ","), (",", " ")]),
    delimiter=st.sampled_from([";", "\t", "|"]),
)
def test_whatever_is_written_by_a_mapping_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    names: list[str],
    values: list[Decimal],
    marks: tuple[str, str],
    delimiter: str,
) -> None:
    import csv

    decimal, thousands = marks
    folder = tmp_path_factory.mktemp("tidy")
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(names)
        for year, value in enumerate(values, 2000):
            text = f"{value:,f}" if thousands else f"{value:f}"
            swapped = text.replace(",", "\0").replace(".", decimal).replace("\0", thousands)
            writer.writerow(["DEU", year, swapped])
    quoted = [json.dumps(name, ensure_ascii=False).replace("\x7f", "\\u007f") for name in names]
    mapping = HEAD + "[columns]\narea = {}\nperiod = {}\nvalue = {}\n".format(*quoted) + CONSTANT
    mapping += f'[numbers]\ndecimal = "{decimal}"\nthousands = "{thousands}"\n[file]\nformat = "csv"\n'
    mapping += f"delimiter = {json.dumps(delimiter)}\n"
    (folder / "m.toml").write_text(mapping, encoding="utf-8")
    draft = Tidy().read(folder / "t.csv", Hints(mapping=folder / "m.toml"))
    assert [row.value for row in draft.rows] == values
    assert draft.doubts == ()


@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "t.csv").write_bytes(data)
    (folder / "m.toml").write_text(LONG)
    assert isinstance(Tidy().recognises(folder / "t.csv"), bool)
    with pytest.raises(InputError):
        Tidy().read(folder / "t.csv", Hints(mapping=folder / "m.toml"))


@given(text=st.text(max_size=200))
def test_any_text_is_a_mapping_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("mapping")
    (folder / "t.csv").write_text(TABLE)
    (folder / "m.toml").write_bytes((LONG + text).encode("utf-8", "surrogatepass"))
    with suppress(InputError):
        Tidy().read(folder / "t.csv", Hints(mapping=folder / "m.toml"))


@pytest.mark.parametrize(
    ("name", "area", "year", "value"),
    [
        ("datasets_inflation-consumer.csv", "DEU", "2022", None),
        ("datasets_gdp.csv", "AFG", "2000", "3521418059.923445"),
    ],
)
def test_tables_of_others_are_read(
    shared: Path, tmp_path: Path, name: str, area: str, year: str, value: str | None
) -> None:
    column = "Inflation" if "inflation" in name else "Value"
    mapping = (
        f'unknown_areas = "leave_out"\n{HEAD}[columns]\narea = "Country Code"\nperiod = "Year"\nvalue = "{column}"\n'
    )
    (tmp_path / "m.toml").write_text(mapping + CONSTANT)
    draft = Tidy().read(shared / "data/figures/raw/worldbank" / name, Hints(mapping=tmp_path / "m.toml"))
    found = [row.value for row in draft.rows if (row.area, row.period) == (area, year)]
    assert len(found) == 1
    assert value is None or found == [Decimal(value)]
    assert len(draft.rows) > 8_000


def test_the_mapping_of_the_document_reads_the_table_beside_it(root: Path, read: Read) -> None:
    page = (root / "docs/mapping-file.md").read_text(encoding="utf-8")
    table, mapping = (page.partition(f"```{kind}\n")[2].partition("```")[0] for kind in ("text", "toml"))
    draft = read(table, mapping)
    assert cells(draft) == [
        ("DEU", "2022", "6.9"),
        ("DEU", "2023", "5.9"),
        ("DEU", "2024", "2.2"),
        ("EURO_AREA", "2022", "8.4"),
        ("EURO_AREA", "2023", "5.4"),
        ("EURO_AREA", "2024", None),
    ]
    assert [row.status for row in draft.rows[1:3]] == ["actual", "estimate"]
    assert (draft.doubts, draft.released) == ((), dt.date(2025, 4, 16))
