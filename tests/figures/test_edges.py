"""At the edge of a day, a threshold, a place or a run: a small world of releases, and what each question to it says."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from faktenlage.figures import parse_query
from faktenlage.model import Answer, Entry, Observation
from faktenlage.store import adding
from faktenlage.store.adding import Row, add_rows
from faktenlage.store.almanac import Almanac
from tests.store import islands

WORLD = tomllib.loads(Path(__file__).with_name("edges.toml").read_text(encoding="utf-8"))
UNITS = {"fx.usd": "per USD"} | islands.UNITS


@pytest.fixture(scope="module", params=[1, 20_000], ids=["parquet", "csv"])
def almanac(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Almanac]:
    """The definitions of the islands, with members and releases of their own, whatever these are kept in."""
    place = tmp_path_factory.mktemp("edges")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adding, "MANY", request.param)
        yield _published(place)


def _published(place: Path) -> Almanac:
    islands.write(place / "packs")
    (place / "packs" / "islands" / "registers" / "members.csv").write_text(WORLD["members"], encoding="utf-8")
    for release in WORLD["release"]:
        origin = islands.origin(release["released"], "isles", release["kind"])
        rounding = {measure: Decimal(unit) for measure, unit in release.get("rounding", {}).items()}
        rows = [_row(line) for line in release["cells"].splitlines() if line]
        domain = release.get("domain", "islands")
        add_rows(place, domain, msgspec.structs.replace(origin, rounding=rounding), rows)
    return Almanac(place / "packs", place)


def _row(line: str) -> Row:
    measure, area, period, value = line.split()
    status = "missing" if value == "-" else "actual"
    return Row(measure, area, period, value.strip("-"), UNITS.get(measure, "bn USD"), status, f"{area} {period}")


def _seen(answer: Answer) -> dict[str, Any]:
    """An answer in the terms of the cases."""
    cells = [line for line in answer.evidence if isinstance(line, Observation)]
    return {
        "value": None if answer.value is None else f"{answer.value.normalize():f}",
        "margin": f"{answer.margin.normalize():f}",
        "unit": answer.unit,
        "text": answer.text,
        "truth": answer.truth,
        "reason": answer.reason,
        "areas": None if answer.areas is None else list(answer.areas),
        "order": None if answer.order is None else list(answer.order),
        "days": None if answer.days is None else [[day for day in days if day] for days in answer.days],
        "values": [f"{area} {value}" for area, value in answer.values],
        "steps": list(answer.steps),
        "release": answer.release and answer.release.key[11:-9],
        "newer": answer.newer and answer.newer.key[11:-9],
        "cells": [f"{cell.area} {cell.year}" for cell in cells],
        "entries": [line.subject for line in answer.evidence if isinstance(line, Entry)],
    }


@pytest.mark.parametrize("case", WORLD["case"], ids=[case["name"] for case in WORLD["case"]])
def test_the_answer_turns_where_it_should(almanac: Almanac, case: dict[str, Any]) -> None:
    answer = almanac.answer(parse_query(case["query"]), case["as_of"])
    expected = {name: value for name, value in case.items() if name not in ("name", "query", "as_of")}
    assert expected
    expected = {"newer": None} | expected
    assert {name: value for name, value in _seen(answer).items() if name in expected} == expected
