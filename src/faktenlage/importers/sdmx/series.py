"""Which components of a message are area, period and value, and what its series are called with us."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Table
from typing import NamedTuple

from faktenlage.errors import InputError
from faktenlage.importers.mappings import Mapping
from faktenlage.importers.sdmx.codes import AREA_IDS
from faktenlage.importers.sdmx.messages import PERIODS, VALUE, Message
from faktenlage.packs.files import nearest


class Components(NamedTuple):
    """Ids; ``area`` and ``period`` None where a constant takes their place. ``key`` makes the name of a measure."""

    area: str | None
    period: str | None
    value: str
    key: tuple[str, ...]
    dimensions: tuple[str, ...]


class Names:
    """Names of the data set and its measures, by agency, flow and the codes of a series."""

    def __init__(self, message: Message, mapping: Mapping) -> None:
        self.mapping = mapping
        agency, flow = slug(message.agency), slug(message.flow)
        own = flow if not agency or flow.startswith(f"{agency}_") else f"{agency}_{flow}"
        self.dataset = mapping.dataset or (own if own[:1].isalpha() else f"sdmx_{own}".rstrip("_"))

    def measure(self, key: Iterable[str]) -> str:
        """``ecb_exr.m_usd_eur_sp00_a``, or what the mapping calls ``M.USD.EUR.SP00.A``."""
        codes = list(key)
        given = self.mapping.names.get(".".join(codes)) or self.mapping.constant.measure
        return given or f"{self.dataset}.{'_'.join(filter(None, map(slug, codes))) or 'value'}"


def components_of(message: Message, mapping: Mapping, source: str) -> Components:
    """Raises InputError for a component that is not there, and for a message without a time."""
    part, constant = mapping.sdmx, mapping.constant
    ids = _ids(message)
    given = (part.area, part.period, part.value, *(part.dimensions or ()))
    for name in filter(None, given):
        if name not in ids:
            near = nearest(name, ids)
            remedy = f"did you mean {near!r}?" if near else f"it has {', '.join(ids)}"
            raise InputError(source, f"has no component {name!r}, which the mapping names under [sdmx]", remedy)
    dimensions = part.dimensions or message.dimensions
    period = part.period or _first(dimensions, PERIODS)
    if period is None and not constant.period:
        problem = f"has no dimension of time; its dimensions are {', '.join(dimensions) or 'none'}"
        raise InputError(source, problem, "name one as period under [sdmx] of a mapping file")
    value = part.value or _first(ids, (VALUE,))
    if value is None:
        raise InputError(source, f"has no {VALUE}", "name the measure as value under [sdmx] of a mapping file")
    area = None if constant.area else part.area or _first(dimensions, AREA_IDS)
    key = tuple(name for name in dimensions if name not in (area, period, value))
    return Components(area, period, value, key, dimensions)


def slug(text: str) -> str:
    """Small letters, digits and _ only."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def definition_of(message: Message, key: Table[str, str], record: Table[str, str]) -> str:
    """What a series is, in the provider's words: its title, else the labels of its codes, else the codes."""
    for name in ("TITLE_COMPL", "SERIES_NAME", "TITLE"):
        if record.get(name):
            return record[name]
    words = [message.labels.get((name, code)) or code for name, code in key.items()]
    return ", ".join([message.title, *words] if message.title else words) or f"{message.agency}:{message.flow}"


def _ids(message: Message) -> list[str]:
    found = dict.fromkeys([*message.dimensions, *message.attributes])
    for record in message.records:
        found.update(dict.fromkeys(record))
    return list(found)


def _first(ids: Iterable[str], wanted: tuple[str, ...]) -> str | None:
    known = {name.upper(): name for name in reversed(list(ids))}
    return next((known[name] for name in wanted if name in known), None)
