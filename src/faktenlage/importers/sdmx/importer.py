"""SDMX data messages of any provider: ML 2.1 and 3.0, JSON 1.0 and 2.0, CSV 1.0 and 2.0."""

from __future__ import annotations

from pathlib import Path

from faktenlage.errors import InputError
from faktenlage.importers.drafts import Draft, Hints, Row
from faktenlage.importers.mappings import Mapping, read_mapping
from faktenlage.importers.sdmx.as_csv import is_csv, read_csv
from faktenlage.importers.sdmx.as_json import read_json
from faktenlage.importers.sdmx.as_xml import read_xml
from faktenlage.importers.sdmx.messages import Message
from faktenlage.importers.sdmx.outline import kind_of
from faktenlage.importers.sdmx.released import released_of
from faktenlage.importers.sdmx.rows import Reading
from faktenlage.importers.sdmx.series import Names, components_of
from faktenlage.importers.tidy.importer import tables_of
from faktenlage.importers.tidy.tables import bytes_of
from faktenlage.importers.tidy.text import decoded, encoding_of

HEAD = 4096  # bytes that hold the root of a message or the header of a table
MOST_BYTES = 60_000_000  # about a million observations, for which two gigabytes of memory are needed
MOST_JSON = 100_000_000  # bytes looked through for the parts of a data message
LICENCES = ("LICENSE", "LICENCE", "COPYRIGHT")

_XML_BOMS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<")


class Sdmx:
    """Reads SDMX messages; a mapping file may name components, measures and areas, but none is needed."""

    name = "sdmx"

    def recognises(self, path: Path) -> bool:
        try:
            with path.open("rb") as file:
                head = file.read(HEAD)
                if head.lstrip().startswith(_XML_BOMS):
                    return kind_of(head.lstrip()) != ""
                if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
                    return _is_json(head + file.read(MOST_JSON))
            return is_csv(head.decode(encoding_of(head) or "latin-1", "replace").removeprefix("\ufeff"))
        except (OSError, LookupError, InputError):
            return False

    def read(self, path: Path, hints: Hints) -> Draft:
        mapping = read_mapping(hints.mapping) if hints.mapping else Mapping()
        data = bytes_of(path)
        if len(data) > MOST_BYTES:
            problem = f"is too large for one message ({len(data) // 1_000_000} MB)"
            remedy = "ask for a smaller selection, or for SDMX-CSV and read it as a table with a mapping file"
            raise InputError(path.name, problem, remedy)
        message = _message(data, path.name, mapping)
        components = components_of(message, mapping, path.name)
        reading = Reading(path.name, message, mapping, components)
        for record in message.records:
            reading.add({**message.attributes, **record})
        rows = reading.rows()
        if not rows and not reading.doubts:
            raise InputError(path.name, "holds no figure for a year, quarter, month or day", "ask for other periods")
        return _draft(message, mapping, hints, (reading, rows))


def _draft(message: Message, mapping: Mapping, hints: Hints, read: tuple[Reading, tuple[Row, ...]]) -> Draft:
    reading, rows = read
    released, basis, warning = released_of(message, mapping, hints)
    names = Names(message, mapping)
    dataset = hints.dataset or names.dataset
    licence = next((message.attributes[key] for key in LICENCES if key in message.attributes), "")
    notes = [mapping.note or "", reading.note, warning]
    return Draft(
        importer=Sdmx.name,
        domain=mapping.domain or names.dataset,
        dataset=dataset,
        slug=dataset.replace("_", "-"),
        name=mapping.name or message.title or f"{message.agency} {message.flow}".strip(),
        released=released,
        released_basis=basis,
        definition=mapping.definition or f"{message.agency}:{message.flow}",
        licence=mapping.licence or licence,
        rows=rows,
        tables=tables_of(reading.source, rows),
        doubts=tuple(reading.doubts),
        left_out=reading.left_out(),
        coverage=mapping.coverage,
        cutoff=mapping.cutoff,
        price_base=mapping.price_base,
        url=mapping.url,
        note="; ".join(note for note in notes if note) or None,
        measures=mapping.measures + reading.measures(),
    )


def _message(data: bytes, source: str, mapping: Mapping) -> Message:
    if data.lstrip().startswith(_XML_BOMS):
        return read_xml(data.lstrip(), source)
    text = decoded(data, source, mapping.file.encoding)
    if text.lstrip().startswith("{"):
        return read_json(text, source)
    if is_csv(text[:HEAD]):
        return read_csv(text, source)
    raise InputError(source, "is no SDMX message", "give SDMX-ML 2.1 or 3.0, SDMX-JSON or SDMX-CSV")


def _is_json(data: bytes) -> bool:
    if b"sdmx-json" in data[:HEAD]:
        return True
    return b'"dataSets"' in data and b'"dimensions"' in data
