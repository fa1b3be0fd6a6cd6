"""A language nobody speaks, added as a folder: words in, readings out, and no line of the program changed."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from faktenlage.errors import PackError
from faktenlage.language.detection import detect
from faktenlage.language.quantities import read_quantities
from faktenlage.language.times import read_times
from faktenlage.packs.language_pack import HOME, load_languages

LANGUAGE = """
code = "xx"
name = "Xaxa"
function_words = ["zo", "ku", "mi"]
"""
REPLACED = {
    "numbers.toml": [("drei = 3", "tri = 3"), ("zwanzig = 20", "dudek = 20"), ('"million{,en}"', '"miljono{,j}"')],
    "units.toml": [('stems = ["prozent"]', 'stems = ["elcento"]'), ('"euro{,s}"', '"eŭro{,j}"')],
    "hedges.toml": [('"rund"', '"ĉirkaŭ"'), ('"mehr als"', '"pli ol"')],
    "time.toml": [("juni = 6", "junio = 6"), ('"jahr{,e,en,es,s}"', '"jaro{,j}"'), ('"letzte{,n,r,s,m}"', '"lasta"')],
}


@pytest.fixture
def made_up(tmp_path):
    """A pack made of the German one by exchanging some of its words."""
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "language.toml").write_text(LANGUAGE, encoding="utf-8")
    for name, words in REPLACED.items():
        text = (HOME / "de" / name).read_text(encoding="utf-8")
        for german, other in words:
            assert german in text, german
            text = text.replace(german, other)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_its_numbers_and_times_are_read(made_up):
    pack = load_languages([made_up.parent])["xx"]
    quantities = read_quantities("ĉirkaŭ triunddudek elcento ku pli ol 3 miljonoj eŭroj", pack)
    assert [(q.value, q.unit, q.hedge) for q in quantities] == [(23, "%", "about"), (3_000_000, "EUR", "more_than")]
    times = read_times("lasta jaro, 5. junio 2024", pack, dt.date(2024, 6, 18))
    assert [time.value for time in times] == ["2023", "2024-06-05"]


def test_it_is_detected_beside_the_others(made_up):
    languages = load_languages([made_up.parent])
    assert sorted(languages) == sorted({*load_languages(), "xx"})
    assert detect("zo blim ku blam mi zo", languages) == "xx"


def test_an_unknown_key_is_an_error_with_its_file_and_remedy(made_up):
    path = made_up / "hedges.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("fillers =", "filers ="), encoding="utf-8")
    with pytest.raises(PackError, match=r"hedges\.toml:\d+: unknown key 'filers'; did you mean 'fillers'"):
        load_languages([made_up.parent])


def test_a_missing_file_is_an_error(made_up):
    shutil.move(made_up / "units.toml", made_up / "units.old")
    with pytest.raises(PackError, match=r"units\.toml: is missing"):
        load_languages([made_up.parent])


def test_a_value_that_is_no_number_is_an_error(made_up):
    path = made_up / "numbers.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('anderthalb = "1.5"', 'anderthalb = "1,5"'), encoding="utf-8"
    )
    with pytest.raises(PackError, match=r"numbers\.toml: 'anderthalb' has the value '1,5'"):
        load_languages([made_up.parent])
