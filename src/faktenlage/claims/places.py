"""Claims about places told by those around: first of all, surpassed by one only, followed by the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Literal

from faktenlage.claims.discourse import Discourse, Draft, Placed
from faktenlage.claims.fits import Fit, fits
from faktenlage.claims.parties import Party, party
from faktenlage.claims.scene import Scene
from faktenlage.claims.standings import draft, measures_of, on_topic
from faktenlage.language.marks import Mark
from faktenlage.model import AreaSet, Asserted, Extreme, Interval, Quantity, Rank, Span, Years

__all__ = ["around", "follow"]

EXCEPTED = 12  # characters from "more than any other" to what is left out of it


def around(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "more than any other ally", "übertroffen nur von Polen", "only the US and Turkey have more"."""
    if not on_topic(scene, discourse):
        return
    frames = scene.phrases.frames
    for fit in fits(scene, frames.first_of_all):
        above = fit.mark("but")
        if above is None and any(0 <= mark.start - fit.span.end <= EXCEPTED for mark in scene.of("exclude", "without")):
            continue
        yield from _behind(scene, discourse, fit, [above] if above is not None else [])
    yield from _held(scene, discourse)
    yield from _at_ends(scene, discourse)
    for fit in fits(scene, frames.surpassed_by):
        if _only(scene, fit):
            yield from _behind(scene, discourse, fit, _marks(fit, "rival"))
    for fit in fits(scene, frames.only_more):
        if _only(scene, fit):
            rivals = _marks(fit, "rival")
            found = list(_behind(scene, discourse, fit, rivals))
            yield from found or _above(scene, discourse, fit, rivals)


def _only(scene: Scene, fit: Fit) -> bool:
    index = scene.clause_of(fit.span.start)
    return any(abs(scene.clause_of(mark.start) - index) <= 1 for mark in scene.of("quantifier", "only"))


def _held(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "No ally spends more than Poland", "only Poland spends more than Estonia", "behind seven allies"."""
    frames = scene.phrases.frames
    for shapes in (frames.none_above, frames.only_above):
        for fit in fits(scene, shapes):
            holder, rivals = fit.mark("holder"), _marks(fit, "rival")
            if holder is not None and (not rivals or _only(scene, fit)):
                yield from _placed_at(scene, discourse, fit.span, holder.value, len(rivals) + 1)
    for fit in fits(scene, frames.behind_some):
        count = fit.quantity("count")
        if count is not None:
            yield from _behind(scene, discourse, fit, [], int(count.value))


def _at_ends(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "Less than any other ally", "the bottom three are ...", "second from bottom"."""
    frames = scene.phrases.frames
    for fit in fits(scene, frames.last_of_all):
        yield from _last(scene, discourse, fit)
    for fit in fits(scene, frames.none_below):
        holder = fit.mark("holder")
        if holder is not None:
            yield from _ends_at(scene, discourse, fit, (holder.value,), 1, "bottom")
    for operation, shapes in (("top", frames.first_places), ("bottom", frames.last_places)):
        for fit in fits(scene, shapes):
            count, codes = fit.quantity("count"), tuple(dict.fromkeys(mark.value for mark in _marks(fit, "next")))
            if count is None or int(count.value) == len(codes):
                yield from _ends_at(scene, discourse, fit, codes, len(codes), operation)
    for fit in fits(scene, frames.from_bottom):
        place, who = fit.quantity("place"), party(scene, discourse, fit.span, [])
        if who is not None:
            number = int(place.value) if place is not None else 2  # "next to last"
            yield from _ends_at(scene, discourse, fit, (who.area,), number, "bottom")


def _elsewhere(scene: Scene, fit: Fit) -> bool:
    """Whether something else is measured in the words: "less for schools than any other"."""
    return any(fit.span.overlaps(mark.span) for mark in scene.of("rival"))


def _last(scene: Scene, discourse: Discourse, fit: Fit) -> Iterator[Draft]:
    who = party(scene, discourse, fit.span, [])
    if who is not None:
        for found in _ends_at(scene, discourse, fit, (who.area,), 1, "bottom"):
            pieces = (fit.span, *([who.mark.span] if who.mark else []))
            yield replace(found, doubts=(*found.doubts, *who.doubts), pieces=pieces)


def _placed_at(scene: Scene, discourse: Discourse, span: Span, area: str, place: int) -> Iterator[Draft]:
    measures = _measures(scene, discourse, None)
    if measures:
        asserted = Asserted(span.of(scene.text), "place", Interval(Decimal(place), Decimal(place)), Decimal(1))
        yield draft(scene, discourse, span, measures, partial(_rank, area, _group(scene)), asserted)


def _ends_at(
    scene: Scene, discourse: Discourse, fit: Fit, codes: tuple[str, ...], number: int, operation: str
) -> Iterator[Draft]:
    """The states at one end of all, as many as are said to be there."""
    measures, group = _measures(scene, discourse, None), _group(scene)
    strange = scene.phrases.other_group.search(scene.folded, scene.span.start, scene.span.end)
    if not measures or strange or _elsewhere(scene, fit):
        return
    text = fit.span.of(scene.text)
    if number == len(codes) == 1:
        asserted = Asserted(text, "areas", order=codes)
    else:
        asserted = Asserted(text, "areas", areas=tuple(sorted(codes)), includes=number > len(codes))
    end: Literal["top", "bottom"] = "top" if operation == "top" else "bottom"
    said = scene.has("measure") or scene.phrases.ranked.search(text.lower())
    found = draft(
        scene,
        discourse,
        fit.span,
        measures,
        lambda measure, year: Extreme(end, number, measure, AreaSet(group), Years.one(year)),
        asserted,
    )
    yield found if said else replace(found, doubts=(*found.doubts, "measure: the report so far"))


def _behind(scene: Scene, discourse: Discourse, fit: Fit, above: list[Mark], some: int = 0) -> Iterator[Draft]:
    """The subject is right behind those who are said to be above it, by name or by number."""
    holder = fit.mark("holder")
    who = party(scene, discourse, fit.span, [each for each in fit.slots.values() if isinstance(each, Mark)])
    if holder is not None:
        who = Party(holder.value, "named as the first", holder)
    measures = _measures(scene, discourse, who)
    if who is None or not measures or who.area in {mark.value for mark in above} or _elsewhere(scene, fit):
        return
    place = Decimal(len({mark.value for mark in above}) + some + 1)
    asserted = Asserted(fit.span.of(scene.text), "place", Interval(place, place), Decimal(1))
    found = draft(scene, discourse, fit.span, measures, partial(_rank, who.area, _group(scene)), asserted)
    pieces = (fit.span, *([who.mark.span] if who.mark else []))
    yield replace(found, doubts=(*found.doubts, *who.doubts), pieces=pieces)


def _above(scene: Scene, discourse: Discourse, fit: Fit, rivals: list[Mark]) -> Iterator[Draft]:
    """Whose place it is is not said: those named are then the highest of all."""
    measures = _measures(scene, discourse, None)
    if not measures:
        return
    codes = tuple(sorted({mark.value for mark in rivals}))
    asserted = Asserted(fit.span.of(scene.text), "areas", areas=codes)
    group = _group(scene)
    found = draft(
        scene,
        discourse,
        fit.span,
        measures,
        lambda measure, year: Extreme("top", len(codes), measure, AreaSet(group), Years.one(year)),
        asserted,
    )
    yield replace(found, doubts=(*found.doubts, "subject: not in the sentence"))


def _measures(scene: Scene, discourse: Discourse, who: Party | None) -> tuple[str, ...]:
    told = who.told if who is not None else None
    if told is not None and told.sentence == scene.index:
        return (told.measure,)
    return measures_of(scene, discourse) or ()


def follow(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "..., followed by Greece and Estonia": the places behind the one told last."""
    frames = scene.phrases.frames
    for fit in fits(scene, frames.followed_by):
        last = discourse.placed
        if last is None or scene.index - last.sentence > 1 or last.span.start > fit.span.start:
            continue
        named = _marks(fit, "next")
        bare = len(named) > 1 and not any(character.isdigit() for character in fit.span.of(scene.text))
        doubts = ("order: named together",) if bare else ()
        for step, mark in enumerate(named, start=1):
            yield replace(_follower(scene, mark, last, last.place + step, mark.span), doubts=doubts)
        final = _marks(fit, "next")[-1]
        discourse.placed = replace(last, place=last.place + len(_marks(fit, "next")), span=final.span)
    yield from _before(scene, discourse)
    for fit in fits(scene, frames.placed):
        last, holder, place = discourse.placed, fit.mark("holder"), fit.quantity("place")
        if holder is None or place is None or not on_topic(scene, discourse):
            continue
        if last is None or scene.index - last.sentence > 1:
            yield from _alone(scene, discourse, fit, (holder, place))
            continue
        yield _follower(scene, holder, last, int(place.value), fit.span)


def _before(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "..., down from ninth in 2024": the place of another year of the one placed last."""
    for fit in fits(scene, scene.phrases.frames.place_before):
        last, place, when = discourse.placed, fit.quantity("place"), fit.time("year")
        if last is None or last.sentence != scene.index or place is None or when is None or when.period is None:
            continue
        if when.period.year is None or last.span.start > fit.span.start:
            continue
        asserted = Asserted(fit.span.of(scene.text), "place", Interval(place.value, place.value), Decimal(1))
        readings = [
            replace(reading, query=replace(reading.query, years=Years.one(when.period.year)), asserted=asserted)
            for reading in last.readings
            if isinstance(reading.query, Rank)
        ]
        if readings:
            yield Draft(fit.span, readings[0], others=tuple(readings[1:]), why=("the place of another year",))


def _alone(scene: Scene, discourse: Discourse, fit: Fit, what: tuple[Mark, Quantity]) -> Iterator[Draft]:
    """ "Lithuania was second", where no place was told before."""
    holder, place = what
    told = [each for each in discourse.told if each.area == holder.value and each.sentence == scene.index]
    measures = (told[-1].measure,) if told else _measures(scene, discourse, None)
    if measures and fit.span.end > holder.end + 3:
        asserted = Asserted(fit.span.of(scene.text), "place", Interval(place.value, place.value), Decimal(1))
        yield draft(scene, discourse, fit.span, measures, partial(_rank, holder.value, _group(scene)), asserted)


def _follower(scene: Scene, mark: Mark, last: Placed, place: int, span: Span) -> Draft:
    asserted = Asserted(span.of(scene.text), "place", Interval(Decimal(place), Decimal(place)), Decimal(1))
    readings = [
        replace(reading, query=replace(reading.query, area=mark.value), asserted=asserted)
        for reading in last.readings
        if isinstance(reading.query, Rank)
    ]
    why = (f"area {mark.value}: after the one told before", f"place {place}")
    return Draft(span, readings[0], others=tuple(readings[1:]), why=why)


def _marks(fit: Fit, name: str) -> list[Mark]:
    names = [name, *(f"{name}{number}" for number in range(2, 6))]
    return [mark for mark in (fit.mark(each) for each in names) if mark is not None]


def _rank(area: str, group: str, measure: str, year: int) -> Rank:
    return Rank(measure, area, AreaSet(group), Years.one(year))


def _group(scene: Scene) -> str:
    if scene.matter.europe and scene.phrases.europe.search(scene.folded, scene.span.start, scene.span.end):
        return scene.matter.europe
    return next((subset.value for subset in scene.of("subset") if " " not in subset.value), scene.matter.group)
