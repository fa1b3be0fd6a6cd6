"""SIPRI's workbook of military expenditure -> a draft; the figures themselves never become part of this project."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Code, Doubt, Draft, Hints, Understood
from faktenlage.importers.sipri.sheets import Sheet, read_sheet
from faktenlage.importers.sipri.tables import settings, table_of
from faktenlage.importers.workbooks import is_workbook, open_workbook

__all__ = ["SipriWorkbook"]

_SHEET_NAME = re.compile(r'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"')
_FEW = 1_000_000  # bytes of a list of sheets
_MOST_TEXT = 4_000_000  # bytes of a workbook's texts; the longest are footnotes
_MOST_DOUBTS = 20  # of one kind; a workbook that is doubtful throughout needs no list
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, LookupError, ValueError, RuntimeError)


class SipriWorkbook:
    """Reads the workbook of any year by the names and headings of its sheets."""

    name = "sipri"

    def recognises(self, path: Path) -> bool:
        """Whether two sheets bear names that SIPRI gives them and the workbook names SIPRI at all."""
        try:
            if not is_workbook(path):
                return False
            with zipfile.ZipFile(path) as archive:
                names = _SHEET_NAME.findall(_text(archive, "xl/workbook.xml", _FEW))
                if sum(table_of(name.replace("&amp;", "&")) is not None for name in names) < 2:
                    return False
                return any("SIPRI" in _text(archive, part, _MOST_TEXT) for part in _parts_with_text(archive))
        except _BROKEN:
            return False

    def read(self, path: Path, hints: Hints) -> Draft:
        """The whole workbook; raises InputError. Figures in blue or red are estimates."""
        workbook = open_workbook(path)
        sheets: list[Sheet] = []
        others: list[str] = []
        for worksheet in workbook.worksheets:
            table = table_of(worksheet.title)
            if table is not None:
                sheets.append(read_sheet(worksheet, table, path.name))
            elif worksheet.title.strip() not in settings().other_sheets:
                others.append(f"sheet {worksheet.title!r}: none of SIPRI's tables")
        twice = [
            key for key, count in Counter((sheet.table.title, sheet.base) for sheet in sheets).items() if count > 1
        ]
        if twice:
            raise InputError(path.name, f"has two sheets of {twice[0][0]!r}", "delete the one that is not SIPRI's")
        if not any(row.value is not None for sheet in sheets for row in sheet.rows.values()):
            why = next((f": sheet {sheet.title!r}, {sheet.refused}" for sheet in sheets if sheet.refused), "")
            raise InputError(path.name, f"holds no table of SIPRI that can be read{why}", "fetch it again from SIPRI")
        return _draft(sheets, others, hints)


def _parts_with_text(archive: zipfile.ZipFile) -> Iterator[str]:
    """Programs keep the texts of all sheets in one place, or each where it stands."""
    for part in archive.namelist():
        if part == "xl/sharedStrings.xml" or re.fullmatch(r"xl/worksheets/sheet\d{1,2}\.xml", part):
            yield part


def _text(archive: zipfile.ZipFile, part: str, most: int) -> str:
    with archive.open(part) as file:
        return file.read(most).decode("utf-8", errors="replace")


def _draft(sheets: Sequence[Sheet], others: Sequence[str], hints: Hints) -> Draft:
    rows = tuple(row for sheet in sheets for row in sheet.rows.values())
    years = sorted(year for sheet in sheets for year in sheet.years)
    span = f"{years[0]}-{years[-1]}"
    bases = sorted({sheet.base for sheet in sheets if sheet.base})
    measures = {sheet.measure.id: sheet.measure for sheet in sheets if sheet.measure and sheet.rows}
    lacking = _lacking(sheets)
    return Draft(
        importer=SipriWorkbook.name,
        domain=settings().domain,
        dataset=hints.dataset or settings().dataset,
        slug=f"milex-{span}",
        name=f"SIPRI Military Expenditure Database {span}",
        released=hints.released,
        released_basis="given by the user" if hints.released else "",
        definition=settings().definition,
        licence=settings().licence,
        rows=rows,
        tables=tuple(_understood(sheet) for sheet in sheets),
        doubts=tuple(_doubts(sheets)),
        left_out=(*others, *_left_out(sheets)),
        coverage="partial" if lacking else "complete",
        price_base=bases[0] if len(bases) == 1 else None,
        url=settings().url,
        note=lacking or None,
        measures=tuple(measures.values()),
    )


def _doubts(sheets: Sequence[Sheet]) -> Iterator[Doubt]:
    """Those of all sheets: an unknown country once, and of every kind no more than a person would read."""
    listed: dict[Code, dict[str, Doubt]] = {}
    for doubt in (doubt for sheet in sheets for doubt in sheet.doubts):
        about = doubt.message if doubt.code == "unknown_area" else doubt.locator
        listed.setdefault(doubt.code, {}).setdefault(about, doubt)
    for code, found in listed.items():
        shown = list(found.values())
        yield from shown[:_MOST_DOUBTS]
        if len(shown) > _MOST_DOUBTS:
            yield Doubt(code, f"and {len(shown) - _MOST_DOUBTS} more of this kind", shown[_MOST_DOUBTS].locator)


def _left_out(sheets: Sequence[Sheet]) -> Iterator[str]:
    """What was passed over, the same on several sheets said once."""
    counts: Counter[str] = Counter()
    for sheet in sheets:
        if sheet.refused:
            yield f"sheet {sheet.title!r}: {sheet.refused}"
        yield from (f"sheet {sheet.title!r}: column {column!r}" for column in sheet.other_columns)
        counts.update(sheet.left_out)
    for reason, count in counts.items():
        if count:
            yield f"{reason} ({count} {'cell' if count == 1 else 'cells'})"


def _lacking(sheets: Sequence[Sheet]) -> str:
    """Which tables a whole workbook would have, or how few countries there are."""
    read = {sheet.table.title for sheet in sheets if sheet.rows}
    lacking = [table.title for table in settings().tables if table.title not in read]
    if lacking:
        return f"without {', '.join(lacking)}"
    countries = {row.area for sheet in sheets for row in sheet.rows.values() if row.measure == "sipri.share"}
    least = settings().countries
    return f"{len(countries)} of more than {least} countries" if len(countries) < least else ""


def _understood(sheet: Sheet) -> Understood:
    if sheet.measure is None or not sheet.rows:
        return Understood(sheet.title, sheet.heading, None, "", "", 0, 0, sheet.refused or "no figures")
    rows = sheet.rows.values()
    years = sorted({row.period for row in rows})
    notes = [f"{sum(row.value is None for row in rows)} cells missing"]
    if sheet.coloured["blue"]:
        notes.append(f"{sheet.coloured['blue']} estimates of SIPRI")
    if sheet.coloured["red"]:
        notes.append(f"{sheet.coloured['red']} in red, uncertain and kept as estimates")
    return Understood(
        sheet.title,
        sheet.heading,
        sheet.measure.id,
        sheet.measure.unit,
        f"{years[0]} to {years[-1]}",
        len({row.area for row in rows}),
        len(rows),
        "; ".join(notes),
    )
