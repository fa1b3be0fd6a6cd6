"""The way from words to a verdict, for those who doubt it: a claim with every reading asked and every release."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from faktenlage.contract.objects import AssertedObject, ClaimObject, JsonObject
from faktenlage.contract.writing import answer_text, asserted_object, claim_object
from faktenlage.model import Answer, Judged, Label
from faktenlage.verdicts import Asked, Trail

__all__ = ["TrailObject", "trail_object", "trail_to_json"]


class ToldObject(JsonObject, frozen=True):
    """What one release says, newest first; ``fit`` is how the asserted answer lies to it, null if not comparable."""

    release: str | None
    released: dt.date | None
    definition: str | None
    answer: str | None
    unit: str | None
    reason: str | None
    fit: Literal["right", "near", "off"] | None


class AskedObject(JsonObject, frozen=True):
    """One reading, judged alone: the one chosen, one by another definition, or one the words allow as well."""

    role: Literal["read", "definition", "other"]
    query: str
    asserted: AssertedObject
    label: Label
    reason: str | None
    steps: list[str]
    releases: list[ToldObject]


class TrailObject(JsonObject, frozen=True):
    """A claim, the doubts that keep it from being called wrong, and what was asked then and today."""

    report: str
    claim: ClaimObject
    doubts: list[str]
    then: list[AskedObject]
    today: list[AskedObject]


def trail_object(report: str, text: str, judged: Judged, then: Trail, today: Trail) -> TrailObject:
    """The trail in the shape of the contract; ``report`` is the id of the report, ``text`` what it says."""
    asked = [[_asked(each) for each in told.asked] for told in (then, today)]
    return TrailObject(report, claim_object(judged, text), list(judged.claim.doubts), *asked)


def trail_to_json(trail: TrailObject) -> bytes:
    """The same trail gives the same bytes."""
    return msgspec.json.encode(trail, order="deterministic")


def _asked(asked: Asked) -> AskedObject:
    verdict, reading = asked.verdict, asked.reading
    return AskedObject(
        asked.role,
        str(reading.query),
        asserted_object(reading.asserted),
        verdict.label,
        verdict.reason,
        list(verdict.answer.steps) if verdict.answer else [],
        [_told(answer, fit) for answer, fit in asked.fits],
    )


def _told(answer: Answer, fit: Literal["right", "near", "off"] | None) -> ToldObject:
    release = answer.release
    return ToldObject(
        release=release.name if release else None,
        released=release.released if release else None,
        definition=release.definition if release else None,
        answer=answer_text(answer),
        unit=answer.unit or None,
        reason=answer.reason,
        fit=fit,
    )
