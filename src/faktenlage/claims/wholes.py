"""The groups a sentence names: whole unions of states, by their name or by their members."""

from __future__ import annotations

from faktenlage.claims.discourse import Discourse
from faktenlage.claims.scene import Scene
from faktenlage.language.marks import Mark
from faktenlage.model import Span

__all__ = ["group_here", "group_of_place", "groups"]

ANY = "any"
BEHIND = 28  # characters between a number and the group it is of


def groups(scene: Scene) -> list[Mark]:
    """Mentions of groups in order, each place once."""
    if "groups" not in scene.memo:
        found = [mark for kind in ("organisation", "members", "subset") for mark in scene.of(kind) if mark.value != ANY]
        found.sort(key=lambda mark: (mark.start, -mark.end))
        kept: list[Mark] = []
        for mark in found:
            if not kept or mark.start >= kept[-1].end:
                kept.append(mark)
        scene.memo["groups"] = kept
    return scene.memo["groups"]


def group_here(scene: Scene, clause: int, number: Span) -> str | None:
    """The group a number of a clause is the total of: named before it, or right behind; None for two of them."""
    here = scene.in_clause(clause, groups(scene))
    before = [mark for mark in here if mark.end <= number.start]
    found = before or [mark for mark in here if 0 <= mark.start - number.end <= BEHIND]
    return found[-1].value if found and len({mark.value for mark in found}) == 1 else None


def group_of_place(scene: Scene, discourse: Discourse, place: int) -> str | None:
    """Whom a place is a place among: the group named in its clause or sentence, else all; None for a part of them."""
    clause = scene.clauses[scene.clause_of(place)]
    named = scene.in_clause(scene.clause_of(place), groups(scene)) or groups(scene)
    if len({mark.value for mark in named}) > 1:
        after = [mark for mark in named if mark.start >= place]
        named = after[:1]
    if named:
        return named[-1].value
    if scene.phrases.europe.search(scene.folded, scene.span.start, scene.span.end):
        return scene.matter.europe or None
    if scene.phrases.bloc.search(scene.folded, scene.span.start, scene.span.end):
        return discourse.group_for(scene.index, 2)
    other = scene.phrases.other_group.search(scene.folded, clause.start, clause.end)
    if other:
        return None
    before = discourse.group_for(scene.index, 2)
    return before if before or scene.has("members", ANY) else scene.matter.group
