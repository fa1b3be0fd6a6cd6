from __future__ import annotations

import pytest

from faktenlage.errors import InputError
from faktenlage.reports import example_languages, read_example


def test_there_is_an_example_in_every_first_language():
    assert example_languages() == ["de", "en"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_example_has_a_title_and_leaves_its_day_to_the_date_line(language):
    report = read_example(language)
    assert (report.language, report.published, report.id) == (language, None, "example")
    assert report.title
    assert "2024" in report.text


def test_an_unknown_language_names_those_there_are():
    with pytest.raises(InputError, match="there is one in de, en"):
        read_example("fr")
