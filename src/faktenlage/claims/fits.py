"""Fits the frames of a language to a sentence in which every find stands as one sign."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from faktenlage.claims.scene import Scene
from faktenlage.language.marks import Mark
from faktenlage.model import Quantity, Span, Time
from faktenlage.packs.frames import REPEATED, SIGNS, Shape, Shapes

__all__ = ["Find", "Fit", "fits"]

_ROWS = re.compile(r"\s+|\S+")
_UNEVEN = re.compile(r"\s\s|[^\S ]")

Find: TypeAlias = Mark | Quantity | Time

_KINDS: Mapping[str, str] = {
    "area": "state",
    "area_people": "state",
    "area_government": "state",
    "area_adjective": "adjective",
    "subset": "subset",
    "members": "members",
    "organisation": "alliance",
    "measure": "measure",
    "base": "base",
    "target": "target",
    "person": "person",
    "office": "office",
}
_WORDS: Mapping[tuple[str, str], str] = {
    ("quantifier", "all"): "all",
    ("quantifier", "none"): "none",
    ("exclude", "rest"): "rest",
    ("deixis", "country"): "country",
    ("membership", "newest"): "newest",
}
_UNITS: Mapping[str, str] = {"%": "percent", "pp": "points", "factor": "factor", "ordinal": "ordinal"}


@dataclass(frozen=True, slots=True)
class Fit:
    """A shape found in a sentence: the words it covers, and what stands in its slots."""

    span: Span
    slots: Mapping[str, Find]
    shape: str

    def mark(self, name: str) -> Mark | None:
        found = self.slots.get(name)
        return found if isinstance(found, Mark) else None

    def quantity(self, name: str) -> Quantity | None:
        found = self.slots.get(name)
        return found if isinstance(found, Quantity) else None

    def time(self, name: str) -> Time | None:
        found = self.slots.get(name)
        return found if isinstance(found, Time) else None


class Coded:
    """A sentence with one sign for every find, put together from left to right; it knows where its characters stand."""

    def __init__(self) -> None:
        self.finds: dict[int, Find] = {}
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._places: list[int] = []
        self._size = 0
        self._spaced = True

    @cached_property
    def text(self) -> str:
        return "".join(self._pieces)

    def place(self, at: int) -> int:
        """Where a character stands in the text."""
        piece = bisect_right(self._starts, at) - 1
        return self._places[piece] + at - self._starts[piece]

    def find(self, sign: str, place: int, find: Find) -> None:
        self.finds[self._size] = find
        self._add(sign, place)

    def words(self, text: str, start: int, end: int) -> None:
        """The characters of a stretch, of spaces in a row only the first."""
        if _UNEVEN.search(text, start, end):
            for row in _ROWS.finditer(text, start, end):
                if not row.group().isspace():
                    self._add(row.group(), row.start())
                elif not self._spaced:
                    self._add(" ", row.start())
        else:
            self._even(text, start, end)

    def _even(self, text: str, start: int, end: int) -> None:
        if start < end and self._spaced and text[start] == " ":
            start += 1
        if start < end:
            self._add(text[start:end], start)

    def _add(self, piece: str, place: int) -> None:
        self._starts.append(self._size)
        self._places.append(place)
        self._pieces.append(piece)
        self._size += len(piece)
        self._spaced = piece[-1] == " "


def fits(scene: Scene, shapes: Shapes) -> tuple[Fit, ...]:
    """Where the shapes of a frame fit, the first listed first; no two share a find in a slot."""
    found: tuple[Fit, ...] | None = scene.fitted.get(shapes)
    if found is None:
        possible = _possible(scene, shapes)
        found = scene.fitted[shapes] = tuple(_fitting(scene, possible)) if possible else ()
    return found


def _possible(scene: Scene, shapes: Shapes) -> Sequence[Shape]:
    """The shapes of a frame that may fit; of all other frames of the pack it is noted that none does."""
    possible: Sequence[Shape] | None = scene.fitting.get(shapes)
    if possible is None:
        if shapes.index is None:
            return ()
        said = scene.between(scene.span.start, scene.span.end)
        found = shapes.index.possible(_signs(scene), said)
        scene.fitting.update(found)
        scene.fitted.update(shapes.index.none)
        for each in found:
            del scene.fitted[each]
        possible = found.get(shapes, ())
    return possible


def _fitting(scene: Scene, possible: Sequence[Shape]) -> Iterator[Fit]:
    used: set[int] = set()
    for shape in possible:
        coded = _coded(scene, timed=shape.timed)
        for found in shape.finditer(coded.text):
            groups = [name for name in found.re.groupindex if found.start(name) >= 0]
            held = {name.partition(REPEATED)[0]: coded.finds[found.start(name)] for name in groups}
            places = {_start(find) for find in held.values()}
            if used.isdisjoint(places):
                used.update(places)
                span = Span(coded.place(found.start()), _end(coded, found.end()))
                yield Fit(span, held, shape.written)


def _start(find: Find) -> int:
    return find.start if isinstance(find, Mark) else find.span.start


def _end(coded: Coded, end: int) -> int:
    """Where the last character or find of a match ends in the text."""
    last = coded.finds.get(end - 1)
    if last is not None:
        return last.end if isinstance(last, Mark) else last.span.end
    return coded.place(end - 1) + 1


def _signs(scene: Scene) -> frozenset[str]:
    """The signs of everything in the sentence, what overlaps included."""
    signs = {SIGNS[_type_of(quantity)] for quantity in scene.quantities}
    signs.update(SIGNS[_type_in(time)] for time in scene.times)
    signs.update(SIGNS[sign] for mark in scene.marks if (sign := _sign_of(mark)))
    return frozenset(signs)


def _coded(scene: Scene, *, timed: bool) -> Coded:
    """The sentence without or with its times."""
    found: Coded | None = scene.coded.get(timed)
    if found is None:
        finds = sorted(_finds(scene), key=lambda item: item[0])
        found = scene.coded[timed] = _code(scene, finds, timed=timed)
    return found


def _code(scene: Scene, finds: list[tuple[int, int, str, Find]], *, timed: bool) -> Coded:
    coded = Coded()
    frames = scene.phrases.frames
    dropped = [found.span() for found in frames.fillers.finditer(scene.folded, scene.span.start, scene.span.end)]
    place = scene.span.start

    def keep(start: int, end: int) -> None:
        for low, high in dropped:
            if low < end and high > start:
                coded.words(scene.folded, start, low)
                start = max(start, high)
        coded.words(scene.folded, start, end)

    for start, end, sign, find in finds:
        if start < place:
            continue
        if isinstance(find, Time) and not timed:
            lead = frames.time_leads.search(scene.folded, place, start)
            keep(place, lead.start() if lead else start)
        else:
            keep(place, start)
            coded.find(sign, start, find)
        place = end
    keep(place, scene.span.end)
    return coded


def _finds(scene: Scene) -> Iterator[tuple[int, int, str, Find]]:
    """Every find with its place and sign; of those that overlap, numbers come first, then times, then the longest."""
    taken: list[tuple[int, int]] = []
    timed = [time.span for time in scene.times]
    for quantity in scene.quantities:
        if not any(span.overlaps(quantity.span) for span in timed):
            taken.append((quantity.outer.start, quantity.span.end))
            yield *taken[-1], SIGNS[_type_of(quantity)], quantity
    for time in scene.times:
        if _free(taken, time.span.start, time.span.end):
            taken.append((time.span.start, time.span.end))
            yield *taken[-1], SIGNS[_type_in(time)], time
    known = [(_sign_of(mark), mark) for mark in scene.marks]
    for sign, mark in sorted((each for each in known if each[0]), key=lambda each: each[1].start - each[1].end):
        if _free(taken, mark.start, mark.end):
            taken.append((mark.start, mark.end))
            yield mark.start, mark.end, SIGNS[sign], mark


def _sign_of(mark: Mark) -> str:
    return _KINDS.get(mark.kind) or _WORDS.get((mark.kind, mark.value), "")


def _type_of(quantity: Quantity) -> str:
    if quantity.unit in _UNITS:
        return _UNITS[quantity.unit]
    if quantity.unit:
        return "money"
    return "number" if quantity.step >= 1 else "decimal"


def _type_in(time: Time) -> str:
    whole = time.period is not None and time.period.year is not None and time.period.grain == "year"
    return "year" if whole and time.type == "DATE" else "time"


def _free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return all(end <= low or high <= start for low, high in taken)
