"""Which state a number or a judgement is about."""

from __future__ import annotations

import re

from faktenlage.claims.discourse import Discourse
from faktenlage.claims.scene import AREA_KINDS, Scene
from faktenlage.language.marks import Mark
from faktenlage.model import Quantity

__all__ = [
    "area_of",
    "bracketed_run",
    "compared",
    "excluded",
    "free_areas",
    "joined_areas",
    "right_behind",
]


def excluded(scene: Scene) -> tuple[str, ...]:
    """States left out of a count: "neben den USA", "apart from the US and Greece"."""
    found: list[str] = []
    for cue in scene.of("exclude", "without"):
        last = cue.end
        for area in scene.areas():
            if area.start >= last and scene.words_between(last, area.start) <= 3 and _joined(scene, cue, last, area):
                found.append(area.value)
                last = area.end
    return tuple(dict.fromkeys(found))


def _joined(scene: Scene, cue: Mark, last: int, area: Mark) -> bool:
    gap = scene.between(last, area.start)
    return bool(scene.phrases.excluded_joint.fullmatch(gap)) or (last == cue.end and not gap.strip())


def free_areas(scene: Scene, *, adjectives: bool = False) -> list[Mark]:
    """Mentions that can be a subject: not left out, not part of an office or of a group's name."""
    key = "free areas of any form" if adjectives else "free areas"
    if key not in scene.memo:
        scene.memo[key] = _free_areas(scene, adjectives=adjectives)
    return scene.memo[key]


def _free_areas(scene: Scene, *, adjectives: bool) -> list[Mark]:
    offices = scene.of("office")
    subsets = scene.of("subset")
    if not (offices or subsets or scene.has("exclude", "without")):
        return scene.areas(adjectives=adjectives)
    out = set(excluded(scene))
    return [
        mark
        for mark in scene.areas(adjectives=adjectives)
        if not any(subset.start <= mark.start < subset.end for subset in subsets)
        and not (mark.value in out and _after_exclusion(scene, mark))
        and not any(0 <= office.start - mark.end <= 1 for office in offices)
        and not any(office.start <= mark.start < office.end for office in offices)
    ]


def _after_exclusion(scene: Scene, mark: Mark) -> bool:
    return any(0 <= mark.start - cue.end <= 40 for cue in scene.of("exclude", "without"))


def compared(scene: Scene, mark: Mark) -> bool:
    """Whether the mention only serves as a yardstick: "hinter Polen", "ahead of the US and Estonia"."""
    known = scene.yardsticks.get(mark.start)
    if known is None:
        known = scene.yardsticks[mark.start] = _compared(scene, mark)
    return known


def _compared(scene: Scene, mark: Mark) -> bool:
    before = [other for other in scene.areas() if 0 <= mark.start - other.end <= 8]
    if before and scene.phrases.list_joint.fullmatch(scene.between(before[-1].end, mark.start)):
        return compared(scene, before[-1])
    return bool(scene.phrases.compared.search(scene.before(mark.start, 24))) and not scene.phrases.not_compared.search(
        scene.before(mark.start, 12)
    )


def joined_areas(scene: Scene, first: Mark) -> list[Mark]:
    """``first`` and what is joined to it by commas and "und"."""
    areas = [mark for mark in free_areas(scene) if mark.start >= first.start]
    run = [first]
    for mark in areas[1:] if areas and areas[0] == first else areas:
        if not scene.phrases.list_joint.fullmatch(scene.between(run[-1].end, mark.start)):
            break
        run.append(mark)
    return run


def bracketed_run(scene: Scene, areas: list[Mark]) -> list[Mark]:
    """The last run of names with brackets behind them: "Belgien (1,30 Prozent), Kanada (1,37) und Italien (1,49)"."""
    run = [areas[-1]]
    for mark in reversed(areas[:-1]):
        gap = re.sub(r"\([^)]*\)", " ", scene.between(mark.end, run[0].start))
        if not scene.phrases.list_joint.fullmatch(gap):
            break
        run.insert(0, mark)
    return run


def area_of(scene: Scene, discourse: Discourse, quantity: Quantity) -> tuple[str | None, str]:
    """The state a value belongs to, and how that was found; None where the words do not say."""
    for find in (right_behind, _in_brackets, _after_number, _possessive, _relative, _respectively, _duel):
        if found := find(scene, quantity):
            return found.value, find.__name__.strip("_").replace("_", " ")
    if area := _own_country(scene, discourse, quantity):
        return area, "the country spoken of before"
    if (group := _subset(scene, quantity)) is not None:
        return group, "a group in the clause"
    if scene.clause_has(quantity.span.start, "subset") or _group_subject(scene, quantity):
        return None, "a group is the subject"
    return _subject_of(scene, discourse, quantity)


def _subject_of(scene: Scene, discourse: Discourse, quantity: Quantity) -> tuple[str | None, str]:
    """The state of the clause, of the value before, of an earlier clause, of the report so far."""
    if found := _in_clause(scene, quantity):
        return found.value, "in the clause"
    if area := _value_before(scene, discourse, quantity):
        return area, "the value before"
    if found := _earlier_clause(scene, quantity):
        return found.value, "in an earlier clause"
    if _subject_before(scene, quantity):
        return None, "no state in reach"
    if any(mark.start < quantity.span.start for mark in scene.of("person")):
        return None, "a person is the subject"
    return discourse.lead_for(scene.index), "the report so far"


def right_behind(scene: Scene, quantity: Quantity) -> Mark | None:
    """ "17.3 per cent in Latvia and 19.7 per cent in Lithuania", "4,46 Billionen Dollar auf Deutschland"."""
    if scene.matter.share:
        return None
    for mark in scene.areas():
        if 0 < mark.start - quantity.span.end <= 16:
            gap = scene.between(quantity.span.end, mark.start)
            return mark if scene.phrases.right_behind.fullmatch(gap) else None
    return None


def _in_brackets(scene: Scene, quantity: Quantity) -> Mark | None:
    """ "Belgien (1,30 Prozent)": the state right before the bracket."""
    index = scene.clause_of(quantity.span.start)
    if index not in scene.bracketed:
        return None
    opening = scene.clauses[index].start
    inside = [
        mark for mark in scene.areas(adjectives=True) if scene.clauses[index].start <= mark.start < quantity.span.start
    ]
    if inside:
        return inside[-1]
    before = [mark for mark in scene.areas() if opening - 14 <= mark.end <= opening]
    return before[-1] if before else None


def _after_number(scene: Scene, quantity: Quantity) -> Mark | None:
    """ "4,12 Prozent der polnischen Wirtschaftsleistung", "2.1% of Germany's GDP", "1.28%, like Spain"."""
    for mark in scene.marks:
        if mark.kind not in AREA_KINDS or not quantity.span.end <= mark.start <= quantity.span.end + 32:
            continue
        gap = scene.between(quantity.span.end, mark.start)
        if scene.phrases.share_owner.fullmatch(gap) and any(
            base.kind == "base" and 0 <= base.start - mark.end <= 24 for base in scene.marks
        ):
            return mark
        if scene.phrases.same_value.fullmatch(gap) and not _own_number(scene, mark, quantity):
            return mark
    return None


def _own_number(scene: Scene, mark: Mark, quantity: Quantity) -> bool:
    """Whether another number follows the mention closely, which then is its own."""
    clause = scene.clauses[scene.clause_of(mark.start)]
    return any(
        mark.end <= other.span.start < clause.end and other != quantity and _is_value(scene, other)
        for other in scene.quantities
    )


def _is_value(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number may be the value of a state: a share with its decimals, or any number that is no count."""
    if scene.matter.share:
        return quantity.unit in ("%", "") and quantity.step < 1
    return quantity.unit not in ("ordinal", "factor") and (quantity.unit != "" or quantity.value >= 1000)


def _counts(scene: Scene, quantity: Quantity) -> bool:
    """Whether whole numbers are values, too, where a domain measures heads and money."""
    return not scene.matter.share and _is_value(scene, quantity)


def _possessive(scene: Scene, quantity: Quantity) -> Mark | None:
    """ "America's 3.47%"."""
    for mark in scene.areas(adjectives=True):
        if mark.end <= quantity.outer.start <= mark.end + 4 and scene.phrases.possessive.fullmatch(
            scene.between(mark.end, quantity.outer.start).strip()
        ):
            return mark
    return None


def _relative(scene: Scene, quantity: Quantity) -> Mark | None:
    """ "vor den USA, die 2024 auf 3,38 Prozent kommen": the name right before the relative clause."""
    index = scene.clause_of(quantity.span.start)
    clause = scene.clauses[index]
    if not index or not scene.phrases.relative_state.match(scene.between(clause.start, clause.end)):
        return None
    if scene.in_clause(index, free_areas(scene)):
        return None
    near = [mark for mark in scene.areas() if 0 <= clause.start - mark.end <= 2]
    return near[-1] if near else None


def _respectively(scene: Scene, quantity: Quantity) -> Mark | None:
    """ "Italy and Canada at 1.49% and 1.45% respectively": the n-th state has the n-th number."""
    if not scene.has("deixis", "respectively"):
        return None
    every = [other for other in scene.quantities if other.unit == "%" or (not other.unit and other.step < 1)]
    if quantity not in every:
        return None
    first = last = every.index(quantity)
    while first and scene.words_between(every[first - 1].span.end, every[first].outer.start) <= 1:
        first -= 1
    while last + 1 < len(every) and scene.words_between(every[last].span.end, every[last + 1].outer.start) <= 1:
        last += 1
    numbers = every[first : last + 1]
    if len(numbers) < 2:
        return None
    since = every[first - 1].span.end if first else scene.span.start
    before = [mark for mark in free_areas(scene) if since <= mark.start and mark.end <= numbers[0].span.start]
    if len(before) < len(numbers):
        return None
    return before[-len(numbers) :][numbers.index(quantity)]


def _own_country(scene: Scene, discourse: Discourse, quantity: Quantity) -> str | None:
    """ "Spaniens Premier ...; sein Land wies 1,24 Prozent aus": the state of the office, else the last one."""
    index = scene.clause_of(quantity.span.start)
    cues = scene.in_clause(index, scene.of("deixis", "country"))
    if scene.in_clause(index, free_areas(scene)):
        cues = [mark for mark in cues if mark.end <= quantity.span.start]
    if not cues or any(cues[-1].end <= mark.start < quantity.span.start for mark in scene.areas()):
        return None
    named = [mark for mark in scene.areas() if 0 <= mark.start - cues[-1].end <= 4]
    if named and scene.phrases.share_owner.fullmatch(scene.between(cues[-1].end, named[0].start)):
        return named[0].value  # "the kingdom of Spain"
    before = [mark for mark in scene.areas(adjectives=True) if mark.end <= cues[-1].start]
    return before[-1].value if before else discourse.area_for(scene.index)


def _duel(scene: Scene, quantity: Quantity) -> Mark | None:
    """ "Norway is to overtake America, with 3.35 percent against 3.22": the subject's first, then the rival's."""
    for mark in scene.of("rank", "ahead", "behind"):
        left = [area for area in free_areas(scene) if area.end <= mark.start]
        right = [area for area in free_areas(scene) if 0 <= area.start - mark.end <= 16]
        if not left or not right or quantity.span.start < right[0].end:
            continue
        if any(right[0].end <= area.start < quantity.span.start for area in scene.areas()):
            return None
        gap = scene.between(right[0].end, quantity.outer.start)
        if scene.phrases.against_value.search(gap):
            return right[0]
        both_follow = gap.lstrip().startswith("(") or scene.phrases.duel_value.match(gap)
        if both_follow and "," not in gap:
            return right[0]  # "ahead of the United States on 3.49 percent"
        return left[-1]
    return None


def _value_before(scene: Scene, discourse: Discourse, quantity: Quantity) -> str | None:
    """ "2.29 per cent, up from 2.16 in 2023": the earlier value of the state just told of."""
    told = discourse.told_before(quantity.outer.start, scene.index, 0)
    if told is None or not scene.phrases.value_before.search(scene.before(quantity.outer.start, 30)):
        return None
    between = [mark for mark in free_areas(scene) if told.span.end <= mark.start < quantity.span.start]
    return told.area if not between else None


def _subset(scene: Scene, quantity: Quantity) -> str | None:
    """ "Europa und Kanada kamen zusammen auf 2,02 Prozent": the one named group of the clause, and no state."""
    index = scene.clause_of(quantity.span.start)
    groups = {mark.value for mark in scene.in_clause(index, scene.of("subset"))}
    states = scene.in_clause(index, free_areas(scene, adjectives=True)) or scene.in_clause(index, scene.of("members"))
    counted = any(other.unit == "" and other.step >= 1 for other in scene.quantities)
    together = scene.phrases.together.search(scene.folded, scene.clauses[index].start, scene.clauses[index].end)
    if len(groups) != 1 or states or counted or not together or quantity.unit != "%":
        return None
    group = groups.pop()
    return None if " " in group else group


def _group_subject(scene: Scene, quantity: Quantity) -> bool:
    """ "Viele Verbündete geben weniger als zwei Prozent aus": nobody in particular."""
    index = scene.clause_of(quantity.span.start)
    here = [mark for mark in scene.in_clause(index, scene.of("members")) if not _one_member(scene, mark)]
    areas = scene.in_clause(index, free_areas(scene))
    return bool(here) and not areas


def _one_member(scene: Scene, mark: Mark) -> bool:
    """ "sein Land wies 1,24 Prozent aus": one of them, unless it stands for all or none."""
    if not scene.phrases.one_member.fullmatch(scene.folded, mark.start, mark.end):
        return False
    return not any(0 <= mark.start - other.end <= 12 for other in scene.of("quantifier"))


def _in_clause(scene: Scene, quantity: Quantity) -> Mark | None:
    """The nearest mention in the clause, before the number first; a mention is used by the number next to it."""
    index = scene.clause_of(quantity.span.start)
    here = [mark for mark in scene.in_clause(index, free_areas(scene, adjectives=True)) if not compared(scene, mark)]
    numbers = [
        other
        for other in scene.quantities
        if (scene.clause_of(other.span.start) == index and (other.step < 1 or _counts(scene, other)))
        or other == quantity
    ]
    previous = max((other.span.end for other in numbers if other.span.end <= quantity.span.start), default=-1)
    before = [mark for mark in here if previous <= mark.start < quantity.span.start]
    if before:
        return _nearest_run(scene, before)
    after = [mark for mark in here if mark.start >= quantity.span.end and not _own_number(scene, mark, quantity)]
    following = min((other.span.start for other in numbers if other.span.start >= quantity.span.end), default=10**9)
    after = [mark for mark in after if mark.start < following]
    if after and previous == -1:
        return after[0]
    if previous != -1 and _continues(scene, previous, quantity):
        rest = [mark for mark in here if mark.start < previous]
        return _nearest_run(scene, rest) if rest else None
    return None


def _continues(scene: Scene, previous: int, quantity: Quantity) -> bool:
    """ "von 1,37 auf 2,01 Prozent": the second number is the first one's state again."""
    return bool(scene.phrases.goes_on.fullmatch(scene.between(previous, quantity.outer.start)))


def _nearest_run(scene: Scene, before: list[Mark]) -> Mark | None:
    """The last mention, unless it ends a list of several: then the number is nobody's alone."""
    last = before[-1]
    if (
        len(before) > 1
        and scene.phrases.list_joint.fullmatch(scene.between(before[-2].end, last.start))
        and before[-2].value != last.value
    ):
        return None
    nouns = [mark for mark in before if mark.kind != "area_adjective"]
    return nouns[-1] if nouns and last.kind == "area_adjective" and before[0].kind != "area_adjective" else last


def _earlier_clause(scene: Scene, quantity: Quantity) -> Mark | None:
    """The subject of the clauses before, if just one state was spoken of and the clause has no subject of its own."""
    index = scene.clause_of(quantity.span.start)
    if scene.in_clause(index, scene.of("members")) or scene.in_clause(index, scene.of("rival")):
        return None
    earlier = [
        mark
        for mark in free_areas(scene, adjectives=True)
        if mark.start < scene.clauses[index].start and not compared(scene, mark)
    ]
    main = [mark for mark in earlier if not scene.aside(scene.clause_of(mark.start))]
    earlier = main or earlier
    if not earlier:
        return None
    nouns = [mark for mark in earlier if mark.kind != "area_adjective"] or earlier
    last = nouns[-1]
    if len({mark.value for mark in nouns}) == 1:
        return last
    numbered = any(
        last.end <= other.span.start < quantity.span.start
        for other in scene.quantities
        if other.step < 1 or _counts(scene, other)
    )
    joined = len(nouns) > 1 and scene.phrases.list_joint.fullmatch(scene.between(nouns[-2].end, last.start))
    between = range(scene.clause_of(last.start) + 1, index)
    far = len([each for each in between if not scene.aside(each)]) + 1
    return last if not numbered and not joined and far <= 2 else None


def _subject_before(scene: Scene, quantity: Quantity) -> bool:
    """Whether the sentence has named a state or a group by the end of the number's clause."""
    end = scene.clauses[scene.clause_of(quantity.span.start)].end
    named = [*free_areas(scene, adjectives=True), *scene.of("subset"), *scene.of("members")]
    return any(mark.start < end and not compared(scene, mark) for mark in named)
