"""What can be asked of the figures; ``str()`` of a query is its notation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class AreaSet:
    """``NATO``, ``NATO - USA``, ``NATO - {USA, CAN}``, ``{DEU, FRA}``, ``EUR_CAN``: a group less some, or a list."""

    group: str | None = None
    areas: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = self.group or "{" + ", ".join(self.areas) + "}"
        if not self.without:
            return head
        minus = self.without[0] if len(self.without) == 1 else "{" + ", ".join(self.without) + "}"
        return f"{head} - {minus}"


Comparison = Literal[">=", ">", "<=", "<", "="]


@dataclass(frozen=True, slots=True)
class Condition:
    """``defence.share >= 2 %``; ``unit`` is the measure's ("%", "bn USD")."""

    measure: str
    comparison: Comparison
    threshold: Decimal
    unit: str = "%"

    def __str__(self) -> str:
        return f"{self.measure} {self.comparison} {plain(self.threshold)} {self.unit}".rstrip()

    def holds(self, value: Decimal) -> bool:
        match self.comparison:
            case ">=":
                return value >= self.threshold
            case ">":
                return value > self.threshold
            case "<=":
                return value <= self.threshold
            case "<":
                return value < self.threshold
            case "=":
                return value == self.threshold


@dataclass(frozen=True, slots=True)
class Years:
    """One calendar year (``2024``) or a run of them (``2014..2024``), both ends inclusive."""

    first: int
    last: int

    @classmethod
    def one(cls, year: int) -> Years:
        return cls(year, year)

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


@dataclass(frozen=True, slots=True)
class Level:
    measure: str
    area: str
    years: Years

    def __str__(self) -> str:
        return f"level({self.measure}, {self.area}, {self.years})"


@dataclass(frozen=True, slots=True)
class Census:
    """Looks at every member of a set: how many, which, do all, does none."""

    operation: Literal["count", "which", "every", "none"]
    condition: Condition
    among: AreaSet
    years: Years

    def __str__(self) -> str:
        return f"{self.operation}({self.condition}, {self.among}, {self.years})"


@dataclass(frozen=True, slots=True)
class Rank:
    measure: str
    area: str
    among: AreaSet
    years: Years

    def __str__(self) -> str:
        return f"rank({self.measure}, {self.area}, {self.among}, {self.years})"


@dataclass(frozen=True, slots=True)
class Extreme:
    """The ``n`` highest (top) or lowest (bottom) of a set, best or worst first."""

    operation: Literal["top", "bottom"]
    n: int
    measure: str
    among: AreaSet
    years: Years

    def __str__(self) -> str:
        return f"{self.operation}({self.n}, {self.measure}, {self.among}, {self.years})"


@dataclass(frozen=True, slots=True)
class Sum:
    measure: str
    among: AreaSet
    years: Years

    def __str__(self) -> str:
        return f"sum({self.measure}, {self.among}, {self.years})"


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` in per cent."""

    measure: str
    part: AreaSet | str
    whole: AreaSet | str
    years: Years

    def __str__(self) -> str:
        return f"share({self.measure}, {self.part}, {self.whole}, {self.years})"


ChangeKind = Literal["abs", "%", "pp", "factor"]


@dataclass(frozen=True, slots=True)
class Change:
    """From one year to another; ``what`` is a measure, or a condition whose count is meant."""

    what: str | Condition
    area: AreaSet | str
    first: int
    last: int
    kind: ChangeKind

    def __str__(self) -> str:
        what = f"count({self.what})" if isinstance(self.what, Condition) else self.what
        return f"change({what}, {self.area}, {self.first}, {self.last}, {self.kind})"


@dataclass(frozen=True, slots=True)
class Compare:
    measure: str
    left: AreaSet | str
    right: AreaSet | str
    years: Years
    kind: Literal["diff", "ratio", "order"]

    def __str__(self) -> str:
        return f"compare({self.measure}, {self.left}, {self.right}, {self.years}, {self.kind})"


@dataclass(frozen=True, slots=True)
class Since:
    """``highest`` and ``lowest``: the last earlier year at least as high (low).

    ``first``, ``last`` and ``every``: of the years in which a condition holds.
    """

    what: str | Condition
    area: str
    years: Years
    kind: Literal["highest", "lowest", "first", "last", "every"]

    def __str__(self) -> str:
        return f"since({self.what}, {self.area}, {self.years}, {self.kind})"


@dataclass(frozen=True, slots=True)
class Gap:
    """Target less value: percentage points of a share, money where the measure is spending."""

    measure: str
    area: AreaSet | str
    years: Years
    target: Decimal
    unit: str = "%"

    def __str__(self) -> str:
        return f"gap({self.measure}, {self.area}, {self.years}, {plain(self.target)} {self.unit})"


@dataclass(frozen=True, slots=True)
class Member:
    """Membership of a group: ``topic`` is "count", "newest" or an area code; ``when`` a day or "since"."""

    group: str
    topic: str
    when: dt.date | Literal["since"]

    def __str__(self) -> str:
        return f"member({self.group}, {self.topic}, {self.when})"


@dataclass(frozen=True, slots=True)
class Holds:
    """Who holds an office.

    ``name`` None: who on ``when``. ``aspect``: "on" a day, "from"/"to"/"terms" of ``name``, "before" a day,
    "next"/"previous" holder seen from ``when``.
    """

    office: str
    name: str | None
    aspect: Literal["on", "from", "to", "terms", "before", "next", "previous"]
    when: dt.date | None = None

    def __str__(self) -> str:
        match self.aspect:
            case "on":
                parts = [self.office, *([self.name] if self.name else []), str(self.when)]
            case "before":
                parts = [self.office, str(self.name), f"before {self.when}"]
            case "next" | "previous":
                parts = [self.office, self.aspect, str(self.when)]
            case _:
                parts = [self.office, str(self.name), self.aspect]
        return f"holds({', '.join(parts)})"


Query: TypeAlias = Level | Census | Rank | Extreme | Sum | Share | Change | Compare | Since | Gap | Member | Holds


def plain(number: Decimal) -> str:
    """A decimal without exponent or trailing zeros: 3, 2.5, 1500000000000."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
