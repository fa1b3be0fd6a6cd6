"""What comes of holding a claim against the figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from faktenlage.model.claims import Claim, Statement
from faktenlage.model.figures import Answer
from faktenlage.model.texts import Report, Span

Label = Literal["correct", "imprecise", "wrong", "outdated", "depends", "open", "not_checkable"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Claim against figures as known on ``as_of``.

    ``reason`` is a code for open/not_checkable and what turned it for outdated ("release 2024-06-17") and depends
    ("definition: ..."); ``cause`` explains wrong and outdated by a code and its particulars ("wrong_year 2020").
    ``earlier`` is the answer that was or would be right, by an earlier release or another definition;
    ``later`` the answer since which an outdated claim no longer holds, or a newer one than the release it names.
    ``sentence`` and ``nearest_true`` are filled by explanations, nothing else writes prose.
    """

    as_of: dt.date
    label: Label
    reason: str | None = None
    cause: str | None = None
    answer: Answer | None = None
    earlier: Answer | None = None
    later: Answer | None = None
    sentence: str = ""
    nearest_true: str | None = None


FindingKind = Literal["contradiction", "reported_as_fact", "headline_stronger", "unnamed_only"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the report as a whole; ``code`` with its ``slots`` is what explanations turn into the message."""

    kind: FindingKind
    spans: tuple[Span, ...]
    message: str = ""
    code: str = ""
    slots: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its two verdicts: as known on the day of the report, and as known today."""

    claim: Claim
    then: Verdict
    today: Verdict

    def verdicts(self) -> tuple[Verdict, ...]:
        """Both, or the one where the day of the report is today."""
        return (self.then,) if self.then.as_of == self.today.as_of else (self.then, self.today)


@dataclass(frozen=True, slots=True)
class Review:
    """All that is known about a report; ``language`` is that of its sentences, ``notes`` what a reader should know."""

    report: Report
    language: str
    statements: tuple[Statement, ...] = ()
    claims: tuple[Judged, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
