"""Finds the day of publication in a report's own date line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from faktenlage.language.detection import detect
from faktenlage.language.marks import expand, fold
from faktenlage.language.times import read_times
from faktenlage.language.tries import trie
from faktenlage.model import Span, Time
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["find_published"]

LINES = 10
REACH = 600
OPENING = 120  # characters that may stand before the date on its line
LONGEST = 80  # characters of a date with what may belong to it

# Before the date: nothing but a place, an agency or a name. "Am" or "On" there would be the story itself.
_PLACE = re.compile(r"[^\W\d_][^\n.!?:;()]{0,40}(?:\([^()\n]{1,20}\))? ?(?:[,/:|–—-]|, [^\W\d_]{2,3})? ?$")
# After it: the end of the line, a clock time, or an agency and a dash.
_TAIL = re.compile(
    r"\)?[ ,|–—-]*(?:(?:[^\W\d_]{1,4} )?\d{1,2}(?:[:.]\d{2}(?::\d{2})?(?!\d)| ?[^\W\d_]{2,4}\b)[^\n]{0,24}"
    r"|\|[^\n]{0,60}"
    r"|(?:\([^()\n]{1,30}\)|[A-ZÄÖÜ][\w/-]{1,12})? ?(?:--?|–|—)\s[^\n]*|\([^()\n]{1,30}\):?[^\n]*)?[ .|:]*(?:\n|$)"
)
_ORNAMENT = " \t|*_#•("
_YEAR = re.compile(r"\d\d")  # of two digits at least, and without a year no day is known
_SENTENCE = re.compile(r"\. [A-ZÄÖÜ]")


def find_published(text: str, languages: Mapping[str, LanguagePack]) -> tuple[dt.date, Span] | None:
    """The day in the first date line near the beginning, and where it stands; dates of the story do not count."""
    head = text[:REACH]
    for pack in _by_likelihood(head, languages):
        for start, line in _lines(head):
            found = _line_date(line, pack)
            if found is not None:
                day, span = found
                return day, Span(start + span.start, start + span.end)
    return None


def _by_likelihood(head: str, languages: Mapping[str, LanguagePack]) -> list[LanguagePack]:
    likely = detect(head, languages)
    return sorted(languages.values(), key=lambda pack: pack.code != likely)


def _lines(head: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in head.split("\n")[:LINES]:
        yield start, line.removesuffix("\r")
        start += len(line) + 1


def _line_date(line: str, language: LanguagePack) -> tuple[dt.date, Span] | None:
    opening = line[: len(line) - len(line.lstrip(_ORNAMENT)) + OPENING + LONGEST]
    if not _YEAR.search(opening):
        return None
    for time in read_times(opening, language, None):
        day = _whole_day(time)
        if day is not None:
            before = line[: time.span.start]
            opened = _opens(before, language) and _TAIL.match(line, time.span.end)
            after_place = (
                before.rstrip().endswith(",") and _placed(before, language) and _SENTENCE.match(line, time.span.end)
            )
            opened = opened or after_place
            return (day, time.span) if opened else None
    return None


def _whole_day(time: Time) -> dt.date | None:
    return time.period.first if time.period and time.period.grain == "day" and time.type == "DATE" else None


def _opens(before: str, language: LanguagePack) -> bool:
    """Whether what stands before the date on its line fits a date line."""
    bare = before.strip(_ORNAMENT)
    return not bare or _labels(language).fullmatch(fold(bare)) is not None or _placed(before, language)


def _placed(before: str, language: LanguagePack) -> bool:
    """A place, with an agency or not, and a mark: "Kiel (abc) - ", "Kiel, den "."""
    words = before.split()
    if len(words) > 1 and fold(words[-1]) in language.times.articles:
        before = before.rstrip()[: -len(words[-1])]
    bare = before.strip()
    return bool(_PLACE.fullmatch(before.lstrip())) and bare[-1] in ",/|–—-)" and len(words) <= 5


@lru_cache(maxsize=32)
def _labels(language: LanguagePack) -> re.Pattern[str]:
    times = language.times
    labels = trie(form for word in times.datelines for form in expand(word))
    return re.compile(rf"(?:[^.!?]{{0,40}}[|,–-] ?)?{labels}(?: (?:{trie(times.on)}))?:?(?: {trie(times.weekdays)},?)?")
