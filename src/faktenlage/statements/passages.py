"""Passages between quotation marks, of every kind and unbalanced ones, and what sort of words they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from faktenlage.model import Span

__all__ = ["Passage", "passages"]

# begins with a set of characters, which lets a search skip all others
_MARKS = re.compile(r"[„“”»«\"‚‘'›‹](?:(?<=[„“”»«\"])|(?<!\w[‚‘'›‹])(?=[^\W\d]))")
_CLOSING = {"„": '“”"', "“": '”“"', "”": '”"', "»": "«", "«": "»", '"': '"”'}
_SINGLE = {
    mark: re.compile(rf"(?<=[\w.,!?…%)])[{closing}](?!\w)|\n\s*\n")
    for mark, closing in (("‚", "‘’"), ("‘", "’"), ("'", "'"), ("›", "‹"), ("‹", "›"))
}
_STOPS = ".,!?…"
_BREAK = re.compile(r"\n\s*\n|\r\n\s*\r\n")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
LONGEST = 3000
UNCLOSED = 1200


class Passage(NamedTuple):
    """A quotation or a term in marks, which offsets include; ``low`` words are in lower case, ``closed``: by a stop."""

    start: int
    end: int
    words: int
    low: int
    begins_low: bool
    closed: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def passages(text: str) -> list[Passage]:
    """Passages in order; one that is not closed ends with its paragraph."""
    return [_passage(text, start, end) for start, end in _pairs(text)]


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    opened, behind = -1, 0
    for found in _MARKS.finditer(text):
        place, mark = found.start(), found.group()
        if mark in _SINGLE or place < behind:
            if opened < 0 and place >= behind and (end := _single(text, place, _SINGLE[mark])):
                yield place, end
                behind = end
            continue
        if opened >= 0 and (end := _broken(text, opened, place)):
            if end - opened < UNCLOSED:
                yield opened, end
            opened = -1
        if opened < 0:
            if _opens(text, place, mark):
                opened = place
        elif _closes(text, opened, place):
            yield opened, place + 1
            opened = -1
    if opened >= 0 and text[opened] == "„" and (end := _paragraph_end(text, opened)):
        yield opened, end


def _broken(text: str, opened: int, place: int) -> int:
    """Where a passage ends that is not closed by the mark at ``place``: with its paragraph, or where it grows too long.

    0 where it may go on.
    """
    if place - opened > LONGEST:
        return place
    gap = _BREAK.search(text, opened, place)
    return gap.start() if gap and not _closes(text, opened, place) else 0


def _paragraph_end(text: str, opened: int) -> int:
    """Where the paragraph of a mark that is never closed ends; 0 where that is too far, or nothing follows."""
    gap = _BREAK.search(text, opened)
    end = gap.start() if gap else len(text.rstrip())
    return end if 1 < end - opened < UNCLOSED else 0


def _single(text: str, place: int, closing: re.Pattern[str]) -> int:
    """Behind the mark that closes a single one: behind a full stop or a comma before any other, as others may be
    apostrophes; 0 where there is none.
    """
    first = 0
    for found in closing.finditer(text, place + 2, place + UNCLOSED):
        if found.group().isspace():
            break
        before = text[found.start() - 1]
        if before in _STOPS:
            return found.end()
        first = first or found.end()
        if before != "s":
            return first
    return first


def _opens(text: str, place: int, mark: str) -> bool:
    after = text[place + 1 : place + 2]
    before = text[place - 1 : place]
    if mark == "„":
        return bool(after)
    return bool(after) and not after.isspace() and (not before or not before.isalnum())


def _closes(text: str, opened: int, place: int) -> bool:
    """Whether the mark at ``place`` ends the passage begun at ``opened``."""
    if text[place] not in _CLOSING[text[opened]] or place - opened > LONGEST:
        return False
    return text[opened] == "„" or not text[place - 1].isspace()


def _passage(text: str, start: int, end: int) -> Passage:
    words = _WORD.findall(text, start + 1, end)
    low = sum(word[0].islower() for word in words)
    return Passage(start, end, len(words), low, bool(words) and words[0][0].islower(), text[end - 2] in ",.!?")
