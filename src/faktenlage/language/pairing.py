"""Joins neighbouring quantities: ranges, units written only once, and sums such as "two million three hundred"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from faktenlage.language.intervals import asserted
from faktenlage.language.lookback import word_start
from faktenlage.language.marks import expand
from faktenlage.model import Interval, Quantity
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["paired"]

LONGEST_JOIN = 16
MONEY_OR_SHARE = 3
HUNDRED = 100


@lru_cache(maxsize=32)
def _joins(language: LanguagePack) -> _Joins:
    return _Joins(language)


def paired(low: str, quantities: list[Quantity], language: LanguagePack) -> Iterator[Quantity]:
    """The quantities again, those that belong together joined or given the unit of their neighbour."""
    if len(quantities) < 2:
        return iter(quantities)
    return _joins(language).apply(low, quantities)


class _Joins:
    def __init__(self, language: LanguagePack) -> None:
        pairs = language.hedges.pairs
        self._kinds = {
            (before, join): pair.kind for pair in pairs for before in (pair.before or [""]) for join in pair.join
        }
        self._openers = frozenset(before for before, _ in self._kinds if before)
        self._longest = max((len(join) for _, join in self._kinds), default=0) + 2
        self._sums = frozenset(language.numbers.cardinals.scale_joiners)
        fractions = language.numbers.fractions
        self._shares = {
            f
            for table in (fractions.denominators, fractions.shares, fractions.halves)
            for w in table
            for f in expand(w)
        }
        self._scales = {form for word in language.numbers.scales.words for form in expand(word)}

    def apply(self, low: str, quantities: list[Quantity]) -> Iterator[Quantity]:
        """From right to left, so that a unit written once reaches all numbers before it."""
        done: list[Quantity] = []
        right: Quantity | None = None
        for left in reversed(quantities):
            if right is None or right.span.start - left.span.end > self._longest:
                joined = [left]
            else:
                joined = self._joined(low, left, right)
                if len(joined) == 1:
                    done.pop()
            done.extend(reversed(joined[:1]))
            right = joined[0]
        return reversed(done)

    def _joined(self, low: str, left: Quantity, right: Quantity) -> list[Quantity]:
        """One quantity where the two make one, else the left one as the right one completes it."""
        gap = low[left.outer.end : right.outer.start]
        if left.unit in ("ordinal", "factor") or right.unit == "ordinal" or not gap:
            return [left, right]
        if gap in self._sums and self._adds(low, left, right):
            return [_sum(left, right)]
        kind = self._kind(low, left, gap)
        if right.unit == "factor" and kind != "range":
            return [left, right]
        if kind == "range" and right.unit == "" and len(left.unit) == MONEY_OR_SHARE:
            right = replace(right, unit=left.unit)  # "$2bn to 3bn"
        if gap[0] == "-" and right.in_words and right.value >= HUNDRED:
            return [left, right]  # "zwei- bis dreihundert"
        if not kind or (left.unit and left.unit != right.unit) or not self._alike(low, left, right, kind):
            return [left, right]
        left = _completed(left, right, ranged=kind == "range")
        return [_range(left, right)] if kind == "range" and left.value < right.value else [left, right]

    def _kind(self, low: str, left: Quantity, gap: str) -> str | None:
        start = left.outer.start
        opener = low[word_start(low, 0, start - 1) : start - 1] if start > 1 and low[start - 1] == " " else ""
        join = gap.strip()
        return self._kinds.get((opener, join)) or self._kinds.get(("", join))

    def _alike(self, low: str, left: Quantity, right: Quantity, kind: str) -> bool:
        """Whether the unit of the right one may be meant for the left one: "two and a half" is no share of two."""
        last = low[word_start(low, right.span.start, right.span.end) : right.span.end]
        if last in self._shares:
            return False
        return kind != "list" or (left.in_words == right.in_words and (left.step < 1 or right.step >= 1))

    def _adds(self, low: str, left: Quantity, right: Quantity) -> bool:
        """ "zwei Millionen | eintausend": the left one ends in its scale, the right one is smaller than it."""
        if left.unit or right.hedge or right.unit in ("%", "pp") or not (left.in_words or left.step < 10_000):
            return False
        if left.step.normalize().as_tuple().digits != (1,):
            return False  # a fraction of its scale already
        last = low[word_start(low, left.span.start, left.span.end) : left.span.end]
        return last in self._scales and 0 < right.value < left.step


def _sum(left: Quantity, right: Quantity) -> Quantity:
    span, outer = left.span.joined(right.span), left.outer.joined(right.outer)
    value = left.value + right.value
    interval = asserted(value, right.step, left.hedge)
    return replace(right, span=span, outer=outer, value=value, hedge=left.hedge, interval=interval)


def _completed(left: Quantity, right: Quantity, *, ranged: bool) -> Quantity:
    """The left number in the unit, and the scale, that only the right one carries: "100 bis 300 Milliarden"."""
    if (left.unit and not (ranged and left.unit == right.unit)) or not (right.unit or ranged):
        return left
    scale = right.step
    plain = left.step
    factor = 1
    scaled = right.unit == "" or len(right.unit) == MONEY_OR_SHARE
    if scaled and scale >= 1000 and left.value < 1000 and left.step < 1000:
        factor = 10 ** _scale_power(int(scale))
    value, step = left.value * factor, plain * factor
    if left.unit and value >= right.value:
        return left
    return replace(left, value=value, step=step, unit=right.unit, interval=asserted(value, step, left.hedge))


def _scale_power(step: int) -> int:
    """Thousand, million, billion ...: the power of ten a step of 0.1 million (100000) belongs to."""
    digits = len(str(step)) - 1
    return -(-digits // 3) * 3


def _range(left: Quantity, right: Quantity) -> Quantity:
    interval = Interval(left.value, right.value)
    return replace(
        left, span=left.span.joined(right.span), outer=left.outer.joined(right.outer), interval=interval,
        unit=right.unit or left.unit,
    )  # fmt: skip
