"""Who a source is: the full name behind a surname or an office, by the report itself and by the registers."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from faktenlage.language.marks import Mark
from faktenlage.model import Entry, Span, Speaker
from faktenlage.packs.phrases import Phrases
from faktenlage.statements.attributions import Attribution
from faktenlage.statements.phrases import Named

__all__ = ["Registers", "Speakers"]

_STATES = frozenset({"area", "area_adjective", "area_government", "organisation"})
_NEAR = 20  # characters from an office to the state it belongs to


@dataclass(frozen=True, slots=True)
class Registers:
    """Who held which office, as known on a day: terms by office in order of their first day.

    ``kinds`` are the offices a word for one may mean, ``seats`` words for an office of one body.
    """

    day: dt.date | None = None
    terms: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    seats: Mapping[str, str] = field(default_factory=dict)

    def holder(self, office: str, *, next_one: bool) -> str | None:
        """Who holds an office on the day, or will be the next to hold it."""
        day = self.day
        if day is None:
            return None
        terms = self.terms.get(office, ())
        if next_one:
            return next((term.subject for term in terms if term.first > day), None)
        held = [term.subject for term in terms if term.first <= day and (term.last is None or day <= term.last)]
        return held[-1] if held else None

    def offices(self, state: str, kind: str) -> list[str]:
        """The offices of a state that a word such as "president" or "head of government" may mean."""
        return [f"{state}.{each}" for each in self.kinds.get(kind, ()) if f"{state}.{each}" in self.terms]


class Speakers:
    """Finds the speakers of one report."""

    def __init__(self, text: str, folded: str, marks: Sequence[Mark], phrases: Phrases, registers: Registers) -> None:
        self._text, self._folded, self._marks, self._registers = text, folded, marks, registers
        self._phrases = phrases
        self._starts = [mark.start for mark in marks]
        self._full: dict[str, tuple[str, Span] | None] = {}

    def speaker(self, found: Attribution, named: Named) -> Speaker | None:
        """Who a source stands for; None where neither words nor registers tell a name."""
        spans = found.source or found.antecedent
        if not spans:
            return None
        inside = self._within((*spans, *found.antecedent))
        person = next((mark for mark in inside if mark.kind == "person"), None)
        office = self._office(spans[0]) or (self._office(found.antecedent[0]) if found.antecedent else None)
        if named.authority == "spokesperson" and not named.name:
            return None
        if person is not None and (not named.name or person.value.split()[-1] in named.name):
            return Speaker(person.value, office[0] if office else None, person.span)
        if named.name and named.authority in ("named_person", "spokesperson"):
            return self._by_name(named.name, spans[0])
        if office is None:
            return None
        return Speaker(office[1], office[0], spans[0])

    def _within(self, spans: Sequence[Span]) -> list[Mark]:
        return [
            mark
            for span in spans
            for mark in self._marks[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        ]

    def _by_name(self, name: str, at: Span) -> Speaker:
        """A full name as it is; a surname with the first name it was introduced by."""
        if " " in name:
            return Speaker(name, None, at)
        if name not in self._full:
            pattern = re.compile(rf"\b([A-ZÄÖÜ][\w’'-]+ (?:[a-z]{{2,3}} )?){re.escape(name)}\b")
            first = pattern.search(self._text, 0, at.start)
            known = first is not None and not self._is_word(first)
            self._full[name] = (first.group(), Span(*first.span())) if first is not None and known else None
        full = self._full[name]
        return Speaker(full[0], None, full[1]) if full else Speaker(name, None, at)

    def _is_word(self, found: re.Match[str]) -> bool:
        """Whether what stands before a surname is an office or a state rather than a first name."""
        begin, end = found.span(1)
        return any(mark.kind != "person" for mark in self._within((Span(begin, end),)))

    def _office(self, span: Span) -> tuple[str, str] | None:
        """The office a source names and who holds it on the day: "der Nato-Generalsekretär"."""
        office = next((mark for mark in self._within((span,)) if mark.kind == "office"), None)
        if office is None:
            return None
        near = [
            mark
            for mark in self._within((Span(max(0, office.start - 2 * _NEAR), office.end + _NEAR),))
            if mark.start >= span.start - 2 and mark.end <= span.end + _NEAR
        ]
        if any(mark.kind == "deixis" and mark.value in ("former", "deputy", "then", "predecessor") for mark in near):
            return None
        coming = any(mark.kind == "deixis" and mark.value in ("future", "successor") for mark in near)
        states = {self._state_of(mark) for mark in near if mark.kind in _STATES}
        named = self._phrases.office_state.items()
        states |= {state for state, word in named if word.match(self._folded, office.start, office.end)}
        wanted = [key for state in sorted(states) for key in self._registers.offices(state, office.value)]
        wanted = wanted or self._only(office, states)
        name = self._registers.holder(wanted[0], next_one=coming) if len(wanted) == 1 else None
        return (wanted[0], name) if name else None

    def _only(self, office: Mark, states: set[str]) -> list[str]:
        """An office that only one body has, where nothing else is named beside it: a secretary general."""
        around = self._folded[max(0, office.start - _NEAR) : office.end + _NEAR]
        seat = self._registers.seats.get(office.value)
        if seat is None or (states and seat.split(".")[0] not in states):
            return []
        return [] if self._phrases.other_secretary.search(around) else [seat]

    def _state_of(self, mark: Mark) -> str:
        return mark.value.upper() if mark.kind == "organisation" else mark.value
