from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from faktenlage.errors import InputError
from faktenlage.pictures.captions import Captions
from faktenlage.pictures.drawing import picture
from faktenlage.pictures.points import Point, points_of, spread
from faktenlage.pictures.textplot import FINE, PLAIN, ROWS, text_plot
from faktenlage.pictures.themes import THEMES
from faktenlage.series import names
from faktenlage.series.holdings import tables_of
from faktenlage.series.revisions import path
from faktenlage.store.almanac import Almanac

TODAY = dt.date(2026, 11, 22)
DAY = dt.date(2024, 1, 1)


@pytest.fixture(scope="module")
def almanac(tmp_path_factory: pytest.TempPathFactory) -> Almanac:
    return Almanac(place=tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def germany(almanac: Almanac):
    return known(almanac, "DEU", 2024)


def known(almanac: Almanac, area: str, year: int, measure: str = "defence.share"):
    figures, found = names.find_measure(almanac, measure)
    return path(tables_of(figures.tables, measure, TODAY), found, area, year)


def point(days: int, value: str, *, hollow: bool = False, broken: str = "") -> Point:
    return Point(DAY + dt.timedelta(days), Decimal(value), value, hollow, broken)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_an_svg_is_the_same_byte_for_byte(germany, language: str, theme: str):
    captions = Captions.load(language)
    first, second = (picture(germany, captions, THEMES[theme], "svg", [Decimal(2)]) for _ in range(2))
    assert first == second
    assert ET.fromstring(first).tag.endswith("svg")
    assert not re.search(rb"<dc:date>|<text", first)  # no clock, and letters are drawn, whatever fonts a reader has
    assert THEMES[theme].page.encode() in first


def test_an_svg_does_not_depend_on_the_process(germany):
    code = (
        "import sys, datetime as dt; from faktenlage.store.almanac import Almanac; from faktenlage.series import names;"
        "from faktenlage.series.holdings import tables_of; from faktenlage.series.revisions import path;"
        "from faktenlage.pictures.captions import Captions; from faktenlage.pictures.drawing import picture;"
        "from faktenlage.pictures.themes import THEMES;"
        "figures, measure = names.find_measure(Almanac(), 'defence.share');"
        "found = path(tables_of(figures.tables, measure.id, dt.date(2026, 11, 22)), measure, 'DEU', 2024);"
        "sys.stdout.buffer.write(picture(found, Captions.load('de'), THEMES['dark'], 'svg'))"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert other == picture(germany, Captions.load("de"), THEMES["dark"], "svg")


def test_languages_and_themes_differ_and_a_png_is_one(germany):
    drawn = {
        (language, theme): picture(germany, Captions.load(language), THEMES[theme], "png")
        for language in ("de", "en")
        for theme in THEMES
    }
    assert len(set(drawn.values())) == 4
    assert all(content.startswith(b"\x89PNG\r\n") for content in drawn.values())


@pytest.mark.parametrize(
    ("area", "year", "measure"),
    [
        ("USA", 2024, "defence.spending.usd"),
        ("DEU", 2014, "defence.personnel"),
        ("DEU", 2012, "defence.share"),
        ("NATO", 2024, "defence.share"),
        ("DEU", 2016, "defence.share"),
    ],
)
def test_flat_short_and_long_paths_can_be_drawn(almanac: Almanac, area: str, year: int, measure: str):
    found = known(almanac, area, year, measure)
    assert found.steps
    assert picture(found, Captions.load("de"), THEMES["light"], "png")


def test_nothing_cannot_be_drawn(almanac: Almanac):
    with pytest.raises(InputError, match="has no figures to draw"):
        picture(known(almanac, "DEU", 1999), Captions.load("en"), THEMES["light"], "svg")


def test_without_matplotlib_it_says_what_to_install(germany, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(InputError, match=r"pip install 'faktenlage\[pictures\]'"):
        picture(germany, Captions.load("en"), THEMES["light"], "svg")


def test_points_tell_estimates_and_breaks(germany):
    points = points_of(germany, Captions.load("de"))
    assert [(one.label, one.hollow) for one in points] == [
        ("2,01", True),
        ("2,12", True),
        ("2,10", True),
        ("2,00", True),
        ("2,00", False),
    ]
    assert [one.broken for one in points][3:] == ["", "neue Abgrenzung: Kernverteidigungsausgaben"]


def test_captions_are_in_the_language(germany):
    de, en = Captions.load("de"), Captions.load("en")
    assert de.title(germany) == "Deutschland 2024: Verteidigungsausgaben gemessen am BIP"
    assert de.source(germany) == "Quelle: NATO, 5 Veröffentlichungen vom 14. Februar 2024 bis zum 7. Juli 2026"
    assert en.source(germany) == "Source: NATO, 5 releases from 14 February 2024 to 7 July 2026"
    units = {"bn USD": "Milliarden US-Dollar", "thousands": "Tausend Personen", "%": "%", "USD": "US-Dollar"}
    assert {unit: de.unit(unit) for unit in units} == units
    assert (de.signed(Decimal("0.11")), en.signed(Decimal("-0.1"))) == ("+0,11", "-0.1")


@pytest.mark.parametrize("width", [40, 60, 120])
@pytest.mark.parametrize("signs", [FINE, PLAIN])
def test_a_plot_fits_and_shows_every_value_and_release(germany, width: int, signs):
    lines = text_plot(points_of(germany, Captions.load("en")), width, signs)
    text = "\n".join(lines)
    assert max(map(len, lines)) <= width
    assert len(lines) == ROWS + 2
    assert all(value in text for value in ("2.12", "2.10", "2.01", "2.00", "2024-02", "2026-07"))
    assert (text.count(signs.hollow), text.count(signs.filled)) == (4, 1)
    assert signs is FINE or text.isascii()


def test_a_plot_in_detail():
    points = [point(0, "1"), point(100, "3", hollow=True), point(200, "2"), point(300, "2", broken="other")]
    assert text_plot(points, 40) == [
        "3 ┤          ○──────────┐         ┊",
        "  │          │          │         ┊",
        "  │          │          │         ┊",
        "  │          │          │         ┊",
        "2 ┤          │          ●─────────●────",
        "  │          │                    ┊",
        "  │          │                    ┊",
        "  │          │                    ┊",
        "1 ┤●─────────┘                    ┊",
        "  └────────────────────────────────────",
        "   2024-01   2024-04    2024-07 2024-10",
    ]


@pytest.mark.parametrize("points", [[], [point(0, "2.00")], [point(0, "0"), point(0, "0")]])
def test_a_plot_of_little(points: list[Point]):
    lines = text_plot(points, 10)
    assert len(lines) == (ROWS + 2 if points else 0)


def test_more_values_than_rows_still_fit():
    lines = text_plot([point(30 * place, str(place)) for place in range(25)], 60)
    assert len(lines) == ROWS + 2
    assert max(map(len, lines)) <= 60


@pytest.mark.parametrize(
    ("values", "cells", "gap", "expected"),
    [
        ([0, 1, 100], 11, 2, [0, 2, 10]),
        ([0, 99, 100], 11, 2, [0, 8, 10]),
        ([5], 11, 2, [0]),
        ([0, 1, 2, 3], 3, 5, [0, 0, 1, 2]),
    ],
)
def test_places_are_in_proportion_and_apart(values, cells, gap, expected):
    assert spread(values, cells, gap) == expected
