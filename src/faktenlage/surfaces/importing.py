"""Shows what was understood of publishers' files, says what is doubtful, and stores the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Doubt, Draft, Hints
from faktenlage.importers.importing import keep, reasons_to_doubt, understand
from faktenlage.store.almanac import Almanac
from faktenlage.store.home import home
from faktenlage.surfaces import faults

DOUBTED = 1
"""Exit status where a file was understood but not stored."""

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """How to import: only explain, or store; even where there are doubts."""

    hints: Hints
    explain: bool = False
    despite_doubts: bool = False


def import_files(paths: Sequence[Path], wish: Wish) -> int:
    """Import one file after the other; one that fails is told and costs no other. Returns the exit status."""
    status = 0
    place = home()
    for path in paths:
        try:
            status = max(status, _import(path, wish, place))
        except InputError as error:
            faults.say(str(error))
            status = faults.INPUT
    return status


def verify() -> int:
    """Check every release against its seal; returns the exit status."""
    checked, broken = 0, 0
    for _, error in Almanac.open().verify():
        checked += 1
        if error is not None:
            broken += 1
            faults.say(str(error))
    found = "all as they were sealed" if not broken else f"{broken} not as sealed"
    click.echo(f"{checked} releases checked: {found}.")
    return DOUBTED if broken else 0


def _import(path: Path, wish: Wish, place: Path) -> int:
    almanac = Almanac.open()
    draft = understand(path, wish.hints)
    doubts = reasons_to_doubt(draft, almanac)
    if wish.explain:
        click.echo("\n".join(_explained(path, draft)))
    _tell(path, doubts)
    if wish.explain:
        return DOUBTED if doubts else 0
    if doubts and not wish.despite_doubts:
        faults.say(f"{path}: not stored; look at the cells above, or store it all the same with --despite-doubts")
        return DOUBTED
    added = keep(draft, path, place, almanac, dt.date.today())
    done = "stored as" if added.new else "was there already as"
    what = f"{len(draft.rows)} cells of {draft.name}, released {draft.released}"
    click.echo(f"{path}: {what}, {done} {added.domain}/{added.key}")
    return 0


def _explained(path: Path, draft: Draft) -> list[str]:
    lines = [
        f"{path}: {draft.name}",
        f"  read as     {draft.importer}, domain {draft.domain}, dataset {draft.dataset}",
        f"  released    {draft.released or 'not said: give it with --released'} ({draft.released_basis})",
        f"  definition  {draft.definition}" + (f", prices of {draft.price_base}" if draft.price_base else ""),
        f"  licence     {draft.licence}",
        f"  cells       {len(draft.rows)}, {sum(row.value is None for row in draft.rows)} of them missing",
    ]
    for table in draft.tables:
        note = f"  ({table.note})" if table.note else ""
        said = f"{table.measure or 'left out'} [{table.unit}]" if table.measure else "left out"
        extent = f"{table.periods}, {table.areas} areas, {table.cells} cells"
        lines.append(f"  {table.place}: {table.title} -> {said}, {extent}{note}")
    lines += [f"  new measure {measure.id} [{measure.unit}]: {measure.definition}" for measure in draft.measures]
    lines += [f"  left out    {line}" for line in draft.left_out]
    return lines


def _tell(path: Path, doubts: Sequence[Doubt]) -> None:
    for doubt in doubts[:SHOWN]:
        place = f"{doubt.locator}: " if doubt.locator else ""
        faults.say(f"{path}: {place}{doubt.message} [{doubt.code}]")
    if len(doubts) > SHOWN:
        faults.say(f"{path}: and {len(doubts) - SHOWN} more doubts")
