"""Amounts whose currency or scale is written once for several: "97.7 billion dollars, France 64.3"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from faktenlage.language.marks import Mark
from faktenlage.model import Interval, Quantity, Span
from faktenlage.packs.patterns import Part
from faktenlage.packs.phrases import Phrases

__all__ = ["priced"]

_LARGE = Decimal(10) ** 9
_SCALES = (Decimal(10) ** 12, Decimal(10) ** 9)
_NEAR = 4  # characters between a name and the amount that is its own: "France 64.3", "Poland: 35"


def priced(
    folded: str, span: Span, numbers: Sequence[Quantity], marks: Sequence[Mark], phrases: Phrases
) -> list[Quantity]:
    """The numbers of a sentence, amounts among them with the currency and scale they share with others."""
    if not any(_is_money(each) or each.unit == "pp" or each.value >= _LARGE for each in numbers):
        return list(numbers)
    found = list(numbers)
    _take_currency(found, _currency(folded, span, phrases.currency))
    for place in range(len(found) - 2, -1, -1):  # "from 68.4 to 151.2 billion"
        one, other = found[place], found[place + 1]
        gap = folded[one.span.end : other.outer.start]
        if _is_money(other) and _is_small(one) and phrases.to_value.fullmatch(gap):
            found[place] = _scaled(one, other)
    _take_scale(found, [mark.end for mark in marks if mark.kind.startswith("area")])
    return found


def _take_currency(found: list[Quantity], unit: str) -> None:
    """Large numbers without a currency take that of the nearest amount, else the one the sentence names."""
    for place, each in enumerate(found):
        if each.unit or each.value < _LARGE:
            continue
        money = [other for other in (*reversed(found[:place]), *found[place + 1 :]) if _is_money(other)]
        if money or unit:
            found[place] = replace(each, unit=money[0].unit if money else unit)


def _take_scale(found: list[Quantity], names: Sequence[int]) -> None:
    """A number right behind a name goes on with the scale of the one before."""
    for place in range(1, len(found)):  # "97.7 billion dollars, France 64.3"
        one, other = found[place], found[place - 1]
        named = any(0 <= one.outer.start - end <= _NEAR for end in names)
        if not (_is_small(one) and named and one.step < 1):
            continue
        if _is_money(other):
            found[place] = _scaled(one, other)
        elif other.unit == "pp":
            found[place] = replace(one, unit="pp")


def _is_money(quantity: Quantity) -> bool:
    return len(quantity.unit) == 3 and quantity.unit.isupper() and quantity.value >= _LARGE


def _is_small(quantity: Quantity) -> bool:
    return not quantity.unit and 0 < quantity.value < 1000


def _currency(folded: str, span: Span, currencies: Mapping[str, Part]) -> str:
    """The one currency a sentence names anywhere."""
    named = [code for code, words in currencies.items() if words.search(folded, span.start, span.end)]
    return named[0].upper() if len(named) == 1 else ""


def _scaled(quantity: Quantity, like: Quantity) -> Quantity:
    """The number in the scale and currency of another."""
    scale = next(each for each in _SCALES if like.value >= each)
    low, high = quantity.interval.low, quantity.interval.high
    interval = Interval(
        None if low is None else low * scale,
        None if high is None else high * scale,
        quantity.interval.low_open,
        quantity.interval.high_open,
    )
    return replace(
        quantity, value=quantity.value * scale, step=quantity.step * scale, unit=like.unit, interval=interval
    )
