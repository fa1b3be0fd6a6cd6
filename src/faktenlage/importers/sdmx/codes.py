"""Codes that SDMX publishers share -> periods, statuses, areas, units."""

from __future__ import annotations

import re
from collections.abc import Mapping

from faktenlage.importers.tidy.areas import alpha3
from faktenlage.importers.tidy.periods import period_of
from faktenlage.model import Status

AREA_IDS = ("REF_AREA", "GEO", "LOCATION", "COUNTRY", "REPORTING_COUNTRY", "REPORTER", "L_REP_CTY", "DER_REP_CTY")
UNIT_IDS = ("UNIT_MEASURE", "UNIT", "CURRENCY", "UNIT_CODE")
STATUS_IDS = ("OBS_STATUS", "OBS_FLAG", "CONF_STATUS_OBS_STATUS")
NOT_A_VALUE = ("", "NaN", "nan", "#N/A", "#NA", "null")

# Code list CL_OBS_STATUS; what it does not name (breaks, definitions that differ) is an actual value all the same.
STATUSES: Mapping[str, Status] = {
    "E": "estimate",
    "I": "estimate",  # imputed
    "F": "forecast",
    "P": "provisional",
    "M": "missing",
    "O": "missing",
    "L": "missing",
    "H": "missing",
    "Q": "missing",  # suppressed
}
MULTIPLES = {
    2: "hundreds",
    3: "thousands",
    6: "millions",
    9: "billions",
    12: "trillions",
}
PER_CENT = ("PC", "PT", "PERCENT", "PCT", "PERCENTAGE", "%")
_SPAN = re.compile(r"([12][0-9]{3})-([01][0-9])(?:-01)?(?:T00:00:00)?/P1([YM])")


def period(text: str) -> str | None:
    """A period of ours; None for half-years, weeks and spans that are neither a year nor a month."""
    span = _SPAN.fullmatch(text)
    if span and span[3] == "Y":
        return span[1] if span[2] == "01" else None
    return period_of(f"{span[1]}-{span[2]}") if span else period_of(text)


def status(text: str) -> Status:
    """The status by a code or, with Eurostat, by several letters."""
    known = [STATUSES[letter] for letter in text.strip().upper() if letter in STATUSES]
    return known[0] if known else "actual"


def area(code: str) -> str:
    """``DE``, ``276`` or ``DEU`` -> ``DEU``; any other code as it is, in letters we allow."""
    known = alpha3(code.upper())
    if known:
        return known
    name = re.sub(r"[^A-Z0-9]+", "_", code.upper()).strip("_")
    return name if name[:1].isalpha() else f"AREA_{name}"


def unit(record: Mapping[str, str]) -> str:
    """``millions EUR``: the unit with the power of ten the values are printed in; empty where nothing is said."""
    base = next((record[key] for key in record if key.upper() in UNIT_IDS and key.upper() != "CURRENCY"), "")
    base = base or next((record[key] for key in record if key.upper() == "CURRENCY"), "")
    base = "%" if base.upper() in PER_CENT else base
    power = next((record[key] for key in record if key.upper() == "UNIT_MULT"), "0").strip()
    if not re.fullmatch(r"-?[0-9]{1,2}", power) or int(power) == 0:
        return base
    multiple = MULTIPLES.get(int(power), f"10^{int(power)}")
    return f"{multiple} {base}".strip()
