"""One pass over a report for every domain: who hears what, and whose a number is."""

from __future__ import annotations

import datetime as dt

import pytest

from faktenlage.claims import together
from faktenlage.desk import Desk
from faktenlage.language.marks import EVERYBODY, Lexicon, Mark, Phrase, fold
from faktenlage.model import Claim, Interval, Quantity, Report, Span
from faktenlage.review import review

ONE, TWO = frozenset({"one"}), frozenset({"two"})
TODAY = dt.date(2026, 11, 22)


def heard(text: str, *phrases: Phrase) -> list[tuple[str, str, str]]:
    found = Lexicon(phrases).find(text, fold(text))
    return [(text[mark.start : mark.end], mark.kind, "+".join(sorted(mark.domains))) for mark in found]


def test_words_of_two_domains_are_found_once_and_speak_to_both() -> None:
    phrases = [Phrase("area", "FRA", "France", domains=ONE), Phrase("area", "FRA", "France", domains=TWO)]
    assert heard("In France", *phrases) == [("France", "area", "one+two")]


def test_the_longest_phrase_wins_in_its_own_domain_only() -> None:
    phrases = [Phrase("measure", "m", "real GDP", domains=ONE), Phrase("base", "gdp", "GDP", domains=TWO)]
    assert heard("Real GDP", *phrases) == [("Real GDP", "measure", "one"), ("GDP", "base", "two")]


def test_a_word_of_the_language_is_silent_where_a_domain_knows_it_as_part_of_a_name() -> None:
    phrases = [
        Phrase("person", "Theresa May", "Theresa May", domains=ONE),
        Phrase("certainty", "c", "may", domains=ONE | TWO),
    ]
    assert heard("Theresa May", *phrases) == [("Theresa May", "person", "one"), ("May", "certainty", "two")]


def test_without_domains_every_mark_is_for_everybody() -> None:
    assert Mark(0, 1, "area", "FRA").domains == EVERYBODY == Phrase("area", "FRA", "France").domains


def number(start: int) -> Quantity:
    zero = Interval(None, None)
    span = Span(start, start + 1)
    return Quantity(span, span, value=0, step=1, unit="%", hedge="", interval=zero)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [((), (), "one"), (("far",), (), "two"), (("far",), ("far",), "one"), ((), ("far",), "one")],
)
def test_a_number_is_left_to_the_domain_that_doubts_least(
    first: tuple[str, ...], second: tuple[str, ...], kept: str
) -> None:
    claims = [
        (Claim("c1", "one", Span(0, 9), None, doubts=first),),
        (Claim("c1", "two", Span(4, 9), None, doubts=second),),
    ]
    assert [(claim.id, claim.statement) for claim in together(claims, [number(2), number(8)])] == [("c1", kept)]


def test_claims_without_numbers_and_of_other_numbers_all_stay_in_the_order_of_the_text() -> None:
    claims = [
        (Claim("c1", "one", Span(5, 9), None),),
        (Claim("c1", "two", Span(0, 4), None), Claim("c2", "two", Span(10, 12), None)),
    ]
    assert [claim.id for claim in together(claims, [number(8), number(2)])] == ["c1", "c2", "c3"]


def test_each_claim_is_answered_by_the_domain_that_has_the_measure(desk: Desk) -> None:
    text = "Norway spent 2.20 percent of GDP on defence in 2024, Nato says. Its inflation rate was 3.1 percent in 2024."
    found = review(Report("both", text, language="en", published=dt.date(2026, 10, 1)), desk=desk, today=TODAY)
    asked = {str(each.claim.reading.query): each.today.answer for each in found.claims if each.claim.reading}
    releases = {query: answer.release.dataset for query, answer in asked.items() if answer and answer.release}
    assert releases == {"level(defence.share, NOR, 2024)": "nato", "level(economy.prices, NOR, 2024)": "worldbank"}


@pytest.mark.parametrize("text", ["Chop the onions and fry them in butter.", "Italy's debt is 138 percent of GDP."])
def test_a_report_on_neither_claims_nothing(desk: Desk, text: str) -> None:
    assert review(Report("none", text, language="en", published=TODAY), desk=desk, today=TODAY).claims == ()
