from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faktenlage.errors import InputError
from faktenlage.model import Report
from faktenlage.reports import read_bytes
from faktenlage.reports.decoding import decode

GERMAN = "Dänemark erhöhte seinen Wehretat – „spürbar“, wie es hieß – auf 2,4 Prozent.\r\nÜbrige: später.\n"
POLISH = "Żołnierze łączności ćwiczyli także później w Łodzi i w Gdańsku; wydatki wciąż rosną, jak mówił rzecznik."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_german_text_reads_back_from_every_usual_encoding(encoding):
    assert decode(GERMAN.encode(encoding), "x") == GERMAN


def test_latin_1_reads_back():
    text = "Für Dänemark hieß es: später."
    assert decode(text.encode("latin-1"), "x") == text


def test_an_encoding_of_eastern_europe_is_guessed():
    assert decode((POLISH * 5).encode("cp1250"), "x") == POLISH * 5


def test_one_broken_byte_costs_one_character():
    data = GERMAN.encode()
    broken = data.replace(b"Wehretat", b"Wehr\xff\xfeetat", 1)
    assert decode(broken, "x") == GERMAN.replace("Wehretat", "Wehr\ufffd\ufffdetat", 1)


def test_a_text_cut_within_a_character_keeps_the_rest():
    data = GERMAN.rstrip().encode() + "ü".encode()[:1]
    assert decode(data, "x") == GERMAN.rstrip() + "\ufffd"


def test_a_late_umlaut_still_shows_the_encoding():
    text = "Plain words. " * 20_000 + "Später für alle."
    assert decode(text.encode("cp1252"), "x") == text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"text and\0zero", "binary"),
        (bytes(range(1, 32)) * 8, "binary"),
        (b"\x01\x00\x02\x00" * 50, "binary"),
        (b"  <!DOCTYPE html>\n<p>", "web page"),
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
    ],
)
def test_what_is_no_text_is_named_in_one_sentence(data, word):
    with pytest.raises(InputError, match=word) as caught:
        read_bytes(data, "report.txt")
    assert str(caught.value).startswith("report.txt: is ")
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_a_report_or_an_input_error(data):
    try:
        report = read_bytes(data, "x")
    except InputError:
        return
    assert isinstance(report, Report)
    report.text.encode()


@given(
    st.sampled_from(["---\n", "+++\n", "# ", "\ufeff"]), st.text(max_size=80), st.sampled_from(["", "---\n", "+++\n"])
)
def test_any_text_after_a_mark_gives_a_report_or_an_input_error(before, middle, after):
    try:
        report = read_bytes((before + middle + "\n" + after).encode("utf-8", "replace"), "x")
    except InputError:
        return
    assert isinstance(report, Report)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: not text.isspace()))
def test_the_text_of_a_utf_8_file_is_kept_character_for_character(text):
    text = "Bericht. " + text
    assert read_bytes(text.encode(), "x").text == text
