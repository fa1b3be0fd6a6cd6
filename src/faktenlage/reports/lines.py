"""Reports out of JSON Lines: one object a line, and a line that cannot be read stops no other."""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Iterator
from typing import IO

import msgspec

from faktenlage.errors import InputError
from faktenlage.model import Report
from faktenlage.reports.files import LIMIT, published_day
from faktenlage.reports.metadata import find_title, primary_language, read_day

_SHAPE = 'write {"text": "...", "published": "2024-11-22"} in one line'


class _Line(msgspec.Struct):
    """An object of the input; what else it holds is left alone."""

    text: str
    id: str | int | None = None
    published: str | None = None
    language: str | None = None
    title: str | None = None
    url: str | None = None


_DECODER = msgspec.json.Decoder(_Line)


def read_jsonl(
    stream: IO[bytes],
    *,
    name: str = "-",
    published: dt.date | None = None,
    language: str | None = None,
    limit: int = LIMIT,
) -> Iterator[Report | InputError]:
    """Reports in the order of their lines, an InputError in place of each bad line; blank lines are passed over.

    ``published`` and ``language`` override what the lines say. A report without an id gets the number of its line.
    """
    for number, line in enumerate(_lines(stream, limit), start=1):
        if not (content := line.strip()):
            continue
        try:
            if len(content) > limit:
                raise ValueError(f"is longer than {limit // 1024**2} MB")
            yield _report(content, number, published, language)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
            yield InputError(f"{name}:{number}", _problem(error), _SHAPE)


def _lines(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """Lines without the byte order mark; of one that is too long only the beginning, the rest is passed over."""
    first = True
    while line := stream.readline(limit + 1):
        rest = line
        while len(rest) > limit and not rest.endswith(b"\n"):
            rest = stream.readline(limit + 1)
        yield line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False


def _report(line: bytes, number: int, published: dt.date | None, language: str | None) -> Report:
    read = _DECODER.decode(line)
    if not read.text or read.text.isspace():
        raise ValueError("has an empty text")
    day, found = published_day(published or _day(read.published), None)
    return Report(
        id=str(number) if read.id is None else str(read.id),
        text=read.text,
        language=primary_language(language or read.language),
        published=day,
        published_from=found,
        title=read.title or find_title(read.text),
        url=read.url,
    )


def _day(written: str | None) -> dt.date | None:
    if not written:
        return None
    day = read_day(written)
    if day is None:
        raise ValueError(f"has no day in published: {written[:40]!r}")
    return day


def _problem(error: Exception) -> str:
    """One clause for a person; the place in msgspec's messages (``$.text``) becomes a name."""
    match error:
        case msgspec.ValidationError():
            return f"is not a report ({str(error).replace(' - at `$.', ' in `')})"
        case msgspec.DecodeError():
            return f"is not JSON ({error})"
        case UnicodeDecodeError():
            return "is not UTF-8"
        case RecursionError():
            return "is nested too deeply"
        case _:
            return str(error)
