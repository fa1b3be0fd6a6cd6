"""Everything a review needs that does not change from report to report: packs, lexicons, figures."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from faktenlage.claims import Hearing, hinted, relevant, topic
from faktenlage.claims.discourse import Context, Deadline, Person
from faktenlage.errors import PackError, UnknownNameError
from faktenlage.figures import Figures
from faktenlage.figures.scope import measure_of, of_measure
from faktenlage.language.marks import Lexicon, Mark, Phrase, expand, fold, phrases_of
from faktenlage.model import Claim, Reading
from faktenlage.packs.language_pack import LanguagePack, load_languages
from faktenlage.packs.matters import Matter
from faktenlage.packs.phrases import Phrases
from faktenlage.packs.words import Attribution, Comparison, Vocabulary, read_vocabulary
from faktenlage.statements.speakers import Registers
from faktenlage.store.almanac import Almanac

__all__ = ["Desk", "Dialect", "Tongue"]

OF_LANGUAGES = frozenset({*Comparison.__struct_fields__, *Attribution.__struct_fields__})
FIRM = frozenset({"measure", "budget", "subject"})  # kinds of words that show what a report is about
SHORT_SURNAME = 3  # "May" is a month, "Rau" an adjective: so short a surname needs the first name


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a domain is spoken of in a language: what it is about, its words for targets, its phrases."""

    domain: str
    matter: Matter
    targets: tuple[str, ...]
    phrases: Phrases

    def marks(self, marks: Sequence[Mark], *, sure: bool = False) -> list[Mark]:
        """Those that say something to this domain; loose words only where another one shows what they are of.

        ``sure``: it is known that the report speaks of it.
        """
        own = [mark for mark in marks if self.domain in mark.domains]
        if not any(mark.kind == "loose" for mark in own):
            return own
        firm = sure or any(mark.kind in FIRM or self._is_topic(mark) for mark in own) or _agree(own)
        return [_firm(mark) if mark.kind == "loose" else mark for mark in own if firm or mark.kind != "loose"]

    def hears(self, marks: Sequence[Mark], folded: str) -> tuple[list[Mark], bool] | None:
        """The marks of a report that speaks of this domain, and whether it is only hinted at; None if it does not."""
        own = self.marks(marks)
        clear = relevant(own, folded, (self.phrases, self.matter))
        if clear and any(mark.kind == "measure" or self._is_topic(mark) for mark in own):
            return own, False
        known = [mark for mark in marks if self.domain in mark.domains]
        if hinted(known, folded, self.matter):
            return self.marks(marks, sure=True), True
        return (own, False) if clear else None

    def _is_topic(self, mark: Mark) -> bool:
        named = f"{mark.kind} {mark.value}"
        return named in self.matter.topic and named not in self.matter.vague


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language at work: its pack, its phrases, one lexicon over the words of every domain, and the domains' own."""

    pack: LanguagePack
    lexicon: Lexicon
    phrases: Phrases
    dialects: tuple[Dialect, ...]

    def heard(self, marks: Sequence[Mark]) -> list[Mark]:
        """Without words of the language that a domain knows as part of a longer phrase: "May" in "Theresa May"."""
        everybody = len(self.dialects)
        return [mark for mark in marks if mark.kind not in OF_LANGUAGES or len(mark.domains) == everybody]


@dataclass(slots=True)
class Desk:
    """Languages and the figures of every domain, opened once; lexicons are compiled when a report first needs them."""

    languages: Mapping[str, LanguagePack]
    almanac: Almanac
    _tongues: dict[str, Tongue] = field(default_factory=dict)
    _known: dict[str, Mapping[str, Person]] = field(default_factory=dict)
    _registers: Registers | None = None

    @classmethod
    def load(cls, extra_languages: Sequence[Path] = ()) -> Desk:
        """The packs that ship, the user's own releases, and language packs in further folders.

        Raises PackError where one is broken.
        """
        return cls(load_languages(extra_languages), Almanac.open())

    def tongue(self, language: str) -> Tongue:
        if language not in self._tongues:
            self._tongues[language] = self._tongue(self.languages[language])
        return self._tongues[language]

    def figures_for(self, claim: Claim) -> Figures:
        """The figures of the domain that has what a claim asks for; those of any domain where none has it."""
        try:
            found = self.almanac.figures_for(claim.reading.query) if claim.reading else None
        except UnknownNameError:
            found = None
        return found if found is not None and found.tables else self.almanac.figures(self._domains()[0])

    def peers(self, claim: Claim) -> list[tuple[Reading, Figures]]:
        """The same words read by other publishers whose figures are at hand, where the claim names none."""
        reading = claim.reading
        if reading is None or claim.dataset is not None:
            return []
        matter, measure = self.figures_for(claim).domain.matter, measure_of(reading.query)
        alike = matter.alike.get(measure) if matter is not None and measure is not None else None
        query = of_measure(reading.query, alike) if alike is not None else None
        figures = self.almanac.figures_for(query) if query is not None else None
        return [(replace(reading, query=query), figures)] if query and figures and figures.tables else []

    def hearings(
        self, tongue: Tongue, marks: Sequence[Mark], folded: str, published: dt.date, *, dated: bool
    ) -> list[Hearing]:
        """Every domain that a report speaks of; ``dated``: the report says when it appeared."""
        found: list[Hearing] = []
        for dialect in tongue.dialects:
            if (heard := dialect.hears(marks, folded)) is not None:
                own, supposed = heard
                context = self._context(published, dialect, own, dated=dated, supposed=supposed)
                found.append(Hearing(own, (dialect.phrases, dialect.matter), context))
        return found

    def _context(
        self, published: dt.date, dialect: Dialect, marks: Sequence[Mark], *, dated: bool, supposed: bool
    ) -> Context:
        """What a reader of one domain brings along on a day; ``supposed``: no word says that it is spoken of."""
        figures = self.almanac.figures(dialect.domain)
        years: dict[str, int] = {}

        def newest_year(measure: str) -> int:
            if measure not in years:
                known = figures.latest_year(measure, published)
                years[measure] = min(known or published.year, published.year)
            return years[measure]

        return Context(
            published,
            dated,
            newest_year,
            dialect.matter,
            self._persons(dialect.domain),
            dialect.targets,
            *((dialect.matter.share, True) if supposed else topic(marks, dialect.matter)),
            _guidelines(figures, dialect.matter),
            _deadlines(figures, dialect.matter),
            figures.domain.money,
            figures.domain.measures,
            supposed,
        )

    def _domains(self) -> list[str]:
        """The domains that reports are read for, in the order of their names."""
        return [key for key, domain in sorted(self.almanac.domains.items()) if domain.matter is not None]

    def _persons(self, domain: str) -> Mapping[str, Person]:
        if domain not in self._known:
            self._known[domain] = _persons(self.almanac.figures(domain))
        return self._known[domain]

    def registers(self, day: dt.date | None) -> Registers:
        """Who holds which office on a day, by the registers of every domain."""
        if self._registers is None:
            known = self.almanac.domains
            terms = {
                office: self.almanac.figures(name).holders(office) for name in known for office in known[name].offices
            }
            matters = [domain.matter for domain in known.values() if domain.matter]
            kinds = {word: offices for matter in matters for word, offices in matter.kinds.items()}
            seats = {word: office for matter in matters for word, office in matter.seats.items()}
            self._registers = Registers(None, terms, kinds, seats)
        return replace(self._registers, day=day)

    def _tongue(self, pack: LanguagePack) -> Tongue:
        found = [(domain, path) for domain in self._domains() if (path := self._words(pack, domain)) is not None]
        if not found:
            place, wanted = pack.folder / "domains", " or ".join(self._domains())
            raise PackError(place, None, "is missing", f"add the words of {wanted} in {pack.language.name}")
        phrases: list[Phrase] = []
        dialects: list[Dialect] = []
        spoken = Phrases()
        for domain, path in found:
            known = read_vocabulary(pack.folder, path)
            owner = frozenset({domain})
            phrases += [phrase for kind, table in known.tables.items() for phrase in phrases_of(kind, table, owner)]
            phrases += self._names(domain)
            dialects.append(self._dialect(domain, known))
            spoken = spoken.joined(known.phrases) if dialects[1:] else known.phrases
        return Tongue(pack, Lexicon(phrases), spoken, tuple(dialects))

    def _dialect(self, domain: str, known: Vocabulary) -> Dialect:
        matter = self.almanac.domains[domain].matter
        assert matter is not None
        forms = {
            fold(form.removeprefix("="))
            for listed in known.tables["target"].values()
            for word in listed
            for form in expand(word)
        }
        return Dialect(domain, matter, tuple(sorted(forms)), known.phrases)

    def _words(self, pack: LanguagePack, domain: str) -> Path | None:
        """The domain's words for a language: kept by the domain, or by a language pack that came later."""
        own = pack.folder / "domains" / f"{domain}.toml"
        shipped = self.almanac.folder(domain) / "words" / f"{pack.code}.toml"
        return next((path for path in (own, shipped) if path.exists()), None)

    def _names(self, domain: str) -> Iterator[Phrase]:
        """Persons of the registers by full name and surname, in the genitive too."""
        owner = frozenset({domain})
        for person in self._persons(domain).values():
            surname = person.name.split()[-1]
            known = [person.name, *([surname] if len(surname) > SHORT_SURNAME else [])]
            for name in {*known, *map(_plain_letters, known)}:
                for form in (name, f"{name}s"):
                    yield Phrase("person", person.name, form, exact=True, domains=owner)


def _guidelines(figures: Figures, matter: Matter) -> tuple[tuple[dt.date, Decimal], ...]:
    return tuple(
        (guideline.decided, part.threshold)
        for guideline in figures.domain.guidelines
        for part in guideline.parts
        if part.measure == matter.share
    )


def _deadlines(figures: Figures, matter: Matter) -> tuple[Deadline, ...]:
    """The guidelines of the group's share with the year they set, the newest as its own measure."""
    found: list[Deadline] = []
    for guideline in figures.domain.guidelines:
        shares = [part.threshold for part in guideline.parts if part.measure == matter.share]
        if shares:
            total = [guideline.total] if guideline.total is not None else []
            measure = f"guideline.{guideline.id}.deadline"
            found.append(Deadline(guideline.id, measure, guideline.decided, (*shares, *total), bool(total)))
    return tuple(found)


def _persons(figures: Figures) -> dict[str, Person]:
    held: dict[str, list[str]] = {}
    for office in figures.domain.offices:
        for entry in figures.holders(office):
            held.setdefault(entry.subject, []).append(office)
    return {name: Person(name, tuple(dict.fromkeys(offices))) for name, offices in held.items()}


def _agree(own: Sequence[Mark]) -> bool:
    """Whether two words of different kinds speak of the same: "Allianz" and "Quote", "Bündnis" and "Mitglied"."""
    loose = {mark.value.rpartition(" ")[0] for mark in own if mark.kind == "loose"}
    named = any(loose) and any(mark.kind in ("membership", "members") for mark in own)
    return len(loose) > 1 or named


def _firm(mark: Mark) -> Mark:
    """What a loose word stands for: a measure, or what its key says ("organisation NATO")."""
    kind, _, value = mark.value.rpartition(" ")
    return replace(mark, kind=kind or "measure", value=value)


def _plain_letters(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(character for character in decomposed if not unicodedata.combining(character)).replace("ł", "l")
