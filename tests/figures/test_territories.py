from __future__ import annotations

import pytest

from faktenlage.explanations import explainer
from faktenlage.figures.territories import territory
from faktenlage.importers.plausibility.cells import area_name
from faktenlage.packs.areas import area_code

PAST = ["DDR", "SUN", "YUG", "SCG", "CSK", "ANT", "YMD", "BUR", "ZAR", "TMP"]


@pytest.mark.parametrize("code", PAST)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_past_state_is_not_called_by_its_successor(code: str, language: str) -> None:
    names = {
        explainer(language).speech.area(today) for today in ("DEU", "RUS", "SRB", "CUW", "YEM", "MMR", "COD", "TLS")
    }
    assert explainer(language).speech.area(code) not in names
    assert area_name(code) == code


@pytest.mark.parametrize(
    ("code", "two"), [("DEU", "DE"), ("GBR", "GB"), ("XKX", "XK"), ("MMR", "MM"), ("COD", "CD"), ("TLS", "TL")]
)
def test_a_country_of_today_has_two_letters(code: str, two: str) -> None:
    assert territory(code) == two
    assert area_code(area_name(code)) == code


@pytest.mark.parametrize("code", ["NATO", "EUU", "EUR", "DE", "276", "", "dеu", *PAST])
def test_all_else_has_none(code: str) -> None:
    assert territory(code) is None
