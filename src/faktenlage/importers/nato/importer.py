"""NATO's workbooks of defence expenditure -> a draft, whatever the layout of the year."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Doubt, Draft, Hints, Row, Understood
from faktenlage.importers.nato.checks import doubtful_sums
from faktenlage.importers.nato.front import Front, read_front
from faktenlage.importers.nato.measures import Mapped, base_of, defined, is_copy, mapped, settings
from faktenlage.importers.nato.tables import TableCell, read_sheets
from faktenlage.importers.workbooks import is_workbook, open_workbook
from faktenlage.model import Status

__all__ = ["NatoWorkbook"]

_TEXT_END = re.compile(rb"</(?:si|is|v)>")
_TAG = re.compile(rb"<[^>]*>")
_TABLE = re.compile(rb"table\s*\d{1,2}[a-z]?\s*[:.\xe2-]", re.IGNORECASE)
_SUBJECT = re.compile(rb"defence\s+(?:expenditure|investment)", re.IGNORECASE)
_PUBLISHER = re.compile(rb"\bNATO\b")
_SIGNS = (_TABLE, _SUBJECT, _PUBLISHER)
_PART = re.compile(r"xl/(?:sharedStrings|worksheets/\w+)\.xml")
_NOISE = Decimal("1e-9")  # what recalculating a figure changes in its last binary digits
_COARSE = {"%": Decimal("0.1"), "bn": Decimal("0.1"), "USD": Decimal(10), "thousands": Decimal(1)}
_ENOUGH = 4_000_000  # bytes of a workbook's texts that are looked at to tell what it is


class NatoWorkbook:
    """Reads the workbooks NATO publishes with its press releases on defence expenditure, from 2019 on."""

    name = "nato"

    def recognises(self, path: Path) -> bool:
        """Whether the texts of the workbook name numbered tables, defence expenditure and NATO."""
        if not is_workbook(path):
            return False
        missing = set(_SIGNS)
        for text in _texts(path):
            missing -= {pattern for pattern in missing if pattern.search(text)}
            if not missing:
                return True
        return False

    def read(self, path: Path, hints: Hints) -> Draft:
        """All tables; raises InputError where there is none with a row of years."""
        workbook = open_workbook(path)
        reading = read_sheets(workbook)
        places = [(cell, mapped(cell)) for cell in reading.cells]
        known = [place for _, place in places if isinstance(place, Mapped)]
        rows, copies, doubts = _rows(known)
        if not any(row.value is not None for row in rows):
            raise InputError(path.name, "holds no table of NATO's that can be read", "fetch it again from nato.int")
        measures = defined(known)
        missing = _missing_tables(known)
        unmapped = tuple(_unmapped(places))
        front = read_front(workbook)
        released, basis = _released(front, hints)
        return Draft(
            importer=self.name,
            domain="nato_defence",
            dataset=hints.dataset or "nato",
            slug="expenditure",
            name=front.name or _name(reading.cells),
            released=released,
            released_basis=basis,
            definition="core defence expenditure" if _is_core(reading.cells) else "defence expenditure",
            licence=settings().licence,
            rows=rows,
            tables=tuple(_understood(places)),
            doubts=(*reading.doubts, *doubts, *doubtful_sums(rows, measures)),
            left_out=(*reading.left_out, *copies, *unmapped, *(f"Table {one} is missing" for one in missing)),
            coverage="partial" if missing or unmapped else "complete",
            cutoff=front.cutoff,
            price_base=_price_base(reading.cells),
            note=f"tables missing: {', '.join(missing)}" if missing else None,
            rounding=_rounding(rows),
            measures=measures,
        )


def _texts(path: Path) -> Iterable[bytes]:
    """What a workbook's cells say, without opening it: the texts all sheets share, then each sheet's own."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [
                name for name in archive.namelist() if re.fullmatch(r"xl/(sharedStrings|worksheets/\w+)\.xml", name)
            ]
            for name in sorted(names, key=lambda name: name != "xl/sharedStrings.xml"):
                with archive.open(name) as part:
                    yield _TAG.sub(b"", _TEXT_END.sub(b"\n", part.read(_ENOUGH)))
    except (OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error):
        return


def _rows(known: Sequence[Mapped]) -> tuple[tuple[Row, ...], tuple[str, ...], tuple[Doubt, ...]]:
    """One row for each measure, area and year; the same figure in a second place is left out, another one doubtful."""
    rows: dict[tuple[str, str, str], Row] = {}
    repeated: Counter[tuple[str, str, str]] = Counter()
    doubts: list[Doubt] = []
    for one in sorted(known, key=is_copy):
        row = _row(one)
        first = rows.setdefault((row.measure, row.area, row.period), row)
        if first is row:
            continue
        if first.value is None or row.value is None:
            rows[row.measure, row.area, row.period] = first if row.value is None else row
        elif abs(first.value - row.value) > abs(first.value) * _NOISE:
            message = f"{row.measure} of {row.area} in {row.period} is {first.value:f} here and {row.value:f} there"
            doubts.append(Doubt("duplicate", f"{message} ({row.locator})", first.locator))
        else:
            repeated[one.cell.sheet, one.cell.block, first.locator.partition("!")[0]] += 1
    lines = [
        f"{sheet}, {block}: {count} figures that {other} holds too" for (sheet, block, other), count in repeated.items()
    ]
    return tuple(rows.values()), tuple(lines), tuple(doubts)


def _row(one: Mapped) -> Row:
    status: Status = "missing" if one.value is None else "estimate" if one.cell.is_estimate else "actual"
    return Row(one.measure, one.cell.area, str(one.cell.year), one.value, one.unit, status, one.cell.cell)


def _understood(places: Sequence[tuple[TableCell, Mapped | str]]) -> Iterable[Understood]:
    blocks: dict[tuple[str, int, str], list[tuple[TableCell, Mapped | str]]] = {}
    for cell, place in places:
        blocks.setdefault((cell.sheet, cell.nth, cell.block), []).append((cell, place))
    for (_, _, block), inside in blocks.items():
        cells = [cell for cell, _ in inside]
        known = [place for _, place in inside if isinstance(place, Mapped)]
        years = sorted({cell.year for cell in cells})
        yield Understood(
            place=f"{cells[0].cell}:{cells[-1].cell.partition('!')[2]}",
            title=" / ".join(part for part in (cells[0].table, block) if part),
            measure=_shown({one.measure for one in known}, known),
            unit=_shown({one.unit for one in known}, known) or "",
            periods=f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0]),
            areas=len({cell.area for cell in cells}),
            cells=sum(cell.value is not None for cell in cells),
            note="; ".join(sorted({place for _, place in inside if isinstance(place, str)})),
        )


def _shown(names: set[str], known: Sequence[Mapped]) -> str | None:
    """One name, or the pattern of the many that a block in national currencies holds."""
    if len(names) < 2:
        return next(iter(names), None)
    pattern = known[0].pattern.replace("{currency}", "*").format_map(known[0].parts)
    return pattern if "." in next(iter(names)) else "bn *"


def _unmapped(places: Sequence[tuple[TableCell, Mapped | str]]) -> Iterable[str]:
    counts = Counter(
        (cell.sheet, cell.block or cell.table, place)
        for cell, place in places
        if isinstance(place, str) and cell.value is not None
    )
    return [f"{sheet}, {block}: {count} figures, since {reason}" for (sheet, block, reason), count in counts.items()]


def _missing_tables(known: Iterable[Mapped]) -> tuple[str, ...]:
    found = {one.cell.number for one in known if one.value is not None}
    return tuple(one for one in settings().expected if one not in found and one.rstrip("ab") not in found)


def _released(front: Front, hints: Hints) -> tuple[dt.date | None, str]:
    if hints.released:
        return hints.released, "given by the user"
    return front.released, f"printed on the cover ({front.released_at})" if front.released else ""


def _is_core(cells: Iterable[TableCell]) -> bool:
    return any("core defence expenditure" in f"{cell.table} {cell.block}".casefold() for cell in cells)


def _name(cells: Sequence[TableCell]) -> str:
    years = [cell.year for cell in cells]
    subject = "Investment" if _is_core(cells) else "Expenditure"
    return f"Defence {subject} of NATO Countries ({min(years)}-{max(years)})"


def _price_base(cells: Iterable[TableCell]) -> str | None:
    """The one year of constant prices; None where there are several."""
    bases = {base for cell in cells if (base := base_of(cell))}
    return bases.pop() if len(bases) == 1 else None


def _rounding(rows: Iterable[Row]) -> dict[str, Decimal]:
    """The last digit any figure of a measure has, where that is coarse for its unit."""
    last: dict[str, int] = {}
    units: dict[str, str] = {}
    for row in rows:
        if row.value:
            last[row.measure] = min(_last_digit(row.value), last.get(row.measure, 99))
            units[row.measure] = row.unit.partition(" ")[0]
    found = {measure: Decimal(1).scaleb(digit) for measure, digit in last.items()}
    return {measure: step for measure, step in found.items() if step >= _COARSE[units[measure]]}


def _last_digit(value: Decimal) -> int:
    """Power of ten of the last digit that is not zero: 2.50 -> -1, 4500 -> 2."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
