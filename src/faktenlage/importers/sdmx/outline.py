"""Looks through an SDMX-ML message before pysdmx does: its kind, the ids of its dimensions, what stands at its foot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from faktenlage.errors import InputError

NAMESPACE = "http://www.sdmx.org/resources/sdmxml/schemas/"
DEEPEST = 60  # levels; messages have about ten
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
_REMEDY = "fetch it again from the provider"


@dataclass(slots=True)
class Outline:
    """``kind`` is the name of the root; ``columns`` are ids in the order of the first series and observation."""

    kind: str = ""
    namespace: str = ""
    begins: int = 0
    keys: dict[str, None] = field(default_factory=dict)
    columns: dict[str, None] = field(default_factory=dict)
    observations: int = 0
    observed: str = ""
    texts: list[str] = field(default_factory=list)
    sender: str = ""


class Forbidden(Exception):  # noqa: N818
    """Found something no message needs; the text says what."""


class _Found(Exception):  # noqa: N818
    """The root has been seen; the rest is not needed."""


def kind_of(head: bytes) -> str:
    """The name of the root of an SDMX-ML message, by its first bytes; empty if it is none."""
    outline = Outline()
    parser = _parser()

    def root(name: str, _: list[str]) -> None:
        found = name.rpartition(" ")
        outline.namespace, outline.kind = found[0], found[2]
        raise _Found

    parser.StartElementHandler = root
    try:
        parser.Parse(head, False)
    except (expat.ExpatError, Forbidden, ValueError, LookupError):
        return ""
    except _Found:
        pass
    return outline.kind if outline.namespace.startswith(NAMESPACE) else ""


def outline_of(data: bytes, source: str) -> Outline:
    """Raises InputError for what is cut off, nested absurdly, or declares a document type."""
    outline = Outline()
    walk = _Walk(outline)
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: walk.start(parser.CurrentByteIndex, name, attributes)
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    try:
        parser.Parse(data, True)
    except Forbidden as error:
        raise InputError(source, str(error), "no SDMX message needs that; check where it comes from") from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise InputError(source, f"is no proper XML, or cut off ({error})", _REMEDY) from None
    return outline


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.ordered_attributes = True
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise Forbidden("declares a document type (DOCTYPE)")

    parser.StartDoctypeDeclHandler = refuse
    return parser


class _Walk:
    """Follows the elements of a message."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.path: list[str] = []
        self.words: list[str] = []

    def start(self, at: int, name: str, attributes: list[str]) -> None:
        namespace, _, local = name.rpartition(" ")
        pairs = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if not self.path:
            self.outline.kind, self.outline.namespace, self.outline.begins = local, namespace, at
        self.path.append(local)
        if len(self.path) > DEEPEST:
            raise Forbidden("is nested too deeply")
        self.words.clear()
        if local == "Obs":
            self.outline.observations += 1
        if local == "Sender":
            self.outline.sender = self.outline.sender or pairs.get("id", "")
        self._components(local, pairs)

    def _components(self, local: str, pairs: dict[str, str]) -> None:
        columns = self.outline.columns
        if local == "Structure" and "dimensionAtObservation" in pairs:
            self.outline.observed = self.outline.observed or pairs["dimensionAtObservation"]
        if local in ("Series", "Obs") and self.outline.observations <= 1:
            columns.update(dict.fromkeys(key for key in pairs if " " not in key))
        if local == "Value" and self.path[-2] in ("SeriesKey", "ObsKey") and "id" in pairs:
            self.outline.keys.setdefault(pairs["id"])

    def end(self, name: str) -> None:
        self.path.pop()
        local = name.rpartition(" ")[2]
        text = " ".join("".join(self.words).split())
        said = local == "Text" or (local == "Description" and "QueryResult" in self.path)
        if text and said and any(part in ("Message", "ErrorMessage") for part in self.path):
            self.outline.texts.append(text)
        self.words.clear()

    def text(self, text: str) -> None:
        self.words.append(text)


def from_root(data: bytes, outline: Outline) -> str | None:
    """The message as text from its root on; None where its encoding cannot be told."""
    from faktenlage.importers.tidy.text import encoding_of

    declared = re.search(rb"encoding\s*=\s*[\"']([A-Za-z0-9._-]+)", data[:200].split(b"?>", 1)[0])
    name = (
        encoding_of(data) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else (declared[1].decode() if declared else "utf-8")
    )
    try:
        text = data.decode(name or "utf-8").removeprefix("\ufeff")
    except (UnicodeError, LookupError):
        return None
    found = re.search(rf"<(?:[\w.-]+:)?{re.escape(outline.kind)}\b", text)
    return text[found.start() :] if found else None
