from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from faktenlage.explanations import explainer
from faktenlage.figures import parse_query as parse

CASES = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"])
def test_a_query_reads_as_a_question(case, language):
    assert explainer(language).query(parse(case["query"])) == case[language]
