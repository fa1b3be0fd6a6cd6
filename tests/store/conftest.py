from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from faktenlage.figures.domain import Measure
from faktenlage.figures.origins import Origin
from faktenlage.store.adding import Row

OUTPUT = Measure(
    id="harvest.apples", kind="number", unit="tonnes", total="sum", definition="apples harvested", decimals=1
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty data folder."""
    return tmp_path / "home"


@pytest.fixture
def origin() -> Origin:
    """A release of a domain that no pack defines."""
    return origin_of(dt.date(2024, 5, 2))


def origin_of(released: dt.date, kind: str = "yearbook") -> Origin:
    return Origin(
        key=f"{released}-{kind}",
        dataset="orchards",
        name=f"Yearbook of {released.year}",
        released=released,
        released_basis="printed on the cover",
        loaded=dt.date(2026, 1, 5),
        definition="harvest",
        coverage="complete",
        citation="Orchards, Yearbook",
        licence="CC0",
        sha256="",
        measures=(OUTPUT,),
    )


def rows_of(values: dict[tuple[str, int], str], measure: str = "harvest.apples") -> list[Row]:
    return [
        Row(measure, area, str(year), value, "tonnes", "actual" if value else "missing", f"{area}{year}")
        for (area, year), value in values.items()
    ]
