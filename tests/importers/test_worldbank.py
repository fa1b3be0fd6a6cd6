"""Files of the World Bank, with figures made up here."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Draft, Hints
from faktenlage.importers.worldbank.importer import WorldBank, is_aggregate
from faktenlage.importers.worldbank.indicators import area_of, indicator, scaled

HEADER = '"Country Name","Country Code","Indicator Name","Indicator Code","2021","2022","2023",\n'
PREAMBLE = '\ufeff"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-06-28",\n\n'
GDP = "NY.GDP.MKTP.CD"
ODD = '"Land area (sq. km)","AG.LND.TOTL.K2"'

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(content: str | bytes) -> Path:
        path = tmp_path / "download.bin"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def line(name: str, code: str, *values: str, what: str = '"GDP (current US$)","NY.GDP.MKTP.CD"') -> str:
    cells = ",".join(f'"{value}"' for value in values)
    return f'"{name}","{code}",{what},{cells},\n'


def read(path: Path, hints: Hints | None = None) -> Draft:
    importer = WorldBank()
    assert importer.recognises(path)
    return importer.read(path, hints or Hints())


def values(draft: Draft) -> dict[tuple[str, str], Decimal | None]:
    return {(row.area, row.period): row.value for row in draft.rows}


def point(code: str | None, period: str, value: object, **more: object) -> dict[str, object]:
    return {
        "indicator": {"id": GDP, "value": "GDP (current US$)"},
        "country": {"id": "", "value": ""},
        "countryiso3code": code,
        "date": period,
        "value": value,
        "obs_status": "",
    } | more


def meta(**more: object) -> dict[str, object]:
    return {
        "page": 1, "pages": 1, "per_page": 50, "total": 1, "sourceid": "2", "lastupdated": "2024-06-28",
    } | more  # fmt: skip


TABLE = PREAMBLE + HEADER + line("Germany", "DEU", "4000000000000.25", "", "") + line("World", "WLD", "1", "2", "")


def test_figures_come_as_written_with_only_the_point_moved(write: Write):
    draft = read(write(TABLE))
    assert values(draft)["DEU", "2021"] == Decimal("4000.00000000025")
    assert draft.rows[0].locator == "line 6, 2021"
    assert (draft.rows[0].measure, draft.rows[0].unit, draft.measures) == ("economy.gdp.usd", "bn USD", ())


def test_an_empty_cell_is_missing_and_a_year_without_any_figure_is_left_out(write: Write):
    draft = read(write(TABLE))
    assert values(draft)["DEU", "2022"] is None
    assert next(row.status for row in draft.rows if row.period == "2022") == "missing"
    assert ("DEU", "2023") not in values(draft)
    assert draft.left_out == (f"{GDP}: no figure at all for 2023",)


def test_the_day_of_release_is_the_last_update_unless_the_user_says_otherwise(write: Write):
    path = write(TABLE)
    assert read(path).released == dt.date(2024, 6, 28)
    assert read(path, Hints(released=dt.date(2024, 7, 1))).released == dt.date(2024, 7, 1)
    assert read(write(TABLE.removeprefix(PREAMBLE))).released is None


def test_aggregates_are_kept_and_counted(write: Write):
    draft = read(write(TABLE))
    assert values(draft)["WLD", "2022"] == Decimal("2E-9")
    assert "aggregates: 1, such as WLD" in draft.tables[0].note


def test_a_file_with_few_countries_is_no_complete_release(write: Write):
    draft = read(write(TABLE))
    assert (draft.coverage, draft.note) == ("partial", "only 1 of more than 200 countries")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_does_not_matter(write: Write, encoding: str):
    table = TABLE.removeprefix("\ufeff").replace("Germany", "Türkiye").replace("DEU", "TUR")
    assert values(read(write(table.encode(encoding))))["TUR", "2021"] == Decimal("4000.00000000025")


def test_a_table_of_databank_is_read_with_its_footer(write: Write):
    header = "Series Name,Series Code,Country Name,Country Code,2022 [YR2022],2023 [YR2023]\n"
    body = 'Lending (%),FR.INR.LEND,Chad,TCD,3.10,..\nLending (%),FR.INR.LEND,"Bahamas, The",BHS,1,2\n'
    draft = read(write(header + body + "\n\nData from database: Some Series\nLast Updated: 06/07/2024\n"))
    assert values(draft)["TCD", "2022"] == Decimal("3.10")
    assert values(draft)["TCD", "2023"] is None
    assert (draft.released, draft.name) == (dt.date(2024, 6, 7), "World Bank, Some Series: Lending (%)")


def test_the_zip_of_the_site_is_read_with_the_areas_it_lists(tmp_path: Path):
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Metadata_Country_API_X.csv", '"Country Code","Region"\n"QQX",""\n"DEU","Europe"\n')
        archive.writestr("Metadata_Indicator_API_X.csv", '"INDICATOR_CODE"\n"X"\n')
        archive.writestr("API_X.csv", TABLE + line("A new aggregate", "QQX", "5", "6", ""))
    draft = read(path)
    assert values(draft)["QQX", "2022"] == Decimal("6E-9")
    assert (draft.doubts, draft.tables[0].place) == ((), "API_X.csv")


@pytest.mark.parametrize(
    ("row", "code", "message"),
    [
        (line("Atlantis", "ATL", "1", "2", "3"), "unknown_area", "no known area: 'ATL' (Atlantis)"),
        (line("France", "ITA", "1", "2", "3"), "unknown_area", "no known area: 'ITA' (France)"),
        (line("France", "FRA", "n/a", "2", "3"), "not_a_number", "'n/a' is no number"),
        (line("France", "FRA", "1,234", "2", "3"), "not_a_number", "'1,234' is no number"),
        (line("France", "FRA", "Infinity", "2", "3"), "not_a_number", "'Infinity' is no number"),
        (line("Germany", "DEU", "5", "", ""), "duplicate", "DEU 2021 is 4000.00000000025 and 0.000000005"),
    ],
)
def test_what_cannot_be_right_is_a_doubt_and_no_figure(write: Write, row: str, code: str, message: str):
    draft = read(write(TABLE + row))
    assert [(doubt.code, doubt.message) for doubt in draft.doubts] == [(code, message)]
    assert values(draft)["DEU", "2021"] == Decimal("4000.00000000025")
    assert ("ATL", "2021") not in values(draft)


def test_many_doubts_of_a_kind_are_counted(write: Write):
    rows = "".join(line("Nowhere", f"Q{number:02}", "1", "2", "3") for number in range(50))
    doubts = read(write(TABLE + rows)).doubts
    assert (len(doubts), doubts[-1].message) == (21, "and 30 more of this kind")


@pytest.mark.parametrize(
    ("title", "kind", "unit", "value", "base"),
    [
        ("Something (% of GDP)", "share", "%", "7", None),
        ("Something per capita growth (annual %)", "growth", "%", "7", None),
        ("Something (current US$)", "money", "bn USD", "7E-9", None),
        ("Something (current USD)", "money", "bn USD", "7E-9", None),
        ("Something (constant 2015 US$)", "money", "bn USD", "7E-9", "2015"),
        ("Something per capita (constant 2015 US$)", "head", "USD", "7", "2015"),
        ("Interest (%)", "rate", "%", "7", None),
        ("Something (current LCU)", "number", "current LCU", "7", None),
        ("Something", "number", "number", "7", None),
    ],
)
def test_an_indicator_no_domain_defines_is_told_by_its_name(
    write: Write, title: str, kind: str, unit: str, value: str, base: str | None
):
    draft = read(write(HEADER + line("Germany", "DEU", "7", "7", "7", what=f'"{title}","AB.CD.E-F"')))
    (measure,) = draft.measures
    assert (measure.id, measure.kind, measure.unit, measure.definition) == ("worldbank.ab_cd_e_f", kind, unit, title)
    assert (draft.rows[0].value, draft.rows[0].unit, draft.price_base) == (Decimal(value), unit, base)
    assert draft.domain == "world_economy"


def test_several_indicators_are_several_tables(write: Write):
    draft = read(write(TABLE + line("Germany", "DEU", "10", "11", "", what=ODD)))
    assert [table.measure for table in draft.tables] == ["economy.gdp.usd", "worldbank.ag_lnd_totl_k2"]
    assert draft.slug == "indicators"


def test_an_answer_of_the_api_keeps_every_digit(write: Write):
    text = json.dumps([meta(total=2), [point("ARG", "2013", None), point("FRA", "2013", "@")]])
    draft = read(write(text.replace('"@"', "2867811095547.1234567890")))
    assert values(draft) == {("ARG", "2013"): None, ("FRA", "2013"): Decimal("2867.8110955471234567890")}
    assert (draft.released, draft.rows[1].locator) == (dt.date(2024, 6, 28), f"{GDP}, FRA, 2013")


@pytest.mark.parametrize(
    ("code", "country", "area"),
    [
        ("FRA", {"id": "FR", "value": "France"}, "FRA"),
        ("", {"id": "S3", "value": "Caribbean small states"}, "CSS"),
        (None, {"id": "1A", "value": "Arab World"}, "ARB"),
        ("", {"id": "FR", "value": "France"}, "FRA"),
        ("", {"id": "DEU", "value": "Germany"}, "DEU"),
    ],
)
def test_an_area_without_its_three_letters_is_told_from_its_id(
    write: Write, code: str | None, country: dict[str, str], area: str
):
    draft = read(write(json.dumps([meta(), [point(code, "2013", 1, country=country)]])))
    assert [row.area for row in draft.rows] == [area]


@pytest.mark.parametrize(
    ("mark", "status"), [("E", "estimate"), ("F", "forecast"), ("P", "provisional"), (None, "actual")]
)
def test_the_status_of_a_cell_is_kept(write: Write, mark: str | None, status: str):
    draft = read(write(json.dumps([meta(), [point("FRA", "2013", 1, obs_status=mark)]])))
    assert (draft.rows[0].status, draft.left_out) == (status, ())


@pytest.mark.parametrize(("date", "period"), [("2013", "2013"), ("2013Q4", "2013-Q4"), ("2013M06", "2013-06")])
def test_periods_may_be_shorter_than_a_year(write: Write, date: str, period: str):
    assert read(write(json.dumps([meta(), [point("FRA", date, 1)]]))).rows[0].period == period


def test_what_is_no_period_is_left_out_by_name(write: Write):
    draft = read(write(json.dumps([meta(), [point("FRA", "2013", 1), point("FRA", "YTD2013", 1)]])))
    assert draft.left_out == ("cells of 'YTD2013', which is no period (1 times)",)


@pytest.mark.parametrize(
    ("answers", "coverage", "note"),
    [
        ([meta(pages=2, total=2)], "partial", "only 1 of 2 pages"),
        ([meta(total=9)], "partial", "only 1 of 9 cells"),
        ([meta(pages=2, total=2), meta(page=2, pages=2, total=2)], "partial", "only 2 of more than 200 countries"),
        ([{"page": 1, "pages": 1, "total": "many"}], "partial", "only the file does not say how many pages there are"),
    ],
)
@pytest.mark.parametrize("join", ["lines", "list"])
def test_pages_that_lack_make_a_release_partial(
    write: Write, answers: list[dict[str, object]], coverage: str, note: str, join: str
):
    codes = ["FRA", "ITA"]
    pages = [[answer, [point(codes[place], "2013", 1)]] for place, answer in enumerate(answers)]
    text = "\n".join(map(json.dumps, pages)) if join == "lines" else json.dumps(pages)
    draft = read(write(text))
    assert (draft.coverage, draft.note) == (coverage, note)
    assert len(draft.rows) == len(answers)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (json.dumps([{"message": [{"id": "120", "key": "Invalid value", "value": "Not valid"}]}]), "refused: Invalid"),
        (json.dumps([meta(total=0, pages=0), None]), "without any figure"),
        (json.dumps([meta(), [point("FRA", "2013", None)]]), "no figure that can be read"),
        (json.dumps([meta(), [point("ZZ", "2013", 1)]]), "no known area: 'ZZ'"),
        (json.dumps([meta(), [point("FRA", "2013", 1)]])[:-30], "is not valid JSON"),
        (json.dumps([meta(), [point("FRA", "2013", 1)]]) + "[" * 5000, "is not valid JSON"),
        (json.dumps([meta(), [{"indicator": "x"}]]), "names no indicator"),
        (
            json.dumps([[meta(lastupdated=day), [point("FRA", "2013", 1)]] for day in ("2024-06-28", "2025-01-01")]),
            "of different days",
        ),
        (HEADER, "no figure that can be read"),
        (TABLE.replace('"2022"', '"2021"'), "two columns of one period"),
        (TABLE[:-12], "may be cut off"),
        (TABLE + '"Italy', "may be cut off"),
        (TABLE.replace(GDP, "?"), "no code of an indicator"),
        (TABLE.replace("Germany", "Curaçao").encode("latin-1", "replace"), "is not UTF-8"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_sentence(write: Write, content: str | bytes, problem: str):
    with pytest.raises(InputError, match=problem) as caught:
        WorldBank().read(write(content), Hints())
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Country Name,Country Code,Year,Value\nFrance,FRA,2020,1\n",
        "Country,Country Code,Year,Inflation\nFrance,FRA,2020,1\n",
        "Country Name,Country Code,Indicator Name,Indicator Code\n",
        '{"page": 1}',
        '[{"page": 1, "title": "a book"}]',
        "[]",
        b"PK\x03\x04rubbish",
        b"\xff\xfe\x00",
        b"\x89PNG\r\n",
    ],
)
def test_other_files_are_not_recognised(write: Write, content: str | bytes):
    assert not WorldBank().recognises(write(content))


def test_a_missing_file_is_neither_recognised_nor_a_traceback(tmp_path: Path):
    assert not WorldBank().recognises(tmp_path / "none.csv")
    with pytest.raises(InputError, match="cannot be opened"):
        WorldBank().read(tmp_path / "none.csv", Hints())


@pytest.mark.parametrize("names", [("a.csv", "b.csv"), ()])
def test_a_zip_without_one_table_of_figures_is_refused(tmp_path: Path, names: tuple[str, ...]):
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, TABLE)
    with pytest.raises(InputError, match="tables of figures instead of one"):
        WorldBank().read(path, Hints())


def test_a_zip_that_would_burst_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("faktenlage.importers.worldbank.tables.MOST_BYTES", 1000)
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("API_X.csv", TABLE + " " * 5000)
    with pytest.raises(InputError, match="unpacks to more than"):
        WorldBank().read(path, Hints())


def test_a_zip_cut_off_anywhere_is_refused(tmp_path: Path):
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("API_X.csv", TABLE)
    whole = path.read_bytes()
    for end in range(2, len(whole), 7):
        path.write_bytes(whole[:end])
        with pytest.raises(InputError):
            WorldBank().read(path, Hints())


ANSWER = json.dumps([meta(total=2), [point("ARG", "2013", 1.5), point("FRA", "2013", 2)]])
BROKEN_BYTES = st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=4))


@pytest.mark.parametrize(
    "whole", [TABLE.encode(), TABLE.encode("utf-16"), ANSWER.encode()], ids=["csv", "wide", "json"]
)
@given(end=st.integers(0, 2000), broken=st.lists(BROKEN_BYTES, max_size=4))
def test_a_damaged_file_gives_a_draft_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, end: int, broken: list[tuple[int, bytes]]
):
    data = bytearray(whole[:end])
    for place, rubbish in broken:
        data[place % (len(data) + 1) : place % (len(data) + 1) + len(rubbish)] = rubbish
    path = tmp_path_factory.getbasetemp() / "damaged.bin"
    path.write_bytes(bytes(data))
    assert WorldBank().recognises(path) in {True, False}
    with contextlib.suppress(InputError):
        draft = WorldBank().read(path, Hints())
        assert all(row.value is None or row.value.is_finite() for row in draft.rows)


@pytest.mark.parametrize(
    ("code", "aggregate"),
    [("WLD", True), ("EUU", True), ("1A", True), ("S3", True), ("DEU", False), ("CHI", False), ("XKX", False)],
)
def test_aggregates_are_told_from_countries(code: str, aggregate: bool):
    assert is_aggregate(code) is aggregate


def test_an_area_whose_name_is_another_countrys_is_not_guessed():
    assert area_of("DEU", "France") is None
    assert area_of("1W", "France") is None
    assert area_of("CHI", "Channel Islands") == "CHI"


def test_moving_the_point_keeps_more_digits_than_arithmetic_would():
    long = Decimal("1" * 40)
    assert scaled(long, -9).as_tuple().digits == long.as_tuple().digits


def test_known_indicators_leave_their_definition_to_the_domain():
    known = {code: indicator(code, "") for code in (GDP, "SP.POP.TOTL", "FP.CPI.TOTL.ZG", "NY.GDP.PCAP.CD")}
    assert [one.measure for one in known.values()] == [
        "economy.gdp.usd", "economy.population", "economy.prices", "economy.gdp.percapita",
    ]  # fmt: skip
    assert all(one.definition is None for one in known.values())


def test_real_tables_are_read_whole_and_without_doubt(shared: Path):
    folder = shared / "data" / "figures" / "raw" / "worldbank"
    table = read(folder / "FP.CPI.TOTL.ZG.csv")
    assert (table.doubts, table.coverage, table.tables[0].areas) == ((), "complete", 266)
    assert values(table)["AFE", "1976"] is not None
    share = read(next(folder.glob("API_MS*.csv")))
    assert (share.doubts, share.coverage, share.measures[0].kind) == ((), "complete", "share")
    assert not any(WorldBank().recognises(path) for path in folder.glob("datasets_*.csv"))


def test_real_answers_are_partial_and_dated(shared: Path):
    folder = shared / "data" / "figures" / "raw" / "worldbank" / "api_json"
    draft = read(folder / "world_bank_gdp_indicators.json")
    assert (draft.coverage, draft.released) == ("partial", dt.date(2020, 3, 18))
    assert {row.area for row in draft.rows if is_aggregate(row.area)} == {"CSS", "CEB", "EAR"}
    with pytest.raises(InputError, match="no known area"):
        read(folder / "world_bank_population_for_other_countries_indicators.json")
