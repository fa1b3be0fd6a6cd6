"""The words on a picture and around it, in one language: names of areas and measures, numbers, days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import msgspec

from faktenlage.explanations.packs import PACKS, read_wording
from faktenlage.explanations.slot_values import SlotValues
from faktenlage.explanations.speech import Speech
from faktenlage.explanations.tables import Plural
from faktenlage.explanations.wording import DomainWording, Wording
from faktenlage.packs.files import read_toml
from faktenlage.series.readings import Kind, places
from faktenlage.series.revisions import Path as RevisionPath
from faktenlage.series.revisions import Step

FILE = "figures.toml"
FALLBACK = "en"  # for languages that have sentences, but no words for pictures yet


class Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word for each kind of step."""

    first: str
    same: str
    revised: str
    rounded: str
    redefined: str


class FigureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of ``figures.toml``."""

    title: str
    by_release: str
    known: str
    released: str
    value: str
    change: str
    release: str
    actual: str
    target: str
    redefined: str
    redefined_plain: str
    rebased: str
    no_revision: str
    coarse: str
    estimate_mark: str
    source: Plural
    nothing: str
    kinds: Kinds
    units: dict[str, str]


class Captions:
    """One language at work on tables and pictures."""

    def __init__(self, words: FigureWords, wording: Wording, domain: DomainWording) -> None:
        self.words = words
        self.speech = Speech(wording)
        self._values = SlotValues(wording, domain, self.speech)
        self._wording, self._domain = wording, domain

    @classmethod
    def load(cls, language: str) -> Captions:
        """The words of a language we ship; raises PackError where they are missing or broken."""
        home = PACKS / "languages"
        return cls(_words(home / language / FILE, home / FALLBACK / FILE), *read_wording(home / language, language))

    def area(self, code: str) -> str:
        group = self._values.group(code)
        return group.name if group else self.speech.area(code)

    def measure(self, key: str) -> str:
        return self._values.measure(key).name

    def status(self, status: str) -> str:
        return self._wording.evidence.statuses.get(status, self.words.actual)

    def kind(self, kind: Kind) -> str:
        return str(getattr(self.words.kinds, kind))

    def number(self, value: Decimal) -> str:
        """A number at the places it was printed at."""
        return self.speech.number(value, places(value))

    def signed(self, delta: Decimal) -> str:
        """A change with its sign."""
        return ("+" if delta > 0 else "") + self.number(delta)

    def unit(self, unit: str) -> str:
        """A unit in words, as it stands after a number of two."""
        if unit in self.words.units:
            return self.words.units[unit]
        return self.speech.amount(Decimal(2), unit, 0).replace(self.speech.number(Decimal(2), 0), "").strip()

    def title(self, path: RevisionPath) -> str:
        named = {"area": self.area(path.area), "measure": self.measure(path.measure.id)}
        return self.words.title.format(year=path.year, **named)

    def broken(self, step: Step, before: Step) -> str:
        """Why a step cannot be compared with the one before it."""
        new, old = step.reading.release, before.reading.release
        if new.definition == old.definition and new.dataset == old.dataset and new.price_base:
            return self.words.rebased.format(base=new.price_base)
        known = self._domain.definitions.get(new.definition)
        return self.words.redefined.format(definition=known.name if known else new.definition)

    def source(self, path: RevisionPath) -> str:
        """Who published how many releases, and when."""
        releases = [step.reading.release for step in path.steps]
        publishers = self.speech.listed(tuple(dict.fromkeys(_publisher(release.citation) for release in releases)))
        first, last = (self.speech.day(release.released) for release in (releases[0], releases[-1]))
        form = self.speech.plural(self.words.source, len(releases))
        return form.format(publishers=publishers, n=len(releases), first=first, last=last)

    def nothing(self, day: dt.date) -> str:
        return self.words.nothing.format(day=self.speech.day(day))

    def marks(self, statuses: Iterable[str]) -> str:
        """What the letter behind an estimate stands for, empty where there is none."""
        return self.words.estimate_mark.format(status=self.status("estimate")) if "estimate" in set(statuses) else ""


def _words(own: Path, other: Path) -> FigureWords:
    return read_toml(own if own.exists() else other, FigureWords)


def _publisher(citation: str) -> str:
    return citation.partition(",")[0]
