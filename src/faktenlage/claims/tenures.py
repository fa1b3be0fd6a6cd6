"""Claims about who came before whom in an office, and since when somebody has held it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from faktenlage.claims.discourse import Discourse, Draft
from faktenlage.claims.scene import Scene
from faktenlage.language.marks import Mark
from faktenlage.model import Asserted, Holds, Reading, Span

__all__ = ["tenures"]


def tenures(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "Sein Vorgänger Olaf Scholz", "folgt auf Jens Stoltenberg", "trat das Amt am 1. Oktober an"."""
    for mark in scene.of("person"):
        if _comes_before(scene, mark) and scene.has("deixis", "predecessor"):
            yield from _previous(scene, discourse, mark)
    yield from _since(scene, discourse)
    yield from _terms(scene, discourse)


def _comes_before(scene: Scene, mark: Mark) -> bool:
    """Whether a person is called the predecessor: not one of several, and not the successor."""
    before = scene.before(mark.start, 60)
    return bool(scene.phrases.predecessor.search(before)) and not scene.phrases.not_predecessor.search(before)


def _terms(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """ "während seiner Amtszeit zwischen 2017 und 2021": the term of the one person of the sentence."""
    for time in scene.times:
        if time.period is None or time.period.year is not None or time.period.grain != "span" or time.type != "DATE":
            continue
        index = scene.clause_of(time.span.start)
        clause = scene.clauses[index]
        cue = scene.phrases.term.search(scene.folded, clause.start, clause.end)
        persons = {mark.value for mark in scene.of("person")}
        person = (
            persons.pop()
            if len(persons) == 1
            else discourse.person
            if not persons and discourse.recent(discourse.person_at, scene.index, 1)
            else None
        )
        office = _office(scene, discourse, person, clause)
        if cue is None or person is None or office is None or scene.in_clause(index, scene.of("office")):
            continue
        span = Span(*cue.span()).joined(time.span)
        years = (time.period.first.year, time.period.last.year)
        asserted = Asserted(span.of(scene.text), "term", value=years)
        others = tuple(
            Reading(Holds(other, person, "terms"), asserted)
            for other in _others(scene, discourse, person, clause, office)
        )
        yield replace(Draft(span, Reading(Holds(office, person, "terms"), asserted), others=others), presupposed=True)


def _previous(scene: Scene, discourse: Discourse, mark: Mark) -> Iterator[Draft]:
    """The holder before the present one, if only one office can be meant."""
    seat = _seat(scene, discourse, mark)
    if seat is None and scene.phrases.other_post.search(scene.folded, scene.span.start, scene.span.end):
        return  # at the head of a party
    office = _common(discourse, mark.value, seat)
    told_past = any(
        time.period is not None
        and time.period.last.year < discourse.context.published.year - 1
        and scene.clause_of(time.span.start) == scene.clause_of(mark.start)
        for time in scene.times
    )
    if office is None or told_past:
        return
    span = mark.span
    asserted = Asserted(span.of(scene.text), "name", value=mark.value)
    today = discourse.context.published
    earlier = Asserted(span.of(scene.text), "truth", value=True)
    others = (
        (Reading(Holds(office, mark.value, "before", today), earlier),)
        if scene.phrases.before_past.search(scene.between(scene.span.start, mark.start))
        else ()
    )
    yield replace(
        Draft(span, Reading(Holds(office, None, "previous", today), asserted), others=others), presupposed=True
    )


def _seat(scene: Scene, discourse: Discourse, mark: Mark) -> str | None:
    """The office spoken of: of the other person in the sentence, else of the last one with an office."""
    for other in scene.of("person"):
        known = discourse.context.persons.get(other.value)
        if known is not None and other.value != mark.value and len(known.offices) == 1:
            return known.offices[0]
    return discourse.office


def _common(discourse: Discourse, name: str, seat: str | None) -> str | None:
    held = discourse.context.persons[name].offices if name in discourse.context.persons else ()
    if seat is not None and seat in held:
        return seat
    return held[0] if seat is None and len(held) == 1 else None


def _since(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """The first day of a person in an office, where a time and a word for taking office share a clause."""
    for time in scene.times:
        index = scene.clause_of(time.span.start)
        clause = scene.clauses[index]
        if (
            time.period is None
            or time.type != "DATE"
            or time.role in ("until", "before")
            or time.period.grain not in ("day", "month", "year")
        ):
            continue
        if time.period.first > discourse.context.published or _titled(scene, index):
            continue
        cues = [
            cue
            for cue in scene.phrases.began.finditer(scene.folded, clause.start, clause.end)
            if time.role == "since" or not scene.phrases.began_weak.fullmatch(cue.group())
        ]
        if not cues:
            continue
        cue = cues[0]
        person = _person(scene, discourse, clause)
        office = _taken(scene, discourse, person, clause)
        if person is None or office is None:
            continue
        span = Span(*cue.span()).joined(time.span)
        asserted = Asserted(span.of(scene.text), "day", days=(time.period.first, time.period.last))
        others = tuple(
            Reading(Holds(other, person, "from"), asserted)
            for other in _others(scene, discourse, person, clause, office)
        )
        yield replace(Draft(span, Reading(Holds(office, person, "from"), asserted), others=others), presupposed=True)


def _others(scene: Scene, discourse: Discourse, person: str, clause: Span, office: str) -> Iterator[str]:
    """Further offices of the person, any of which may be meant where the clause names none."""
    known = discourse.context.persons.get(person)
    if known is not None and not _within(scene.of("organisation"), clause):
        yield from (other for other in known.offices if other != office)


def _taken(scene: Scene, discourse: Discourse, person: str | None, clause: Span) -> str | None:
    """The office taken: one the person and the one taken over from have both held, where somebody is."""
    known = discourse.context.persons.get(person) if person else None
    left = [mark for mark in _within(scene.of("person"), clause) if _is_predecessor(scene, mark)]
    if known is not None and left:
        before = discourse.context.persons.get(left[-1].value)
        common = [office for office in known.offices if before is not None and office in before.offices]
        return common[0] if len(common) == 1 else None
    several = known is not None and len(known.offices) > 1 and not _within(scene.of("organisation"), clause)
    if several and any(_is_former(scene, office) for office in scene.of("office")):
        return None  # "Rutte, the former prime minister, took office in": not that office, and none is named
    return _office(scene, discourse, person, clause)


def _within(marks: Iterable[Mark], clause: Span) -> list[Mark]:
    return [mark for mark in marks if clause.start <= mark.start < clause.end]


def _is_predecessor(scene: Scene, person: Mark) -> bool:
    """Whether somebody takes over from this person."""
    return bool(scene.phrases.predecessor.search(scene.before(person.start, 30)))


def _is_former(scene: Scene, office: Mark) -> bool:
    return any(0 <= office.start - mark.end <= 20 for mark in scene.of("deixis", "former"))


def _titled(scene: Scene, index: int) -> bool:
    """Whether an office is named in the clause itself, which then is read as a title, unless it is a former one."""
    return any(
        not _is_former(scene, office) and not scene.phrases.top_office.search(scene.folded, office.start, office.end)
        for office in scene.in_clause(index, scene.of("office"))
    )


def _person(scene: Scene, discourse: Discourse, clause: Span) -> str | None:
    """Who took it: the subject of the clause, not the one taken over from; else the person before."""
    persons = [mark for mark in scene.of("person") if not _is_predecessor(scene, mark)]
    here = [
        mark for mark in _within(persons, clause) if not scene.phrases.not_taker.search(scene.before(mark.start, 8))
    ]
    if here:
        return here[0].value if len({mark.value for mark in here}) == 1 else None
    if _within(scene.of("person"), clause) and scene.phrases.before_past.search(scene.folded, clause.start, clause.end):
        return None  # "his predecessor had taken over from ...": the one before, not the one spoken of
    relative = scene.phrases.relative_person.match(scene.between(clause.start, clause.end))
    earlier = [mark for mark in (scene.of("person") if relative else persons) if mark.end <= clause.start + 1]
    if earlier:
        return earlier[-1].value
    return discourse.person if discourse.recent(discourse.person_at, scene.index, 1) else None


def _office(scene: Scene, discourse: Discourse, person: str | None, clause: Span) -> str | None:
    held = discourse.context.persons[person].offices if person and person in discourse.context.persons else ()
    own = [seat for seat in scene.matter.seats.values() if seat in held]
    if own and _within(scene.of("organisation"), clause):
        return own[0]
    if discourse.office in held:
        return discourse.office
    return held[0] if len(held) == 1 else None
