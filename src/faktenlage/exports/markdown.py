"""A review as Markdown: what was checked, with query, cells and release, to paste into an article or a ticket."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faktenlage import __version__
from faktenlage.explanations import Explainer
from faktenlage.model import Judged, Review, Verdict

__all__ = ["markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def markdown(review: Review, writer: Explainer) -> str:
    """The whole review, with a line end; what a report says cannot become markup."""
    return "\n".join(_lines(review, writer)) + "\n"


def _lines(review: Review, writer: Explainer) -> Iterator[str]:
    report, page = review.report, writer.page
    yield f"# {_plain(report.title or page.untitled)}"
    yield ""
    yield _plain(writer.about(report)[0])
    for judged in review.claims:
        yield ""
        yield from _claim(judged, review, writer)
    for finding in review.findings:
        yield ""
        yield f"**{page.findings}:** {_plain(finding.message)}"
        yield from (f"{chr(10)}> {_plain(span.of(report.text))}" for span in finding.spans)
    if not review.claims:
        yield ""
        yield page.nothing
    yield ""
    day = writer.speech.day(review.claims[0].today.as_of) if review.claims else "-"
    yield f"*{writer.desk.made.format(version=__version__, day=day)}*"


def _claim(judged: Judged, review: Review, writer: Explainer) -> Iterator[str]:
    claim, page = judged.claim, writer.page
    label = writer.label(judged.then.label)
    if judged.today.label != judged.then.label:
        label += f" · {page.now} {writer.label(judged.today.label)}"
    yield f"## {claim.id} · {label}"
    yield ""
    yield f"> {_plain(claim.span.of(review.report.text))}"
    yield ""
    if claim.reading is not None:
        yield f"- **{page.question}:** {_plain(writer.query(claim.reading.query))} `{claim.reading.query}`"
    then, today = writer.brief(judged)
    if judged.then.as_of != judged.today.as_of:
        yield f"- **{page.then}** ({writer.speech.day(judged.then.as_of)}): {_plain(then)}"
    yield f"- **{page.today}** ({writer.speech.day(judged.today.as_of)}): {_plain(today)}"
    if judged.then.nearest_true:
        yield f"- **{page.nearest_true}:** {_plain(judged.then.nearest_true)}"
    for verdict in judged.verdicts():
        yield from _cells(verdict, writer)


def _cells(verdict: Verdict, writer: Explainer) -> Iterator[str]:
    answer, words = verdict.answer, writer.desk
    if answer is None or answer.reason is not None or not answer.evidence:
        return
    yield ""
    yield f"{writer.speech.day(verdict.as_of)}:"
    yield ""
    heads = (words.area, words.year, words.value, words.status, words.release, words.table)
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|---:|---|---|---|"
    for line in answer.evidence:
        row = writer.row(line)
        cells = (row.area, row.year, row.value, row.status or words.actual, row.release, row.locator)
        yield f"| {' | '.join(map(_plain, cells))} |"
    for step in answer.steps:
        yield f"{chr(10)}{words.arithmetic}: `{step}`"


def _plain(text: str) -> str:
    """The words on one line, with everything escaped that Markdown would take for a sign."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
