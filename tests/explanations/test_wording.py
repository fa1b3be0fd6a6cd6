from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest

from faktenlage.errors import PackError
from faktenlage.explanations import Explainer, explainer, languages
from faktenlage.explanations.packs import PACKS, read_wording
from faktenlage.explanations.slot_values import SlotValues
from faktenlage.explanations.slots import OPERATIONS
from faktenlage.explanations.speech import Speech
from faktenlage.figures import parse_query as parse
from tests.explanations.test_sentences import QUERIES


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "xx"
    shutil.copytree(PACKS / "languages" / "en", folder)
    return folder


def changed(folder, old, new):
    path = folder / "wording.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_missing_template_names_the_file(pack):
    path = changed(pack, 'wrong = "wrong"\n', "")
    with pytest.raises(PackError, match="wrong") as caught:
        read_wording(pack, "xx")
    assert str(path) in str(caught.value)


def test_an_unknown_slot_names_file_line_and_remedy(pack):
    path = changed(pack, "As known on {day}, this is correct: {clause}.", "As known on {dya}: {clause}.")
    with pytest.raises(PackError, match=r"'dya'; did you mean 'day'\?") as caught:
        read_wording(pack, "xx")
    line = next(n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "{dya}" in text)
    assert f"{path}:{line}:" in str(caught.value)


def test_an_open_brace_is_an_error(pack):
    changed(pack, "As known on {day}, this is correct: {clause}.", "As known on {day: {clause}.")
    with pytest.raises(PackError, match="no template"):
        read_wording(pack, "xx")


def test_an_unknown_key_is_an_error(pack):
    changed(pack, "[labels]\n", '[labels]\nrihgt = "right"\n')
    with pytest.raises(PackError, match="unknown key 'rihgt'"):
        read_wording(pack, "xx")


def test_codes_without_an_entry_need_one_for_the_rest(pack):
    changed(pack, 'other = "The figures at hand do not decide this (reason: {code})."\n', "")
    with pytest.raises(PackError, match="no entry other"):
        read_wording(pack, "xx")


def test_a_third_language_is_one_folder(pack):
    changed(pack, 'correct = "correct"', 'correct = "justo"')
    words = "\n".join(
        [
            '[domains.measures."defence.share"]',
            'name = "koto"',
            'subject = "koto"',
            'was = "estis"',
            'amounted = "estis"',
        ]
    )
    path = pack / "wording.toml"
    path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")
    voice = explainer("xx", {"xx": SimpleNamespace(folder=pack)})
    assert voice.label("correct") == "justo"
    assert voice.query(parse("level(defence.share, POL, 2024)")) == "What estis koto in Poland in 2024?"


@pytest.mark.parametrize("text", QUERIES)
def test_every_operation_fills_the_slots_it_promises(text):
    wording, words = read_wording(PACKS / "languages" / "de", "de")
    query = parse(text)
    operation = str(query).partition("(")[0]
    assert set(SlotValues(wording, words, Speech(wording)).of(query)) == OPERATIONS[operation]


@pytest.mark.parametrize("language", languages())
def test_both_languages_know_the_same_codes(language):
    wording, words = read_wording(PACKS / "languages" / language, language)
    german, german_words = read_wording(PACKS / "languages" / "de", "de")
    assert wording.reasons.keys() == german.reasons.keys()
    assert wording.causes.keys() == german.causes.keys()
    assert words.measures.keys() == german_words.measures.keys()
    assert words.offices.keys() == german_words.offices.keys()


def test_an_unknown_code_is_said_honestly():
    assert "quite new" in Explainer.load("de").reason("quite_new")
    assert "quite new" in Explainer.load("en").cause("quite_new")
