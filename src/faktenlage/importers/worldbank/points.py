"""What any file of the World Bank holds, before it is judged: its cells as text, and the day it was updated."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from faktenlage.errors import InputError
from faktenlage.model import Status

__all__ = ["FETCH", "MOST_BYTES", "Download", "Point", "decoded", "period_of", "read_bytes"]

MOST_BYTES = 64_000_000  # one indicator takes less than a megabyte; the whole of WDI is no single release
FETCH = "fetch it again from the World Bank"

_PERIODS = (
    (re.compile(r"((?:18|19|20)\d\d)(?: \[YR\1\])?"), "{0}"),
    (re.compile(r"((?:18|19|20)\d\d)Q([1-4])(?: \[\1Q\2\])?"), "{0}-Q{1}"),
    (re.compile(r"((?:18|19|20)\d\d)M(0[1-9]|1[0-2])(?: \[\1M\2\])?"), "{0}-{1}"),
)


class Point(NamedTuple):
    """One cell as the file has it; ``text`` is the number as written, empty where there is none."""

    indicator: str
    title: str
    code: str
    name: str
    period: str
    text: str
    status: Status
    locator: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file's cells. ``source``: the collection they are from; ``listed``: codes the file itself lists as its areas;
    ``lacking``: why it is not the whole series, empty if it is.
    """

    place: str
    points: tuple[Point, ...]
    updated: dt.date | None
    source: str
    listed: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()
    lacking: str = ""


def period_of(text: str) -> str | None:
    """``2023``, ``2023 [YR2023]``, ``2013Q1`` or ``2013M06`` as a period; None for anything else."""
    for pattern, form in _PERIODS:
        found = pattern.fullmatch(text.strip())
        if found:
            return form.format(*found.groups())
    return None


def read_bytes(path: Path) -> bytes:
    """The file; raises InputError if it cannot be opened or is larger than a series can be."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(path.name, f"cannot be opened ({error.strerror or error})", "check the path") from None
    if len(data) > MOST_BYTES:
        limit = MOST_BYTES // 1_000_000
        raise InputError(path.name, f"is larger than {limit} MB", "fetch single indicators from the World Bank")
    return data


def decoded(data: bytes, name: str) -> str:
    """The text, with or without a byte order mark; raises InputError for what is not UTF-8 or marked UTF-16."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(name, f"is not UTF-8 (byte {error.start})", f"save it as UTF-8 or {FETCH}") from None
    if "\0" in text:
        raise InputError(name, "is a binary file", FETCH)
    return text
