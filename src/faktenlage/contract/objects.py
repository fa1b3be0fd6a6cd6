"""The shapes of the contract, one Struct an object."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from faktenlage.model import (
    Authority,
    Certainty,
    FindingKind,
    Hedge,
    Label,
    Manner,
    PublishedFrom,
    Stance,
    Status,
    TimeRole,
    TimeType,
)


class JsonObject(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """A JSON object; readers must expect fields that later versions add."""


class SpanObject(JsonObject, frozen=True, rename={"words": "text"}):
    """Characters (code points) of report.text, half-open, and what stands there."""

    start: int
    end: int
    words: str


class PeriodObject(JsonObject, frozen=True):
    """First and last day, both inclusive."""

    start: dt.date
    end: dt.date


class _Reported(JsonObject, frozen=True):
    """What is the same of a report in every output."""

    id: str
    title: str | None
    published: dt.date | None
    published_from: PublishedFrom
    language: str | None
    url: str | None
    outlet: str | None
    text: str


class ReportObject(_Reported, frozen=True):
    """The report as read; ``language`` is its own, ``in_language`` that of the sentences."""

    in_language: str
    notes: list[str]


class ReadReportObject(_Reported, frozen=True):
    """The report as read, where nothing is judged and no sentences are written."""

    notes: list[str]


class SpeakerObject(JsonObject, frozen=True, rename={"named": "from"}):
    """Who a source stands for, by which office a register told the name, and where it is named."""

    name: str
    office: str | None
    named: SpanObject | None


class StatementObject(JsonObject, frozen=True):
    """Who says what, on what authority, how firmly; an absent part is an empty list."""

    id: str
    content: list[SpanObject]
    source: list[SpanObject]
    cue: list[SpanObject]
    frame: list[SpanObject]
    addressee: list[SpanObject]
    manner: Manner
    authority: Authority
    stance: Stance
    certainty: Certainty
    period: PeriodObject | None
    speaker: SpeakerObject | None


class AssertedObject(JsonObject, frozen=True):
    """What the text answers: an interval, a set, an order or a value. Numbers are strings, days ISO 8601.

    A day that is known to the month or year is written so. ``includes``: the set is only part of the answer;
    ``step`` is one unit of the last written digit; ``threshold``: a bar, judged exactly.
    """

    low: str | None
    high: str | None
    low_open: bool
    high_open: bool
    unit: str
    set: list[str] | None
    order: list[str] | None
    value: str | bool | list[str | None] | None
    text: str
    step: str | None
    threshold: bool
    includes: bool


class EvidenceObject(JsonObject, frozen=True):
    """A published cell, or a line of a register: it has no release, its period is an ISO 8601 interval."""

    dataset: str
    release: str | None
    released: dt.date | None
    measure: str
    area: str
    period: str
    value: str | None
    unit: str
    status: Status
    locator: str
    source: str | None


class VerdictObject(JsonObject, frozen=True):
    """The claim against what was known on ``as_of``; ``earlier`` is an answer by another release or definition."""

    as_of: dt.date
    label: Label
    reason: str | None
    cause: str | None
    answer: str | None
    sentence: str
    nearest_true: str | None
    evidence: list[EvidenceObject]
    unit: str | None
    earlier: str | None
    steps: list[str]


class ClaimObject(JsonObject, frozen=True):
    """A checkable piece of text; ``query`` is null where it cannot be read as one, for ``reason``."""

    id: str
    statement: str
    span: SpanObject
    query: str | None
    asserted: AssertedObject | None
    then: VerdictObject
    today: VerdictObject
    reason: str | None
    why: list[str]


class FindingObject(JsonObject, frozen=True):
    """Something about the report as a whole."""

    kind: FindingKind
    spans: list[SpanObject]
    message: str


class ReviewObject(JsonObject, frozen=True):
    """One report, reviewed."""

    report: ReportObject
    statements: list[StatementObject]
    claims: list[ClaimObject]
    findings: list[FindingObject]


class QuantityObject(JsonObject, frozen=True, rename={"words": "text"}):
    """A number with its unit; ``low`` and ``high`` bound what the words around it assert, null is unbounded.

    ``unit``: "" for a bare number, percent, pp, ordinal, factor, or an ISO 4217 code.
    """

    start: int
    end: int
    words: str
    value: str
    low: str | None
    high: str | None
    low_open: bool
    high_open: bool
    unit: str
    hedge: Hedge


class TimeObject(JsonObject, frozen=True, rename={"words": "text"}):
    """A time expression, ``type`` and ``value`` as in TIMEX3; ``period`` is null where its days are not known."""

    start: int
    end: int
    words: str
    type: TimeType
    value: str
    period: PeriodObject | None
    role: TimeRole


class MeasuresObject(JsonObject, frozen=True):
    """Every number and time of one report, each in the order of the text."""

    report: ReadReportObject
    quantities: list[QuantityObject]
    times: list[TimeObject]


class StatementsObject(JsonObject, frozen=True):
    """The statements of one report alone."""

    report: ReportObject
    statements: list[StatementObject]


class ReceiptCell(JsonObject, frozen=True):
    """A published cell; ``release`` is the key of its release, ``value`` null where it is missing."""

    release: str
    measure: str
    area: str
    period: str
    value: str | None
    unit: str
    status: Status
    locator: str


class ReceiptEntry(JsonObject, frozen=True):
    """A line of a register; ``last`` null where it still holds."""

    register: str
    subject: str
    area: str
    first: dt.date
    last: dt.date | None
    source: str
    locator: str


class ReceiptRelease(JsonObject, frozen=True):
    """A release that the answer rests on; ``sha256`` is that of its table."""

    key: str
    dataset: str
    name: str
    released: dt.date
    definition: str
    coverage: str
    citation: str
    url: str | None
    licence: str
    sha256: str


class ReleaseSeal(JsonObject, frozen=True):
    """A release that was known on the day."""

    key: str
    released: dt.date
    sha256: str


class ReceiptObject(JsonObject, frozen=True):
    """An answer with all it rests on. ``considered`` are the releases it was chosen from, newest first."""

    receipt: Literal[1]
    query: str
    as_of: dt.date
    answer: str | None
    unit: str | None
    reason: str | None
    release: str | None
    cells: list[ReceiptCell]
    entries: list[ReceiptEntry]
    arithmetic: list[str]
    rounding: list[str]
    releases: list[ReceiptRelease]
    considered: list[ReleaseSeal]
