"""The relation of a large table gives the rows that reading it cell by cell gives."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Hints, Row
from faktenlage.importers.mappings import Mapping, read_mapping
from faktenlage.importers.tidy.importer import Tidy
from faktenlage.importers.tidy.sql import area_texts, checks, codes, duplicates, omissions, relation, total

HEAD = 'dataset = "prices"\ndomain = "prices"\nname = "Prices"\nreleased = 2025-01-02\n'
LONG = (
    HEAD
    + """
[columns]
area = "country"
period = "time"
value = "value"
status = "flag"
[constant]
measure = "prices.cpi"
unit = "%"
"""
)


def ask(statement: str) -> list[tuple[str | None, ...]]:
    with duckdb.connect() as database:
        return database.execute(statement).fetchall()


def write(folder: Path, text: str, mapping: str, *, encoding: str = "utf-8", name: str = "table.csv") -> Mapping:
    (folder / name).write_bytes(text.encode(encoding))
    (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    return read_mapping(folder / "mapping.toml")


def both(folder: Path, mapping: Mapping, name: str = "table.csv") -> tuple[set[Row], set[Row]]:
    """Rows of the statement and of reading cell by cell."""
    path = folder / name
    texts = [str(text) for (text,) in ask(area_texts(path, mapping))]
    rows = {
        Row(*row[:3], None if row[3] is None else Decimal(row[3]), *row[4:])  # type: ignore[arg-type]
        for row in ask(relation(path, mapping, codes(texts, mapping)))
    }
    return rows, set(Tidy().read(path, Hints(mapping=folder / "mapping.toml")).rows)


def test_two_hundred_thousand_lines_are_the_same_rows_both_ways(tmp_path: Path) -> None:
    chance = random.Random(7)
    areas = ["DEU", "FR", "Slovak Republic", "276x", "Euro area", "GBR"]
    lines = ["country;time;value;flag"]
    for number in range(200_000):
        digits = f"{chance.randrange(10**9)},{chance.randrange(10**6):06d}"
        value = chance.choice([digits, digits, f"-{digits}", "..", "", "1.234,5 e", "12e", "x?"])
        day = f"{1000 + number // 100}-{number % 100 // 28 + 1:02d}-{number % 28 + 1:02d}"
        lines.append(f"{areas[number % 6]};{day};{value};{chance.choice(['', '', 'p', 'missing'])}")
    extra = '[numbers]\ndecimal = ","\nthousands = "."\nscale = -3\n[marks]\ne = "estimate"\n'
    extra += '[statuses]\np = "provisional"\n[areas]\n"Euro area" = "EURO_AREA"\nGBR = ""\n'
    mapping = write(tmp_path, "\n".join(lines), LONG + extra)
    found, wanted = both(tmp_path, mapping)
    assert len(wanted) > 100_000
    assert ask(total(tmp_path / "table.csv", mapping)) == [(200_000,)]
    assert found == wanted


MAPPINGS = {
    "awkward names": (
        """a"b'c,it's,"v;"
DEU,2024,1.50
FRA,2024Q3,+.5
AUT,2024-02-30,7
""",
        HEAD
        + """[columns]
area = "a\\"b'c"
period = "it's"
value = "v;"
[constant]
measure = "prices.cpi"
unit = "it's %"
""",
    ),
    "wide with estimates and a preamble": (
        "Source: us\n\ncountry|series|unit|2022|2023|2024e\nGermany|A|%|1|2,5|3\nFrance|B|EUR|..|5|6e\nIce|A|%|1|1|1\n",
        HEAD
        + """unknown_areas = "leave_out"
[file]
header = 3
[columns]
area = "country"
measure = "series"
unit = "unit"
wide = "2022..2024"
[numbers]
decimal = ","
[names]
A = "prices.a"
B = "prices.b"
[marks]
e = "estimate"
""",
    ),
    "wide by pattern, own locators": (
        "code\tcell\tYR2023 (x)\tYR2024 (x)\nDE\tA1\t1e3\t-2E-3\nKEPT\t\t5.\t7\n",
        HEAD
        + """unknown_areas = "keep"
[columns]
area = "code"
locator = "cell"
wide = 'YR(\\d{4}) .*'
[numbers]
scale = 6
[constant]
measure = "prices.cpi"
unit = "%"
status = "provisional"
""",
    ),
    "dates in a form of their own, units by definition": (
        "area,day,what,n\nITA,31.12.2023,x.y,1\nITA,31.01.2024,x.y,2\nITA,soon,x.y,3\n",
        HEAD
        + """[columns]
area = "area"
period = "day"
measure = "what"
value = "n"
[periods]
format = "%d.%m.%Y"
keep = "month"
[[measures]]
id = "x.y"
kind = "number"
unit = "pieces"
total = "sum"
definition = "pieces of it"
""",
    ),
    "grouped digits": (
        "country,time,value,flag\nDEU,2001,1 234.5,\nDEU,2002,12 34,\nDEU,2003,−1 000 000,\nDEU,2004,1234,\n",
        LONG + '[numbers]\nthousands = " "\n',
    ),
}


@pytest.mark.parametrize(("text", "mapping"), MAPPINGS.values(), ids=MAPPINGS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_relation_gives_what_reading_gives(tmp_path: Path, text: str, mapping: str, encoding: str) -> None:
    found, wanted = both(tmp_path, write(tmp_path, text, mapping, encoding=encoding))
    assert wanted
    assert found == wanted


def test_latin_1_is_read_where_it_is_declared(tmp_path: Path) -> None:
    text = "country,time,value,flag\nCôte d'Ivoire,2001,1,\n"
    mapping = write(tmp_path, text, LONG + '[file]\nencoding = "latin-1"\n', encoding="latin-1")
    found, wanted = both(tmp_path, mapping)
    assert {row.area for row in wanted} == {"CIV"}
    assert found == wanted


def test_an_encoding_the_database_does_not_read_is_refused(tmp_path: Path) -> None:
    text = "country,time,value,flag\nDEU,2001,1,\n"
    mapping = write(tmp_path, text, LONG + '[file]\nencoding = "cp1250"\n')
    with pytest.raises(InputError, match="save it as UTF-8"):
        relation(tmp_path / "table.csv", mapping)


def test_parquet_gives_the_rows_of_the_same_csv(tmp_path: Path) -> None:
    text = "country,time,value,flag\nDEU,2001,1.5,\nFR,2002,..,\nGermany,2003,12345678901234567890.123,missing\n"
    mapping = write(tmp_path, text, LONG)
    table, parquet = tmp_path / "table.csv", tmp_path / "it's [1].parquet"
    target = str(parquet).replace("'", "''")
    ask(f"COPY (SELECT * FROM read_csv('{table}', all_varchar=true)) TO '{target}' (FORMAT parquet)")
    csv, wanted = both(tmp_path, mapping)
    found = {(*row[:3], row[3] and Decimal(row[3]), *row[4:6]) for row in ask(relation(parquet, mapping))}
    assert csv == wanted
    assert found == {row[:6] for row in wanted}


def test_the_usual_spellings_are_known_without_asking_for_them(tmp_path: Path) -> None:
    lines = "".join(f"{area},2001,1,\n" for area in ("Germany", "DE", "DEU", "276", "Germania"))
    mapping = write(tmp_path, f"country,time,value,flag\n{lines}", LONG)
    assert {row[1] for row in ask(relation(tmp_path / "table.csv", mapping))} == {"DEU"}


def test_checks_find_each_kind_of_doubt_and_its_place(tmp_path: Path) -> None:
    text = (
        "country,time,value,flag\nDEU,2001,1,\nDEU,2001,2,\nFRA,2001,1,\nFRA,2001,1,\nITA,2001,n?,\nNowhere,2001,1,\n"
    )
    mapping = write(tmp_path, text, LONG)
    found = {code: ask(statement) for code, statement in checks(tmp_path / "table.csv", mapping)}
    assert {code: [place for _, place in rows] for code, rows in found.items()} == {
        "duplicate": ["line 3"],
        "not_a_number": ["line 6"],
        "unknown_area": ["line 7"],
    }


def test_a_value_beside_a_missing_one_is_a_duplicate() -> None:
    rows = (
        "(VALUES ('m', 'A', '1', NULL, 'l1'), ('m', 'A', '1', '2', 'l2')) AS t(measure, area, period, value, locator)"
    )
    assert ask(duplicates(rows))


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    text = "country,time,value,flag\nDEU,2001,1,\nDEU,2001-S1,2,\nDEU,2002,3,missing\nGBR,2001,1,\n"
    mapping = write(tmp_path, text, LONG + '[areas]\nGBR = ""\n')
    found = dict(ask(omissions(tmp_path / "table.csv", mapping)))
    read = Tidy().read(tmp_path / "table.csv", Hints(mapping=tmp_path / "mapping.toml")).left_out
    assert {f"{reason}: {times} times" for reason, times in found.items()} == set(read)


@pytest.mark.parametrize(
    ("line", "mapping"),
    [("DEU,2001,1,odd", LONG), ("DEU,2001,1,", LONG.replace('measure = "prices.cpi"', 'measure = "x"'))],
)
def test_what_stops_reading_stops_the_statement(tmp_path: Path, line: str, mapping: str) -> None:
    if 'measure = "x"' in mapping:
        mapping = mapping.replace('[constant]\nmeasure = "x"', 'measure = "flag"\n[constant]').replace(
            'status = "flag"', ""
        )
    read = write(tmp_path, f"country,time,value,flag\n{line}\n", mapping)
    with pytest.raises(InputError):
        Tidy().read(tmp_path / "table.csv", Hints(mapping=tmp_path / "mapping.toml"))
    with pytest.raises(duckdb.Error, match="give it under"):
        ask(relation(tmp_path / "table.csv", read))


NUMBERS = st.from_regex(r"[+-]?(?:[0-9]{1,25}\.?[0-9]{0,25}|\.[0-9]{1,9})(?:[eE][+-]?[0-9]{1,2})?", fullmatch=True)
ODD = st.text(st.sampled_from("0123456789.,eE+-− pé'"), max_size=8)


@given(values=st.lists(NUMBERS | ODD, min_size=1, max_size=20), scale=st.integers(-9, 9))
def test_every_digit_survives_whatever_the_scale(
    tmp_path_factory: pytest.TempPathFactory, values: list[str], scale: int
) -> None:
    folder = tmp_path_factory.mktemp("numbers")
    quoted = [value.replace('"', "") for value in values]
    lines = "".join(f'DEU,{1000 + at},"{value}",\n' for at, value in enumerate([*quoted, "1"]))
    mapping = write(folder, f"country,time,value,flag\n{lines}", LONG + f"[numbers]\nscale = {scale}\n")
    found, wanted = both(folder, mapping)
    assert found == wanted


def test_columns_of_parquet_may_have_any_name(tmp_path: Path) -> None:
    odd = "a\"b'c; --"
    parquet = tmp_path / "odd.parquet"
    quoted = odd.replace('"', '""')
    ask(f"COPY (SELECT 'DEU' AS \"{quoted}\", 2001 AS time, 0.5::DOUBLE AS value, '' AS flag) TO '{parquet}'")
    mapping = write(tmp_path, "", LONG.replace('"country"', "'''" + odd + "'''"))
    assert ask(relation(parquet, mapping)) == [("prices.cpi", "DEU", "2001", "0.5", "%", "actual", "row 1")]
