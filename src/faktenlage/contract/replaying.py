"""Replays a receipt: asks its question again and says exactly what has become different."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from faktenlage.contract.objects import ReceiptObject
from faktenlage.contract.receipts import receipt, receipt_to_json
from faktenlage.errors import InputError, QueryError, UnknownNameError
from faktenlage.figures import parse_query
from faktenlage.store.almanac import Almanac

SHORT = 12


@dataclass(frozen=True, slots=True)
class Replay:
    """``same``: the bytes are those of the receipt; else ``differences`` has a sentence for each thing that differs."""

    made: ReceiptObject
    same: bool
    differences: tuple[str, ...]


def read_receipt(source: str, content: bytes) -> ReceiptObject:
    """A receipt from its bytes; raises InputError where they are none."""
    try:
        return msgspec.json.decode(content, type=ReceiptObject, strict=True)
    except msgspec.DecodeError as error:
        detail = str(error).replace("`", "'")
        remedy = "a receipt is what `faktenlage ask QUERY --receipt FILE` writes"
        raise InputError(
            source, f"is no receipt ({detail if detail[:2].isupper() else detail[0].lower() + detail[1:]})", remedy
        ) from None


def replay(source: str, content: bytes, almanac: Almanac) -> Replay:
    """Ask again as of the same day; raises InputError where the question itself cannot be asked here."""
    old = read_receipt(source, content)
    try:
        new = receipt(parse_query(old.query), old.as_of, almanac)
    except QueryError as error:
        raise InputError(source, f"its query cannot be read: {error}", "the file was changed by hand") from None
    except UnknownNameError as error:
        raise InputError(source, f"its query cannot be asked here: {error}", "import the releases it names") from None
    if receipt_to_json(new) == content:
        return Replay(new, same=True, differences=())
    found = tuple(_differences(old, new))
    return Replay(new, same=False, differences=found or ("the values are the same, the bytes of the file are not",))


def _differences(old: ReceiptObject, new: ReceiptObject) -> Iterator[str]:
    yield from _releases(old, new)
    for field in ("answer", "unit", "reason", "release"):
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield f"{field}: {_shown(before)} in the receipt, {_shown(after)} here"
    yield from _lines("cell", _by_place(old.cells), _by_place(new.cells))
    yield from _lines("entry", _by_place(old.entries), _by_place(new.entries))
    yield from _lines("used release", _by_place(old.releases), _by_place(new.releases))
    for field in ("arithmetic", "rounding"):
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield f"{field}: {'; '.join(before) or 'none'} in the receipt, {'; '.join(after) or 'none'} here"


def _releases(old: ReceiptObject, new: ReceiptObject) -> Iterator[str]:
    before = {seal.key: seal for seal in old.considered}
    after = {seal.key: seal for seal in new.considered}
    for key in sorted(before.keys() | after.keys()):
        if key not in after:
            yield f"release {key} (sha256 {before[key].sha256[:SHORT]}...) is not here"
        elif key not in before:
            yield f"release {key} of {after[key].released} was not known to the receipt"
        elif before[key].sha256 != after[key].sha256:
            digests = f"{before[key].sha256[:SHORT]}... in the receipt, {after[key].sha256[:SHORT]}... here"
            yield f"release {key} has other content: sha256 {digests}"


def _by_place(lines: list[Any]) -> Mapping[str, Mapping[str, Any]]:
    """Lines by what they are about, so that the same cell is compared with itself."""
    found = {}
    for line in lines:
        fields: dict[str, Any] = msgspec.to_builtins(line)
        names = ("release", "measure", "area", "period", "register", "subject", "first", "key")
        found[" ".join(str(fields[name]) for name in names if name in fields)] = fields
    return found


def _lines(kind: str, old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for place in [*old, *(place for place in new if place not in old)]:
        if place not in new:
            yield f"{kind} {place} is in the receipt, not here"
        elif place not in old:
            yield f"{kind} {place} is here, not in the receipt"
        else:
            for name, before in old[place].items():
                after = new[place][name]
                if before != after:
                    yield f"{kind} {place}: {name} is {_shown(before)} in the receipt, {_shown(after)} here"


def _shown(value: object) -> str:
    return "nothing" if value is None else str(value)
