"""Cuts a text into sentences and a sentence into stretches between commas, brackets and dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faktenlage.model import Span

__all__ = ["breaks_in", "sentences"]

LONGEST = 1500  # characters; longer stretches without a full stop are lists or broken text
_END = re.compile(r"[.!?…]+[\"“”»«’'\)\]]*(?=\s|$)|\n\s*\n|\n(?=[ \t]*[-*•#>])|\r\n\s*\r\n")
_NUMBER_BEFORE = re.compile(r"(?:^|[\s(–-])\d{1,2}$")
_BREAK = re.compile(r"[;:]|,(?!\d)|,(?=\d+[.,]?\d*\s)(?<!\d,)|[()\[\]–—]|\s-\s")
_WORD_BEFORE = re.compile(r"[^\s(\[\"„“»«]+$")


def sentences(text: str, abbreviations: frozenset[str]) -> Iterator[Span]:
    """Sentences in order, without surrounding white space; ``abbreviations`` are folded, without their full stop."""
    for span in _sentences(text, abbreviations):
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


def _sentences(text: str, abbreviations: frozenset[str]) -> Iterator[Span]:
    start = 0
    for found in _END.finditer(text):
        if found.group()[0] == "." and not _ends(text, start, found, abbreviations):
            continue
        if (span := _trimmed(text, start, found.end())) is not None:
            yield span
        start = found.end()
    if (span := _trimmed(text, start, len(text))) is not None:
        yield span


def _ends(text: str, start: int, found: re.Match[str], abbreviations: frozenset[str]) -> bool:
    """Whether this full stop ends a sentence rather than an abbreviation, an initial or an ordinal."""
    rest = text[found.end() : found.end() + 40].lstrip()
    if rest and rest[0].islower():
        return False
    before = text[max(start, found.start() - 30) : found.start()]
    word = _WORD_BEFORE.search(before)
    if word is None:
        return True
    last = word.group()
    if last.lower() in abbreviations or (len(last) == 1 and last.isalpha()):
        return False
    return not (_NUMBER_BEFORE.search(before) and found.group() == "." and rest and _ordinal_follows(rest))


def _ordinal_follows(rest: str) -> bool:
    """After "5." a noun usually follows directly: a date or an ordinal, not a new sentence."""
    return not rest.startswith(("Der ", "Die ", "Das ", "Ein ", "Es ", "Er ", "Sie ", "In ", "Im "))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def breaks_in(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Places (offset, sign) where a clause may end: commas, semicolons, colons, brackets, dashes."""
    return [(found.start(), found.group().strip()) for found in _BREAK.finditer(text, start, end)]
