"""What each number of a sentence is for: a value, a bar, a change, a count, a place, or something else's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from faktenlage.claims.discourse import Discourse
from faktenlage.claims.scene import Scene
from faktenlage.language.marks import Mark
from faktenlage.model import Comparison, Quantity

_COMPOUND = re.compile(r"-\w")

__all__ = ["Role", "comparison_of", "measure_of", "roles"]

Kind = Literal["value", "bar", "target", "change", "part", "foreign", "bare"]
Base = Literal["gdp", "spending", "none"]

_SIGN = re.compile(r"[,;:)–]")
_SIGN_FIRST = re.compile(r"\s*[,.;:(]")
BILLION = 10**9
MANY = 400  # fewer soldiers than any army has
HEADS_GAP = 4  # words between a number and the heads it counts
_BARS: Mapping[str, Comparison] = {
    "more_than": ">",
    "at_least": ">=",
    "less_than": "<",
    "at_most": "<=",
    "exactly": "=",
}


@dataclass(frozen=True, slots=True)
class Role:
    """``kind`` of use; ``measure`` it may be a value of; ``base`` it is a share of; ``reason`` to leave it alone."""

    kind: Kind
    measure: str | None = None
    base: Base = "none"
    reason: str | None = None


def roles(scene: Scene, discourse: Discourse) -> dict[Quantity, Role]:
    """What every number of a sentence is for."""
    found = {quantity: _role(scene, discourse, quantity) for quantity in scene.quantities}
    foreign = False
    for quantity, role in found.items():
        if quantity.unit != "%":
            continue
        if foreign and role.kind in ("value", "bar") and role.base == "none" and not _has_own_word(scene, quantity):
            found[quantity] = Role("foreign", reason="other_subject the number before")
        elif role.kind != "change":
            foreign = role.kind == "foreign" and (role.reason or "").startswith("other_subject")
    return found


def _has_own_word(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause of a share says what it is of, so that it does not go on about the one before."""
    return any(scene.clause_has(quantity.span.start, kind) for kind in ("measure", "base", "target"))


def comparison_of(quantity: Quantity) -> Comparison | None:
    """The sign a hedge gives a bar, if it opens one."""
    return _BARS.get(quantity.hedge)


def _role(scene: Scene, discourse: Discourse, quantity: Quantity) -> Role:
    if quantity.unit in ("pp", "factor"):
        return Role("change", measure_of(scene, discourse, "none"))
    if quantity.unit == "%" or _is_bare_share(scene, discourse, quantity):
        return _share_role(scene, discourse, quantity)
    if len(quantity.unit) == 3 and quantity.unit.isupper():
        return _money_role(scene, discourse, quantity)
    if _is_heads(scene, quantity):
        return Role("change" if is_change(scene, quantity) else "value", scene.matter.heads)
    return Role("bare")


def _is_heads(scene: Scene, quantity: Quantity) -> bool:
    """ "216,000 soldiers", "481.000 Männer und Frauen unter Waffen": a large number with heads behind it."""
    if quantity.unit or quantity.value < MANY or not scene.matter.heads:
        return False
    if not scene.phrases.forces.search(scene.folded, scene.span.start, scene.span.end):
        return False
    for mark in scene.of("measure", scene.matter.heads):
        gap = scene.between(quantity.span.end, mark.start) if mark.start >= quantity.span.end else ","
        if not _SIGN.search(gap) and len(gap.split()) <= HEADS_GAP:
            return True
    return False


def _is_bare_share(scene: Scene, discourse: Discourse, quantity: Quantity) -> bool:
    """ "Poland (3.92)": a number with decimals among shares is one of them."""
    if quantity.unit or quantity.step >= 1 or quantity.value > 60 or quantity.hedge not in ("", "exactly"):
        return False
    if scene.phrases.counted_noun.match(scene.after(quantity.span.end, 12).lstrip()):
        return False  # "1.8 times"
    share = any(other.unit == "%" for other in scene.quantities) or discourse.measure_for(scene.index) is not None
    return share and quantity.step in (Decimal("0.1"), Decimal("0.01"))


def _share_role(scene: Scene, discourse: Discourse, quantity: Quantity) -> Role:
    base, strange = _base(scene, quantity)
    if is_change(scene, quantity):
        return Role("change", measure_of(scene, discourse, base), base)
    if is_part_of_total(scene, quantity, base) and not _rival(scene, quantity):
        return Role(
            "part", base="gdp" if scene.phrases.total_gdp.match(scene.after(quantity.span.end, 60)) else "spending"
        )
    if _is_target(scene, discourse, quantity):
        measure = measure_of(scene, discourse, base)
        if measure == scene.matter.portion and quantity.value in discourse.guidelines() and base == "none":
            measure = scene.matter.share
        return Role("target", measure, base)
    if (elsewhere := _elsewhere(scene, quantity)) is not None:
        return Role("foreign", base=base, reason=elsewhere)
    if strange or (rival := _rival(scene, quantity)):
        return Role("foreign", base=base, reason="other_subject" if strange else f"other_subject {rival}")
    measure = measure_of(scene, discourse, base)
    if measure is None or not _plausible(scene, discourse, quantity, measure, base):
        return Role("foreign", base=base, reason="no_measure")
    return Role("bar" if comparison_of(quantity) else "value", measure, base)


def _elsewhere(scene: Scene, quantity: Quantity) -> str | None:
    """Why a share is no value at all: "nicht 2,5 Prozent", "1,9 Prozent für Bildung", "die Zwei-Prozent-Debatte"."""
    if any(0 <= quantity.outer.start - mark.end <= 2 for mark in scene.of("deixis", "negation")):
        return "denied"
    spent = any(
        0 <= mark.start - quantity.span.end <= 14
        and scene.phrases.spent_on.fullmatch(scene.between(quantity.span.end, mark.start).strip())
        for mark in scene.of("rival")
    )
    spent = spent or _spent_elsewhere(scene, quantity)
    return "other_subject" if spent or _COMPOUND.match(scene.after(quantity.span.end, 4)) else None


def _spent_elsewhere(scene: Scene, quantity: Quantity) -> bool:
    """ "4.1 per cent of its GDP on schools": what the money is for, where nothing of ours is named beside it."""
    index = scene.clause_of(quantity.span.start)
    if scene.in_clause(index, scene.of("measure")):
        return False
    led = [scene.before(mark.start, 14).split() for mark in scene.in_clause(index, scene.of("rival"))]
    return any(scene.phrases.spent_on.fullmatch(" ".join(words[-many:])) for words in led for many in (1, 2))


def _plausible(scene: Scene, discourse: Discourse, quantity: Quantity, measure: str, base: Base) -> bool:
    """Whether a number can be of the measure at all: a share lies within what the domain calls usual.

    A fraction in words ("ein Drittel") is no share of GDP; where only the topic of the report speaks for a measure,
    the number must be small and nothing else may be counted in its sentence.
    """
    matter = scene.matter
    fraction = not _written_as_percent(scene, quantity) and quantity.unit == "%" and quantity.in_words
    if any(
        scene.phrases.aid_to.search(scene.before(mark.start, 14))
        for mark in scene.areas()
        if mark.value in matter.aided
    ):
        return False  # aid, not defence
    if measure != matter.share:
        ours = discourse.context.topic or base == "spending" or scene.has("measure", matter.money)
        if measure == matter.portion and not ours:
            return False
        spoken = scene.has("measure", measure) or discourse.said_measure(scene.index) == measure
        return not fraction or base == "spending" or spoken
    if fraction or quantity.value > matter.most or quantity.value <= 0:
        return False
    if quantity.value > matter.usual and not scene.has("measure", matter.share, matter.money):
        return False
    counted = (
        (scene.has("members") or scene.has("subset")) and scene.has("meets") and discourse.context.topic is not None
    )
    if base == "gdp" or scene.has("measure") or scene.has("target") or (counted and quantity.step >= Decimal("0.1")):
        return True
    if scene.has("rival"):
        return False
    return (
        discourse.said_measure(scene.index) is not None or discourse.context.spending or quantity.step < Decimal("0.1")
    )


def _written_as_percent(scene: Scene, quantity: Quantity) -> bool:
    words = quantity.span.of(scene.folded)
    return "%" in words or bool(scene.phrases.percent_word.search(words))


def is_part_of_total(scene: Scene, quantity: Quantity, base: Base = "none") -> bool:
    """ "71 Prozent der gesamten Verteidigungsausgaben", "accounts for two thirds of the total bill"."""
    after, before = scene.after(quantity.span.end, 70), scene.before(quantity.outer.start, 90)
    if scene.phrases.total_after.match(after):
        return True
    return base != "gdp" and bool(scene.phrases.total_before.search(before))  # "accounts for 1.4 percent of GDP"


def is_change(scene: Scene, quantity: Quantity) -> bool:
    before = scene.before(quantity.outer.start, 48)
    if scene.phrases.change_before.search(before):
        return True
    if scene.phrases.goes_on.within(before):
        return False  # "auf 2,12 Prozent gestiegen": where it went, not by how much
    return scene.phrases.change_after.match(scene.after(quantity.span.end, 40)) is not None


def _base(scene: Scene, quantity: Quantity) -> tuple[Base, bool]:
    """What the per cent are of, and whether it is something this domain knows nothing of."""
    after = scene.after(quantity.span.end, 90)
    opening = scene.phrases.share_of.match(after)
    place = quantity.span.end + (opening.end() if opening else 0)
    for mark in scene.marks:
        if mark.kind == "base" and quantity.span.end <= mark.start <= quantity.span.end + 60:
            gap = scene.between(place, mark.start) if mark.start >= place else ""
            if not _SIGN.search(gap) and not scene.phrases.base_elsewhere.search(gap) and _near(gap):
                return ("gdp" if mark.value == "gdp" else "spending"), False
    if opening is None or scene.phrases.no_share.match(after):
        return "none", False
    known = any(
        mark.kind in ("measure", "organisation", "area", "area_adjective", "quantifier")
        and mark.value != scene.matter.heads
        and place <= mark.start <= place + 30
        for mark in scene.marks
    )
    people = any(place <= mark.start <= place + 30 for mark in scene.of("measure", scene.matter.heads))
    return "none", people or not known


def _near(gap: str) -> bool:
    return len(gap.split()) <= 4


def _rival(scene: Scene, quantity: Quantity) -> str | None:
    """A thing measured in per cent or money that stands nearer to the number than any of ours."""
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    rivals = [mark for mark in scene.of("rival") if clause.start <= mark.start < clause.end]
    if not rivals:
        return None
    leading = [mark for mark in rivals if mark.end <= quantity.outer.start]
    if leading and scene.phrases.worth.fullmatch(scene.between(leading[-1].end, quantity.outer.start)):
        return leading[-1].value  # "aid worth 2.2 per cent of GDP"
    ours = [
        mark
        for mark in scene.marks
        if mark.kind in ("measure", "base", "target") and clause.start <= mark.start < clause.end
    ]
    nearest = min(rivals, key=lambda mark: _distance(quantity, mark))
    if ours and min(_distance(quantity, mark) for mark in ours) < _distance(quantity, nearest):
        return None
    return nearest.value


def _distance(quantity: Quantity, mark: Mark) -> int:
    return mark.start - quantity.span.end if mark.start >= quantity.span.end else quantity.span.start - mark.end


def _is_target(scene: Scene, discourse: Discourse, quantity: Quantity) -> bool:
    """The number names a target: "Zwei-Prozent-Ziel", "2% goal", "a target of two per cent"."""
    if quantity.step < Decimal("0.1"):
        return False
    after = scene.after(quantity.span.end, 28)
    if after.lstrip("- ").startswith(discourse.context.targets) and not _SIGN_FIRST.match(after):
        return True
    known = quantity.value in discourse.guidelines() and scene.has("meets", "yes", "over", "no")
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    known = known and not scene.phrases.to_come.search(scene.folded, clause.start, clause.end)
    if known and quantity.hedge == "" and scene.phrases.known_bar.search(scene.before(quantity.outer.start, 24)):
        return True  # "hält die zwei Prozent ein"
    before = scene.phrases.target_before.search(scene.before(quantity.outer.start, 40))
    if before is None:
        return False
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    near = [
        mark
        for mark in scene.of("target")
        if clause.start <= mark.start and mark.end <= quantity.outer.start and quantity.outer.start - mark.end <= 45
    ]
    return bool(near) and not any(near[-1].end <= area.start < quantity.span.start for area in scene.areas())


def measure_of(scene: Scene, discourse: Discourse, base: Base) -> str | None:
    """The measure a share may be of, from its base, its sentence, or the report so far."""
    matter = scene.matter
    own = [matter.publishers[mark.value] for mark in scene.of("publisher") if mark.value in matter.publishers]
    if own:
        return own[0]
    said = {mark.value for mark in scene.of("measure")}
    before = discourse.measure_for(scene.index)
    if before is not None and (before in (matter.money, matter.heads) or matter.is_money(before)):
        before = matter.share
    if base == "spending":
        return matter.portion if matter.portion in said or before == matter.portion else None
    if base == "gdp":
        return (
            matter.share
            if said - {matter.heads}
            or scene.has("target")
            or scene.has("organisation")
            or scene.has("rank", "purse")
            or scene.has("budget")
            or scene.has("subject")
            or before
            else None
        )
    if matter.portion in said:
        return matter.portion
    if said & {matter.share, matter.money} or scene.has("target", "own"):
        return matter.share
    return before


def _money_role(scene: Scene, discourse: Discourse, quantity: Quantity) -> Role:
    matter = scene.matter
    measure = f"{matter.money}.{quantity.unit.lower()}"
    if is_change(scene, quantity):
        return Role("change", measure)
    if scene.has("publisher", *matter.publishers):
        return Role("foreign", reason="no_figures")
    from_group = scene.has("publisher", "own") or (scene.has("organisation") and scene.has("measure", matter.money))
    if not from_group and (scene.has("budget") or scene.has("publisher", "other")):
        if not _in_dollars(scene, discourse, quantity):
            return Role("foreign", reason="no_figures")
        return Role("bar" if comparison_of(quantity) else "value", measure, reason="topic")
    if _rival(scene, quantity) or _lacking(scene, quantity) or _of_output(scene, quantity):
        return Role("foreign", reason="other_subject")
    spoken = scene.has("measure", matter.money, matter.share)
    if (
        not spoken
        and not scene.has("budget")
        and not (discourse.said_measure(scene.index) or "").startswith((matter.share, matter.money))
    ):
        ours = discourse.context.spending and quantity.unit == "USD" and quantity.value >= BILLION
        if not ours or scene.has("rival"):
            return Role("foreign", reason="no_measure")
        return Role("bar" if comparison_of(quantity) else "value", measure, reason="topic")
    return Role("bar" if comparison_of(quantity) else "value", measure)


def _in_dollars(scene: Scene, discourse: Discourse, quantity: Quantity) -> bool:
    """Whether a state that pays in other money gives its budget in dollars, as the group's tables do."""
    money, own = discourse.context.money, quantity.unit == "USD" and quantity.value >= BILLION
    named = {mark.value for mark in scene.areas(adjectives=True)}
    abroad = bool(named) and all(money.get(code, "") not in ("", "USD") for code in named)
    strange = scene.has("publisher", "other") or scene.has("rival")
    return own and abroad and not strange and discourse.context.spending


def _of_output(scene: Scene, quantity: Quantity) -> bool:
    """ "Its gross domestic product came to $486 billion": the base itself, not a share of it."""
    index = scene.clause_of(quantity.span.start)
    if scene.in_clause(index, [*scene.of("measure"), *scene.of("budget")]):
        return False
    clause = scene.clauses[index]
    shares = any(each.unit == "%" and clause.start <= each.span.start < clause.end for each in scene.quantities)
    return not shares and bool(scene.in_clause(index, scene.of("base", "gdp")))


def _lacking(scene: Scene, quantity: Quantity) -> bool:
    """ "elf Milliarden Euro fehlen": what is missing or would be needed, not what is spent."""
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    return bool(scene.phrases.lacking.search(scene.folded, clause.start, clause.end))
