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
REACH = 150  # characters back to the person a pronoun stands for
FAR = 20_000  # characters back to where a name was introduced
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

    def nations(self) -> Mapping[str, frozenset[str]]:
        """The states of every person in the registers."""
        areas: dict[str, set[str]] = {}
        for terms in self.terms.values():
            for term in terms:
                areas.setdefault(term.subject, set()).add(term.area)
        return {name: frozenset(states) for name, states in areas.items()}


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
        if named.points in ("again", "guess") and found.source:
            return self._by_nation(found.source[0])
        office = self._office(spans[0]) or (self._office(found.antecedent[0]) if found.antecedent else None)
        if named.name and named.authority in ("named_person", "spokesperson"):
            known = self._known(named.name, (*spans, *found.antecedent))
            return known if known is not None else self._by_name(named.name, spans[0])
        if named.points == "pronoun" and not named.head and found.source:
            return self._only_person(found.source[0])
        if office is None or named.authority != "office":
            return None
        return Speaker(office[1], office[0], spans[0])

    def _known(self, name: str, spans: Sequence[Span]) -> Speaker | None:
        """A person of the registers, whose surname is told."""
        persons = (mark for mark in self._within(spans) if mark.kind == "person")
        person = next((mark for mark in persons if mark.value.split()[-1] in name), None)
        return Speaker(person.value, None, person.span) if person is not None else None

    def _only_person(self, source: Span) -> Speaker | None:
        """Whom a pronoun stands for, where only one person of the registers was named shortly before."""
        near = [
            mark for mark in self._within((Span(max(0, source.start - REACH), source.start),)) if mark.kind == "person"
        ]
        if len({mark.value for mark in near}) != 1:
            return None
        return Speaker(near[-1].value, None, near[-1].span)

    def _by_nation(self, source: Span) -> Speaker | None:
        """ "Der Niederländer": the one person of that nation who was named before."""
        nation = next((mark.value for mark in self._within((source,)) if mark.kind == "area_people"), None)
        if nation is None:
            return None
        areas = self._registers.nations()
        before = self._within((Span(max(0, source.start - FAR), source.start),))
        named = [mark for mark in before if mark.kind == "person"]
        meant = [mark for mark in named if nation in areas.get(mark.value, ())]
        return Speaker(meant[-1].value, None, meant[-1].span) if len({mark.value for mark in meant}) == 1 else None

    def _within(self, spans: Sequence[Span]) -> list[Mark]:
        return [
            mark
            for span in spans
            for mark in self._marks[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        ]

    def _by_name(self, name: str, at: Span) -> Speaker:
        """A full name as it is; a surname with the first name it was introduced by."""
        if " " in name:
            begin = self._text.rfind(name, 0, at.end)
            return Speaker(name, None, Span(begin, begin + len(name)) if begin >= 0 else at)
        if name not in self._full:
            pattern = re.compile(rf"\b([A-ZÄÖÜ][\w’'-]+ (?:[a-z]{{2,3}} )?){re.escape(name)}\b")
            first = pattern.search(self._text, max(0, at.start - FAR), at.start)
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
