"""Hypothesis strategies: any query over areas and years that the shipped figures may or may not hold."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

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

AREAS = st.sampled_from(["DEU", "USA", "POL", "EST", "SVK", "FIN", "CAN", "ISL", "CHE"])
GROUPS = st.sampled_from(["NATO", "EUR_CAN", "NATO_EUROPE"])
MEASURES = st.sampled_from(
    [
        "defence.share",
        "defence.spending.usd",
        "defence.spending.usd in EUR",
        "defence.spending.usd2021",
        "defence.spending.eur",
        "defence.spending.real",
        "defence.equipment.share",
        "gdp.usd",
        "sipri.share",
    ]
)
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2027, 1, 1))
NUMBERS = st.decimals(Decimal(0), Decimal(99), places=2).map(lambda number: abs(number).normalize() + 0)
THRESHOLDS = st.sampled_from([Decimal("1.5"), Decimal(2), Decimal("2.5"), Decimal(3), Decimal(20)]) | NUMBERS
COUPLES = st.lists(AREAS, min_size=1, max_size=3, unique=True).map(tuple)
SETS = st.one_of(
    st.builds(AreaSet, GROUPS, st.just(()), st.just(())),
    st.builds(AreaSet, GROUPS, st.just(()), COUPLES),
    st.builds(AreaSet, st.none(), COUPLES, st.just(())),
)
SUBJECTS = AREAS | SETS
SPANS = st.tuples(st.integers(2012, 2027), st.sampled_from([0, 0, 0, 1, 4])).map(lambda s: Years(s[0], s[0] + s[1]))
YEARS = st.integers(2012, 2027).map(Years.one)
CONDITIONS = st.builds(Condition, MEASURES, st.sampled_from([">=", ">", "<=", "<", "="]), THRESHOLDS, st.just("%"))
OFFICES = st.sampled_from(["NATO.secretary_general", "USA.president", "NLD.prime_minister"])
NAMES = st.sampled_from(["Mark Rutte", "Donald Trump", "Recep Tayyip Erdoğan", "Anna-Lena O'Neil"])
FIRST, LAST = st.integers(2012, 2026), st.integers(2013, 2027)

QUERIES: st.SearchStrategy[Query] = st.one_of(
    st.builds(Level, MEASURES, AREAS, SPANS),
    st.builds(Census, st.sampled_from(["count", "which", "every", "none"]), CONDITIONS, SETS, SPANS),
    st.builds(Rank, MEASURES, AREAS, SETS, YEARS),
    st.builds(Extreme, st.sampled_from(["top", "bottom"]), st.integers(1, 5), MEASURES, SETS, YEARS),
    st.builds(Sum, MEASURES, SETS, SPANS),
    st.builds(Share, MEASURES, SUBJECTS, SUBJECTS, YEARS),
    st.builds(Change, MEASURES, SUBJECTS, FIRST, LAST, st.sampled_from(["abs", "%", "pp", "factor"])),
    st.builds(Change, CONDITIONS, SETS, FIRST, LAST, st.just("abs")),
    st.builds(Compare, MEASURES, SUBJECTS, SUBJECTS, YEARS, st.sampled_from(["diff", "ratio", "order"])),
    st.builds(Since, MEASURES, AREAS, YEARS, st.sampled_from(["highest", "lowest"])),
    st.builds(Since, CONDITIONS, AREAS, YEARS, st.sampled_from(["first", "last", "every"])),
    st.builds(Gap, MEASURES, SUBJECTS, YEARS, THRESHOLDS, st.just("%")),
    st.builds(Member, st.just("NATO"), st.sampled_from(["count", "newest", "FIN"]), DAYS),
    st.builds(Member, st.just("NATO"), AREAS, st.just("since")),
    st.builds(Holds, OFFICES, st.none(), st.sampled_from(["on", "next", "previous"]), DAYS),
    st.builds(Holds, OFFICES, NAMES, st.sampled_from(["on", "before"]), DAYS),
    st.builds(Holds, OFFICES, NAMES, st.sampled_from(["from", "to", "terms"])),
)
