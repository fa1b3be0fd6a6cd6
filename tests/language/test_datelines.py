"""The publication day in a report's own date line; dates of the story are none."""

from __future__ import annotations

import datetime as dt

import pytest

from faktenlage.language.datelines import find_published
from faktenlage.packs.language_pack import load_languages

LANGUAGES = load_languages()
DAY = dt.date(2024, 6, 18)


@pytest.mark.parametrize(
    "text",
    [
        "18. Juni 2024",
        "Der Hafen wächst\n18. Juni, 2024\nDie Stadt hat beschlossen, dass er wächst.",
        "Kiel, 18.06.2024 (abc) - Der Hafen wächst.",
        "KIEL, 18 June 2024 (Agency) - The harbour grows.",
        "Kiel, June 18, 2024 — The harbour grows.",
        "June 18, 2024\nThe harbour grows.",
        "Stand: 18. Juni 2024",
        "Der Hafen\nVeröffentlicht am 18.06.2024, 14:30 Uhr\nEr wächst.",
        "Aktualisiert am 18. Juni 2024 um 14:30 Uhr",
        "Published June 18, 2024 | 4 min read\nThe harbour grows.",
        "2024-06-18",
        "Kiel (abc) - 18.06.2024",
        "Kiel, den 18. Juni 2024",
        "Kiel/Lübeck, 18. Juni 2024. Der Hafen wächst.",
        "(18. Juni 2024)",
        "Stand 18.6.2024, 10 Uhr",
        "18 June 2024, 5.00pm",
        "Pressemitteilung vom 18. Juni 2024",
        "Harbour Office, Kiel | 18 Jun. 2024",
        "Dienstag, 18. Juni 2024, 12:00 Uhr\nDer Hafen wächst.",
    ],
)
def test_a_date_line_gives_the_day(text):
    found = find_published(text, LANGUAGES)
    assert found is not None
    assert found[0] == DAY
    assert "18" in found[1].of(text)

    windows = text.replace("\n", "\r\n") + "\r\n"
    day, span = find_published(windows, LANGUAGES)
    assert (day, span.of(windows)) == (DAY, found[1].of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Am 18. Juni 2024 brach der Damm.",
        "Seit dem 18. Juni 2024 ist der Hafen gesperrt.",
        "On June 18, 2024, the dam broke.",
        "18. Juni 2024: Der Damm bricht, und niemand merkt es.",
        "Die Sitzung vom 18. Juni 2024 (Dienstag) dauerte lange.",
        "Der Hafen wächst.",
        "Vom 18. Juni 2024 an gilt das.",
        "Damals, am 18. Juni 2024, brach der Damm.",
        "Der Damm brach, 18. Juni 2024 hin oder her.",
        "",
        "Im Juni 2024 (so heißt es) - wer weiß",
        "Zeile\n" * 12 + "18. Juni 2024",
        "x" * 700 + "\n18. Juni 2024",
    ],
)
def test_a_date_of_the_story_does_not(text):
    assert find_published(text, LANGUAGES) is None
