"""Whose value a frame compares or changes: the state named in its clause, the one just told of, the one spoken of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from faktenlage.claims.discourse import Discourse, Told
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import compared, free_areas
from faktenlage.language.marks import Mark
from faktenlage.model import Span

__all__ = ["Party", "party"]


@dataclass(frozen=True, slots=True)
class Party:
    """A state, how it was found, the words that name it, and the value told of it, if one was."""

    area: str
    how: str
    mark: Mark | None = None
    told: Told | None = None

    @property
    def doubts(self) -> tuple[str, ...]:
        afar = self.how == "the report so far" or (self.told is not None and not self.told.firm)
        return ("subject: the report so far",) if afar else ()


def party(scene: Scene, discourse: Discourse, span: Span, but: Collection[Mark]) -> Party | None:
    """Who the words at ``span`` are about; ``but`` are mentions with another part in them. None if that is unclear."""
    index = scene.clause_of(span.start)
    areas = [mark for mark in free_areas(scene, adjectives=True) if mark not in but]
    told = discourse.told_before(span.end, scene.index, 0)
    here = _subjects(scene, scene.in_clause(index, areas), span)
    if here:
        only = len({mark.value for mark in here}) == 1
        return (
            Party(here[-1].value, "in the clause", here[-1], _told_of(discourse, scene, here[-1].value))
            if only
            else None
        )
    if scene.in_clause(index, scene.of("members")) and not told:
        return None
    if told is not None and scene.clause_of(told.span.start) < index:
        return Party(told.area, "the value before", None, told)
    earlier = [mark for mark in areas if mark.start < scene.clauses[index].start and not compared(scene, mark)]
    if earlier:
        nouns = [mark for mark in earlier if mark.kind != "area_adjective"] or earlier
        only = len({mark.value for mark in nouns}) == 1
        return Party(nouns[-1].value, "in an earlier clause", nouns[-1]) if only else None
    if areas:
        return None
    area = discourse.lead_for(scene.index)
    return (
        None if area is None else Party(area, "the report so far", None, discourse.told_before(span.end, scene.index))
    )


def _subjects(scene: Scene, here: list[Mark], span: Span) -> list[Mark]:
    """The mentions of the clause that may be its subject: before the words first, nouns before adjectives."""
    free = [mark for mark in here if not compared(scene, mark)]
    before = [mark for mark in free if mark.end <= span.start]
    after = [mark for mark in free if mark.start >= span.end]
    inside = [mark for mark in free if span.start <= mark.start < span.end]
    for found in (before, inside, after):
        nouns = [mark for mark in found if mark.kind != "area_adjective"]
        if nouns or found:
            return nouns or found
    return []


def _told_of(discourse: Discourse, scene: Scene, area: str) -> Told | None:
    near = [told for told in discourse.told if told.area == area and told.sentence == scene.index]
    return near[-1] if near else None
