"""Claims about rises and falls between two years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import cast

from faktenlage.claims.discourse import Discourse, Draft, Told
from faktenlage.claims.fits import fits
from faktenlage.claims.numbers import Role
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import area_of, free_areas
from faktenlage.claims.years import year_for
from faktenlage.language.marks import Mark
from faktenlage.model import AreaSet, Asserted, Change, Interval, Quantity, Reading, Span
from faktenlage.model.queries import ChangeKind

__all__ = ["changes", "moved"]

TOLD = 2  # sentences back to the two values between which something doubled


def changes(
    scene: Scene, discourse: Discourse, roles: Mapping[Quantity, Role], taken: set[Quantity]
) -> Iterator[Draft]:
    """ "stieg um 0,54 Prozentpunkte", "real ein Plus von 17,9 Prozent", "hat sich mehr als verdoppelt"."""
    shaped = moved(scene)
    for quantity, role in roles.items():
        if quantity in taken or quantity.unit not in ("%", "pp", "factor") or quantity.span.start in scene.shared:
            continue
        if quantity not in shaped and (role.kind != "change" or _is_gap(scene, quantity) or _multiple(scene, quantity)):
            continue
        told = _told(scene, discourse, quantity)
        if not _on_topic(scene, discourse, quantity, told):
            continue
        area: AreaSet | str | None = told.area if told is not None else _subject(scene, discourse, quantity)
        if area is None:
            continue
        definitions, readings = _readings(scene, discourse, quantity, (area, told))
        taken.add(quantity)
        others = tuple(reading for _, reading in readings[1:])
        firm = told is not None and told.firm and _timed(scene)
        doubts = () if firm else _doubts(scene, quantity, discourse.year_for(scene.index))
        span, reading = readings[0]
        yield Draft(span, reading, others=others, definitions=definitions, doubts=doubts, why=("change",))


def moved(scene: Scene) -> frozenset[Quantity]:
    """The numbers that tell a change by their shape: "0.2 points more than in 2023"."""
    found = (fit.quantity("amount") for fit in fits(scene, scene.phrases.frames.moved))
    return frozenset(quantity for quantity in found if quantity is not None)


def _told(scene: Scene, discourse: Discourse, quantity: Quantity) -> Told | None:
    """The value the change goes with: told in this sentence, no other state named since, in one unit with it."""
    told = discourse.told_before(quantity.outer.start, scene.index, 0)
    if told is None:
        return None
    since = [mark for mark in free_areas(scene, adjectives=True) if told.span.end <= mark.start < quantity.span.start]
    shares = told.measure in (scene.matter.share, scene.matter.portion)
    return _newest(discourse, told) if not since and (shares or quantity.unit != "pp") else None


def _on_topic(scene: Scene, discourse: Discourse, quantity: Quantity, told: Told | None) -> bool:
    """Whether it is spending, or its share, that moves, and nothing else does."""
    if scene.has("rival") or scene.clause_has(quantity.span.start, "exclude"):
        return False
    points = quantity.unit == "pp" and discourse.said_measure(scene.index) in (scene.matter.share, scene.matter.portion)
    if told is None and not points and _elsewhere(scene, quantity):
        return False
    if scene.has("measure") or scene.has("budget") or scene.has("change", "real") or scene.has("rank", "purse"):
        return True
    if scene.has("base", "spending") and discourse.context.spending:
        return True
    if told is not None:
        return quantity.unit == "pp" or scene.has("change") or quantity in moved(scene)
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    if quantity.unit == "factor" and discourse.said_measure(scene.index) is not None:
        return bool(scene.phrases.pointing.search(scene.folded, clause.start, clause.end))
    return quantity.unit == "pp" and discourse.measure_for(scene.index) in (scene.matter.share, scene.matter.portion)


def _elsewhere(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause has a state but no word of ours, so that something else there may move: "rents in Warsaw"."""
    index = scene.clause_of(quantity.span.start)
    ours = [mark for kind in ("measure", "budget", "base", "subset", "rank") for mark in scene.of(kind)]
    ours += scene.of("change", "real", "nominal")
    return bool(scene.in_clause(index, free_areas(scene))) and not scene.in_clause(index, ours)


def _multiple(scene: Scene, quantity: Quantity) -> bool:
    """ "three times as much": what is set against another state does not change."""
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    found = scene.phrases.multiple.search(scene.folded, clause.start, clause.end)
    return quantity.unit == "factor" and found is not None


def _timed(scene: Scene) -> bool:
    return any(time.period is not None and time.period.grain in ("year", "span") for time in scene.times)


def _doubts(scene: Scene, quantity: Quantity, said: int | None) -> tuple[str, ...]:
    """A change is firm only where its state, its measure and its year stand in one clause."""
    if not _moving(scene, quantity) and scene.has("change", "down"):
        return ("direction: only in another clause",)
    index = scene.clause_of(quantity.span.start)
    firm = scene.in_clause(index, [*free_areas(scene, adjectives=True), *scene.of("subset"), *scene.of("members")])
    return () if firm and (_timed(scene) or said is not None) else ("subject or years: not in the clause",)


def _is_gap(scene: Scene, quantity: Quantity) -> bool:
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    return bool(scene.phrases.gap.search(scene.folded, clause.start, clause.end))


def _subject(scene: Scene, discourse: Discourse, quantity: Quantity) -> AreaSet | str | None:
    """Whose spending moves: one state or one group in the clause, else in the sentence, else the one spoken of."""
    index = scene.clause_of(quantity.span.start)
    for reach in (
        lambda marks: scene.in_clause(index, marks),
        lambda marks: [mark for mark in marks if mark.start < quantity.span.start],
    ):
        groups = reach(scene.of("subset"))
        areas = reach(free_areas(scene, adjectives=True))
        if groups and not areas and len({mark.value for mark in groups}) == 1 and " " not in groups[0].value:
            return AreaSet(groups[0].value)
        if areas and not groups and scene.phrases.not_compared.search(scene.before(areas[0].start, 14)):
            return None  # "zusammen mit Kanada": not Canada alone
        if areas and not groups:
            if len({mark.value for mark in areas}) == 1:
                return areas[0].value
            area, how = area_of(scene, discourse, quantity)
            return area if how == "in the clause" else None
        if areas or groups:
            return None
    if scene.has("deixis", "country"):
        return discourse.area_for(scene.index)
    if scene.has("members", scene.matter.group) or scene.alliance():
        return AreaSet(scene.matter.group)
    return discourse.lead_for(scene.index)


def _readings(
    scene: Scene, discourse: Discourse, quantity: Quantity, what: tuple[AreaSet | str, Told | None]
) -> tuple[tuple[Reading, ...], list[tuple[Span, Reading]]]:
    """The other definition (nominal, real) where none is said, and the change by every measure the words allow.

    The measure said comes first; all must fail for a wrong.
    """
    span = Span(quantity.outer.start, quantity.span.end)
    text = span.of(scene.text)
    area, told = what
    measures = _measures(scene, discourse, quantity, area)
    if told is not None and (quantity.unit == "pp" or not scene.has("change", "real", "nominal")):
        measures = list(dict.fromkeys((told.measure, *(measures if quantity.unit != "pp" else ()))))
    first, last, unsure = _run(scene, discourse, quantity)
    if told is not None:
        (first, last), unsure = _run_to(scene, told, quantity), False
    definitions: tuple[Reading, ...] = ()
    kind: ChangeKind = cast(ChangeKind, quantity.unit)
    asserted = Asserted(text, quantity.unit, _signed(scene, quantity), quantity.step)
    if (
        not scene.has("change", "nominal", "real")
        and scene.matter.is_money(measures[0])
        and measures[0] != scene.matter.real
    ):
        definitions = (Reading(Change(scene.matter.real, area, first, last, kind), asserted),)
    runs = [(first, last), *([(first - 1, last - 1), (first + 1, last + 1)] if unsure else [])]
    return definitions, [
        (span, Reading(Change(measure, area, begin, end, kind), asserted))
        for begin, end in runs
        for measure in measures
        if measure != scene.matter.real or kind == "%" or end - begin >= 1
    ]


def _measures(scene: Scene, discourse: Discourse, quantity: Quantity, area: AreaSet | str) -> list[str]:
    said = {mark.value for mark in scene.of("measure")}
    matter = scene.matter
    heads = discourse.said_measure(scene.index) == matter.heads and not said
    if matter.heads in said or (heads and quantity.unit != "pp"):
        return [matter.heads]
    if discourse.said_measure(scene.index) == matter.portion and not said and quantity.unit == "factor":
        return [matter.portion]
    if quantity.unit == "pp":
        return [matter.portion] if matter.portion in said else [matter.share]
    if scene.has("change", "real"):
        return [matter.real]
    here = scene.in_clause(scene.clause_of(quantity.span.start), scene.of("measure", matter.share))
    if here and matter.money not in said:
        return [matter.share]
    own = _own_money(discourse, area)
    for code, word in scene.phrases.currency.items():
        if word.search(scene.folded, scene.span.start, scene.span.end):
            return [f"{matter.money}.{code}"]
    if scene.has("change", "nominal"):
        return [own, matter.dollars] if own != matter.dollars else [own]
    return [own, matter.dollars, matter.share] if own != matter.dollars else [own, matter.share]


def _own_money(discourse: Discourse, area: AreaSet | str) -> str:
    """Spending in the money a state pays in; groups are counted in dollars."""
    return f"{discourse.context.matter.money}.{discourse.context.money.get(str(area), 'USD').lower()}"


def _run(scene: Scene, discourse: Discourse, quantity: Quantity) -> tuple[int, int, bool]:
    """First and last year: a range named, "seit 2014", or the year spoken of against the one before."""
    for time in scene.times:
        if time.period is not None and time.period.year is None and time.period.grain == "span" and time.type == "DATE":
            return time.period.first.year, time.period.last.year, False
    found = year_for(scene, discourse, quantity.span.start, scene.matter.dollars)
    begun = [
        time.period.year
        for time in scene.times
        if time.role == "since" and time.period is not None and time.period.year
    ]
    if begun and begun[0] is not None:
        return (
            begun[0],
            max(found.year, begun[0] + 1) if found.year != begun[0] else discourse.default_year(scene.matter.share),
            False,
        )
    index = scene.clause_of(quantity.span.start)
    whole = [
        time for time in scene.times if time.period is not None and time.period.year and time.period.grain == "year"
    ]
    here = [time for time in whole if scene.clause_of(time.span.start) == index] or whole
    named = sorted({time.period.year for time in here if time.period is not None and time.period.year is not None})
    if len(named) == 2:
        return named[0], named[1], False
    newest = discourse.default_year(scene.matter.share)
    if quantity.unit == "factor" and len(named) == 1 and named[0] < newest - 1:
        return named[0], newest, True
    if quantity.unit == "factor" and not named and (run := _told_run(discourse, scene.index)) is not None:
        return (*run, True)
    if found.sure and scene.phrases.compared_year.search(scene.before(_place(scene, found.year), 24)):
        return found.year, max(discourse.default_year(scene.matter.share), found.year + 1), True
    return found.year - 1, found.year, not found.sure


def _newest(discourse: Discourse, told: Told) -> Told:
    """Of several values of one state in a sentence that of the latest year: "5.33 per cent, after 4.00 last year"."""
    same = [each for each in discourse.told if each.sentence == told.sentence]
    of_it = [each for each in same if (each.area, each.measure) == (told.area, told.measure)]
    return max(of_it, key=lambda each: each.year)


def _run_to(scene: Scene, told: Told, quantity: Quantity) -> tuple[int, int]:
    """From the year named beside the change, or the one before, to that of the value just told."""
    index = scene.clause_of(quantity.span.start)
    named = [
        time.period.year
        for time in scene.times
        if time.period is not None
        and time.period.year is not None
        and time.period.year < told.year
        and abs(scene.clause_of(time.span.start) - index) <= 1
    ]
    return (min(named) if named else told.year - 1), told.year


def _told_run(discourse: Discourse, now: int) -> tuple[int, int] | None:
    """The years of two values of one state that were told just before: what doubled, doubled between them."""
    near = [told for told in discourse.told if now - told.sentence <= TOLD]
    last = near[-1] if near else None
    years = {told.year for told in near if last is not None and (told.area, told.measure) == (last.area, last.measure)}
    return (min(years), max(years)) if len(years) == 2 else None


def _place(scene: Scene, year: int) -> int:
    return next(
        (time.span.start for time in scene.times if time.period is not None and time.period.year == year),
        scene.span.start,
    )


def _moving(scene: Scene, quantity: Quantity) -> list[Mark]:
    return scene.in_clause(scene.clause_of(quantity.span.start), scene.of("change", "up", "down"))


def _away(quantity: Quantity, mark: Mark) -> int:
    """Characters between; a word behind the number counts double."""
    return quantity.span.start - mark.end if mark.end <= quantity.span.start else 2 * (mark.start - quantity.span.end)


def _signed(scene: Scene, quantity: Quantity) -> Interval:
    """A fall is a negative change: by the words of the clause, else by those of the sentence."""
    interval = quantity.interval
    moves = scene.of("change", "up", "down")
    here = _moving(scene, quantity) or moves
    nearest = min(here, key=lambda mark: _away(quantity, mark), default=None)
    if nearest is None or nearest.value == "up" or (here is moves and any(mark.value == "up" for mark in moves)):
        return interval
    low = None if interval.high is None else -interval.high
    high = None if interval.low is None else -interval.low
    return Interval(low, high, interval.high_open, interval.low_open) if Decimal(0) not in interval else interval
