"""What a NATO workbook says of itself outside its tables: its name, the day it was published, the cut-off day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from faktenlage.importers.nato.labels import is_title
from faktenlage.importers.nato.lines import lines_of

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook  # type: ignore[import-untyped]

__all__ = ["Front", "read_front"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)}),?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_NAME = re.compile(r"defence (expenditure|investment) of nato countries \(((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)")
_CUT_OFF = re.compile(r"cut-?\s?off", re.IGNORECASE)
_PRESS_RELEASE = re.compile(r"\bPR/CP|press release|communiqu", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Front:
    """``released`` only where a sheet without a table prints one day and no other; ``released_at`` is its cell."""

    name: str | None
    released: dt.date | None
    released_at: str
    cutoff: dt.date | None


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    place: str


def read_front(workbook: Workbook) -> Front:
    """Read the texts of all sheets; document properties are not believed, since saving again changes them."""
    every: list[_Text] = []
    covers: list[list[_Text]] = []
    for sheet in workbook.worksheets:
        texts = [
            _Text(text, line.place(column)) for line in lines_of(sheet) for column, text in line.texts.items() if text
        ]
        every += texts
        if not _has_table(texts):
            covers.append(texts)
    released, place = _released(covers)
    return Front(_name(every), released, place, _cutoff(every))


def _has_table(texts: Iterable[_Text]) -> bool:
    """Whether one table stands on the sheet; a list of several is a cover's."""
    return sum(is_title(text.text) is not None for text in texts) == 1


def _released(covers: Iterable[list[_Text]]) -> tuple[dt.date | None, str]:
    days: dict[dt.date, str] = {}
    for texts in covers:
        is_release = any(_PRESS_RELEASE.search(text.text) for text in texts)
        for text in texts:
            if not _CUT_OFF.search(text.text) and (is_release or _DAY.fullmatch(text.text)):
                for day in _days(text.text):
                    days.setdefault(day, text.place)
    return next(iter(days.items())) if len(days) == 1 else (None, "")


def _cutoff(texts: Iterable[_Text]) -> dt.date | None:
    days = {day for text in texts if _CUT_OFF.search(text.text) for day in _days(text.text)}
    return days.pop() if len(days) == 1 else None


def _name(texts: Iterable[_Text]) -> str | None:
    for text in texts:
        found = _NAME.search(text.text.casefold())
        if found:
            return f"Defence {found.group(1).capitalize()} of NATO Countries ({found.group(2)}-{found.group(3)})"
    return None


def _days(text: str) -> Iterator[dt.date]:
    months = [month.casefold() for month in _MONTHS]
    for day, month, year in _DAY.findall(text):
        try:
            yield dt.date(int(year), months.index(month.casefold()) + 1, int(day))
        except ValueError:
            continue  # 31 June is no day
