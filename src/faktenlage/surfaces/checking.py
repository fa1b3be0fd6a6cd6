"""Checks one report after the other and prints each review as soon as it is there."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import click

from faktenlage.contract import review_to_json
from faktenlage.errors import InputError
from faktenlage.explanations import explainer
from faktenlage.model import Report, Review
from faktenlage.review import Desk, review
from faktenlage.surfaces import browser, faults, terminal
from faktenlage.surfaces.running import each
from faktenlage.surfaces.sources import Sources

_ALARMING = ("wrong", "outdated")


@dataclass(frozen=True, slots=True)
class Run:
    """How to check and how to print; ``color`` is auto, always or never.

    Without ``progress`` a bar is shown where a terminal watches standard error; ``receipts`` is a folder for them.
    ``html`` is a file for the page of one report, a folder for those of many.
    """

    in_language: str | None = None
    as_of: dt.date | None = None
    json: bool = False
    progress: bool | None = None
    color: str = "auto"
    receipts: Path | None = None
    html: Path | None = None


def check(sources: Sources, run: Run) -> int:
    """Check and print all of them; returns the exit status. Faults go to standard error, one line each."""
    desk = Desk.load()
    run = replace(run, as_of=run.as_of or dt.date.today())
    printer = _json_printer() if run.json else _page_printer(sources, run, desk)
    if run.html is not None:
        kept = browser.Keeper(run.html, desk, single=sources.single)
        printer = _then(printer, kept.keep) if run.json else _told(kept)
    if run.receipts is not None:
        printer = _receipts_too(printer, run.receipts)

    def handled(report: Report) -> int:
        reviewed = review(report, desk=desk, as_of=run.as_of, in_language=run.in_language)
        printer(reviewed)
        return faults.WRONG if alarming(reviewed) else 0

    return each(sources, handled, doing="checking", progress=run.progress)


def alarming(reviewed: Review) -> bool:
    """Whether any verdict, then or today, is wrong or outdated."""
    return any(verdict.label in _ALARMING for judged in reviewed.claims for verdict in (judged.then, judged.today))


def _json_printer() -> Callable[[Review], None]:
    stream = sys.stdout.buffer

    def printed(reviewed: Review) -> None:
        stream.write(review_to_json(reviewed) + b"\n")
        stream.flush()

    return printed


def _then(printer: Callable[[Review], None], after: Callable[[Review], object]) -> Callable[[Review], None]:
    def printed(reviewed: Review) -> None:
        printer(reviewed)
        after(reviewed)

    return printed


def _told(kept: browser.Keeper) -> Callable[[Review], None]:
    """Keeps each page and says where it lies."""

    def printed(reviewed: Review) -> None:
        click.echo(str(kept.keep(reviewed)))

    return printed


def _receipts_too(printer: Callable[[Review], None], folder: Path) -> Callable[[Review], None]:
    from faktenlage.store.almanac import Almanac
    from faktenlage.surfaces.receipts import keep_receipts

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(str(folder), f"cannot be made ({(error.strerror or 'error').lower()})") from None
    almanac = Almanac.open()

    def printed(reviewed: Review) -> None:
        keep_receipts(reviewed, folder, almanac)
        printer(reviewed)

    return printed


def _page_printer(sources: Sources, run: Run, desk: Desk) -> Callable[[Review], None]:
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    look = terminal.Look(_width(), plain=not terminal.fits(stream.encoding))
    coloured = _coloured(run.color)
    number = 0

    def printed(reviewed: Review) -> None:
        nonlocal number
        number += 1
        text = terminal.page(reviewed, explainer(reviewed.language, desk.languages), look)
        if not sources.single:
            head = "" if number == 1 else "\n"
            text = f"{head}{click.style(reviewed.report.id, dim=True)}\n{look.rule}\n{text}"
        click.echo(text, nl=False, file=stream, color=coloured)
        stream.flush()

    return printed


def _width() -> int:
    columns = shutil.get_terminal_size((88, 24)).columns
    return min(terminal.WIDEST, max(terminal.NARROWEST, columns))


def _coloured(wish: str) -> bool:
    """Colour where it is asked for, or where a terminal shows it and NO_COLOR does not forbid it."""
    if wish != "auto":
        return wish == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
