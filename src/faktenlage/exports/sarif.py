"""Faults as SARIF 2.1.0, so that a wrong number in a text fails a build and is shown beside its line.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from faktenlage import __version__
from faktenlage.explanations import Explainer
from faktenlage.model import Judged, Label, Review

__all__ = ["sarif", "sarif_to_json"]

LEVELS: dict[Label, str] = {"wrong": "error", "outdated": "warning", "imprecise": "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(reviews: Iterable[Review], writer: Explainer) -> dict[str, Any]:
    """One run with a result for every claim that is wrong, outdated or imprecise, on its day or today."""
    rules = [
        {"id": label, "shortDescription": {"text": writer.label(label)}, "defaultConfiguration": {"level": level}}
        for label, level in LEVELS.items()
    ]
    driver = {"name": "faktenlage", "version": __version__, "rules": rules}
    results = [result for review in reviews for result in _results(review)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def sarif_to_json(reviews: Iterable[Review], writer: Explainer) -> bytes:
    """The log as bytes; the same reviews give the same."""
    return json.dumps(sarif(reviews, writer), ensure_ascii=False, separators=(",", ":")).encode()


def _results(review: Review) -> Iterator[dict[str, Any]]:
    for judged in review.claims:
        verdict = judged.then if judged.then.label in LEVELS else judged.today
        if verdict.label not in LEVELS:
            continue
        nearest = f" {judged.then.nearest_true}" if judged.then.nearest_true else ""
        result: dict[str, Any] = {
            "ruleId": verdict.label,
            "level": LEVELS[verdict.label],
            "message": {"text": verdict.sentence + nearest},
            "locations": [{"physicalLocation": _place(review, judged)}],
        }
        if judged.claim.reading is not None:
            result["partialFingerprints"] = {"query/v1": str(judged.claim.reading.query)}
        yield result


def _place(review: Review, judged: Judged) -> dict[str, Any]:
    text, span = review.report.text, judged.claim.span
    (first, begin), (last, end) = _line_and_column(text, span.start), _line_and_column(text, span.end)
    region = {
        "startLine": first,
        "startColumn": begin,
        "endLine": last,
        "endColumn": end,
        "charOffset": span.start,
        "charLength": span.end - span.start,
        "snippet": {"text": span.of(text)},
    }
    return {"artifactLocation": {"uri": review.report.url or review.report.id}, "region": region}


def _line_and_column(text: str, place: int) -> tuple[int, int]:
    """Both counted from 1, in code points."""
    return text.count("\n", 0, place) + 1, place - (text.rfind("\n", 0, place) + 1) + 1
