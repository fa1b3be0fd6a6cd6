"""A small world of two domains whose releases have holes, ties, zeros, restatements and totals; and questions to it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from faktenlage.figures.domain import read_domain
from faktenlage.figures.origins import Origin
from faktenlage.model import (
    AreaSet,
    Census,
    Change,
    Compare,
    Condition,
    Extreme,
    Gap,
    Holds,
    Level,
    Member,
    Query,
    Rank,
    Share,
    Since,
    Sum,
    Years,
)
from faktenlage.store.adding import Row, add_rows

DOMAIN = """
key = "islands"
dataset = "isles"
without_forces = ["DDD"]
groups = [
  { id = "UNION", register = "UNION", definition = "all" },
  { id = "INNER", of = "UNION", without = ["AAA"], definition = "all but the first" },
  { id = "LEAGUE", printed = "LGX", definition = "printed with today's members" },
]
offices = [{ id = "UNION.chair", area = "UNION", name = "Chair" }]

[[measures]]
id = "isle.share"
kind = "share"
unit = "%"
total = "printed"
decimals = 1
definition = "share"

[[measures]]
id = "isle.spent"
kind = "money"
unit = "bn USD"
total = "sum"
share = "isle.share"
definition = "spent"

[[measures]]
id = "isle.coins"
kind = "money"
unit = "bn EUR"
total = "sum"
areas = ["AAA", "BBB"]
definition = "spent, in coins"

[[measures]]
id = "isle.base1"
kind = "money"
unit = "bn USD"
total = "sum"
price_base = "2001"
definition = "spent, at early prices"

[[measures]]
id = "isle.base2"
kind = "money"
unit = "bn USD"
total = "sum"
price_base = "2005"
definition = "spent, at late prices"

[[measures]]
id = "isle.real"
kind = "growth"
unit = "%"
total = "printed"
chained_by = ["isle.base2", "isle.base1"]
definition = "real change"

[[measures]]
id = "isle.people"
kind = "persons"
unit = "thousands"
total = "sum"
all_members = true
definition = "people"

[[measures]]
id = "isle.perhead"
kind = "head"
unit = "USD"
total = "printed"
ratio = { of = "isle.spent", per = "isle.people", shift = 6 }
definition = "spent per head"

[[guidelines]]
id = "pact"
decided = 2003-03-03
deadline = 2010
name = "Pact"
source = "Pact"
parts = [{ measure = "isle.share", comparison = ">=", threshold = "2" }]
"""
RATES = """
key = "rates"
dataset = "bank"
groups = []
measures = [{ id = "fx.usd", kind = "rate", unit = "per USD", total = "printed", definition = "for one dollar" }]
"""
MEMBERS = """group,area,first,last,also_first,source
UNION,AAA,1999-01-01,,1998-12-01,x
UNION,BBB,1999-01-01,,,x
UNION,DDD,1999-01-01,,,x
UNION,EEE,1999-01-01,2005-06-30,,x
UNION,CCC,2003-07-01,,,x
LEAGUE,AAA,1999-01-01,,,x
LEAGUE,BBB,1999-01-01,,,x
LEAGUE,CCC,2004-01-01,,,x
"""
HOLDERS = """office,name,area,first,last,acting,also_first,source
UNION.chair,Ada Strauß O'Neil,AAA,1999-01-01,2002-02-02,no,1999-02-01,x
UNION.chair,Bo Berg,BBB,2002-02-02,2003-01-01,no,,x
UNION.chair,Cy Fill,AAA,2003-01-01,2003-06-01,yes,,x
UNION.chair,Dee Berg,CCC,2003-08-01,,no,,x
"""
AREAS = ("AAA", "BBB", "CCC", "DDD", "EEE")
PRINTED = ("UNION", "INNER", "LGX")
YEARS = range(2000, 2009)
DAYS = tuple(dt.date(2004, 3, 1) + dt.timedelta(days=200 * n) for n in range(9))
UNITS = {"isle.share": "%", "isle.real": "%", "isle.people": "thousands", "isle.perhead": "USD", "isle.coins": "bn EUR"}
SHARES = ("1.95", "1.949", "2.0", "2", "2.04999", "2.05", "-0.05", "0", "3.14159265358979312")
# Converted by powers of two, these tie in binary as they do in decimals.
AMOUNTS = ("1", "1.5", "2", "3.25", "0", "9.123456789012345678", "7.77", "12")


def write(packs: Path) -> None:
    """The definitions and registers of both domains."""
    for key, text in (("islands", DOMAIN), ("rates", RATES)):
        (packs / key / "registers").mkdir(parents=True)
        (packs / key / "domain.toml").write_text(text, encoding="utf-8")
        read_domain(packs / key / "domain.toml")
    (packs / "islands" / "registers" / "members.csv").write_text(MEMBERS, encoding="utf-8")
    (packs / "islands" / "registers" / "holders.csv").write_text(HOLDERS, encoding="utf-8")


def publish(place: Path) -> None:
    """Nine releases of figures, two of them on one day, and four of rates."""
    dice = random.Random(2024)
    for number, day in enumerate((*DAYS, DAYS[4])):
        rows = list(_rows(dice, min(day.year, YEARS[-1])))
        add_rows(place, "islands", origin(day, "isles", f"tables{number}"), rows)
    for day in (dt.date(2003, 1, 1), dt.date(2005, 1, 1), dt.date(2007, 1, 1), dt.date(2009, 1, 1)):
        years = range(2000, day.year)
        rates = [
            Row("fx.usd", code, str(year), f"{dice.choice((0.25, 0.5, 2, 4))}", "per USD", "actual", "")
            for year in years
            for code in ("EUR", "GBP")
        ]
        add_rows(place, "rates", origin(day, "bank", "rates"), rates)


def _rows(dice: random.Random, last: int) -> Iterator[Row]:
    """Some measures whole, some with holes, some not at all; group totals now and then."""
    for measure in ("isle.share", "isle.spent", "isle.coins", "isle.base1", "isle.base2", "isle.real", "isle.people"):
        kept = dice.choice((0, 0.8, 1, 1, 1, 1))
        totals = dice.choice((0, 0.3, 1))
        for year in range(dice.choice((2000, 2000, 2002)), last + 1):
            for area in (*AREAS, *PRINTED):
                if dice.random() < (totals if area in PRINTED else kept):
                    yield _row(dice, measure, area, str(year))
            yield _row(dice, measure, "AAA", f"{year}-Q1")
    if dice.random() < 0.3:
        for area in AREAS:
            yield _row(dice, "isle.perhead", area, dice.choice(("2001", "2002")))


def _row(dice: random.Random, measure: str, area: str, period: str) -> Row:
    value = dice.choice(SHARES if UNITS.get(measure) == "%" else AMOUNTS)
    status = dice.choice(("actual", "actual", "estimate", "missing" if dice.random() < 0.06 else "actual"))
    unit = UNITS.get(measure, "bn USD")
    return Row(measure, area, period, "" if status == "missing" else value, unit, status, f'Table "1", {area}')


def origin(day: dt.date, dataset: str, kind: str) -> Origin:
    return Origin(
        key=f"{day}-{kind}",
        dataset=dataset,
        name=f"Tables of {day}",
        released=day,
        released_basis="printed",
        loaded=dt.date(2026, 1, 5),
        definition="as printed",
        coverage="partial",
        citation="Isles",
        licence="CC0",
        sha256="",
    )


PLAIN = st.sampled_from(["isle.share", "isle.spent", "isle.coins", "isle.real", "isle.people", "isle.base1"])
MONEY = ["isle.spent", "isle.coins", "isle.base2", "isle.perhead"]
CONVERTED = st.builds("{} in {}".format, st.sampled_from(MONEY), st.sampled_from(["EUR", "USD", "GBP", "CHF"]))
MEASURES = PLAIN | PLAIN | CONVERTED | st.just("isle.perhead")
AREA = st.sampled_from([*AREAS, "AAA", "BBB", "AAA", "BBB", "ZZZ"])
LISTS = st.lists(st.sampled_from(AREAS), min_size=1, max_size=3, unique=True).map(tuple)
GROUPS = st.sampled_from(["UNION", "INNER", "LEAGUE"])
SETS = st.one_of(
    st.builds(AreaSet, GROUPS),
    st.builds(AreaSet, GROUPS, st.just(()), LISTS),
    st.builds(AreaSet, st.none(), LISTS),
    st.builds(AreaSet, st.none(), LISTS, st.just(("AAA",))),
    st.builds(AreaSet, st.sampled_from(["NOWHERE", "AAA"])),
)
SUBJECTS = AREA | SETS
SPANS = st.tuples(st.integers(2000, 2006), st.sampled_from([0, 0, 0, 0, 1, 2])).map(lambda s: Years(s[0], s[0] + s[1]))
NUMBERS = st.sampled_from([Decimal(n) for n in ("0", "1.5", "1.9", "2", "2.1", "3.25", "10", "1000000")])
CONDITIONS = st.builds(Condition, MEASURES, st.sampled_from([">=", ">", "<=", "<", "="]), NUMBERS, st.just("%"))
HANDED_OVER = st.sampled_from([dt.date(2002, 2, 2), dt.date(2003, 1, 1), dt.date(2003, 6, 1), dt.date(2005, 6, 30)])
WHEN = HANDED_OVER | st.dates(dt.date(1998, 12, 1), dt.date(2010, 1, 1))
NAMES = st.sampled_from(["Berg", "Ada STRAUSS O'Neil", "O'Neil", "Bo", "Cy Fill Junior", "Nobody"])
CHAIR = st.just("UNION.chair")
YEAR = st.integers(2000, 2007)
FIGURES: st.SearchStrategy[Query] = st.one_of(
    st.builds(Level, MEASURES | st.just("guideline.pact.deadline"), AREA, SPANS),
    st.builds(Census, st.sampled_from(["count", "which", "every", "none"]), CONDITIONS, SETS, SPANS),
    st.builds(Rank, MEASURES, AREA, SETS, SPANS),
    st.builds(Extreme, st.sampled_from(["top", "bottom"]), st.integers(1, 4), MEASURES, SETS, SPANS),
    st.builds(Extreme, st.just("bottom"), st.just(4), st.sampled_from(["isle.spent", "isle.share"]), SETS, SPANS),
    st.builds(Level, st.just("isle.perhead"), AREA, st.integers(2001, 2002).map(Years.one)),
    st.builds(Sum, MEASURES, SETS, SPANS),
    st.builds(Share, MEASURES, SUBJECTS, SUBJECTS, SPANS),
    st.builds(Change, MEASURES, SUBJECTS, YEAR, YEAR, st.sampled_from(["abs", "%", "pp", "factor"])),
    st.builds(Change, st.just("isle.real"), SUBJECTS, st.just(2003), st.integers(2004, 2005), st.just("%")),
    st.builds(Change, CONDITIONS, SUBJECTS, YEAR, YEAR, st.sampled_from(["abs", "%"])),
    st.builds(Compare, MEASURES, SUBJECTS, SUBJECTS, SPANS, st.sampled_from(["diff", "ratio", "order"])),
    st.builds(Since, PLAIN, AREA, SPANS, st.sampled_from(["highest", "lowest"])),
    st.builds(
        Since,
        st.builds(Condition, PLAIN, st.sampled_from([">=", "<"]), NUMBERS),
        AREA,
        SPANS,
        st.sampled_from(["first", "last", "every"]),
    ),
    st.builds(Gap, st.just("isle.spent"), SETS, SPANS, NUMBERS, st.just("%")),
    st.builds(Gap, MEASURES, SUBJECTS, SPANS, NUMBERS, st.sampled_from(["%", "%", "bn USD"])),
)
REGISTERS: st.SearchStrategy[Query] = st.one_of(
    st.builds(Member, st.sampled_from(["UNION", "INNER", "LEAGUE"]), st.sampled_from(["count", "CCC", "EEE"]), WHEN),
    st.builds(Member, st.just("UNION"), st.just("newest"), st.dates(dt.date(1999, 1, 1), dt.date(2009, 1, 1))),
    st.builds(Member, st.just("UNION"), AREA, st.just("since")),
    st.builds(Holds, CHAIR, st.none(), st.sampled_from(["on", "next", "previous"]), WHEN),
    st.builds(Holds, CHAIR, NAMES, st.sampled_from(["on", "before"]), WHEN),
    st.builds(Holds, CHAIR, NAMES, st.sampled_from(["from", "to", "terms"])),
)
AS_OF = st.dates(dt.date(2004, 3, 1), dt.date(2009, 6, 1)) | st.dates(dt.date(2008, 1, 1), dt.date(2009, 6, 1))
