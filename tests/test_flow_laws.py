"""What holds of every review, whatever the report says."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faktenlage.contract import review_to_json
from faktenlage.desk import Desk
from faktenlage.figures.oracle import SHIPPED
from faktenlage.model import Answer, Judged, Member, Report, Review
from faktenlage.reports import read_file
from faktenlage.review import dated, review
from faktenlage.store.almanac import Almanac

HERE = Path(__file__).parent
GOLDEN = sorted(path for path in (HERE / "golden").iterdir() if path.suffix in (".txt", ".md"))
TODAY = dt.date(2026, 11, 22)
DAY = dt.date(2024, 11, 22)
DESK = Desk.load()

COOKING = {
    "de": "Die Zwiebeln klein schneiden und in Butter glasig dünsten. Dann die Linsen waschen, mit Wasser aufgießen "
    "und etwa zwanzig Minuten köcheln lassen. Zuletzt mit Essig, Salz und Pfeffer abschmecken.",
    "en": "Chop the onions and soften them in butter. Rinse the lentils, cover them with water and let them simmer "
    "for about twenty minutes. Season with vinegar, salt and pepper before serving.",
}


def reviewed(text: str, language: str, published: dt.date = DAY) -> Review:
    return review(Report("law", text, language=language, published=published), desk=DESK, today=TODAY)


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((SHIPPED / "cases").glob("claims_*.toml")):
        for kind in tomllib.loads(path.read_text(encoding="utf-8")).values():
            yield from ((path.stem.removeprefix("claims_"), case) for case in kind)


def golden(path: Path) -> Report:
    return dated(read_file(path), DESK.languages)


def told(judged: Judged) -> tuple[str, str, str]:
    """What was read and how it was judged."""
    return str(judged.claim.reading and judged.claim.reading.query), judged.then.label, judged.today.label


def rests_on_something(answer: Answer | None) -> bool:
    """Cells or entries; what was never a member has no entry to show, and the answer says just that."""
    assert answer is not None
    return bool(answer.evidence) or (isinstance(answer.query, Member) and answer.truth is False)


def assert_sound(found: Review) -> None:
    """Spans lie in the text, in its order, and quote it; nothing is called wrong without showing why."""
    text = found.report.text
    starts = [judged.claim.span.start for judged in found.claims]
    assert starts == sorted(starts)
    for judged in found.claims:
        span, reading = judged.claim.span, judged.claim.reading
        assert 0 <= span.start < span.end <= len(text)
        assert reading is None or reading.asserted.text in text
        for verdict in (judged.then, judged.today):
            assert verdict.label != "wrong" or rests_on_something(verdict.answer)
    for statement in found.statements:
        for each in (*statement.content, *statement.source, *statement.cue):
            assert 0 <= each.start <= each.end <= len(text)


def test_every_case_is_sound() -> None:
    for language, case in cases():
        assert_sound(reviewed(case["text"], language, case["published"]))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_every_report_is_sound(path: Path) -> None:
    assert_sound(review(golden(path), desk=DESK, today=TODAY))


@given(st.text(max_size=300), st.sampled_from(["de", "en", None]))
@settings(max_examples=150)
def test_nothing_is_claimed_by_any_odd_text(text: str, language: str | None) -> None:
    found = review(Report("law", text, language=language, published=DAY), desk=DESK, today=TODAY)
    assert found.claims == ()


PIECES = {
    "de": "Polen Deutschland USA Belgien die der Nato Nato-Staaten Verbündete alle kein nicht nur 32 vier von 2,12 "
    "3,43 Prozent zwei-Prozent-Ziel Prozentpunkte Milliarden Euro Dollar des BIP für Verteidigung geben aus erreichen "
    "mehr als weniger seit 2014 2024 im Vorjahr Mitglied trat bei Rutte Trump Präsident Generalsekretär früher "
    "( ) , . : „ “ – % und oder dass wenn Platz stieg um auf zusammen neben",
    "en": "Poland Germany the US Belgium of NATO NATO's allies members all no not only 32 four 2.12 3.43 % percent "
    "2% target points $ billion GDP on defence spend spends meet more than less since 2014 2024 last year member "
    "joined Rutte Trump president secretary general former ( ) , . : \" ' – and or that if ranks rose by to "
    "together besides",
}


@st.composite
def jumbles(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(sorted(PIECES)))
    return language, " ".join(draw(st.lists(st.sampled_from(PIECES[language].split()), max_size=60)))


@given(jumbles())
@settings(max_examples=200)
def test_words_in_any_order_are_read_soundly(jumble: tuple[str, str]) -> None:
    language, text = jumble
    assert_sound(reviewed(text, language))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_the_same_report_gives_the_same_bytes(path: Path) -> None:
    fresh = Desk.load()
    first, second = (review_to_json(review(golden(path), desk=desk, today=TODAY)) for desk in (DESK, fresh))
    assert first == second


REVIEWS = """
import datetime, sys
from faktenlage.contract import review_to_json
from faktenlage.desk import Desk
from faktenlage.reports import read_file
from faktenlage.review import review
from faktenlage.store.almanac import Almanac
from pathlib import Path
desk = Desk.load()
for path in sys.argv[1:]:
    found = review(read_file(Path(path)), desk=desk, today=datetime.date(2026, 11, 22))
    sys.stdout.buffer.write(review_to_json(found) + b"\\n")
"""


def test_the_order_of_hashes_does_not_show() -> None:
    command = [sys.executable, "-c", REVIEWS, *map(str, GOLDEN)]
    outputs = {
        subprocess.run(command, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == len(GOLDEN)


def shifted(found: Review, by: int) -> list[tuple[Any, ...]]:
    return [(*told(each), each.claim.span.start + by, each.claim.span.end + by) for each in found.claims]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_paragraph_about_cooking_changes_no_claim(path: Path, before: bool) -> None:
    report = golden(path)
    assert report.language is not None
    cooking = COOKING[report.language]
    alone = review(report, desk=DESK, today=TODAY)
    text = f"{cooking}\n\n{report.text}" if before else f"{report.text}\n\n{cooking}\n"
    along = review(replace(report, text=text), desk=DESK, today=TODAY)
    assert shifted(along, 0) == shifted(alone, len(cooking) + 2 if before else 0)


def without_later(tmp_path: Path, day: dt.date) -> Desk:
    """A desk as it would have been on a day: the shipped domains less the releases that were still to come."""
    folder = tmp_path / SHIPPED.parent.name
    shutil.copytree(SHIPPED.parent, folder)
    for origin in sorted(folder.glob("*/releases/*/origin.toml")):
        if tomllib.loads(origin.read_text(encoding="utf-8"))["released"] > day:
            shutil.rmtree(origin.parent)
    return Desk(DESK.languages, Almanac(folder))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_a_later_release_never_changes_what_was_known_then(path: Path, tmp_path: Path) -> None:
    report = golden(path)
    assert report.published is not None
    desk = without_later(tmp_path, report.published)
    left, all_there = (len(list(each.almanac.tables())) for each in (desk, DESK))
    assert left < all_there or report.published >= dt.date(2026, 7, 7)
    known, since = (review(report, desk=each, today=TODAY).claims for each in (desk, DESK))
    assert [(told(each)[0], each.then.label, each.then.reason) for each in known] == [
        (told(each)[0], each.then.label, each.then.reason) for each in since
    ]


GROWING: dict[str, tuple[str, Callable[[int], str]]] = {
    "one long sentence": ("de", lambda n: ", ".join(["Polen gibt 4,12 Prozent des BIP für Verteidigung aus"] * n)),
    "many sentences": ("de", lambda n: "Vier der 32 Nato-Staaten erreichen neben den USA das Drei-Prozent-Ziel. " * n),
    "many quotes": ("en", lambda n: '"Poland spends 4.12% of GDP on defence," Mark Rutte said. ' * n),
    "many brackets": ("de", lambda n: "Im BIP-Vergleich: " + ", ".join(["Polen (4,12 Prozent des BIP)"] * n)),
    "brackets that never close": ("en", lambda n: "NATO " + "(Poland 4.12% of GDP " * n),
    "many names": ("en", lambda n: "NATO heard " + "Mark Rutte and " * n + "Donald Trump."),
    "bare numbers": ("de", lambda n: "Die Nato hat " + "4 " * n + "Mitglieder."),
}


def seconds(text: str, language: str) -> float:
    """Processor time of a review, the median of five."""
    taken = []
    for _ in range(5):
        begin = time.process_time()
        reviewed(text, language)
        taken.append(time.process_time() - begin)
    return max(statistics.median(taken), 1e-4)


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_takes_about_twice_the_time(name: str) -> None:
    language, text = GROWING[name]
    seconds(text(20), language)
    ratios = []
    for _ in range(4):  # a busy machine may spoil a measurement; work that grows with the square spoils them all
        ratios.append(seconds(text(400), language) / seconds(text(200), language))
        if ratios[-1] <= 3.5:
            return
    raise AssertionError(ratios)
