"""Loads language packs: one folder a language, fixed file names, words only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from faktenlage.errors import PackError
from faktenlage.model import Hedge
from faktenlage.packs.certainties import Certainties, read_certainties
from faktenlage.packs.files import read_toml
from faktenlage.packs.findings import FindingWords, read_finding_words
from faktenlage.packs.sources import Sources, read_sources
from faktenlage.packs.stances import Stances, read_stances

__all__ = ["Hedges", "LanguagePack", "Numbers", "Times", "Units", "load_languages"]

HOME = Path(__file__).parent / "languages"

Words = list[str]
Grains = Literal["Y", "M", "W", "D", "H", "MIN", "S", "Q", "DEC", "CENT", "WE", "HY", "QY"]


class _Strict(msgspec.Struct, forbid_unknown_fields=True):
    """Unknown keys in a pack are errors, not silently ignored words."""


class Language(_Strict):
    """Code, name, the function words that tell it, and what decides whether a full stop ends a sentence.

    ``abbreviations`` stand without their last full stop; ``sentence_openers`` begin a sentence even behind "5.";
    behind a word of ``before_ordinal`` a "5." is an ordinal.
    """

    code: str
    name: str
    function_words: Words
    abbreviations: Words = []
    sentence_openers: Words = []
    before_ordinal: Words = []


class Cardinals(_Strict):
    """Number words: ``alone`` end a number, ``opening`` may begin one, ``inside`` only occur within one.

    Behind a ``vague`` word a bare hundred or thousand is no number: "several hundred".
    """

    tens_first: bool
    tens_joiners: Words
    joiners: Words
    scale_joiners: Words
    alone: dict[str, int]
    opening: dict[str, int]
    inside: dict[str, int]
    tens: dict[str, int]
    hundreds: dict[str, int]
    thousands: dict[str, int]
    tails: dict[str, str] = {}
    irregular: dict[str, str] = {}
    points: Words = []
    vague: Words = []


class Scales(_Strict):
    """Million and its like; ``short`` may touch a digit, ``money`` needs a currency beside it."""

    words: dict[str, int]
    short: dict[str, int] = {}
    money: dict[str, int] = {}


class Articles(_Strict):
    """Words that mean one before a unit, scale or fraction, and elsewhere only in the company listed."""

    words: Words
    counted_after: Words = []
    counted_before: Words = []


class Fractions(_Strict):
    """``halves`` scale the noun or scale after them, ``shares`` stand alone, ``denominators`` follow a numerator.

    ``of`` are words between a share and what it is one of; ``counted`` stand in the plural behind a number; ``led_by``
    are articles between a hedge and a share.
    """

    halves: dict[str, str]
    shares: dict[str, str]
    denominators: dict[str, int]
    singular_before: Words = []
    of: Words = []
    counted: dict[str, str] = {}
    led_by: Words = []


class Ordinals(_Strict):
    """Stems and endings of ordinal words; ``mark`` after digits counts only after the words in ``after``.

    Behind ``together`` a bare stem tells how many they are: "zu dritt".
    """

    mark: str
    endings: Words
    stems: dict[str, int]
    superlative_endings: Words = []
    digit_endings: Words = []
    after: Words = []
    rank_words: Words = []
    together: Words = []


class Multiples(_Strict):
    """Words for twice and thrice, suffixes that turn a number into a factor, and ``factors`` that do so before it.

    ``not_before``: "double digits" double nothing.
    """

    words: dict[str, str]
    suffixes: Words
    needs_after: dict[str, Words] = {}
    factors: Words = []
    not_before: Words = []


class Names(_Strict):
    """Words after which a number is a name ("Article 5"), and words for minus."""

    after: Words
    minus: Words


class Numbers(_Strict):
    """numbers.toml: separators and number words; ``group`` holds every grouping character."""

    decimal: Literal[",", "."]
    group: str
    cardinals: Cardinals
    scales: Scales
    articles: Articles
    fractions: Fractions
    ordinals: Ordinals
    multiples: Multiples
    names: Names


class Percent(_Strict):
    """Words for per cent; ``stems`` may go on as a compound."""

    words: Words
    stems: Words = []


class Points(_Strict):
    """Words for percentage points; ``after_decimal`` only directly after a number with decimals.

    ``parts`` are words for a part of one: a basis point, "Viertelpunkt".
    """

    words: Words
    after_decimal: Words = []
    parts: dict[str, str] = {}


class Minor(_Strict):
    """Hundredths of a currency and what joins them to the whole."""

    words: Words
    joiners: Words


class Money(_Strict):
    """Currencies: symbols, codes and words, each to an ISO 4217 code; ``prefixes`` touch a code ("MCHF")."""

    symbols: dict[str, str]
    codes: Words
    words: dict[str, Words]
    minor: Minor
    prefixes: dict[str, int] = {}


class Units(_Strict):
    """units.toml."""

    percent: Percent
    points: Points
    money: Money


class Pair(_Strict):
    """How two numbers belong together: ``before`` the first (any of, or nothing), ``join`` between them."""

    before: Words
    join: Words
    kind: Literal["range", "change", "list"]


class Hedges(_Strict):
    """hedges.toml."""

    fillers: Words
    before: dict[Hedge, Words]
    after: dict[Hedge, Words]
    pairs: list[Pair]


class Relative(_Strict):
    """A word that names a period by its distance from the day of publication ("gestern": D, -1)."""

    words: Words
    grain: Grains
    shift: int


class Between(_Strict):
    """What stands between two dates that make a range, and what may open it; behind ``between`` so does "and"."""

    before: Words
    join: Words
    between: Words = []


class Ages(_Strict):
    """Words before or behind a length of time that make it an age ("16 years old"), which is no time."""

    before: Words = []
    after: Words = []


class Times(_Strict):
    """time.toml."""

    months: dict[str, Annotated[int, msgspec.Meta(ge=1, le=12)]]
    weekdays: dict[str, Annotated[int, msgspec.Meta(ge=1, le=7)]]
    units: dict[Grains, Words]
    seasons: dict[Literal["SP", "SU", "FA", "WI"], Words]
    dayparts: dict[Literal["MO", "AF", "EV", "NI", "MI", "DT"], Words]
    transparent: Words
    articles: Words
    clock: Words
    afternoon: Words
    year_words: Words
    last: Words
    this: Words
    next: Words
    each: Words
    whole: Words
    vague: Words
    early: Words
    middle: Words
    late: Words
    ago_before: Words
    ago_after: Words
    later_before: Words
    later_after: Words
    references: dict[Literal["PRESENT_REF", "PAST_REF", "FUTURE_REF"], Words]
    relative: list[Relative]
    sets: dict[str, Words]
    roles: dict[Literal["since", "until", "before", "after"], Words]
    ranges: Between
    coordinators: Words
    decades: Words
    plurals: Words
    day_first: bool
    quarters: dict[str, str] = {}
    day_mark: str = ""
    day_endings: Words = []
    on: Words = []
    datelines: Words = []
    fiscal: Words = []
    rest: Words = []
    calendar_weeks: Words = []
    counted_from: Words = []
    counts: dict[str, int] = {}
    decade_words: dict[str, int] = {}
    ages: Ages = msgspec.field(default_factory=Ages)
    lengths: dict[str, Words] = {}
    eve: Words = []
    from_then: Words = []


@dataclass(frozen=True, slots=True, eq=False)
class LanguagePack:
    """One language as its folder states it; equal only to itself, so it can key what is compiled from it."""

    code: str
    folder: Path
    language: Language
    numbers: Numbers
    units: Units
    hedges: Hedges
    times: Times
    sources: Sources
    stances: Stances
    certainties: Certainties
    findings: FindingWords


def load_languages(extra: Sequence[Path] = ()) -> dict[str, LanguagePack]:
    """Every language pack by code: ours, then the folders in ``extra``, of which a later one replaces an earlier."""
    packs = (_load(folder) for home in (HOME, *extra) for folder in _folders(home))
    return {pack.code: pack for pack in packs}


def _folders(home: Path) -> Iterator[Path]:
    """``home`` itself if it is a pack, else the packs in it."""
    if (home / "language.toml").exists():
        yield home
    else:
        yield from sorted(path.parent for path in home.glob("*/language.toml"))


def _load(folder: Path) -> LanguagePack:
    language = read_toml(folder / "language.toml", Language)
    numbers = read_toml(folder / "numbers.toml", Numbers)
    units = read_toml(folder / "units.toml", Units)
    _check_decimals(folder / "numbers.toml", *_number_tables(numbers))
    _check_decimals(folder / "units.toml", units.points.parts)
    return LanguagePack(
        code=language.code,
        folder=folder,
        language=language,
        numbers=numbers,
        units=units,
        hedges=read_toml(folder / "hedges.toml", Hedges),
        times=read_toml(folder / "time.toml", Times),
        sources=read_sources(folder / "sources.toml"),
        stances=read_stances(folder / "stances.toml"),
        certainties=read_certainties(folder / "certainties.toml"),
        findings=read_finding_words(folder / "findings.toml"),
    )


def _number_tables(numbers: Numbers) -> tuple[dict[str, str], ...]:
    fractions = numbers.fractions
    halves = (fractions.halves, fractions.shares, fractions.counted)
    return (numbers.cardinals.tails, numbers.cardinals.irregular, *halves, numbers.multiples.words)


def _check_decimals(path: Path, *tables: dict[str, str]) -> None:
    """Values with decimals are written as text, so that no float slips in: text that is no number is an error."""
    for table in tables:
        for word, value in table.items():
            try:
                Decimal(value)
            except InvalidOperation:
                raise PackError(
                    path, None, f"{word!r} has the value {value!r}", 'write a number such as "0.5"'
                ) from None
