"""What fills the slots of a template about a query: its areas, years, measure and condition in words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from faktenlage.explanations.speech import Speech
from faktenlage.explanations.wording import DomainWording, GroupWords, MeasureWords, Wording
from faktenlage.model import (
    AreaSet,
    Census,
    Change,
    Compare,
    Condition,
    Extreme,
    Gap,
    Holds,
    Level,
    Member,
    Query,
    Rank,
    Share,
    Since,
    Sum,
    Years,
)

Slots = dict[str, str]

_COMPARISONS = {">=": "at_least", ">": "more_than", "<=": "at_most", "<": "less_than", "=": "exactly"}
_FORMS = ("bare", "all", "of", "the", "among")


class SlotValues:
    """Puts the parts of a query into words, each part on its own."""

    def __init__(self, wording: Wording, words: DomainWording, speech: Speech) -> None:
        self._wording, self._words, self._speech = wording, words, speech

    def of(self, query: Query) -> Slots:
        """Everything a template about ``query`` may name, its answer excepted; the keys are those of OPERATIONS."""
        match query:
            case Level():
                inside = self.inside(query.area)
                about = self._measure_slots(query.measure)
                return self._years(query.years) | about | {"inside": inside, "area": self.the(query.area)}
            case Census():
                return self._years(query.years) | self._condition_slots(query.condition) | self.forms(query.among)
            case Rank():
                among = self.form(query.among, "among")
                return self._measured(query.measure, query.years) | {"area": self.the(query.area), "among": among}
            case Extreme():
                among = self.form(query.among, "among")
                return self._measured(query.measure, query.years) | {"n": self._speech.count(query.n), "among": among}
            case Sum() | Share() | Change() | Compare() | Gap():
                return self._of_places(query)
            case Since():
                area = self.the(query.area)
                return self._years(query.years) | self._what(query.what) | {"area": area, "the": area}
            case Member():
                return self._membership(query)
            case Holds():
                return self._office(query)

    def forms(self, places: AreaSet) -> Slots:
        return {name: self.form(places, name) for name in _FORMS}

    def form(self, places: AreaSet, name: str) -> str:
        """A set in the case a template asks for: a group's own words, a list of areas, less those left out."""
        found = self._words.groups.get(places.group or "")
        text = getattr(found, name) if found else self._listed(places, name)
        return self._without(text, places.without)

    def the(self, place: AreaSet | str) -> str:
        """A place as the object of "für": "Polen", "die USA", "die Nato-Mitglieder ohne die USA"."""
        if isinstance(place, AreaSet):
            return self.form(place, "the")
        group = self._words.groups.get(place)
        return group.the if group else self._speech.article(place)

    def inside(self, area: str) -> str:
        group = self._words.groups.get(area)
        return group.inside if group else self._speech.inside(area)

    def group(self, code: str) -> GroupWords | None:
        return self._words.groups.get(code)

    def measure(self, key: str) -> MeasureWords:
        """Words for a measure, else those for its family (``a.b.*``), else its code; converted money says so."""
        plain, _, currency = key.partition(" in ")
        found = self._words.measures.get(plain) or self._words.measures.get(plain.rpartition(".")[0] + ".*")
        words = found or self._unknown(plain)
        if not currency:
            return words
        slots = {"measure": words.name, "currency": self._speech.currency(currency)}
        return replace(words, name=self._wording.converted.format_map(slots), question=None, clause=None)

    def _unknown(self, key: str) -> MeasureWords:
        words = self._wording.unknown_measure
        return replace(words, name=words.name.format(code=key), subject=words.subject.format(code=key))

    def condition(self, condition: Condition) -> str:
        template: str = getattr(self._wording.comparisons, _COMPARISONS[condition.comparison])
        return template.format(n=self._speech.written(condition.threshold, condition.unit))

    def _of_places(self, query: Sum | Share | Change | Compare | Gap) -> Slots:
        match query:
            case Sum():
                own = {"the": self.the(query.among), "of": self.form(query.among, "of")}
            case Share():
                own = {"part": self.the(query.part), "whole": self.the(query.whole)}
            case Change():
                return self._change(query)
            case Compare():
                own = {"left": self.the(query.left), "right": self.the(query.right)}
            case Gap():
                target = self._speech.written(query.target, query.unit)
                own = {"the": self.the(query.area), "target": target}
        return self._measured(query.measure, query.years) | own

    def _change(self, query: Change) -> Slots:
        places = query.area if isinstance(query.area, AreaSet) else AreaSet(areas=(query.area,))
        if query.area in self._words.groups:
            places = AreaSet(group=str(query.area))
        years = self._years(Years(query.first, query.last))
        return years | self._what(query.what) | {"the": self.the(query.area), "of": self.form(places, "of")}

    def _membership(self, query: Member) -> Slots:
        group = self._words.groups.get(query.group)
        area = "" if query.topic in ("count", "newest") else self._speech.article(query.topic)
        day = "" if query.when == "since" else self._speech.day(query.when)
        article, name = (group.article, group.name) if group else (query.group, query.group)
        return {"group": article, "group_name": name, "area": area, "day": day}

    def _office(self, query: Holds) -> Slots:
        day = self._speech.day(query.when) if query.when else ""
        return {"office": self.office(query.office), "name": query.name or "", "day": day}

    def office(self, code: str) -> str:
        """An office by its own words, else by the role with its country, else by its code."""
        if code in self._words.offices:
            return self._words.offices[code]
        area, _, role = code.partition(".")
        return self._words.roles.get(role, code).format(area=self._speech.area(area))

    def _listed(self, places: AreaSet, name: str) -> str:
        if places.group:
            return places.group
        names = self._speech.areas(places.areas)
        articles = self._speech.articles(places.areas)
        return str(getattr(self._wording.sets, name)).format(list=names, articles=articles)

    def _without(self, text: str, without: Sequence[str]) -> str:
        if not without:
            return text
        names, articles = self._speech.areas(without), self._speech.articles(without)
        return self._wording.sets.without.format(set=text, list=names, articles=articles)

    def _years(self, years: Years) -> Slots:
        words, first, last = self._wording.years, str(years.first), str(years.last)
        one = years.first == years.last
        bare, adverbial = (words.one, words.in_one) if one else (words.many, words.in_many)
        return {
            "years": bare.format(first=first, last=last),
            "in_years": adverbial.format(first=first, last=last),
        }

    def _measured(self, measure: str, years: Years) -> Slots:
        return self._years(years) | {"measure": self.measure(measure).name}

    def _measure_slots(self, key: str) -> Slots:
        words = self.measure(key)
        return {"measure": words.name, "subject": words.subject, "was": words.was, "amounted": words.amounted}

    def _condition_slots(self, condition: Condition) -> Slots:
        return {"measure": self.measure(condition.measure).name, "condition": self.condition(condition)}

    def _what(self, what: str | Condition) -> Slots:
        if isinstance(what, Condition):
            return self._condition_slots(what)
        return {"measure": self.measure(what).name, "condition": ""}
