"""Which of several measures a number is of, where a domain has no share that bare numbers mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from faktenlage.claims.discourse import Discourse
from faktenlage.claims.inhabitants import is_narrowed, is_unit
from faktenlage.claims.scene import Scene
from faktenlage.language.marks import Mark
from faktenlage.model import Asserted, Interval, Quantity

__all__ = ["Gauge", "gauge_of", "gauges", "ranked", "scaled", "set_aside", "widened"]

FEWEST_HEADS = 1000
SUBYEAR = frozenset({"month", "quarter", "week"})
NEXT = 1  # sentences a measure may be left unsaid
ADJOINING = 14  # characters between a number and the noun it counts
_BILLION = Decimal(10) ** 9
_MILLION = Decimal(10) ** 6
_UNITS = {"thousands": Decimal(1000)}


@dataclass(frozen=True, slots=True)
class Gauge:
    """A measure, converted where the number is in other money, and where it was named."""

    measure: str
    how: str

    @property
    def plain(self) -> str:
        """The measure without its conversion."""
        return self.measure.partition(" in ")[0]

    @property
    def converted(self) -> bool:
        return self.plain != self.measure

    @property
    def afar(self) -> bool:
        return self.how == "the sentence before"


def gauges(scene: Scene) -> list[Mark]:
    """Measures named in a sentence as themselves: not what a share is of, and "the economy" only by its size."""
    if "gauges" not in scene.memo:
        scene.memo["gauges"] = [mark for mark in scene.of("measure") if _is_itself(scene, mark)]
    return scene.memo["gauges"]


def _is_itself(scene: Scene, mark: Mark) -> bool:
    if (
        _is_base(scene, mark)
        or is_unit(scene, mark)
        or is_narrowed(scene, mark)
        or scene.phrases.compared.search(scene.before(mark.start, 24))
    ):
        return False
    if not scene.phrases.economy_word.fullmatch(scene.folded, mark.start, mark.end):
        return True
    clause = scene.clauses[scene.clause_of(mark.start)]
    return bool(scene.phrases.economy_sized.search(scene.folded, clause.start, clause.end))


def _is_base(scene: Scene, mark: Mark) -> bool:
    """Whether a measure is only what a share is of: by the words before it, or beside something else's measure."""
    if scene.phrases.base_use.search(scene.before(mark.start, 48)):
        return True
    index = scene.clause_of(mark.start)
    return any(base.start == mark.start for base in scene.of("base")) and bool(
        scene.in_clause(index, scene.of("rival"))
    )


def ranked(scene: Scene) -> list[Mark]:
    """Measures a place may be a place in: "the largest economy" among them."""
    return [
        mark
        for mark in scene.of("measure")
        if not (_is_base(scene, mark) or is_unit(scene, mark) or is_narrowed(scene, mark))
    ]


def gauge_of(scene: Scene, discourse: Discourse, quantity: Quantity) -> Gauge | None:
    """The measure named nearest that fits the unit of a number; None where something else is nearer."""
    kinds = _kinds(quantity)
    if not kinds or set_aside(scene, discourse, quantity):
        return None
    measures = discourse.context.measures
    fitting = [mark for mark in gauges(scene) if mark.value in measures and measures[mark.value].kind in kinds]
    index = scene.clause_of(quantity.span.start)
    here, rivals = scene.in_clause(index, fitting), scene.in_clause(index, scene.of("rival"))
    if quantity.unit == "%" and _is_share(scene, quantity):
        return None
    if quantity.unit == "":
        return _heads(scene, discourse, quantity, here, rivals)
    if here:
        nearest = min(here, key=lambda mark: _distance(quantity, mark))
        if rivals and min(_distance(quantity, mark) for mark in rivals) < _distance(quantity, nearest):
            return None
        return _in_money(discourse, quantity, nearest.value, "in the clause")
    if rivals or (quantity.unit == "%" and scene.in_clause(index, gauges(scene))):
        return None  # "5 per cent of inflation, as output fell by 2 per cent": the nearer one does not fit
    if "money" in kinds and (output := _output(scene, discourse, index)) is not None:
        return _in_money(discourse, quantity, output, "in the clause")
    return _elsewhere(scene, discourse, quantity, fitting, kinds)


def _output(scene: Scene, discourse: Discourse, clause: int) -> str | None:
    """ "With 17.8 trillion dollars China has 17 per cent of the world's output": the sum that the share is of."""
    measures = discourse.context.measures
    marks = [mark for mark in scene.in_clause(clause, scene.of("measure")) if mark not in gauges(scene)]
    sums = {mark.value for mark in marks if mark.value in measures and measures[mark.value].kind == "money"}
    return sums.pop() if len(sums) == 1 and scene.in_clause(clause, scene.of("organisation")) else None


def _is_share(scene: Scene, quantity: Quantity) -> bool:
    """ "138 per cent of GDP", "42 per cent of the voters"."""
    after = scene.after(quantity.span.end, 40)
    opening = scene.phrases.share_of.match(after)
    return opening is not None and after[opening.end() :].strip()[:1].isalnum()


def _elsewhere(
    scene: Scene, discourse: Discourse, quantity: Quantity, fitting: Sequence[Mark], kinds: tuple[str, ...]
) -> Gauge | None:
    """Named in another clause of the sentence, or in the one before where this one only names a year or a state."""
    if quantity.unit == "%" and scene.in_clause(scene.clause_of(quantity.span.start), scene.of("measure")):
        return None  # "the economy grew 3.6 per cent, with inflation at 7.4"
    before = [mark for mark in [*fitting, *scene.of("rival")] if mark.end <= quantity.span.start]
    if before:
        last = max(before, key=lambda mark: mark.start)
        return None if last.kind == "rival" else _in_money(discourse, quantity, last.value, "in the sentence")
    if fitting and (scene.of("rival") or quantity.unit == "%"):
        return None
    if fitting:
        return _in_money(discourse, quantity, fitting[0].value, "in the sentence")
    known = discourse.measures_near(scene.index, NEXT)
    said = next((name for name in known if discourse.context.measures[name].kind in kinds), None)
    if said is None or scene.of("rival") or not _continues(scene, quantity):
        return None
    return _in_money(discourse, quantity, said, "the sentence before")


def _continues(scene: Scene, quantity: Quantity) -> bool:
    """Whether a clause without a measure goes on about the one before: it names a state, a group, a year, or "it"."""
    index = scene.clause_of(quantity.span.start)
    clause = scene.clauses[index]
    named = [*scene.areas(adjectives=True), *scene.of("organisation"), *scene.of("members"), *scene.of("subset")]
    timed = [time for time in scene.times if time.period is not None and time.period.year is not None]
    pointing = scene.phrases.anaphor.search(scene.folded, clause.start, clause.end)
    before = index in scene.bracketed and any(0 <= clause.start - mark.end <= ADJOINING for mark in named)
    return bool(scene.in_clause(index, named) or timed or pointing or before)


def _heads(
    scene: Scene, discourse: Discourse, quantity: Quantity, here: Sequence[Mark], rivals: Sequence[Mark]
) -> Gauge | None:
    """A number of inhabitants: the word right behind it, "people" that live somewhere, or a bare number of them."""
    heads, after = scene.matter.heads, scene.after(quantity.span.end, 40)
    if any(0 <= mark.start - quantity.span.end <= ADJOINING for mark in here):
        return Gauge(heads, "in the clause")
    clause = scene.clauses[scene.clause_of(quantity.span.start)]
    if scene.phrases.people.match(after):
        lives = scene.phrases.dwelling.search(scene.folded, clause.start, clause.end)
        return Gauge(heads, "people who live there") if lives and not rivals else None
    if rivals or not scene.phrases.number_ends.match(after):
        return None
    if here:
        return Gauge(heads, "in the clause")
    told = discourse.told_before(quantity.span.start, scene.index, 0)
    named = any(mark.value == heads and mark.end <= quantity.span.start for mark in gauges(scene))
    if named or (told is not None and told.measure == heads):
        return Gauge(heads, "in the sentence")
    said = heads in discourse.measures_near(scene.index, NEXT)
    return Gauge(heads, "the sentence before") if said and _continues(scene, quantity) else None


def _kinds(quantity: Quantity) -> tuple[str, ...]:
    """The kinds of measure a number in this unit can be of."""
    if len(quantity.unit) == 3 and quantity.unit.isupper():
        return ("money", "head")
    if quantity.unit == "%":
        return ("growth",)
    return ("persons",) if quantity.unit == "" and quantity.value >= FEWEST_HEADS else ()


def _in_money(discourse: Discourse, quantity: Quantity, measure: str, how: str) -> Gauge | None:
    """The measure in the money the number is in; what one inhabitant has is no matter of millions."""
    known = discourse.context.measures[measure]
    small = quantity.value < _MILLION
    if (known.kind == "head" and not small) or (known.kind == "money" and small):
        return None
    other = known.kind in ("head", "money") and quantity.unit != known.unit[-3:]
    return Gauge(f"{measure} in {quantity.unit}" if other else measure, how)


def set_aside(scene: Scene, discourse: Discourse, quantity: Quantity) -> bool:
    """Whether a number is of part of a year, of the future, of a target, or of a place that is no country."""
    index = scene.clause_of(quantity.span.start)
    clause = scene.clauses[index]
    if scene.moods[index].certainty == "forecast" or scene.clause_has(quantity.span.start, "target"):
        return True
    if any(0 <= quantity.outer.start - mark.end <= 2 for mark in scene.of("deixis", "negation")):
        return True
    if len(quantity.unit) == 3 and scene.phrases.shed.search(scene.folded, clause.start, clause.end):
        return True  # what an economy lost
    opening = scene.span.start if quantity.unit == "" else clause.start
    if scene.phrases.other_place.search(scene.folded, opening, clause.end) or _of_its_town(scene, quantity):
        return True
    here = [time for time in scene.times if clause.start <= time.span.start < clause.end]
    dated = here or list(scene.times)
    if any(time.period is not None and time.period.grain in SUBYEAR for time in dated):
        return True
    ahead = discourse.context.published.year
    return any(time.period is not None and time.period.first.year > ahead for time in here)


def _of_its_town(scene: Scene, quantity: Quantity) -> bool:
    """ "Lagos, Nigeria's biggest city, has an economy worth $84 billion": a place by its state, with a number."""
    before = [mark for mark in scene.areas() if mark.end <= quantity.outer.start]
    if not before:
        return False
    return bool(scene.phrases.other_place.search(scene.folded, before[-1].end, quantity.outer.start))


def scaled(text: str, quantity: Quantity, unit: str) -> Asserted:
    """What was written, in the unit of the measure; a number of whole hundreds is taken to be rounded to them."""
    scale = _BILLION if unit.startswith("bn ") else _UNITS.get(unit, Decimal(1))
    interval, step = quantity.interval, quantity.step
    coarse = _coarse(quantity)
    if coarse > step:
        more = (coarse - step) / 2 if quantity.hedge in ("", "exactly") else coarse - step
        low = None if interval.low is None else interval.low - more
        high = None if interval.high is None else interval.high + more
        bounded = interval.low is None or interval.high is None
        interval = interval if bounded else Interval(low, high, interval.low_open, interval.high_open)
        step = coarse
    low = None if interval.low is None else interval.low / scale
    high = None if interval.high is None else interval.high / scale
    bar = quantity.hedge in ("more_than", "at_least", "less_than", "at_most")
    return Asserted(text, unit, Interval(low, high, interval.low_open, interval.high_open), step / scale, bar=bar)


def _coarse(quantity: Quantity) -> Decimal:
    """The last digit that counts of a whole number: "53,500" is said to the hundred."""
    value, step = quantity.value, Decimal(1)
    if quantity.step != 1 or value < FEWEST_HEADS:
        return quantity.step
    while value % (step * 10) == 0:
        step *= 10
    return step


def widened(asserted: Asserted, scene: Scene, measure: str) -> Asserted | None:
    """The same with room for what others publish of the measure; None where nobody else does."""
    spread = scene.matter.spread.get(measure.partition(" in ")[0])
    interval = asserted.interval
    if spread is None or interval is None:
        return None
    low, high = interval.low, interval.high

    def room(bound: Decimal) -> Decimal:
        return max(abs(bound) * spread.part, spread.units)

    return Asserted(
        asserted.text,
        asserted.unit,
        Interval(None if low is None else low - room(low), None if high is None else high + room(high), low_open=False),
        asserted.step,
        bar=asserted.bar,
    )


def _distance(quantity: Quantity, mark: Mark) -> int:
    return mark.start - quantity.span.end if mark.start >= quantity.span.end else quantity.span.start - mark.end
