"""Verdicts as schema.org ClaimReview in JSON-LD, for search engines and archives of fact-checks.

Source: https://schema.org/ClaimReview; what search engines read of it: required are claimReviewed, reviewRating, url.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from faktenlage.explanations import Explainer
from faktenlage.exports.scales import Scale
from faktenlage.model import Judged, Label, Review, Statement, Verdict

__all__ = ["Reviewer", "claim_reviews", "claim_reviews_to_json"]

SERIOUS: tuple[Label, ...] = ("wrong", "outdated", "depends", "imprecise", "correct", "open", "not_checkable")


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who publishes the review, and at which address; ``judged`` is the verdict that counts."""

    name: str = "faktenlage"
    url: str | None = None
    page: str | None = None
    judged: Literal["then", "today"] = "then"


def claim_reviews(
    review: Review, writer: Explainer, scale: Scale, reviewer: Reviewer, *, one: bool = False
) -> list[dict[str, Any]]:
    """A ClaimReview for every claim the scale has a word for; ``one``: only the most serious, the first of its kind."""
    found = list(_found(review, writer, scale, reviewer))
    if one and found:
        found = [min(found, key=lambda pair: SERIOUS.index(pair[0]))]
    return [made for _, made in found]


def claim_reviews_to_json(
    review: Review, writer: Explainer, scale: Scale, reviewer: Reviewer, *, one: bool = False
) -> bytes:
    """The same as bytes: one object where only one is asked for and there is one, else a graph."""
    made = claim_reviews(review, writer, scale, reviewer, one=one)
    context = {"@context": "https://schema.org"}
    document = context | made[0] if one and made else context | {"@graph": made}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _found(
    review: Review, writer: Explainer, scale: Scale, reviewer: Reviewer
) -> Iterator[tuple[Label, dict[str, Any]]]:
    said = {statement.id: statement for statement in review.statements}
    for judged in review.claims:
        verdict = judged.today if reviewer.judged == "today" else judged.then
        word = scale.word(verdict.label, writer)
        if word is not None and judged.claim.reading is not None:
            yield verdict.label, _made(review, judged, verdict, word, scale, reviewer, said.get(judged.claim.statement))


def _made(
    review: Review,
    judged: Judged,
    verdict: Verdict,
    word: str,
    scale: Scale,
    reviewer: Reviewer,
    statement: Statement | None,
) -> dict[str, Any]:
    text, claim = review.report.text, judged.claim
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": word}
    if verdict.label in scale.ratings:
        rating |= {"ratingValue": scale.ratings[verdict.label], "worstRating": 1, "bestRating": scale.best}
    made: dict[str, Any] = {
        "@type": "ClaimReview",
        "claimReviewed": " ".join(claim.span.of(text).split()),
        "datePublished": judged.today.as_of.isoformat(),
        "inLanguage": review.language,
        "author": _party("Organization", reviewer.name, reviewer.url),
        "reviewRating": rating,
        "reviewBody": verdict.sentence,
        "itemReviewed": _item(review, statement),
    }
    if reviewer.page:
        made["url"] = f"{reviewer.page}#{claim.id}"
    return made


def _item(review: Review, statement: Statement | None) -> dict[str, Any]:
    """The claim as it was made: by whom, when and where."""
    report = review.report
    appearance: dict[str, Any] = {"@type": "NewsArticle"}
    if report.title:
        appearance["headline"] = report.title
    if report.url and report.url.startswith(("https://", "http://")):  # the name of a file is nobody's business
        appearance["url"] = report.url
    if report.published:
        appearance["datePublished"] = report.published.isoformat()
    if report.outlet:
        appearance["publisher"] = _party("Organization", report.outlet, None)
    item: dict[str, Any] = {"@type": "Claim", "appearance": appearance}
    if report.published:
        item["datePublished"] = report.published.isoformat()
    if author := _author(review, statement):
        item["author"] = author
    return item


def _author(review: Review, statement: Statement | None) -> dict[str, Any] | None:
    """Whoever the report quotes with it, else the paper."""
    if statement is not None and statement.source:
        named = statement.speaker.name if statement.speaker else None
        source = " ".join(" ".join(span.of(review.report.text).split()) for span in statement.source)
        kind = "Person" if statement.authority in ("named_person", "office", "spokesperson") else "Organization"
        return _party(kind, named or source, None)
    return _party("Organization", review.report.outlet, None) if review.report.outlet else None


def _party(kind: str, name: str, url: str | None) -> dict[str, Any]:
    return {"@type": kind, "name": name} | ({"url": url} if url else {})
