"""Times: the cases beside each language pack, and laws that hold for any text."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faktenlage.language.times import read_times
from faktenlage.model import Time
from faktenlage.packs.language_pack import load_languages

LANGUAGES = load_languages()
WORDS = ("2024", "am", "5.", "Juni", "vor", "zehn", "Jahren", "bis", "31.12.2024",
         "und", "Montag", "letzten", "Woche", "ein", ",", "May", "3", "ago", "99")  # fmt: skip


def cases():
    for code, pack in LANGUAGES.items():
        path = pack.folder / "cases" / "times.toml"
        if path.exists():
            read = tomllib.loads(path.read_text(encoding="utf-8"))
            for case in read["case"]:
                yield pytest.param(code, read["published"], case["text"], case["expect"], id=f"{code}: {case['text']}")


def shown(time: Time, text: str) -> str:
    """As the cases write it: role, words, type where it is no date, TIMEX3 value."""
    role = f"{time.role}: " if time.role else ""
    kind = "" if time.type == "DATE" else f"{time.type} "
    return f"{role}{time.span.of(text)} = {kind}{time.value}"


@pytest.mark.parametrize(("code", "published", "text", "expect"), list(cases()))
def test_a_text_says_what_its_case_says(code, published, text, expect):
    assert [shown(time, text) for time in read_times(text, LANGUAGES[code], published)] == expect


@given(
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.sampled_from(sorted(LANGUAGES)),
    st.none() | st.dates(),
)
def test_spans_lie_in_the_text_in_order_and_apart(text, code, published):
    last = 0
    for time in read_times(text, LANGUAGES[code], published):
        assert last <= time.span.start < time.span.end <= len(text)
        assert time.period is None or time.period.first <= time.period.last
        last = time.span.end


@given(st.text(alphabet=st.sampled_from("0123456789./-: ,uhrpmseq–"), max_size=60), st.sampled_from(sorted(LANGUAGES)))
def test_no_run_of_digits_is_too_odd(text, code):
    for time in read_times(text, LANGUAGES[code], dt.date(2024, 6, 18)):
        assert time.value


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_a_day_reads_back_however_it_is_written(day):
    months = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ]
    german = (f"{day.day}. {months[day.month - 1]} {day.year}", f"{day:%d.%m.%Y}", day.isoformat())
    english = (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat())
    for code, forms in (("de", german), ("en", english)):
        for text in forms:
            (time,) = read_times(text, LANGUAGES[code], None)
            assert (time.value, time.span.of(text)) == (day.isoformat(), text)


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2090, 1, 1)))
def test_last_year_is_the_year_before_publication(published):
    for code, text in (("de", "im vergangenen Jahr"), ("de", "im Vorjahr"), ("en", "last year")):
        (time,) = read_times(text, LANGUAGES[code], published)
        assert time.period is not None
        assert (time.period.year, time.relative) == (published.year - 1, True)


def test_without_a_publication_day_relative_times_have_no_period():
    for text in ("gestern", "im vergangenen Jahr", "am Montag", "im Juni", "vor zehn Jahren", "am 5. Juni"):
        assert [time.period for time in read_times(text, LANGUAGES["de"], None)] == [None], text


@pytest.mark.parametrize("unit", ["1.", "1 ", "2024-", "am 5. ", "Juni ", "Montag ", "vor ", "2024 bis ", "12:", "1,"])
def test_work_grows_with_the_text_and_no_faster(unit, counted_work):
    day = dt.date(2024, 6, 18)
    small = counted_work(lambda: read_times(unit * 2_000, LANGUAGES["de"], day))
    large = counted_work(lambda: read_times(unit * 16_000, LANGUAGES["de"], day))
    assert large < 30 * small
