"""Exchange rates between currencies: figures like all others, with a release and a day they were known from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from faktenlage.figures.releases import Table, by_release
from faktenlage.model import Observation

MEASURE = "fx.usd"
UNIT = "per USD"
DOLLAR = "USD"


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a currency is worth in another, with the cells it rests on and the way it is told."""

    factor: Decimal
    cells: tuple[Observation, ...]
    told: str


class Rates:
    """Annual averages against the dollar, asked as of a day; the newest release known on it counts.

    ``tables`` is called when a rate is first needed, so that no release is opened for questions without one.
    """

    def __init__(self, tables: Callable[[], Sequence[Table]]) -> None:
        self._open = tables

    @cached_property
    def _tables(self) -> tuple[Table, ...]:
        return tuple(sorted(self._open(), key=by_release))

    def between(self, source: str, target: str, year: int, as_of: dt.date) -> Rate | None:
        """One ``source`` in ``target`` over ``year``; None where a rate was not known on ``as_of``."""
        if source == target:
            return Rate(Decimal(1), (), f"1 {target}/{source}")
        per_dollar = [self._per_dollar(currency, year, as_of) for currency in (source, target)]
        if None in per_dollar:
            return None
        (divisor, divided_by), (factor, times) = (found for found in per_dollar if found is not None)
        told = " / ".join(
            f"{rate} {currency}/USD" for rate, currency in ((factor, target), (divisor, source)) if currency != DOLLAR
        )
        if target == DOLLAR:
            told = f"1 USD / {told}"
        return Rate(factor / divisor, (*times, *divided_by), f"({told}, average of {year})")

    def _per_dollar(self, currency: str, year: int, as_of: dt.date) -> tuple[Decimal, tuple[Observation, ...]] | None:
        if currency == DOLLAR:
            return Decimal(1), ()
        for table in reversed(self._tables):
            if table.release.released <= as_of:
                cell = table.observation(MEASURE, UNIT, currency, year)
                if cell is not None and cell.value:
                    return cell.value, (cell,)
        return None
