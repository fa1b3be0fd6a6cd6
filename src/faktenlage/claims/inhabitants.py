"""Whether a number of inhabitants is that of a country: not of a town or a district, and not a unit of comparison."""

from __future__ import annotations

import re

from faktenlage.claims.scene import Scene
from faktenlage.claims.subjects import free_areas
from faktenlage.language.marks import Mark
from faktenlage.model import Quantity

__all__ = ["is_narrowed", "is_unit", "of_country"]

HELD = 3  # characters between an adjective of state, or a state, and the word it belongs to
COUNTED = 14  # characters between a number and the noun it counts
AHEAD = 32  # characters in front of a noun that may make a unit of it
_NOUN = re.compile(r"[\w-]+")
OWNED = 10  # characters between a measure and the state behind it whose it is
_OWNERS = ("area", "area_adjective", "organisation", "members", "subset")
_LAST = re.compile(r"[^\W\d_][\w'’-]* $")
_ARTICLE = re.compile(r"\s*(?:\w+\s+)?")


def is_unit(scene: Scene, mark: Mark) -> bool:
    """ "9.4 researchers per 1,000 inhabitants", "auf 85.000 Einwohner nur eine Schule": heads only compared by."""
    if mark.value != scene.matter.heads:
        return False
    if scene.phrases.per_head.search(scene.before(mark.start, AHEAD)):
        return True
    return bool(scene.phrases.shared_out.match(scene.after(mark.end, 24)))


def is_narrowed(scene: Scene, mark: Mark) -> bool:
    """ "the prison population", "die ausländische Bevölkerung", "egg prices", "the shadow economy": of a part only."""
    if not scene.phrases.narrowed_word.fullmatch(scene.folded, mark.start, mark.end):
        return False
    noun = _NOUN.match(scene.folded, mark.start)
    end = noun.end() if noun else mark.end
    if scene.phrases.narrowed_after.match(scene.after(end, 24)):
        return not any(0 <= other.start - end <= OWNED for other in scene.marks if other.kind in _OWNERS)
    word = _LAST.search(scene.before(mark.start, 24))
    if word is None or scene.phrases.not_narrowing.search(scene.before(mark.start, 24)):
        return False
    owners = [
        other for other in scene.marks if other.kind in (*_OWNERS, "rank") and 0 <= mark.start - other.end <= HELD
    ]
    first = [other for other in owners if other.kind == "area_adjective"]
    ranked = any(0 <= first[0].start - other.end <= HELD for other in scene.of("rank")) if first else False
    return ranked or not owners  # "the largest Ukrainian population" is one in some other country


def of_country(scene: Scene, quantity: Quantity) -> bool:
    """Whether the words leave a country as what has these inhabitants."""
    index = scene.clause_of(quantity.span.start)
    clause = scene.clauses[index]
    nouns = scene.in_clause(index, free_areas(scene))
    if not nouns and scene.phrases.other_place.search(scene.folded, scene.span.start, clause.end):
        return False
    return not (_of_another(scene, index, nouns) or _partly(scene, quantity) or _by_adjective(scene, index, nouns))


def _of_another(scene: Scene, index: int, nouns: list[Mark]) -> bool:
    """ "Kanjiža, das 10.000 Einwohner zählt", "Tartu in Estland hat 97.000 Einwohner": something else has them."""
    clause = scene.clauses[index]
    if not nouns and index and scene.phrases.relative_state.match(scene.between(clause.start, clause.end)):
        named = scene.of("deixis", "country") + list(scene.areas()) + scene.of("organisation") + scene.of("members")
        return not any(0 <= clause.start - mark.end <= HELD for mark in named)
    if not scene.phrases.having.search(scene.folded, clause.start, clause.end):
        return False
    inside = [mark for mark in nouns if scene.phrases.located.search(scene.before(mark.start, 12))]
    return bool(nouns) and len(inside) == len(nouns) and inside[0].start - clause.start > COUNTED


def _partly(scene: Scene, quantity: Quantity) -> bool:
    """ "3.6 million inhabitants of 18 prefectures": of something that is no country."""
    heads = [mark for mark in scene.of("measure", scene.matter.heads) if 0 <= mark.start - quantity.span.end <= COUNTED]
    if not heads:
        return False
    end = heads[0].end
    opening = scene.phrases.whose.match(scene.after(end, 24))
    if opening is None:
        return False
    place = end + opening.end()
    known = [*scene.areas(adjectives=True), *scene.of("organisation"), *scene.of("members"), *scene.of("subset")]
    reach = place + len((_ARTICLE.match(scene.after(place, 20)) or opening).group())
    spans = [mark.span for mark in known] + [time.span for time in scene.times]
    return not any(place - HELD <= span.start <= reach for span in spans)


def _by_adjective(scene: Scene, index: int, nouns: list[Mark]) -> bool:
    """ "Die japanischen Behörden haben 3,6 Millionen Einwohner": the adjective belongs to somebody else."""
    adjectives = scene.in_clause(index, scene.of("area_adjective"))
    if nouns or not adjectives:
        return False
    heads = scene.of("measure", scene.matter.heads)
    return not any(0 <= mark.start - adjective.end <= HELD for adjective in adjectives for mark in heads)
