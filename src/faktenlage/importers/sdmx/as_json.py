"""SDMX-JSON data messages 1.0 and 2.0, which pysdmx does not read; numbers stay as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

from faktenlage.errors import InputError
from faktenlage.importers.sdmx.messages import VALUE, Message, joined

Tree: TypeAlias = dict[str, Any]
LEVELS = ("dataSet", "dataset", "dimensionGroup", "series", "observation")

_REMEDY = "fetch it again from the provider"


def read_json(text: str, source: str) -> Message:
    """Raises InputError for structures without data, messages of errors and whatever is cut off."""
    try:
        tree = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError:
        raise InputError(source, "is nested too deeply for a data message", _REMEDY) from None
    except ValueError as error:
        raise InputError(source, f"is no proper JSON ({error})", _REMEDY) from None
    try:
        return _read(tree, source)
    except (KeyError, IndexError, TypeError, AttributeError, ValueError):
        raise InputError(source, "does not fit SDMX-JSON 1.0 or 2.0: its indices point nowhere", _REMEDY) from None


def _read(tree: Tree, source: str) -> Message:
    if not isinstance(tree, dict):
        raise InputError(source, "is no SDMX-JSON message", _REMEDY)
    errors = [str(error.get("title") or error.get("detail") or error) for error in tree.get("errors") or []]
    data = tree.get("data") or tree
    sets = data.get("dataSets") or []
    if not sets and errors:
        raise InputError(source, f"is a message of an error: {'; '.join(errors)[:300]}", "ask the provider again")
    if not sets:
        raise InputError(source, "is a structure message without data", "ask the provider for the data of the flow")
    structures = data.get("structures") or [data.get("structure")]
    meta = tree.get("meta") or tree.get("header") or {}
    found = [_message(one, structures[int(one.get("structure") or 0)], meta) for one in sets]
    return joined(found, source)


def _message(data: Tree, structure: Tree, meta: Tree) -> Message:
    components = structure["dimensions"]
    parts = {level: components.get(level) or components.get(level.lower()) or [] for level in LEVELS}
    dimensions = [part for level in LEVELS for part in parts[level]]
    ordered = sorted(dimensions, key=lambda part: int(part.get("keyPosition", len(dimensions))))
    fixed = {part["id"]: _code(part, 0) for part in parts["dataSet"]}
    fixed |= _chosen(_attributes(structure, "dataSet"), data.get("attributes") or [])
    labels = {
        (part["id"], _code(part, at)): str(value.get("name") or "")
        for part in dimensions
        for at, value in enumerate(part.get("values") or [])
    }
    agency, flow = _reference(structure, meta)
    ids = tuple(part["id"] for part in ordered)
    records = tuple({**fixed, **record} for record in _records(data, structure, parts))
    return Message(agency, flow, str(structure.get("name") or ""), ids, True, records, fixed, labels)


def _records(data: Tree, structure: Tree, parts: dict[str, list[Tree]]) -> Iterator[dict[str, str]]:
    if "series" not in data:
        yield from _observations(data.get("observations") or {}, structure, parts["observation"])
        return
    attributes = _attributes(structure, "series")
    for key, series in data["series"].items():
        own = _keyed(parts["series"], key) | _chosen(attributes, series.get("attributes") or [])
        for record in _observations(series.get("observations") or {}, structure, parts["observation"]):
            yield own | record


def _observations(cells: Tree, structure: Tree, parts: list[Tree]) -> Iterator[dict[str, str]]:
    attributes = _attributes(structure, "observation")
    for key, cell in cells.items():
        value = cell[0] if cell else None
        record = _keyed(parts, key) | _chosen(attributes, cell[1:])
        yield record | {VALUE: "" if value is None else str(value)}


def _keyed(parts: list[Tree], key: str) -> dict[str, str]:
    return {part["id"]: _code(part, int(at)) for part, at in zip(parts, key.split(":"), strict=True)} if parts else {}


def _chosen(parts: list[Tree], indices: list[Any]) -> dict[str, str]:
    """Attributes by index into their values, or given as they are where they have none."""
    chosen: dict[str, str] = {}
    for part, index in zip(parts, indices, strict=False):
        if index is None:
            continue
        values = part.get("values") or []
        chosen[part["id"]] = _code(part, int(index)) if values and str(index).isdigit() else str(index)
    return chosen


def _attributes(structure: Tree, level: str) -> list[Tree]:
    found = structure.get("attributes") or {}
    return found.get(level) or found.get(level.lower()) or []


def _code(part: Tree, at: int) -> str:
    if at < 0:
        raise IndexError(at)
    value = part["values"][at]
    return str(value.get("id") or value.get("value") or value.get("name") or "")


def _reference(structure: Tree, meta: Tree) -> tuple[str, str]:
    """Agency and flow by the links of the structure: their URN, else the address."""
    for relation in ("dataflow", "datastructure"):
        for link in structure.get("links") or []:
            if link.get("rel") != relation:
                continue
            if "=" in (urn := str(link.get("urn") or "")):
                agency, _, flow = urn.rpartition("=")[2].partition(":")
                return agency, flow.partition("(")[0]
            parts = str(link.get("href") or "").rstrip("/").lower().split("/")
            if relation in parts:
                parts = str(link["href"]).rstrip("/").split("/")[parts.index(relation) + 1 :]
                sender = str((meta.get("sender") or {}).get("id") or "")
                return (parts[0], parts[1]) if len(parts) > 2 else (sender, parts[0])
    return str((meta.get("sender") or {}).get("id") or ""), str(structure.get("name") or meta.get("id") or "data")
