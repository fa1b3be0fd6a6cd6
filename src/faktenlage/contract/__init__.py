"""The review as JSON: a public contract. Adding a field is free, renaming one breaks those who read it."""

from __future__ import annotations

from typing import Any

import msgspec

from faktenlage.contract.objects import ReviewObject
from faktenlage.contract.writing import answer_text, review_object, statements_object
from faktenlage.model import Review

__all__ = ["answer_text", "review_object", "review_schema", "review_to_json", "statements_to_json"]

_ENCODER = msgspec.json.Encoder(order="deterministic")


def review_to_json(review: Review) -> bytes:
    """The contract's bytes, without a line end: the same review gives the same bytes."""
    return _ENCODER.encode(review_object(review))


def statements_to_json(review: Review) -> bytes:
    """The report and its statements alone, in the shapes of the contract."""
    return _ENCODER.encode(statements_object(review))


def review_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one review."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "faktenlage review"}
    return head | msgspec.json.schema(ReviewObject)
