"""SDMX messages of every flavour, written here, and those of providers."""

from __future__ import annotations

import builtins
import datetime as dt
import json
import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Draft, Hints
from faktenlage.importers.sdmx.importer import Sdmx

V21 = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
V30 = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"


def header(version: str, at: str = "TIME_PERIOD") -> str:
    structure = (
        '<c:Structure><Ref agencyID="XYZ" id="CPI"/></c:Structure>'
        if version == V21
        else "<c:Structure>urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=XYZ:CPI(1.0)</c:Structure>"
    )
    return (
        "<m:Header><m:ID>i</m:ID><m:Test>false</m:Test><m:Prepared>2031-05-06T07:08:09</m:Prepared>"
        f'<m:Sender id="XYZ"/><m:Structure structureID="S" dimensionAtObservation="{at}" namespace="urn:x">'
        f"{structure}</m:Structure></m:Header>"
    )


def message(kind: str, body: str, version: str = V21, head: str | None = None) -> str:
    names = {"m": "message", "c": "common", "g": "data/generic", "s": "data/structurespecific", "f": "message/footer"}
    spaces = " ".join(f'xmlns:{short}="{version}/{name}"' for short, name in names.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><m:{kind} {spaces} '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{head or header(version)}{body}</m:{kind}>'
    )


def specific(series: str, attributes: str = "", version: str = V21) -> str:
    body = f'<m:DataSet s:structureRef="S" action="Replace" {attributes}>{series}</m:DataSet>'
    return message("StructureSpecificData", body, version)


SERIES = (
    '<Series FREQ="A" REF_AREA="DE" ITEM="CP00" UNIT_MEASURE="PT" UNIT_MULT="0" DECIMALS="1">'
    '<Obs TIME_PERIOD="2023" OBS_VALUE="5.90" OBS_STATUS="A"/><Obs TIME_PERIOD="2024" OBS_VALUE="2.2" OBS_STATUS="P"/>'
    '<Obs TIME_PERIOD="2025" OBS_VALUE="NaN" OBS_STATUS="M"/></Series>'
)
GENERIC = message(
    "GenericData",
    '<m:DataSet structureRef="S" action="Replace"><g:Series><g:SeriesKey><g:Value id="FREQ" value="A"/>'
    '<g:Value id="REF_AREA" value="DE"/><g:Value id="ITEM" value="CP00"/></g:SeriesKey><g:Attributes>'
    '<g:Value id="UNIT_MEASURE" value="PT"/></g:Attributes>'
    '<g:Obs><g:ObsDimension value="2023"/><g:ObsValue value="5.90"/></g:Obs>'
    '<g:Obs><g:ObsDimension value="2024"/><g:ObsValue value="2.2"/>'
    '<g:Attributes><g:Value id="OBS_STATUS" value="P"/></g:Attributes></g:Obs>'
    '<g:Obs><g:ObsDimension value="2025"/></g:Obs></g:Series></m:DataSet>',
)
FLAT = message(
    "StructureSpecificData",
    '<m:DataSet s:structureRef="S" action="Replace" UNIT_MEASURE="PT">'
    '<Obs FREQ="A" REF_AREA="DE" ITEM="CP00" TIME_PERIOD="2023" OBS_VALUE="5.90"/>'
    '<Obs FREQ="A" REF_AREA="DE" ITEM="CP00" TIME_PERIOD="2024" OBS_VALUE="2.2" OBS_STATUS="P"/>'
    '<Obs FREQ="A" REF_AREA="DE" ITEM="CP00" TIME_PERIOD="2025" OBS_STATUS="M"/></m:DataSet>',
    head=header(V21, "AllDimensions"),
)
CSV = {
    "1.0": "DATAFLOW,FREQ,REF_AREA,ITEM,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MEASURE\n"
    "XYZ:CPI(1.0),A,DE,CP00,2023,5.90,A,PT\nXYZ:CPI(1.0),A,DE,CP00,2024,2.2,P,PT\nXYZ:CPI(1.0),A,DE,CP00,2025,,M,PT\n",
    "2.0": "STRUCTURE;STRUCTURE_ID;ACTION;FREQ;REF_AREA;ITEM;TIME_PERIOD;OBS_VALUE;OBS_STATUS;UNIT_MEASURE\r\n"
    "dataflow;XYZ:CPI(1.0);I;A;DE;CP00;2023;5.90;A;PT\r\ndataflow;XYZ:CPI(1.0);I;A;DE;CP00;2024;2.2;P;PT\r\n"
    "dataflow;XYZ:CPI(1.0);I;A;DE;CP00;2025;;M;PT\r\ndataflow;XYZ:CPI(1.0);D;A;DE;CP00;2026;9;A;PT\r\n",
    "with labels": "STRUCTURE,STRUCTURE_ID,FREQ: Frequency,REF_AREA: Area,ITEM: Item,TIME_PERIOD: Time,"
    "OBS_VALUE: Value,OBS_STATUS: Status,UNIT_MEASURE: Unit\n"
    "dataflow,XYZ:CPI(1.0): Prices,A: Annual,DE: Germany,CP00: All items,2023,5.90,A: Normal,PT: Per cent\n"
    "dataflow,XYZ:CPI(1.0): Prices,A: Annual,DE: Germany,CP00: All items,2024,2.2,P: Provisional,PT: Per cent\n"
    "dataflow,XYZ:CPI(1.0): Prices,A: Annual,DE: Germany,CP00: All items,2025,,M: Missing,PT: Per cent\n",
}


def tree(version: str) -> dict[str, Any]:
    def dimension(id_: str, at: int, *codes: str) -> dict[str, Any]:
        return {"id": id_, "keyPosition": at, "values": [{"id": code, "name": f"{id_} {code}"} for code in codes]}

    structure = {
        "name": "Prices",
        "links": [{"rel": "dataflow", "href": "https://example.org/rest/dataflow/XYZ/CPI/1.0"}],
        "dimensions": {
            "dataSet": [dimension("FREQ", 0, "A"), dimension("ITEM", 2, "CP00")],
            "series": [dimension("REF_AREA", 1, "FR", "DE")],
            "observation": [dimension("TIME_PERIOD", 3, "2023", "2024", "2025")],
        },
        "attributes": {
            "dataSet": [],
            "series": [{"id": "UNIT_MEASURE", "values": [{"id": "PT", "name": "Per cent"}]}],
            "observation": [{"id": "OBS_STATUS", "values": [{"id": "A"}, {"id": "P"}, {"id": "M"}]}],
        },
    }
    observations = {"0": ["@5.90", 0], "1": ["@2.2", 1], "2": [None, 2]}
    data = {"action": "Information", "series": {"1": {"attributes": [0], "observations": observations}}}
    if version == "1.0":
        return {"header": {"id": "i", "sender": {"id": "XYZ"}}, "structure": structure, "dataSets": [data]}
    return {"meta": {"id": "i"}, "data": {"structures": [structure], "dataSets": [data | {"structure": 0}]}}


def as_json(found: dict[str, Any]) -> str:
    """Numbers as they are to be written are given as texts behind an @."""
    return re.sub(r'"@([^"]*)"', r"\1", json.dumps(found))


FLAVOURS = {
    "ML 2.1 specific": specific(SERIES),
    "ML 3.0 specific": specific(SERIES, version=V30),
    "ML 2.1 flat": FLAT,
    "ML 2.1 generic": GENERIC,
    "ML without declaration": specific(SERIES).partition("?>")[2],
    "ML behind a comment": specific(SERIES).replace("?>", f"?><!--{'x' * 3000}-->", 1),
    "JSON 1.0": as_json(tree("1.0")),
    "JSON 2.0": as_json(tree("2.0")),
} | {f"CSV {name}": text for name, text in CSV.items()}


def read(folder: Path, text: str | bytes, mapping: str | None = None, **hints: Any) -> Draft:
    path = folder / "message"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    if mapping is not None:
        (folder / "m.toml").write_text(mapping)
        hints["mapping"] = folder / "m.toml"
    return Sdmx().read(path, Hints(**hints))


@pytest.mark.parametrize("text", FLAVOURS.values(), ids=FLAVOURS)
def test_every_flavour_gives_the_same_draft(tmp_path: Path, text: str) -> None:
    draft = read(tmp_path, text)
    assert Sdmx().recognises(tmp_path / "message")
    assert [(row.area, row.period, row.status, row.locator) for row in draft.rows] == [
        ("DEU", "2023", "actual", "A.DE.CP00:2023"),
        ("DEU", "2024", "provisional", "A.DE.CP00:2024"),
        ("DEU", "2025", "missing", "A.DE.CP00:2025"),
    ]
    assert [row.value and str(row.value) for row in draft.rows] == ["5.90", "2.2", None]
    assert {(row.measure, row.unit) for row in draft.rows} == {("xyz_cpi.a_cp00", "%")}
    assert (draft.domain, draft.dataset, draft.slug) == ("xyz_cpi", "xyz_cpi", "xyz-cpi")
    assert [(known.id, known.unit, known.total) for known in draft.measures] == [("xyz_cpi.a_cp00", "%", "printed")]
    assert (draft.released, draft.doubts) == (None, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_the_encoding_is_the_one_declared(tmp_path: Path, encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    series = '<Series FREQ="A" REF_AREA="DE" ITEM="CP00" TITLE="Preisänderung"'
    text = specific(SERIES.replace('<Series FREQ="A" REF_AREA="DE" ITEM="CP00"', series)).replace("UTF-8", declared)
    draft = read(tmp_path, text.encode(encoding))
    assert Sdmx().recognises(tmp_path / "message")
    assert draft.measures[0].definition == "Preisänderung"


def test_every_digit_and_every_code_stays_as_it_is_written(tmp_path: Path) -> None:
    digits = "0.12345678901234567890123456789010"
    for text in (CSV["1.0"], specific(SERIES), as_json(tree("1.0"))):
        draft = read(tmp_path, text.replace("5.90", digits).replace("CP00", "0020"))
        assert str(draft.rows[0].value) == digits
        assert draft.rows[0].measure == "xyz_cpi.a_0020"


@pytest.mark.parametrize(
    ("attributes", "day", "basis"),
    [
        ('PUBLICATION_DATE="2025-10-14T13:00:00Z"', dt.date(2025, 10, 14), "PUBLICATION_DATE"),
        ('PUBLICATION_DATE="2025-10-14" UPDATE_DATE="2025-11-19"', dt.date(2025, 10, 14), "PUBLICATION_DATE"),
        ('LAST_UPDATE="2025-11-19"', dt.date(2025, 11, 19), "LAST_UPDATE"),
        ('PUBLICATION_DATE="soon"', None, ""),
        ('s:validFromDate="2025-11-19"', None, ""),
    ],
)
def test_the_day_is_the_one_of_publication_and_no_other(
    tmp_path: Path, attributes: str, day: dt.date | None, basis: str
) -> None:
    draft = read(tmp_path, specific(SERIES, attributes))
    assert draft.released == day
    assert basis in draft.released_basis
    assert ("figures may be later" in (draft.note or "")) == ("UPDATE_DATE" in attributes)
    assert read(tmp_path, specific(SERIES, attributes), released=dt.date(2020, 1, 1)).released == dt.date(2020, 1, 1)


def test_days_of_observations_count_by_the_latest(tmp_path: Path) -> None:
    rows = CSV["1.0"].splitlines()
    days = ["UPDATED", "2025-01-01", "2025-03-01T08:00:00Z", "2025-02-01"]
    draft = read(tmp_path, "\n".join(f"{row},{day}" for row, day in zip(rows, days, strict=True)))
    assert (draft.released, draft.released_basis) == (dt.date(2025, 3, 1), "attribute UPDATED of the message")


@pytest.mark.parametrize(
    ("unit", "power", "shown"),
    [
        ("EUR", "6", "millions EUR"),
        ("PC", "0", "%"),
        ("EUR", "4", "10^4 EUR"),
        ("", "3", "thousands"),
        ("", "0", "unstated"),
    ],
)
def test_the_unit_names_the_power_of_ten_and_values_stay(tmp_path: Path, unit: str, power: str, shown: str) -> None:
    series = SERIES.replace('"PT"', f'"{unit}"').replace('UNIT_MULT="0"', f'UNIT_MULT="{power}"')
    draft = read(tmp_path, specific(series))
    assert (draft.rows[0].unit, draft.rows[0].value) == (shown, Decimal("5.90"))


def test_one_series_in_two_units_is_two_measures(tmp_path: Path) -> None:
    other = SERIES.replace('"DE"', '"GB"').replace('"PT"', '"GBP"')
    draft = read(tmp_path, specific(SERIES + other))
    assert [(known.id, known.unit) for known in draft.measures] == [
        ("xyz_cpi.a_cp00_percent", "%"),
        ("xyz_cpi.a_cp00_gbp", "GBP"),
    ]


@pytest.mark.parametrize(
    ("code", "area"),
    [
        ("DE", "DEU"),
        ("EL", "GRC"),
        ("840", "USA"),
        ("FRA", "FRA"),
        ("EU27_2020", "EU27_2020"),
        ("5J", "AREA_5J"),
        ("XK", "XKX"),
    ],
)
def test_codes_of_areas(tmp_path: Path, code: str, area: str) -> None:
    assert {row.area for row in read(tmp_path, specific(SERIES.replace('"DE"', f'"{code}"'))).rows} == {area}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024-Q3", "2024-Q3"),
        ("2024-06", "2024-06"),
        ("2024-M06", "2024-06"),
        ("2024-A1", "2024"),
        ("2024-06-17", "2024-06-17"),
        ("2024-06-17T00:00:00", "2024-06-17"),
        ("2024-01-01/P1Y", "2024"),
        ("2024-06-01/P1M", "2024-06"),
        ("2024-S1", None),
        ("2024-W07", None),
        ("2024-07-01/P1Y", None),
        ("2024-02-30", None),
    ],
)
def test_periods(tmp_path: Path, text: str, period: str | None) -> None:
    draft = read(tmp_path, specific(SERIES.replace('"2024"', f'"{text}"')))
    assert [row.period for row in draft.rows][1:-1] == ([period] if period else [])
    assert draft.left_out == (() if period else (f"period {text!r} is no year, quarter, month or day: 1 times",))


def test_a_message_without_areas_is_kept_under_its_agency(tmp_path: Path) -> None:
    text = specific(SERIES.replace('REF_AREA="DE"', 'CURRENCY="CHF"'))
    draft = read(tmp_path, text)
    assert {(row.area, row.measure) for row in draft.rows} == {("XYZ", "xyz_cpi.a_chf_cp00")}
    assert "kept under XYZ" in (draft.note or "")
    assert {row.area for row in read(tmp_path, text, '[constant]\narea = "EURO_AREA"\n').rows} == {"EURO_AREA"}


def test_a_mapping_names_components_measures_and_areas(tmp_path: Path) -> None:
    series = SERIES.replace("REF_AREA", "REGION").replace('"DE"', '"R1"').replace("ITEM", "DECIMALS_OF")
    mapping = (
        'dataset = "cpi"\ndomain = "prices"\nname = "Prices"\n'
        '[sdmx]\narea = "REGION"\nperiod = "TIME_PERIOD"\ndimensions = ["REGION", "FREQ"]\n'
        '[areas]\nR1 = "DEU"\n[names]\nA = "prices.cpi"\n'
    )
    draft = read(tmp_path, specific(series), mapping)
    assert (draft.domain, draft.dataset, draft.name) == ("prices", "cpi", "Prices")
    assert {(row.area, row.measure) for row in draft.rows} == {("DEU", "prices.cpi")}
    with pytest.raises(InputError, match=r"no component 'REGIO', .*did you mean 'REGION'"):
        read(tmp_path, specific(series), '[sdmx]\narea = "REGIO"\n')


def test_dimensions_that_cannot_be_told_are_asked_for(tmp_path: Path) -> None:
    later = SERIES.replace('DECIMALS="1"', 'DECIMALS="1" SEX="F"')
    text = specific(later + later.replace('"F"', '"M"'))
    with pytest.raises(InputError, match="list them as dimensions under"):
        read(tmp_path, text)
    draft = read(tmp_path, text, '[sdmx]\ndimensions = ["REF_AREA", "SEX", "TIME_PERIOD"]\n')
    assert {row.measure for row in draft.rows} == {"xyz_cpi.f", "xyz_cpi.m"}


def test_two_series_never_share_a_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"A\.C-P and A\.C_P would both be called xyz_cpi\.a_c_p"):
        read(tmp_path, specific(SERIES.replace("CP00", "C-P") + SERIES.replace("CP00", "C_P")))


def test_a_value_that_is_no_number_or_given_twice_is_doubted(tmp_path: Path) -> None:
    text = GENERIC.replace('"5.90"', '"5,90"').replace('value="2025"', 'value="2024"')
    draft = read(tmp_path, text.replace('value="2024"/></g:Obs>', 'value="2024"/><g:ObsValue value="3"/></g:Obs>'))
    assert [(doubt.code, doubt.locator) for doubt in draft.doubts] == [
        ("not_a_number", "A.DE.CP00:2023"),
        ("duplicate", "A.DE.CP00:2024"),
    ]


STRUCTURE = message("Structure", "<m:Structures/>")
ERROR = (
    f'<m:Error xmlns:m="{V21}/message" xmlns:c="{V21}/common"><m:ErrorMessage code="100">'
    "<c:Text>No results found</c:Text></m:ErrorMessage></m:Error>"
)
NOTICE = message("GenericData", "<f:Footer><f:Message><c:Text>Ask again later</c:Text></f:Message></f:Footer>")
BOMB = '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/hostname">]>'

REFUSED = {
    "structures": (STRUCTURE, "describes structures and holds no data"),
    "an error": (ERROR, "No results found"),
    "a notice": (NOTICE, "the provider says: Ask again later"),
    "nothing found": (specific(""), "holds no observations"),
    "entities that multiply": (specific(SERIES).replace("?>", f"?>{BOMB}", 1).replace('"CP00"', '"&b;"'), "DOCTYPE"),
    "entities from elsewhere": (specific(SERIES).replace("?>", f"?>{OUTSIDE}", 1), "DOCTYPE"),
    "depth": (specific("<x>" * 5000 + "</x>" * 5000), "nested too deeply"),
    "no time": (CSV["1.0"].replace("TIME_PERIOD", "DIM_3"), "no dimension of time; its dimensions are FREQ"),
    "no value": (CSV["1.0"].replace("OBS_VALUE", "VALUE"), "no column OBS_VALUE"),
    "a cut table": (CSV["1.0"][:-12], "line 4 has 4 cells, the header 8"),
    "a table of nothing": (CSV["1.0"].split("\n", 1)[0], "holds no observations"),
    "two flows": (CSV["1.0"] + "XYZ:PPI(1.0),A,DE,CP00,2025,,M,PT\n", "several structures"),
    "JSON of structures": ('{"meta": {"schema": "sdmx-json"}, "data": {"dataflows": []}}', "structure message without"),
    "JSON of an error": ('{"errors": [{"code": 404, "title": "No data"}], "meta": {}}', "No data"),
    "indices to nowhere": (as_json(tree("1.0")).replace('"series": {"1"', '"series": {"7"'), "point nowhere"),
    "deep JSON": ('{"dataSets":' + "[" * 100_000, "nested too deeply"),
    "deep closed JSON": ('{"dataSets":' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
    "a data set as a number": ('{"structure": {}, "dataSets": [1]}', "does not fit"),
    "no period of ours": (specific(SERIES.replace('"20', '"20x')), "holds no figure for a year"),
    "SDMX 2.0": (specific(SERIES).replace("v2_1", "v2_0"), "2.0 or older"),
    "none": ("hello", "is no SDMX message"),
    "empty": ("", "is empty"),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_what_holds_no_figures_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read(tmp_path, text)
    assert "\n" not in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_a_message_too_large_for_memory_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "big").open("wb") as file:
        file.write(b"<a>")
        file.truncate(61_000_000)
    with pytest.raises(InputError, match=r"too large for one message \(61 MB\)"):
        Sdmx().read(tmp_path / "big", Hints())


def test_without_pysdmx_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pysdmx"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r"needs faktenlage\[sdmx\]; pip install 'faktenlage\[sdmx\]'"):
        read(tmp_path, specific(SERIES))
    assert read(tmp_path, CSV["1.0"]).rows


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><body/></html>",
        b"<?xml version='1.0'?><a/>",
        b'{"a": 1}',
        b"a,b,c\n",
        b"PK\x03\x04",
        b"\xff\xfe<\0",
        b"DATA",
    ],
)
def test_other_files_are_not_recognised(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f").write_bytes(content)
    assert not Sdmx().recognises(tmp_path / "f")
    assert not Sdmx().recognises(tmp_path)


@settings(max_examples=60)
@given(flavour=st.sampled_from(sorted(FLAVOURS)), share=st.floats(0, 1))
def test_a_message_cut_anywhere_is_refused_or_lacks_only_its_last_lines(
    tmp_path_factory: pytest.TempPathFactory, flavour: str, share: float
) -> None:
    folder, text = tmp_path_factory.mktemp("cut"), FLAVOURS[flavour]
    cut = text[: int(len(text) * share)]
    if flavour.startswith("CSV"):
        with suppress(InputError):
            assert len(read(folder, cut).rows) <= 3
    elif len(cut) < len(text):
        with pytest.raises(InputError):
            read(folder, cut)


@settings(max_examples=100)
@given(flavour=st.sampled_from(sorted(FLAVOURS)), at=st.floats(0, 1), byte=st.integers(0, 255), gone=st.integers(0, 9))
def test_a_damaged_message_is_read_or_refused_but_never_breaks(
    tmp_path_factory: pytest.TempPathFactory, flavour: str, at: float, byte: int, gone: int
) -> None:
    data = FLAVOURS[flavour].encode()
    place = int(len(data) * at)
    folder = tmp_path_factory.mktemp("damage")
    with suppress(InputError):
        read(folder, data[:place] + bytes([byte]) + data[place + gone :])
    assert isinstance(Sdmx().recognises(folder / "message"), bool)


KNOWN = {
    "sdmx-test-data/ECB_EXR/1/M.USD.EUR.SP00.A.xml": 252,
    "sdmx-test-data/ECB_EXR/flat.json": 4,
    "sdmx-test-data/ECB_EXR/ts.json": 4,
    "sdmx-test-data/ECB_EXR/xs.json": 4,
    "sdmx-test-data/ECB_EXR/ng-flat.xml": 12,
    "sdmx-test-data/ECB_EXR/ng-ts.xml": 12,
    "sdmx-test-data/ESTAT/NAMA_10_GDP-ss.xml": 4,
    "sdmx-test-data/IMF/PCPS.xml": 1,
    "sdmx-test-data/IMF_RES/WEO-data.xml": 1,
    "sdmx-test-data/WB/gh-78.xml": 1,
    "sdmx-test-data/v3/json/data/agri.json": 12,
    "sdmx-test-data/v3/json/data/exr-flat.json": 4,
    "sdmx-test-data/v3/json/data/exr-time-series.json": 4,
    "sdmx-test-data/v3/xml/ECB_EXR0.xml": 116,
    "pysdmx/tests_io_samples_data.xml": 1000,
    "pysdmx/tests_io_csv_sdmx10_reader_samples_data_v1_no_freq_cols.csv": 7,
    "pysdmx/tests_io_csv_sdmx20_reader_samples_data_v2.csv": 20,
}


def test_messages_of_providers_are_read_or_refused_as_known(shared: Path) -> None:
    folder = shared / "data/figures/raw/sdmx"
    found: dict[str, int] = {}
    for path in sorted(folder.rglob("*.*")):
        if path.suffix in (".xml", ".json", ".csv"):
            assert Sdmx().recognises(path), path
            with suppress(InputError):
                found[str(path.relative_to(folder))] = len(Sdmx().read(path, Hints()).rows)
    assert found == KNOWN


def test_the_day_of_a_world_outlook_is_the_one_it_was_published(shared: Path) -> None:
    draft = Sdmx().read(shared / "data/figures/raw/sdmx/sdmx-test-data/IMF_RES/WEO-data.xml", Hints())
    assert draft.released == dt.date(2025, 10, 14)
    assert (draft.rows[0].area, draft.rows[0].value) == ("SVK", Decimal(94669000000))
