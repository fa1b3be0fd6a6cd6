"""What a written number asserts: an interval that follows from its last digit and its hedge."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from faktenlage.model import Hedge, Interval

__all__ = ["asserted", "factor_interval", "fraction_interval"]

_ROUNDING = frozenset({"about", "almost", "just_over"})
HALF = Decimal("0.5")
FALL_REACH = Decimal("0.2")
FRACTION_REACH = Decimal("1.75")


def _plain(value: Decimal, step: Decimal) -> Interval:
    return Interval(value - step * HALF, value + step * HALF, high_open=True)


def _about(value: Decimal, step: Decimal) -> Interval:
    return Interval(value - step, value + step)


def _almost(value: Decimal, step: Decimal) -> Interval:
    return Interval(value - step, value, low_open=True)


def _just_over(value: Decimal, step: Decimal) -> Interval:
    return Interval(value, value + step, high_open=True)


def _more_than(value: Decimal, _step: Decimal) -> Interval:
    return Interval(value, None, low_open=True)


def _at_least(value: Decimal, _step: Decimal) -> Interval:
    return Interval(value, None)


def _less_than(value: Decimal, _step: Decimal) -> Interval:
    return Interval(None, value, high_open=True)


def _at_most(value: Decimal, _step: Decimal) -> Interval:
    return Interval(None, value)


def _exactly(value: Decimal, _step: Decimal) -> Interval:
    return Interval(value, value)


_BY_HEDGE: dict[Hedge, Callable[[Decimal, Decimal], Interval]] = {
    "": _plain,
    "about": _about,
    "almost": _almost,
    "just_over": _just_over,
    "more_than": _more_than,
    "at_least": _at_least,
    "less_than": _less_than,
    "at_most": _at_most,
    "exactly": _exactly,
}


def asserted(value: Decimal, step: Decimal, hedge: Hedge) -> Interval:
    """The interval of a number written to ``step``, as its hedge widens or bounds it."""
    return _BY_HEDGE[hedge](value, _round_step(value, step) if hedge in _ROUNDING else step)


def _round_step(value: Decimal, step: Decimal) -> Decimal:
    """With a hedge, zeros at the end of a long number say how coarse it is: "rund 50.000" is no nearer than 1,000."""
    digits = str(int(abs(value) / step))
    zeros = len(digits) - len(digits.rstrip("0"))
    return step.scaleb(min(zeros, len(digits) - 2)) if zeros and len(digits) > 2 else step


def fraction_interval(value: Decimal, hedge: Hedge) -> Interval:
    """A fraction in per cent is a round figure: two thirds are [65, 68.5), and a hedge reaches as far."""
    reach = min(FRACTION_REACH, value / 10)
    low = ((value - reach) * 2).quantize(Decimal(1), ROUND_HALF_UP) / 2
    high = ((value + reach) * 2).quantize(Decimal(1), ROUND_HALF_UP) / 2
    if hedge == "":
        return Interval(low, high, high_open=True)
    if hedge == "almost":
        return Interval(low, value)
    if hedge == "just_over":
        return Interval(value, high, high_open=True)
    return asserted(value, (reach * 2).quantize(Decimal("0.1"), ROUND_HALF_DOWN), hedge)


_OF_A_FALL: dict[Hedge, Hedge] = {
    "almost": "just_over",
    "just_over": "almost",
    "more_than": "less_than",
    "less_than": "more_than",
    "at_least": "at_most",
    "at_most": "at_least",
}


def factor_interval(value: Decimal, step: Decimal, hedge: Hedge) -> Interval:
    """A factor said in words is met a little below and well above: "verdoppelt" is [1.9, 2.5).

    Below one it is the fall that is hedged: "mehr als halbiert" is less than half.
    """
    if hedge and step == 1 and value < 1:
        return asserted(value, value * FALL_REACH, _OF_A_FALL.get(hedge, hedge))
    if hedge == "" and step == 1 and value < 1:
        return Interval(value * Decimal("0.8"), value * Decimal("1.1"), high_open=True)
    if hedge == "" and step == 1:
        return Interval(value - Decimal("0.1"), value + HALF, high_open=True)
    return asserted(value, step * HALF if step == 1 else step, hedge)
