"""One sentence with everything found in it, and the questions frames ask of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from faktenlage.language.marks import Mark
from faktenlage.model import Clause, Quantity, Span, Time
from faktenlage.packs.matters import Matter
from faktenlage.packs.phrases import Phrases

__all__ = ["AREA_KINDS", "Scene"]

AREA_KINDS = frozenset({"area", "area_adjective", "area_people", "area_government"})
_SUBJECT_KINDS = frozenset({"area", "area_people", "area_government"})


@dataclass(slots=True)
class Scene:
    """A sentence of ``text``; all offsets are those of the whole text.

    ``moods`` are its clauses with their firmness, ``clauses`` their spans,
    ``bracketed`` the indexes of those inside brackets; ``years`` is kept by those who read the years of a sentence,
    ``shared`` are the places of amounts whose currency or scale is said elsewhere.
    """

    text: str
    folded: str
    span: Span
    index: int
    marks: Sequence[Mark]
    quantities: Sequence[Quantity]
    times: Sequence[Time]
    moods: Sequence[Clause]
    phrases: Phrases
    matter: Matter
    clauses: Sequence[Span] = field(init=False)
    bracketed: frozenset[int] = field(init=False)
    starts: Sequence[int] = field(init=False)
    kinds: dict[str, list[Mark]] = field(init=False)
    said: dict[str, set[str]] = field(init=False)
    years: list[Time] | None = field(default=None, init=False)
    memo: dict[str, list[Mark]] = field(default_factory=dict)
    coded: dict[bool, Any] = field(default_factory=dict, init=False)
    fitted: dict[Any, Any] = field(default_factory=dict, init=False)
    fitting: dict[Any, Any] = field(default_factory=dict, init=False)
    yardsticks: dict[int, bool] = field(default_factory=dict, init=False)
    shared: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.clauses = [clause.span for clause in self.moods]
        self.bracketed = frozenset(index for index, clause in enumerate(self.moods) if clause.bracketed)
        self.starts = [clause.start for clause in self.clauses]
        self.kinds = {}
        for mark in self.marks:
            self.kinds.setdefault(mark.kind, []).append(mark)
        self.said = {kind: {mark.value for mark in marks} for kind, marks in self.kinds.items()}

    def of(self, kind: str, *values: str) -> list[Mark]:
        known = self.kinds.get(kind, [])
        return [mark for mark in known if mark.value in values] if values else known

    def has(self, kind: str, *values: str) -> bool:
        known = self.said.get(kind)
        return known is not None and (not values or not known.isdisjoint(values))

    def clause_of(self, place: int) -> int:
        """Index of the clause that holds ``place``; the last one before it where it stands on a sign."""
        return max(0, bisect_right(self.starts, place) - 1)

    def clause_has(self, place: int, kind: str, *values: str) -> bool:
        clause = self.clauses[self.clause_of(place)]
        return any(clause.start <= mark.start < clause.end for mark in self.of(kind, *values))

    def in_clause(self, index: int, marks: Sequence[Mark]) -> list[Mark]:
        clause = self.clauses[index]
        return [mark for mark in marks if clause.start <= mark.start < clause.end]

    def aside(self, index: int) -> bool:
        """Whether a clause is a relative one: "Poland, which borders Russia, spends ..."."""
        clause = self.clauses[index]
        words = self.between(clause.start, clause.end)
        if not index or self.phrases.relative_clause.match(words):
            return bool(index)
        article = self.phrases.relative_article.match(words)
        return article is not None and self.text[clause.start + article.end() :].lstrip()[:1].islower()

    def areas(self, *, adjectives: bool = False) -> list[Mark]:
        """Mentions of states in order: names, governments, peoples; adjectives only when asked for."""
        key = "areas of any form" if adjectives else "areas"
        if key not in self.memo:
            kinds = AREA_KINDS if adjectives else _SUBJECT_KINDS
            self.memo[key] = [mark for mark in self.marks if mark.kind in kinds]
        return self.memo[key]

    def alliance(self) -> list[Mark]:
        """Mentions of the organisation as itself, not inside a longer phrase ("Nato-Quote")."""
        longer = [mark for mark in self.marks if mark.kind not in ("organisation", "rank")]
        return [
            mark
            for mark in self.of("organisation")
            if not any(
                other.start <= mark.start and mark.end <= other.end and other.end - other.start > mark.end - mark.start
                for other in longer
            )
        ]

    def before(self, place: int, length: int = 30) -> str:
        """Folded characters in front of ``place``, no further than the sentence."""
        return self.folded[max(self.span.start, place - length) : place]

    def after(self, place: int, length: int = 30) -> str:
        return self.folded[place : min(self.span.end, place + length)]

    def between(self, left: int, right: int) -> str:
        return self.folded[left:right]

    def words_between(self, left: int, right: int) -> int:
        return len(re.findall(r"\w+", self.folded[left:right]))
