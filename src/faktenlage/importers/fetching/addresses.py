"""Which addresses may be fetched from, and what the file that comes from one is called."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from faktenlage.errors import InputError

NAME_LENGTH = 100
SIDECAR = "fetched.toml"

_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


def first_address(url: str) -> str:
    """``url`` if it may be asked for: https, or http on this very machine; raises InputError."""
    parts = _split(url, url)
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url)):
        return url
    if parts.scheme == "http":
        raise InputError(url, "is not encrypted (http)", "use the https address")
    raise InputError(url, "is no web address", "give one that begins with https://")


def redirected(url: str, location: str, asked: str) -> str:
    """The address ``url`` sends us on to; only https is followed. Raises InputError, named for ``asked``."""
    try:
        target = urljoin(url, location.strip())
    except ValueError:
        target = ""
    parts = _split(target, asked)
    if parts.scheme != "https":
        shown = printable(target)[:200] or "nowhere"
        raise InputError(asked, f"sends on to {shown}, and only https is followed", "look for the file's own address")
    return target


def is_loopback(url: str) -> bool:
    """Whether the host is this machine itself, where nothing travels over a wire."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def file_name(url: str, ending: str) -> str:
    """A harmless name from the last part of the address, ending in ``.ending`` where one is given."""
    last = unquote(urlsplit(url).path).replace("\\", "/").rpartition("/")[2]
    name = _PLAIN.sub("_", last).strip("._-") or "file"
    suffix = f".{ending}" if ending else ""
    stem = name[: -len(suffix)] if suffix and name.lower().endswith(suffix) else name
    if f"{stem}{suffix}".lower() == SIDECAR:
        stem = f"_{stem}"
    return f"{stem[: NAME_LENGTH - len(suffix)]}{suffix}"


def printable(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(character for character in text if character.isprintable())


def _split(url: str, asked: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise InputError(printable(asked), "leads to an address that cannot be read", "check its spelling") from None
    if url != printable(url) or " " in url:
        raise InputError(printable(asked), "holds blanks or control characters", "check its spelling")
    if parts.scheme in ("http", "https") and not host:
        raise InputError(asked, "names no server", "check its spelling")
    if parts.username is not None or parts.password is not None:
        place = f"{parts.scheme}://{host}"
        raise InputError(
            place, "the address holds a name or password, which would be kept with the file", "leave it out"
        )
    return parts
