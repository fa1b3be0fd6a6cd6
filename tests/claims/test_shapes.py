"""Shapes of frames: what their slots and gaps take, and what a faulty one says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from faktenlage.desk import Desk
from faktenlage.errors import PackError
from faktenlage.model import Report
from faktenlage.packs.frames import SIGNS, Shapes, read_frames
from faktenlage.review import review

DAY = dt.date(2024, 11, 22)
TODAY = dt.date(2026, 11, 22)
S, F, P = SIGNS["state"], SIGNS["factor"], SIGNS["percent"]


def found(written: str, coded: str, parts: dict[str, str] | None = None) -> str | None:
    """What the shape covers of a sentence of signs, if it fits."""
    shapes = Shapes([written])
    shapes.compiled(parts or {})
    (shape,) = shapes.shapes
    return next((match.group() for match in shape.finditer(coded)), None)


@pytest.mark.parametrize(
    ("written", "coded", "covered"),
    [
        ("<factor> as much as <state>", f"{F} as much as {S}", f"{F} as much as {S}"),
        ("<factor> {as much,as large} as <state>", f"{F} as large as {S}", f"{F} as large as {S}"),
        ("<factor> as much ... as <state>", f"{F} as much on defence as {S}", f"{F} as much on defence as {S}"),
        ("<factor> as much ... as <state>", f"{F} as much, as {S}", None),
        ("<factor> as much .... as <state>", f"{F} as much, it says, as {S}", f"{F} as much, it says, as {S}"),
        ("<factor> as much ... as <state>", f"{F} as much {P} as {S}", None),
        ("<factor> as much ... as <state>", f"{F} as much in {S} as {S}", None),
        ("<state> led", f"{S} ledger", None),
        ("<right:state|factor> led", f"{F} led", f"{F} led"),
    ],
)
def test_a_shape_covers(written: str, coded: str, covered: str | None) -> None:
    assert found(written, coded) == covered


def test_a_part_is_written_once_and_its_slots_hold_nothing() -> None:
    shapes = Shapes(["<factor> $than"])
    shapes.compiled({"than": "than <state>"})
    (match,) = shapes.shapes[0].finditer(f"{F} than {S}")
    assert [name.partition("__")[0] for name in match.re.groupindex] == ["factor"]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('ratios = ["<factor>"]', r"unknown key 'ratios'; did you mean 'ratio'"),
        ('ratio = ["<factor> $nothing"]', "broken shape in ratio"),
        ('ratio = ["<factor> (as"]', "broken shape in ratio"),
        ('ratio = ["<factors>"]', "broken shape in ratio"),
    ],
)
def test_a_faulty_shape_is_an_error_with_its_file(tmp_path: Path, entry: str, fault: str) -> None:
    path = tmp_path / "frames.toml"
    path.write_text(entry, encoding="utf-8")
    with pytest.raises(PackError, match=fault):
        read_frames(path)


def test_without_frames_nothing_fits(tmp_path: Path) -> None:
    assert read_frames(tmp_path / "frames.toml").ratio.shapes == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Die Nato tagt. Belgien, so ein Minister, müsse doppelt so viel für Verteidigung ausgeben wie Luxemburg.",
        ),
        ("de", "Die Nato tagt. Wäre Estland so reich, gäbe es dreimal so viel für Verteidigung aus wie Lettland."),
        ("de", "Norwegen gibt 4,1 Prozent des BIP für Bildung aus, 0,3 Punkte mehr als Dänemark, so die Nato."),
        ("de", "Die EU zählt 27 Mitglieder, im Jahr 2012 waren es 27, die Nato blieb stumm."),
        ("en", "Should Belgium spend twice as much on defence as Luxembourg? NATO has not said."),
        ("en", "NATO looks on: unemployment in Spain is 2.1 points higher than in Portugal."),
        ("en", "Croatia joined the euro area in 2023, NATO noted; Bulgaria followed in 2026."),
        ("en", "The minister denied that Italy is 0.5 points short of NATO's target."),
    ],
)
def test_what_is_wanted_asked_denied_or_of_something_else_is_not_read(language: str, text: str) -> None:
    report = Report("r", text, language=language, published=DAY)
    judged = review(report, desk=Desk.load(), today=TODAY).claims
    kinds = {str(each.claim.reading.query).partition("(")[0] for each in judged if each.claim.reading}
    assert not kinds & {"compare", "gap", "change", "share", "count"}
    assert not [each for each in judged if each.then.label == "wrong"]
