"""Fetches publishers' files on request, shows how far it is, and prints what came and under what terms."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from faktenlage.errors import InputError
from faktenlage.importers.fetching.fetch import Fetched, Limits, Outside, Watch
from faktenlage.importers.fetching.fetch import fetch as fetched
from faktenlage.importers.fetching.publishers import Request, publishers, requests_for
from faktenlage.store.home import files_folder, home
from faktenlage.surfaces import faults


@dataclass(frozen=True, slots=True)
class Run:
    """Where to and how; without ``folder`` the user's data, without ``progress`` a bar where a terminal watches."""

    folder: Path | None = None
    dry_run: bool = False
    progress: bool | None = None
    limits: Limits | None = None
    outside: Outside | None = None


def fetch(publisher: str | None, url: str | None, blanks: Mapping[str, str], run: Run) -> int:
    """Fetch the files of a publisher, or the one at ``url``; returns the exit status.

    One that fails is told on standard error, and the others are fetched all the same. Raises InputError for a request
    that makes no sense.
    """
    folder = run.folder or default_folder()
    status = 0
    for number, request in enumerate(_requests(publisher, url, blanks)):
        _announce(request, first=number == 0, whole=run.dry_run)
        if run.dry_run:
            continue
        try:
            with _watch(request, run.progress) as watch:
                file = fetched(request, folder=folder, limits=run.limits, outside=run.outside, watch=watch)
        except InputError as error:
            faults.say(str(error))
            status = faults.INPUT
        else:
            _report(file)
    if run.dry_run:
        click.echo(f"into     {folder}\nNothing was fetched.")
    return status


def default_folder() -> Path:
    """Where fetched files are kept unless told otherwise."""
    return files_folder(home())


def _requests(publisher: str | None, url: str | None, blanks: Mapping[str, str]) -> tuple[Request, ...]:
    if url is None:
        if publisher is None:
            raise InputError("fetch", "nothing is named", f"name one of {', '.join(publishers())}, or an address")
        return requests_for(publisher, blanks)
    if publisher is not None or blanks:
        raise InputError(url, "is named together with a publisher or its blanks", "leave out one of the two")
    return (Request(url),)


def _announce(request: Request, *, first: bool, whole: bool) -> None:
    """The terms before the first file, on standard error, for they are no result; all of it where nothing follows."""
    if first and request.licence:
        click.echo(f"{request.title}\nlicence  {request.licence}", err=not whole)
    if whole:
        click.echo(f"fetches  {request.url}")


def _report(file: Fetched) -> None:
    origin = file.origin
    click.echo(f"file     {file.path}")
    if file.unchanged:
        click.echo(f"         unchanged since {origin.fetched_at:%Y-%m-%d %H:%M} UTC")
    click.echo(f"size     {origin.bytes:,} bytes")
    click.echo(f"sha256   {origin.sha256}")
    if origin.released is not None:
        click.echo(f"released {origin.released.isoformat()} (as the server dates the file)")
    elif origin.last_modified is not None:
        click.echo(f"released not known; the server last changed the file on {origin.last_modified:%Y-%m-%d}")
    else:
        click.echo("released not known; the server gives no date")
    sys.stdout.flush()


@contextmanager
def _watch(request: Request, wish: bool | None) -> Iterator[Watch]:
    """A bar on standard error where it is asked for or watched; waits are told in any case."""
    name = request.url.partition("?")[0].rpartition("/")[2]
    if not (sys.stderr.isatty() if wish is None else wish):
        yield Watch(waiting=lambda problem, seconds: faults.say(_waits(name, problem, seconds)))
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    console = Console(stderr=True, force_terminal=wish)
    with Progress(*columns, console=console, redirect_stdout=False, transient=True) as bar:
        task = bar.add_task(escape(name), total=None)

        def received(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        def waiting(problem: str, seconds: float) -> None:
            console.print(f"faktenlage: {escape(_waits(name, problem, seconds))}", highlight=False)

        yield Watch(received, waiting)


def _waits(name: str, problem: str, seconds: float) -> str:
    return f"{name}: {problem}; trying again in {seconds:.0f} s"
