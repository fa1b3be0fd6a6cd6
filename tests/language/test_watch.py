"""A pattern that is not watched for is never found: the letters watched for stand in each of its matches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from faktenlage.language.marks import fold
from faktenlage.language.watch import Watch, needles, watch_of
from faktenlage.packs.language_pack import load_languages
from faktenlage.packs.patterns import Anywhere, Pattern

CASES = Path(__file__).parents[1] / "cases" / "statements"


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["{hat,hatte}"], ("hat", "hatte")),
        (["nicht {zu,öffentlich}"], ("nicht",)),
        ([r"bestätig\w*"], ("bestätig",)),
        ([r"(?:ab|zu)sagen", "neu"], ("sagen", "neu")),
        ([r"colou?r"], ("colo",)),
        ([r"\d+"], None),
        (["ja|nein"], None),
        ([], ()),
    ],
)
def test_letters_that_a_match_needs(words: list[str], needed: tuple[str, ...] | None) -> None:
    assert needles(Anywhere(words)) == needed


def test_a_pattern_without_such_letters_is_always_tried() -> None:
    assert Watch({"digits": Anywhere([r"\d+"])}).over("x").may("digits", 0, 1)
    assert not Watch({"nothing": Anywhere()}).over("x").may("nothing", 0, 1)


def patterns(language: str) -> dict[str, Pattern]:
    pack = load_languages()[language]
    listed = {f"idiom {stance}": pattern for stance, pattern in pack.stances.idioms.items()}
    for words in (pack.certainties, pack.findings):
        fields = {name: getattr(words, name) for name in words.__struct_fields__}
        listed |= {name: value for name, value in fields.items() if isinstance(value, Pattern)}
    return listed


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_is_missed_in_the_marked_statements(language: str) -> None:
    known, watch = patterns(language), watch_of(load_languages()[language])
    for line in (CASES / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        folded = fold(json.loads(line)["text"])
        seen = watch.over(folded)
        for name, pattern in known.items():
            for found in pattern.finditer(folded):
                assert seen.may(name, *found.span()), (name, found.group())
