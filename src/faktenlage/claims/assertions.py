"""Turns what was written into the answer it asserts."""

from __future__ import annotations

from decimal import Decimal

from faktenlage.model import Asserted, Interval, Quantity

__all__ = ["amount", "bar", "names", "negative", "number", "truth"]

ROUND = 1000
_BILLION = Decimal(10) ** 9


def amount(text: str, quantity: Quantity, *, heads: bool = False) -> Asserted:
    """A value of a measure in its own unit: per cent, billions of a currency, thousands of heads."""
    scale, unit = _scale(quantity, heads=heads)
    found, step = quantity.interval, quantity.step
    if heads and step == 1 and quantity.value % ROUND == 0 and quantity.hedge == "":  # "216,000": to the thousand
        step = Decimal(ROUND)
        found = Interval(quantity.value - step / 2, quantity.value + step / 2, high_open=True)
    scaled = Interval(
        None if found.low is None else found.low / scale,
        None if found.high is None else found.high / scale,
        found.low_open,
        found.high_open,
    )
    bounded = quantity.hedge in ("more_than", "at_least", "less_than", "at_most")
    return Asserted(text, unit, scaled, step / scale, bar=bounded and unit == "%")


def _scale(quantity: Quantity, *, heads: bool) -> tuple[Decimal, str]:
    if len(quantity.unit) == 3 and quantity.unit.isupper():
        return _BILLION, f"bn {quantity.unit}"
    if heads:
        return Decimal(1000), "thousands"
    return Decimal(1), quantity.unit or "%"


def bar(text: str, comparison: str, threshold: Decimal) -> Asserted:
    """ "Meets two per cent": a half line, judged exactly."""
    match comparison:
        case ">=" | ">":
            interval = Interval(threshold, None, low_open=comparison == ">")
        case "<=" | "<":
            interval = Interval(None, threshold, high_open=comparison == "<")
        case _:
            interval = Interval(threshold, threshold)
    return Asserted(text, "%", interval, Decimal(1), bar=True)


def number(text: str, quantity: Quantity, unit: str) -> Asserted:
    """A count of areas or a place: exact, unless a hedge opens it."""
    low, high = quantity.interval.low, quantity.interval.high
    if quantity.hedge in ("", "exactly"):
        return Asserted(text, unit, Interval(quantity.value, quantity.value), Decimal(1))
    return Asserted(
        text, unit, Interval(low, high, quantity.interval.low_open, quantity.interval.high_open), Decimal(1)
    )


def names(text: str, areas: tuple[str, ...]) -> Asserted:
    """A set of areas, in no order."""
    return Asserted(text, "areas", areas=tuple(sorted(areas)))


def truth(text: str, *, value: bool) -> Asserted:
    """That something is, or is not, the case."""
    return Asserted(text, "truth", value=value)


def negative(interval: Interval | None) -> Interval | None:
    """The same numbers below nought: a fall, a distance told the other way round."""
    if interval is None:
        return None
    low = None if interval.high is None else -interval.high
    high = None if interval.low is None else -interval.low
    return Interval(low, high, interval.high_open, interval.low_open)
