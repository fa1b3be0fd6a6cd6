"""How firmly something is told, by language: contrary to fact, possible, to come, only heard."""

from __future__ import annotations

from pathlib import Path

import msgspec

from faktenlage.packs.files import read_toml
from faktenlage.packs.patterns import Anywhere, Exact

__all__ = ["Certainties", "read_certainties"]


class Certainties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """certainties.toml of a language.

    ``unreal_own`` counts where the report or a quotation speaks for itself, ``unreal_told`` within reported speech,
    ``left_open`` in the words of saying, ``hearsay_weak`` where no plan is told. An auxiliary of ``future`` beside a
    ``participle`` is the passive;
    ``told`` is the mood of reported speech.
    """

    unreal: Anywhere = Anywhere()
    unreal_own: Anywhere = Anywhere()
    unreal_told: Anywhere = Anywhere()
    left_open: Anywhere = Anywhere()
    possible: Anywhere = Anywhere()
    hearsay: Anywhere = Anywhere()
    hearsay_weak: Anywhere = Anywhere()
    forecast: Anywhere = Anywhere()
    future: list[str] = []
    told: Anywhere = Anywhere()
    participle: Exact = Exact()
    shows: list[str] = []


def read_certainties(path: Path) -> Certainties:
    """Read ``certainties.toml``, without which nothing is more or less certain; raises PackError."""
    return read_toml(path, Certainties) if path.exists() else Certainties()
