"""SDMX-CSV 1.0 and 2.0, cell by cell as text: pysdmx would turn codes such as 0201 into numbers."""

from __future__ import annotations

import csv
import io
import re

from faktenlage.errors import InputError
from faktenlage.importers.sdmx.messages import VALUE, Message, dimensions_of, joined
from faktenlage.importers.tidy.tables import DELIMITERS

HEAD = re.compile(r"(?:DATAFLOW|STRUCTURE(?:\[.\])?)(?=[,;\t|])")
_SERVICE = ("STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "DATAFLOW", "ACTION", "SERIES_KEY", "OBS_KEY")
_REFERENCE = re.compile(r"(?:(?P<agency>[^:()]+):)?(?P<id>[^:()]+)(?:\((?P<version>[^()]*)\))?")


def is_csv(head: str) -> bool:
    """Whether a text begins like SDMX-CSV."""
    first = head.split("\n", 1)[0].replace('"', "")
    return bool(HEAD.match(first)) and (first.startswith("DATAFLOW") or "STRUCTURE_ID" in first)


def read_csv(text: str, source: str) -> Message:
    """Raises InputError for a table that is cut off or has no values."""
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise InputError(source, f"line {reader.line_num} is no proper CSV ({error})", "fetch it again") from None
    header = [re.sub(r"\[.\]$", "", _id(cell)) for cell in lines[0][1]]
    if VALUE not in header:
        raise InputError(source, f"has no column {VALUE}: it carries metadata but no figures", "ask for the data")
    for number, row in lines[1:]:
        if len(row) != len(header):
            raise InputError(source, f"line {number} has {len(row)} cells, the header {len(header)}", "fetch it again")
    if len(set(header)) != len(header):
        raise InputError(source, "has a column twice", "fetch it again")
    groups: dict[str, list[list[str]]] = {}
    at = header.index("STRUCTURE_ID" if "STRUCTURE_ID" in header else "DATAFLOW")
    for _, row in lines[1:]:
        groups.setdefault(row[at], []).append(row)
    if not groups:
        raise InputError(source, "holds no observations", "ask the provider for a selection that is not empty")
    labelled = any(": " in cell for cell in lines[0][1])
    return joined([_message(name, header, rows, labelled) for name, rows in groups.items()], source)


def _message(reference: str, header: list[str], rows: list[list[str]], labelled: bool) -> Message:  # noqa: FBT001
    named = _REFERENCE.match(reference)
    agency, flow = (named["agency"] or "", named["id"]) if named else ("", reference)
    labels: dict[tuple[str, str], str] = {}
    records: list[dict[str, str]] = []
    for row in rows:
        if "ACTION" in header and row[header.index("ACTION")] == "D":
            continue
        cells = dict(zip(header, row, strict=True))
        if labelled:
            parts = {key: _parted(cell) for key, cell in cells.items()}
            labels.update({(key, code): label for key, (code, label) in parts.items() if label})
            cells = {key: code for key, (code, _) in parts.items()}
        records.append({key: cell for key, cell in cells.items() if key not in _SERVICE})
    title = reference.partition(": ")[2]
    dimensions = dimensions_of([key for key in header if key not in _SERVICE])
    return Message(agency.strip(), flow.strip(), title.strip(), dimensions, False, tuple(records), {}, labels)


def _id(cell: str) -> str:
    return cell.partition(": ")[0].strip()


def _parted(cell: str) -> tuple[str, str]:
    code, _, label = cell.partition(": ")
    return code, label
