"""The page of a review in a browser: narrow and wide, light and dark, by keyboard, and for a screen reader."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from faktenlage.explanations import explainer
from faktenlage.pages import page
from faktenlage.reports import read_bytes
from faktenlage.review import Desk, review

WIDTHS = (360, 1600)


@pytest.fixture(scope="module", params=["de", "en"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    language = request.param
    desk = Desk.load()
    content = (files("faktenlage") / "examples" / f"{language}.txt").read_bytes()
    reviewed = review(read_bytes(content, f"{language}.txt"), desk=desk, as_of=dt.date(2026, 11, 22))
    writers = [explainer(each, desk.languages) for each in dict.fromkeys((language, "de", "en"))]
    path: Path = tmp_path_factory.mktemp("page") / f"{language}.html"
    path.write_bytes(page(reviewed, desk.figures_for, writers))
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_says_nothing_to_the_console_and_axe_finds_nothing(
    browser: Any, written: Path, shots: Path, scheme: str, width: int
):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = browser.new_page(viewport={"width": width, "height": 1000}, color_scheme=scheme)
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(written.as_uri())
    tab.screenshot(path=shots / f"review-{written.stem}-{scheme}-{width}.png", full_page=True)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe.run(tab).response["violations"] == []
    assert said == []
    assert asked == [written.as_uri()]
    tab.close()


def test_a_mark_leads_to_its_card_by_keyboard_alone_and_back(browser: Any, written: Path):
    tab = browser.new_page()
    tab.goto(written.as_uri())
    for _ in range(2):
        tab.keyboard.press("Tab")
    first = tab.evaluate("document.activeElement.getAttribute('href')")
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.classList.contains('card')")
    assert "#" + tab.evaluate("document.activeElement.id") == first
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == f"{first}-text"
    tab.close()


def test_a_citation_is_copied(browser: Any, written: Path):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(written.as_uri())
    button = tab.locator("button.cite").first
    button.click()
    tab.wait_for_function("document.getElementById('said').textContent !== ''")
    assert tab.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-text")
    context.close()


def test_in_print_every_cell_is_there(browser: Any, written: Path):
    tab = browser.new_page()
    tab.goto(written.as_uri())
    tab.emulate_media(media="print")
    assert tab.locator("tbody tr").first.is_visible()
    tab.close()
