"""What is read: a report, and places in its text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (inclusive) to ``end`` (exclusive) of a report's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def joined(self, other: Span) -> Span:
        return Span(min(self.start, other.start), max(self.end, other.end))


PublishedFrom = Literal["given", "text", "metadata", "none"]


@dataclass(frozen=True, slots=True)
class Report:
    """A news report; ``published`` is the day it appeared, ``published_from`` how that day was found."""

    id: str
    text: str
    language: str | None = None
    published: dt.date | None = None
    published_from: PublishedFrom = "none"
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
