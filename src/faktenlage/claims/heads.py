"""Counting heads: the cardinals of a sentence that count members, and the totals they are part of."""

from __future__ import annotations

import re

from faktenlage.claims.discourse import Discourse
from faktenlage.claims.scene import Scene
from faktenlage.language.marks import Mark
from faktenlage.model import Quantity, Span

__all__ = ["Head", "counts_elsewhere", "heads", "stands_alone"]

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\s*([^\W\d_]+)")
_GAP = re.compile(r"\s*(?:[\w'-]+\s+){0,3}")


class Head:
    """A cardinal that counts members, the noun it counts, and the total it is a part of."""

    __slots__ = ("group", "noun", "quantity", "total")

    def __init__(self, quantity: Quantity, noun: Mark | None, total: Quantity | None, group: str) -> None:
        self.quantity, self.noun, self.total, self.group = quantity, noun, total, group

    @property
    def span(self) -> Span:
        end = self.noun.end if self.noun else self.quantity.span.end
        return Span(self.quantity.outer.start, max(end, self.quantity.span.end))


def heads(scene: Scene, discourse: Discourse) -> tuple[list[Head], list[tuple[Quantity, Mark]]]:
    """Counting heads of a sentence, and totals ("der 32 Mitgliedstaaten") with their noun."""
    bare = [q for q in scene.quantities if q.unit == "" and q.step >= 1 and 0 <= q.value <= 60]
    some = [q for q in bare if q.value > 1 and scene.phrases.of_them.match(scene.after(q.span.end, 16))]
    if some and len(bare) > 1:
        return [
            Head(some[0], None, None, scene.matter.group)
        ], []  # "32 Mitglieder, 23 von ihnen erreichen ...": 23 are counted
    counted: list[Head] = []
    totals: list[tuple[Quantity, Mark]] = []
    wholes: set[int] = set()
    for place, quantity in enumerate(bare):
        follower = bare[place + 1] if place + 1 < len(bare) else None
        if place in wholes:
            continue
        if follower and _is_part(scene, quantity, follower):
            found = _part(scene, quantity, follower)
            wholes.update({place + 1} if found is not None else ())
            counted.extend([found] if found is not None and found.total is not None else [])
            totals.extend([(follower, found.noun)] if found is not None and found.total and found.noun else [])
            continue
        counted.extend(_counted(scene, quantity, totals))
    return counted or _pronouns(scene, discourse, bare, totals), totals


def _part(scene: Scene, quantity: Quantity, whole: Quantity) -> Head | None:
    """ "four of the 32 members"; without a total where the whole is another one, None for "one of eight"."""
    noun = _noun_after(scene, whole)
    if quantity.value == 1 and noun is not None and _relative_follows(scene, noun):
        return None  # "one of eight countries that miss it": eight are counted
    if noun is not None and (whole.value < scene.matter.fewest or counts_elsewhere(scene, noun)):
        return Head(quantity, noun, None, _group(scene, noun))  # "vier der sechs Gründungsstaaten"
    return Head(quantity, noun, whole, _group(scene, noun))


def _counted(scene: Scene, quantity: Quantity, totals: list[tuple[Quantity, Mark]]) -> list[Head]:
    """The head a number is, if it counts members; a definite one is noted as a total."""
    noun = _noun_after(scene, quantity)
    if noun is None:
        return []
    if scene.phrases.definite.search(scene.before(quantity.outer.start, 30)) and quantity.hedge in ("", "exactly"):
        totals.append((quantity, noun))
        if not _relative_follows(scene, noun):
            return []
    if counts_elsewhere(scene, noun):
        return []
    european = noun.kind == "members" and scene.phrases.europe.search(scene.folded, quantity.span.end, noun.end)
    return [Head(quantity, noun, None, scene.matter.europe if european else _group(scene, noun))]


def _is_part(scene: Scene, quantity: Quantity, whole: Quantity) -> bool:
    """ "four of the 32", "4/32"."""
    gap = scene.between(quantity.span.end, whole.outer.start).strip()
    return gap == "/" or bool(scene.phrases.part_of.fullmatch(gap))


def _relative_follows(scene: Scene, noun: Mark) -> bool:
    """ "den sechs Verbündeten, die das Ziel schaffen": definite, yet counted by the relative clause."""
    return bool(scene.phrases.counted_by_clause.match(scene.after(noun.end, 12).lstrip(" ,")))


def _noun_after(scene: Scene, quantity: Quantity) -> Mark | None:
    for mark in scene.marks:
        if mark.kind in ("members", "subset") and quantity.span.end <= mark.start <= quantity.span.end + 36:
            gap = scene.between(quantity.span.end, mark.start)
            if scene.phrases.partitive.fullmatch(gap):
                return mark
            if _GAP.fullmatch(gap) and not (scene.phrases.not_counted.search(gap) or _DIGIT.search(gap)):
                return mark
            return None
    return None


def _group(scene: Scene, noun: Mark | None) -> str:
    """The group a noun counts the members of; "any" of them are those of the domain's own group."""
    named = noun is not None and (noun.kind == "subset" or noun.value != "any")
    return noun.value if noun is not None and named else scene.matter.group


def counts_elsewhere(scene: Scene, noun: Mark) -> bool:
    """ "27 EU-Staaten": members of something else."""
    around = scene.before(noun.start, 40) + scene.after(noun.end, 24)
    return bool(scene.phrases.other_group.search(around))


def _pronouns(
    scene: Scene, discourse: Discourse, bare: list[Quantity], totals: list[tuple[Quantity, Mark]]
) -> list[Head]:
    """ "Von den 31 dürften elf ...", "vor zehn Jahren waren es vier", "four of them"."""
    found: list[Head] = []
    used = [quantity for quantity, _ in totals]
    timed = [time.span for time in scene.times]
    for quantity in bare:
        if (
            quantity.value <= 1
            or quantity in used
            or any(span.overlaps(quantity.span) for span in timed)
            or not stands_alone(scene, quantity)
        ):
            continue
        follows_total = bool(totals) and totals[0][0].span.end <= quantity.span.start
        of_them = bool(scene.phrases.of_them.match(scene.after(quantity.span.end, 16)))
        anaphor = discourse.census is not None and discourse.recent(discourse.census_at, scene.index, 2)
        if follows_total or (
            anaphor and (of_them or scene.phrases.counted_again.search(scene.before(quantity.outer.start, 60)))
        ):
            found.append(
                Head(
                    quantity,
                    totals[0][1] if follows_total else None,
                    totals[0][0] if follows_total else None,
                    scene.matter.group,
                )
            )
    return found[:1]


def stands_alone(scene: Scene, quantity: Quantity) -> bool:
    """Not the number of some other noun: followed by a sign, a verb or an adverb, in German by no capital."""
    rest = scene.text[quantity.span.end : scene.span.end]
    following = _WORD.match(rest)
    if following is None:
        return True
    return not following.group(1)[0].isupper() and not scene.phrases.counted_noun.match(rest)
