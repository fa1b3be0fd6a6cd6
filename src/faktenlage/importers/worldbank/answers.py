"""Answers of the World Bank's API, version 2: ``[meta, rows]``, one page or several in one file."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from faktenlage.errors import InputError
from faktenlage.importers.worldbank.indicators import is_indicator_code
from faktenlage.importers.worldbank.points import FETCH, Download, Point, decoded, period_of
from faktenlage.model import Status

__all__ = ["is_answer", "read_answer"]

_BEGIN = re.compile(r'\s*\[\s*(?:\[\s*)?\{\s*"(?P<key>page|message)"\s*:')
_PAGED = re.compile(r'"pages"\s*:.*"total"\s*:', re.DOTALL)
_STATUS: Mapping[str, Status] = {"": "actual", "A": "actual", "E": "estimate", "P": "provisional", "F": "forecast"}

Json = Any  # what a stranger's JSON holds is not known before it is looked at


def is_answer(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is an answer of the API, be it an error; never raises."""
    text = head[:4096].decode("utf-8-sig", errors="replace")
    found = _BEGIN.match(text)
    return found is not None and (found["key"] == "message" or _PAGED.search(text) is not None)


def read_answer(data: bytes, name: str) -> Download:
    """The cells of one or more pages; raises InputError with the World Bank's own words where it refused."""
    pages = list(_pages(decoded(data, name), name))
    points: list[Point] = []
    left_out: dict[str, int] = {}
    for _, rows in pages:
        for row in rows:
            point = _point(row, name)
            if isinstance(point, Point):
                points.append(point)
            else:
                left_out[point] = left_out.get(point, 0) + 1
            if isinstance(row, dict) and row.get("obs_status") not in {*_STATUS, None}:
                status = f"mark {str(row['obs_status'])[:20]!r} of a cell, whose meaning is not known"
                left_out[status] = left_out.get(status, 0) + 1
    updated = {meta.get("lastupdated") for meta, _ in pages} - {None}
    if len(updated) > 1:
        raise InputError(name, f"its pages are of different days ({', '.join(sorted(map(str, updated)))})", FETCH)
    notes = tuple(f"{reason} ({count} times)" for reason, count in left_out.items())
    source = "World Development Indicators" if all(str(meta.get("sourceid")) == "2" for meta, _ in pages) else ""
    lacking = _lacking(pages, len(points))
    return Download(name, tuple(points), _day(*updated), source, left_out=notes, lacking=lacking)


def _pages(text: str, name: str) -> Iterator[tuple[dict[str, Json], list[Json]]]:
    for value in _values(text, name):
        answers = value if isinstance(value, list) and value and isinstance(value[0], list) else [value]
        for answer in answers:
            yield _page(answer, name)


def _values(text: str, name: str) -> Iterator[Json]:
    """The values of a file that may hold several after one another."""
    decoder = json.JSONDecoder(parse_float=Decimal, parse_int=Decimal)
    place = 0
    try:
        while (rest := re.compile(r"\S").search(text, place)) is not None:
            value, place = decoder.raw_decode(text, rest.start())
            yield value
    except (ValueError, ArithmeticError, RecursionError) as error:
        reason = str(error)[:100] or "nested too deeply"
        raise InputError(name, f"is not valid JSON ({reason}), it may be cut off", FETCH) from None


def _page(answer: Json, name: str) -> tuple[dict[str, Json], list[Json]]:
    meta = answer[0] if isinstance(answer, list) and answer else None
    if not isinstance(meta, dict):
        raise InputError(name, "is not an answer of the World Bank's API", FETCH)
    if "message" in meta:
        raise InputError(name, f"the World Bank refused: {_message(meta['message'])}", "correct the request")
    rows = answer[1] if len(answer) > 1 else None
    if not isinstance(rows, list) or not rows:
        raise InputError(name, "the World Bank answered without any figure", "check indicator, countries and years")
    return meta, rows


def _message(message: Json) -> str:
    if isinstance(message, list) and message and isinstance(message[0], dict):
        words = [" ".join(str(message[0].get(part, "")).split()) for part in ("key", "value")]
        return ": ".join(word for word in words if word)[:300]
    return " ".join(str(message).split())[:300]


def _point(row: Json, name: str) -> Point | str:
    """The cell of a row, or why it is left out; raises InputError where the row has not the form of the API."""
    if not isinstance(row, dict) or not isinstance(row.get("indicator"), dict):
        raise InputError(name, "a row names no indicator", FETCH)
    indicator, country = row["indicator"], row.get("country")
    code, title = str(indicator.get("id") or ""), str(indicator.get("value") or "")
    if not is_indicator_code(code):
        raise InputError(name, f"{code[:40]!r} is no code of an indicator", FETCH)
    date = str(row.get("date") or "")
    period = period_of(date)
    if period is None:
        return f"cells of {date[:20]!r}, which is no period"
    short, country_name = ("", str(country or ""))
    if isinstance(country, dict):
        short, country_name = str(country.get("id") or "").strip(), str(country.get("value") or "")
    area = str(row.get("countryiso3code") or "").strip() or short
    value = row.get("value")
    text = "" if value is None else str(value)
    status = _STATUS.get(str(row.get("obs_status") or ""), "actual") if text else "missing"
    return Point(code, title or code, area, country_name, period, text, status, f"{code}, {area}, {date}")


def _lacking(pages: list[tuple[dict[str, Json], list[Json]]], cells: int) -> str:
    try:
        wanted = max(int(meta["pages"]) for meta, _ in pages)
        got = {int(meta["page"]) for meta, _ in pages}
        total = max(int(meta["total"]) for meta, _ in pages)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return "the file does not say how many pages there are"
    if len(got) < wanted:
        return f"{len(got)} of {wanted} pages"
    return f"{cells} of {total} cells" if cells < total else ""


def _day(text: Json = "") -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None
