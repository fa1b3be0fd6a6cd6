"""The day a message was published, where it says so: the day it was prepared or asked for is another one."""

from __future__ import annotations

import datetime as dt

from faktenlage.importers.drafts import Hints
from faktenlage.importers.mappings import Mapping
from faktenlage.importers.sdmx.messages import Message

PUBLISHED = ("PUBLICATION_DATE", "RELEASE_DATE", "DATE_PUBLISHED")
UPDATED = ("UPDATE_DATE", "LAST_UPDATE", "LAST_UPDATED", "LAST_UPDATE_DATE", "UPDATED")


def released_of(message: Message, mapping: Mapping, hints: Hints) -> tuple[dt.date | None, str, str]:
    """Day, where it stands, and a warning if the figures were changed after that day."""
    if hints.released:
        return hints.released, "given by the user", ""
    if mapping.released:
        return mapping.released, mapping.released_basis or "given in the mapping file", ""
    published = _latest(message, PUBLISHED)
    updated = _latest(message, UPDATED)
    if published is None:
        return (updated[0], f"attribute {updated[1]} of the message", "") if updated else (None, "", "")
    day, key = published
    warning = ""
    if updated and updated[0] > day:
        warning = f"{updated[1]} is {updated[0]}, so some figures may be later than {key}"
    return day, f"attribute {key} of the message", warning


def _latest(message: Message, keys: tuple[str, ...]) -> tuple[dt.date, str] | None:
    """The latest day of the first of ``keys`` that is there: no figure was known before it."""
    for key in keys:
        texts = {record[key] for record in message.records if key in record} | {message.attributes.get(key, "")}
        days = [day for text in texts if (day := _day(text))]
        if days:
            return max(days), key
    return None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
