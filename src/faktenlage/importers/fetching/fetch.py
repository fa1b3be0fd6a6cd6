"""Fetches one file of a publisher, and only when asked to: within limits, checked, kept with its hash and origin."""

from __future__ import annotations

import datetime as dt
import errno
from pathlib import Path

from faktenlage.errors import InputError
from faktenlage.importers.fetching.addresses import file_name, first_address
from faktenlage.importers.fetching.content import Content, content_of, unfit
from faktenlage.importers.fetching.exchange import Answered, Attempt, Failed, Limits, Outside, Watch, attempted
from faktenlage.importers.fetching.kept import Fetched, Origin, kept, origin_of, staged
from faktenlage.importers.fetching.publishers import Request

__all__ = ["Fetched", "Limits", "Origin", "Outside", "Watch", "fetch", "origin_of"]

ENDINGS = (".csv", ".json", ".jsonl", ".ndjson", ".tsv", ".txt", ".xlsx", ".xml", ".zip")
FULL = (errno.ENOSPC, errno.EDQUOT)


def fetch(
    request: Request,
    *,
    folder: Path,
    limits: Limits | None = None,
    outside: Outside | None = None,
    watch: Watch | None = None,
) -> Fetched:
    """Fetch a file into ``folder/<first 16 digits of its SHA-256>/``, with ``fetched.toml`` beside it.

    Raises InputError: an address that may not be asked, a server that fails or sends something else, a limit reached,
    a folder that cannot be written. Nothing half-done is left, on Ctrl-C neither. Not to be called from an event loop.
    """
    first_address(request.url)
    outside = outside or Outside()
    try:
        with staged(folder) as place:
            path = place / "body"
            answered, content = _fetched(request, path, limits or Limits(), outside, watch or Watch())
            name = file_name(request.url, _ending(request, content))
            path.rename(place / name)
            return kept(place, folder, _origin(request, answered, name, outside.now()))
    except OSError as error:
        if error.errno in FULL:
            raise InputError(str(folder), "the disk is full", "free some space or name another folder") from None
        detail = (error.strerror or type(error).__name__).lower()
        raise InputError(str(folder), f"cannot be written ({detail})", "name another folder") from None


def _ending(request: Request, content: Content) -> str:
    """What the file's name has to end in; one that somebody else chose may say more than we know, as in .jsonl."""
    known = request.kind == "any" and file_name(request.url, "").lower().endswith(ENDINGS)
    return "" if known else content.kind


def _fetched(request: Request, path: Path, limits: Limits, outside: Outside, watch: Watch) -> tuple[Answered, Content]:
    """The answer after as many attempts as it takes; what may pass is waited for, twice as long each time."""
    end = outside.clock() + limits.seconds
    for number in range(limits.attempts):
        got = _once(Attempt(request, path, limits, outside, watch, end - outside.clock()))
        if not isinstance(got, Failed):
            return got
        wait = limits.backoff * 2**number if got.wait is None else got.wait
        if wait > limits.longest_wait:
            raise InputError(request.url, f"{got.problem} and asks to wait {wait:.0f} seconds", "try again then")
        if number + 1 == limits.attempts or outside.clock() + wait >= end:
            tries = f" (tried {number + 1} times)" if number else ""
            raise InputError(request.url, f"{got.problem}{tries}", "try again later")
        watch.waiting(got.problem, wait)
        outside.sleep(wait)
    raise InputError(request.url, "was never asked for", "allow at least one attempt")


def _once(attempt: Attempt) -> tuple[Answered, Content] | Failed:
    """A body that is what was asked for; one that breaks off without the server noticing may come whole next time."""
    got = attempted(attempt)
    if isinstance(got, Failed):
        return got
    content = content_of(attempt.path)
    problem = unfit(content, attempt.request.kind)
    if problem is None:
        return got, content
    if content.broken_off:
        return Failed(problem)
    page = attempt.request.page
    raise InputError(attempt.request.url, problem, f"see {page}" if page else "check the address")


def _origin(request: Request, answered: Answered, name: str, now: dt.datetime) -> Origin:
    changed = answered.last_modified
    known = request.dated_by_server and changed is not None and changed <= now
    return Origin(
        file=name,
        url=request.url,
        final_url=answered.final_url,
        fetched_at=now.replace(microsecond=0),
        bytes=answered.bytes,
        sha256=answered.sha256,
        content_type=answered.content_type,
        etag=answered.etag,
        last_modified=changed,
        released=changed.date() if known and changed is not None else None,
    )
