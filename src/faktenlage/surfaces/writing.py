"""Files that are either there as a whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from faktenlage.errors import InputError

_UNSAFE = re.compile(r"[^\w.-]+")


def file_name(report: str) -> str:
    """A name for a file of ours, made of the id of a report."""
    return _UNSAFE.sub("-", report).strip("-.") or "report"


def save(path: Path, content: bytes) -> None:
    """Write a file as a whole; raises InputError where it cannot be written."""
    with replaced(path) as place:
        place.write_bytes(content)


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A place to write to, which takes the place of ``path`` once all is written; what is no file gets a copy.

    Raises InputError where ``path`` cannot be written; a full disk is left to ``faults``.
    """
    target = path.resolve()
    special = target.exists() and not target.is_file()
    try:
        if target.is_dir():
            raise IsADirectoryError
        with place_for(None if special else target) as place:
            yield place
            if special:
                with place.open("rb") as source, target.open("wb") as sink:
                    shutil.copyfileobj(source, sink)
            else:
                place.replace(target)
    except (PermissionError, FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        problem = f"cannot be written ({(error.strerror or 'it is a folder').lower()})"
        raise InputError(str(path), problem, "name a file in a folder that exists and may be written to") from None


@contextmanager
def place_for(target: Path | None) -> Iterator[Path]:
    """A new file beside ``target``, else in a temporary folder; gone afterwards unless it was moved."""
    if target is None:
        with tempfile.TemporaryDirectory(prefix="faktenlage-") as folder:
            yield Path(folder) / "export"
        return
    place = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        place.touch(exist_ok=False)
        yield place
    finally:
        place.unlink(missing_ok=True)
