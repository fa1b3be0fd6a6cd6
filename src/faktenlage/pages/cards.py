"""What the page shows of each claim and each statement, in words of the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from markupsafe import Markup

from faktenlage import __version__
from faktenlage.explanations import Explainer
from faktenlage.explanations.evidence import Row
from faktenlage.figures import Figures
from faktenlage.model import Claim, Judged, Label, Review, Statement, Verdict
from faktenlage.pages.charts import Legend, chart
from faktenlage.series.histories import history

FiguresFor: TypeAlias = Callable[[Claim], Figures]
"""The figures that answer a claim, whatever its domain."""

__all__ = ["Card", "FiguresFor", "Note", "cards", "notes"]

CHARTED = ("correct", "imprecise", "wrong", "outdated", "depends")


@dataclass(frozen=True, slots=True)
class Side:
    """One verdict: then, or today."""

    title: str
    day: str
    label: Label
    word: str
    text: str
    rows: Sequence[Row]
    steps: Sequence[str]


@dataclass(frozen=True, slots=True)
class Note:
    """Who says something, and how firmly; ``told`` in one line."""

    id: str
    start: int
    source: str
    told: str
    authority: str
    manner: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Card:
    """One claim with both verdicts, its query, its picture and a citation by language."""

    id: str
    number: int
    start: int
    quote: str
    label: Label
    word: str
    question: str
    query: str
    sides: Sequence[Side]
    nearest: str | None
    why: Sequence[str]
    note: Note | None
    chart: Markup | None
    citations: Sequence[tuple[str, str]]
    undecided: bool


def cards(review: Review, figures_for: FiguresFor, writers: Sequence[Explainer]) -> list[Card]:
    """A card a claim, in order; the first of ``writers`` writes the page, a citation is made by each of them."""
    said = {note.id: note for note in notes(review, writers[0])}
    return [_card(number, judged, review, figures_for, writers, said) for number, judged in enumerate(review.claims, 1)]


def notes(review: Review, writer: Explainer) -> list[Note]:
    """A note a statement that is not the report's own, in order of the text."""
    said = [statement for statement in review.statements if statement.manner != "own"]
    return sorted((_note(statement, review, writer) for statement in said), key=lambda note: note.start)


def _note(statement: Statement, review: Review, writer: Explainer) -> Note:
    words, text = writer.said, review.report.text
    source = " … ".join(" ".join(span.of(text).split()) for span in statement.source) or words.nobody
    return Note(
        statement.id,
        min(span.start for span in statement.content),
        source,
        words.by.format(source=source, stance=words.stances[statement.stance]),
        words.authorities[statement.authority],
        words.manners[statement.manner],
        words.certainties[statement.certainty],
    )


def _card(
    number: int,
    judged: Judged,
    review: Review,
    figures_for: FiguresFor,
    writers: Sequence[Explainer],
    said: dict[str, Note],
) -> Card:
    writer, claim = writers[0], judged.claim
    quote = " ".join(claim.span.of(review.report.text).split())
    query = claim.reading.query if claim.reading else None
    then, today = writer.brief(judged)
    sides = [_side(writer, writer.page.then, judged.then, then)]
    if judged.then.as_of == judged.today.as_of:
        sides = [_side(writer, writer.page.today, judged.today, today)]
    else:
        sides.append(_side(writer, writer.page.today, judged.today, today))
    return Card(
        claim.id,
        number,
        claim.span.start,
        quote,
        judged.then.label,
        writer.label(judged.then.label),
        writer.query(query) if query is not None else "",
        str(query or ""),
        sides,
        judged.then.nearest_true,
        claim.why,
        said.get(claim.statement),
        _chart(judged, figures_for, writer),
        [(each.language, _citation(each, judged, quote)) for each in writers],
        judged.then.label not in CHARTED and judged.today.label not in CHARTED,
    )


def _side(writer: Explainer, title: str, verdict: Verdict, text: str) -> Side:
    answer = verdict.answer
    decided = answer is not None and answer.reason is None
    return Side(
        title,
        writer.speech.day(verdict.as_of),
        verdict.label,
        writer.label(verdict.label),
        text,
        [writer.row(line) for line in answer.evidence] if answer and decided else [],
        answer.steps if answer and decided else (),
    )


def _chart(judged: Judged, figures_for: FiguresFor, writer: Explainer) -> Markup | None:
    claim = judged.claim
    if claim.reading is None or {judged.then.label, judged.today.label}.isdisjoint(CHARTED):
        return None
    course = history(claim.reading.query, figures_for(claim), judged.today.as_of)
    if course is None or len(course.years) + len(course.steps) < 3:
        return None
    words = writer.desk
    sentence = words.chart.format(question=writer.query(course.query), year=course.year)
    legend = Legend(sentence, _numbers(writer), writer.speech.day, words.releases.format(year=course.year))
    return chart(course, claim.reading.asserted, judged.then.as_of, legend)


def _numbers(writer: Explainer) -> Callable[[Decimal], str]:
    def written(value: Decimal) -> str:
        exponent = value.normalize().as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return writer.speech.number(value, min(decimals, 2))

    return written


def _citation(writer: Explainer, judged: Judged, quote: str) -> str:
    then = writer.judged(judged).then
    day: dt.date = judged.then.as_of
    return writer.desk.citation.format(
        quote=writer.speech.quoted(quote),
        label=writer.label(then.label),
        day=writer.speech.day(day),
        sentence=then.sentence,
        query=str(judged.claim.reading.query) if judged.claim.reading else "-",
        version=__version__,
    )
