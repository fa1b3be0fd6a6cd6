"""Reads a report for every domain it speaks of, and brings their claims together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from faktenlage.claims.discourse import Context
from faktenlage.claims.interpret import interpret
from faktenlage.claims.staging import scenes, with_rivals
from faktenlage.claims.together import together
from faktenlage.language.marks import Mark
from faktenlage.model import Claim, Clause, Quantity, Span, Time
from faktenlage.packs.matters import Matter
from faktenlage.packs.phrases import Phrases

__all__ = ["Hearing", "read"]


@dataclass(frozen=True, slots=True)
class Hearing:
    """A domain that a report speaks of: its words there, its phrases and matter, and what its reader brings along."""

    marks: Sequence[Mark]
    speech: tuple[Phrases, Matter]
    context: Context


def read(
    text: str,
    folded: str,
    told: Sequence[tuple[Span, tuple[Clause, ...]]],
    numbers: tuple[Sequence[Quantity], Sequence[Time]],
    hearings: Sequence[Hearing],
) -> tuple[Claim, ...]:
    """The claims of a report in the order of the text; ``told`` are its sentences with their clauses.

    What one domain measures is something else's to the others.
    """
    found: list[tuple[Claim, ...]] = []
    for hearing in hearings:
        strange = [mark for other in hearings if other is not hearing for mark in other.marks]
        own = with_rivals(hearing.marks, strange)
        found.append(interpret(scenes(text, folded, told, (own, *numbers), hearing.speech), hearing.context))
    return together(found, numbers[0]) if found else ()
