"""What was published, when, and what it answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from faktenlage.model.queries import Query

Status = Literal["actual", "estimate", "provisional", "forecast", "missing"]


@dataclass(frozen=True, slots=True)
class Release:
    """One publication of figures, as ALFRED keeps a vintage. ``key`` names its folder.

    ``dataset`` groups releases of the same figures; ``definition`` tells series apart that must not be taken for
    revisions of one another. ``coverage`` is "complete" or "partial"; ``note`` says what is missing. ``loaded`` is the
    day it was taken into this store, which no answer depends on.
    """

    key: str
    dataset: str
    name: str
    released: dt.date
    definition: str
    coverage: Literal["complete", "partial"]
    loaded: dt.date | None = None
    cutoff: dt.date | None = None
    price_base: str | None = None
    citation: str = ""
    url: str | None = None
    licence: str = ""
    sha256: str = ""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One published cell. ``value`` None with status "missing"; ``locator`` is table and cell at the publisher's."""

    measure: str
    area: str
    year: int
    value: Decimal | None
    unit: str
    status: Status
    release: Release
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a register (a membership, a term of office): evidence where no release exists."""

    register: str
    subject: str
    area: str
    first: dt.date
    last: dt.date | None
    source: str
    locator: str = ""


Evidence: TypeAlias = Observation | Entry


@dataclass(frozen=True, slots=True)
class Answer:
    """What the figures say to a query as known on a day.

    Exactly one of value, areas, order, text, truth is set, unless ``reason`` says why there is none
    ("no_figures", "incomplete", "not_yet_published"). ``evidence`` are the cells it rests on, ``release`` the one
    release of a cross-section, ``steps`` the arithmetic in words a person can follow. ``values`` are the compared
    values of a cross-section, highest first; ``margin`` is half a unit of a coarsely printed figure; ``newer`` is a
    later release that holds only part of the set.
    """

    query: Query
    as_of: dt.date
    unit: str = ""
    value: Decimal | None = None
    days: tuple[tuple[dt.date, dt.date | None], ...] | None = None
    areas: tuple[str, ...] | None = None
    order: tuple[str, ...] | None = None
    text: str | None = None
    truth: bool | None = None
    reason: str | None = None
    release: Release | None = None
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[str, ...] = ()
    values: tuple[tuple[str, Decimal], ...] = ()
    margin: Decimal = Decimal(0)
    newer: Release | None = None
