"""Checks reports and prints the reviews in a format of others."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import click

from faktenlage import exports
from faktenlage.explanations import Explainer, explainer
from faktenlage.model import Report, Review
from faktenlage.review import Desk, review
from faktenlage.surfaces import faults
from faktenlage.surfaces.checking import alarming
from faktenlage.surfaces.export_command import Form
from faktenlage.surfaces.running import each
from faktenlage.surfaces.sources import Sources
from faktenlage.surfaces.writing import save


@dataclass(frozen=True, slots=True)
class Wish:
    """What to export, by which scale, for whom, and where to; without ``out`` to standard output."""

    form: Form
    as_of: dt.date
    language: str | None = None
    scale: str = "ours"
    one: bool = False
    reviewer: exports.Reviewer = field(default_factory=exports.Reviewer)
    out: Path | None = None


def export(sources: Sources, wish: Wish) -> int:
    """Check and export all of them; returns the exit status, 1 where a verdict is wrong or outdated."""
    desk = Desk.load()
    reviews: list[Review] = []

    def handled(report: Report) -> int:
        reviewed = review(report, desk=desk, as_of=wish.as_of, in_language=wish.language)
        reviews.append(reviewed)
        return faults.WRONG if alarming(reviewed) else 0

    status = each(sources, handled, doing="checking", progress=None)
    written = _written(reviews, wish, lambda language: explainer(language, desk.languages))
    if wish.out is not None:
        save(wish.out, written)
        click.echo(str(wish.out))
    else:
        sys.stdout.buffer.write(written)
        sys.stdout.flush()
    return status


def _written(reviews: list[Review], wish: Wish, writer: Callable[[str], Explainer]) -> bytes:
    """All reviews in one file: tables and logs hold many, of the others each takes a line or a section."""
    match wish.form:
        case "csv":
            return exports.rows_to_csv(exports.rows(reviews))
        case "xlsx":
            return exports.rows_to_xlsx(exports.rows(reviews))
        case "sarif":
            language = wish.language or (reviews[0].language if reviews else "en")
            return exports.sarif_to_json(reviews, writer(language)) + b"\n"
        case "markdown":
            return "\n".join(exports.markdown(each, writer(each.language)) for each in reviews).encode()
        case "annotations":
            return b"".join(exports.annotations_to_json(each) + b"\n" for each in reviews)
        case "claimreview":
            scale = exports.scales()[wish.scale]
            made = (
                exports.claim_reviews_to_json(each, writer(each.language), scale, wish.reviewer, one=wish.one)
                for each in reviews
            )
            return b"".join(each + b"\n" for each in made)
