"""What a draft is doubted for, and what it is not."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faktenlage.figures import Figures
from faktenlage.figures.domain import Measure
from faktenlage.figures.oracle import SHIPPED
from faktenlage.importers.drafts import Doubt, Draft, Row
from faktenlage.importers.plausibility.doubts import doubted, doubts, members_by

RELEASES = sorted(SHIPPED.glob("releases/*/observations.csv"))


def measure(name: str, kind: str, unit: str, definition: str = "", total: str = "printed") -> Measure:
    return Measure(id=name, kind=kind, unit=unit, total=total, definition=definition)  # type: ignore[arg-type]


MEASURES = {
    entry.id: entry
    for entry in (
        measure("share", "share", "%", "spending as a share of gross domestic product"),
        measure("part", "share", "%", "equipment as a share of defence expenditure"),
        measure("budget", "share", "%", "spending as a share of general government expenditure"),
        measure("dollars", "money", "bn USD", total="sum"),
        measure("leks", "money", "bn ALL"),
        measure("other", "money", "bn USD"),
        measure("persons", "persons", "thousands", total="sum"),
        measure("growth", "growth", "%"),
        measure("rate", "rate", "%"),
    )
}


def rows(name: str, cells: Mapping[str, Iterable[str | None]], first: int = 2014) -> list[Row]:
    """One row a cell: areas by their values, a year each; the locator is area and year."""
    return [
        Row(
            name,
            area,
            str(year),
            None if text is None else Decimal(text),
            MEASURES[name].unit,
            "missing" if text is None else "actual",
            f"{name}!{area}{year}",
        )
        for area, texts in cells.items()
        for year, text in enumerate(texts, first)
    ]


def draft(listed: Iterable[Row], measures: Iterable[Measure] = (), found: Iterable[Doubt] = ()) -> Draft:
    return Draft(
        "test", "d", "d", "s", "n", None, "", "", "", tuple(listed), (), tuple(found), measures=tuple(measures)
    )


def known_from(*listed: Iterable[Row]):
    """The figures of these rows, as those known so far."""
    values = {(row.measure, row.area, int(row.period)): row.value for group in listed for row in group}
    return lambda name, area, year: values.get((name, area, year))


def found(listed: Iterable[Row], known=None, members=None) -> list[tuple[str, str]]:
    """Code and locator of every doubt; each is one printable sentence."""
    result = doubts(draft(listed), MEASURES, known, members)
    assert all(doubt.message.isprintable() and doubt.message for doubt in result)
    return [(doubt.code, doubt.locator) for doubt in result]


SMOOTH = ["40", "42", "41.5", "43", "47", "46", "52"]


# Shares


@pytest.mark.parametrize(
    ("name", "value", "doubtful"),
    [
        ("share", "3926", True),
        ("share", "60.01", True),
        ("share", "60", False),
        ("share", "-0.1", True),
        ("share", "0", False),
        ("part", "61", False),
        ("part", "100", False),
        ("part", "100.1", True),
        ("budget", "88", False),
        ("budget", "-3", True),
        ("growth", "250", False),
        ("growth", "-40", False),
        ("rate", "23773.1", False),
    ],
)
def test_a_share_is_doubted_beyond_what_it_can_be(name: str, value: str, doubtful: bool):
    expected = [("share_too_high", f"{name}!POL2014")] if doubtful else []
    assert found(rows(name, {"POL": [value]})) == expected


def test_a_doubt_names_the_country_the_year_and_the_value():
    (doubt,) = doubts(draft(rows("share", {"POL": ["3926"]}, first=2023)), MEASURES)
    assert doubt.message == "Poland 2023 is 3,926 % in share, and a share of GDP above 60 % is not to be expected"


# Factors


@pytest.mark.parametrize("name", ["dollars", "leks", "persons", "share"])
@pytest.mark.parametrize("factor", ["1000", "1000000", "0.001", "0.000001"])
@pytest.mark.parametrize("index", [1, 3, 5])
def test_a_cell_a_thousandfold_off_both_neighbours_is_found(name: str, factor: str, index: int):
    values = [str(Decimal(text) * Decimal(factor)) if i == index else text for i, text in enumerate(SMOOTH)]
    assert ("factor_1000", f"{name}!POL{2014 + index}") in found(rows(name, {"POL": values, "DEU": SMOOTH}))


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        (["40000", "42", "43", "44"], 2014),
        (["40", "42", "43", "44000"], 2017),
        (["40", "42", "43000", "44000"], 2016),
        (["40000", "42000", "43", "44", "45"], 2014),
        (["40", "42", "43000", "44000", "45", "46"], 2016),
        (["0.040", "42", "43"], 2014),
        (["40", "40000"], 2015),
        (["40", "42", "43", "44000", None, None, None, "45"], 2017),
    ],
)
def test_in_dollars_a_shift_is_found_where_it_begins(values: list[str], cell: int):
    assert found(rows("dollars", {"POL": values})) == [("factor_1000", f"dollars!POL{cell}")]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("leks", ["40", "42", "0.043", "0.044"]),  # a new currency
        ("leks", ["1", "1000", "1000000", "1000000000"]),  # inflation
        ("leks", ["40000", "42", "43"]),
        ("leks", ["40", None, "40000", None, "41"]),  # years apart
        ("growth", ["0.002", "2.1", "0.003", "1.9"]),
        ("rate", ["0.002", "2.1", "0.003", "1.9"]),
        ("dollars", ["40", "0", "41", "0", "43"]),
        ("dollars", ["40", "-41", "42"]),
        ("dollars", ["40", None, None, None, None, "40000"]),
        ("persons", ["0.2", "11", "0.3", "9"]),
        ("dollars", SMOOTH),
    ],
)
def test_what_money_and_small_numbers_do_is_no_factor(name: str, values: list[str | None]):
    assert found(rows(name, {"POL": values})) == []


@pytest.mark.parametrize("period", ["{}-Q2", "{}-06", "{}-06-17"])
def test_every_frequency_has_its_own_neighbours(period: str):
    yearly = rows("dollars", {"POL": SMOOTH})
    other = [
        row._replace(period=period.format(row.period), value=row.value / 1000, locator=f"{row.locator}x")
        for row in yearly
        if row.value is not None
    ]
    assert found([*yearly, *other]) == []
    spoilt = [row._replace(value=row.value * 1000) if "2016" in row.period else row for row in other]
    assert found([*yearly, *spoilt]) == [("factor_1000", "dollars!POL2016x")]


@given(
    steps=st.lists(st.decimals("0.85", "1.2", places=3), min_size=3, max_size=12),
    start=st.decimals("0.5", "5000", places=2),
    factor=st.sampled_from(["1000", "0.001", "1000000", "0.000001"]),
    data=st.data(),
)
def test_of_a_smooth_series_only_the_scaled_cell_is_doubted(steps, start, factor, data):
    values = [start]
    for step in steps:
        values.append(values[-1] * step)
    assert found(rows("dollars", {"POL": map(str, values)})) == []
    index = data.draw(st.integers(0, len(values) - 1))
    values[index] *= Decimal(factor)
    assert found(rows("dollars", {"POL": map(str, values)})) == [("factor_1000", f"dollars!POL{2014 + index}")]


def test_one_cell_a_thousandfold_off_what_is_known_is_found():
    listed = rows("leks", {"ALB": ["44000"], "POL": ["50"]})
    assert found(listed, known_from(rows("leks", {"ALB": ["43"], "POL": ["51"]}))) == [("factor_1000", "leks!ALB2014")]


@pytest.mark.parametrize(
    ("name", "value", "doubtful"),
    [
        ("share", "26.9", True),
        ("share", "0.269", True),
        ("share", "0.01", False),
        ("share", "4.9", False),
        ("share", "11", False),
        ("dollars", "26.9", True),
        ("dollars", "269", True),
        ("dollars", "0.0269", True),
        ("persons", "26.9", True),
        ("leks", "26.9", False),
        ("growth", "26.9", False),
    ],
)
def test_a_decimal_point_in_another_place_is_found_by_what_is_known(name: str, value: str, doubtful: bool):
    listed = rows(name, {"DEU": ["2.2", value, "2.8"], "POL": ["4.1", "4.2", "4.3"]})
    known = known_from(rows(name, {"DEU": ["2.2", "2.69", "2.8"], "POL": ["4.1", "4.2", "4.3"]}))
    assert found(listed, known) == ([("decimal_point", f"{name}!DEU2015")] if doubtful else [])
    assert found(listed) == []


def test_a_decimal_point_is_told_in_words():
    known = known_from(rows("share", {"DEU": ["2.69"]}))
    for value, told in [("26.9", "ten times"), ("0.27", "a tenth of"), ("0.0269", "a hundredth of")]:
        (doubt,) = doubts(draft(rows("share", {"DEU": [value]})), MEASURES, known)
        assert doubt.message == f"Germany 2014 is {value} % in share, about {told} the figure known so far"


def test_a_country_off_throughout_is_told_once():
    thousand = [str(Decimal(text) * 1000) for text in SMOOTH]
    known = known_from(rows("dollars", {"POL": SMOOTH, "DEU": SMOOTH, "FRA": SMOOTH}))
    (doubt,) = doubts(draft(rows("dollars", {"POL": thousand, "DEU": SMOOTH, "FRA": SMOOTH})), MEASURES, known)
    assert doubt.message == ("dollars: 7 values of 2014 to 2020 (Poland) are about 1000 times the figures known so far")


def test_a_measure_off_throughout_is_told_once():
    areas = ["POL", "DEU", "FRA", "ITA", "ESP", "GBR"]
    thousandth = [str(Decimal(text) / 1000) for text in SMOOTH]
    known = known_from(rows("dollars", dict.fromkeys(areas, SMOOTH)))
    (doubt,) = doubts(draft(rows("dollars", dict.fromkeys(areas, thousandth))), MEASURES, known)
    assert doubt.message.startswith("dollars: 42 values of 2014 to 2020 (Poland, Germany, France, Italy and 2 more)")
    assert "a thousandth of the figures known so far" in doubt.message


# Swaps

SHARES = {"USA": ["3.72", "3.24"], "GBR": ["2.14", "2.28"], "HRV": ["1.82", "1.78"], "TUR": ["1.45", "1.64"]}


def test_two_years_that_hold_each_others_values_are_found():
    right = rows("share", SHARES)
    known = known_from(right)
    spoilt = rows("share", {area: list(reversed(values)) for area, values in SHARES.items()})
    (doubt,) = doubts(draft(spoilt), MEASURES, known)
    assert (doubt.code, doubt.locator) == ("swapped", "share!USA2014")
    assert doubt.message == (
        "2014 and 2015 of share hold each other's known values, as if swapped (United States, United Kingdom, Türkiye)"
    )
    assert found(right, known) == []


def test_two_measures_that_hold_each_others_values_are_found():
    one = {"POL": ["10", "11", "12.5"], "DEU": ["40", "41", "45"]}
    two = {"POL": ["20", "25", "27"], "DEU": ["66", "71", "70"]}
    known = known_from(rows("dollars", one), rows("other", two))
    assert found([*rows("dollars", one), *rows("other", two)], known) == []
    result = found([*rows("dollars", two), *rows("other", one)], known)
    assert result == [("swapped", "dollars!POL2014"), ("swapped", "other!POL2014")]


def test_a_file_that_holds_another_measure_alone_is_found():
    cpi, deflator = {"DEU": ["0.5", "1.5", "6.87", "5.9"]}, {"DEU": ["1.9", "1.1", "5.1", "6.6"]}
    known = known_from(rows("rate", cpi), rows("growth", deflator))
    assert found(rows("rate", deflator), known) == [("swapped", "rate!DEU2014")]


@pytest.mark.parametrize(
    ("values", "doubtful"),
    [
        (["20", "21", "22", "23", "99", "98"], True),
        (["20", "21", "22", "23", "14", "15"], False),  # two cells still hold their own
        (["20", "21", "22", "97", "99", "98", "96"], False),  # most hold neither
        (["20", "21", "97"], False),  # two cells are too few
    ],
)
def test_a_measure_is_swapped_only_where_most_of_its_cells_say_so(values: list[str], doubtful: bool):
    one, two = [str(10 + index) for index in range(7)], [str(20 + index) for index in range(7)]
    known = known_from(rows("dollars", {"POL": one}), rows("other", {"POL": two}))
    assert found(rows("dollars", {"POL": values}), known) == ([("swapped", "dollars!POL2014")] if doubtful else [])


@pytest.mark.parametrize(
    "values",
    [
        {"USA": ["3.24", "3.24"], "GBR": ["2.28", "2.28"], "HRV": ["1.78", "1.78"]},  # one value twice: no exchange
        {"USA": ["3.24", "3.72"]},  # two cells are too few
        {"USA": ["3.24", "4.5"], "GBR": ["2.28", "3"], "TUR": ["1.64", "2"]},  # the other year holds something else
        {"USA": ["3.72", "3.3"], "GBR": ["2.1", "2.3"], "HRV": ["1.8", "1.8"]},  # printed more coarsely
        {"USA": ["3.5", "3.1"], "GBR": ["2.3", "2.6"], "HRV": ["1.6", "1.5"]},  # revised
        {"USA": ["3.72", "3.24"], "GBR": ["2.0", "2.0"]},
        {"USA": ["3", "3"], "GBR": ["2", "2"], "HRV": ["2", "2"], "TUR": ["2", "1"]},
    ],
)
def test_a_revision_is_no_swap(values: dict[str, list[str]]):
    assert found(rows("share", values), known_from(rows("share", SHARES))) == []


@given(
    st.dictionaries(
        st.sampled_from(["POL", "DEU", "FRA", "ITA", "ESP", "GBR"]),
        st.tuples(st.decimals("1", "2", places=2), st.decimals("2.2", "4", places=2)),
        min_size=2,
    )
)
def test_swapped_columns_are_always_found(values: dict[str, tuple[Decimal, Decimal]]):
    right = rows("share", {area: map(str, pair) for area, pair in values.items()})
    spoilt = rows("share", {area: map(str, reversed(pair)) for area, pair in values.items()})
    known = known_from(right)
    assert found(right, known) == []
    assert [code for code, _ in found(spoilt, known)] == ["swapped"]


# Totals

GROUPS = {"NATO": ("POL", "DEU", "FRA"), "EUR": ("POL", "DEU")}


def members(_: Measure, group: str, year: int) -> tuple[str, ...]:
    """France left in 2020."""
    return tuple(area for area in GROUPS.get(group, ()) if area != "FRA" or year < 2020)


@pytest.mark.parametrize(
    ("total", "parts", "doubtful"),
    [
        ("60", ["10", "20", "30"], False),
        ("61", ["10", "20", "30"], False),  # each is rounded
        ("63", ["10", "20", "30"], True),
        ("60.1", ["10.0", "20.0", "30.0"], False),
        ("60.3", ["10.0", "20.0", "30.0"], True),
        ("60000.01", ["10000.00", "20000.00", "30000.00"], False),
        ("60060", ["10000.00", "20000.00", "30000.00"], False),
        ("60061", ["10000.00", "20000.00", "30000.00"], True),
        ("99", ["10", "20", None], False),
        (None, ["10", "20", "30"], False),
    ],
)
def test_a_total_that_is_not_the_sum_is_found(total: str | None, parts: list[str | None], doubtful: bool):
    listed = rows(
        "dollars", dict(zip(("NATO", "POL", "DEU", "FRA"), ([text] for text in [total, *parts]), strict=True))
    )
    assert found(listed, members=members) == ([("total_not_sum", "dollars!NATO2014")] if doubtful else [])


def test_a_printed_total_need_not_be_a_sum():
    assert found(rows("share", {"NATO": ["2.5"], "POL": ["4"], "DEU": ["2"], "FRA": ["2"]}), members=members) == []


def test_a_group_may_be_as_it_was_or_as_it_is():
    cells = {"POL": ["10", "10"], "DEU": ["20", "20"], "FRA": ["30", "30"]}
    as_it_was = rows("persons", {**cells, "NATO": ["60", "30"]}, first=2019)
    as_it_is = rows("persons", {**cells, "NATO": ["30", "30"]}, first=2019)
    as_it_never_was = rows("persons", {**cells, "NATO": ["40", "60"]}, first=2019)
    assert found(as_it_was, members=members) == found(as_it_is, members=members) == []
    assert [code for code, _ in found(as_it_never_was, members=members)] == ["total_not_sum"] * 2


# Duplicates, sums of doubts, what a draft brings along


@pytest.mark.parametrize(("second", "doubtful"), [("2.5", True), ("2.0", False), ("2", False), (None, True)])
def test_a_cell_given_twice_is_doubted_where_the_values_differ(second: str | None, doubtful: bool):
    again = [row._replace(locator="share!Z9") for row in rows("share", {"POL": [second]})]
    assert found([*rows("share", {"POL": ["2"]}), *again]) == ([("duplicate", "share!Z9")] if doubtful else [])


def test_many_doubts_of_a_kind_are_summed_up():
    listed = rows("share", {"POL": ["70"] * 332}, first=1500)
    result = doubts(draft(listed), MEASURES)
    assert len(result) == 21
    assert (result[-1].message, result[-1].locator) == ("and 312 more of this kind, from here on", "share!POL1520")


def test_cells_without_a_place_are_doubted_each():
    listed = [row._replace(locator="") for row in rows("share", {"POL": ["70", "71", "72"]})]
    assert len(doubts(draft(listed), MEASURES)) == 3


def test_what_the_importer_has_doubted_is_not_doubted_again():
    own = Doubt("share_too_high", "its own words", "share!POL2014")
    given_one = draft(rows("share", {"POL": ["70", "71"]}), found=[own])
    assert [doubt.locator for doubt in doubts(given_one, MEASURES)] == ["share!POL2015"]
    assert doubted(given_one, MEASURES).doubts[0] == own
    assert len(doubted(given_one, MEASURES).doubts) == 2


def test_measures_that_only_the_draft_defines_are_checked_too():
    listed = rows("share", {"POL": ["70"]})
    assert doubts(draft(listed), {}) == ()
    assert len(doubts(draft(listed, [MEASURES["share"]]), {})) == 1


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e99999", "1e-99999", "0", "0E+500", "-0"])
@pytest.mark.parametrize("period", ["2015", "0000", "", "2015-Q9", "2015-xx", "soon", "20155", "²⁰¹⁵"])
def test_odd_cells_break_nothing(value: str, period: str):
    odd = [Row(name, "POL", period, Decimal(value), "", "actual", "A1") for name in (*MEASURES, "unknown")]
    listed = [*rows("dollars", {"POL": ["40", "41", "42"], "NATO": ["1", "2", "3"]}), *odd]
    doubts(draft(listed), MEASURES, known_from(rows("dollars", {"POL": ["0", "41", "42"]})), members)


# Real figures


def release(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Row(
                line["measure"],
                line["area"],
                line.get("period") or line["year"],
                None if line["status"] == "missing" else Decimal(line["value"]),
                line["unit"],
                line["status"],  # type: ignore[arg-type]
                line["locator"],
            )
            for line in csv.DictReader(lines)
        ]


@pytest.fixture(scope="module")
def figures() -> Figures:
    return Figures.shipped()


def test_nothing_that_ships_is_doubted_against_what_was_known_before(figures: Figures):
    so_far: dict[tuple[str, str, int], Decimal | None] = {}

    def known(name: str, area: str, year: int) -> Decimal | None:
        return so_far.get((name, area, year))

    for path in RELEASES:
        listed = release(path)
        assert doubts(draft(listed), figures.domain.measures, known, members_by(figures)) == (), path
        so_far.update({(row.measure, row.area, int(row.period)): row.value for row in listed if row.value is not None})
    assert len(so_far) > 3000


def test_a_release_in_the_wrong_unit_is_found_by_the_one_before(figures: Figures):
    before, after = (
        release(path)
        for path in RELEASES
        if "-expenditure" in path.parent.name and path.parent.name[:4] in ("2024", "2026")
    )
    known = known_from(before)
    spoilt = [
        row._replace(value=row.value * 1000) if row.measure == "defence.spending.usd" and row.value else row
        for row in after
    ]
    result = doubts(draft(spoilt), figures.domain.measures, known)
    assert [doubt.code for doubt in result] == ["factor_1000"]
    assert "are about 1000 times the figures known so far" in result[0].message


def test_a_spoilt_total_among_real_ones_is_found(figures: Figures):
    listed = release(next(path for path in RELEASES if "2024-06-17" in str(path)))
    spoilt = [
        row._replace(value=row.value * Decimal("1.01")) if row.value and row[:3] == ("gdp.usd", "NATO", "2020") else row
        for row in listed
    ]
    result = doubts(draft(spoilt), figures.domain.measures, members=members_by(figures))
    assert [doubt.code for doubt in result] == ["total_not_sum"]
    assert result[0].message.startswith("NATO 2020 is ")


WORLD_BANK = [
    ("datasets_gdp.csv", measure("gdp", "money", "USD"), ["GEO 1987"]),
    ("datasets_population.csv", measure("population", "persons", "persons"), []),
]


@pytest.mark.parametrize(("name", "entry", "expected"), WORLD_BANK)
def test_long_real_series_are_hardly_doubted(shared: Path, name: str, entry: Measure, expected: list[str]):
    with (shared / "data/figures/raw/worldbank" / name).open(encoding="utf-8-sig", newline="") as lines:
        listed = [
            Row(
                entry.id,
                line["Country Code"],
                line["Year"],
                Decimal(line["Value"]),
                entry.unit,
                "actual",
                f"{line['Country Code']} {line['Year']}",
            )
            for line in csv.DictReader(lines)
        ]
    assert len(listed) > 10_000
    assert [doubt.locator for doubt in doubts(draft(listed, [entry]), {})] == expected


def inflation(shared: Path, name: str, entry: str) -> list[Row]:
    with (shared / "data/figures/raw/worldbank" / name).open(encoding="utf-8-sig", newline="") as lines:
        return [
            Row(entry, line["Country Code"], line["Year"], Decimal(line["Inflation"]), "%", "actual", f"B{number}")
            for number, line in enumerate(csv.DictReader(lines), 2)
        ]


def test_two_published_files_under_each_others_name_are_found(shared: Path):
    consumer, deflator = measure("cpi", "rate", "%"), measure("deflator", "rate", "%")
    prices = inflation(shared, "datasets_inflation-gdp.csv", "cpi")
    product = inflation(shared, "datasets_inflation-consumer.csv", "deflator")
    known = known_from(prices, product)
    both = {"cpi": consumer, "deflator": deflator}
    assert doubts(draft([*prices, *product]), both, known) == ()
    mislabelled = [row._replace(measure="cpi") for row in product]
    (doubt,) = doubts(draft(mislabelled), both, known)
    assert doubt.code == "swapped"
    assert "are those known of deflator" in doubt.message


def test_a_hundred_thousand_cells_take_seconds(figures: Figures):
    areas = [f"A{number:03}" for number in range(500)]
    listed = [
        row
        for index, name in enumerate(("dollars", "other", "persons", "share"))
        for row in rows(name, {area: [str(20 + year % 7 + index) for year in range(50)] for area in areas}, first=1970)
    ]
    known = known_from([row._replace(value=row.value * 2) for row in listed if row.value is not None])
    start = time.process_time()
    doubts(draft(listed), MEASURES, known, members_by(figures))
    assert len(listed) == 100_000
    assert time.process_time() - start < 10  # some 2 s on an idle machine
