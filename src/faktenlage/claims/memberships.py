"""Claims about how many members there are, who is one, and since when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from faktenlage.claims.discourse import Discourse, Draft
from faktenlage.claims.fits import fits
from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import free_areas, joined_areas
from faktenlage.language.marks import Mark
from faktenlage.model import Asserted, Interval, Member, Quantity, Reading, Span, Time

__all__ = ["entered", "joined", "member_counts", "member_states"]

_DIGIT = re.compile(r"\d")


def member_counts(scene: Scene, discourse: Discourse, totals: Sequence[tuple[Quantity, Mark]]) -> Iterator[Draft]:
    """ "der 32 Mitgliedstaaten", "die Allianz hat 29 Mitglieder", "das 31. Mitglied"."""
    for quantity, noun in [*totals, *_counted(scene, totals)]:
        if (
            quantity.value < scene.matter.fewest
            or _elsewhere(scene, noun)
            or scene.phrases.with_forces.match(scene.after(noun.end, 40))
            or not _of_alliance(scene, discourse, noun)
        ):
            continue
        span = Span(quantity.span.start, noun.end)
        text = span.of(scene.text)
        asserted = Asserted(text, "areas", Interval(quantity.value, quantity.value), Decimal(1))
        days = _days(scene, discourse)
        readings = [Reading(Member(scene.matter.group, "count", day), asserted) for day in days]
        yield Draft(span, readings[0], others=tuple(readings[1:]), presupposed=True)


def _counted(scene: Scene, totals: Sequence[tuple[Quantity, Mark]]) -> Iterator[tuple[Quantity, Mark]]:
    done = {quantity for quantity, _ in totals}
    for quantity in scene.quantities:
        if (
            quantity in done
            or not 12 <= quantity.value <= 40
            or quantity.step != 1
            or quantity.unit not in ("", "ordinal")
        ):
            continue
        for mark in scene.of("members"):
            gap = scene.between(quantity.span.end, mark.start)
            touching = mark.start >= quantity.span.end and scene.phrases.member_adjective.fullmatch(
                gap.removeprefix(".")
            )
            if touching and (quantity.unit == "ordinal" or (_told(scene, quantity, mark) and not _barred(scene, mark))):
                yield quantity, mark


def _barred(scene: Scene, noun: Mark) -> bool:
    """ "counts 18 members at or above two per cent": some of them, by a bar that follows."""
    index = scene.clause_of(noun.start)
    return any(
        quantity.unit == "%" and quantity.span.start > noun.end and scene.clause_of(quantity.span.start) == index
        for quantity in scene.quantities
    )


def _told(scene: Scene, quantity: Quantity, noun: Mark) -> bool:
    """ "The alliance has 32 members": a verb or noun of counting stands by."""
    counts = scene.phrases.counts_members
    return bool(counts.search(scene.before(quantity.span.start, 60)) or counts.search(scene.after(noun.end, 24)))


def _elsewhere(scene: Scene, noun: Mark) -> bool:
    clause = scene.clauses[scene.clause_of(noun.start)]
    return bool(scene.phrases.other_body.search(scene.folded, clause.start, clause.end))


def _of_alliance(scene: Scene, discourse: Discourse, noun: Mark) -> bool:
    named = noun.value == scene.matter.group and not scene.phrases.member_plain.fullmatch(
        scene.folded, noun.start, noun.end
    )
    near = scene.has("organisation") or discourse.recent(discourse.group_at, scene.index, 2)
    topic = discourse.context.topic is not None and scene.has("meets")
    return (named or near or topic) and noun.kind == "members"


def _days(scene: Scene, discourse: Discourse) -> list[dt.date]:
    """The day of the report, and where the sentence speaks of an earlier year also that year's end."""
    today = discourse.context.published
    past = [
        time.period.last
        for time in scene.times
        if time.period is not None
        and time.period.last < today
        and time.type == "DATE"
        and time.period.grain == "year"
        and time.role == ""
    ]
    if past:
        return [max(past), today]
    said = discourse.year_for(scene.index)
    if said is None or said >= today.year:
        return [today]
    end = dt.date(said, 12, 31)
    return [end, today] if scene.has("meets") or scene.has("target") or scene.has("measure") else [today, end]


def entered(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "Estland, Lettland und Litauen kamen 2004 hinzu", "Finland, the newest member": by their shape."""
    near = scene.has("organisation") or discourse.recent(discourse.group_at, scene.index, 2)
    if not (near or scene.has("members", scene.matter.group)):
        return
    if scene.phrases.other_body.search(scene.folded, scene.span.start, scene.span.end):
        return
    group = scene.matter.group
    for fit in fits(scene, scene.phrases.frames.joined):
        when = fit.time("when")
        if when is None or when.period is None or when.period.first > discourse.context.published:
            continue
        if scene.phrases.earlier.search(when.span.of(scene.folded)):
            continue  # "eleven months earlier": than what was told before
        days = (when.period.first, when.period.last)
        for name in ("state", "state2", "state3"):
            mark = fit.mark(name)
            if mark is not None:
                asserted = Asserted(fit.span.of(scene.text), "day", days=days)
                yield Draft(mark.span.joined(when.span), Reading(Member(group, mark.value, "since"), asserted))
                discourse.group_at = scene.index
    yield from _newest_members(scene, discourse)


def _newest_members(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "Sweden is the newest member", "Finland, the latest ally to join"."""
    for fit in fits(scene, scene.phrases.frames.newest):
        mark = fit.mark("state")
        if mark is not None:
            yield _newest(scene, discourse, mark, fit.span)
    for cue in scene.of("membership", "newest"):
        mark = _just_one(scene, cue)
        if mark is not None and scene.moods[scene.clause_of(cue.start)].certainty != "forecast":
            yield _newest(scene, discourse, mark, mark.span.joined(cue.span))


def _newest(scene: Scene, discourse: Discourse, mark: Mark, span: Span) -> Draft:
    asserted = Asserted(span.of(scene.text), "name", value=mark.value)
    return Draft(span, Reading(Member(scene.matter.group, "newest", discourse.context.published), asserted))


def _just_one(scene: Scene, cue: Mark) -> Mark | None:
    """The one state of a clause, or the one right in front of it: "Finland, the newest member"."""
    index = scene.clause_of(cue.start)
    here = scene.in_clause(index, free_areas(scene))
    if not here:
        here = [mark for mark in free_areas(scene) if 0 <= scene.clauses[index].start - mark.end <= 2]
    return here[0] if len({mark.value for mark in here}) == 1 else None


def joined(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "Schweden trat der Nato am 7. März 2024 bei", "Finland joined in 2023", "der Beitritt am 5. Juni"."""
    cues = [*scene.of("membership", "joined"), *_since_member(scene)]
    if not cues or not (
        scene.has("organisation")
        or discourse.recent(discourse.group_at, scene.index, 2)
        or scene.has("members", scene.matter.group)
    ):
        return
    if scene.phrases.other_body.search(scene.folded, scene.span.start, scene.span.end) and not scene.has(
        "organisation"
    ):
        return
    cues = [cue for cue in cues if not _of_others(scene, cue)]
    cue = next((cue for cue in cues if not _of_office(scene, cue) and not _of_another(scene, cue)), None)
    if cue is None:
        return
    time = _day_of(scene, cue, discourse)
    if time is None or time.period is None:
        return
    yield from _followers(scene, discourse, cue)
    for code, mark in _joiners(scene, discourse, cue):
        span = cue.span.joined(time.span) if mark is None else mark.span.joined(cue.span).joined(time.span)
        asserted = Asserted(span.of(scene.text), "day", days=(time.period.first, time.period.last))
        yield Draft(span, Reading(Member(scene.matter.group, code, "since"), asserted))
        discourse.group_at = scene.index


def _followers(scene: Scene, discourse: Discourse, cue: Mark) -> Iterator[Draft]:
    """ "..., Sweden in March 2024": a name and a time behind an accession, and nothing else."""
    for fit in fits(scene, scene.phrases.frames.joined_next):
        mark, when = fit.mark("state"), fit.time("when")
        if mark is None or when is None or when.period is None or mark.start < cue.start:
            continue
        if when.period.first <= discourse.context.published:
            days = (when.period.first, when.period.last)
            asserted = Asserted(fit.span.of(scene.text), "day", days=days)
            yield Draft(mark.span.joined(when.span), Reading(Member(scene.matter.group, mark.value, "since"), asserted))


def _of_another(scene: Scene, cue: Mark) -> bool:
    """ "joined the talks", "trat als Gastgeber auf": a verb of joining that is said of something else."""
    phrases = scene.phrases
    if phrases.joined_elsewhere.match(scene.after(cue.end, 30)):
        return not any(0 <= mark.start - cue.end <= 12 for mark in scene.of("organisation"))
    if not phrases.joined_weak.fullmatch(scene.folded, cue.start, cue.end):
        return False
    clause = scene.clauses[scene.clause_of(cue.start)]
    return not phrases.joined_with.search(scene.folded, clause.start, clause.end)


def _of_others(scene: Scene, cue: Mark) -> bool:
    """ "Croatia joined the euro area in 2023": another body in the clause, and not ours."""
    clause = scene.clauses[scene.clause_of(cue.start)]
    if not scene.phrases.other_body.search(scene.folded, clause.start, clause.end):
        return False
    return not scene.clause_has(cue.start, "organisation")


def _of_office(scene: Scene, cue: Mark) -> bool:
    """ "trat das Amt an", "became prime minister": somebody took an office, no state joined."""
    clause = scene.clauses[scene.clause_of(cue.start)]
    return bool(scene.phrases.post.search(scene.between(clause.start, clause.end))) or scene.clause_has(
        cue.start, "office"
    )


def _since_member(scene: Scene) -> list[Mark]:
    return [
        mark
        for mark in [*scene.of("membership", "is"), *scene.of("membership", "newest")]
        if any(time.role == "since" and time.period for time in scene.times)
    ]


def _day_of(scene: Scene, cue: Mark, discourse: Discourse) -> Time | None:
    index = scene.clause_of(cue.start)
    known = [
        time
        for time in scene.times
        if time.period is not None
        and time.type == "DATE"
        and time.period.first <= discourse.context.published
        and time.role in ("", "since")
        and time.period.grain in ("day", "month", "year")
        and abs(scene.clause_of(time.span.start) - index) <= 1
    ]
    if cue.value in ("is", "newest"):
        known = [time for time in known if time.role == "since" and not _something_else(scene, cue, time)]
    today = discourse.context.published
    if len(scene.times) > 1:  # "forty years ago today": the day of the report is not the day that is told
        known = [time for time in known if (time.period and time.period.first != today) or _written(scene, time)]
    return min(known, key=lambda time: abs(time.span.start - cue.start)) if known else None


def _something_else(scene: Scene, cue: Mark, time: Time) -> bool:
    """Whether what lasts since then is told between: "the newest member has doubled its spending since 2020"."""
    start, end = sorted((cue.end, time.span.start))
    told = [*scene.of("change"), *scene.of("measure"), *scene.of("budget"), *scene.of("meets")]
    return any(start <= mark.start < end for mark in told) or any(
        start <= quantity.span.start < end
        for quantity in scene.quantities
        if quantity.unit != "ordinal" and not quantity.span.overlaps(time.span)
    )


def _written(scene: Scene, time: Time) -> bool:
    """Whether a day is given by number rather than as "today"."""
    return bool(_DIGIT.search(time.span.of(scene.text)))


def _joiners(scene: Scene, discourse: Discourse, cue: Mark) -> list[tuple[str, Mark | None]]:
    """Who joined: the one state of the clause, a run of names ("Albania and Croatia"), or the one spoken of."""
    areas = free_areas(scene, adjectives=True)
    index = scene.clause_of(cue.start)
    here = scene.in_clause(index, areas) or [area for area in areas if area.start < cue.start] or areas
    if len({area.value for area in here}) == 1:
        return [(here[0].value, here[0])]
    if here:
        earlier = [area for area in areas if area.start < here[0].start]
        runs = [run for area in earlier if here[0] in (run := joined_areas(scene, area))]
        run = runs[0] if runs else joined_areas(scene, here[0])
        here = [area for area in areas if area in run or area in here]
        return [(mark.value, mark) for mark in run] if len(run) == len(here) else []
    known = discourse.area_for(scene.index)
    return [(known, None)] if known else []


def member_states(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "Nato-Mitglied Polen", "Finland and Sweden are still outside the alliance"."""
    today = discourse.context.published
    yield from _outsiders(scene, today)
    for mark in scene.of("membership", "is"):
        outside = scene.phrases.member_outside.match(scene.folded, mark.start, mark.end)
        title = [
            area
            for area in scene.areas()
            if 0 <= area.start - mark.end <= 1 and scene.phrases.member_title.match(scene.folded, mark.start, mark.end)
        ]
        if title:
            yield _is_member(scene, title[0], mark.span, today, member=True)
        elif outside:
            for area in [
                area
                for area in free_areas(scene)
                if area.end <= mark.start and scene.clause_of(area.start) == scene.clause_of(mark.start)
            ]:
                yield _is_member(scene, area, mark.span, today, member=False)


def _outsiders(scene: Scene, today: dt.date) -> Iterator[Draft]:
    """ "Serbien gehört dem Bündnis nicht an", "Noch gehören Schweden und Finnland nicht zur Nato"."""
    places = [fit.span for fit in fits(scene, scene.phrases.frames.first_of_all)]
    for mark in scene.of("membership", "is"):
        clause = scene.clauses[scene.clause_of(mark.start)]
        if any(span.overlaps(mark.span) for span in places):
            continue  # "more than any other ally": who is first, not who belongs
        belongs = scene.phrases.belongs.match(scene.between(mark.start, mark.end))
        here = scene.between(clause.start, clause.end)
        if not belongs or not scene.phrases.no_member.search(here) or not scene.clause_has(mark.start, "organisation"):
            continue
        if scene.phrases.member_doubtful.search(here) and not scene.phrases.not_yet.search(here):
            continue
        index = scene.clause_of(mark.start)
        outside = scene.in_clause(index, free_areas(scene)) or _before_relative(scene, index, here)
        for area in outside:
            yield _is_member(scene, area, mark.span, today, member=False)


def _before_relative(scene: Scene, index: int, clause: str) -> list[Mark]:
    """ "Schweden und Finnland, die dem Bündnis nicht angehören": the names right in front of a relative clause."""
    if not index or not scene.phrases.relative_state.match(clause) or scene.phrases.told_past.search(clause):
        return []
    near = [mark for mark in free_areas(scene) if 0 <= scene.clauses[index].start - mark.end <= 2]
    if not near:
        return []
    runs = [run for area in free_areas(scene) if near[-1] in (run := joined_areas(scene, area))]
    return runs[0] if runs else near


def _is_member(scene: Scene, area: Mark, cue: Span, day: dt.date, *, member: bool) -> Draft:
    span = area.span.joined(cue)
    asserted = Asserted(span.of(scene.text), "truth", value=member)
    return Draft(span, Reading(Member(scene.matter.group, area.value, day), asserted), presupposed=True)
