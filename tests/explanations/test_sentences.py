from __future__ import annotations

import datetime as dt
import itertools
import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faktenlage.explanations import Explainer, explainer, languages
from faktenlage.figures import Figures
from faktenlage.figures import parse_query as parse
from faktenlage.model import Answer, Claim, Interval, Judged, Label, Reading, Release, Span, Verdict
from faktenlage.model import Asserted as Said

CASES = tomllib.loads(Path(__file__).with_name("verdicts.toml").read_text(encoding="utf-8"))["cases"]
THEN, TODAY = dt.date(2024, 11, 22), dt.date(2026, 11, 22)
LABELS: tuple[Label, ...] = get_args(Label)
QUERIES = """
level(defence.share, DEU, 2024)
count(defence.share >= 3 %, NATO - USA, 2024)
which(defence.share > 3 %, NATO - USA, 2024)
every(defence.share >= 2 %, NATO, 2024)
every(defence.share >= 2 %, {USA}, 2024)
none(defence.share >= 2 %, {BEL, CAN}, 2024)
none(defence.share >= 2 %, {BEL}, 2024)
rank(defence.share, USA, NATO, 2024)
top(1, defence.share, NATO, 2024)
bottom(4, defence.share, NATO, 2024)
sum(defence.spending.usd, NATO, 2024)
share(defence.spending.usd, USA, NATO, 2024)
change(defence.share, CAN, 2014, 2024, pp)
change(defence.spending.eur, DEU, 2014, 2024, factor)
change(defence.spending.eur, DEU, 2014, 2024, abs)
change(count(defence.share >= 2 %), NATO, 2014, 2024, abs)
change(defence.spending.real, GBR, 2023, 2024, %)
compare(defence.share, GRC, USA, 2022, diff)
compare(defence.spending.usd, USA, NATO - USA, 2024, ratio)
compare(defence.share, GRC, USA, 2022, order)
since(defence.share, USA, 2024, highest)
since(defence.share >= 2 %, LVA, 2024, every)
gap(defence.share, CAN, 2023, 2 %)
level(guideline.hague.deadline, NATO, 2025)
level(defence.personnel, USA, 2024)
level(defence.spending.pln, POL, 2024)
level(unheard.of, XXX, 2024)
member(NATO, count, 2024-11-22)
member(NATO, SWE, 2022-12-20)
member(NATO, SWE, since)
member(NATO, newest, 2024-11-22)
holds(NATO.secretary_general, 2024-11-22)
holds(NATO.secretary_general, Jens Stoltenberg, 2024-11-22)
holds(USA.president, Donald Trump, terms)
holds(NLD.prime_minister, Mark Rutte, before 2024-11-22)
holds(NATO.secretary_general, Mark Rutte, from)
holds(NATO.secretary_general, Jens Stoltenberg, to)
holds(USA.president, next, 2024-11-22)
holds(USA.president, previous, 2024-11-22)
""".strip().splitlines()
REASONS = [None, "no_figures", "incomplete", "ambiguous", "opinion", "demand", "no_number", "not_yet_published"]
REASONS += ["statement", "condition", "denied", "something_new", "definition: x", "release 2024-06-17"]
CAUSES = [
    None,
    "wrong_year 2020",
    "stale_release",
    "stale_release 2024-02-14",
    "digits_transposed 2.12",
    "unheard_of 7",
]
CAUSES += ["other_member CAN", "other_currency USD", "former_holder 2024-10-01", "price_base usd2015"]


@pytest.fixture(scope="module")
def figures():
    return Figures.shipped()


def claim_of(query):
    asserted = Said("2", "%", Interval(Decimal(2), Decimal(2)))
    return Claim("c1", "s1", Span(0, 1), Reading(query, asserted))


def assert_printable(sentence):
    assert sentence
    assert not re.search(r"[{}]|\bNone\b(?! of)|  |\.\.|\( | ,", sentence), sentence
    assert sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in "„“", sentence
    assert sentence.endswith((".", "?")), sentence


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']} {case['label']} {case['query']}")
def test_a_verdict_is_told_with_its_figures(case, figures):
    query = parse(case["query"])
    answer = figures.answer(query, case["as_of"])
    verdict = explainer(case["language"]).verdict(claim_of(query), Verdict(case["as_of"], case["label"], answer=answer))
    for piece in case.get("contains", []):
        assert piece in verdict.sentence
    for piece in case.get("lacks", []):
        assert piece not in verdict.sentence
    assert "nearest" not in case or verdict.nearest_true == case["nearest"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("text", QUERIES)
def test_every_label_reason_and_operation_gives_a_sentence(language, text, figures):
    query, voice = parse(text), explainer(language)
    assert_printable(voice.query(query))
    then, today = figures.answer(query, THEN), figures.answer(query, TODAY)
    for label, reason, cause in itertools.product(LABELS, REASONS, CAUSES):
        first = Verdict(THEN, label, reason, cause, then, earlier=then, later=today)
        for other in LABELS if cause is None else LABELS[:1]:
            second = Verdict(TODAY, other, reason, cause, today, earlier=then)
            judged = voice.judged(Judged(claim_of(query), first, second))
            for verdict in (judged.then, judged.today):
                assert_printable(verdict.sentence)
                assert verdict.nearest_true is None or verdict.nearest_true.endswith(".")
        for brief in voice.brief(Judged(claim_of(query), first, second)):
            assert_printable(brief)


@given(
    st.sampled_from(QUERIES),
    st.decimals(-10_000, 10_000, places=4),
    st.sampled_from(["%", "pp", "bn USD", "", "areas", "parsec"]),
)
def test_any_value_can_be_said(text, value, unit):
    query = parse(text)
    answer = Answer(query, THEN, unit=unit, value=value)
    for language in languages():
        sentence = explainer(language).verdict(claim_of(query), Verdict(THEN, "wrong", answer=answer)).sentence
        assert sentence
        assert "{" not in sentence


def test_german_numbers_have_a_comma_and_english_ones_a_point():
    assert explainer("de").speech.amount(Decimal("2.1"), "%", 2) == "2,10 Prozent"
    assert explainer("en").speech.amount(Decimal("2.1"), "%", 2) == "2.10 per cent"
    assert explainer("de").speech.amount(Decimal(1), "bn EUR", 0) == "1 Milliarde Euro"


def test_today_tells_which_countries_came_and_went(figures):
    query = parse("count(defence.share >= 3 %, NATO - USA, 2024)")
    verdicts = [Verdict(day, "correct", answer=figures.answer(query, day)) for day in (THEN, TODAY)]
    told = explainer("de").judged(Judged(claim_of(query), *verdicts)).today.sentence
    assert told.startswith("Auch nach dem Stand vom 22. November 2026")
    assert "Litauen ist hinzugekommen, Griechenland ist herausgefallen." in told
    assert "Kernverteidigungsausgaben" in told


def test_outdated_says_until_when_it_was_right(figures):
    query = parse("level(defence.share, DEU, 2024)")
    then, today = figures.answer(query, THEN), figures.answer(query, TODAY)
    later = figures.answer(query, dt.date(2025, 9, 1))
    verdict = Verdict(TODAY, "outdated", "release 2024-06-17", "stale_release", today, then, later)
    told = explainer("de").verdict(claim_of(query), verdict, then=Verdict(THEN, "correct", answer=then)).sentence
    assert "Nach der Veröffentlichung vom 17. Juni 2024 stimmte es noch (2,12 Prozent)" in told
    assert "seit der vom 28. August 2025 nicht mehr (2,00 Prozent)" in told


def test_depends_shows_both_answers_by_their_definitions(figures):
    query = parse("level(defence.share, DEU, 2025)")
    core, before = figures.answer(query, TODAY), figures.answer(query, dt.date(2026, 4, 1))
    told = (
        explainer("de")
        .verdict(claim_of(query), Verdict(TODAY, "depends", "definition: x", None, core, before))
        .sentence
    )
    assert "2,22 Prozent (Kernverteidigungsausgaben), aber 2,40 Prozent (Verteidigungsausgaben in der" in told


def test_without_a_date_then_is_today(figures):
    query = parse("level(defence.share, DEU, 2024)")
    verdict = Verdict(TODAY, "correct", answer=figures.answer(query, TODAY))
    judged = explainer("de").judged(Judged(claim_of(query), verdict, verdict))
    assert judged.then.sentence == judged.today.sentence


def test_an_unknown_definition_is_named_as_it_is(figures):
    query = parse("level(defence.share, DEU, 2024)")
    answer = figures.answer(query, TODAY)
    release: Release = answer.release
    other = replace(answer, release=replace(release, definition="quite another one"))
    verdict = Verdict(TODAY, "depends", None, None, answer, other)
    assert "quite another one" in explainer("en").verdict(claim_of(query), verdict).sentence


def test_explainers_are_read_once():
    assert explainer("de") is explainer("de")
    assert isinstance(explainer("de"), Explainer)
