"""What an importer makes of a publisher's file: a draft of a release with its doubts, before anything is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from faktenlage.figures.domain import Measure
from faktenlage.model import Status

Code = Literal[
    "duplicate",  # one cell twice, with different values
    "share_too_high",  # a share of GDP above 60 per cent
    "factor_1000",  # a value about a thousand (or a million) times its neighbours
    "decimal_point",  # a value about ten (or a hundred) times the same cell as known so far
    "swapped",  # two columns that hold each other's values
    "total_not_sum",  # a printed total that is not the sum of its parts
    "not_a_number",  # a cell that is neither a number nor a known mark for missing
    "unknown_area",  # a row whose country or aggregate is not known
]


class Row(NamedTuple):
    """One cell. ``period`` is ``2024``, ``2024-Q1``, ``2024-06`` or ``2024-06-17``; ``value`` None where missing.

    ``value`` is in ``unit``, the measure's; ``locator`` is the cell at the publisher's, such as ``TABLE3!K9``.
    """

    measure: str
    area: str
    period: str
    value: Decimal | None
    unit: str
    status: Status
    locator: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason not to store the file unless told so: one sentence for a person, and the cell it is about."""

    code: Code
    message: str
    locator: str


@dataclass(frozen=True, slots=True)
class Understood:
    """One table of the file as it was understood; ``measure`` None: left out, ``note`` says why."""

    place: str
    title: str
    measure: str | None
    unit: str
    periods: str
    areas: int
    cells: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A release as it would be stored. ``released`` None: the file does not say, the user has to.

    ``domain`` is the key of a domain pack, or of the user's own; ``measures`` defines those no pack defines yet.
    ``left_out`` says what was not taken over and why. ``rounding`` is the unit a measure is printed in where coarse.
    """

    importer: str
    domain: str
    dataset: str
    slug: str
    name: str
    released: dt.date | None
    released_basis: str
    definition: str
    licence: str
    rows: tuple[Row, ...]
    tables: tuple[Understood, ...]
    doubts: tuple[Doubt, ...] = ()
    left_out: tuple[str, ...] = ()
    coverage: Literal["complete", "partial"] = "complete"
    cutoff: dt.date | None = None
    price_base: str | None = None
    url: str | None = None
    note: str | None = None
    rounding: Mapping[str, Decimal] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What the user says about a file; whatever is given wins over what the file seems to say."""

    released: dt.date | None = None
    dataset: str | None = None
    mapping: Path | None = None


class Importer(Protocol):
    """Reads one publisher's files. ``recognises`` looks at the content, never at the name, and must be quick."""

    name: str

    def recognises(self, path: Path) -> bool:
        """Whether the file is of this kind; never raises for a file that is not."""
        ...

    def read(self, path: Path, hints: Hints) -> Draft:
        """The whole file; raises InputError (what is wrong where, what to do) if it cannot be read."""
        ...
