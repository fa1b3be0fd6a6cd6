"""Laws of a store: the past stays as it was, whatever is imported later, in whatever order, however often."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.figures import parse_query
from faktenlage.store.adding import add_rows
from faktenlage.store.almanac import Almanac
from tests.store.conftest import origin_of, rows_of

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2020, 3, 1))
VALUES = st.sampled_from(["1", "2.5", "3.04", "3.05", ""])
CELLS = st.dictionaries(st.tuples(st.sampled_from(["DEU", "FRA", "POL"]), st.sampled_from([2018, 2019])), VALUES)
RELEASES = st.lists(st.tuples(DAYS, CELLS.filter(bool)), min_size=1, max_size=5)
QUERIES = [
    parse_query(text)
    for text in (
        "level(harvest.apples, DEU, 2019)",
        "sum(harvest.apples, {DEU, FRA}, 2019)",
        "count(harvest.apples >= 3.05 tonnes, {DEU, FRA, POL}, 2019)",
        "change(harvest.apples, POL, 2018, 2019, abs)",
        "top(2, harvest.apples, {DEU, FRA, POL}, 2018)",
    )
]


@contextmanager
def store(releases: list[tuple[dt.date, dict[tuple[str, int], str]]]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        for released, cells in releases:
            add_rows(Path(place), "orchards", origin_of(released), rows_of(cells))
        yield Path(place)


def answers(place: Path, as_of: dt.date) -> list[object]:
    """What is answered on a day; nothing at all while no release defines the measure."""
    almanac = Almanac(place=place)
    if "orchards" not in almanac.domains:
        return []
    figures = almanac.figures("orchards")
    return [
        (answer.value, answer.order, answer.release) for query in QUERIES for answer in figures.answers(query, as_of)
    ]


def content(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@settings(max_examples=30)
@given(RELEASES, RELEASES, DAYS)
def test_a_later_release_never_changes_an_answer_of_an_earlier_day(before, later, as_of):
    known = [release for release in before if release[0] <= as_of]
    coming = [(as_of + dt.timedelta(days=1 + number), cells) for number, (_, cells) in enumerate(later)]
    if not known:
        return
    with store(known) as one, store(known + coming) as other:
        assert answers(one, as_of) == answers(other, as_of)


@settings(max_examples=20)
@given(RELEASES, st.randoms(use_true_random=False))
def test_the_order_of_import_leaves_no_trace(releases, random):
    shuffled = list(releases)
    random.shuffle(shuffled)
    with store(releases) as one, store(shuffled) as other:
        assert content(one) == content(other)


@settings(max_examples=20)
@given(RELEASES)
def test_importing_again_changes_nothing(releases):
    with store(releases) as one, store([*releases, *releases]) as other:
        assert content(one) == content(other)
