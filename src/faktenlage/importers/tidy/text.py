"""Bytes of a table -> text: by declaration, by byte order mark, as UTF-8, else by its letters."""

from __future__ import annotations

import codecs

from faktenlage.errors import InputError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 200_000  # bytes; letters beyond them are rarely of another kind
_REMEDY = 'give encoding under [file], such as "utf-8" or "latin-1"'


def decoded(data: bytes, source: str, encoding: str | None = None) -> str:
    """The text without its byte order mark; raises InputError where the bytes are not in that encoding."""
    name = encoding or encoding_of(data)
    if name is None:
        raise InputError(source, "its encoding cannot be told, or it is no text", _REMEDY)
    try:
        text = data.decode(name).removeprefix("\ufeff")
    except UnicodeError:
        raise InputError(source, f"is not {name}", _REMEDY) from None
    if "\0" in text:
        raise InputError(source, "holds bytes that no text has", "check that it is a table, and its encoding")
    return text


def encoding_of(data: bytes) -> str | None:
    """The encoding, or None where it cannot be told."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _by_letters(data[:SAMPLE])
    return "utf-8"


def _by_letters(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None
