"""Reports out of files and folders."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

from faktenlage.errors import InputError
from faktenlage.model import PublishedFrom, Report
from faktenlage.reports.decoding import decode
from faktenlage.reports.metadata import find_title, primary_language, read_metadata

LIMIT = 64 * 1024 * 1024
"""Bytes a single report may have."""

_SUFFIXES = {".txt", ".text", ".md", ".markdown"}


def find_files(path: Path) -> list[Path]:
    """The text and Markdown files of a folder and its subfolders, sorted; any other path is its own answer.

    Hidden files and folders are left out. A subfolder that cannot be opened is listed itself, so that reading it
    says why.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a parent is locked
        return [path]
    found: list[Path] = []
    for folder, subfolders, names in os.walk(path, onerror=lambda error: found.append(Path(error.filename))):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        found.extend(Path(folder, name) for name in names if _is_report(name))
    return sorted(found)


def read_file(
    path: Path, *, published: dt.date | None = None, language: str | None = None, limit: int = LIMIT
) -> Report:
    """Read a file; its path is the report's ``id``, and its ``url`` where the text names none. Raises InputError."""
    report = read_bytes(_bytes_of(path, limit), str(path), published=published, language=language, limit=limit)
    return report if report.url else replace(report, url=str(path))


def read_bytes(
    data: bytes, name: str, *, published: dt.date | None = None, language: str | None = None, limit: int = LIMIT
) -> Report:
    """Read a report that is at hand; ``published`` and ``language`` override its front matter. Raises InputError."""
    if len(data) > limit:
        raise _too_large(name, limit)
    text = decode(data, name)
    if not text or text.isspace():
        raise InputError(name, "is empty", "give a file with the text of a report")
    about = read_metadata(text)
    day, found = published_day(published, about.published)
    return Report(
        id=name,
        text=text,
        language=primary_language(language) or about.language,
        published=day,
        published_from=found,
        title=about.title or find_title(text, about.end),
        url=about.url,
        outlet=about.outlet,
    )


def published_day(given: dt.date | None, metadata: dt.date | None) -> tuple[dt.date | None, PublishedFrom]:
    """The day that was given, else that of the metadata; the text's own date line is looked for later."""
    if given:
        return given, "given"
    return metadata, "metadata" if metadata else "none"


def _is_report(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in _SUFFIXES


def _bytes_of(path: Path, limit: int) -> bytes:
    """At most one byte more than ``limit``, which is enough to tell."""
    try:
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except FileNotFoundError:
        raise InputError(str(path), "does not exist", "check the name") from None
    except IsADirectoryError:
        raise InputError(str(path), "is a folder", "name a file in it") from None
    except (OSError, ValueError) as error:
        problem = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(str(path), f"cannot be read ({problem})", "check the file and its permissions") from None


def _too_large(name: str, limit: int) -> InputError:
    return InputError(name, f"is larger than {limit // 1024**2} MB", "split it into reports")
