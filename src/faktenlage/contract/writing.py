"""Reviews in the shapes of the contract."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from faktenlage.contract.objects import (
    AssertedObject,
    ClaimObject,
    EvidenceObject,
    FindingObject,
    PeriodObject,
    ReportObject,
    ReviewObject,
    SpanObject,
    SpeakerObject,
    StatementObject,
    StatementsObject,
    VerdictObject,
)
from faktenlage.model import (
    Answer,
    Asserted,
    Claim,
    Entry,
    Evidence,
    Finding,
    Holds,
    Judged,
    Observation,
    Report,
    Review,
    Span,
    Speaker,
    Statement,
    Verdict,
)


def review_object(review: Review) -> ReviewObject:
    """The review in the shape of the contract."""
    text = review.report.text
    return ReviewObject(
        report=_report(review),
        statements=[_statement(statement, text) for statement in review.statements],
        claims=[claim_object(judged, text) for judged in review.claims],
        findings=[_finding(finding, text) for finding in review.findings],
    )


def statements_object(review: Review) -> StatementsObject:
    """The report and its statements, without what was checked."""
    text = review.report.text
    return StatementsObject(_report(review), [_statement(statement, text) for statement in review.statements])


def spans_to_objects(spans: Iterable[Span], text: str) -> list[SpanObject]:
    """Spans with the words they cover."""
    return [SpanObject(span.start, span.end, span.of(text)) for span in spans]


def report_fields(report: Report) -> dict[str, Any]:
    """What is the same of a report in every output."""
    names = ("id", "title", "published", "published_from", "language", "url", "outlet", "text")
    return {name: getattr(report, name) for name in names}


def _report(review: Review) -> ReportObject:
    return ReportObject(**report_fields(review.report), in_language=review.language, notes=list(review.notes))


def _statement(statement: Statement, text: str) -> StatementObject:
    period = statement.period
    return StatementObject(
        id=statement.id,
        content=spans_to_objects(statement.content, text),
        source=spans_to_objects(statement.source, text),
        cue=spans_to_objects(statement.cue, text),
        frame=spans_to_objects(statement.frame, text),
        addressee=spans_to_objects(statement.addressee, text),
        manner=statement.manner,
        authority=statement.authority,
        stance=statement.stance,
        certainty=statement.certainty,
        period=PeriodObject(period.first, period.last) if period else None,
        speaker=_speaker(statement.speaker, text),
    )


def _speaker(speaker: Speaker | None, text: str) -> SpeakerObject | None:
    if speaker is None:
        return None
    named = spans_to_objects([speaker.span], text)[0] if speaker.span else None
    return SpeakerObject(speaker.name, speaker.office, named)


def claim_object(judged: Judged, text: str) -> ClaimObject:
    """A claim of the report that says ``text``, with both verdicts."""
    claim: Claim = judged.claim
    return ClaimObject(
        id=claim.id,
        statement=claim.statement,
        span=spans_to_objects([claim.span], text)[0],
        query=str(claim.reading.query) if claim.reading else None,
        asserted=asserted_object(claim.reading.asserted) if claim.reading else None,
        then=_verdict(judged.then),
        today=_verdict(judged.today),
        reason=claim.reason,
        why=list(claim.why),
    )


def asserted_object(asserted: Asserted) -> AssertedObject:
    """What a text answers, numbers as strings."""
    low, high = _bounds(asserted)
    interval = asserted.interval
    return AssertedObject(
        low=low,
        high=high,
        low_open=interval.low_open if interval else False,
        high_open=interval.high_open if interval else False,
        unit=asserted.unit,
        set=None if asserted.areas is None else list(asserted.areas),
        order=None if asserted.order is None else list(asserted.order),
        value=_value(asserted),
        text=asserted.text,
        step=_number(asserted.step),
        threshold=asserted.bar,
        includes=asserted.includes,
    )


def _bounds(asserted: Asserted) -> tuple[str | None, str | None]:
    if asserted.days is not None:
        return _days(*asserted.days)
    if asserted.interval is None:
        return None, None
    return _number(asserted.interval.low), _number(asserted.interval.high)


def _days(first: dt.date, last: dt.date) -> tuple[str, str]:
    """Both ends, shortened where they are just one year or one month."""
    if (first.year, first.month, first.day) == (last.year, 1, 1) and (last.month, last.day) == (12, 31):
        return f"{first:%Y}", f"{first:%Y}"
    month_end = monthrange(first.year, first.month)[1]
    if (first.year, first.month, first.day, month_end) == (last.year, last.month, 1, last.day):
        return f"{first:%Y-%m}", f"{first:%Y-%m}"
    return first.isoformat(), last.isoformat()


def _value(asserted: Asserted) -> str | bool | list[str | None] | None:
    value = asserted.value
    if isinstance(value, tuple):
        return [None if year is None else str(year) for year in value]
    return value


def _number(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _verdict(verdict: Verdict) -> VerdictObject:
    answer = verdict.answer
    return VerdictObject(
        as_of=verdict.as_of,
        label=verdict.label,
        reason=verdict.reason,
        cause=verdict.cause,
        answer=answer_text(answer),
        sentence=verdict.sentence,
        nearest_true=verdict.nearest_true,
        evidence=[_evidence(line) for line in answer.evidence] if answer else [],
        unit=answer.unit or None if answer else None,
        earlier=answer_text(verdict.earlier),
        steps=list(answer.steps) if answer else [],
    )


def answer_text(answer: Answer | None) -> str | None:
    """An answer in one canonical line: "2.12", "EST, POL", "true", "2017-01-20 to 2021-01-20, 2025-01-20 to"."""
    if answer is None or answer.reason:
        return None
    if answer.truth is not None:
        return "true" if answer.truth else "false"
    for codes in (answer.areas, answer.order):
        if codes is not None:
            return ", ".join(codes)
    if answer.days is not None:
        terms = isinstance(answer.query, Holds) and answer.query.aspect == "terms"
        return ", ".join(_term(first, last) if terms else first.isoformat() for first, last in answer.days)
    return answer.text if answer.text is not None else _number(answer.value)


def _term(first: dt.date, last: dt.date | None) -> str:
    return f"{first} to {last}" if last else f"{first} to"


def _evidence(line: Evidence) -> EvidenceObject:
    return _cell(line) if isinstance(line, Observation) else _entry(line)


def _cell(cell: Observation) -> EvidenceObject:
    return EvidenceObject(
        dataset=cell.release.dataset,
        release=cell.release.name,
        released=cell.release.released,
        measure=cell.measure,
        area=cell.area,
        period=str(cell.year),
        value=_number(cell.value),
        unit=cell.unit,
        status=cell.status,
        locator=cell.locator,
        source=cell.release.url,
    )


def _entry(entry: Entry) -> EvidenceObject:
    return EvidenceObject(
        dataset="register",
        release=None,
        released=None,
        measure=entry.register,
        area=entry.area,
        period=f"{entry.first}/{entry.last or '..'}",
        value=entry.subject,
        unit="",
        status="actual",
        locator=entry.locator,
        source=entry.source,
    )


def _finding(finding: Finding, text: str) -> FindingObject:
    return FindingObject(finding.kind, spans_to_objects(finding.spans, text), finding.message)
