"""The folder of fetched files: each under its hash, with where it came from beside it; written whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from faktenlage.errors import InputError, PackError
from faktenlage.importers.fetching.addresses import SIDECAR, printable
from faktenlage.packs.files import read_toml

STAGING = ".fetching-"


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of ``fetched.toml``; ``released`` only where the publisher's server is known to date its files."""

    file: str
    url: str
    final_url: str
    fetched_at: dt.datetime
    bytes: int
    sha256: str
    content_type: str | None = None
    etag: str | None = None
    last_modified: dt.datetime | None = None
    released: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it lies on disk; ``unchanged``: the same content had been there since ``origin.fetched_at``."""

    path: Path
    origin: Origin
    unchanged: bool


def origin_of(path: Path) -> Origin | None:
    """Where a file was fetched from; None where it was not fetched. Raises PackError for a broken note."""
    note = path.with_name(SIDECAR)
    return read_toml(note, Origin) if note.is_file() else None


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A fresh folder inside ``folder``, gone at the end unless it was moved; whatever ends it, Ctrl-C too."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{STAGING}{secrets.token_hex(8)}"
    try:
        place.mkdir()
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def kept(place: Path, folder: Path, origin: Origin) -> Fetched:
    """Move the staged file ``origin.file`` to its hash, its note with it, in one step."""
    target = folder / origin.sha256[:16]
    if not target.exists():
        (place / SIDECAR).write_text(written(origin), encoding="utf-8")
        try:
            place.rename(target)
            return Fetched(target / origin.file, origin, unchanged=False)
        except OSError:
            if not target.is_dir():
                raise
    return _already(target, origin.sha256)


def written(origin: Origin) -> str:
    """The note as TOML."""
    lines = ["# Where this file came from; written when it was fetched.\n"]
    for field in msgspec.structs.fields(origin):
        value = getattr(origin, field.name)
        if value is not None:
            lines.append(f"{field.name} = {_literal(value)}\n")
    return "".join(lines)


def _literal(value: str | int | dt.date | dt.datetime) -> str:
    match value:
        case dt.date():
            return value.isoformat()
        case int():
            return str(value)
    return json.dumps(printable(value), ensure_ascii=False)


def _already(target: Path, sha256: str) -> Fetched:
    """The copy kept earlier, which must still be what was fetched then."""
    remedy = "move this folder away and fetch again"
    try:
        origin = origin_of(target / SIDECAR)
    except PackError as error:
        raise InputError(str(target), f"its {SIDECAR} cannot be read ({error.problem})", remedy) from None
    if origin is None or not (target / origin.file).is_file():
        raise InputError(str(target), "is not as it was kept: a file is missing", remedy)
    with (target / origin.file).open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256 or origin.sha256 != sha256:
        raise InputError(str(target), "was changed after it was fetched", remedy)
    return Fetched(target / origin.file, origin, unchanged=True)
