"""Statements and claims as W3C Web Annotations: each a body on words of the report, found again by quote and position.

Source: https://www.w3.org/TR/annotation-model/ (Recommendation, 23 February 2017), selectors in section 4.2.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from faktenlage.model import Judged, Review, Span, Statement

__all__ = ["annotation_page", "annotations_to_json"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after a quote, so that it can be told from the same words elsewhere


def annotation_page(review: Review) -> dict[str, Any]:
    """An AnnotationPage with one annotation a statement that is not the report's own, and one a claim."""
    return {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "items": [*_statements(review), *(_claim(judged, review) for judged in review.claims)],
    }


def annotations_to_json(review: Review) -> bytes:
    """The page of annotations on one line; the same review gives the same bytes."""
    return json.dumps(annotation_page(review), ensure_ascii=False, separators=(",", ":")).encode()


def _statements(review: Review) -> Iterator[dict[str, Any]]:
    for statement in review.statements:
        if statement.manner != "own":
            yield {
                "id": f"#{statement.id}",
                "type": "Annotation",
                "motivation": "identifying",
                "body": _said(statement, review),
                "target": _targets(statement.content, review),
            }


def _said(statement: Statement, review: Review) -> dict[str, Any]:
    """What is known of a statement, in the codes of the contract; its source and cue as selections of their own."""
    body: dict[str, Any] = {
        "type": "Statement",
        "manner": statement.manner,
        "authority": statement.authority,
        "stance": statement.stance,
        "certainty": statement.certainty,
    }
    for name in ("source", "cue", "frame", "addressee"):
        if spans := getattr(statement, name):
            body[name] = _targets(spans, review)
    if statement.speaker is not None:
        body["speaker"] = {"name": statement.speaker.name, "office": statement.speaker.office}
    return body


def _claim(judged: Judged, review: Review) -> dict[str, Any]:
    claim = judged.claim
    query = str(claim.reading.query) if claim.reading else None
    return {
        "id": f"#{claim.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": [
            {
                "type": "TextualBody",
                "purpose": "assessing",
                "format": "text/plain",
                "language": review.language,
                "value": verdict.sentence,
                "label": verdict.label,
                "asOf": verdict.as_of.isoformat(),
                "query": query,
            }
            for verdict in judged.verdicts()
        ],
        "target": _targets((claim.span,), review),
    }


def _targets(spans: Sequence[Span], review: Review) -> list[dict[str, Any]]:
    text = review.report.text
    return [
        {
            "source": review.report.url or review.report.id,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": span.of(text),
                    "prefix": text[max(0, span.start - AROUND) : span.start],
                    "suffix": text[span.end : span.end + AROUND],
                },
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        }
        for span in spans
    ]
