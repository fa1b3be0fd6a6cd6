"""Whether what came is what was asked for, judged by its first and last bytes rather than by what the server says."""

from __future__ import annotations

import codecs
import html
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from faktenlage.importers.fetching.addresses import printable
from faktenlage.importers.fetching.publishers import Kind

HEAD = 4096  # a web page has opened by then, and a table has its header
TAIL = 64
WANTED = {"xlsx": "an Excel workbook", "json": "JSON", "xml": "XML", "csv": "CSV", "any": "a file with figures"}

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_PAGE = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+(<!doctype html|<html|<head|<body)", re.IGNORECASE | re.DOTALL
)
_SIGNATURES = (
    (b"PK\x03\x04", "xlsx", "a zip file"),
    (b"%PDF", "", "a PDF"),
    (b"\x1f\x8b", "", "a file packed with gzip"),
    (b"\xd0\xcf\x11\xe0", "", "a workbook of the old .xls kind, or one with a password"),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: ``kind`` empty where it is none we know; ``came`` names it for a person."""

    kind: str
    came: str
    broken_off: bool = False


def content_of(path: Path) -> Content:
    """Looks at a file's beginning and end; a workbook is also opened as the zip file it is."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, size - TAIL))
        tail = file.read(TAIL).rstrip(b"\x00\t\r\n ")
    if not head.strip():
        return Content("", "an empty answer")
    for signature, kind, came in _SIGNATURES:
        if head.startswith(signature):
            return _zipped(path) if kind == "xlsx" else Content(kind, came)
    return _text(head, tail)


def unfit(content: Content, wanted: Kind) -> str | None:
    """What is wrong with it, in words that go after the address; None where it fits."""
    if content.kind and wanted in ("any", content.kind):
        return f"{content.came} came, and it breaks off" if content.broken_off else None
    return f"{content.came} came where {WANTED[wanted]} was expected"


def _zipped(path: Path) -> Content:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Content("xlsx", "a zip file", broken_off=True)
    return Content("xlsx", "an Excel workbook") if "xl/workbook.xml" in names else Content("zip", "a zip file")


def _text(head: bytes, tail: bytes) -> Content:
    text = _decoded(head)
    if text is None:
        return Content("", "binary data of an unknown kind")
    if _PAGE.match(text):
        found = _TITLE.search(text)
        title = printable(" ".join(html.unescape(found[1]).split()))[:80] if found else ""
        return Content("", "a web page" + (f" (“{title}”)" if title else ""))
    opening = text.lstrip()[:1]
    if opening == "<":
        return Content("xml", "XML", not tail.endswith(b">"))
    if opening in ("{", "["):
        return Content("json", "JSON", not tail.endswith((b"}", b"]")))
    if any(mark in text.splitlines()[0] for mark in (",", ";", "\t", "|")):
        return Content("csv", "CSV")
    return Content("", "plain text without columns")


def _decoded(head: bytes) -> str | None:
    """The text of the first bytes; None where they are no text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="replace").lstrip("\ufeff")
    if b"\x00" in head:
        return None
    text = head.decode("utf-8-sig", errors="replace")
    return text.lstrip() or None
