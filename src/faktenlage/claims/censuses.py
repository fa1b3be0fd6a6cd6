"""Claims about how many, which, all or none of the members meet a bar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from faktenlage.claims.assertions import bar, names, number, truth
from faktenlage.claims.conditions import Bar
from faktenlage.claims.discourse import Discourse, Draft, years
from faktenlage.claims.fits import fits
from faktenlage.claims.heads import Head, counts_elsewhere
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import excluded, free_areas, joined_areas
from faktenlage.claims.years import Found, year_for
from faktenlage.language.marks import Mark
from faktenlage.model import (
    AreaSet,
    Asserted,
    Census,
    Change,
    ChangeKind,
    Comparison,
    Condition,
    Interval,
    Level,
    Reading,
    Span,
)

_SIBLING: Mapping[Comparison, Comparison] = {">=": ">", ">": ">=", "<": "<=", "<=": "<", "=": "="}

__all__ = ["again", "alone", "how_many", "included", "moved", "only_these", "quantified", "which"]

MOST_NAMED = 4  # states of a sentence that a count may leave out without saying so

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w[\w'’-]*")


def how_many(scene: Scene, discourse: Discourse, head: Head, found: Bar) -> Iterator[Draft]:
    """ "Vier der 32 Nato-Länder, neben den USA, erfüllen diese Vorgabe"."""
    condition = _condition(scene, head, found)
    among = AreaSet(head.group, without=excluded(scene))
    span = head.span.joined(found.span)
    year = _year(scene, discourse, found, head)
    asserted = number(span.of(scene.text), head.quantity, "areas")

    def reading(at: int) -> Reading:
        return Reading(Census("count", condition, among, years(at)), asserted)

    doubtful = tuple(Reading(Census("count", other, among, years(year.year)), asserted) for other in found.doubtful)
    why = (f"bar {condition}: {found.how}", f"among {among}", f"year {year.year}: {year.how}")
    sibling = replace(condition, comparison=_SIBLING[condition.comparison])
    nearly = Reading(Census("count", sibling, among, years(year.year)), asserted)
    but = tuple(
        Reading(Census("count", condition, group, years(year.year)), asserted) for group in _without_one(scene, among)
    )
    others = (*(reading(at) for at in year.rivals), *doubtful, nearly, *but)
    yield Draft(span, reading(year.year), others=others, why=why, pieces=(head.span, found.span))
    _note(scene, discourse, found, year, Census("count", condition, among, years(year.year)))
    discourse.census_span = head.span


def _without_one(scene: Scene, among: AreaSet) -> tuple[AreaSet, ...]:
    """The group without one state the sentence names: "take the USA away and four are left"."""
    if among.group is None or among.without:
        return ()
    named = dict.fromkeys(mark.value for mark in scene.of("area") if len(mark.value) == 3)
    return tuple(replace(among, without=(code,)) for code in list(named)[:MOST_NAMED])


def _condition(scene: Scene, head: Head, found: Bar) -> Condition:
    """The bar's condition, turned round for "alle bis auf zwei"."""
    condition = found.condition
    if not any(0 <= head.quantity.outer.start - mark.end <= 6 for mark in scene.of("quantifier", "allbut")):
        return condition
    return replace(condition, comparison="<" if condition.comparison == ">=" else ">=")


def _year(scene: Scene, discourse: Discourse, found: Bar, head: Head) -> Found:
    place = found.span.start if found.quantity is not None else head.span.start
    return year_for(scene, discourse, place, found.condition.measure)


def _note(scene: Scene, discourse: Discourse, found: Bar, year: Found, query: Census) -> None:
    discourse.note_condition(found.condition, scene.index)
    discourse.census, discourse.census_at, discourse.group_at = query, scene.index, scene.index
    discourse.census_span = None
    if year.moves:
        discourse.note_year(year.year, scene.index)


def which(scene: Scene, discourse: Discourse, head: Head, found: Bar) -> Iterator[Draft]:
    """The list behind a count: "vier, nämlich A, B, C und D", "four of them: A, B, C and D"."""
    opening = _list_start(scene, head) or _list_behind(scene, head, found)
    if opening is None:
        return
    listed = [mark for mark in free_areas(scene) if mark.start >= opening]
    codes = tuple(dict.fromkeys(mark.value for mark in listed))
    if len(codes) < 2 or abs(len(codes) - int(head.quantity.value)) > 1 or scene.has("deixis", "including"):
        return
    span = Span(head.span.start, listed[-1].end)
    among = AreaSet(head.group, without=excluded(scene))
    year = _year(scene, discourse, found, head)
    asserted = names(span.of(scene.text), codes)
    if set(codes) & set(among.without):
        among = replace(among, without=tuple(code for code in among.without if code not in codes))

    def reading(at: int) -> Reading:
        return Reading(Census("which", _condition(scene, head, found), among, years(at)), asserted)

    but = tuple(
        Reading(Census("which", _condition(scene, head, found), group, years(year.year)), asserted)
        for group in _without_one(scene, among)
        if group.without[0] not in codes
    )
    yield Draft(
        span,
        reading(year.year),
        others=(*(reading(at) for at in year.rivals), *but),
        why=(f"list of {len(codes)}",),
        doubts=() if len(codes) == int(head.quantity.value) else ("list: not as long as the count",),
    )


def _list_behind(scene: Scene, head: Head, found: Bar) -> int | None:
    """ "Only two allies invest less, Belgium and Portugal": as many names as were counted, at the end."""
    end = max(head.span.end, found.span.end)
    listed = {mark.value for mark in free_areas(scene) if mark.start >= end}
    comma = scene.text.find(",", end, end + 30)
    return comma if comma >= 0 and 2 <= len(listed) == int(head.quantity.value) else None


def _list_start(scene: Scene, head: Head) -> int | None:
    for place in range(head.span.end, scene.span.end):
        if scene.text[place] in ":–—":
            return place
    named = [mark for mark in scene.of("deixis", "namely") if mark.start > head.span.end]
    return named[0].end if named else None


def moved(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "..., two more than a year earlier", "fünfmal so viele wie 2014": how the number of those just counted moved."""
    frames = scene.phrases.frames
    for shapes, sign in ((frames.counted_more, 1), (frames.counted_fewer, -1)):
        for fit in fits(scene, shapes):
            counted, amount = discourse.census, fit.quantity("amount")
            recent = discourse.recent(discourse.census_at, scene.index, 1)
            if not isinstance(counted, Census) or not recent:
                continue
            last, when = counted.years.last, fit.time("year")
            period = when.period if when is not None else None
            first = period.year if period is not None and period.year is not None else last - 1
            if first >= last and when is not None and when.relative:
                first = last - 1  # "a year earlier": than the year just spoken of
            if first >= last:
                continue
            kind: ChangeKind = "factor" if amount is not None and amount.unit == "factor" else "abs"
            many = sign * (Decimal(1) if amount is None else amount.value)
            interval, unit = Interval(many, many), "areas"
            if amount is not None and kind == "factor":
                interval, unit = amount.interval, "factor"
            asserted = Asserted(fit.span.of(scene.text), unit, interval, Decimal(1))
            query = Change(counted.condition, counted.among, first, last, kind)
            why = (f"number of {counted.condition}", f"since {first}")
            others = () if when is not None else (Reading(replace(query, first=first - 1), asserted),)
            yield Draft(fit.span, Reading(query, asserted), others=others, why=why)


def again(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "Vor zehn Jahren waren es vier", "up from three in 2014": the same count of another year."""
    counted = discourse.census
    if not isinstance(counted, Census) or not discourse.recent(discourse.census_at, scene.index, 2):
        return
    found = [(fit, end) for fit in fits(scene, scene.phrases.frames.counted_again) for end in ("", "2")]
    for fit, end in found:
        amount, when = fit.quantity(f"count{end}"), fit.time(f"year{end}")
        if amount is None or amount.value > scene.matter.places:
            continue
        period = when.period if when is not None else None
        if period is not None and period.year is not None:
            at = period.year
        else:
            before = scene.phrases.year_before.search(scene.folded, fit.span.start, fit.span.end)
            at = counted.years.last - 1 if before else discourse.default_year(counted.condition.measure)
        span = fit.span if fit.quantity("count2") is None or when is None else amount.outer.joined(when.span)
        asserted = number(span.of(scene.text), amount, "areas")
        condition = replace(counted.condition, comparison=_SIBLING[counted.condition.comparison])
        query = Census("count", counted.condition, counted.among, years(at))
        near = {at, discourse.context.published.year} if when is None else {at}
        others = [Reading(replace(query, years=years(year)), asserted) for year in sorted(near - {at})]
        others += [Reading(replace(query, condition=condition), asserted)]
        why = (f"bar {counted.condition}: the count before", f"among {counted.among}", f"year {at}")
        yield Draft(span, Reading(query, asserted), others=tuple(others), why=why)


def quantified(scene: Scene, discourse: Discourse, found: Bar) -> Iterator[Draft]:
    """ "Alle Verbündeten erreichen ...", "kein Mitglied kommt auf ...", "die gesamte Nato erfüllt ..."."""
    picked = _quantifier(scene)
    if picked is None:
        return
    kind, mark, noun = picked
    if scene.phrases.both.fullmatch(scene.folded, mark.start, mark.end):
        return  # two of those spoken of, not all there are
    if scene.phrases.excepted_after.search(scene.after(noun.end, 40)):
        return
    if _nobody(scene, mark):
        clause = scene.clauses[scene.clause_of(mark.start)]
        apart = not clause.start <= found.span.start < clause.end
        if apart or scene.phrases.nobody_else.search(scene.folded, clause.start, clause.end):
            return  # "a value that nobody else in the alliance reaches"
    condition = found.condition
    group = noun.value if noun.kind == "subset" else scene.matter.group
    operation: Literal["every", "none"] = "every" if kind == "all" else "none"
    if operation == "none" and condition.comparison == "<":
        return
    if operation == "every" and condition.comparison == "<":
        operation, condition = "none", replace(condition, comparison=">=")
    among = AreaSet(areas=tuple(group.split())) if " " in group else AreaSet(group, without=excluded(scene))
    span = mark.span.joined(noun.span).joined(found.span)
    year = year_for(scene, discourse, found.span.start, condition.measure)
    asserted = truth(span.of(scene.text), value=True)

    def reading(at: int) -> Reading:
        return Reading(Census(operation, condition, among, years(at)), asserted)

    why = (f"bar {condition}: {found.how}", f"{operation} of {among}", f"year {year.year}: {year.how}")
    pieces = (mark.span, noun.span, found.span)
    yield Draft(span, reading(year.year), others=tuple(reading(at) for at in year.rivals), why=why, pieces=pieces)
    _note(scene, discourse, found, year, Census("count", replace(condition, comparison=">="), among, years(year.year)))


def _quantifier(scene: Scene) -> tuple[str, Mark, Mark] | None:
    nouns = [*scene.of("members"), *scene.of("subset"), *scene.of("organisation")]
    for mark in scene.of("quantifier", "all", "none"):
        for noun in nouns:
            if (
                0 <= noun.start - mark.end <= 24
                and scene.words_between(mark.end, noun.start) <= 2
                and (_nobody(scene, mark) or not _narrowed(scene, mark.end, noun.start))
                and _fits(scene, mark, noun)
            ):
                return mark.value, mark, noun
    return None


def _nobody(scene: Scene, mark: Mark) -> bool:
    """ "Nobody in NATO": the word needs no noun, only the group."""
    return scene.phrases.nobody.fullmatch(scene.folded, mark.start, mark.end) is not None


def _narrowed(scene: Scene, start: int, end: int) -> bool:
    """Whether a word nobody knows stands before the members: "every Nordic member" are some of them only."""
    covered = [mark.span for mark in scene.marks] + [quantity.outer for quantity in scene.quantities]
    for word in _WORD.finditer(scene.folded, start, end):
        known = any(span.start < word.end() and word.start() < span.end for span in covered)
        if not known and not scene.phrases.member_adjective.fullmatch(word.group()):
            return True
    return False


def _fits(scene: Scene, mark: Mark, noun: Mark) -> bool:
    """ "alle 31 der 32" and "all but two" count; "jedes andere Land" and "die gesamte Nato" must name the whole."""
    gap, word = scene.between(mark.end, noun.start), scene.between(mark.start, mark.end)
    if scene.phrases.all_of.fullmatch(word) or scene.phrases.of_before.search(scene.before(mark.start, 8)):
        return False  # "die niedrigste Quote aller Verbündeten": not the subject
    if scene.phrases.not_quite.search(scene.before(mark.start, 20)):
        return False  # "nicht alle", "nearly all"
    if _DIGIT.search(gap) and mark.value == "none":
        return False
    if noun.kind == "organisation":
        if _nobody(scene, mark):
            return True
        if scene.phrases.within.search(scene.before(mark.start, 16)):
            return False
        return bool(scene.phrases.entire.fullmatch(word))
    return not scene.phrases.all_but.search(gap) and not counts_elsewhere(scene, noun)


def included(scene: Scene, discourse: Discourse, head: Head, found: Bar) -> Iterator[Draft]:
    """ "..., darunter Deutschland": a member named as one of those counted."""
    for cue in scene.of("deixis", "including"):
        for area in free_areas(scene):
            near = cue.start > head.span.end and 0 <= area.start - cue.end <= 5
            if near and not scene.phrases.number_follows.match(scene.after(area.end, 12)):
                condition = found.condition
                year = _year(scene, discourse, found, head)
                span = cue.span.joined(area.span)
                asserted = bar(span.of(scene.text), condition.comparison, condition.threshold)
                readings = [
                    Reading(Level(condition.measure, area.value, years(at)), asserted)
                    for at in (year.year, *year.rivals)
                ]
                yield Draft(span, readings[0], others=tuple(readings[1:]), why=("one of those counted",))


def only_these(scene: Scene, discourse: Discourse, found: Bar) -> Iterator[Draft]:
    """ "Nobody but Poland exceeds ...", "Poland is the only member above ...": just these, and no other."""
    frames = scene.phrases.frames
    only = [mark.span for mark in scene.of("quantifier", "only", "sole")]
    found_only = [fit for fit in fits(scene, frames.the_only) if any(fit.span.overlaps(span) for span in only)]
    for fit in [*fits(scene, frames.only_these), *found_only]:
        marks = [mark for name in ("next", "next2", "next3", "next4", "next5") if (mark := fit.mark(name))]
        codes = tuple(dict.fromkeys(mark.value for mark in marks))
        year = year_for(scene, discourse, found.span.start, found.condition.measure)
        span = fit.span.joined(found.span)
        asserted = names(span.of(scene.text), codes)
        among = AreaSet(scene.matter.group, without=tuple(code for code in excluded(scene) if code not in codes))
        wider = [among, *(AreaSet(some.group, without=some.without) for some in scene.matter.wider)]
        readings = [
            Reading(Census("which", found.condition, group, years(at)), asserted)
            for group in wider
            for at in (year.year, *year.rivals)
        ]
        yield Draft(span, readings[0], others=tuple(readings[1:]), why=("only these",), pieces=(fit.span, found.span))
        discourse.note_condition(found.condition, scene.index)
        return


def alone(scene: Scene, discourse: Discourse, found: Bar) -> Iterator[Draft]:
    """ "Nur Polen liegt über vier Prozent", "Poland alone is above four percent": just these."""
    for mark in scene.of("quantifier", "only", "sole"):
        for area in free_areas(scene):
            touching = 0 <= area.start - mark.end <= 5 or 0 <= mark.start - area.end <= 2
            same = scene.clause_of(area.start) == scene.clause_of(found.span.start)
            if mark.value == "sole":
                touching = (
                    abs(scene.clause_of(area.start) - scene.clause_of(mark.start)) <= 1 and len(free_areas(scene)) == 1
                )
                same = True
            if touching and same:
                codes = _run(scene, area)
                year = year_for(scene, discourse, found.span.start, found.condition.measure)
                span = area.span.joined(mark.span).joined(found.span)
                asserted = names(span.of(scene.text), codes)
                among = AreaSet(
                    scene.matter.group, without=tuple(code for code in excluded(scene) if code not in codes)
                )
                wider = [among, *(AreaSet(some.group, without=some.without) for some in scene.matter.wider)]
                readings = [
                    Reading(Census("which", found.condition, group, years(at)), asserted)
                    for group in wider
                    for at in (year.year, *year.rivals)
                ]
                yield Draft(span, readings[0], others=tuple(readings[1:]), why=("only these",))
                discourse.note_condition(found.condition, scene.index)
                return


def _run(scene: Scene, area: Mark) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.value for mark in joined_areas(scene, area)))
