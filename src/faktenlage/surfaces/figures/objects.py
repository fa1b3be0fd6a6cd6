"""What the commands on figures print as JSON: one object each; numbers are texts with all their digits."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from faktenlage.model import Release
from faktenlage.series.differences import Difference, Move
from faktenlage.series.holdings import Extent, Holding
from faktenlage.series.readings import Reading
from faktenlage.series.revisions import Path
from faktenlage.series.sections import Line, Section

Object = dict[str, Any]


def show(found: Mapping[str, Any]) -> None:
    """Print one object."""
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


def listed(extents: Iterable[Extent], holdings: Iterable[Holding], as_of: dt.date) -> Object:
    """``list``."""
    measures = [
        {
            "domain": extent.domain,
            "measure": extent.measure.id,
            "unit": extent.measure.unit,
            "definition": extent.measure.definition,
            "releases": extent.releases,
            "years": list(extent.years) if extent.years else None,
        }
        for extent in extents
    ]
    return {"as_of": as_of.isoformat(), "measures": measures, "releases": [_holding(held) for held in holdings]}


def sourced(holdings: Iterable[Holding], as_of: dt.date) -> Object:
    """``sources``."""
    return {"as_of": as_of.isoformat(), "releases": [{**_holding(held), **_source(held)} for held in holdings]}


def shown_section(section: Section, among: str, as_of: dt.date, absent: Sequence[str]) -> Object:
    """``show`` of a group; ``absent`` are members that are not reported on."""
    return {
        "as_of": as_of.isoformat(),
        "measure": section.measure.id,
        "unit": section.measure.unit,
        "among": among,
        "year": section.year,
        "release": section.release.key if section.release else None,
        "newer": section.newer.key if section.newer else None,
        "cells": [_line(line) for line in section.lines],
        "missing": [*section.missing, *absent],
    }


def shown_run(lines: Iterable[Line], measure: tuple[str, str], area: str, as_of: dt.date) -> Object:
    """``show`` of one area; ``measure`` with its unit."""
    named = {"as_of": as_of.isoformat(), "measure": measure[0], "unit": measure[1], "area": area}
    return {**named, "cells": [_line(line) for line in lines]}


def revisions_object(paths: Iterable[Path], as_of: dt.date) -> Object:
    """``revisions``."""
    return {"as_of": as_of.isoformat(), "revisions": [path_object(path, as_of) for path in paths]}


def path_object(path: Path, as_of: dt.date) -> Object:
    """``history``, and each line of ``revisions``."""
    steps = [
        {**_reading(step.reading), "kind": step.kind, "delta": _text(step.delta)}
        | {"name": step.reading.release.name, "definition": step.reading.release.definition}
        for step in path.steps
    ]
    about = {"as_of": as_of.isoformat(), "measure": path.measure.id, "unit": path.measure.unit}
    sizes = {"largest": str(path.largest), "mean": f"{path.mean:.4f}", "redefined": path.redefined}
    return {**about, "area": path.area, "year": path.year, **sizes, "steps": steps}


def difference_object(found: Difference) -> Object:
    """``diff`` of one measure."""
    crossings = [
        {"threshold": str(crossing.threshold), "meets_it": crossing.up, "doubtful": crossing.doubtful}
        | _move(crossing.move)
        for crossing in found.crossings
    ]
    tallies = [
        {"threshold": str(tally.threshold), "year": tally.year, "of": tally.of, "before": tally.before}
        | {"after": tally.after}
        for tally in found.tallies
    ]
    ranks = [
        {"area": shift.area, "year": shift.year, "before": shift.before, "after": shift.after} for shift in found.shifts
    ]
    return {
        "measure": found.measure.id,
        "unit": found.measure.unit,
        "before": _release(found.before),
        "after": _release(found.after),
        "redefined": found.redefined,
        "rebased": found.rebased,
        "compared": len(found.pairs),
        "moves": [_move(move) for move in found.moves],
        "thresholds": {"crossed": crossings, "met_by": tallies},
        "ranks": ranks,
        "added": {str(year): cells for year, cells in found.added.items()},
        "dropped": {str(year): cells for year, cells in found.dropped.items()},
    }


def _move(move: Move) -> Object:
    values = {"before": str(move.before.value), "after": str(move.after.value), "delta": str(move.delta)}
    return {"area": move.area, "year": move.year, **values, "kind": move.kind}


def _line(line: Line) -> Object:
    found = _reading(line.reading) if line.reading else {"value": None}
    return {"area": line.area, "year": line.year, "rank": line.place, **found}


def _reading(reading: Reading) -> Object:
    cell, release = reading.cell, reading.release
    known = {"value": str(cell.value), "printed": str(reading.value), "status": cell.status, "locator": cell.locator}
    return {"release": release.key, "released": release.released.isoformat(), **known}


def _release(release: Release) -> Object:
    known = {"key": release.key, "released": release.released.isoformat(), "name": release.name}
    base = {"definition": release.definition, "price_base": release.price_base}
    return {**known, **base, "coverage": release.coverage, "note": release.note}


def _holding(held: Holding) -> Object:
    about = {"domain": held.domain, **_release(held.table.release), "dataset": held.origin.dataset}
    return {**about, "cells": held.cells, "origin": held.kept}


def _source(held: Holding) -> Object:
    origin = held.origin
    return {
        "citation": origin.citation,
        "url": origin.url,
        "licence": origin.licence,
        "released_basis": origin.released_basis,
        "sha256": origin.sha256,
        "source": origin.source,
        "source_sha256": origin.source_sha256,
        "loaded": origin.loaded.isoformat(),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
