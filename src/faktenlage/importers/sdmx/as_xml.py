"""SDMX-ML data messages through pysdmx, told by our own look which of their ids are dimensions."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any

from faktenlage.errors import InputError
from faktenlage.importers.sdmx.messages import PERIODS, VALUE, Message, dimensions_of, joined
from faktenlage.importers.sdmx.outline import Outline, from_root, outline_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_REFERENCE = re.compile(r"[A-Za-z]+=(?P<agency>[^:]+):(?P<id>[^(]+)")
_UNVERSIONED = re.compile(r"<((?:[\w.-]+:)?Ref)\b(?![^>]*\bversion=)")
_INSTALL = "pip install 'faktenlage[sdmx]'"
# What pysdmx, xmltodict and pandas raise for messages that lack a part they expect.
_BROKEN = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError, NotImplementedError)


def read_xml(data: bytes, source: str) -> Message:
    """Raises InputError for messages without data: structures, errors, notices; and for what cannot be read."""
    outline = outline_of(data, source)
    _check_data(outline, source)
    text = from_root(data, outline)
    if text is None:
        raise InputError(source, "is not in the encoding it declares", "fetch it again from the provider")
    sets = _through_pysdmx(_UNVERSIONED.sub(r'<\1 version="1.0"', text), outline, source)
    return joined([_message(one, outline) for one in sets], source)


def _check_data(outline: Outline, source: str) -> None:
    said = "; ".join(outline.texts)[:300]
    if outline.kind == "Error":
        raise InputError(source, f"is a message of an error: {said or 'without a text'}", "ask the provider again")
    if outline.kind in ("Structure", "RegistryInterface", "GenericMetadata", "StructureSpecificMetadata"):
        raise InputError(
            source, "describes structures and holds no data", "ask the provider for the data of the flow it describes"
        )
    if not outline.kind.endswith("Data"):
        raise InputError(source, f"is SDMX-ML of a kind not read here ({outline.kind})", "ask for SDMX-ML 2.1 or 3.0")
    if not outline.observations:
        problem = f"holds no observations; the provider says: {said}" if said else "holds no observations"
        raise InputError(source, problem, "ask the provider again")


def _through_pysdmx(text: str, outline: Outline, source: str) -> Sequence[Any]:
    read = _reader(outline, source)
    from pysdmx.errors import PysdmxError

    declared = f'<?xml version="1.0" encoding="UTF-8"?>{text}'
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on parts of the header that pysdmx does not keep
            return read(declared, validate=False)
    except (*_BROKEN, PysdmxError) as error:
        reason = " ".join(str(error).split())[:200]
        problem = f"cannot be read without its structure, which pysdmx misses ({type(error).__name__}: {reason})"
        raise InputError(source, problem, "ask the provider for SDMX-CSV or for structure-specific data") from None


def _reader(outline: Outline, source: str) -> Callable[..., Sequence[Any]]:
    try:
        if outline.kind.startswith("Generic"):
            from pysdmx.io.xml.sdmx21.reader import generic

            return generic.read
        if "/v2_1/" in outline.namespace:
            from pysdmx.io.xml.sdmx21.reader import structure_specific

            return structure_specific.read
        if "/v3_" in outline.namespace:
            from pysdmx.io.xml.sdmx30.reader import structure_specific as later

            return later.read
    except ImportError:
        raise InputError(source, "needs faktenlage[sdmx]", _INSTALL) from None
    raise InputError(source, "is SDMX-ML 2.0 or older", "ask the provider for SDMX-ML 2.1 or 3.0")


def _message(dataset: Any, outline: Outline) -> Message:  # noqa: ANN401
    found = _REFERENCE.match(str(dataset.structure))
    agency, flow = (found["agency"], found["id"]) if found else (outline.sender, str(dataset.structure))
    columns = [str(column) for column in dataset.data.columns]
    ids = _dimensions(columns, outline)
    frame = dataset.data.astype(object)
    records = tuple(
        {
            key: text
            for key, cell in zip(columns, cells, strict=True)
            if isinstance(cell, str) and (text := cell.strip())
        }
        for cells in frame.itertuples(index=False, name=None)
    )
    attributes = {str(key): str(value) for key, value in (dataset.attributes or {}).items()}
    return Message(agency, flow, "", ids, bool(outline.keys), records, attributes)


def _dimensions(columns: list[str], outline: Outline) -> tuple[str, ...]:
    """As the keys of generic data say; else by order, with the dimension of the observations always among them."""
    observed = [outline.observed] if outline.observed in columns else []
    if outline.keys:
        return tuple(dict.fromkeys([key for key in outline.keys if key in columns] + observed))
    ahead = list(dimensions_of([column for column in outline.columns if column in columns]))
    later = [column for column in columns if column.upper() in PERIODS]
    if later and later[0] in ahead:  # in a structure time is the last dimension
        ahead = ahead[: ahead.index(later[0])]
    return tuple(column for column in dict.fromkeys(ahead + observed + later) if column.upper() != VALUE)
