from __future__ import annotations

import datetime as dt

import pytest

from faktenlage.reports import read_bytes
from faktenlage.reports.metadata import find_title, read_day, read_metadata

YAML = """---
title: "Mehr Geld für die Flotte"
date: 2024-11-22T08:30:00+01:00  # morning
lang: de-DE
tags:
  - marine
---

Der Text beginnt hier.
"""
TOML = """+++
title = "More for the fleet"
date = 2024-11-22
publisher = "The Harbour Post"
+++
The text begins here.
"""


def test_yaml_front_matter_tells_title_day_and_language():
    report = read_bytes(YAML.encode(), "x")
    assert (report.title, report.published, report.published_from, report.language) == (
        "Mehr Geld für die Flotte",
        dt.date(2024, 11, 22),
        "metadata",
        "de",
    )
    assert report.text == YAML


def test_toml_front_matter_tells_title_day_and_outlet():
    about = read_metadata(TOML)
    assert (about.title, about.published, about.outlet) == (
        "More for the fleet",
        dt.date(2024, 11, 22),
        "The Harbour Post",
    )
    assert TOML[about.end :].strip() == "The text begins here."


def test_what_is_given_overrides_front_matter():
    report = read_bytes(YAML.encode(), "x", published=dt.date(3000, 1, 1), language="en")
    assert (report.published, report.published_from, report.language) == (dt.date(3000, 1, 1), "given", "en")


def test_windows_line_ends_are_kept_and_front_matter_is_still_read():
    data = YAML.replace("\n", "\r\n").encode()
    report = read_bytes(data, "x")
    assert report.text.encode() == data
    assert report.title == "Mehr Geld für die Flotte"


@pytest.mark.parametrize(
    "text",
    [
        "---\nEin Absatz zwischen zwei Strichen.\n---\n",
        "---\ntitle: never closed\n",
        "+++\nno = toml = here\n+++\n",
        "---\nbudget: 3\n---\n",
        "Title: not front matter\n",
    ],
)
def test_a_rule_across_the_page_is_no_front_matter(text):
    assert read_metadata(text).end == 0


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-11-22", dt.date(2024, 11, 22)),
        ("2024-11-22 10:00", dt.date(2024, 11, 22)),
        ("22.11.2024", dt.date(2024, 11, 22)),
        ("3000-01-01", dt.date(3000, 1, 1)),
        ("0000-01-01", None),
        ("2024-02-30", None),
        ("2024-11", None),
        ("soon", None),
    ],
)
def test_days(written, day):
    assert read_day(written) == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Ein *großer* Plan\n\nText.", "Ein *großer* Plan"),
        ("## **Ein Plan** ##\n\nText.", "Ein Plan"),
        ("Vorspann\n\n# Der Plan\n", "Der Plan"),
        ("The Plan\n========\n\nText.", "The Plan"),
        ("# A [plan](https://example.org/plan)\n", "A plan"),
        ("4. Mai 2023\n\nPolitik\n\nFlotte bekommt mehr Geld\n\nEs war knapp.", "Flotte bekommt mehr Geld"),
        ("Oslo, 4. Mai 2023 (abc) -\nEs war knapp, sagte er.", None),
        ("Ein Satz, der gleich beginnt. Und einer mehr.\n\nNoch einer.", None),
        ("fleet gets more money", None),
        ("", None),
        ("x" * 100_000, None),
        ("# " + "[" * 100_000, None),
    ],
)
def test_titles(text, title):
    assert find_title(text) == title
