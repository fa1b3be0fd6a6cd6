"""Which year a part of a sentence speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from faktenlage.claims.discourse import Discourse
from faktenlage.claims.scene import Scene
from faktenlage.model import Time

CLOSE = 12  # characters between a number and the year that follows it: "1,43 Prozent im Jahr 2024"

LARGE = 1000  # a bare number that is a value where heads are counted

BEHIND = 24  # characters between a number and "the year before" that belongs to it

__all__ = ["Found", "moves", "plain_years", "year_for"]


@dataclass(frozen=True, slots=True)
class Found:
    """A year and where it comes from; ``sure`` where the sentence itself says it. ``rivals`` are years it may also be.

    ``moves``: the report speaks of this year from here on; a look back ("im Vorjahr") does not move it.
    """

    year: int
    how: str
    sure: bool
    rivals: tuple[int, ...] = ()
    moves: bool = False


def plain_years(scene: Scene, discourse: Discourse) -> list[Time]:
    """Times of the sentence that name one whole year and not a deadline ahead or a beginning."""
    if scene.years is None:
        now = discourse.context.published.year
        decided = {day.year for day, _ in discourse.context.guidelines if day.year < now}
        scene.years = [
            time
            for time in scene.times
            if _names_year(time, now)
            and not _names_target(scene, time, decided)
            and not scene.phrases.yardstick_year.search(scene.before(time.span.start, 24))
        ]
    return scene.years


def _names_target(scene: Scene, time: Time, decided: set[int]) -> bool:
    """ "the 2014 benchmark", "die Zusage von 2014": the year the bar was set, not the year spoken of."""
    return any(
        0 <= mark.start - time.span.end <= 2
        or (0 <= time.span.start - mark.end <= 5 and time.period is not None and time.period.first.year in decided)
        for mark in scene.of("target")
    )


def _names_year(time: Time, now: int) -> bool:
    period = time.period
    if period is None or period.year is None or time.type != "DATE":
        return False
    if period.grain != "year" and not (period.grain == "month" and period.last.month == 12 and time.role == "until"):
        return False
    return time.role == "" or (time.role in ("until", "before") and period.year <= now and time.role == "until")


def year_for(scene: Scene, discourse: Discourse, place: int, measure: str) -> Found:
    """The year at ``place``: named in its clause, else in a clause without number, else by the report so far."""
    named = plain_years(scene, discourse)
    here = scene.clause_of(place)
    if _before_that(scene, place):
        now = discourse.context.published.year
        base = discourse.year_for(scene.index) or discourse.default_year(measure)
        bases = {base, *(_year(time) for time in named if not time.relative), now, now - 1}
        return Found(base - 1, "the year before", False, tuple(sorted({at - 1 for at in bases} - {base - 1})))
    in_clause = [time for time in named if scene.clause_of(time.span.start) == here and not _taken(scene, time, place)]
    if not in_clause and (told := _when(scene, here)) is not None:
        return Found(_year(told), "the time the clause tells of", True)
    if in_clause:
        nearest = min(in_clause, key=lambda time: _distance(time, place))
        return Found(_year(nearest), "named in the clause", True, moves=moves(nearest, discourse))
    free = [time for time in named if time.span.end <= place and not _numbered(scene, scene.clause_of(time.span.start))]
    if free:
        nearest = min(free, key=lambda time: _distance(time, place))
        return Found(_year(nearest), "named in the sentence", True, moves=moves(nearest, discourse))
    rivals = {_year(time) for time in named}
    if scene.moods[here].certainty == "forecast":
        rivals.add(discourse.context.published.year)
    return _unsaid(discourse, scene.index, measure, rivals)


def _before_that(scene: Scene, place: int) -> bool:
    """ "from 2.16 the year before", "im Jahr davor waren es 1,57": the year before the one spoken of."""
    clause = scene.clauses[scene.clause_of(place)]
    for found in scene.phrases.year_before.finditer(scene.folded, clause.start, clause.end):
        start, end = found.span()
        low, high = (place, start) if place < start else (end, place)
        between = any(low < other.span.start < high for other in scene.quantities)
        owned = place > start and any(0 <= start - other.span.end <= BEHIND for other in scene.quantities)
        if not between and not owned:
            return True
    return False


def _unsaid(discourse: Discourse, now: int, measure: str, near: set[int]) -> Found:
    """The year the report has been speaking of, else the newest of the figures; ``near`` are others in the sentence."""
    default = discourse.default_year(measure)
    said = discourse.year_for(now)
    if said is not None:
        return Found(said, "the report so far", False, tuple(sorted(({default} | near) - {said})))
    return Found(default, "the newest figures", False, tuple(sorted(near - {default})))


def _taken(scene: Scene, time: Time, place: int) -> bool:
    """ "51.1 percent compares with 18.8 in 2014": the year goes with the number it follows."""
    large = None if scene.matter.share else LARGE
    numbers = [
        other
        for other in scene.quantities
        if other.unit not in ("", "ordinal", "factor") or other.step < 1 or (large is not None and other.value >= large)
    ]
    if time.span.end <= place:
        near = [
            other
            for other in numbers
            if 0 <= time.span.start - other.span.end <= CLOSE
            and not scene.phrases.list_joint.fullmatch(scene.between(other.span.end, time.span.start))
        ]
        return any(
            other.span.end < place and "," not in scene.between(other.span.end, time.span.start) for other in near
        )
    return any(place < other.span.start < time.span.start for other in numbers)


def _when(scene: Scene, here: int) -> Time | None:
    """ "... since 2023, when the country spent 73 billion": the time the clause hangs on."""
    clause = scene.clauses[here]
    if not here or not scene.phrases.time_clause.match(scene.between(clause.start, clause.end).lstrip()):
        return None
    near = [time for time in scene.times if 0 <= clause.start - time.span.end <= 3 and time.period is not None]
    return next((time for time in near if time.period is not None and time.period.year is not None), None)


def moves(time: Time, discourse: Discourse) -> bool:
    """Whether a time sets the year of the report: not a look back by so many years, never a year ahead."""
    now = discourse.context.published.year
    near = (now, discourse.default_year(discourse.context.matter.share))
    return _year(time) <= now and not (time.relative and _year(time) not in near)


def _numbered(scene: Scene, clause: int) -> bool:
    """Whether a clause has a share or an amount of its own, and so keeps its year to itself."""
    span = scene.clauses[clause]
    return any(
        span.start <= quantity.span.start < span.end
        for quantity in scene.quantities
        if quantity.unit not in ("", "ordinal")
    )


def _year(time: Time) -> int:
    assert time.period is not None
    assert time.period.year is not None
    return time.period.year


def _distance(time: Time, place: int) -> int:
    """Characters between; a time after the place counts double, since it more often begins something new."""
    return place - time.span.end if time.span.end <= place else 2 * (time.span.start - place)
