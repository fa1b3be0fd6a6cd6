"""Where reports come from on the command line: files, folders, standard input, JSON Lines, the shipped examples."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import IO

from faktenlage.errors import InputError
from faktenlage.model import Report
from faktenlage.reports import LIMIT, find_files, read_bytes, read_file, read_jsonl

STDIN = "-"

Read = Report | InputError
"""A report, or why there is none."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows better than the text."""

    published: dt.date | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """Reports to come, and how many, where that is known beforehand."""

    reports: Iterator[Read]
    total: int | None = None

    @property
    def single(self) -> bool:
        return self.total == 1


def from_paths(paths: Iterable[str], given: Given) -> Sources:
    """Files, the files of folders, and ``-`` for standard input, in the order named."""
    tasks = [task for path in paths for task in _tasks(path, given)]
    return Sources((_tried(task) for task in tasks), len(tasks))


def from_lines(paths: Iterable[str], given: Given) -> Sources:
    """One report a line, read as the lines come."""
    return Sources(report for path in paths for report in _lines(path, given))


def from_example(language: str, given: Given) -> Sources:
    """The example report that ships in a language."""
    data = (files("faktenlage") / "examples" / f"{language}.txt").read_bytes()
    name = f"examples/{language}.txt"
    return Sources(
        iter([_tried(lambda: read_bytes(data, name, published=given.published, language=given.language))]), 1
    )


def _tasks(path: str, given: Given) -> list[Callable[[], Read]]:
    if path == STDIN:
        return [lambda: _standard_input(given)]
    try:
        found = find_files(Path(path))
    except (OSError, ValueError) as error:
        fault = InputError(path, f"cannot be read ({error})", "check the name")
        return [lambda: fault]
    if not found:
        empty = InputError(path, "holds no text or Markdown file", "name files, or a folder with .txt or .md files")
        return [lambda: empty]
    return [_reader(file, given) for file in found]


def _reader(path: Path, given: Given) -> Callable[[], Read]:
    return lambda: read_file(path, published=given.published, language=given.language)


def _tried(task: Callable[[], Read]) -> Read:
    try:
        return task()
    except InputError as error:
        return error


def _standard_input(given: Given) -> Read:
    data = sys.stdin.buffer.read(LIMIT + 1)
    return read_bytes(data, STDIN, published=given.published, language=given.language)


def _lines(path: str, given: Given) -> Iterator[Read]:
    try:
        with _opened(path) as stream:
            yield from read_jsonl(stream, name=path, published=given.published, language=given.language)
    except (OSError, ValueError) as error:
        problem = (getattr(error, "strerror", None) or str(error)).lower()
        yield InputError(path, f"cannot be read ({problem})", "check the name and its permissions")


def _opened(path: str) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb")
