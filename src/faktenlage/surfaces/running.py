"""Goes through reports one after the other: faults to standard error, a bar where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from faktenlage.errors import FaktenlageError, InputError
from faktenlage.model import Report
from faktenlage.surfaces import faults
from faktenlage.surfaces.sources import Read, Sources

Advance = Callable[[], None]


def each(sources: Sources, handle: Callable[[Report], int], *, doing: str, progress: bool | None) -> int:
    """Handle every report; returns the highest exit status. A report that cannot be read stops no other.

    Without ``progress`` a bar is shown where a terminal watches standard error; ``doing`` names the work on it.
    """
    status = 0
    with _bar(sources, doing, progress) as advance:
        for read in sources.reports:
            status = max(status, _one(read, handle))
            advance()
    return status


def _one(read: Read, handle: Callable[[Report], int]) -> int:
    if isinstance(read, InputError):
        faults.say(str(read))
        return faults.INPUT
    try:
        return handle(read)
    except (FaktenlageError, OSError):
        raise
    except Exception as error:
        if faults.debugging():
            raise
        return faults.bug_in(read.id, error)


@contextmanager
def _bar(sources: Sources, doing: str, progress: bool | None) -> Iterator[Advance]:
    """A bar on standard error, where it is asked for or watched; output on a terminal is progress enough."""
    wanted = sys.stderr.isatty() if progress is None else progress
    if not wanted or sources.single or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True, force_terminal=progress)
    with Progress(*columns, console=console, redirect_stdout=False) as bar:
        task = bar.add_task(doing, total=sources.total)
        yield lambda: bar.advance(task)
