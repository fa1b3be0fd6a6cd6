"""Quantities: the cases beside each language pack, and laws that hold for any text."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faktenlage.language.quantities import read_quantities
from faktenlage.model import Interval, Quantity, plain
from faktenlage.packs.language_pack import load_languages

LANGUAGES = load_languages()


def cases():
    for code, pack in LANGUAGES.items():
        path = pack.folder / "cases" / "quantities.toml"
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"] if path.exists() else []:
            yield pytest.param(code, case["text"], case["expect"], id=f"{code}: {case['text']}")


def shown(quantity: Quantity, text: str) -> str:
    """As the cases write it: the words with their hedge, value, unit, asserted interval."""
    unit = f" {quantity.unit}" if quantity.unit else ""
    return f"{quantity.outer.of(text)} = {plain(quantity.value)}{unit} {bounds(quantity.interval)}"


def bounds(interval: Interval) -> str:
    low = "(-inf" if interval.low is None else f"{'(' if interval.low_open else '['}{plain(interval.low)}"
    high = "inf)" if interval.high is None else f"{plain(interval.high)}{')' if interval.high_open else ']'}"
    return f"{low}, {high}"


@pytest.mark.parametrize(("code", "text", "expect"), list(cases()))
def test_a_text_says_what_its_case_says(code, text, expect):
    assert [shown(quantity, text) for quantity in read_quantities(text, LANGUAGES[code])] == expect


@given(
    st.text(alphabet=st.sampled_from("0123456789.,-–%€$ \n()/:§einszwdrhuftaolmkvpb"), max_size=60),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_spans_lie_in_the_text_in_order_and_apart(text, code):
    last = 0
    for quantity in read_quantities(text, LANGUAGES[code]):
        assert last <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.outer.start <= quantity.span.start
        assert quantity.span.end <= quantity.outer.end <= len(text)
        last = quantity.span.end


@pytest.mark.parametrize(
    "text", ["9" * 5_000, "123456789123456789 Billionen Euro", "1," + "9" * 30, "0," + "0" * 50 + "1 Prozent"]
)
def test_no_number_is_too_long(text):
    for quantity in read_quantities(text, LANGUAGES["de"]):
        assert quantity.span.of(text)


@given(
    st.decimals(min_value=0, max_value=999_999, places=2),
    st.sampled_from([("de", ".", ",", "Prozent"), ("en", ",", ".", "percent")]),
)
def test_a_number_in_digits_reads_back(number, style):
    code, group, mark, percent = style
    written = f"{number:,.2f}".replace(",", "_").replace(".", mark).replace("_", group)
    (quantity,) = read_quantities(f"{written} {percent}", LANGUAGES[code])
    assert (quantity.value, quantity.unit, quantity.step) == (number, "%", Decimal("0.01"))


@given(st.integers(min_value=2, max_value=999_999))
def test_a_german_number_word_reads_back(number):
    (quantity,) = read_quantities(f"{in_german(number)} Prozent", LANGUAGES["de"])
    assert (quantity.value, quantity.in_words) == (number, True)


@given(st.integers(min_value=2, max_value=999_999))
def test_an_english_number_word_reads_back(number):
    (quantity,) = read_quantities(f"{in_english(number)} percent", LANGUAGES["en"])
    assert (quantity.value, quantity.in_words) == (number, True)


@given(
    st.integers(min_value=0, max_value=9999),
    st.sampled_from(["", "rund ", "fast ", "mehr als ", "höchstens ", "genau "]),
)
def test_what_was_written_lies_in_or_at_the_edge_of_what_is_asserted(number, hedge):
    (quantity,) = read_quantities(f"{hedge}{number} Euro", LANGUAGES["de"])
    interval = quantity.interval
    assert quantity.value in Interval(interval.low, interval.high)


@pytest.mark.parametrize(
    "unit", ["1.", "1 ", "drei ", "5 % und ", "1,", "9:", "€", "ein ", "123 456 ", "  1", "-1", "§1"]
)
def test_work_grows_with_the_text_and_no_faster(unit, counted_work):
    small = counted_work(lambda: read_quantities(unit * 2_000, LANGUAGES["de"]))
    large = counted_work(lambda: read_quantities(unit * 16_000, LANGUAGES["de"]))
    assert large < 30 * small


UNITS_DE = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
            "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"]  # fmt: skip
TENS_DE = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
UNITS_EN = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS_EN = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_german(number: int) -> str:
    if number >= 1000:
        return in_german(number // 1000) + "tausend" + in_german(number % 1000)
    if number >= 100:
        return UNITS_DE[number // 100] + "hundert" + in_german(number % 100)
    if number < 20:
        return UNITS_DE[number] if number != 1 else "ein"
    unit = UNITS_DE[number % 10]
    return (f"{unit}und" if unit else "") + TENS_DE[number // 10]


def in_english(number: int) -> str:
    if number >= 1000:
        rest = in_english(number % 1000)
        return f"{in_english(number // 1000)} thousand {rest}".strip()
    if number >= 100:
        rest = in_english(number % 100)
        return f"{UNITS_EN[number // 100]} hundred" + (f" and {rest}" if rest else "")
    if number < 20:
        return UNITS_EN[number]
    return TENS_EN[number // 10] + (f"-{UNITS_EN[number % 10]}" if number % 10 else "")
