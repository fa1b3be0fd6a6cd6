"""Receipts of every verdict of a review, on disk."""

from __future__ import annotations

from pathlib import Path

from faktenlage.contract.receipts import receipt, receipt_to_json
from faktenlage.model import Review
from faktenlage.store.almanac import Almanac
from faktenlage.surfaces.writing import file_name, save


def keep_receipts(reviewed: Review, folder: Path, almanac: Almanac) -> None:
    """Write a receipt for both verdicts of every claim that could be read, named for report, claim and day."""
    name = file_name(reviewed.report.id)
    for judged in reviewed.claims:
        reading = judged.claim.reading
        if reading is None:
            continue
        for when, verdict in (("then", judged.then), ("today", judged.today)):
            content = receipt_to_json(receipt(reading.query, verdict.as_of, almanac))
            save(folder / f"{name}-{judged.claim.id}-{when}.json", content)
