"""The page of a review: one file that needs nothing else, safe against what a report may hold."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from html.parser import HTMLParser

import pytest

from faktenlage.explanations import explainer
from faktenlage.model import Report
from faktenlage.pages import page
from faktenlage.review import Desk, review

TODAY = dt.date(2026, 11, 22)
REPORT = """Bündnis der Nachzügler

Brüssel, 2. September 2025 - Spanien erreichte 2024 bei den Verteidigungsausgaben einen Anteil von 1,28 Prozent.
Die Nato hat 31 Mitglieder. Im vergangenen Jahr kamen 18 Verbündete auf mindestens zwei Prozent.

Minister Berg sagte: „Deutschland hat 2024 für Verteidigung 76,9 Milliarden Dollar ausgegeben.“
"""
EVIL = """Brüssel, 2. September 2025 - "</style><script>alert(1)</script> <img src=x onerror=alert(2)> & 'mehr'.

Spanien <b onclick="x">erreichte</b> 2024 bei den Verteidigungsausgaben 1,28 Prozent des Bruttoinlandsprodukts.
"""
VOID = {"meta", "link", "img", "br", "hr", "input"}


class Outline(HTMLParser):
    """What a page consists of: its tags with attributes, checked to be closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.load()


def made(desk: Desk, text: str, language: str = "de", in_language: str | None = None) -> str:
    reviewed = review(Report("r", text, language=language), desk=desk, as_of=TODAY, in_language=in_language)
    first = reviewed.language
    writers = [explainer(each, desk.languages) for each in dict.fromkeys((first, "de", "en"))]
    return page(reviewed, desk.figures_for, writers).decode()


@pytest.fixture(scope="module")
def text(desk: Desk) -> str:
    return made(desk, REPORT)


def test_the_same_review_gives_the_same_bytes(desk: Desk, text: str):
    assert made(desk, REPORT) == text


def test_nothing_is_loaded_from_elsewhere_and_only_our_own_style_and_script_run(text: str):
    outline = Outline(text)
    assert outline.all("link") == outline.all("img") == outline.all("iframe") == []
    assert len(outline.all("script")) == 1
    assert "src" not in outline.all("script")[0]
    assert not [name for _, attributes in outline.tags for name in attributes if name.startswith("on")]
    policy = next(each["content"] for each in outline.all("meta") if "http-equiv" in each) or ""
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert inside is not None
        digest = base64.b64encode(hashlib.sha256(inside.group(1).encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_what_a_report_says_is_text_and_nothing_else(desk: Desk):
    outline = Outline(made(desk, EVIL))
    assert len(outline.all("script")) == 1
    assert outline.all("img") == []
    assert not [name for _, attributes in outline.tags for name in attributes if name.startswith("on")]
    assert "<script>alert(1)</script>" in "".join(outline.words)


def test_every_link_leads_somewhere_and_every_id_is_there_once(text: str):
    outline = Outline(text)
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [href for attributes in outline.all("a") if (href := attributes["href"]) is not None]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_no_link_is_without_words(desk: Desk, text: str):
    quoted = (
        "Brüssel, 2. September 2025 - „Spanien kam 2024 auf“ „1,28 Prozent“, sagte Minister Berg, beim BIP der Nato."
    )
    for page_of in (text, made(desk, quoted)):
        for inside in re.findall(r"<a [^>]*>(.*?)</a>", page_of, re.DOTALL):
            assert re.sub(r"<[^>]*>", "", inside).strip()


def test_the_whole_report_is_on_the_page(text: str):
    shown = " ".join("".join(Outline(text).words).split())
    for words in ("Bündnis der Nachzügler", "Im vergangenen Jahr kamen", "Verteidigung", "ausgegeben.“"):
        assert words in shown


def test_each_verdict_has_sign_word_question_query_cells_chart_and_citations(text: str):
    spain = text[text.index('id="c1"') : text.index('id="c2"')]
    assert "⟳" in spain
    assert "überholt" in spain
    assert "Wie hoch waren 2024 die Verteidigungsausgaben gemessen am BIP in Spanien?" in spain
    assert "<code>level(defence.share, ESP, 2024)</code>" in spain
    assert "28. August 2025" in spain
    assert '<svg class="chart"' in spain
    assert spain.count('class="cite"') == 2
    assert "Verdict: outdated" in spain


def test_the_page_speaks_the_language_it_is_asked_for(desk: Desk):
    english = made(desk, REPORT, in_language="en")
    assert '<html lang="en">' in english
    assert "What was defence spending as a share of GDP in Spain in 2024?" in english
    assert '<div class="text" lang="de">' in english


def test_a_report_without_claims_is_a_page_too(desk: Desk):
    shown = made(desk, "Die Rosen blühen in diesem Jahr besonders früh, und der Flieder riecht bis zur Straße.")
    assert "keine Aussage, die sich mit den amtlichen Zahlen" in shown
