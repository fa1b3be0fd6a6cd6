"""On whose authority something is said, by the words that name a source."""

from __future__ import annotations

import pytest

from faktenlage.desk import Desk
from faktenlage.statements.nouns import nouns_of
from faktenlage.statements.phrases import read_phrase

GERMAN = [
    ("Frauke Albers", "named_person", "Frauke Albers"),
    ("Albers", "named_person", "Albers"),
    ("Umweltministerin Frauke Albers (CDU)", "named_person", "Frauke Albers"),
    ("der Vorsitzende des Ausschusses, Jonas von der Aue", "named_person", "Jonas von der Aue"),
    ("Ursula von der Aue", "named_person", "Ursula von der Aue"),
    ("Karl Bongard von der Gewerkschaft", "named_person", "Karl Bongard"),
    ("der Finanzminister", "office", ""),
    ("die Kanzlerin", "office", ""),
    ("ein Zeuge", "office", ""),
    ("mehrere Zeugen", "none", ""),
    ("ein Sprecher des Finanzministeriums", "spokesperson", ""),
    ("Regierungssprecherin Anna Weiler", "spokesperson", "Anna Weiler"),
    ("das Landeskriminalamt", "institution", ""),
    ("die EZB", "institution", "EZB"),
    ("Behördenangaben", "institution", ""),
    ("Angaben der Polizei", "institution", ""),
    ("dem Jahresbericht des Ministeriums", "document", ""),
    ("einem Bericht des Senders", "media", ""),
    ("der „Spiegel“", "media", ""),
    ("„Alster-Anzeiger“", "media", "Alster-Anzeiger"),
    ("Medienberichten", "media", ""),
    ("zwei Diplomaten", "unnamed_officials", ""),
    ("ein ranghoher Beamter", "unnamed_officials", ""),
    ("Informationen aus Sicherheitskreisen", "unnamed_insiders", ""),
    ("Eingeweihte", "unnamed_insiders", ""),
    ("der Regierungsjet", "object", ""),
    ("Satellitenbilder", "object", ""),
    ("", "none", ""),
]
ENGLISH = [
    ("Helen Marsh", "named_person", "Helen Marsh"),
    ("Defence Secretary Helen Marsh", "named_person", "Helen Marsh"),
    ("the prime minister", "office", ""),
    ("a spokeswoman for the Treasury", "spokesperson", ""),
    ("the Treasury", "institution", ""),
    ("the Northern Water Board", "institution", ""),
    ("a report by the auditors", "document", ""),
    ("a report by the BBC", "media", ""),
    ("Reuters", "media", ""),
    ("two senior US officials", "unnamed_officials", ""),
    ("people familiar with the talks", "unnamed_insiders", ""),
    ("sources close to the government", "unnamed_insiders", ""),
    ("satellite images", "object", ""),
    ("a witness", "office", ""),
    ("witnesses", "none", ""),
]


@pytest.mark.parametrize(("phrase", "authority", "name"), GERMAN)
def test_german_sources(desk: Desk, phrase: str, authority: str, name: str) -> None:
    named = read_phrase(phrase, nouns_of(desk.languages["de"]))
    assert (named.authority, named.name) == (authority, name)


@pytest.mark.parametrize(("phrase", "authority", "name"), ENGLISH)
def test_english_sources(desk: Desk, phrase: str, authority: str, name: str) -> None:
    named = read_phrase(phrase, nouns_of(desk.languages["en"]))
    assert (named.authority, named.name if authority == "named_person" else "") == (authority, name)


@pytest.mark.parametrize(
    ("phrase", "points", "gender"),
    [("er", "pronoun", "masculine"), ("Ihrer Ansicht", "pronoun", "feminine"), ("eigenen Angaben", "own", "")],
)
def test_words_that_point_back_name_nobody(desk: Desk, phrase: str, points: str, gender: str) -> None:
    named = read_phrase(phrase, nouns_of(desk.languages["de"]))
    assert (named.authority, named.points, named.gender) == (None, points, gender)
