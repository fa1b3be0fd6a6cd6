"""Receipts: everything an answer rests on, in bytes that anyone with the same releases can make again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec

from faktenlage.contract.objects import ReceiptCell, ReceiptEntry, ReceiptObject, ReceiptRelease, ReleaseSeal
from faktenlage.contract.writing import answer_text
from faktenlage.figures import Measure
from faktenlage.figures.scope import measure_of
from faktenlage.model import Answer, Entry, Observation, Query, Release
from faktenlage.store.almanac import Almanac

_ENCODER = msgspec.json.Encoder(order="deterministic")


def receipt(query: Query, as_of: dt.date, almanac: Almanac) -> ReceiptObject:
    """The answer known on ``as_of`` with query, cells, releases, arithmetic and rounding."""
    answer = almanac.answer(query, as_of)
    cells = [line for line in answer.evidence if isinstance(line, Observation)]
    return ReceiptObject(
        receipt=1,
        query=str(query),
        as_of=as_of,
        answer=answer_text(answer),
        unit=answer.unit or None,
        reason=answer.reason,
        release=answer.release.key if answer.release else None,
        cells=[_cell(cell) for cell in cells],
        entries=[_entry(line) for line in answer.evidence if isinstance(line, Entry)],
        arithmetic=list(answer.steps),
        rounding=_rounding(cells, answer, almanac),
        releases=[_release(release) for release in _used(answer, cells)],
        considered=considered(query, as_of, almanac),
    )


def receipt_to_json(made: ReceiptObject) -> bytes:
    """The receipt's bytes, with a line end: the same figures give the same bytes."""
    return msgspec.json.format(_ENCODER.encode(made), indent=2) + b"\n"


def receipt_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a receipt."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "faktenlage receipt"}
    return head | msgspec.json.schema(ReceiptObject)


def considered(query: Query, as_of: dt.date, almanac: Almanac) -> list[ReleaseSeal]:
    """Every release known on the day that holds anything of what is asked, newest first: the answer is chosen here."""
    measure = measure_of(query)
    if measure is None or measure.startswith("guideline."):
        return []
    plain = measure.partition(" in ")[0]
    asked = almanac.figures_for(query).domain.measure(plain)
    names = {plain, *(_read_with(asked) if asked else ())}
    tables = [table for table in almanac.figures_for(query).tables if names.intersection(table.measures())]
    known = (table.release for table in reversed(tables) if table.release.released <= as_of)
    return [ReleaseSeal(release.key, release.released, release.sha256) for release in known]


def _read_with(measure: Measure) -> Iterator[str]:
    """Other measures that an answer about this one may be read from."""
    if measure.share is not None:
        yield measure.share
    yield from measure.chained_by
    if measure.ratio is not None:
        yield from (measure.ratio.of, measure.ratio.per)


def _used(answer: Answer, cells: Iterable[Observation]) -> list[Release]:
    named = [answer.release, *(cell.release for cell in cells), answer.newer]
    return list(dict.fromkeys(release for release in named if release is not None))


def _release(release: Release) -> ReceiptRelease:
    return ReceiptRelease(
        key=release.key,
        dataset=release.dataset,
        name=release.name,
        released=release.released,
        definition=release.definition,
        coverage=release.coverage,
        citation=release.citation,
        url=release.url,
        licence=release.licence,
        sha256=release.sha256,
    )


def _cell(cell: Observation) -> ReceiptCell:
    return ReceiptCell(
        release=cell.release.key,
        measure=cell.measure,
        area=cell.area,
        period=str(cell.year),
        value=None if cell.value is None else f"{cell.value:f}",
        unit=cell.unit,
        status=cell.status,
        locator=cell.locator,
    )


def _entry(entry: Entry) -> ReceiptEntry:
    return ReceiptEntry(
        register=entry.register,
        subject=entry.subject,
        area=entry.area,
        first=entry.first,
        last=entry.last,
        source=entry.source,
        locator=entry.locator,
    )


def _rounding(cells: Iterable[Observation], answer: Answer, almanac: Almanac) -> list[str]:
    """How figures are read before they are compared, one line a measure, and how coarsely they were printed."""
    names = dict.fromkeys(cell.measure for cell in cells)
    lines = [_rule(almanac.measures[name]) for name in names if name in almanac.measures]
    if answer.margin:
        lines.append(f"printed coarsely: the answer may be off by {answer.margin:f} {answer.unit}".rstrip())
    return lines


def _rule(measure: Measure) -> str:
    if measure.decimals is None:
        return f"{measure.id}: compared unrounded"
    unit = Decimal(1).scaleb(-measure.decimals)
    return f"{measure.id}: read to {unit:f} {measure.unit}, half up"
