"""Reads time expressions: days, months, years, spans, durations, repetitions, resolved against the publication day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from faktenlage.language.doubts import Doubts
from faktenlage.language.lexemes import Lexeme, TimeLexer, time_lexer
from faktenlage.language.lookback import word_start
from faktenlage.language.marks import expand, fold
from faktenlage.language.moments import MEANINGS, Meaning, Moments
from faktenlage.language.spans import joined
from faktenlage.model import Span, Time, TimeRole
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["read_times"]

# The grammar, on the letters of lexemes.py: name, first letters, rule. The first rule that fits at a lexeme counts.
_RULES = (
    (
        "relative_days",
        "DOLTX",
        r"[DO][~-][DO][ .][LTX][ ]U|(?<=v )[DO]&[DO][ .][LTX][ ]U|[LTX][ ]U[ ][Bv][ ][DO][~&][DO]",
    ),
    ("days", "DO", r"[DO][~-](?:W[ ,])?[DO][ .]M(?:[ ,.]Y)?|(?<=v )[DO]&[DO][ .]M(?:[ ,.]Y)?"),
    ("several_days", "DO", r"(?:[DO][,&]){1,12}(?:W[ ,])?[DO][ .]M(?:[ ,.]Y)?"),
    ("dated", "WDO", r"(?:W[ ,.])?[DO][ .]M(?:[ ,.]Y)?"),
    ("month_days", "M", r"M[ .](?:[Bv][ ])?[DO][~-][DO](?:[ ,]Y)?|M[ ]v[ ][DO]&[DO](?:[ ,]Y)?"),
    ("several_month_days", "M", r"M[ .](?:[DO],){0,11}[DO][,&][DO](?:[ ,]Y)?(?![^|]M)"),
    ("month_day", "WM", r"(?:W[ ,])?M[ ._/-][DO](?:[ ,]Y)?"),
    ("year_month_day", "Y", r"Y[-/]M[-/][DO]"),
    ("full", "WF", r"(?:W[ ,.])?F"),
    ("daily", "Wm", r"(?:W[ ,])?m"),
    ("counted", "DNn", r"[DNn][ ]U[ ][bBe][ ]R"),
    ("ago", "aDNnGU", r"a[ 1][DNnG][ -]U|a1U|a[ ]U|[DNnG][ ]U(?:[ &][DNn][ ]U)?[ ]b|U[ ]b"),
    ("later", "DNnU", r"[DNn][ ]U(?:[ &][DNn][ ]U)?[ ]c|U[ ]c"),
    ("day_relative", "DO", r"[DO][ .][LTX][ ]U"),
    ("nth_weekday", "DOL", r"[DOL][ .]W[ ](?:M(?:[ ,]Y)?|[LTX][ ]U|U)"),
    ("half", "DO", r"[DO][ .]N[ ](?:Y|M(?:[ ,]Y)?|K|[LTX][ ]U|U)"),
    ("nth_week", "DO", r"(?:O[ ]|D[.])U[ ](?:M(?:[ ,]Y)?|[LTX][ ]U|U)"),
    ("last_of", "L", r"L[ ]U[ ]M(?:[ ,]Y)?"),
    ("lengths", "DNn", r"[DNn][ _-]U(?:[ &][DNn][ _]U)+"),
    ("half_more", "DNnU", r"(?:[DNn][ ])?U[ ]h"),
    ("calendar_week", "kDO", r"k[ ][DO](?:[ /]Y)?|[DO][ .]k(?:[ ]Y)?"),
    ("week_number", "U", r"U[ ]D(?:[ /,]Y)?"),
    ("quarter", "DO", r"[DO][ .]U(?:[ ]Y|[ ,]?[LTX][ ]U|[ ]R)?"),
    ("quarter_code", "QY", r"Q(?:[ _]Y|[ ](?:[LTX][ ]U|R))?|Y[ _]Q"),
    ("month_year", "EMY", r"(?:E[ -])?(?:M[ ,._-]Y|Y[ ,]M)"),
    ("month_relative", "EM", r"(?:E[ -])?M[ ](?:[LTX][ ]U|R)"),
    ("relative_month", "ELTX", r"(?:E[ -])?[LTX][ ]M"),
    ("month", "EM", r"(?:E[ -])?M"),
    ("monthly", "P", r"P"),
    ("stretch", "LXDNn", r"[LX][ ][DNnG][ _-]U(?:[ &][DNn][ _]U)*|[DNn][ ][LX][ ]U"),
    ("weekday_week", "WLTX", r"W[ ][LTX][ ]U|[LTX][ ]U[ ]W"),
    ("relative", "ELTX", r"(?:E[ -])?[LTX][ ]U"),
    ("relative_weekday", "LTX", r"[LTX][ ]W(?:[ _]H)?"),
    ("part_of_day", "LT", r"[LT][ ]H"),
    ("relative_season", "LTX", r"[LTX][ ]S"),
    ("every", "JZ", r"J[ ](?:[DNO][ .])?(?:U|W(?:[ _]H)?|H)|Z"),
    ("unit_year", "EUw", r"(?:[Ew][ ])?U[ ]Y"),
    ("fiscal", "f", r"f[ _]Y(?:[/-]D)?|f_D"),
    ("years", "Y", r"Y[/-]D"),
    ("week_with", "U", r"U[ ](?:[EB][ ])?(?:M[ .][DO]|[DO][ .]M)(?:[ ,.]Y)?"),
    ("rest", "z", r"z[ ](?:T[ ])?U"),
    ("edge", "E", r"E[ ](?:U|R)"),
    ("edge_year", "E", r"E[ -]Y"),
    ("season_relative", "S", r"S[ ](?:[LTX][ ]U|R)"),
    ("season", "S", r"S(?:[ ]Y)?"),
    ("decade", "EK", r"(?:E[ -])?K(?:[ -]U)?"),
    ("duration", "DNnGw", r"[DNn][ _-]U(?:[ &][DNn][ _]U)*|G[ ]U|w[ -]U"),
    ("length", "l", r"l"),
    ("weekday_day", "W", r"W[ ,]D"),
    ("weekday", "W", r"W(?:[ _]H)?"),
    ("relative_year", "R", r"R[ ]Y"),
    ("relative_day", "R", r"R(?:[ _]H|[ ,]W)?"),
    ("night_before", "H", r"H\^(?:W(?![ ,.][DO][ .]M)|(?:W[ ,.])?[DO][ .]M(?:[ ,.]Y)?)"),
    ("next_daypart", "X", r"X[ ]H"),
    ("daypart", "H", r"H(?!\^[WDO])"),
    ("reference", "r", r"r"),
    ("clocks", "D", r"D[~-]C"),
    ("clock", "C", r"C"),
    ("numbers", "Y", r"Y[~-]n"),
    ("year", "Y", r"Y"),
    ("unit", "U", r"U"),
    ("day_of_month", "D", r"D"),
)
_SEVERAL = {"several_days", "several_month_days", "clocks"}
_NONE = {"numbers", "dated", "next_daypart"}  # what fits these and means nothing is no time at all
_GRAMMAR = {
    letter: re.compile("|".join(f"(?P<{name}>{rule})" for name, firsts, rule in _RULES if letter in firsts))
    for letter in {letter for _, firsts, _ in _RULES for letter in firsts}
}
_ONE_BY_ONE = [(name, firsts, re.compile(rule)) for name, firsts, rule in _RULES]
_PLACES = {name: place for place, (name, _, _) in enumerate(_RULES)}


def read_times(
    text: str, language: LanguagePack, published: dt.date | None, *, folded: str | None = None
) -> tuple[Time, ...]:
    """Time expressions in order, not overlapping; what hangs on ``published`` has no period without it."""
    return tuple(_reader(language).read(text, fold(text) if folded is None else folded, published))


@lru_cache(maxsize=32)
def _reader(language: LanguagePack) -> _TimeReader:
    return _TimeReader(language)


class _TimeReader:
    """Finds expressions by the grammar, asks moments.py for their meaning, and joins them to ranges."""

    def __init__(self, language: LanguagePack) -> None:
        times = language.times
        self._lexer: TimeLexer = time_lexer(language)
        self._roles: dict[str, TimeRole] = {
            form: role for role, words in times.roles.items() for word in words for form in expand(word)
        }
        hedges = " ".join(phrase for phrases in language.hedges.before.values() for phrase in phrases)
        edges = (*times.late, *times.early, *times.middle)
        self._between = frozenset((*hedges.split(), *times.articles, *edges, *times.year_words))
        self._doubts = Doubts(language)

    def read(self, text: str, low: str, published: dt.date | None) -> Iterator[Time]:
        lexemes = self._lexer.lexemes(low)
        letters = self._lexer.letters(low, lexemes)
        moments = Moments(published)
        found: list[tuple[int, int, Time]] = []
        position, size = 0, len(letters)
        while position < size:
            rules = _GRAMMAR.get(letters[position])
            match = rules.match(letters, position) if rules else None
            if match is None:
                position += 2
                continue
            first = position // 2
            joins = first > 0 and letters[position - 1] in "~-"
            for name, end in _readings(letters, position, match):
                last = end // 2
                times = list(self._times(text, low, name, moments, lexemes[first : last + 1], joins=joins))
                if times or name in _NONE:
                    break
            else:
                position += 2
                continue
            position = end + 1
            for time in times:
                moments.spoken_of(time)
                found.append((first, last, time))
        return joined(found, letters, moments.published)

    def _times(
        self, text: str, low: str, name: str, moments: Moments, parts: list[Lexeme], *, joins: bool
    ) -> Iterator[Time]:
        if self._doubts.doubtful(text, low, name, parts):
            return
        if name in _SEVERAL:
            yield from self._several(low, name, moments, parts, joins=joins)
            return
        meaning = MEANINGS[name](moments, parts)
        if meaning is not None:
            yield self._time(low, parts, meaning, joins=joins)

    def _several(self, low: str, name: str, moments: Moments, parts: list[Lexeme], *, joins: bool) -> Iterator[Time]:
        """ "am 3., 4. und 5. Juni", "10 bis 12 Uhr": each by what is said once for all."""
        for group in _shared(name, parts):
            meaning = MEANINGS["clock" if name == "clocks" else "dated"](moments, [part for _, part in group])
            own = [part for is_own, part in group if is_own]
            if meaning is not None:
                yield self._time(low, own, meaning, joins=joins)

    def _time(self, low: str, parts: list[Lexeme], meaning: Meaning, *, joins: bool) -> Time:
        """``joins`` tells that it ends a range: "through" before it then says nothing of its year."""
        start = parts[0].start
        role: TimeRole = self._role(low, start) if start and (meaning.period or meaning.type != "DATE") else ""
        if role == "since" and meaning.earlier is not None:
            meaning = meaning.earlier
        if role == "until" and meaning.later is not None and not joins:
            meaning = meaning.later
        return Time(Span(start, parts[-1].end), meaning.type, meaning.value, meaning.period, meaning.relative, role)

    def _role(self, low: str, start: int) -> TimeRole:
        """The preposition before an expression, over articles and the like."""
        stop = start
        for _ in range(4):
            if stop < 2 or low[stop - 1] != " ":
                return ""
            place = word_start(low, 0, stop - 1)
            word = low[place : stop - 1]
            role = self._roles.get(word)
            if role:
                return role
            if word not in self._between:
                return ""
            stop = place
        return ""


def _readings(letters: str, position: int, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """The rules that fit at a place and where they end: "3. Quartal" and "3 Tage" look alike."""
    name = match.lastgroup or ""
    yield name, match.end()
    letter = letters[position]
    for later, firsts, rule in _ONE_BY_ONE[_PLACES[name] + 1 :]:
        found = rule.match(letters, position) if letter in firsts else None
        if found is not None:
            yield later, found.end()


def _shared(name: str, parts: list[Lexeme]) -> Iterator[list[tuple[bool, Lexeme]]]:
    """For each day or hour its lexemes, those written at its place marked."""
    if name == "clocks":
        hour = parts[0].value
        yield [(True, Lexeme(parts[0].start, parts[0].end, "C", (hour, 0)))]
        yield [(True, parts[1])]
        return
    days = [part for part in parts if part.kind in "DO"]
    rest = [part for part in parts if part.kind in "MYW"]
    holder = days[-1] if parts[0].kind != "M" else days[0]
    for day in days:
        yield sorted([(True, day), *((day is holder, part) for part in rest)], key=lambda pair: pair[1].start)
