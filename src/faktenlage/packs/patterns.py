"""Phrases of a pack compiled for one place: in front of a word, behind it, between two of them, anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, ClassVar, TypeVar

__all__ = ["Pattern", "written_out"]

_PARADIGM = re.compile(r"\{([^{}0-9][^{}]*)\}")
_NOTHING = "(?!)"
METHODS = ("finditer", "fullmatch", "match", "search", "sub")  # of a compiled expression, as a pattern has them

P = TypeVar("P", bound="Pattern")


class Pattern:
    """Alternatives of one purpose within a fixed skeleton, where ``W`` stands for them; without any it never matches.

    An alternative is a phrase in lower case, ``{a,b}`` writes out a paradigm, and it may be a regular expression. It is
    compiled when it is first used: a report needs few of all the patterns there are.
    """

    __slots__ = (*METHODS, "words")
    skeleton: ClassVar[str] = "(?:W)"
    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[[str, str], str]

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = tuple(words)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the method of a compiled expression
        """A method that is not there yet."""
        if name not in METHODS:
            raise AttributeError(name)
        self.compile()
        return getattr(self, name)

    def compile(self) -> None:
        """Compile it now; raises re.error where it is broken."""
        compiled = re.compile(self.skeleton.replace("W", self._alternatives()))
        for name in METHODS:
            setattr(self, name, getattr(compiled, name))

    def _alternatives(self) -> str:
        return "|".join(map(written_out, self.words)) or _NOTHING

    def joined(self: P, other: Pattern) -> P:
        """This pattern with the alternatives of another as well."""
        return type(self)((*self.words, *other.words)) if other.words else self


def written_out(phrase: str) -> str:
    """A phrase as a regular expression, its paradigms as alternatives."""
    return _PARADIGM.sub(_alternatives, phrase)


def _alternatives(paradigm: re.Match[str]) -> str:
    return f"(?:{paradigm.group(1).replace(',', '|')})"


class Anywhere(Pattern):
    """Whole words anywhere; search it."""

    skeleton = r"\b(?:W)\b"


class Before(Pattern):
    """What a stretch of text ends with; search it in the text in front of a place."""

    skeleton = r"\b(?:W)\s*$"


class BeforeOne(Pattern):
    """What a stretch of text ends with, one word more allowed."""

    skeleton = r"\b(?:W)\s*(?:\w+\s+)?$"


class BeforeSome(Pattern):
    """What a stretch of text ends with, up to three words more allowed."""

    skeleton = r"\b(?:W)\s+(?:\w+\s+){0,3}$"


class BeforeMany(Pattern):
    """What a stretch of text ends with, up to four words more allowed."""

    skeleton = r"\b(?:W)\s*(?:[\w-]+\s+){0,4}$"


class Dashed(Pattern):
    """What a stretch of text ends with, spaces and hyphens between."""

    skeleton = r"\b(?:W)[- ]*$"


class End(Pattern):
    """What a stretch of text ends with, letter by letter."""

    skeleton = r"(?:W)$"


class After(Pattern):
    """Whole words that a stretch of text begins with; match it."""

    skeleton = r"\s*(?:W)\b"


class Opening(Pattern):
    """Whole words that a clause begins with, quotation marks aside; match it."""

    skeleton = r"[\s\"“„«»]*(?:W)\b"


class Onward(Pattern):
    """What a stretch of text begins with, parts of words too, behind a full stop, spaces or hyphens; match it."""

    skeleton = r"\.?[- ]*(?:W)"


class Later(Pattern):
    """Whole words that a stretch of text holds among its first four; match it."""

    skeleton = r"[-\s]*(?:\w+\s+){0,3}(?:W)\b"


class EndOf(Pattern):
    """What a stretch of text begins with, up to the end or the next sign; match it."""

    skeleton = r"\s*(?:W)\s*(?:$|[.,;:!?–)])"


class EndOr(Pattern):
    """Either the end of the stretch, a sign, or what it begins with; match it."""

    skeleton = r"\s*(?:$|[,.;:]|W)"


class Prefix(Pattern):
    """What a phrase begins with; match it."""


class Exact(Pattern):
    """A whole phrase; fullmatch it."""


class Part(Pattern):
    """Letters anywhere, parts of words too; search it."""


class Between(Pattern):
    """All there is between two finds; fullmatch it."""

    skeleton = r"\s*(?:W)\s*"


class Link(Pattern):
    """All there is between two finds, which may be nothing; fullmatch it."""

    skeleton = r"\s*(?:W)?\s*"


class Filling(Pattern):
    """Any number of these phrases and commas between two finds; fullmatch it."""

    skeleton = r"\s*(?:(?:,|W)\s*)*"


class Stretch(Pattern):
    """A stretch without a comma that ends with a phrase, one word more allowed; fullmatch it.

    ``within`` only looks whether a longer text ends so.
    """

    skeleton = r"[^,;]*\b(?:W)\b\s*(?:\w+\s+)?"

    @cached_property
    def within(self) -> Callable[..., re.Match[str] | None]:
        return re.compile(rf"\b(?:{self._alternatives()})\b\s*(?:\w+\s+)?$").search


class Reaching(Pattern):
    """A phrase before the next comma or full stop; match it."""

    skeleton = r"[^,.;]*\b(?:W)\b"


class Numbered(Pattern):
    """A number, led in by a bracket or a word; match it."""

    skeleton = r"\s*(?:\(|(?:W)\s)\s*\d"


class Owner(Pattern):
    """What a share is of, behind the number and a bracket; match it."""

    skeleton = r"\s*(?:\([^)]*\)\s*)?(?:W)\s*"


class Named(Pattern):
    """Two capitalised words, which may be led in by a title of two words; match it in unfolded text."""

    skeleton = r"\s+(?:(?:W) \w+ )?[A-ZÄÖÜŁŚŽČ][\w'’-]+\s+[A-ZÄÖÜŁŚŽČ]"
