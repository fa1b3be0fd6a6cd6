"""Which year a number is of, where figures come late and a report may look back: with what else it may be."""

from __future__ import annotations

from dataclasses import dataclass

from faktenlage.claims.discourse import Discourse
from faktenlage.claims.scene import Scene
from faktenlage.claims.years import year_for

__all__ = ["Term", "term_for"]


@dataclass(frozen=True, slots=True)
class Term:
    """A year, where it comes from, whether the sentence names it, and the years it may be instead."""

    year: int
    how: str
    rivals: tuple[int, ...] = ()
    sure: bool = False


def term_for(scene: Scene, discourse: Discourse, place: int, measure: str) -> Term | None:
    """The year of a number; None where it lies ahead.

    A year that no words name may be the report's own or the one before, of which nothing may be published yet.
    """
    clause = scene.clauses[scene.clause_of(place)]
    now = discourse.context.published.year
    found = year_for(scene, discourse, place, measure.partition(" in ")[0])
    newest = discourse.default_year(measure.partition(" in ")[0])
    known = discourse.year_for(scene.index)
    if not found.sure and known is not None and not _named(scene, clause.start, clause.end):
        if scene.phrases.year_after.search(scene.folded, scene.span.start, clause.end):
            return Term(known + 1, "the year after", (known,), sure=True) if known < now else None
        if scene.phrases.same_year.search(scene.folded, clause.start, clause.end):
            return Term(known, "that year", sure=True)
    if found.year > now:
        return None
    if found.sure:
        return Term(found.year, found.how, sure=True)
    year, how = found.year, found.how
    named = _named(scene, scene.span.start, scene.span.end)
    if len(named) == 1 and how in ("the report so far", "the newest figures"):
        year, how = named.pop(), "named in the sentence"
    elif year > newest:
        year, how = newest, "the newest figures"
    rivals = {*found.rivals, found.year, newest}
    if known is None:
        rivals |= {now, now - 1}
    return Term(year, how, tuple(sorted(other for other in rivals - {year} if other <= now)))


def _named(scene: Scene, start: int, end: int) -> set[int]:
    """The whole years named between two places."""
    times = [time for time in scene.times if start <= time.span.start < end and time.role == "" and not time.relative]
    years = [time.period.year for time in times if time.period is not None]
    return {year for year in years if year is not None}
