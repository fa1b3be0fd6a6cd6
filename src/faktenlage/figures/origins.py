"""Where a release comes from: ``origin.toml``."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec

from faktenlage.errors import PackError
from faktenlage.figures.domain import Measure
from faktenlage.model import Release
from faktenlage.packs.files import read_toml


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of ``origin.toml``.

    ``sha256`` is that of the table beside it, ``source_sha256`` that of the publisher's file it was read from.
    ``rounding`` is the unit a measure is printed in where it is coarse; ``measures`` defines those no domain does.
    """

    key: str
    dataset: str
    name: str
    released: dt.date
    released_basis: str
    loaded: dt.date
    definition: str
    coverage: Literal["complete", "partial"]
    citation: str
    licence: str
    sha256: str
    cutoff: dt.date | None = None
    price_base: str | None = None
    url: str | None = None
    note: str | None = None
    source: str | None = None
    source_sha256: str | None = None
    rounding: dict[str, Decimal] = {}
    measures: tuple[Measure, ...] = ()

    def release(self) -> Release:
        return Release(
            key=self.key,
            dataset=self.dataset,
            name=self.name,
            released=self.released,
            definition=self.definition,
            coverage=self.coverage,
            loaded=self.loaded,
            cutoff=self.cutoff,
            price_base=self.price_base,
            citation=self.citation,
            url=self.url,
            licence=self.licence,
            sha256=self.sha256,
            note=self.note,
        )


def read_origin(folder: Path) -> Origin:
    """The origin of the release in ``folder``; raises PackError where its key is not the folder's name."""
    path = folder / "origin.toml"
    origin = read_toml(path, Origin)
    if origin.key != folder.name:
        raise PackError(path, None, f"key is {origin.key!r}", f"make it {folder.name!r}, the name of the folder")
    return origin
