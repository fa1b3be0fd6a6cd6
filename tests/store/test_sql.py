"""Every query answered twice, by the engine and by its SQL, and both have to agree."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.errors import UnknownNameError
from faktenlage.figures import parse_query
from faktenlage.model import Answer, Query
from faktenlage.store import adding
from faktenlage.store.almanac import Almanac
from faktenlage.store.database import connect
from faktenlage.store.sql import run_sql, sql_of
from tests.figures.questions import DAYS, QUERIES
from tests.store import islands

ANSWERS = Path(__file__).parents[1] / "figures" / "answers.toml"
CASES = tomllib.loads(ANSWERS.read_text(encoding="utf-8"))["case"]
TODAY = dt.date(2026, 11, 22)
ECONOMY = [
    "sum(economy.gdp.usd, EU, 2010)",
    "sum(economy.gdp.usd, EU, 2023)",
    "sum(economy.gdp.usd, WORLD, 2023)",
    "sum(economy.gdp.usd in EUR, NATO, 2015..2023)",
    "share(economy.gdp.usd, NATO, WORLD, 2023)",
    "level(economy.gdp.percapita, DEU, 2023)",
    "level(economy.gdp.percapita, EU, 2023)",
    "level(economy.gdp.percapita in EUR, DEU, 2023)",
    "compare(economy.gdp.percapita, DEU, EU, 2023, ratio)",
    "top(5, economy.gdp.percapita, G7, 2023)",
    "rank(economy.gdp.percapita in EUR, DEU, NATO, 2020)",
    "count(economy.gdp.percapita > 40000 USD, EU, 2019..2022)",
    "change(count(economy.gdp.percapita > 40000 USD), EU, 2010, 2023, abs)",
    "change(economy.gdp.percapita, EU, 2010, 2023, %)",
    "since(economy.gdp.usd > 2000 bn USD, DEU, 2020, every)",
    "sum(defence.spending.usd in EUR, NATO, 2024)",
    "gap(defence.spending.usd in EUR, DEU, 2024, 5 %)",
    "level(defence.spending.eur in USD, DEU, 2014..2024)",
    "rank(defence.share, DEU, NATO, 2024)",
    "member(EU, count, 2024-01-01)",
]

LIKELY = [
    "level({measure}, {area}, {year})",
    "{census}({measure} {sign} {number} %, {group}, {year})",
    "{census}({measure} {sign} {number} %, {{{area}, {other}}}, {year}..{later})",
    "rank({measure}, {area}, {group}, {year})",
    "{end}(3, {measure}, {group}, {year})",
    "sum({money}, {group}, {year}..{later})",
    "share({money}, {area}, {group}, {year})",
    "share({money}, EUR_CAN, NATO, {year})",
    "change({measure}, {area}, {year}, {later}, {kind})",
    "change({money}, {group}, {year}, {later}, {kind})",
    "change(defence.spending.real, {area}, {year}, {later}, %)",
    "change(count(defence.share {sign} {number} %), NATO, {year}, {later}, abs)",
    "compare({measure}, {area}, {other}, {year}, {how})",
    "compare({money}, {group}, {area}, {year}, {how})",
    "since({measure}, {area}, {later}, {extreme})",
    "since({measure} {sign} {number} %, {area}, {later}, {time})",
    "gap({measure}, {area}, {year}, {number} %)",
]
MEASURES = ["defence.share", "defence.spending.usd", "defence.spending.usd2021", "defence.equipment.share"]
MEASURES += ["defence.personnel", "defence.spending.usd in GBP", "gdp.usd", "defence.spending.real"]
FILLINGS = {
    "measure": st.sampled_from(MEASURES),
    "money": st.sampled_from(["defence.spending.usd", "defence.spending.usd in EUR", "gdp.usd"]),
    "area": st.sampled_from(["DEU", "USA", "SVK", "FIN"]),
    "other": st.sampled_from(["POL", "EST", "CAN"]),
    "group": st.sampled_from(["NATO", "NATO - USA", "EUR_CAN", "NATO_EUROPE", "NATO - {USA, CAN}", "G7"]),
    "year": st.integers(2014, 2022),
    "later": st.integers(2023, 2024),
    "number": st.sampled_from([0, "1.5", 2, "2.12", 20, 1000]),
    "sign": st.sampled_from([">=", ">", "<=", "<", "="]),
    "census": st.sampled_from(["count", "which", "every", "none"]),
    "end": st.sampled_from(["top", "bottom"]),
    "kind": st.sampled_from(["abs", "%", "factor"]),
    "how": st.sampled_from(["diff", "ratio", "order"]),
    "extreme": st.sampled_from(["highest", "lowest"]),
    "time": st.sampled_from(["first", "last", "every"]),
}
QUESTIONS = st.builds(
    lambda text, words: text.format_map(words), st.sampled_from(LIKELY), st.fixed_dictionaries(FILLINGS)
)


class Both:
    """One almanac and the database over the same releases."""

    def __init__(self, almanac: Almanac) -> None:
        self.almanac = almanac
        self.connection = connect(almanac)

    def agree(self, query: Query, as_of: dt.date) -> bool:
        """Whether there is an answer; fails where the two differ."""
        try:
            answer = self.almanac.answer(query, as_of)
        except UnknownNameError:
            with pytest.raises(UnknownNameError):
                sql_of(query, as_of, self.almanac)
            return False
        found = run_sql(self.connection, query, as_of, self.almanac)
        assert len(found.rows) <= 1
        if found.row is None:
            assert answer.reason is not None, f"{query} on {as_of}: SQL has no answer\n{found.sql}"
            return False
        assert answer.reason is None, f"{query} on {as_of}: only SQL has an answer, {found.row}\n{found.sql}"
        for name, value in found.row.items():
            assert same(value, told(answer)[name]), f"{query} on {as_of}: {name} is {value}\n{answer}\n{found.sql}"
        return True


def told(answer: Answer) -> Mapping[str, Any]:
    """An answer in the columns of a statement."""
    return {
        "value": answer.value,
        "areas": None if answer.areas is None else list(answer.areas),
        "order": None if answer.order is None else list(answer.order),
        "days": None if answer.days is None else [{"first": first, "last": last} for first, last in answer.days],
        "text": answer.text,
        "truth": answer.truth,
        "release": answer.release and answer.release.key,
        "released": answer.release and answer.release.released,
    }


def same(value: Any, expected: Any) -> bool:
    """Equal; of quotients, which DuckDB divides as DOUBLE, up to the ninth digit."""
    if isinstance(value, float) and expected is not None:
        return abs(value - float(expected)) <= 1e-9 * max(1, abs(value))
    return value == expected


@pytest.fixture(scope="module")
def shipped() -> Both:
    return Both(Almanac())


@pytest.fixture(scope="module")
def isles(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The islands, their smaller releases as CSV and the larger ones as Parquet, in a place with an awkward name."""
    folder = tmp_path_factory.mktemp("it's [odd]")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adding, "MANY", 300)
        islands.write(folder / "packs")
        islands.publish(folder)
    kinds = Counter(path.suffix for path in (folder / "releases" / "islands").glob("*/observations.*"))
    assert min(kinds[".csv"], kinds[".parquet"]) >= 2
    return Both(Almanac(folder / "packs", folder))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_sql_answers_the_cases_alike(shipped: Both, case: dict[str, Any]):
    shipped.agree(parse_query(case["query"]), case["as_of"])


@pytest.mark.parametrize("text", ECONOMY)
def test_quotients_rates_and_groups_of_other_domains_answer_alike(shipped: Both, text: str):
    assert shipped.agree(parse_query(text), TODAY)


def test_sql_answers_whatever_is_asked_of_the_shipped_figures_alike(shipped: Both):
    asked: Counter[str] = Counter()

    @settings(max_examples=200)
    @given(QUERIES, DAYS)
    def agree(query: Query, as_of: dt.date) -> None:
        asked[type(query).__name__] += shipped.agree(query, as_of)

    @settings(max_examples=400)
    @given(QUESTIONS.map(parse_query), st.sampled_from([dt.date(2024, 11, 22), dt.date(2025, 9, 1), TODAY]))
    def agree_on_what_is_published(query: Query, as_of: dt.date) -> None:
        asked[type(query).__name__] += shipped.agree(query, as_of)

    agree()
    agree_on_what_is_published()
    assert len(asked) == 12
    assert min(asked.values()) >= 5, asked


def test_sql_answers_alike_where_releases_have_holes_ties_and_totals(isles: Both):
    asked: Counter[str] = Counter()

    @settings(max_examples=500)
    @given(islands.FIGURES, islands.AS_OF)
    def agree(query: Query, as_of: dt.date) -> None:
        asked[type(query).__name__] += isles.agree(query, as_of)

    agree()
    assert len(asked) == 10
    assert min(asked.values()) >= 3, asked


@settings(max_examples=150)
@given(query=islands.REGISTERS, as_of=islands.AS_OF)
def test_sql_answers_alike_from_registers(isles: Both, query: Query, as_of: dt.date):
    isles.agree(query, as_of)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "sum(economy.gdp.usd, {DEU, FRA}, 1990)",
            ["level(economy.gdp.usd, DEU, 1990)", "level(economy.gdp.usd, FRA, 1990)"],
        ),
        ("sum(economy.gdp.usd, {DEU, DEU}, 2020)", ["level(economy.gdp.usd, DEU, 2020)"]),
    ],
)
def test_a_sum_is_that_of_its_areas(shipped: Both, text: str, parts: list[str]):
    values = [run_sql(shipped.connection, parse_query(one), TODAY, shipped.almanac).row for one in (text, *parts)]
    assert all(values)
    assert values[0]["value"] == sum(value["value"] for value in values[1:])


def test_a_walk_stops_where_rates_begin(shipped: Both):
    found = run_sql(
        shipped.connection, parse_query("since(economy.gdp.usd in EUR, DEU, 2023, lowest)"), TODAY, shipped.almanac
    )
    assert found.row is not None
    assert found.row["value"] == 2022


def test_a_statement_says_what_it_answers_and_can_be_run_again(shipped: Both):
    query = parse_query("count(defence.share >= 3 %, NATO - USA, 2024)")
    found = run_sql(shipped.connection, query, dt.date(2024, 11, 22), shipped.almanac)
    assert found.sql.startswith(f"-- {query}, as known on 2024-11-22\nWITH\n")
    assert found.columns == ("value", "release", "released")
    assert found.rows == ((4, "2024-06-17-expenditure", dt.date(2024, 6, 17)),)
    assert shipped.connection.execute(found.sql).fetchall() == list(found.rows)
    assert max(map(len, found.sql.splitlines())) <= 120


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("level(defence.share, DEU, 2020..2024)", "cannot be added up"),
        ("level(defence.spending.eur, POL, 2024)", "not defined for POL"),
        ("level(defence.spending.usd2015 in EUR, DEU, 2024)", "not defined"),
        ("count(defence.share >= 2 %, {DEU} - DEU, 2024)", "nobody is left"),
        ("gap(economy.gdp.usd, DEU, 2020, 3 %)", "against GDP"),
        ("holds(NATO.secretary_general, 2027-01-01)", "has not come yet"),
    ],
)
def test_a_statement_without_an_answer_says_why(shipped: Both, text: str, why: str):
    found = run_sql(shipped.connection, parse_query(text), TODAY, shipped.almanac)
    assert found.row is None
    assert why in found.sql.splitlines()[1]
