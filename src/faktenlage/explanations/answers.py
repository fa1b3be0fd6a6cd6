"""An answer as a main clause, and in few words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from faktenlage.explanations.questions import is_single
from faktenlage.explanations.slot_values import Slots, SlotValues
from faktenlage.explanations.speech import Speech
from faktenlage.explanations.wording import Clauses, Wording
from faktenlage.model import (
    Answer,
    Census,
    Change,
    Compare,
    Condition,
    Entry,
    Extreme,
    Gap,
    Holds,
    Level,
    Member,
    Query,
    Rank,
    Since,
)

_WHOLE = {"areas", "place", "year", "thousands", "members", ""}


class Answers:
    """Writes answers; an answer that has no value is written as such, never left out."""

    def __init__(self, wording: Wording, speech: Speech, values: SlotValues) -> None:
        self._capital = wording.capital_after_colon
        self._words, self._clauses = wording.answers, wording.clauses
        self._speech, self._values = speech, values

    def short(self, query: Query, answer: Answer, slots: Slots) -> str:
        """A few words for "richtig ist: ...": a truth has none and is told as a clause."""
        if answer.truth is not None:
            return self._holder(query, answer) or self.after_colon(self.clause(query, answer, slots))
        if answer.areas is not None or (answer.order is not None and not isinstance(query, Compare)):
            codes = answer.areas if answer.areas is not None else answer.order or ()
            return self._speech.articles(codes) if codes else self._words.no_area
        if answer.days is not None:
            return self._days(query, answer)
        if isinstance(query, Compare) and query.kind == "order":
            return self.after_colon(self.clause(query, answer, slots))
        if answer.text is not None:
            return answer.text
        return self._words.nothing if answer.value is None else self._value(query, answer.value, answer.unit)

    def clause(self, query: Query, answer: Answer, slots: Slots) -> str:
        """The whole answer as a main clause in lower case and without a full stop."""
        match query:
            case Census():
                return self._census(query, answer, slots)
            case Change():
                return self._change(query, answer, slots)
            case Compare():
                return self._compare(query, answer, slots)
            case Gap():
                return self._gap(answer, slots)
            case Extreme():
                return self._extreme(query, answer, slots)
            case Member() | Holds():
                return self._register(query, answer, slots)
        return self._plain(query, answer, slots)

    def after_colon(self, clause: str) -> str:
        """A main clause as it follows a colon: German begins it with a capital."""
        return capitalised(clause) if self._capital else clause

    def amount(self, value: Decimal | int, unit: str) -> str:
        """A published value: two places, where its unit has any."""
        whole = unit in _WHOLE or (len(unit) == 3 and unit.isupper())
        if unit == "year":
            return str(int(value))
        return self._speech.amount(Decimal(value), unit, 0 if whole else 2)

    def _plain(self, query: Query, answer: Answer, slots: Slots) -> str:
        if answer.truth is False:
            return self._clauses.every_one_false.format_map(slots)
        template = getattr(self._clauses, _plain_name(query))
        if isinstance(query, Level):
            template = self._values.measure(query.measure).clause or template
        said = self.short(query, answer, slots)
        if isinstance(query, Rank) and answer.value is not None:
            said = str(int(answer.value))
        return str(template).format_map(slots | {"answer": said})

    def _value(self, query: Query, value: Decimal, unit: str) -> str:
        match query:
            case Census(operation="count"):
                return self._number(int(value), "areas")
            case Member(topic="count"):
                return self._number(int(value), "members")
            case Rank():
                return self._words.rank.format(n=int(value))
            case Compare(kind="ratio"):
                return self._words.ratio.format(n=self._speech.number(value, 2))
            case Change(kind="factor"):
                return self._words.factor.format(n=self._speech.number(value, 2))
            case Change(what=Condition()):
                return self._number(int(value), "areas")
            case Since():
                return str(int(value))
        return self.amount(value, unit)

    def _number(self, number: int, noun: str) -> str:
        forms = self._words.areas if noun == "areas" else self._words.members
        return self._speech.plural(forms, number).format(n=self._speech.count(number))

    def _census(self, query: Census, answer: Answer, slots: Slots) -> str:
        if query.operation == "count":
            number = int(answer.value or 0)
            return self._speech.plural(self._clauses.count, number).format_map(
                slots | {"n": self._speech.count(number)}
            )
        if query.operation == "which":
            codes = answer.areas or ()
            if not codes:
                return self._clauses.which_none.format_map(slots)
            forms = self._speech.plural(self._clauses.which, self._speech.agreeing(codes))
            return forms.format_map(slots | {"answer": self._speech.articles(codes)})
        return str(getattr(self._clauses, _truth_name(query, bool(answer.truth)))).format_map(slots)

    def _gap(self, answer: Answer, slots: Slots) -> str:
        value = answer.value if answer.value is not None else Decimal(0)
        template = self._clauses.gap_over if value < 0 else self._clauses.gap_short
        if value == 0:
            template = self._clauses.gap_none
        return template.format_map(slots | {"answer": self.amount(abs(value), answer.unit)})

    def _extreme(self, query: Extreme, answer: Answer, slots: Slots) -> str:
        codes = answer.order if answer.order is not None else answer.areas or ()
        forms = self._clauses.top if query.operation == "top" else self._clauses.bottom
        said = self._speech.articles(codes) if codes else self._words.no_area
        count = self._speech.count(len(codes) or query.n)
        return self._speech.plural(forms, len(codes) or query.n).format_map(slots | {"answer": said, "n": count})

    def _change(self, query: Change, answer: Answer, slots: Slots) -> str:
        value = answer.value if answer.value is not None else Decimal(0)
        if query.kind == "factor" and not isinstance(query.what, Condition):
            said = self._speech.number(value, 2)
            return self._clauses.change_factor.format_map(slots | {"answer": said})
        stem = "change_count" if isinstance(query.what, Condition) else "change"
        direction = "up" if value > 0 else "down" if value < 0 else "same"
        template: str = getattr(self._clauses, f"{stem}_{direction}")
        said = self._value(query, abs(value), answer.unit)
        return template.format_map(slots | {"answer": said})

    def _compare(self, query: Compare, answer: Answer, slots: Slots) -> str:
        name, said = _comparison(query, answer), ""
        if query.kind == "diff":
            said = self.amount(abs(answer.value or Decimal(0)), answer.unit)
        elif query.kind == "ratio":
            said = self._speech.number(answer.value or Decimal(0), 2)
        return str(getattr(self._clauses, name)).format_map(slots | {"answer": said})

    def _register(self, query: Member | Holds, answer: Answer, slots: Slots) -> str:
        said = self._holder(query, answer)
        if said and isinstance(query, Holds):
            return self._clauses.holds_on.format_map(slots | {"answer": said})
        if isinstance(query, Member) and query.when == "since" and (left := self._left(answer)):
            return self._clauses.member_was.format_map(slots | {"answer": left})
        template: str = getattr(self._clauses, _register_name(query, answer))
        said = str(int(answer.value)) if answer.value is not None else ""
        if not said and answer.truth is None:
            said = self.short(query, answer, slots)
        return template.format_map(slots | {"answer": said})

    def _left(self, answer: Answer) -> str:
        """From when to when, of a membership that has ended; empty where one still lasts."""
        terms = [(line.first, line.last) for line in answer.evidence if isinstance(line, Entry)]
        if not terms or any(last is None for _, last in terms):
            return ""
        return self._speech.listed(tuple(self._term(first, last) for first, last in terms))

    @staticmethod
    def _holder(query: Query, answer: Answer) -> str:
        """Who did hold the office, where the person asked about did not."""
        if isinstance(query, Holds) and query.aspect == "on" and query.name and answer.truth is False:
            found = [line.subject for line in answer.evidence if isinstance(line, Entry)]
            return found[0] if len(found) == 1 and found[0] != query.name else ""
        return ""

    def _days(self, query: Query, answer: Answer) -> str:
        days = answer.days or ()
        if not days:
            return self._words.nothing
        if isinstance(query, Holds) and query.aspect == "terms":
            return self._speech.listed(tuple(self._term(first, last) for first, last in days))
        firsts = [line.first for line in answer.evidence if isinstance(line, Entry)]
        ends = isinstance(query, Holds) and query.aspect == "to"
        points = [first for first, _ in days] if ends or not firsts else firsts
        return self._speech.listed(tuple(self._speech.day(day) for day in dict.fromkeys(points)))

    def _term(self, first: dt.date, last: dt.date | None) -> str:
        if last is None:
            return self._words.term_open.format(first=self._speech.day(first))
        return self._words.term.format(first=self._speech.day(first), last=self._speech.day(last))


def capitalised(text: str) -> str:
    """Only the first letter: names further on keep theirs."""
    return text[:1].upper() + text[1:]


def _plain_name(query: Query) -> str:
    return f"since_{query.kind}" if isinstance(query, Since) else type(query).__name__.lower()


def _truth_name(query: Census, truth: bool) -> str:  # noqa: FBT001 - it picks a word
    one, said = is_single(query), truth
    if one and query.operation == "none":
        return f"every_one_{str(not said).lower()}"
    return f"{query.operation}{'_one' if one else ''}_{str(said).lower()}"


def _comparison(query: Compare, answer: Answer) -> str:
    if query.kind == "ratio":
        return "compare_ratio"
    if query.kind == "diff":
        if not answer.value:
            return "compare_equal"
        return "compare_below" if answer.value < 0 else "compare_above"
    sign = answer.text or ("<" if answer.order and answer.order[0] == query.right else ">")
    return {"<": "compare_less", ">": "compare_greater"}.get(sign, "compare_equal")


def _register_name(query: Member | Holds, answer: Answer) -> str:
    truth = "" if answer.truth is None else f"_{str(answer.truth).lower()}"
    match query:
        case Member(when="since"):
            return "member_since"
        case Member(topic="count" | "newest"):
            return f"member_{query.topic}"
        case Member():
            return f"member_area{truth or '_true'}"
        case Holds(aspect="on"):
            return f"holds_name{truth}" if truth else "holds_on"
        case Holds(aspect="before"):
            return f"holds_before{truth or '_true'}"
        case _:
            return f"holds_{query.aspect}"


__all__ = ["Answers", "Clauses", "capitalised"]
