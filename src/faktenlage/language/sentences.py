"""Cuts a text into sentences and a sentence into stretches between commas, brackets and dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from faktenlage.model import Span
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["breaks_in", "sentences"]

LONGEST = 1500  # characters; longer stretches without a full stop are lists or broken text
# Begins with a set of characters, which lets a search skip all others; what must follow each comes after.
_END = re.compile(
    r"[.!?…\n\r](?:(?<![\n\r])[.!?…]*[\"“”»«’'\)\]]*(?=\s|$)"
    r"|(?<=\n)\s*\n|(?<=\n)(?=[ \t]*[-*•#>])|(?<=\r)\n\s*\r\n)"
)
_NUMBER_BEFORE = re.compile(r"(?:^|[\s(–-])\d{1,2}$")
_SIGNS = r"[;:,()\[\]–—](?:(?<!,)|(?!\d)|(?=\d+[.,]?\d*\s)(?<!\d,))"
_BREAK = re.compile(_SIGNS)
_BREAK_OR_HYPHEN = re.compile(rf"{_SIGNS}|\s-\s")
_BEFORE_WORD = frozenset('(["„“»«')


class _Stops(NamedTuple):
    """What tells a full stop that ends a sentence from one that does not."""

    abbreviations: frozenset[str]
    openers: tuple[str, ...]
    ordinals: bool
    before_ordinal: frozenset[str]
    months: tuple[str, ...]


def sentences(text: str, language: LanguagePack) -> Iterator[Span]:
    """Sentences in order, without surrounding white space."""
    for span in _sentences(text, _stops(language)):
        yield from _pieces(text, span)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A sentence, cut at white space where it is longer than any sentence is: work stays linear in the text."""
    start = span.start
    while span.end - start > LONGEST:
        cut = max(text.rfind(", ", start, start + LONGEST), text.rfind("; ", start, start + LONGEST))
        cut = cut + 1 if cut > start else text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


@lru_cache(maxsize=32)
def _stops(language: LanguagePack) -> _Stops:
    words = language.language
    return _Stops(
        frozenset(words.abbreviations),
        tuple(f"{word} " for word in words.sentence_openers),
        language.numbers.ordinals.mark == ".",
        frozenset(words.before_ordinal),
        tuple(language.times.months),
    )


def _sentences(text: str, stops: _Stops) -> Iterator[Span]:
    start = 0
    for found in _END.finditer(text):
        if found.group()[0] == "." and not _ends(text, start, found, stops):
            continue
        if (span := _trimmed(text, start, found.end())) is not None:
            yield span
        start = found.end()
    if (span := _trimmed(text, start, len(text))) is not None:
        yield span


def _ends(text: str, start: int, found: re.Match[str], stops: _Stops) -> bool:
    """Whether this full stop ends a sentence rather than an abbreviation, an initial or an ordinal."""
    rest = text[found.end() : found.end() + 40].lstrip()
    if rest and rest[0].islower():
        return False
    before = text[max(start, found.start() - 30) : found.start()]
    stop = len(before) - before.endswith("\n")
    at = stop
    while at and before[at - 1] not in _BEFORE_WORD and not before[at - 1].isspace():
        at -= 1
    last = before[at:stop]
    if not last:
        return True
    if last.lower() in stops.abbreviations or (len(last) == 1 and last.isalpha()):
        return False
    numbered = found.group() == "." and rest and last[-1].isdigit()
    number = _NUMBER_BEFORE.search(before) if numbered else None
    return number is None or not _is_ordinal(before[: number.end()], rest, stops)


def _is_ordinal(before: str, rest: str, stops: _Stops) -> bool:
    """Whether "5." is a date or an ordinal: by the word before it, or by a month after it."""
    if not stops.ordinals or rest.startswith(stops.openers):
        return False
    words = before.split()
    article = words[-2].lower().strip('(„"') if len(words) > 1 else ""
    return not words[:-1] or article in stops.before_ordinal or rest.lower().startswith(stops.months)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def breaks_in(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Places (offset, sign) where a clause may end: commas, semicolons, colons, brackets, dashes."""
    signs = _BREAK if text.find("-", start, end) < 0 else _BREAK_OR_HYPHEN
    return [(found.start(), found.group().strip()) for found in signs.finditer(text, start, end)]
