"""Bytes -> text: finds the encoding, and says of a binary file what it is."""

from __future__ import annotations

import codecs

from faktenlage.errors import InputError

_SAMPLE = 64 * 1024
_PLAIN = "save the report as plain text or Markdown"

_SIGNATURES: dict[bytes, str] = {
    b"%PDF": "is a PDF document",
    b"PK\x03\x04": "is a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "is an office document",
    b"{\\rtf": "is an RTF document",
    b"\x1f\x8b": "is a gzip archive",
    b"BZh": "is a bzip2 archive",
    b"7z\xbc\xaf": "is a 7z archive",
    b"\xfd7zXZ": "is an xz archive",
    b"\x89PNG": "is an image",
    b"\xff\xd8\xff": "is an image",
    b"GIF8": "is an image",
    b"RIFF": "is an image, sound or film",
    b"II*\x00": "is an image",
    b"MM\x00*": "is an image",
    b"ID3": "is a sound file",
    b"OggS": "is a sound file",
    b"\x7fELF": "is a program",
    b"SQLite format 3": "is a database",
    b"PAR1": "is a Parquet table",
}
_WEB_PAGE = (b"<!doctype html", b"<html", b"<?xml", b"<rss", b"<feed")

# The longer marks first: that of UTF-32-LE begins like that of UTF-16-LE.
_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_WESTERN = frozenset("äöüÄÖÜßéèêëáàâåçñíìîïóòôøæœúùûÉÈÁÀÇÑÓÖØÅÆ„“”‚‘’‹›«»–—…•·€£§°²³½\u00a0\u00ad´™®©")


def decode(data: bytes, name: str) -> str:
    """The text of ``data`` without a byte order mark; raises InputError where it is not text."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    _refuse_known_formats(data, name)
    wide = _wide_encoding(data)
    if (b"\0" in data and not wide) or _controls(data[:_SAMPLE]) > (0.5 if wide else 0.02):
        raise InputError(name, "is not text but a binary file", _PLAIN)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_broken(data, error.start)


def _refuse_known_formats(data: bytes, name: str) -> None:
    for signature, problem in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(name, problem, _PLAIN)
    if data[:1024].lstrip().lower().startswith(_WEB_PAGE):
        raise InputError(name, "is a web page or a feed, which is not read yet", _PLAIN)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark shows itself by a zero byte in every other place."""
    sample = data[:4096]
    places = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * places and even == 0:
        return "utf-16-le"
    if even > 0.4 * places and odd == 0:
        return "utf-16-be"
    return None


def _controls(sample: bytes) -> float:
    """Share of control bytes that no text has; in UTF-16 every other byte may be one."""
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / max(len(sample), 1)


def _decode_broken(data: bytes, place: int) -> str:
    """Not UTF-8 from ``place`` on: damaged UTF-8 where most around it still is, else one of the older encodings."""
    sample = data[max(0, place - _SAMPLE // 2) : place + _SAMPLE // 2]
    beyond_ascii = len(sample) - len(sample.translate(None, _BEYOND_ASCII))
    damaged = sample.decode("utf-8", errors="replace").count("\ufffd")
    encoding = "utf-8" if damaged * 4 < beyond_ascii else _older_encoding(sample)
    return data.decode(encoding, errors="replace")


def _older_encoding(sample: bytes) -> str:
    """cp1252 where it gives the letters of western Europe, else the best guess of charset-normalizer."""
    western = [letter for letter in sample.decode("cp1252", errors="replace") if letter > "\x7f"]
    if sum(letter in _WESTERN for letter in western) >= 0.9 * len(western):
        return "cp1252"
    from charset_normalizer import from_bytes  # rarely needed, and slow to import

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
