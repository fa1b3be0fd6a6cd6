"""Finds and reads the wording of a language: its own file, and one file of every domain that speaks the language."""

from __future__ import annotations

from pathlib import Path

from faktenlage.errors import PackError
from faktenlage.explanations.slots import check
from faktenlage.explanations.wording import DomainWording, Wording
from faktenlage.packs.files import read_toml

PACKS = Path(__file__).resolve().parent.parent / "packs"
FILE = "wording.toml"


def languages(home: Path = PACKS / "languages") -> list[str]:
    """The languages there are sentences in, sorted."""
    return sorted(path.parent.name for path in home.glob(f"*/{FILE}"))


def read_wording(folder: Path, language: str, domains: Path = PACKS / "domains") -> tuple[Wording, DomainWording]:
    """Both wordings of the language in ``folder``, checked; raises PackError, also where it has none."""
    path = folder / FILE
    wording = read_toml(path, Wording)
    check(wording, path)
    coded = {
        "reasons": wording.reasons,
        "causes": wording.causes,
        "findings": wording.findings,
        "page.notes": wording.page.notes,
    }
    for table, entries in coded.items():
        if "other" not in entries:
            raise PackError(path, None, f"[{table}] has no entry other", "add one for codes that have no entry")
    return wording, _merged(wording.domains, sorted(domains.glob(f"*/wording/{language}.toml")))


def _merged(own: DomainWording, paths: list[Path]) -> DomainWording:
    """Words of every domain, over which those in the language's own file win."""
    read = [*map(_domain, paths), own]
    merged = {
        name: {key: value for words in read for key, value in getattr(words, name).items()}
        for name in DomainWording.__struct_fields__
    }
    return DomainWording(**merged)


def _domain(path: Path) -> DomainWording:
    wording = read_toml(path, DomainWording)
    check(wording, path)
    return wording
