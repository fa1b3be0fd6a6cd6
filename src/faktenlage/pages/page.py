"""Puts the page together: the template, its style and its script in one file."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from faktenlage import __version__
from faktenlage.explanations import Explainer
from faktenlage.explanations.signs import SIGNS
from faktenlage.model import Label, Review
from faktenlage.pages.cards import Card, FiguresFor, cards, notes
from faktenlage.pages.passages import paragraphs

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["page"]

ORDER: tuple[Label, ...] = ("wrong", "outdated", "imprecise", "depends", "correct", "open", "not_checkable")


def page(review: Review, figures_for: FiguresFor, writers: Sequence[Explainer]) -> bytes:
    """The whole page in UTF-8, in the language of the first of ``writers``; the same review gives the same bytes."""
    writer, report = writers[0], review.report
    shown = cards(review, figures_for, writers)
    told = notes(review, writer)
    style, script = _inlined("page.css"), _inlined("page.js")
    rendered = _template().render(
        language=writer.language,
        report_language=report.language or writer.language,
        title=_title(review, writer),
        about=[*([report.outlet] if report.outlet else []), *writer.about(report)],
        paragraphs=paragraphs(review),
        cards=shown,
        by_id={card.id: card for card in shown},
        aside=sorted([*shown, *told], key=lambda each: (each.start, isinstance(each, Card))),
        findings=[
            (finding.message, [" ".join(span.of(report.text).split()) for span in finding.spans])
            for finding in review.findings
        ],
        counted=_counted([card.label for card in shown], writer),
        turned=_counted([card.sides[-1].label for card in shown if card.sides[-1].label != card.label], writer),
        notes=[*writer.redefinitions(review.claims), *map(writer.note, review.notes)],
        signs=SIGNS,
        labels={label: writer.label(label) for label in ORDER},
        words=writer.desk,
        page=writer.page,
        said=writer.said,
        plural=writer.speech.plural,
        number=writer.speech.count,
        made=writer.desk.made.format(version=__version__, day=_today(review, writer)),
        style=style,
        script=script,
        policy=_policy(style, script),
    )
    return rendered.encode()


@lru_cache(1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("faktenlage.pages"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("review.html.j2")


@lru_cache(4)
def _inlined(name: str) -> Markup:
    """A file of ours, as it stands; nothing of a report is in it."""
    return Markup((files("faktenlage.pages") / "templates" / name).read_text(encoding="utf-8"))


def _policy(style: str, script: str) -> str:
    """What the page may load: its own style and script, known by their hashes, and nothing else."""
    hashes = (base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in (style, script))
    styled, scripted = hashes
    return f"default-src 'none'; style-src 'sha256-{styled}'; script-src 'sha256-{scripted}'; base-uri 'none'"


def _title(review: Review, writer: Explainer) -> str:
    return " ".join((review.report.title or "").split()) or writer.page.untitled


def _counted(labels: Iterable[Label], writer: Explainer) -> list[Mapping[str, str | int]]:
    """How many claims got which label, the worst first."""
    found = Counter(labels)
    return [{"label": label, "word": writer.label(label), "n": found[label]} for label in ORDER if found[label]]


def _today(review: Review, writer: Explainer) -> str:
    if not review.claims:
        return "-"
    return writer.speech.day(review.claims[0].today.as_of)
