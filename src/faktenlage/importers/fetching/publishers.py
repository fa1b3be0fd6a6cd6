"""Where publishers keep their files, as data: ``publishers.toml``. Nothing is fetched here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from faktenlage.errors import InputError, PackError
from faktenlage.packs.files import nearest, read_toml

Kind: TypeAlias = Literal["xlsx", "json", "xml", "csv", "any"]

_BLANK = re.compile(r"\{(\w+)\}")


class Blank(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an address leaves open; each of ``values`` is a file of its own."""

    values: tuple[str, ...]
    pattern: str


class Publisher(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of ``publishers.toml``, where its keys are explained."""

    id: str
    title: str
    url: str
    kind: Literal["xlsx", "json", "xml", "csv"]
    licence: str
    page: str
    accept: str = "*/*"
    dated_by_server: bool = False
    blanks: dict[str, Blank] = {}


class PublishersFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of ``publishers.toml``."""

    publishers: tuple[Publisher, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One file to fetch; ``page`` is where to look when the address no longer holds."""

    url: str
    kind: Kind = "any"
    title: str = ""
    licence: str = ""
    page: str = ""
    accept: str = "*/*"
    dated_by_server: bool = False


def publishers() -> Mapping[str, Publisher]:
    """All of them by id; raises PackError where the file that ships is broken."""
    return _read(Path(__file__).with_name("publishers.toml"))


def requests_for(name: str, given: Mapping[str, str] | None = None) -> tuple[Request, ...]:
    """The files of a publisher, one a value of its blanks; ``given`` fills a blank with a value of one's own.

    Raises InputError for a publisher, a blank or a value that does not exist.
    """
    known = publishers()
    publisher = known.get(name)
    if publisher is None:
        raise InputError(name, "is no publisher known here", _suggestion(name, known, "known are"))
    filled = {blank: open_.values for blank, open_ in publisher.blanks.items()}
    for blank, value in (given or {}).items():
        if blank not in filled:
            remedy = _suggestion(blank, filled, "its address leaves open") if filled else "leave it out"
            raise InputError(name, f"has nothing called {blank!r} to fill in", remedy)
        if not re.fullmatch(publisher.blanks[blank].pattern, value):
            example = publisher.blanks[blank].values[0]
            raise InputError(name, f"{blank} cannot be {value!r}", f"write it as in {example}")
        filled[blank] = (value,)
    combinations = product(*filled.values())
    return tuple(_request(publisher, dict(zip(filled, values, strict=True))) for values in combinations)


def _request(publisher: Publisher, values: Mapping[str, str]) -> Request:
    return Request(
        url=_BLANK.sub(lambda found: values[found[1]], publisher.url),
        kind=publisher.kind,
        title=publisher.title,
        licence=publisher.licence,
        page=publisher.page,
        accept=publisher.accept,
        dated_by_server=publisher.dated_by_server,
    )


def _suggestion(word: str, known: Mapping[str, object], introduction: str) -> str:
    near = nearest(word, known)
    return f"did you mean {near!r}?" if near else f"{introduction} {', '.join(known)}"


@cache
def _read(path: Path) -> Mapping[str, Publisher]:
    entries = read_toml(path, PublishersFile).publishers
    for entry in entries:
        if not entry.url.startswith("https://"):
            raise PackError(path, None, f"the address of {entry.id!r} is not https", "give one that is")
        if set(_BLANK.findall(entry.url)) != set(entry.blanks):
            raise PackError(path, None, f"the blanks of {entry.id!r} are not those of its address", "name the same")
        for blank in entry.blanks.values():
            if not blank.values or not all(re.fullmatch(blank.pattern, value) for value in blank.values):
                raise PackError(path, None, f"a value of {entry.id!r} does not fit its pattern", "correct one of them")
    if len({entry.id for entry in entries}) != len(entries):
        raise PackError(path, None, "a publisher is named twice", "keep one of them")
    return {entry.id: entry for entry in entries}
