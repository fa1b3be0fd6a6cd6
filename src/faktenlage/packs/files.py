"""Reads pack files strictly: whatever does not fit the schema is an error that names file, line and remedy."""

from __future__ import annotations

import csv
import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from faktenlage.errors import PackError
from faktenlage.packs.patterns import Pattern

T = TypeVar("T")
PACKS = Path(__file__).parent

_UNKNOWN = re.compile(r"unknown field `(?P<key>[^`]+)`(?: - at `(?P<where>[^`]+)`)?")
_PLACE = re.compile(r" - at `(?P<where>[^`]+)`")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def read_toml(path: Path, schema: type[T]) -> T:
    """Read ``path`` into ``schema`` (a msgspec Struct with ``forbid_unknown_fields``); raises PackError."""
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found.group(1)) if found else None
        problem = "is set twice" if "overwrite" in str(error) else f"is not valid TOML ({error})"
        raise PackError(path, line, problem, "keep one entry of that name and valid TOML syntax") from None
    try:
        return msgspec.convert(data, schema, strict=True, dec_hook=_trusted if ships(path) else _checked)
    except msgspec.ValidationError as error:
        raise _schema_error(path, text, str(error), schema) from None


def ships(path: Path) -> bool:
    """Whether a file comes with the program: tests have compiled its patterns, so that they can wait for their use."""
    return PACKS in path.parents


def _trusted(kind: Callable[[list[str]], object], value: object) -> object:
    """A list of phrases as the pattern the schema asks for."""
    if not (isinstance(value, list) and all(isinstance(word, str) for word in value)):
        raise TypeError("Expected a list of phrases")
    return kind(value)


def _checked(kind: Callable[[list[str]], object], value: object) -> object:
    """The same, compiled at once."""
    pattern = _trusted(kind, value)
    try:
        if isinstance(pattern, Pattern):
            pattern.compile()
    except re.error as error:
        raise ValueError(f"Holds a broken pattern ({error})") from None
    return pattern


def read_csv(path: Path, columns: Sequence[str]) -> list[tuple[int, Mapping[str, str]]]:
    """Rows of a CSV file as (line, values by column); the header must be exactly ``columns``."""
    lines = _text(path).splitlines()
    reader = csv.reader(lines)
    header = next(reader, None)
    if header != list(columns):
        raise PackError(path, 1, f"header is {header}", f"make it {','.join(columns)}")
    rows: list[tuple[int, Mapping[str, str]]] = []
    for row in reader:
        if not row:
            continue
        if len(row) != len(columns):
            raise PackError(path, reader.line_num, f"has {len(row)} cells", f"give all {len(columns)} columns")
        rows.append((reader.line_num, dict(zip(columns, row, strict=True))))
    return rows


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to ``word``, if any is close."""
    found = difflib.get_close_matches(word, list(known), n=1)
    return found[0] if found else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PackError(path, None, "is missing", "add the file or remove the pack") from None
    except UnicodeDecodeError as error:
        raise PackError(path, None, f"is not UTF-8 (byte {error.start})", "save it as UTF-8") from None


def _schema_error(path: Path, text: str, message: str, schema: type[Any]) -> PackError:
    found = _UNKNOWN.search(message)
    place = _PLACE.search(message)
    where = place.group("where") if place else ""
    if found:
        key = found.group("key")
        known = _keys_of(schema)
        near = nearest(key, known)
        remedy = f"did you mean {near!r}?" if near else f"known keys are {', '.join(sorted(known))}"
        return PackError(path, _line_of(text, key, where), f"unknown key {key!r}", remedy)
    key = re.findall(r"[A-Za-z_][\w-]*", where)[-1] if re.search(r"[A-Za-z_]", where) else ""
    plain = message.split(" - at ", maxsplit=1)[0]
    return PackError(path, _line_of(text, key, where), plain[0].lower() + plain[1:], f"correct {where or 'the file'}")


def _keys_of(schema: type[Any]) -> list[str]:
    """Field names of every Struct reachable from ``schema``: enough to name the nearest known key."""
    seen: dict[str, None] = {}
    todo: list[Any] = [schema]
    done: set[Any] = set()
    while todo:
        current = todo.pop()
        if current in done:
            continue
        done.add(current)
        if isinstance(current, type) and issubclass(current, msgspec.Struct):
            for field in msgspec.structs.fields(current):
                seen.setdefault(field.encode_name)
                todo.append(field.type)
        else:
            todo.extend(getattr(current, "__args__", ()))
    return list(seen)


def _line_of(text: str, key: str, where: str) -> int | None:
    """Line of the (n-th) ``key =`` or ``[key]``, where ``where`` may carry a list index: ``$.words[3].forms``."""
    if not key:
        return None
    index = int(m[-1]) if (m := re.findall(r"\[(\d+)\]", where)) else 0
    pattern = re.compile(
        rf"^\s*(?:\[+[^\]]*\b{re.escape(key)}\b[^\]]*\]+|[\"']?{re.escape(key)}[\"']?\s*=)|[{{,]\s*{re.escape(key)}\s*="
    )
    hits = [number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]
    if not hits:
        return None
    return hits[min(index, len(hits) - 1)]
