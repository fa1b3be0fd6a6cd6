"""The language of a text, or none where no installed language is clearly there."""

from __future__ import annotations

import pytest

from faktenlage.language.detection import detect
from faktenlage.packs.language_pack import load_languages

LANGUAGES = load_languages()


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("Die Gemeinde hat im Herbst beschlossen, dass der Hafen nicht mehr erweitert wird.", "de"),
        ("The council decided in the autumn that the harbour will not be extended any more.", "en"),
        ("Zwei Prozent sind das Ziel, sagte der Minister.", "de"),
        ("Harbour opened on 26 February.", "en"),
        ("Le conseil a décidé que le port ne sera pas agrandi, et les travaux sont terminés.", None),
        ("El puerto no se ampliará, según el alcalde de la ciudad.", None),
        ("De haven wordt niet uitgebreid, zei de burgemeester van de stad.", None),
        ("Il consiglio ha deciso che il porto non si farà, e i lavori per la diga sono finiti a marzo.", None),
        ("Regeringen har besluttet at udvide havnen i det kommende år, sagde ministeren.", None),
        ("qwrt zxcv bnm plok wert", None),
        ("2,1 3,4 5,6 2024", None),
        ("", None),
    ],
)
def test_a_text_is_known_by_its_function_words(text, expect):
    assert detect(text, LANGUAGES) == expect


def test_without_languages_there_is_none():
    assert detect("Das ist der Hafen.", {}) is None
