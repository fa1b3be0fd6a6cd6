"""Front matter and headline: what a text says about itself before it begins."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

_HEAD = 16 * 1024
_LONGEST = 250
_YAML = re.compile(r"---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(?P<body>.*?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_YAML_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_YAML_REST = re.compile(r"[ \t]|-|#|$")

_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "published": ("published", "date", "datepublished", "pubdate", "publishdate", "published_at"),
    "language": ("language", "lang", "locale", "inlanguage"),
    "url": ("url", "link", "canonical", "permalink"),
    "outlet": ("outlet", "publisher", "site"),
}

_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?=$|[T\s])|(?P<D>\d{1,2})\.(?P<M>\d{1,2})\.(?P<Y>\d{4})$")
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<title>.+?)[ \t]*#*$")
_UNDERLINE = re.compile(r"(=+|-{3,})$")
_NO_HEADING = re.compile(r"[-=*+>|]|.*\.$")
_LINK = re.compile(r"!?\[(?P<words>[^\]]*)\]\([^)]*\)")
_YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the front matter says; ``end`` is where the text proper begins."""

    end: int = 0
    title: str | None = None
    published: dt.date | None = None
    language: str | None = None
    url: str | None = None
    outlet: str | None = None


def read_metadata(text: str) -> Metadata:
    """Front matter in YAML (``---``) or TOML (``+++``); what is neither is text, and gives an empty answer."""
    head = text[:_HEAD]
    if found := _YAML.match(head):
        values = _yaml_values(found["body"])
    elif found := _TOML.match(head):
        values = _toml_values(found["body"])
    else:
        return Metadata()
    known = {name: _pick(values, keys) for name, keys in _NAMES.items()}
    if not any(known.values()):
        return Metadata()
    return Metadata(
        end=found.end(),
        title=known["title"],
        published=read_day(known["published"] or ""),
        language=primary_language(known["language"]),
        url=known["url"],
        outlet=known["outlet"],
    )


def read_day(written: str) -> dt.date | None:
    """A day written as 2024-11-22 (a time may follow) or 22.11.2024."""
    found = _DAY.match(written.strip())
    if not found:
        return None
    try:
        return dt.date(*(int(found[iso] or found[german]) for iso, german in ("yY", "mM", "dD")))
    except ValueError:
        return None


def primary_language(tag: str | None) -> str | None:
    """``de`` of ``de-DE`` or ``de_AT``."""
    return re.split(r"[-_]", tag.strip().lower())[0] or None if tag else None


def find_title(text: str, start: int = 0) -> str | None:
    """The first heading of a Markdown text, else a line above the first paragraph that looks like a headline."""
    lines = [line.strip() for line in text[start : start + _HEAD].splitlines()]
    written = [(line, below) for line, below in pairwise([*lines, ""]) if line]
    for line, below in written[:8]:
        if len(line) > _LONGEST:
            break
        if heading := _HEADING.match(line):
            return _without_marks(heading["title"])
        if _UNDERLINE.match(below) and not _NO_HEADING.match(line):
            return _without_marks(line)
    return next((line for line in _above_first_paragraph([line for line, _ in written]) if _headline(line)), None)


def _above_first_paragraph(lines: list[str]) -> list[str]:
    """The short lines a text may begin with: section, day, headline, subtitle; a text of these alone has none."""
    for number, line in enumerate(lines[:6]):
        if len(line) > _LONGEST or line.endswith((".", ".“", '."', ".”")):
            return lines[:number]
    return lines[:1] if len(lines) > 1 else []


def _headline(line: str) -> bool:
    """Several words and no date line, which names a year in few words or ends in a dash."""
    words = line.split()
    date_line = bool(_YEAR.search(line)) and len(words) <= 5
    return len(words) >= 3 and not date_line and not line.endswith(("-", "–", "—", ",", ":"))


def _without_marks(line: str) -> str:
    return _LINK.sub(lambda link: link["words"], line).strip("*_ \t")


def _pick(values: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next((values[key] for key in keys if values.get(key)), None)


def _yaml_values(body: str) -> dict[str, str]:
    """The plain ``key: value`` lines of a YAML mapping; nothing where a line cannot be YAML."""
    values: dict[str, str] = {}
    for line in body.splitlines():
        if found := _YAML_LINE.match(line):
            values.setdefault(found["key"].lower(), _unquoted(found["value"] or ""))
        elif not _YAML_REST.match(line):
            return {}
    return values


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return re.split(r"\s#", value, maxsplit=1)[0].strip()


def _toml_values(body: str) -> dict[str, str]:
    try:
        table = tomllib.loads(body.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return {}
    return {key.lower(): str(value) for key, value in table.items() if isinstance(value, str | dt.date)}
