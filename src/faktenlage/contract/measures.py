"""The numbers and times of a report as JSON: the part of the contract that needs no figures."""

from __future__ import annotations

from typing import Any

import msgspec

from faktenlage.contract.objects import MeasuresObject, PeriodObject, QuantityObject, ReadReportObject, TimeObject
from faktenlage.contract.writing import report_fields
from faktenlage.model import Measures, Quantity, Time, plain

_ENCODER = msgspec.json.Encoder(order="deterministic")
_UNITS = {"%": "percent"}


def measures_to_json(measures: Measures) -> bytes:
    """The contract's bytes, without a line end."""
    return _ENCODER.encode(measures_object(measures))


def measures_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what is printed of one report."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "faktenlage quantities"}
    return head | msgspec.json.schema(MeasuresObject)


def measures_object(measures: Measures) -> MeasuresObject:
    """Quantities and times in the shape of the contract."""
    text = measures.report.text
    return MeasuresObject(
        report=ReadReportObject(**report_fields(measures.report), notes=list(measures.notes)),
        quantities=[_quantity(quantity, text) for quantity in measures.quantities],
        times=[_time(time, text) for time in measures.times],
    )


def _quantity(quantity: Quantity, text: str) -> QuantityObject:
    low, high = quantity.interval.low, quantity.interval.high
    return QuantityObject(
        start=quantity.span.start,
        end=quantity.span.end,
        words=quantity.span.of(text),
        value=plain(quantity.value),
        low=None if low is None else plain(low),
        high=None if high is None else plain(high),
        low_open=quantity.interval.low_open,
        high_open=quantity.interval.high_open,
        unit=_UNITS.get(quantity.unit, quantity.unit),
        hedge=quantity.hedge,
    )


def _time(time: Time, text: str) -> TimeObject:
    return TimeObject(
        start=time.span.start,
        end=time.span.end,
        words=time.span.of(text),
        type=time.type,
        value=time.value,
        period=PeriodObject(time.period.first, time.period.last) if time.period else None,
        role=time.role,
    )
