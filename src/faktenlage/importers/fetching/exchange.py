"""One attempt at a file: ask, follow redirects by hand, take the body within the limits."""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import hashlib
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from faktenlage import __version__
from faktenlage.errors import InputError
from faktenlage.importers.fetching.addresses import is_loopback, printable, redirected
from faktenlage.importers.fetching.publishers import Request

if TYPE_CHECKING:
    import httpx

PASSING = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a server's doing we bear; times in seconds, ``seconds`` for everything, waits included."""

    bytes: int = 200_000_000
    seconds: float = 300
    connect: float = 20
    read: float = 60
    redirects: int = 5
    attempts: int = 4
    backoff: float = 1
    longest_wait: float = 60


def _created(path: Path) -> BinaryIO:
    return path.open("wb")


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies outside the program, so that tests can stand in for it: network, clocks, disk."""

    transport: httpx.AsyncBaseTransport | None = None
    trusted: ssl.SSLContext | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], dt.datetime] = _now
    create: Callable[[Path], BinaryIO] = _created


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: bytes so far and in all (None: the server does not say); a failure with the wait that follows."""

    received: Callable[[int, int | None], None] = lambda _done, _all: None
    waiting: Callable[[str, float], None] = lambda _problem, _seconds: None


@dataclass(frozen=True, slots=True)
class Answered:
    """A body that came whole."""

    final_url: str
    bytes: int
    sha256: str
    content_type: str | None
    etag: str | None
    last_modified: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Failed:
    """What may go better next time; ``wait`` in seconds where the server asks for it."""

    problem: str
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """Everything one attempt needs; ``seconds`` are those left of the whole."""

    request: Request
    path: Path
    limits: Limits
    outside: Outside
    watch: Watch
    seconds: float


def attempted(attempt: Attempt) -> Answered | Failed:
    """The answer, or what may pass; raises InputError for what will not.

    It runs in an event loop of its own, for only that can cut off a server that sends its headers byte by byte.
    """
    return asyncio.run(_within_time(attempt))


async def _within_time(attempt: Attempt) -> Answered | Failed:
    import httpx

    url, limit = attempt.request.url, attempt.limits.seconds
    try:
        async with asyncio.timeout(max(attempt.seconds, 0.0)):
            return await _exchanged(attempt)
    except httpx.TransportError as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise InputError(url, "the server's certificate cannot be trusted", "check the address") from None
        return Failed(_told(error))
    except (httpx.InvalidURL, UnicodeError):
        raise InputError(url, "leads to an address that cannot be read", "check its spelling") from None
    except TimeoutError:
        raise InputError(url, f"did not come whole within {limit:g} seconds", "try again later") from None


def _client(attempt: Attempt) -> httpx.AsyncClient:
    import httpx

    url, limits, outside = attempt.request.url, attempt.limits, attempt.outside
    try:
        return httpx.AsyncClient(
            transport=outside.transport,
            verify=True if outside.trusted is None else outside.trusted,
            headers={
                "User-Agent": f"faktenlage/{__version__}",
                "Accept": attempt.request.accept,
                "Accept-Encoding": "identity",
            },
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            timeout=httpx.Timeout(limits.read, connect=limits.connect),
            trust_env=not is_loopback(url),
            follow_redirects=False,
        )
    except (ImportError, OSError, ValueError) as error:
        problem = f"cannot be asked for: the environment's proxy or certificates are not usable ({error})"
        raise InputError(url, problem, "correct the variables *_PROXY, SSL_CERT_FILE, SSL_CERT_DIR") from None


async def _exchanged(attempt: Attempt) -> Answered | Failed:
    request, limits = attempt.request, attempt.limits
    async with _client(attempt) as client:
        url = request.url
        for _ in range(limits.redirects + 1):
            async with client.stream("GET", url) as response:
                location = response.headers.get("location") if response.status_code in MOVED else None
                if location is None:
                    return await _taken(response, attempt)
                url = redirected(url, location, request.url)
    raise InputError(
        request.url, f"is redirected more than {limits.redirects} times", "look for the file's own address"
    )


async def _taken(response: httpx.Response, attempt: Attempt) -> Answered | Failed:
    refused = _refused(response, attempt)
    if refused is not None:
        return refused
    digest, done, total = hashlib.sha256(), 0, _length(response)
    limit = attempt.limits.bytes
    if total is not None and total > limit:
        raise _too_large(attempt.request.url, total, limit)
    with attempt.outside.create(attempt.path) as file:
        async for chunk in response.aiter_raw():
            done += len(chunk)
            if done > limit:
                raise _too_large(attempt.request.url, None, limit)
            digest.update(chunk)
            file.write(chunk)
            attempt.watch.received(done, total)
    said = response.headers
    return Answered(
        final_url=str(response.url),
        bytes=done,
        sha256=digest.hexdigest(),
        content_type=said.get("content-type"),
        etag=said.get("etag"),
        last_modified=http_date(said.get("last-modified", "")),
    )


def _refused(response: httpx.Response, attempt: Attempt) -> Failed | None:
    """What the first lines of an answer already tell against it."""
    url, status = attempt.request.url, response.status_code
    if status in PASSING or status >= 500:
        return Failed(f"the server answers {_named(status)}", _asked_to_wait(response, attempt.outside.now()))
    if not response.is_success:
        page = attempt.request.page
        remedy = f"the file may have a new name, see {page}" if page else "check the address"
        raise InputError(url, f"the server answers {_named(status)}", remedy)
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("", "identity"):
        came = printable(packed)[:40]
        raise InputError(url, f"came packed ({came}) though it was asked for as it is", "download it by hand")
    return None


def _too_large(url: str, total: int | None, limit: int) -> InputError:
    size = "is larger" if total is None else f"has {total / 1e6:,.1f} MB, more"
    return InputError(url, f"{size} than the {limit / 1e6:,.1f} MB allowed", "allow more or check the address")


def _length(response: httpx.Response) -> int | None:
    said = response.headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() else None


def _named(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def _asked_to_wait(response: httpx.Response, now: dt.datetime) -> float | None:
    """Seconds from Retry-After, which is a number or a date."""
    said = response.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    day = http_date(said)
    return None if day is None else max(0.0, (day - now).total_seconds())


def http_date(text: str) -> dt.datetime | None:
    """The moment an HTTP header names, in UTC; None where it is none."""
    try:
        moment = email.utils.parsedate_to_datetime(text)
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _told(error: httpx.TransportError) -> str:
    import httpx

    detail = printable(" ".join(str(error).split()))[:120]
    match error:
        case httpx.ConnectTimeout():
            return "the server does not accept the connection in time"
        case httpx.TimeoutException():
            return "the server has fallen silent"
        case httpx.ConnectError():
            return "the server cannot be reached" + (f" ({detail})" if detail else "")
        case httpx.RemoteProtocolError() if "complete message body" in detail or "incomplete chunked" in detail:
            return "the file broke off before its end"
        case httpx.RemoteProtocolError():
            return "the server's answer is not HTTP as it should be" + (f" ({detail})" if detail else "")
    return "the connection broke" + (f" ({detail})" if detail else "")
