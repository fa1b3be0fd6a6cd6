"""Whatever a text is made of, its statements are read, and their spans lie in the text and apart."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.desk import Desk
from faktenlage.excerpts import read_statements
from faktenlage.model import Report, Statement
from faktenlage.packs.speech import read_speech

SIGNS = [
    ".", ",", ":", ";", "?", "!", "–", "-", "(", ")", "„", "“", "”", "»", "«", '"', "'", "’", "‘", "‚", "\n",
    "\n\n", "…",
]  # fmt: skip
FURTHER = {
    "de": ["laut", "Minister", "Berlin", "knatternd", "Polizei", "drei", "3,5", "Straße", "„Welt“", "hieß", "es"],
    "en": [
        "Minister",
        "Paris",
        "people",
        "bridge",
        "police",
        "three",
        "3.5",
        "Smith’s",
        "that",
        "Tuesday",
        "it",
        "n't",
    ],
}


def words(desk: Desk, language: str) -> list[str]:
    speech = read_speech(Path(desk.languages[language].folder))
    found = [word for listed in speech.classes.values() for word in listed]
    found += [word.replace("|", "").replace(".", "") for group in speech.verbs for word in group.words]
    place = speech.prepositions
    found += [*place.before, *place.behind, *place.beside_noun, *place.relying, *place.adverbs, *speech.nouns.words]
    return sorted({*found, *(word.capitalize() for word in found), *FURTHER[language]})


def check(statement: Statement, text: str) -> None:
    assert statement.content
    for part in (statement.content, statement.source, statement.cue, statement.frame, statement.addressee):
        assert all(0 <= span.start < span.end <= len(text) for span in part)
        assert all(one.end <= other.start for one, other in pairwise(part))


@pytest.mark.parametrize("language", ["de", "en"])
def test_any_words_and_marks_are_read(desk: Desk, language: str) -> None:
    known = words(desk, language)
    parts = st.lists(st.sampled_from([*known, *SIGNS * 8]), max_size=40)

    @settings(max_examples=250, deadline=None)
    @given(parts, st.booleans())
    def read(taken: list[str], spaced: bool) -> None:
        text = (" " if spaced else "").join(taken)
        for statement in read_statements(Report("x", text, language=language), desk=desk).statements:
            check(statement, text)

    read()


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Laut knatternd fuhr der Traktor vom Hof."), ("de", "Laut."), ("en", "According to."), ("en", "Said.")],
)
def test_words_of_saying_without_a_source_are_read(desk: Desk, language: str, text: str) -> None:
    for statement in read_statements(Report("x", text, language=language), desk=desk).statements:
        check(statement, text)
