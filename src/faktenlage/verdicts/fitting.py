"""Whether an asserted answer fits a known one: right, near, off, or not comparable."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Literal

from faktenlage.model import Answer, Asserted, Census, Change, Condition, Interval, Member, Query, Rank, Since

Fit = Literal["right", "near", "off"]

_COUNTED = (Census, Rank, Since, Member)
TENTH = Decimal("0.1")
NEAR = Decimal("0.02")  # two per cent of the bound that is missed


def fit(asserted: Asserted, answer: Answer) -> Fit | None:
    """How the asserted answer lies to the known one; None where the two cannot be compared."""
    if answer.value is not None:
        return _number(asserted, answer, answer.value)
    if answer.days is not None:
        return _said(_days(asserted, answer.days))
    if answer.areas is not None:
        return _said(_areas(asserted, answer.areas))
    if answer.order is not None:
        return _said(_order(asserted, answer, answer.order))
    if answer.text is not None:
        return _said(_text(asserted, answer.text))
    if answer.truth is not None:
        return _said(_truth(asserted, answer.truth))
    return None


def is_right(asserted: Asserted, answer: Answer) -> bool:
    """Whether the asserted answer fits: most releases say another number, which takes one look."""
    value, interval = answer.value, asserted.interval
    if value is None or interval is None or asserted.days is not None:
        return fit(asserted, answer) == "right"
    if value not in interval and not isinstance(answer.query, Rank):
        return False
    return fit(asserted, answer) == "right"


def exact(query: Query, asserted: Asserted) -> bool:
    """Counts, ranks, years, memberships and thresholds are right or wrong, nothing between."""
    if asserted.bar or asserted.unit in ("areas", "place", "year", "day"):
        return True
    if isinstance(query, Change):
        return isinstance(query.what, Condition)
    return isinstance(query, _COUNTED)


def _said(right: bool | None) -> Fit | None:  # noqa: FBT001  the truth is the value, no flag
    return None if right is None else "right" if right else "off"


def _number(asserted: Asserted, answer: Answer, value: Decimal) -> Fit | None:
    if asserted.days is not None:
        return _said(asserted.days[0].year <= value <= asserted.days[1].year)
    interval = asserted.interval
    if interval is None or (interval.low is None and interval.high is None):
        return None
    if _other_money(asserted.unit, answer.unit):
        return None
    if any(place in interval for place in _places(answer, value)):
        return "right"
    if exact(answer.query, asserted):
        return "off"
    step = asserted.step
    if asserted.unit == "factor" and step is not None:
        step = min(step, TENTH)  # "doubled" says more than that it was not tripled
    return "near" if _within_reach(interval, step, value, answer.margin) else "off"


def _places(answer: Answer, value: Decimal) -> tuple[Decimal, ...]:
    """The value; of a shared rank every place it stands for."""
    if not isinstance(answer.query, Rank):
        return (value,)
    own = dict(answer.values)[answer.query.area]
    shared = sum(other == own for _, other in answer.values)
    return tuple(value + offset for offset in range(shared))


def _within_reach(interval: Interval, step: Decimal | None, value: Decimal, margin: Decimal) -> bool:
    """One more unit of the last written digit, or two per cent; coarse print widens by its own rounding."""
    bound = interval.low if interval.low is not None and value <= interval.low else interval.high
    if bound is None:
        return False
    return abs(value - bound) <= max(step or Decimal(0), abs(bound) * NEAR) + margin


def _other_money(asserted: str, known: str) -> bool:
    """Amounts in different currencies are no answer to one another."""
    return asserted.startswith("bn ") and known.startswith("bn ") and asserted != known


def _days(asserted: Asserted, days: tuple[tuple[dt.date, dt.date | None], ...]) -> bool | None:
    if asserted.days is not None:
        return any(asserted.days[0] <= first <= asserted.days[1] for first, _ in days)
    if isinstance(asserted.value, tuple):
        begin, end = asserted.value
        return any(_term(begin, end, first, last) for first, last in days)
    if asserted.interval is not None and asserted.unit in ("year", "day"):
        return any(Decimal(first.year) in asserted.interval for first, _ in days)
    return None


def _term(begin: int | None, end: int | None, first: dt.date, last: dt.date | None) -> bool:
    return begin in (None, first.year) and (end is None or (last is not None and last.year == end))


def _areas(asserted: Asserted, areas: tuple[str, ...]) -> bool | None:
    if asserted.interval is not None:
        return Decimal(len(areas)) in asserted.interval
    named = _named(asserted)
    if named is None:
        return None
    return set(named) <= set(areas) if asserted.includes else set(named) == set(areas)


def _order(asserted: Asserted, answer: Answer, order: tuple[str, ...]) -> bool | None:
    """Areas with equal values may change places, also across the cut."""
    named = _named(asserted)
    if named is None:
        return None
    values = dict(answer.values)
    if len(set(named)) != len(named) or not set(named) <= set(values):
        return False
    told, known = [values[area] for area in named], [values[area] for area in order]
    if asserted.includes and known:
        return all(min(known) <= value <= max(known) for value in told)
    if asserted.order is None:
        return sorted(told) == sorted(known)
    return told == known


def _named(asserted: Asserted) -> tuple[str, ...] | None:
    if asserted.areas is not None or asserted.order is not None:
        return asserted.areas if asserted.order is None else asserted.order
    return (asserted.value,) if isinstance(asserted.value, str) else None


def _text(asserted: Asserted, text: str) -> bool | None:
    if not isinstance(asserted.value, str):
        return None
    told, known = asserted.value.casefold().split(), text.casefold().split()
    return bool(told) and (set(told) <= set(known) or set(known) <= set(told))


def _truth(asserted: Asserted, truth: bool) -> bool | None:  # noqa: FBT001  the truth is the value, no flag
    if isinstance(asserted.value, bool):
        return asserted.value == truth
    if not truth and (asserted.interval or asserted.days):
        return False
    return None
