"""Frames of a language: shapes of words and typed slots, by what they tell; ``frames.toml`` lists them.

A shape is read against a sentence in which every find (a state, a year, a percentage) stands as one sign and fillers
are left out; so are times, unless the shape has a slot for one. ``<state>`` is a slot, ``<other:state|adjective>`` one
with a name that takes either type; ``...`` leaps over words of the clause, ``....`` over commas too, never over a
number or a state. ``{a,b}`` writes out a paradigm, ``$name`` a part; the rest may be a regular expression.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from ahocorasick_rs import AhoCorasick, Implementation

from faktenlage.errors import PackError
from faktenlage.packs.files import read_toml, ships
from faktenlage.packs.patterns import Anywhere, Before, written_out

__all__ = ["REPEATED", "SIGNS", "Frames", "Shape", "Shapes", "read_frames"]

_TYPES = (
    "state", "adjective", "subset", "members", "percent", "points", "factor", "money", "number", "decimal", "ordinal",
    "year", "time", "measure", "base", "target", "alliance", "person", "office", "all", "none", "rest", "country",
    "newest",
)  # fmt: skip
SIGNS: Mapping[str, str] = {name: chr(0xE000 + place) for place, name in enumerate(_TYPES)}
_LEAPT = frozenset(
    {"year", "time", "measure", "base", "target", "alliance", "office", "country", "all", "none", "rest"}
)
_BARRED = "".join(sign for name, sign in SIGNS.items() if name not in _LEAPT)
_SLOT = re.compile(r"<(?:(\w+):)?([\w|]+)>")
_PIECES = re.compile(r" ?\.\.\.\.? ?|<[\w:|]+>|[^ <]+|.")
_BRACKETS = re.compile(r"\([^()]*\)[?*+]?|\{[^{}]*\}[?*+]?")
_ROUND = re.compile(r"\([^()]*\)[?*+]?")
_FORMS = re.compile(r"(?<![\w}])\{([^{}]*)\}(?![?*+\w{])")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MARKS = re.compile(r"[^\w ]*[][\\?*+.|()^$]")
_PLAIN = re.compile(r"[^\W\d_]{3,}")
_PART = re.compile(r"\$(\w+)")
_NEVER = "(?!)"
_UNHELD = "_"
KEPT = 1000  # combinations of signs
REPEATED = "__"  # between the name of a slot and which of its places in a shape it is


class Shape:
    """One shape, compiled: signs it ``needs``, of each of its ``words`` one; ``timed`` if it has a slot for a time."""

    __slots__ = ("_finditer", "needs", "timed", "words", "written")

    def __init__(self, written: str) -> None:
        self.written = written
        self.timed = any({"year", "time"} & set(slot[2].split("|")) for slot in _SLOT.finditer(written))
        needs = tuple(_needs(written))
        self.needs = tuple(frozenset(signs) for signs in needs if len(signs[0]) == 1)
        self.words = (*(signs for signs in needs if len(signs[0]) > 1), *_choices(written))
        self._finditer: Callable[[str], Iterator[re.Match[str]]] | None = None

    @property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        """Where it fits; compiled when it is first tried, which few are."""
        if self._finditer is None:
            self._finditer = re.compile(_expression(self.written)).finditer
        return self._finditer


class Shapes:
    """The shapes of one frame in the order in which they are tried."""

    __slots__ = ("index", "shapes", "words")

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = tuple(words)
        self.shapes: tuple[Shape, ...] = ()
        self.index: Index | None = None

    def compiled(self, parts: Mapping[str, str]) -> None:
        """Put them together with the parts they name."""
        self.shapes = tuple(Shape(_PART.sub(lambda name: _part(parts[name[1]]), word)) for word in self.words)
        self.index = Index((self,))

    def check(self) -> None:
        """Compile every one; raises re.error where one is broken."""
        for shape in self.shapes:
            _ = shape.finditer


class Index:
    """Which shapes of several frames may fit a sentence at all, by its signs and its letters, in one look."""

    __slots__ = ("_automaton", "_known", "_masks", "frames", "none")

    def __init__(self, frames: Iterable[Shapes]) -> None:
        self.frames = tuple(frames)
        self.none: Mapping[Shapes, tuple[()]] = dict.fromkeys(self.frames, ())
        self._automaton: AhoCorasick | None = None
        self._masks: list[int] = []
        self._known: dict[frozenset[str], tuple[tuple[Shapes, Shape, int], ...]] = {}
        """By signs: shapes with the choices of words of which each needs one, a bit for every choice."""

    def possible(self, signs: frozenset[str], said: str) -> dict[Shapes, list[Shape]]:
        """The shapes of each frame that may fit a sentence with these signs; frames without any are left out."""
        known = self._known.get(signs)
        if known is None:
            known = self._with_signs(signs)
        held = 0
        if self._automaton is not None and known:
            for word, _, _ in self._automaton.find_matches_as_indexes(said, overlapping=True):
                held |= self._masks[word]
        found: dict[Shapes, list[Shape]] = {}
        for shapes, shape, mask in known:
            if held & mask == mask:
                found.setdefault(shapes, []).append(shape)
        return found

    def _with_signs(self, signs: frozenset[str]) -> tuple[tuple[Shapes, Shape, int], ...]:
        choices: dict[tuple[str, ...], int] = {}
        for shapes in self.frames:
            for shape in shapes.shapes:
                for words in shape.words:
                    choices.setdefault(words, 1 << len(choices))
        if choices and self._automaton is None:
            masks: dict[str, int] = {}
            for words, bit in choices.items():
                for word in words:
                    masks[word] = masks.get(word, 0) | bit
            self._masks = list(masks.values())
            self._automaton = AhoCorasick(list(masks), implementation=Implementation.ContiguousNFA)
        if len(self._known) >= KEPT:
            self._known.clear()
        known = self._known[signs] = tuple(
            (shapes, shape, sum(choices[words] for words in set(shape.words)))
            for shapes in self.frames
            for shape in shapes.shapes
            if not any(map(signs.isdisjoint, shape.needs))
        )
        return known


def _expression(written: str) -> str:
    found: list[str] = [r"(?<!\w)"]
    uses: Counter[str] = Counter()
    for part in _PIECES.findall(written_out(written)):
        bare = part.strip()
        if bare in ("...", "...."):
            first, kept = (" ", ",") if bare == "..." else ("[ ,]", "")
            found.append(rf"(?:{first}[^{_BARRED};:.!?(){kept}]{{0,70}}?)? ")
        elif slot := _SLOT.fullmatch(part):
            signs = "".join(SIGNS[name] for name in slot[2].split("|"))
            name = slot[1] or slot[2].split("|")[0]
            uses[name] += 1
            found.append(f"[{signs}]" if name == _UNHELD else f"(?P<{name}{REPEATED}{uses[name]}>[{signs}])")
        else:
            found.append(part)
    return "".join([*found, r"(?!\w)"])


def _part(written: str) -> str:
    """A part in brackets; its slots without a name hold nothing."""
    return "(?:" + _SLOT.sub(lambda slot: slot[0] if slot[1] else f"<{_UNHELD}:{slot[2]}>", written) + ")"


def _needs(written: str) -> Iterator[tuple[str, ...]]:
    """The signs of every slot outside brackets, and the longest plain word there."""
    outside = written
    while (bare := _BRACKETS.sub(" ", outside)) != outside:
        outside = bare
    for slot in _SLOT.finditer(outside):
        yield tuple(SIGNS[name] for name in slot[2].split("|"))
    words = [word for word in _SLOT.sub(" ", outside).split() if _PLAIN.fullmatch(word)]
    if words:
        yield (max(words, key=len),)


def _choices(written: str) -> Iterator[tuple[str, ...]]:
    """Of every paradigm outside brackets that cannot be left out, a word of each of its forms."""
    bare = _SLOT.sub(" ", written)
    while (outside := _ROUND.sub(" ", bare)) != bare:
        bare = outside
    if any(sign in bare for sign in "|()\\"):
        return
    for found in _FORMS.finditer(bare):
        words = [max(_LETTERS.findall(form), key=len, default="") for form in found[1].split(",")]
        if all(words) and not _MARKS.search(found[1]):
            yield tuple(words)


class Frames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shapes by what they tell, explained in the packs; a frame without shapes never fits."""

    fillers: Anywhere = Anywhere()
    time_leads: Before = Before()
    parts: Mapping[str, str] = {}

    # one state or group against another
    ratio: Shapes = Shapes()
    ratio_to_rest: Shapes = Shapes()
    ratio_to_told: Shapes = Shapes()
    more: Shapes = Shapes()
    less: Shapes = Shapes()
    apart: Shapes = Shapes()
    short_of_target: Shapes = Shapes()
    by_year: Shapes = Shapes()

    # places
    first_of_all: Shapes = Shapes()
    last_of_all: Shapes = Shapes()
    none_above: Shapes = Shapes()
    only_these: Shapes = Shapes()
    the_only: Shapes = Shapes()
    none_below: Shapes = Shapes()
    only_above: Shapes = Shapes()
    behind_some: Shapes = Shapes()
    from_bottom: Shapes = Shapes()
    first_places: Shapes = Shapes()
    last_places: Shapes = Shapes()
    place_before: Shapes = Shapes()
    surpassed_by: Shapes = Shapes()
    only_more: Shapes = Shapes()
    followed_by: Shapes = Shapes()
    placed: Shapes = Shapes()

    # since when
    high: Shapes = Shapes()
    low: Shapes = Shapes()

    # members
    joined: Shapes = Shapes()
    joined_next: Shapes = Shapes()
    newest: Shapes = Shapes()
    membership: Shapes = Shapes()

    # sums
    part: Shapes = Shapes()

    # changes
    moved: Shapes = Shapes()
    counted_again: Shapes = Shapes()
    counted_more: Shapes = Shapes()
    counted_fewer: Shapes = Shapes()


def read_frames(path: Path) -> Frames:
    """Read ``frames.toml``, without which no frame ever fits; raises PackError for what is unknown or broken."""
    frames = read_toml(path, Frames) if path.exists() else Frames()
    known: list[Shapes] = []
    for name in frames.__struct_fields__:
        shapes = getattr(frames, name)
        if isinstance(shapes, Shapes) and shapes.words:
            try:
                shapes.compiled(frames.parts)
                known.append(shapes)
                if not ships(path):
                    shapes.check()
            except (re.error, KeyError) as error:
                raise PackError(path, None, f"has a broken shape in {name} ({error})", "mend the shape") from None
    index = Index(known)
    for shapes in known:
        shapes.index = index
    return frames
