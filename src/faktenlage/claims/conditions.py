"""The bar a sentence speaks of: a number with a bound, a named target, or the one spoken of before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from faktenlage.claims.discourse import Discourse
from faktenlage.claims.numbers import Role, comparison_of
from faktenlage.claims.scene import Scene
from faktenlage.model import Comparison, Condition, Quantity, Span

__all__ = ["Bar", "bar_before", "bar_in"]

NAMED = 20  # characters between a target and its number: "Marke von mindestens"

_FLIPPED: Mapping[Comparison, Comparison] = {">=": "<", ">": "<=", "<": ">=", "<=": ">", "=": "="}


@dataclass(frozen=True, slots=True)
class Bar:
    """A condition with the place it was found at; ``quantity`` is the number it uses up, if any.
    ``named``: it is a target by name; ``bounded``: its number carries a bound of its own ("mehr als"); ``placed``:
    a word in front of it says which side of it somebody is on ("above the").

    ``doubtful`` are thresholds the words allow as well ("the target", when two are in force).
    """

    condition: Condition
    span: Span
    quantity: Quantity | None
    how: str
    named: bool = False
    bounded: bool = False
    doubtful: tuple[Condition, ...] = ()
    placed: bool = False


def bar_in(scene: Scene, discourse: Discourse, roles: Mapping[Quantity, Role]) -> Bar | None:
    """The bar of a sentence, with the sign its verb gives it."""
    found = (
        _from_number(scene, scene.quantities, roles)
        or _from_target(scene, discourse)
        or _from_pointer(scene, discourse)
    )
    return None if found is None else _signed(scene, found)


def _from_number(scene: Scene, quantities: Sequence[Quantity], roles: Mapping[Quantity, Role]) -> Bar | None:
    candidates = [
        quantity for quantity in quantities if roles[quantity].kind in ("target", "bar") and quantity.unit == "%"
    ]
    if not candidates:
        counted = scene.has("members") and scene.has("deixis", "negation") and not scene.areas(adjectives=True)
        coarse = Decimal("0.1") if counted else Decimal("0.5")  # "six countries do not even reach 1.5 per cent"
        candidates = [quantity for quantity in quantities if _round_share(quantity, roles[quantity], coarse)]
    for quantity in candidates:
        if comparison_of(quantity) == "=" and roles[quantity].kind == "bar" and scene.has("target"):
            continue  # "exactly 2.00 per cent, and eighteen met the target": a value, not the bar
        measure = roles[quantity].measure or scene.matter.share
        if measure == scene.matter.portion and quantity.value <= scene.matter.usual:
            measure = scene.matter.share  # nobody sets two per cent of the money as a bar
        comparison = comparison_of(quantity) or ">="
        return Bar(
            Condition(measure, comparison, quantity.value),
            _with_target(scene, quantity) if roles[quantity].kind == "target" else quantity.outer,
            quantity,
            "a number with a bound",
            named=roles[quantity].kind == "target",
            bounded=comparison_of(quantity) is not None,
        )
    return None


def _with_target(scene: Scene, quantity: Quantity) -> Span:
    """The number with the target named before it: "unter der Marke von zwei Prozent" is below the mark."""
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    named = [mark for mark in scene.of("target") if clause.start <= mark.start and mark.end <= quantity.outer.start]
    near = named and quantity.outer.start - named[-1].end <= NAMED
    return named[-1].span.joined(quantity.outer) if near else quantity.outer


def _round_share(quantity: Quantity, role: Role, coarse: Decimal) -> bool:
    """ "geben zwei Prozent aus": a round share nobody in particular has is a bar."""
    return role.kind == "value" and quantity.unit == "%" and quantity.step >= coarse and quantity.hedge == ""


def _from_target(scene: Scene, discourse: Discourse) -> Bar | None:
    """ "das Nato-Ziel", "diese Vorgabe": what was said before, else what the alliance has set itself."""
    if scene.has("rival"):
        return None
    for mark in scene.of("target"):
        known = discourse.condition_for(scene.index)
        if known is not None and known.comparison == "=":  # "exactly 2.00", then "the target": it is met by more, too
            known = replace(known, comparison=">=")
        if mark.value == "any" and not _pointed(scene, mark.start):
            continue
        if known is not None:
            own = [Condition(scene.matter.share, ">=", threshold) for threshold in discourse.guidelines()]
            doubtful = () if known in own else tuple(own)
            return Bar(known, mark.span, None, "the target spoken of before", named=True, doubtful=doubtful)
        if discourse.context.topic and (mark.value == "own" or scene.has("organisation") or scene.has("members")):
            known_bars = [Condition(scene.matter.share, ">=", threshold) for threshold in discourse.guidelines()]
            if known_bars:
                how = "the alliance's guideline of that day"
                return Bar(known_bars[0], mark.span, None, how, named=True, doubtful=tuple(known_bars[1:]))
    return None


def _pointed(scene: Scene, start: int) -> bool:
    """Whether a plain word for a target is used for the one in question rather than for any."""
    before = scene.before(start, 28)
    return bool(scene.phrases.pointing_back.search(before) or scene.phrases.target_article.search(before))


def _from_pointer(scene: Scene, discourse: Discourse) -> Bar | None:
    """ "darunter", "anywhere near that": the bar of the sentence before, without its name."""
    known = discourse.condition_for(scene.index) if discourse.recent(discourse.condition_at, scene.index, 2) else None
    if known is None:
        return None
    for mark in scene.of("meets", "over", "no", "yes"):
        beyond = scene.phrases.beyond_it.fullmatch(scene.folded, mark.start, mark.end)
        if beyond or scene.phrases.bar_pronoun.match(scene.after(mark.end, 20)):
            return Bar(known, mark.span, None, "the bar of the sentence before", bounded=True)
    found = scene.phrases.bar_again.search(scene.folded, scene.span.start, scene.span.end)
    return Bar(known, Span(*found.span()), None, "the bar of the sentence before", bounded=True) if found else None


def bar_before(span: Span, discourse: Discourse, now: int) -> Bar | None:
    """The bar of a count that names none: "vor zehn Jahren waren es vier"."""
    known = discourse.condition_for(now)
    return None if known is None else Bar(known, span, None, "the bar of the count before")


def _signed(scene: Scene, bar: Bar) -> Bar:
    """Turn the sign by the verb: to miss is the contrary of to meet, and "not" turns it round."""
    condition = bar.condition
    verbs = scene.of("meets", "yes", "over", "no")
    here = scene.in_clause(scene.clause_of(bar.span.start), verbs)
    near = min(here or verbs, key=lambda mark: abs(mark.start - bar.span.start), default=None)
    if bar.quantity is None or comparison_of(bar.quantity) is None or scene.has("target"):
        if near is not None and near.value == "no":
            condition = replace(condition, comparison="<")
        elif near is not None and near.value == "over" and not any(mark.value == "yes" for mark in verbs):
            condition = replace(condition, comparison=">")
        elif scene.phrases.short_of.search(scene.before(bar.span.start, 28)):
            condition, bar = replace(condition, comparison="<"), replace(bar, placed=True)
        elif (above := _bound_before(scene, bar)) is not None:
            condition, bar = replace(condition, comparison=above), replace(bar, placed=True)
    negated = _negated(scene, near.start if near else bar.span.start)
    if negated:
        condition = replace(condition, comparison=_FLIPPED[condition.comparison])
    afar = near is not None and not here  # a verb of another clause may be said of others
    if afar or (negated and near is None):  # "the hurdle is no longer too high": for whom it is met is not said
        contrary = replace(condition, comparison=_FLIPPED[condition.comparison])
        return replace(bar, condition=condition, doubtful=(*bar.doubtful, contrary))
    return bar if condition is bar.condition else replace(bar, condition=condition)


def _bound_before(scene: Scene, bar: Bar) -> Comparison | None:
    """ "oberhalb der Drei-Prozent-Marke", "above the two-percent line"."""
    signs: Mapping[str, Comparison] = {
        "more_than": ">",
        "less_than": "<",
        "at_least": ">=",
        "at_most": "<=",
        "exactly": "=",
    }
    for mark in scene.of("bound"):
        gap = bar.span.start - mark.end
        if 0 <= gap <= 28 and scene.words_between(mark.end, bar.span.start) <= 3:
            return signs[mark.value]
    return None


def _negated(scene: Scene, place: int) -> bool:
    """Whether a "nicht" in the clause turns the verb round; "nicht nur" does not."""
    clause = scene.clauses[scene.clause_of(place)]
    return any(
        clause.start <= mark.start < clause.end
        and abs(mark.start - place) <= 40
        and not scene.phrases.merely.match(scene.after(mark.end, 8))
        for mark in scene.of("deixis", "negation")
    )
