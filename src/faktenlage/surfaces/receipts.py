"""Receipts on disk: of a query, and of every verdict of a review."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from faktenlage.contract.receipts import receipt, receipt_to_json
from faktenlage.errors import InputError
from faktenlage.model import Review
from faktenlage.store.almanac import Almanac

_UNSAFE = re.compile(r"[^\w.-]+")


def keep_receipts(reviewed: Review, folder: Path, almanac: Almanac) -> None:
    """Write a receipt for both verdicts of every claim that could be read, named for report, claim and day."""
    name = _UNSAFE.sub("-", reviewed.report.id).strip("-.") or "report"
    for judged in reviewed.claims:
        reading = judged.claim.reading
        if reading is None:
            continue
        for when, verdict in (("then", judged.then), ("today", judged.today)):
            content = receipt_to_json(receipt(reading.query, verdict.as_of, almanac))
            write_whole(folder / f"{name}-{judged.claim.id}-{when}.json", content)


def write_whole(path: Path, content: bytes) -> None:
    """The whole file or none: written aside, then put in place. Raises InputError where it cannot be written."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise InputError(str(path), f"cannot be written ({(error.strerror or 'error').lower()})") from None
