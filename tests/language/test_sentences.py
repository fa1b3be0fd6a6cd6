"""Where a sentence ends: not behind an abbreviation, an initial or the number of a day."""

from __future__ import annotations

import pytest

from faktenlage.language.sentences import sentences
from faktenlage.packs.language_pack import load_languages

LANGUAGES = load_languages()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Am 5. Juni wächst der Hafen.|Er wächst um 12.|Der Rest bleibt."),
        ("de", "Der Damm kostet ca. 3 Mio. Euro.|Das zahlt Dr. K. Beispiel."),
        ("de", "Es sind 32.|Im Herbst kommt einer hinzu."),
        ("en", "There are 32.|In autumn one more joins."),
        ("en", "Mr. Example paid approx. 3 bn dollars.|Nobody knows why."),
    ],
)
def test_a_sentence_ends_where_it_ends(language, text):
    parts = text.split("|")
    joined = " ".join(parts)
    assert [span.of(joined) for span in sentences(joined, LANGUAGES[language])] == parts
