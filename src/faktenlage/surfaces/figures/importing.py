"""Shows what was understood of publishers' files, says what is doubtful, and stores the rest."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from faktenlage.errors import FaktenlageError
from faktenlage.importers.drafts import Doubt, Draft, Hints
from faktenlage.importers.importing import keep, reasons_to_doubt, understand
from faktenlage.importers.large import DoubtfulError, Large, is_large, keep_large, understand_large
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
        except FaktenlageError as error:
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
    if is_large(path, wish.hints):
        return _explain_large(path, wish, place) if wish.explain else _import_large(path, wish, place, almanac)
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


def _import_large(path: Path, wish: Wish, place: Path, almanac: Almanac) -> int:
    with _stages(path) as watch:
        try:
            large = Large(path, wish.hints, watch)
            added = keep_large(large, place, almanac, dt.date.today(), despite_doubts=wish.despite_doubts)
        except DoubtfulError as error:
            _tell(path, error.doubts)
            faults.say(f"{path}: not stored; look at the cells above, or store it all the same with --despite-doubts")
            return DOUBTED
    done = "stored as" if added.new else "was there already as"
    click.echo(f"{path}: {done} {added.domain}/{added.key}")
    return 0


def _explain_large(path: Path, wish: Wish, place: Path) -> int:
    with _stages(path) as watch:
        draft = understand_large(Large(path, wish.hints, watch), place)
    click.echo("\n".join(_explained(path, draft)))
    _tell(path, draft.doubts)
    return DOUBTED if draft.doubts else 0


@contextmanager
def _stages(path: Path) -> Iterator[Callable[[str], None]]:
    """What is being done and for how long, where a terminal watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(escape(path.name), total=None)
        yield lambda stage: bar.update(task, description=escape(f"{path.name}: {stage}"))


def _explained(path: Path, draft: Draft) -> list[str]:
    lines = [
        f"{path}: {draft.name}",
        f"  read as     {draft.importer}, domain {draft.domain}, dataset {draft.dataset}",
        f"  released    {_day(draft)}",
        f"  definition  {draft.definition}" + (f", prices of {draft.price_base}" if draft.price_base else ""),
        f"  licence     {draft.licence or 'not said'}",
        f"  cells       {sum(table.cells for table in draft.tables if table.measure)}"
        + (f", {sum(row.value is None for row in draft.rows)} of them missing" if draft.rows else ""),
    ]
    for table in draft.tables:
        note = f"  ({table.note})" if table.note else ""
        said = f"{table.measure or 'left out'} [{table.unit}]" if table.measure else "left out"
        extent = f"{table.periods}, {_counted(table.areas, 'area')}, {_counted(table.cells, 'cell')}"
        lines.append(f"  {table.place}: {table.title} -> {said}, {extent}{note}")
    lines += [f"  new measure {measure.id} [{measure.unit}]: {measure.definition}" for measure in draft.measures]
    lines += [f"  left out    {line}" for line in draft.left_out]
    return lines


def _day(draft: Draft) -> str:
    if draft.released is None:
        return "not said: give it with --released"
    return f"{draft.released}" + (f" ({draft.released_basis})" if draft.released_basis else "")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _tell(path: Path, doubts: Sequence[Doubt]) -> None:
    for doubt in doubts[:SHOWN]:
        place = f"{doubt.locator}: " if doubt.locator else ""
        faults.say(f"{path}: {place}{doubt.message} [{doubt.code}]")
    if len(doubts) > SHOWN:
        faults.say(f"{path}: and {len(doubts) - SHOWN} more doubts")
