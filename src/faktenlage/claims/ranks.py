"""Claims about places: first, last, third, ahead of, behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Literal

from faktenlage.claims.discourse import Discourse, Draft, years
from faktenlage.claims.scene import Scene
from faktenlage.claims.standings import claim_span, draft, is_yardstick, leaves_out, measures_of, on_topic
from faktenlage.claims.subjects import free_areas
from faktenlage.claims.wholes import group_of_place
from faktenlage.language.marks import Mark
from faktenlage.model import AreaSet, Asserted, Extreme, Interval, Quantity, Rank, Span

__all__ = ["ends", "places"]

_WORDS = re.compile(r"[-\w]*((?:[ -][-\w\x27]+){0,3})")
_BRACKETS = re.compile(r"\([^)]*\)")
APPOSED = 2  # characters between a name and the clause that says more of it


def places(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "Estland liegt auf Rang zwei", "the third-largest military budget", "Poland comes fifth"."""
    for quantity in scene.quantities:
        if not _is_place(scene, quantity) or not on_topic(scene, discourse) or leaves_out(scene):
            continue
        at = quantity.span.start
        measures = _of_purse(scene, quantity) or _of_army(scene, quantity) or measures_of(scene, discourse, at)
        area, group = _holder(scene, discourse, quantity.span), _group(scene, discourse, at)
        low = scene.phrases.lowest.match(scene.after(quantity.span.end, 14))
        if area is None or group is None or measures is None or low or _of_forces(scene, quantity.span.end, measures):
            continue
        if _of_else(scene, quantity.span.end) or _stands_in(scene, discourse, quantity, measures):
            continue
        span = claim_span(scene, area, Span(quantity.span.start, quantity.span.end))
        asserted = Asserted(span.of(scene.text), "place", Interval(quantity.value, quantity.value), Decimal(1))
        yield draft(scene, discourse, span, measures, partial(_rank, area, group), asserted)


def _rank(area: str, group: str, measure: str, year: int) -> Rank:
    return Rank(measure, area, AreaSet(group), years(year))


def _is_place(scene: Scene, quantity: Quantity) -> bool:
    if quantity.value < 1 or quantity.value > scene.matter.places:
        return False
    before, after = scene.before(quantity.span.start, 28), scene.after(quantity.span.end, 24)
    if quantity.unit == "ordinal" and scene.phrases.place_word.search(before):
        return True
    if quantity.unit == "ordinal":
        sized = scene.phrases.highest.match(after) or scene.phrases.lowest.match(after)
        return bool(
            sized
            or scene.phrases.place_after.match(after)
            or (scene.phrases.placed.search(before) and scene.phrases.placed_after.match(after))
        )
    return quantity.unit == "" and bool(scene.phrases.place_word.search(before))


def _of_else(scene: Scene, start: int) -> bool:
    """ "the second-largest oil consumer", "Poland's sixth-largest city": a place among things that are no economies."""
    if scene.matter.share:
        return False
    end = min(scene.span.end, start + 60)
    opening = re.match(r"[- ]*", scene.between(start, end))
    at = start + (opening.end() if opening else 0)
    rest = scene.between(at, end)
    words = _WORDS.match(rest)
    if words is None or not (scene.phrases.highest.match(rest) or scene.phrases.lowest.match(rest)):
        return False
    if scene.phrases.placed_after.match(rest[words.start(1) :]):
        return False
    if any(at <= mark.start <= at + words.end() for mark in scene.of("measure")):
        return False
    return not scene.phrases.ranked.search(words.group())


def _stands_in(scene: Scene, discourse: Discourse, quantity: Quantity, measures: tuple[str, ...]) -> bool:
    """ "In Deutschland liegt Sachsen an sechster Stelle": a place within a state, of what can be summed up."""
    measure = discourse.context.measures.get(measures[0])
    if scene.matter.share or measure is None or measure.total != "sum":
        return False
    named = scene.in_clause(scene.clause_of(quantity.span.start), free_areas(scene))
    before = [mark for mark in named if mark.end <= quantity.span.start and not is_yardstick(scene, mark)]
    return bool(before) and bool(scene.phrases.located.search(scene.before(before[-1].start, 12)))


def _of_forces(scene: Scene, end: int, measures: tuple[str, ...]) -> bool:
    """ "the second-largest army", in a report on money: a place in what is not measured here."""
    if not scene.matter.share:
        return False
    return scene.matter.heads not in measures and bool(scene.phrases.of_forces.match(scene.after(end, 44)))


def _of_army(scene: Scene, quantity: Quantity) -> tuple[str, ...] | None:
    """ "with 216,000 soldiers the third-largest army": a place by heads, where heads are counted beside it."""
    heads = scene.matter.heads
    if not heads or not scene.phrases.of_army.match(scene.after(quantity.span.end, 44)):
        return None
    return (heads,) if scene.has("measure", heads) else None


def _of_purse(scene: Scene, quantity: Quantity) -> tuple[str, ...] | None:
    """ "the third-largest military budget": the purse named with the place decides."""
    if not scene.matter.money:
        return None
    near = any(0 <= mark.start - quantity.span.end <= 22 for mark in scene.of("rank", "purse", "cash"))
    return (scene.matter.dollars,) if near else None


def _holder(scene: Scene, discourse: Discourse, place: Span) -> str | None:
    """Who takes the place: the nearest name in the clause, before it first; else the one spoken of."""
    index = scene.clause_of(place.start)
    named = scene.in_clause(index, free_areas(scene, adjectives=True))
    areas = [mark for mark in named if not is_yardstick(scene, mark)]
    before = [mark for mark in areas if mark.end <= place.start]
    if before:
        nouns = [mark for mark in before if mark.kind != "area_adjective"] or before
        return nouns[-1].value if len({mark.value for mark in nouns}) == 1 else None
    if areas:
        return areas[0].value if len({mark.value for mark in areas}) == 1 else None
    apposed = [mark for mark in scene.areas() if 0 <= scene.clauses[index].start - mark.end <= APPOSED]
    if apposed:
        return apposed[-1].value  # "twelve times that of Britain, the second-largest contributor"
    earlier = [
        mark
        for mark in free_areas(scene, adjectives=True)
        if mark.start < scene.clauses[index].start and not is_yardstick(scene, mark)
    ]
    values = {mark.value for mark in earlier}
    if earlier:
        return earlier[-1].value if len(values) == 1 else None
    later = {mark.value for mark in free_areas(scene) if mark.start >= place.end and not is_yardstick(scene, mark)}
    if later:
        return later.pop() if len(later) == 1 else None  # "auf dem zweiten Rang, mit Abstand, liegt Estland"
    if not _spoken_of(scene, discourse, place.start):
        return None
    return discourse.area_for(scene.index) if not scene.has("members") or scene.has("deixis", "country") else None


def _spoken_of(scene: Scene, discourse: Discourse, place: int) -> bool:
    """Whether a clause without a name goes on about the state before it, where towns and companies have places, too."""
    clause = scene.clauses[scene.clause_of(place)]
    if scene.matter.share or scene.has("deixis", "country") or discourse.told_before(place, scene.index, 0) is not None:
        return True
    return bool(scene.phrases.anaphor.search(scene.folded, clause.start, clause.end))


def ends(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "Das Schlusslicht bildet Spanien", "Poland leads", "the highest share has ...", "die beiden Spitzenreiter"."""
    if not on_topic(scene, discourse) or leaves_out(scene):
        return
    told: set[int] = set()
    for mark in scene.of("rank", "high", "low"):
        if any(
            quantity.unit == "ordinal" and quantity.span.end in (mark.start, mark.start - 1)
            for quantity in scene.quantities
        ):
            continue
        behind = mark.value == "high" and any(
            is_yardstick(scene, area) and area.start < mark.start
            for area in scene.in_clause(scene.clause_of(mark.start), scene.areas())
        )
        if behind or not _plain_superlative(scene, mark) or _of_else(scene, mark.start):
            continue  # "nach den USA am meisten" is second place
        named = _named(scene, discourse, mark)
        measures = measures_of(scene, discourse, mark.start)
        if not named or measures is None or _of_forces(scene, mark.end, measures):
            continue
        index = scene.clause_of(mark.start)
        group = _group(scene, discourse, mark.start)
        if index not in told and group is not None:
            told.add(index)
            yield _end(scene, discourse, mark, named, (measures, group))


def _plain_superlative(scene: Scene, mark: Mark) -> bool:
    """Not "one of the highest", "second-highest", "highest since", "am meisten gestiegen", "top diplomat"."""
    before, after = scene.before(mark.start, 26), scene.after(mark.end, 44)
    if scene.phrases.not_first_before.search(before):
        return False
    if scene.phrases.not_first_after.match(after):
        return False
    return _in_place(scene, mark, scene.between(mark.start, mark.end))


def _in_place(scene: Scene, mark: Mark, word: str) -> bool:
    """Whether a word that has other meanings stands as an end of the ranking: "last", "top", "most", "leads"."""
    phrases = scene.phrases
    before, after = scene.before(mark.start, 24), scene.after(mark.end, 40)
    if phrases.end_word.fullmatch(word):
        apposed = any(0 <= mark.start - area.end <= 2 for area in scene.areas())
        if apposed and phrases.end_word_apposed.match(after):
            return True
        return bool(phrases.end_word_before.search(before)) and not phrases.end_word_other.match(after)
    if phrases.top_word.fullmatch(word):
        led_in = not phrases.top_word_bare.fullmatch(word) or phrases.top_word_before.search(before)
        return bool(led_in) and not phrases.top_of_body.match(after)
    if phrases.amount_word.fullmatch(word):
        return bool(phrases.amount_word_before.search(before))
    if phrases.lead_word.fullmatch(word):
        if not scene.in_clause(scene.clause_of(mark.start), free_areas(scene)):
            return False
        return bool(phrases.lead_after.match(after)) and not phrases.lead_elsewhere.match(after)
    return True


def _named(scene: Scene, discourse: Discourse, mark: Mark) -> tuple[str, ...]:
    """The states at this end, in the order named."""
    index = scene.clause_of(mark.start)
    areas = [area for area in free_areas(scene) if not is_yardstick(scene, area)]
    here = scene.in_clause(index, areas)
    if not here:
        later = [
            area
            for area in areas
            if area.start > mark.start
            and scene.clause_of(area.start) == index + 1
            and scene.text[scene.clauses[index].end : scene.clauses[index].end + 1] in ":–—"
        ]
        earlier = [area for area in areas if area.start < mark.start]
        here = later or ([earlier[-1]] if earlier and len({area.value for area in earlier}) == 1 else [])
    if not here:
        adjectives = scene.in_clause(index, free_areas(scene, adjectives=True))
        here = adjectives[:1] if len(adjectives) == 1 else []
    if not here:
        told = not scene.areas() and _spoken_of(scene, discourse, mark.start)
        area = discourse.area_for(scene.index) if told else None
        return (area,) if area else ()
    return _with_brackets(scene, here[0])


def _with_brackets(scene: Scene, first: Mark) -> tuple[str, ...]:
    """A run of names that may carry brackets or "mit 4,12 Prozent" between them."""
    codes = [first.value]
    last = first
    for area in free_areas(scene):
        if area.start <= last.start:
            continue
        gap = scene.between(last.end, area.start)
        bare = scene.phrases.own_value.sub(" ", _BRACKETS.sub(" ", gap))
        if not scene.phrases.ranked_joint.fullmatch(bare):
            break
        codes.append(area.value)
        last = area
    return tuple(dict.fromkeys(codes))


def _end(
    scene: Scene, discourse: Discourse, mark: Mark, named: tuple[str, ...], what: tuple[tuple[str, ...], str]
) -> Draft:
    operation: Literal["top", "bottom"] = "top" if mark.value == "high" else "bottom"
    number = _how_many(scene, mark) or len(named)
    measures, group = what
    span = claim_span(scene, named[0], mark.span)
    text = span.of(scene.text)
    if number == 1 and len(named) == 1 and operation == "top":
        asserted = Asserted(text, "place", Interval(Decimal(1), Decimal(1)), Decimal(1))
        first = draft(scene, discourse, span, measures, partial(_rank, named[0], group), asserted)
        return replace(first, doubts=("ahead of whom is not said",)) if _only_ahead(scene, mark) else first
    if number == len(named) == 1:
        asserted = Asserted(text, "areas", order=named)
    else:
        asserted = Asserted(text, "areas", areas=tuple(sorted(named)), includes=number > len(named))
    return draft(
        scene, discourse, span, measures, lambda m, y: Extreme(operation, number, m, AreaSet(group), years(y)), asserted
    )


def _only_ahead(scene: Scene, mark: Mark) -> bool:
    """ "Auch hier liegt Polen vorn", after a pair was compared: first of all, or only of the two."""
    ahead = scene.phrases.ahead_word.fullmatch(scene.folded, mark.start, mark.end)
    return bool(ahead) and not any(scene.has(kind) for kind in ("members", "organisation", "subset"))


def _group(scene: Scene, discourse: Discourse, place: int) -> str | None:
    """Whom a place is a place among; None where it is a part of the world that nobody has figures for."""
    if not scene.matter.share:
        return group_of_place(scene, discourse, place)
    if scene.phrases.europe.search(scene.folded, scene.span.start, scene.span.end):
        return scene.matter.europe
    return next((subset.value for subset in scene.of("subset") if " " not in subset.value), scene.matter.group)


def _how_many(scene: Scene, mark: Mark) -> int | None:
    """ "the three biggest spenders", "the bottom three", "top five"."""
    for quantity in scene.quantities:
        counts = quantity.unit == "" and 2 <= quantity.value <= 15 and quantity.step == 1
        if counts and _touches(mark.span, quantity.span):
            return int(quantity.value)
    return None


def _touches(one: Span, other: Span) -> bool:
    return 0 <= one.start - other.end <= 2 or 0 <= other.start - one.end <= 2
