"""Reads the claims of a report, sentence by sentence, and keeps what was spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from faktenlage.claims import (
    censuses,
    changes,
    comparing,
    deadlines,
    gaps,
    levels,
    memberships,
    offices,
    orders,
    places,
    ranks,
    records,
    recounts,
    surveys,
    tenures,
    totals,
)
from faktenlage.claims.conditions import Bar, bar_before, bar_in
from faktenlage.claims.discourse import Context, Discourse, Draft
from faktenlage.claims.fits import Fit
from faktenlage.claims.heads import Head, heads
from faktenlage.claims.numbers import Role, roles
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import compared, free_areas
from faktenlage.claims.years import moves, plain_years
from faktenlage.language.marks import Mark
from faktenlage.model import Claim, Clause, Condition, Holds, Member, Quantity, Span

__all__ = ["interpret"]

_WISHES = ("demand", "promise", "threat")


def interpret(scenes: Iterable[Scene], context: Context) -> tuple[Claim, ...]:
    """All claims of a report in the order of the text; nothing that is not asserted."""
    discourse = Discourse(context)
    claims: list[Claim] = []
    for scene in scenes:
        for draft in sorted(_claims_of(scene, discourse), key=lambda draft: (draft.span.start, draft.span.end)):
            if not context.dated and not _names_its_year(scene, draft):
                draft = replace(draft, doubts=(*draft.doubts, "day: the report names none"))  # noqa: PLW2901
            if context.hinted and draft.reading is not None and not isinstance(draft.reading.query, Holds):
                draft = replace(draft, doubts=(*draft.doubts, "measure: only hinted at"))  # noqa: PLW2901
            claims.append(draft.finished(len(claims) + 1, scene.text))
    return tuple(claims)


def _names_its_year(scene: Scene, draft: Draft) -> bool:
    """Whether the sentence itself names the year asked for, so that the day of the report does not matter."""
    years = getattr(draft.reading.query, "years", None) if draft.reading else None
    named = {time.period.year for time in scene.times if time.period is not None and not time.relative}
    return years is not None and years.first in named


def _claims_of(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    seen: list[Draft] = []
    kept = discourse.year, discourse.year_at
    uses = roles(scene, discourse) if scene.matter.share else {}
    wished = False
    for draft in _drafts(scene, discourse, uses):
        blocked = None if draft.presupposed else _blocked(scene, draft)
        if blocked is not None:
            discourse.year, discourse.year_at = kept  # what is only wanted or supposed does not move the report
            wished = discourse.census_at == scene.index or wished
        elif not any(_same(draft, other) for other in seen):
            seen.append(draft)
            yield _doubted(scene, draft)
        kept = discourse.year, discourse.year_at
    if wished:
        discourse.census_at = -99  # and is no count to go on from
    _remember(scene, discourse, uses)
    discourse.forget(scene.index)


def _same(one: Draft, other: Draft) -> bool:
    """Whether two drafts ask the same of the same words; of an office or a membership, of the same sentence."""
    if one.reading is None or other.reading is None or one.reading.query != other.reading.query:
        return False
    if isinstance(one.reading.query, Holds | Member) or one.span == other.span:
        return True
    left, right = one.reading.asserted, other.reading.asserted
    alike = (left.interval, left.areas, left.value) == (right.interval, right.areas, right.value)
    return alike and one.span.overlaps(other.span)


def _blocked(scene: Scene, draft: Draft) -> str | None:
    """The reason why the words are not asserted, if one of their clauses says so."""
    pieces = draft.pieces or (draft.span,)
    for clause in scene.moods:
        touched = clause.blocks and any(clause.span.overlaps(piece) for piece in pieces)
        if not touched or _reported(scene, clause) or _hollow(scene, clause):
            continue
        if scene.matter.share or not _only_moved(scene, clause.span):
            return clause.blocks
    return None


def _only_moved(scene: Scene, clause: Span) -> bool:
    """Whether what looks like a mere thought is a word for a rise that has the same form: "stiegen"."""
    cues = [mark for mark in scene.of("certainty", "counterfactual") if clause.start <= mark.start < clause.end]
    moves = {mark.start for mark in scene.of("change")}
    others = [mark for mark in scene.of("stance") if clause.start <= mark.start < clause.end]
    return bool(cues) and not others and all(mark.start in moves for mark in cues)


def _hollow(scene: Scene, clause: Clause) -> bool:
    """ "kept the pledge", "die vereinbarten zwei Prozent": the word of promising only names the bar."""
    if clause.blocks not in _WISHES:
        return False
    here = [mark for mark in scene.of("stance") if clause.span.start <= mark.start < clause.span.end]
    targets = {mark.start for mark in scene.of("target")}
    met = any(clause.span.start <= mark.start < clause.span.end for mark in scene.of("meets"))
    return bool(here) and all((mark.start in targets and met) or _describes(scene, mark) for mark in here)


def _describes(scene: Scene, mark: Mark) -> bool:
    number = next((each for each in scene.quantities if 0 <= each.outer.start - mark.end <= 3), None)
    return number is not None and bool(scene.phrases.agreed_bar.search(scene.before(number.outer.start, 40)))


def _doubted(scene: Scene, draft: Draft) -> Draft:
    """The draft, with a doubt where only its being reported makes "would" and "hätte" an assertion."""
    pieces = draft.pieces or (draft.span,)
    supposed = any(
        clause.blocks and any(clause.span.overlaps(piece) for piece in pieces) and _reported(scene, clause)
        for clause in scene.moods
    )
    return replace(draft, doubts=(*draft.doubts, "mood: as somebody says")) if supposed else draft


def _reported(scene: Scene, clause: Clause) -> bool:
    """ "NATO estimated that Britain would spend 2.1%", "2014 hätten nur drei das Ziel erreicht, sagte er"."""
    phrases = scene.phrases
    if clause.blocks == "demand":
        here = [mark for mark in scene.of("stance") if clause.span.start <= mark.start < clause.span.end]
        told = bool(here) and all(phrases.hearsay.fullmatch(scene.folded, mark.start, mark.end) for mark in here)
        return told and scene.has("publisher", "own")
    if clause.blocks != "condition":
        return False
    cues = scene.of("certainty", "counterfactual", "possible")
    if any(phrases.conditional.fullmatch(scene.folded, cue.start, cue.end) for cue in cues):
        return False
    here = [cue for cue in cues if clause.span.start <= cue.start < clause.span.end]
    form = bool(here) and all(phrases.reported_form.fullmatch(scene.folded, cue.start, cue.end) for cue in here)
    if not form:
        return False
    if phrases.reported.search(scene.folded, scene.span.start, scene.span.end):
        return True
    dated = any(time.period is not None and time.period.year and not time.relative for time in scene.times)
    return dated and all(phrases.past_form.fullmatch(scene.folded, cue.start, cue.end) for cue in here)


def _drafts(scene: Scene, discourse: Discourse, uses: dict[Quantity, Role]) -> Iterator[Draft]:
    if not scene.matter.share:
        yield from surveys.drafts(scene, discourse)
        return
    taken: set[Quantity] = set()
    if scene.has("office"):
        yield from offices.holders(scene, discourse)
    if scene.times or scene.has("person"):
        yield from tenures.tenures(scene, discourse)
    yield from memberships.entered(scene, discourse)
    yield from deadlines.deadlines(scene, discourse)
    if not scene.quantities and not discourse.condition and not scene.has("membership"):
        yield from ranks.ends(scene, discourse)
        yield from places.around(scene, discourse)
        yield from places.follow(scene, discourse)
        return
    short = gaps.gapped(scene)
    counting, wholes = heads(scene, discourse)
    found = _bar(scene, discourse, uses, counting, short)
    if scene.has("membership"):
        yield from memberships.joined(scene, discourse)
        yield from memberships.member_states(scene, discourse)
    if scene.has("members"):
        yield from memberships.member_counts(scene, discourse, wholes)
    if found is not None:
        yield from recounts.movements(scene, discourse, found, taken)
        yield from _against_bar(scene, discourse, found, counting, uses, taken)
    yield from _recounted(scene, discourse, taken)
    yield from _measured(scene, discourse, uses, short, taken)
    yield from ranks.places(scene, discourse)
    if scene.has("rank"):
        yield from ranks.ends(scene, discourse)
    yield from places.around(scene, discourse)
    yield from places.follow(scene, discourse)
    yield from records.records(scene, discourse)
    if scene.has("rank"):
        yield from orders.comparisons(scene, discourse)


def _recounted(scene: Scene, discourse: Discourse, taken: set[Quantity]) -> Iterator[Draft]:
    """Counts that go on from another: by their shapes first, no number twice."""
    for draft in [*censuses.again(scene, discourse), *censuses.moved(scene, discourse)]:
        inside = [each for each in scene.quantities if draft.span.start <= each.span.start < draft.span.end]
        if not any(each in taken for each in inside if each.unit == ""):
            taken.update(inside)
            held = discourse.census_span if discourse.census_at == scene.index else None
            yield replace(draft, pieces=(draft.span, held)) if held and not draft.pieces else draft
    yield from recounts.others_counted(scene, discourse, taken)


def _bar(
    scene: Scene, discourse: Discourse, uses: dict[Quantity, Role], counting: Sequence[Head], short: Sequence[Fit]
) -> Bar | None:
    """The bar of a sentence; a target that something is missing to is none."""
    found = bar_in(scene, discourse, uses)
    if found is not None and any(fit.span.overlaps(found.span) for fit in short):
        found = None
    if found is None and counting and counting[0].noun is None:
        found = bar_before(counting[0].span, discourse, scene.index)
    return found


def _measured(
    scene: Scene, discourse: Discourse, uses: dict[Quantity, Role], short: tuple[Fit, ...], taken: set[Quantity]
) -> Iterator[Draft]:
    """Sums, changes and values, then what sets values against one another; no number serves twice."""
    missing = {each for fit in short for each in fit.slots.values() if isinstance(each, Quantity)}
    held = (comparing.reserved(scene) | missing | totals.portioned(scene)) - taken
    taken |= held
    yield from totals.sums(scene, discourse, uses, taken)
    yield from totals.parts(scene, discourse, uses, taken)
    shaped = changes.moved(scene) - taken
    yield from levels.values(scene, discourse, uses, taken | shaped)
    yield from changes.changes(scene, discourse, uses, taken)
    taken -= held
    yield from totals.portions(scene, discourse, taken)
    yield from gaps.gaps(scene, discourse, short)
    taken |= missing
    yield from comparing.ratios(scene, discourse, taken)
    yield from comparing.distances(scene, discourse, taken)


def _against_bar(
    scene: Scene,
    discourse: Discourse,
    found: Bar,
    counting: Sequence[Head],
    uses: dict[Quantity, Role],
    taken: set[Quantity],
) -> Iterator[Draft]:
    head = _head_for(scene, counting, found)
    drafts: list[Draft] = []
    if head is not None:
        taken.update(each for each in (head.quantity, head.total) if each is not None)
        drafts = [
            *censuses.how_many(scene, discourse, head, found),
            *censuses.which(scene, discourse, head, found),
            *censuses.included(scene, discourse, head, found),
        ]
    else:
        drafts = list(censuses.only_these(scene, discourse, found))
        drafts = drafts or list(censuses.quantified(scene, discourse, found))
        drafts = drafts or list(censuses.alone(scene, discourse, found))
    barred = found.quantity is None or uses[found.quantity].kind == "bar"
    if not drafts and (barred or ((scene.has("meets") or found.placed) and _is_target(found, uses))):
        drafts = list(levels.bars(scene, discourse, found))
    if drafts and found.quantity is not None:
        taken.add(found.quantity)
    yield from drafts


def _is_target(found: Bar, uses: dict[Quantity, Role]) -> bool:
    return found.quantity is not None and uses[found.quantity].kind == "target"


def _head_for(scene: Scene, counting: Sequence[Head], found: Bar) -> Head | None:
    """The count that goes with the bar: the nearest one that is not the bar's own number."""
    fitting = [head for head in counting if head.quantity is not found.quantity and _verbed(scene, head, found)]
    return min(fitting, key=lambda head: abs(head.span.start - found.span.start)) if fitting else None


def _verbed(scene: Scene, head: Head, found: Bar) -> bool:
    """Whether a verb of meeting or missing stands between the count and the bar, or the bar has its own bound."""
    if found.bounded:
        return True
    first, last = sorted((scene.clause_of(head.span.start), scene.clause_of(found.span.start)))
    values = ("yes", "over", "no") if found.named else ()
    return any(first <= scene.clause_of(mark.start) <= last + 1 for mark in scene.of("meets", *values)) or scene.has(
        "bound"
    )


def _remember(scene: Scene, discourse: Discourse, uses: dict[Quantity, Role]) -> None:
    """What the sentence leaves behind for the next: measure, target, group, state, year."""
    now = scene.index
    if not scene.matter.share:
        surveys.remember(scene, discourse)
        return
    if scene.has("rival") and not scene.has("measure") and not scene.has("target"):
        discourse.measure_at -= 1
    for mark in scene.of("person"):
        discourse.person, discourse.person_at = mark.value, now
    _remember_measure(scene, discourse)
    if scene.has("organisation") or scene.has("members", scene.matter.group):
        discourse.group_at = now
    _remember_target(scene, discourse, uses)
    _remember_years(scene, discourse)
    areas = [mark.value for mark in free_areas(scene) if not compared(scene, mark)]
    if areas:
        known = discourse.areas if discourse.areas_at == now else ()
        discourse.areas, discourse.areas_at = tuple(dict.fromkeys((*known, *areas))), now


def _remember_measure(scene: Scene, discourse: Discourse) -> None:
    for mark in scene.of("measure"):
        if mark.value in (scene.matter.share, scene.matter.portion, scene.matter.heads):
            discourse.note_measure(mark.value, scene.index)
        elif mark.value == scene.matter.money and discourse.measure_for(scene.index) is None:
            discourse.note_measure(scene.matter.share if _shares(scene) else scene.matter.money, scene.index)


def _remember_years(scene: Scene, discourse: Discourse) -> None:
    """The years a sentence on the subject names, unless they are only wanted or supposed."""
    if not any(scene.has(kind) for kind in ("measure", "organisation", "members", "target")) and not _shares(scene):
        return
    moved = [
        time.period.year
        for time in plain_years(scene, discourse)
        if scene.moods[scene.clause_of(time.span.start)].blocks not in _WISHES
        and moves(time, discourse)
        and time.period is not None
    ]
    for year in sorted(year for year in moved if year is not None):
        discourse.note_year(year, scene.index)  # of several years the last one named stays in mind


def _shares(scene: Scene) -> bool:
    return scene.has("base", "gdp") or any(quantity.unit == "%" for quantity in scene.quantities)


def _remember_target(scene: Scene, discourse: Discourse, uses: dict[Quantity, Role]) -> None:
    """A target demanded or named is spoken of from then on, whoever wants it."""
    if scene.has("rival") and not scene.has("base", "gdp"):
        return
    for quantity, role in uses.items():
        if quantity.unit != "%" or quantity.step < Decimal("0.1"):
            continue
        if role.measure != scene.matter.portion and quantity.value > scene.matter.most:
            continue
        demanded = scene.has("stance", "demands", "promises") and role.measure is not None
        if role.kind == "target" or demanded:
            discourse.note_condition(Condition(role.measure or scene.matter.share, ">=", quantity.value), scene.index)
