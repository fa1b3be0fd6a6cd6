"""The marked statements in ``tests/cases/statements`` are well-formed and as mixed as they claim to be."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import msgspec
import pytest

Words = str | list[str] | None
Authority = Literal[
    "named_person",
    "office",
    "institution",
    "document",
    "media",
    "spokesperson",
    "unnamed_officials",
    "unnamed_insiders",
    "object",
    "none",
]
Stance = Literal[
    "asserts",
    "confirms",
    "denies",
    "declines",
    "demands",
    "promises",
    "threatens",
    "expects",
    "estimates",
    "asks",
]
Certainty = Literal["fact", "reported", "forecast", "possible", "counterfactual"]
WITHOUT_CERTAINTY = {"declines", "demands", "asks"}


class Accepted(msgspec.Struct, forbid_unknown_fields=True):
    source: list[str] = []
    authority: list[Authority] = []
    stance: list[Stance] = []
    certainty: list[Certainty] = []


class Marked(msgspec.Struct, forbid_unknown_fields=True):
    content: str | list[str]
    source: Words
    cue: Words
    manner: Literal["direct", "indirect", "reported"]
    authority: Authority
    stance: Stance
    certainty: Certainty | None
    nth: dict[Literal["content", "source", "cue"], list[int]] = {}
    accept: Accepted = msgspec.field(default_factory=Accepted)


class Row(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    group: str
    text: str
    statements: list[Marked]
    not_speech: list[str]
    published: dt.date | None = None


def rows(root: Path, language: str) -> list[Row]:
    lines = (root / "tests" / "cases" / "statements" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [msgspec.json.decode(line, type=Row) for line in lines]


def parts(words: Words) -> list[str]:
    return [words] if isinstance(words, str) else words or []


@pytest.mark.parametrize(("language", "least"), [("de", 420), ("en", 270)])
def test_there_are_enough_and_a_third_is_no_speech(root: Path, language: str, least: int):
    found = rows(root, language)
    assert len(found) >= least
    assert len({row.id for row in found}) == len({row.text for row in found}) == len(found)
    assert 3 * sum(not row.statements for row in found) >= len(found)


@pytest.mark.parametrize("language", ["de", "en"])
def test_marked_words_stand_in_the_text(root: Path, language: str):
    for row in rows(root, language):
        assert row.statements or row.not_speech, row.id
        assert all(words in row.text for words in row.not_speech), row.id
        for marked in row.statements:
            assert parts(marked.content), row.id
            for field in ("content", "source", "cue"):
                words = parts(getattr(marked, field))
                nth = marked.nth.get(field, [0] * len(words))
                assert len(nth) == len(words), row.id
                assert all(row.text.count(word) > which for word, which in zip(words, nth, strict=True)), row.id
            assert all(words in row.text for words in marked.accept.source), row.id


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_source_has_an_authority_and_a_question_no_certainty(root: Path, language: str):
    for row in rows(root, language):
        for marked in row.statements:
            assert (marked.source is None) == (marked.authority == "none"), row.id
            assert (marked.certainty is None) == (marked.stance in WITHOUT_CERTAINTY), row.id
            assert marked.authority not in marked.accept.authority, row.id
            assert marked.stance not in marked.accept.stance, row.id
            assert marked.certainty not in marked.accept.certainty, row.id
