"""What looks like a time but need not be one: "may", "31. Mitglied", a bare "Jahr", an age."""

from __future__ import annotations

import re
from collections.abc import Callable

from faktenlage.language.lexemes import Lexeme
from faktenlage.language.lookback import word_start
from faktenlage.language.marks import expand
from faktenlage.language.tries import trie
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["Doubts"]

SHORT_MONTH = 5

Parts = list[Lexeme]


class Doubts:
    """Looks at the words around a find; what each rule of times.py has to fear stands in ``_checks``."""

    def __init__(self, language: LanguagePack) -> None:
        times = language.times
        self._articles = frozenset(language.numbers.articles.words)
        self._on = frozenset(times.on)
        before = language.hedges.before
        self._hedges = frozenset(word for hedge in ("about", "almost") for word in before.get(hedge, []))
        self._mark, self._endings, self._day_first = times.day_mark, bool(times.day_endings), times.day_first
        self._fractions = frozenset(form for word in language.numbers.fractions.denominators for form in expand(word))
        self._age_before = tuple(f"{word} " for word in times.ages.before)
        after = trie(form for word in times.ages.after for form in expand(word))
        self._age_after = re.compile(rf"[ -]{after}(?![^\W_])")
        joins = trie([*times.ranges.join, *times.coordinators])
        self._alone = re.compile(rf"$|[^\w ]|\s+(?:\d|{joins}(?![^\W_])|$)")
        self._checks: dict[str, Callable[[str, str, Parts], bool]] = {
            "year": self._round_and_hedged,
            "month": self._word_like_a_month,
            "month_day": self._day_behind,
            "month_days": self._day_behind,
            "several_month_days": self._day_behind,
            "weekday_day": self._number_behind,
            "every": self._each_of,
            "week_number": self._counts,
            "daypart": self._without_preposition,
            "unit": self._bare_unit,
            "ago": self._bare_start,
            "later": self._bare_start,
            "half_more": self._bare_start,
            "duration": self._other_length,
            "lengths": self._other_length,
            "day_of_month": self._no_day,
        }

    def doubtful(self, text: str, low: str, name: str, parts: Parts) -> bool:
        """Whether what a rule found is better left alone."""
        check = self._checks.get(name)
        return check is not None and check(text, low, parts)

    @staticmethod
    def _word_like_a_month(text: str, _low: str, parts: Parts) -> bool:
        start, end = parts[0].start, parts[-1].end
        return text[start].islower() and end - start <= SHORT_MONTH

    def _round_and_hedged(self, _text: str, low: str, parts: Parts) -> bool:
        """ "rund 2000 Soldaten": no year."""
        return parts[0].value % 50 == 0 and _word_before(low, parts[0].start) in self._hedges

    def _day_behind(self, _text: str, _low: str, _parts: Parts) -> bool:
        """ "Juni 5" is no day where the day stands first."""
        return self._day_first

    def _number_behind(self, text: str, _low: str, parts: Parts) -> bool:
        end = parts[-1].end
        return not self._ends_as_day(text, end) and not (self._endings and text[end - 1].isalpha())

    @staticmethod
    def _each_of(_text: str, low: str, parts: Parts) -> bool:
        """ "alle im Jahr 2014" are all of them, not every year."""
        return len(parts) > 1 and low[parts[0].end : parts[1].start] != " "

    def _counts(self, _text: str, low: str, parts: Parts) -> bool:
        """ "week 10 people died": the number belongs to what follows."""
        return self._alone.match(low, parts[-1].end) is None

    def _without_preposition(self, _text: str, low: str, parts: Parts) -> bool:
        return _word_before(low, parts[0].start) not in self._on

    def _bare_unit(self, text: str, low: str, parts: Parts) -> bool:
        """A unit needs an article, a weekend at least a preposition."""
        before = _word_before(low, parts[0].start)
        allowed = before in self._articles or (parts[0].value == "WE" and before in self._on)
        return not allowed or self._other_length(text, low, parts)

    def _bare_start(self, _text: str, low: str, parts: Parts) -> bool:
        if parts[0].kind != "U":
            return False
        before = _word_before(low, parts[0].start)
        return before not in self._articles and not (parts[0].value == "WE" and before in self._on)

    def _other_length(self, _text: str, low: str, parts: Parts) -> bool:
        """An age ("16 Jahre alt"), or in English a fourth of something: "a quarter", "three-quarters"."""
        start, end = parts[0].start, parts[-1].end
        if len(parts) > 1 and parts[1].start - parts[0].end > 2 and (parts[0].kind == "D" or _counts(parts[0])):
            return True  # "the 15th of the month", "685,000 in the year"
        if low[parts[-1].start : end] in self._fractions and len(parts) < 3:
            return len(parts) == 1 or parts[0].value in (1, 3)
        return low.endswith(self._age_before, 0, start) or self._age_after.match(low, end) is not None

    def _no_day(self, text: str, low: str, parts: Parts) -> bool:
        """ "am 15. zurück", but not "am 3. Spieltag" and not "Platz 3."."""
        start, end = parts[0].start, parts[-1].end
        return _word_before(low, start) not in self._on or not self._ends_as_day(text, end)

    def _ends_as_day(self, text: str, end: int) -> bool:
        """Whether a number is marked as a day and no noun follows that it could count."""
        if self._mark:
            following = text[end + 1 : end + 3].strip()[:1]
            return text[end : end + 1] == self._mark and not (following.isupper() or following.isdigit())
        return not text[end : end + 2].strip(" ")[:1].isalnum() and not text[end - 1].isdigit()


def _counts(number: Lexeme) -> bool:
    """Whether it is a whole number: "half of the year" is a length."""
    return number.kind in "Nn" and number.value == int(number.value)


def _word_before(low: str, start: int) -> str:
    return low[word_start(low, 0, start - 1) : start - 1] if start > 1 else ""
