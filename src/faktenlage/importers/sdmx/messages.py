"""What an SDMX data message holds, whatever it was written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from faktenlage.errors import InputError

VALUE = "OBS_VALUE"
PERIODS = ("TIME_PERIOD", "TIME")

# Attributes that stand among dimensions where a message does not tell them apart; publishers agree on these names.
_ATTRIBUTES = """
ACTION AVAILABILITY BASE_PER BASE_YEAR BREAKS CALC_METHOD COLLECTION COLL_METHOD COMMENT COMMENT_OBS
COMMENT_TS COMPILATION CONF_STATUS CONF_STATUS_OBS CONTACT COUNTRY_UPDATE_DATE COVERAGE DATA_COMP
DECIMALS DECIMALS_DISPLAYED DISS_ORG DOM_SER_IDS EMBARGO_TIME FULL_DESCRIPTION KEYWORDS LAST_UPDATE
MAGNITUDE METADATA METHODOLOGY NOTE OBS_COM OBS_CONF OBS_FLAG OBS_PRE_BREAK OBS_STATUS OVERLAP
POWERCODE PRECISION PUBLICATION_DATE PUBL_ECB PUBL_MU PUBL_PUBLIC PRE_BREAK_VALUE REFERENCEPERIOD
RELEASE_DATE SCALE SERIES_NAME SOURCE SOURCE_AGENCY SOURCE_PUB TIME_FORMAT TIME_PER_COLLECT TITLE
TITLE_COMPL UNIT_INDEX_BASE UNIT_MEASURE UNIT_MULT UPDATED UPDATE_DATE VALUATION_NOTE
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())


@dataclass(frozen=True, slots=True)
class Message:
    """Observations by component id, as written. ``exact``: the message itself says which ids are ``dimensions``.

    ``attributes`` hold for all observations; ``labels`` are names of codes by component and code.
    """

    agency: str
    flow: str
    title: str
    dimensions: tuple[str, ...]
    exact: bool
    records: tuple[Mapping[str, str], ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)


def dimensions_of(columns: list[str]) -> tuple[str, ...]:
    """Dimensions where nobody says which they are: what stands ahead of the value and of the first known attribute."""
    found: list[str] = []
    for column in columns:
        if column.upper() == VALUE or column.upper() in ATTRIBUTES:
            break
        found.append(column)
    return tuple(found)


def joined(messages: list[Message], source: str) -> Message:
    """The data sets of one message as one; raises InputError where they are about different things."""
    flows = {(message.agency, message.flow, message.dimensions) for message in messages}
    if len(flows) > 1:
        names = ", ".join(sorted({f"{agency}:{flow}" for agency, flow, _ in flows}))
        raise InputError(source, f"holds data sets of several structures ({names})", "import one at a time")
    first = messages[0]
    if len(messages) == 1:
        return first
    records = tuple({**message.attributes, **record} for message in messages for record in message.records)
    return Message(first.agency, first.flow, first.title, first.dimensions, first.exact, records, {}, first.labels)
