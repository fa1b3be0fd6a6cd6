"""Reasons to doubt a draft, found before it is stored: each a sentence about a cell, and none that has to be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from faktenlage.figures.domain import Measure
from faktenlage.importers.drafts import Doubt, Draft, Row
from faktenlage.importers.plausibility.cells import Cells, Known, Members, cell_name, cells_of, plain
from faktenlage.importers.plausibility.factors import against_known, against_neighbours
from faktenlage.importers.plausibility.mistaken import mistaken
from faktenlage.importers.plausibility.sums import members_by, wrong_totals
from faktenlage.importers.plausibility.swaps import swapped

__all__ = ["Known", "Members", "doubted", "doubts", "members_by"]

SHOWN = 20  # of a kind; the rest is counted
SHARE_OF_GDP = Decimal(60)
SHARE = Decimal(100)

_OF = re.compile(r"\bshares? of (?:the )?(\w.*)", re.IGNORECASE)
FACTORS = ("factor_1000", "decimal_point")
_GDP = re.compile(r"\bGDP\b|\bGNI\b|gross (?:domestic|national) (?:product|income)|economic output", re.IGNORECASE)


def doubts(
    draft: Draft, measures: Mapping[str, Measure], known: Known | None = None, members: Members | None = None
) -> tuple[Doubt, ...]:
    """What seems wrong with a draft, beyond what its importer has already doubted.

    ``measures`` are those of the packs, to which the draft adds its own. Without ``known``, the figures so far, swapped
    columns are not looked for; without ``members`` totals are not added up.
    """
    cells = cells_of(draft.rows, {**measures, **{measure.id: measure for measure in draft.measures}})
    found = [*_twice(draft.rows), *_shares(cells), *against_neighbours(cells)]
    if known is not None:
        found += [*against_known(cells, known), *swapped(cells, known)]
        if not any(doubt.code in ("swapped", *FACTORS) for doubt in found):
            found += mistaken(cells, known)
    if members is not None:
        found += wrong_totals(cells, members)
    seen = {(doubt.code, doubt.locator) for doubt in draft.doubts}
    fresh: dict[tuple[str, str, str], Doubt] = {}
    for doubt in found:
        if (doubt.code, doubt.locator) not in seen:
            about = doubt.locator or doubt.message
            fresh.setdefault((doubt.code, about, "" if doubt.code in FACTORS else doubt.message), doubt)
    return tuple(_summed_up(fresh.values()))


def doubted(
    draft: Draft, measures: Mapping[str, Measure], known: Known | None = None, members: Members | None = None
) -> Draft:
    """The draft with these doubts added to its own."""
    return replace(draft, doubts=(*draft.doubts, *doubts(draft, measures, known, members)))


def _twice(rows: Iterable[Row]) -> Iterator[Doubt]:
    first: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        before = first.setdefault((row.measure, row.area, row.period), row)
        if before is not row and before.value != row.value:
            values = f"{_shown(before)} in {before.locator or 'one row'} and {_shown(row)}"
            yield Doubt("duplicate", f"{cell_name(row)} is given twice in {row.measure}: {values}", row.locator)


def _shown(row: Row) -> str:
    return "missing" if row.value is None else plain(row.value, row.unit)


def _shares(cells: Cells) -> Iterator[Doubt]:
    for (name, _, _), points in cells.series.items():
        measure = cells.measures.get(name)
        if measure is None or measure.kind != "share":
            continue
        limit, of = _limit(measure)
        for point in points:
            if point.value > limit or point.value < 0:
                bound = f"above {limit} %" if point.value > 0 else "below zero"
                value = plain(point.value, measure.unit)
                message = f"{cell_name(point.row)} is {value} in {name}, and {of} {bound} is not to be expected"
                yield Doubt("share_too_high", message, point.row.locator)


def _limit(measure: Measure) -> tuple[Decimal, str]:
    """A share of GDP above 60 % would be a matter of war; a share of anything else may be all of it."""
    found = _OF.search(measure.definition)
    if found and not _GDP.match(found[1]):
        return SHARE, "a share"
    return SHARE_OF_GDP, "a share of GDP"


def _summed_up(found: Iterable[Doubt]) -> Iterator[Doubt]:
    kinds: dict[str, list[Doubt]] = {}
    for doubt in found:
        kinds.setdefault(doubt.code, []).append(doubt)
    for listed in kinds.values():
        yield from listed[:SHOWN]
        if len(listed) > SHOWN:
            rest = listed[SHOWN]
            yield Doubt(rest.code, f"and {len(listed) - SHOWN} more of this kind, from here on", rest.locator)
