"""Whatever comes in, a review or one sentence comes out, in time that grows with the length of the text."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.model import Report
from faktenlage.review import Desk, review

TODAY = dt.date(2026, 11, 22)

GROWING = {
    "one endless line": "Deutschland gibt viel Geld für Verteidigung aus und ",
    "claims": "Deutschland gibt 2024 für Verteidigung 2,1 Prozent seiner Wirtschaftsleistung aus. ",
    "one sentence of claims": "Deutschland gibt 2024 für Verteidigung 2,1 Prozent des BIP aus und ",
    "numbers": "3,5 12.000 7 ",
    "number words": "einundzwanzigtausenddreihundert ",
    "one number": "1234567890",
    "dates": "am 3. Mai 2024, ",
    "brackets": "(((",
    "quotation marks": "„“",
    "commas": "Polen, ",
    "countries": "Polen, Estland und Lettland ",
    "one word": "Verteidigungsausgaben",
    "blank lines": "\n \n",
    "cues": "sagte er, ",
    "percentages": "2,1 Prozent ",
    "English claims": "Germany spends 2.1 per cent of its gross domestic product on defence in 2024. ",
}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.load()


def check(desk: Desk, text: str, language: str | None = None, published: dt.date | None = TODAY):
    return review(Report("x", text, language=language, published=published), desk=desk, as_of=TODAY)


@pytest.mark.parametrize("kind", GROWING)
def test_time_grows_with_the_length_and_no_faster(desk: Desk, kind: str):
    language = "en" if kind.startswith("English") else "de"

    def seconds(length: int) -> float:
        text = GROWING[kind] * (length // len(GROWING[kind]))
        begin = time.perf_counter()
        check(desk, text, language)
        return time.perf_counter() - begin

    seconds(1_000)
    # Eight times the text takes eight times as long; were the time quadratic, 64 times. One try of three has to do.
    assert any(seconds(16_000) / max(seconds(2_000), 0.002) < 24 for _ in range(3))


@pytest.mark.parametrize("year", [1, 1850, 2015, 3000, 9999])
def test_any_day_of_publication_gives_a_review(desk: Desk, year: int):
    text = "Deutschland gibt in diesem Jahr 2,1 Prozent seiner Wirtschaftsleistung für Verteidigung aus."
    reviewed = check(desk, text, "de", dt.date(year, 12, 31))
    assert all(judged.then.as_of <= TODAY for judged in reviewed.claims)


@pytest.mark.parametrize("year", [1850, 2015])
def test_nothing_is_wrong_on_a_day_before_any_release(desk: Desk, year: int):
    text = f"Deutschland gab {year} für Verteidigung 9,9 Prozent seiner Wirtschaftsleistung aus."
    reviewed = check(desk, text, "de", dt.date(year, 12, 31))
    assert {judged.then.label for judged in reviewed.claims} <= {"open", "not_checkable"}


@pytest.mark.parametrize(
    "text",
    [
        "Zwiebeln in Butter glasig dünsten, 200 Gramm Reis dazugeben und mit einem Liter Brühe ablöschen.",
        "Fry two onions in butter, add 200 grams of rice and pour in one litre of stock, in 20 per cent less time.",
        "Le gouvernement a annoncé une hausse des dépenses de 3 pour cent, selon le ministre.",
        "Правительство объявило об увеличении расходов на 3 процента.",
        "政府は防衛費を3パーセント増やすと発表した。",
        "0",
        "%",
        "\ufffd" * 50,
        "\x00\x1b[31m",
    ],
)
def test_what_is_about_something_else_gets_an_empty_review(desk: Desk, text: str):
    assert check(desk, text).claims == ()


@settings(max_examples=50)
@given(
    text=st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [*GROWING.values(), ". ", "„", "“ ", "\n\n", "nicht ", "Prozent", "2024 ", "der 32 Nato-Länder "]
        ),
        max_size=12,
    ).map("".join)
)
def test_any_text_gives_a_review_whose_spans_lie_in_it(desk: Desk, text: str):
    reviewed = check(desk, text, "de")
    spans = [judged.claim.span for judged in reviewed.claims]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
