"""What is attributed to whom: sentences of our own with source, cue and content."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.language.sentences import sentences
from faktenlage.packs.language_pack import load_languages
from faktenlage.packs.speech import read_speech
from faktenlage.statements.attributions import Attribution, Sentence
from faktenlage.statements.passages import passages
from faktenlage.statements.reading import finder
from faktenlage.statements.verbs import forms_of

CASES = [
    case
    for name in ("attributions.toml", "english.toml")
    for case in tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["case"]
]
LANGUAGES = load_languages()


def found(text: str, language: str) -> list[Attribution]:
    pack = LANGUAGES[language]
    return finder(pack)(text, [Sentence(span) for span in sentences(text, pack)], pack)


def told(text: str, language: str) -> Iterator[str]:
    for each in found(text, language):
        parts = (each.source, each.cue, each.content, each.addressee)
        words = [" ... ".join(span.of(text) for span in spans) for spans in parts]
        yield " | ".join([each.manner, *words[:3], *([words[3]] if words[3] else [])])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_a_sentence_says_who_said_what(case):
    assert list(told(case["text"], case["language"])) == case["said"]


@given(st.lists(st.sampled_from([word for case in CASES for word in case["text"].split()]), max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_order_of_words_is_read_and_every_span_lies_in_the_text(words):
    text = " ".join(words)
    for language in LANGUAGES:
        for each in found(text, language):
            assert each.content
            for span in (*each.content, *each.source, *each.cue, *each.frame, *each.addressee):
                assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("mit|teilen", {"teilte", "mitgeteilt", "mitteilt", "mitzuteilen", "teile"}),
        ("ver.sprechen", {"verspricht", "versprach", "versprachen", "versprochen"}),
        ("berichten", {"berichtet", "berichteten"}),
        ("argumentieren", {"argumentiert", "argumentierte"}),
    ],
)
def test_german_verb_forms_are_built(verb, forms):
    conjugation = read_speech(LANGUAGES["de"].folder).conjugation
    assert forms <= {built.form for built in forms_of(verb, conjugation)}


@pytest.mark.parametrize(("verb", "forms"), [("say", {"says", "said"}), ("deny", {"denies", "denied"})])
def test_english_verb_forms_are_built(verb, forms):
    conjugation = read_speech(LANGUAGES["en"].folder).conjugation
    assert forms <= {built.form for built in forms_of(verb, conjugation)}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Er rief „Halt“ und ging.", ["„Halt“"]),
        ('Er rief "Halt" und ging.', ['"Halt"']),
        ("Er rief »Halt« und ging.", ["»Halt«"]),
        ("Il dit «Halte» et part.", ["«Halte»"]),
        ("He cried “Stop” and left.", ["“Stop”"]),
        ("He cried ‘Stop’ and left.", ["‘Stop’"]),
        ("The mayor's and the workers' view.", []),
        ("Er rief „Halt und ging.\n\nDann kam er.", ["„Halt und ging."]),
    ],
)
def test_quotation_marks_of_every_kind(text, quoted):
    assert [each.span.of(text) for each in passages(text)] == quoted
