"""Files of the World Bank -> a draft: CSV as its site gives it, alone or zipped, and answers of its API."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Code, Doubt, Draft, Hints, Row, Understood
from faktenlage.importers.worldbank.answers import is_answer, read_answer
from faktenlage.importers.worldbank.indicators import area_of, indicator, is_aggregate, scaled, settings
from faktenlage.importers.worldbank.points import FETCH, Download, Point, read_bytes
from faktenlage.importers.worldbank.tables import is_table, is_zip_of_tables, read_table, read_zip
from faktenlage.packs.areas import is_area_code

__all__ = ["WorldBank", "is_aggregate"]

_NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{0,40})?(?:[eE][+-]?\d{1,3})?")
_MOST_DOUBTS = 20  # of one kind; a file that is doubtful throughout needs no list


class WorldBank:
    """Reads what the World Bank gives for one indicator or a few; its aggregates are kept as areas."""

    name = "worldbank"

    def recognises(self, path: Path) -> bool:
        """Whether the file is the World Bank's; a table that does not name its indicator is not taken for one."""
        try:
            with path.open("rb") as file:
                head = file.read(16_384)
        except OSError:
            return False
        return is_zip_of_tables(path) if head.startswith(b"PK") else is_table(head) or is_answer(head)

    def read(self, path: Path, hints: Hints) -> Draft:
        """The whole file; raises InputError."""
        download = _download(path)
        rows, doubts = _judged(download)
        if not any(row.value is not None for row in rows):
            reason = f" ({doubts[0].message})" if doubts else ""
            raise InputError(path.name, f"holds no figure that can be read{reason}", FETCH)
        return _draft(download, rows, doubts, hints)


def _download(path: Path) -> Download:
    data = read_bytes(path)
    if data.startswith(b"PK"):
        return read_zip(path)
    return read_answer(data, path.name) if is_answer(data) else read_table(data, path.name)


def _judged(download: Download) -> tuple[list[Row], tuple[Doubt, ...]]:
    """The cells that are understood, and what is doubtful in the others; periods without any figure are left out."""
    filled = {(point.indicator, point.period) for point in download.points if point.text}
    rows: dict[tuple[str, str, str], Row] = {}
    doubts: list[Doubt] = []
    for point in download.points:
        if (point.indicator, point.period) not in filled:
            continue
        row = _row(point, download.listed)
        if isinstance(row, Doubt):
            doubts.append(row)
            continue
        key = (row.measure, row.area, row.period)
        before = rows.setdefault(key, row)
        if before.value != row.value:
            one, other = ("missing" if value is None else f"{value:f}" for value in (before.value, row.value))
            message = f"{row.area} {row.period} is {one} and {other}"
            doubts.append(Doubt("duplicate", message, row.locator))
    return list(rows.values()), tuple(_shortened(doubts))


def _row(point: Point, listed: frozenset[str]) -> Row | Doubt:
    area = area_of(point.code, point.name, listed)
    if area is None:
        return Doubt(
            "unknown_area", f"no known area: {point.code[:20]!r} ({' '.join(point.name.split())[:60]})", point.locator
        )
    series = indicator(point.indicator, point.title)
    if not point.text:
        return Row(series.measure, area, point.period, None, series.unit, "missing", point.locator)
    if _NUMBER.fullmatch(point.text) is None:
        return Doubt("not_a_number", f"{point.text[:40]!r} is no number", point.locator)
    value = scaled(Decimal(point.text), series.shift)
    return Row(series.measure, area, point.period, value, series.unit, point.status, point.locator)


def _shortened(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """An unknown area once, and of every kind no more than a person would read."""
    once = list({(doubt.code, doubt.message): doubt for doubt in doubts}.values())
    counts: Counter[Code] = Counter()
    for doubt in once:
        counts[doubt.code] += 1
        if counts[doubt.code] <= _MOST_DOUBTS:
            yield doubt
        elif counts[doubt.code] == _MOST_DOUBTS + 1:
            more = sum(other.code == doubt.code for other in once) - _MOST_DOUBTS
            yield Doubt(doubt.code, f"and {more} more of this kind", doubt.locator)


def _draft(download: Download, rows: list[Row], doubts: tuple[Doubt, ...], hints: Hints) -> Draft:
    titles = {point.indicator: point.title for point in download.points}
    series = [indicator(code, title) for code, title in titles.items()]
    single = len(titles) == 1
    title = next(iter(titles.values())) if single else f"{len(titles)} indicators"
    lacking = download.lacking or _extract(rows)
    basis = "day of the last update that the file states" if download.updated else ""
    return Draft(
        importer=WorldBank.name,
        domain=settings().domain,
        dataset=hints.dataset or settings().dataset,
        slug=re.sub(r"[._]", "-", next(iter(titles)).lower()) if single else "indicators",
        name=f"World Bank, {download.source or 'data'}: {title}",
        released=hints.released or download.updated,
        released_basis="given by the user" if hints.released else basis,
        definition="; ".join(titles.values()) if len(titles) <= 5 else title,
        licence=settings().licence,
        rows=tuple(rows),
        tables=tuple(_understood(download, code, title, rows) for code, title in titles.items()),
        doubts=doubts,
        left_out=(*download.left_out, *_left_out(download)),
        coverage="partial" if lacking else "complete",
        price_base=series[0].definition.price_base if single and series[0].definition else None,
        url=f"https://data.worldbank.org/indicator/{next(iter(titles))}" if single else None,
        note=f"only {lacking}" if lacking else None,
        measures=tuple(one.definition for one in series if one.definition),
    )


def _extract(rows: Iterable[Row]) -> str:
    """How few countries there are, where the file is an extract."""
    countries = {row.area for row in rows if not is_aggregate(row.area) and is_area_code(row.area)}
    least = settings().economies
    return f"{len(countries)} of more than {least} countries" if len(countries) < least else ""


def _understood(download: Download, code: str, title: str, rows: Iterable[Row]) -> Understood:
    series = indicator(code, title)
    own = [row for row in rows if row.measure == series.measure]
    areas, periods = {row.area for row in own}, sorted({row.period for row in own})
    aggregates = sorted(area for area in areas if is_aggregate(area))
    note = f"{code}; {sum(row.value is None for row in own)} cells missing"
    if aggregates:
        note += f"; aggregates: {len(aggregates)}, such as {', '.join(aggregates[:3])}"
    span = f"{periods[0]} to {periods[-1]}" if periods else "none"
    return Understood(download.place, title, series.measure, series.unit, span, len(areas), len(own), note)


def _left_out(download: Download) -> Iterator[str]:
    filled = {(point.indicator, point.period) for point in download.points if point.text}
    empty = {(point.indicator, point.period) for point in download.points} - filled
    for code in sorted({code for code, _ in empty}):
        periods = sorted(period for other, period in empty if other == code)
        span = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}, {len(periods)} periods"
        yield f"{code}: no figure at all for {span}"
