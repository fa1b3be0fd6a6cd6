"""Claims about who holds, held or will hold an office."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from faktenlage.claims.discourse import Discourse, Draft
from faktenlage.claims.scene import AREA_KINDS, Scene
from faktenlage.language.marks import Mark
from faktenlage.model import Asserted, Holds, Reading, Span, Time

__all__ = ["holders"]

_SIGN = re.compile(r"[.;:]")
_NAME = re.compile(r" ([^\W\d_a-zäöüß][^\W\d_]{2,})")
FORMER = 20  # characters between "former" and the office


def holders(scene: Scene, discourse: Discourse) -> Iterator[Draft]:
    """One claim for each office word that a person of the registers stands by."""
    persons = scene.of("person")
    for office in scene.of("office"):
        if _is_deputy(scene, office) or _is_generic(scene, office):
            continue
        person = _antecedent(scene, office) or _person_by(scene, office, persons, discourse)
        if person is None:
            continue
        name, mark = person
        key = _office_of(scene, office, name, discourse)
        if key is None:
            continue
        for found in _claims(scene, discourse, office, key, name, mark):
            # A title stands whatever is wanted of its holder; that somebody is or becomes something must be asserted.
            yield replace(found, presupposed=mark is None or mark.start >= office.end)
        discourse.office = key


def _antecedent(scene: Scene, office: Mark) -> tuple[str, Mark] | None:
    """ "Rutte, der Trump bereits als niederländischer Regierungschef begegnete": the one the clause is about."""
    if not scene.phrases.title_as.search(scene.before(_adjective_start(scene, office), 6)):
        return None
    clause = scene.clauses[scene.clause_of(office.start)]
    if not scene.phrases.relative_person.match(scene.between(clause.start, clause.end)):
        return None
    before = [mark for mark in scene.of("person") if mark.end <= clause.start]
    return (before[-1].value, before[-1]) if before else None


def _adjective_start(scene: Scene, office: Mark) -> int:
    """Where the words that belong to the title begin: "niederländischer Regierungschef"."""
    return next(
        (mark.start for mark in scene.areas(adjectives=True) if 0 <= office.start - mark.end <= 2), office.start
    )


def _is_deputy(scene: Scene, office: Mark) -> bool:
    return any(
        0 <= office.start - mark.end <= 2 or 0 <= mark.start - office.end <= 1 for mark in scene.of("deixis", "deputy")
    )


def _is_generic(scene: Scene, office: Mark) -> bool:
    """ "Kein Präsident", "jeder Kanzler", "candidates for prime minister"."""
    return bool(scene.phrases.title_generic.search(scene.before(office.start, 14)))


def _person_by(scene: Scene, office: Mark, persons: list[Mark], discourse: Discourse) -> tuple[str, Mark | None] | None:
    """The person right after or right before the office word, else one spoken of just before."""
    for mark in persons:
        if mark.start >= office.end and scene.phrases.title_gap.fullmatch(
            _without_areas(scene, office.end, mark.start)
        ):
            return mark.value, mark
    named = _strange_name(scene, office)
    for mark in reversed(persons):
        if mark.end <= office.start and not named and _predicate(scene, mark, office):
            return mark.value, mark
    if any(mark.start >= office.end and mark.start - office.end < 30 for mark in persons) or _other_name(scene, office):
        return None
    former = any(0 <= office.start - mark.end <= FORMER for mark in scene.of("deixis", "former"))
    apposed = former and discourse.recent(discourse.person_at, scene.index, 1)
    since = _since(scene, office) is not None and discourse.recent(discourse.person_at, scene.index, 1)
    if discourse.person and (apposed or since) and not persons:
        return discourse.person, None
    return None


def _without_areas(scene: Scene, start: int, end: int) -> str:
    gap = scene.between(start, end)
    for mark in scene.marks:
        if mark.kind in AREA_KINDS and start <= mark.start < end:
            gap = gap.replace(scene.between(mark.start, mark.end), " ")
    return gap


def _predicate(scene: Scene, person: Mark, office: Mark) -> bool:
    """ "Rutte ist neuer Generalsekretär", "Mark Rutte, Nato secretary general,", "Trump was US president"."""
    gap = _without_areas(scene, person.end, office.start)
    if _SIGN.search(gap) or scene.phrases.title_apart.search(gap):
        return False
    words = len(gap.split())
    copula = scene.phrases.title_copula
    return words <= 3 or (words <= 12 and bool(copula.search(gap) or copula.search(scene.after(office.end, 24))))


def _strange_name(scene: Scene, office: Mark) -> bool:
    """Whether the title stands right before a name that no register has: "der italienische Ministerpräsident Conte"."""
    following = _NAME.match(scene.text, office.end, scene.span.end)
    if following is None:
        return False
    known = [mark.span for mark in scene.marks] + [time.span for time in scene.times]
    return not any(span.start <= following.start(1) < span.end for span in known)


def _other_name(scene: Scene, office: Mark) -> bool:
    """Whether a name the registers do not know follows the title."""
    rest = scene.text[office.end : scene.span.end]
    return bool(scene.phrases.title_of.match(rest))


def _office_of(scene: Scene, office: Mark, name: str, discourse: Discourse) -> str | None:
    """The office meant: of the state named by it, else the one of its kind the person ever held."""
    if (seat := scene.matter.seats.get(office.value)) is not None:
        known = discourse.context.persons.get(name)
        strange = scene.phrases.other_secretary.search(scene.before(office.start, 30) + scene.after(office.end, 30))
        return seat if known and not strange else None
    kinds = scene.matter.kinds.get(office.value, ())
    held = discourse.context.persons[name].offices if name in discourse.context.persons else ()
    area = _state_by(scene, office)
    if area is not None:
        own = [key for key in held if key.startswith(area + ".") and key.split(".")[1] in kinds]
        if own:
            return own[0]
        return f"{area}.{kinds[0]}" if len(kinds) == 1 else None
    own = [key for key in held if key.split(".")[1] in kinds]
    return own[0] if len(own) == 1 else None


def _state_by(scene: Scene, office: Mark) -> str | None:
    for mark in scene.marks:
        if mark.kind not in AREA_KINDS:
            continue
        if 0 <= office.start - mark.end <= 2 or (mark.start >= office.start and mark.end <= office.end):
            return mark.value
        if 0 <= mark.start - office.end <= 9 and scene.phrases.title_state.fullmatch(
            scene.between(office.end, mark.start)
        ):
            return mark.value
    named = scene.phrases.office_state.items()
    return next((area for area, word in named if word.match(scene.folded, office.start, office.end)), None)


def _claims(
    scene: Scene, discourse: Discourse, office: Mark, key: str, name: str, mark: Mark | None
) -> Iterator[Draft]:
    span = office.span.joined(mark.span) if mark else office.span
    text = span.of(scene.text)
    today = discourse.context.published
    modifier = "former" if _antecedent(scene, office) else _modifier(scene, office)
    named = Asserted(text, "name", value=name)
    yes = Asserted(text, "truth", value=True)
    term = _term(scene, office)
    if term is not None:
        yield Draft(span, Reading(Holds(key, name, "terms"), Asserted(text, "term", value=term)))
        return
    if modifier == "former":
        yield Draft(span, Reading(Holds(key, name, "before", today), yes))
        return
    if modifier == "future":
        yield Draft(span, Reading(Holds(key, None, "next", today), named))
        return
    if modifier in ("predecessor", "successor"):
        return
    began = _since(scene, office)
    if began is not None and began.period is not None:
        yield Draft(
            span, Reading(Holds(key, name, "from"), Asserted(text, "day", days=(began.period.first, began.period.last)))
        )
        return
    if modifier == "then" and not _past_day(scene):
        return
    yield _current(scene, discourse, span, key, named)


def _current(scene: Scene, discourse: Discourse, span: Span, key: str, named: Asserted) -> Draft:
    """Who holds it now; in a tale of the past the day told of counts as well, and a doubt is kept."""
    today = discourse.context.published
    past = _past_day(scene)
    others: list[Holds] = []
    if past is not None and past < today:
        others = [Holds(key, None, "on", past), Holds(key, str(named.value), "before", today)]
    elif (
        scene.has("deixis", "predecessor", "successor")
        or scene.phrases.told_past.search(scene.folded, scene.span.start, scene.span.end)
        or _told_past(discourse, scene)
    ):
        others = [Holds(key, str(named.value), "before", today)]
    readings = tuple(
        Reading(query, named if query.aspect == "on" else Asserted(named.text, "truth", value=True)) for query in others
    )
    return Draft(span, Reading(Holds(key, None, "on", today), named), others=readings)


def _told_past(discourse: Discourse, scene: Scene) -> bool:
    year = discourse.year_for(scene.index)
    return (
        year is not None
        and year < discourse.context.published.year - 1
        and discourse.recent(discourse.year_at, scene.index, 1)
    )


def _past_day(scene: Scene) -> dt.date | None:
    """The last day of a past time named in the sentence."""
    past = [
        time.period for time in scene.times if time.period is not None and time.role != "since" and time.type == "DATE"
    ]
    return min((period.last for period in past), default=None)


def _modifier(scene: Scene, office: Mark) -> str | None:
    """The word that shifts the office in time, standing right before it (an adjective of state may come between)."""
    start = office.start
    for mark in reversed([mark for mark in scene.marks if mark.end <= office.start]):
        if (mark.kind in AREA_KINDS or mark.kind == "organisation") and start - mark.end <= 2:
            start = min(start, mark.start)
        elif (
            mark.kind == "deixis"
            and start - mark.end <= 2
            and mark.value in ("former", "future", "then", "predecessor", "successor", "new")
        ):
            return mark.value
        elif mark.end < start - 2:
            break
    after = scene.after(office.end, 14)
    if scene.phrases.elect.match(after):
        return "future"
    if scene.phrases.former_prefix.search(scene.before(office.start, 4)):
        return "former"
    return None


def _since(scene: Scene, office: Mark) -> Time | None:
    """ "seit Oktober 2024", "took office on 1 October", in the clause of the office."""
    index = scene.clause_of(office.start)
    clause = scene.clauses[index]
    for time in scene.times:
        if not clause.start <= time.span.start < clause.end or time.period is None:
            continue
        began = scene.phrases.entered.search(scene.folded, clause.start, clause.end)
        if time.role == "since" or (
            began
            and time.period.grain in ("day", "month", "year")
            and time.role == ""
            and not scene.phrases.entered_weak.fullmatch(began.group())
        ):
            return time
    return None


def _term(scene: Scene, office: Mark) -> tuple[int | None, int | None] | None:
    """ "von 2017 bis 2021"."""
    index = scene.clause_of(office.start)
    for time in scene.times:
        period = time.period
        if (
            period is not None
            and period.year is None
            and period.grain == "span"
            and scene.clause_of(time.span.start) == index
        ):
            return period.first.year, period.last.year
    return None
