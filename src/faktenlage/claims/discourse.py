"""What a report has spoken of so far, by type; it fades with every sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from faktenlage.figures.domain import Measure
from faktenlage.model import Claim, Condition, Query, Reading, Span, Years
from faktenlage.packs.matters import Matter

__all__ = ["Context", "Deadline", "Discourse", "Draft", "Person", "Placed", "Told"]

REACH = 4
MANY = 100  # values told, before those of long ago are let go


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the registers: the offices ever held, by name of the office (``DEU.chancellor``)."""

    name: str
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The year a guideline sets: the measure that holds it, its name in the packs, its shares, and when it was set.

    ``told``: its shares are its own, so that they tell it without its name.
    """

    key: str
    measure: str
    decided: dt.date
    shares: tuple[Decimal, ...]
    told: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader brings along: the day, the year figures speak of by then, persons and target words.

    ``topic`` is the measure a report that speaks of the alliance and of money means by a bare "2,1 Prozent";
    ``spending`` tells whether it speaks of money at all, or only of the alliance.
    ``hinted``: no word of the report says what it is about, only its states and values do.
    ``dated`` is false where ``published`` is only the day of the check, because the report names none.
    ``newest_year`` gives the last year the figures of a measure cover on the day of the report;
    it never looks at a value. ``matter`` is what the domain is about, ``money`` what each state pays in,
    ``measures`` those of the domain.
    """

    published: dt.date
    dated: bool
    newest_year: Callable[[str], int]
    matter: Matter
    persons: Mapping[str, Person] = field(default_factory=dict)
    targets: tuple[str, ...] = ()
    topic: str | None = None
    spending: bool = False
    guidelines: tuple[tuple[dt.date, Decimal], ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    money: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    hinted: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making: its words, its readings, and why.

    ``pieces`` are the words it rests on, where its span also covers others. ``presupposed`` is what even a demand or
    a condition takes for granted: a title, the number of members.
    """

    span: Span
    reading: Reading | None
    reason: str | None = None
    others: tuple[Reading, ...] = ()
    definitions: tuple[Reading, ...] = ()
    why: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    presupposed: bool = False
    pieces: tuple[Span, ...] = ()

    def finished(self, number: int, text: str) -> Claim:
        return Claim(
            f"c{number}",
            "",
            whole_words(self.span, text),
            self.reading,
            self.reason,
            self.others,
            self.doubts,
            self.definitions,
            why=self.why,
        )


def whole_words(span: Span, text: str) -> Span:
    """The span, reaching to the end of its last word: "fünf Mitglieder das Zwei-Prozent-Ziel"."""
    end = span.end
    while end < len(text) and (text[end].isalnum() or (text[end] == "-" and text[end + 1 : end + 2].isalnum())):
        end += 1
    return Span(span.start, end)


@dataclass(frozen=True, slots=True)
class Told:
    """A value that was told: whose, of what, of which year, where its words stand; ``firm`` if nothing is doubtful."""

    area: str
    measure: str
    year: int
    span: Span
    sentence: int
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """A place that was told: whose, the readings it has, and where its words stand."""

    area: str
    place: int
    readings: tuple[Reading, ...]
    span: Span
    sentence: int


@dataclass(slots=True)
class Discourse:
    """The last measure, target, year, areas and persons, each with the sentence it was named in."""

    context: Context
    measure: str | None = None
    measure_at: int = -99
    condition: Condition | None = None
    condition_at: int = -99
    year: int | None = None
    year_at: int = -99
    areas: tuple[str, ...] = ()
    areas_at: int = -99
    person: str | None = None
    person_at: int = -99
    office: str | None = None
    census: Query | None = None
    census_at: int = -99
    group: str | None = None
    census_span: Span | None = None
    group_at: int = -99
    told: list[Told] = field(default_factory=list)
    placed: Placed | None = None
    spoken: dict[str, int] = field(default_factory=dict)

    def recent(self, at: int, now: int, reach: int = REACH) -> bool:
        return now - at <= reach

    def measure_for(self, now: int) -> str | None:
        return self.measure if self.recent(self.measure_at, now) else self.context.topic

    def said_measure(self, now: int) -> str | None:
        """The measure spoken of lately, without the report's topic."""
        return self.measure if self.recent(self.measure_at, now) else None

    def measures_near(self, now: int, reach: int) -> list[str]:
        """The measures of up to so many sentences before, the last one first."""
        near = [(at, name) for name, at in self.spoken.items() if now - at <= reach]
        return [name for _, name in sorted(near, key=lambda pair: -pair[0])]

    def group_for(self, now: int, reach: int = 1) -> str | None:
        """The group last named, up to so many sentences before."""
        return self.group if self.recent(self.group_at, now, reach) else None

    def condition_for(self, now: int) -> Condition | None:
        return self.condition if self.recent(self.condition_at, now) else None

    def area_for(self, now: int) -> str | None:
        """The one state the last sentence but one at most spoke of; none where it named several."""
        return self.areas[-1] if len(self.areas) == 1 and self.recent(self.areas_at, now, 2) else None

    def lead_for(self, now: int) -> str | None:
        """The state the report has been about: the only one named lately, or the first of those named just now."""
        return (
            self.areas[0]
            if self.areas and self.recent(self.areas_at, now, REACH if len(self.areas) == 1 else 1)
            else None
        )

    def told_before(self, place: int, now: int, reach: int = 1) -> Told | None:
        """The value told last before ``place``, in this sentence or up to ``reach`` before it."""
        near = [told for told in self.told if told.span.start < place and now - told.sentence <= reach]
        return near[-1] if near else None

    def forget(self, now: int) -> None:
        """Let go of values told so long ago that nothing points back to them."""
        if len(self.told) > MANY:
            self.told = [told for told in self.told if self.recent(told.sentence, now)]

    def year_for(self, now: int) -> int | None:
        return self.year if self.recent(self.year_at, now, 6) else None

    def default_year(self, measure: str) -> int:
        return self.context.newest_year(measure)

    def guidelines(self) -> list[Decimal]:
        """The shares of GDP the alliance had set itself by the day of the report, the oldest first."""
        return [threshold for decided, threshold in self.context.guidelines if decided <= self.context.published]

    def note_measure(self, measure: str, now: int) -> None:
        self.measure, self.measure_at = measure, now

    def note_condition(self, condition: Condition, now: int) -> None:
        met = condition if condition.comparison == ">=" else replace(condition, comparison=">=")
        self.condition, self.condition_at = met, now
        self.note_measure(condition.measure, now)

    def note_year(self, year: int, at: int) -> None:
        """Keep a year near the report's own; a look far back does not move the report once it has a year."""
        now = self.context.published.year
        if now - 1 <= year <= now:
            self.year, self.year_at = year, at


def years(year: int) -> Years:
    return Years.one(year)
