"""What people do with words, by language: verbs, nouns and idioms of confirming, denying, declining, demanding."""

from __future__ import annotations

from pathlib import Path

import msgspec

from faktenlage.model import Stance
from faktenlage.packs.files import read_toml
from faktenlage.packs.patterns import Anywhere

__all__ = ["Stances", "read_stances"]


class Stances(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """stances.toml of a language: verbs by their infinitive, nouns by their end, idioms as patterns.

    ``quoted`` are looked for in quotations: "no comment".
    """

    verbs: dict[Stance, list[str]] = {}
    nouns: dict[Stance, list[str]] = {}
    quoted: dict[Stance, Anywhere] = {}
    idioms: dict[Stance, Anywhere] = {}


def read_stances(path: Path) -> Stances:
    """Read ``stances.toml``, without which a stance is what the cue says; raises PackError."""
    return read_toml(path, Stances) if path.exists() else Stances()
