"""Everything a review needs that does not change from report to report: packs, lexicons, figures."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from faktenlage.claims.discourse import Context, Person
from faktenlage.errors import PackError
from faktenlage.figures import Figures
from faktenlage.figures.oracle import SHIPPED
from faktenlage.language.marks import Lexicon, Phrase, expand, fold, phrases_of
from faktenlage.packs.language_pack import LanguagePack, load_languages
from faktenlage.packs.matters import Matter
from faktenlage.packs.phrases import Phrases
from faktenlage.packs.words import read_vocabulary
from faktenlage.store.almanac import Almanac

__all__ = ["Desk", "Tongue"]

SHORT_SURNAME = 3  # "May" is a month, "Rau" an adjective: so short a surname needs the first name


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language at work on a domain: its pack, its lexicon, its words for targets, its phrases."""

    pack: LanguagePack
    lexicon: Lexicon
    targets: tuple[str, ...]
    phrases: Phrases


@dataclass(slots=True)
class Desk:
    """Languages and figures, loaded once; lexicons are compiled when a report first needs them."""

    languages: Mapping[str, LanguagePack]
    figures: Figures
    domain: Path = SHIPPED
    _tongues: dict[str, Tongue] = field(default_factory=dict)
    _persons: dict[str, Person] = field(default_factory=dict)

    @classmethod
    def load(cls, extra_languages: Sequence[Path] = ()) -> Desk:
        """The packs that ship, the user's own releases, and language packs in further folders.

        Raises PackError where one is broken.
        """
        figures = Almanac.open().figures(SHIPPED.name)
        return cls(load_languages(extra_languages), figures, _persons=_persons(figures))

    def tongue(self, language: str) -> Tongue:
        if language not in self._tongues:
            self._tongues[language] = self._tongue(self.languages[language])
        return self._tongues[language]

    def context(self, published: dt.date, tongue: Tongue, topic: tuple[str | None, bool], *, dated: bool) -> Context:
        years: dict[str, int] = {}

        def newest_year(measure: str) -> int:
            if measure not in years:
                known = self.figures.latest_year(measure, published)
                years[measure] = min(known or published.year, published.year)
            return years[measure]

        return Context(
            published,
            dated,
            newest_year,
            self.matter,
            self._persons,
            tongue.targets,
            *topic,
            self._guidelines(),
            self.figures.domain.money,
        )

    @property
    def matter(self) -> Matter:
        """What the domain is about."""
        matter = self.figures.domain.matter
        if matter is None:
            raise PackError(self.domain / "domain.toml", None, "has no [reading]", "say what its reports are about")
        return matter

    def _guidelines(self) -> tuple[tuple[dt.date, Decimal], ...]:
        return tuple(
            (guideline.decided, part.threshold)
            for guideline in self.figures.domain.guidelines
            for part in guideline.parts
            if part.measure == self.matter.share
        )

    def _tongue(self, pack: LanguagePack) -> Tongue:
        known = read_vocabulary(pack.folder, self._words(pack))
        phrases = [phrase for kind, table in known.tables.items() for phrase in phrases_of(kind, table)]
        phrases.extend(self._names())
        targets = known.tables["target"]
        forms = {
            fold(form.removeprefix("=")) for listed in targets.values() for word in listed for form in expand(word)
        }
        return Tongue(pack, Lexicon(phrases), tuple(sorted(forms)), known.phrases)

    def _words(self, pack: LanguagePack) -> Path:
        """The domain's words for a language: kept by the domain, or by a language pack that came later."""
        shipped = self.domain / "words" / f"{pack.code}.toml"
        own = pack.folder / "domains" / f"{self.domain.name}.toml"
        if own.exists():
            return own
        if not shipped.exists():
            raise PackError(own, None, "is missing", f"add the words of {self.domain.name} in {pack.language.name}")
        return shipped

    def _names(self) -> Iterator[Phrase]:
        """Persons of the registers by full name and surname, in the genitive too."""
        for person in self._persons.values():
            surname = person.name.split()[-1]
            known = [person.name, *([surname] if len(surname) > SHORT_SURNAME else [])]
            for name in {*known, *map(_plain_letters, known)}:
                for form in (name, f"{name}s"):
                    yield Phrase("person", person.name, form, exact=True)


def _persons(figures: Figures) -> dict[str, Person]:
    held: dict[str, list[str]] = {}
    for office in figures.domain.offices:
        for entry in figures.holders(office):
            held.setdefault(entry.subject, []).append(office)
    return {name: Person(name, tuple(dict.fromkeys(offices))) for name, offices in held.items()}


def _plain_letters(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(character for character in decomposed if not unicodedata.combining(character)).replace("ł", "l")
