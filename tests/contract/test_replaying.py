"""What a replay says is different, to the word; and which releases a receipt counts as considered."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from faktenlage.contract.receipts import considered, receipt, receipt_schema, receipt_to_json
from faktenlage.contract.replaying import read_receipt, replay
from faktenlage.errors import InputError
from faktenlage.figures import parse_query
from faktenlage.store.adding import Row, add_rows
from faktenlage.store.almanac import Almanac
from tests.store import islands
from tests.store.conftest import origin_of, rows_of

DAY = dt.date(2024, 6, 1)
SUM = "sum(harvest.apples, {DEU, FRA}, 2023)"


@pytest.fixture(scope="module")
def orchards(tmp_path_factory: pytest.TempPathFactory) -> Almanac:
    place = tmp_path_factory.mktemp("orchards")
    for day, value in ((dt.date(2024, 5, 2), "941.0"), (dt.date(2024, 6, 1), "955.0"), (dt.date(2024, 6, 2), "9")):
        add_rows(place, "orchards", origin_of(day), rows_of({("DEU", 2023): value, ("FRA", 2023): "1"}))
    return Almanac(place=place)


def differences(almanac: Almanac, query: str, edit: Callable[[dict[str, Any]], object]) -> tuple[str, ...]:
    """What a replay says to a receipt that was changed by hand."""
    told = json.loads(receipt_to_json(receipt(parse_query(query), DAY, almanac)))
    edit(told)
    return replay("receipt", json.dumps(told).encode(), almanac).differences


def test_a_receipt_is_written_with_two_blanks_and_a_line_end(orchards: Almanac) -> None:
    content = receipt_to_json(receipt(parse_query(SUM), DAY, orchards))
    assert content == json.dumps(json.loads(content), indent=2).encode() + b"\n"
    assert receipt_schema()["title"] == "faktenlage receipt"
    assert "$defs" in receipt_schema()


def test_a_release_of_the_day_itself_was_considered_and_none_of_the_next(orchards: Almanac) -> None:
    days = [seal.released for seal in receipt(parse_query(SUM), DAY, orchards).considered]
    assert days == [dt.date(2024, 6, 1), dt.date(2024, 5, 2)]
    assert [cell.value for cell in receipt(parse_query(SUM), DAY, orchards).cells] == ["955.0", "1"]


def test_values_that_are_the_same_in_other_bytes_are_said_to_be(orchards: Almanac) -> None:
    assert differences(orchards, SUM, dict.copy) == ("the values are the same, the bytes of the file are not",)


def test_every_field_that_differs_is_told_once(orchards: Almanac) -> None:
    def edit(told: dict[str, Any]) -> None:
        told |= {"answer": "1", "unit": None, "arithmetic": ["a", "b"], "rounding": []}

    assert differences(orchards, SUM, edit) == (
        "answer: 1 in the receipt, 956.0 here",
        "unit: nothing in the receipt, tonnes here",
        "arithmetic: a; b in the receipt, sum of 2 = 956.0 here",
        "rounding: none in the receipt, harvest.apples: read to 0.1 tonnes, half up here",
    )


def test_what_is_no_longer_said_is_none(orchards: Almanac) -> None:
    query = "sum(harvest.apples, {DEU, ITA}, 2023)"
    found = differences(orchards, query, lambda told: told.update(arithmetic=["a"], rounding=["b"]))
    assert found == ("arithmetic: a in the receipt, none here", "rounding: b in the receipt, none here")


def test_releases_are_told_in_order_with_the_beginning_of_their_digests(orchards: Almanac) -> None:
    here: list[dict[str, str]] = []

    def edit(told: dict[str, Any]) -> None:
        seals = told["considered"]
        here.extend(dict(seal) for seal in seals)
        seals[0]["sha256"] = "0123456789abcdef"
        seals[1] = {"key": "2024-07-01-z", "released": "2024-05-01", "sha256": "fedcba9876543210"}
        seals.append({"key": "1999-01-01-a", "released": "2024-05-01", "sha256": "00112233445566"})

    found = differences(orchards, SUM, edit)
    told = f"0123456789ab... in the receipt, {here[0]['sha256'][:12]}... here"
    assert found == (
        "release 1999-01-01-a (sha256 001122334455...) is not here",
        f"release {here[1]['key']} of 2024-05-02 was not known to the receipt",
        f"release {here[0]['key']} has other content: sha256 {told}",
        "release 2024-07-01-z (sha256 fedcba987654...) is not here",
    )


def test_cells_are_told_by_what_they_are_about(orchards: Almanac) -> None:
    keys: list[str] = []

    def edit(told: dict[str, Any]) -> None:
        gone, changed = told["cells"]
        keys.append(gone["release"])
        changed["value"] = None
        told["cells"] = [{**gone, "area": "ITA"}, changed]

    assert differences(orchards, SUM, edit) == (
        f"cell {keys[0]} harvest.apples ITA 2023 is in the receipt, not here",
        f"cell {keys[0]} harvest.apples FRA 2023: value is nothing in the receipt, 1 here",
        f"cell {keys[0]} harvest.apples DEU 2023 is here, not in the receipt",
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is no receipt (input data was truncated)"),
        (b"x", "is no receipt (JSON is malformed: invalid character (byte 0))"),
        (b'{"receipt": 2}', "is no receipt (invalid enum value 2 - at '$.receipt')"),
        (b'{"receipt": "1"}', "is no receipt (expected 'int', got 'str' - at '$.receipt')"),
    ],
)
def test_what_is_no_receipt_is_said_to_be_none(content: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read_receipt("file", content)
    assert problem in str(caught.value)


@pytest.fixture(scope="module")
def isles(tmp_path_factory: pytest.TempPathFactory) -> Almanac:
    """A release for each measure."""
    place = tmp_path_factory.mktemp("isles")
    islands.write(place / "packs")
    for number, measure in enumerate(("spent", "share", "base1", "base2", "real", "people", "coins"), 1):
        unit = islands.UNITS.get(f"isle.{measure}", "bn USD")
        rows = [Row(f"isle.{measure}", "AAA", f"{year}", "2.0", unit, "actual", "") for year in (2002, 2003)]
        origin = islands.origin(dt.date(2004, number, 1), "isles", measure)
        add_rows(place, "islands", msgspec.structs.replace(origin, rounding={"isle.spent": 1}), rows)
    return Almanac(place / "packs", place)


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("level(isle.share, AAA, 2003)", ["share"]),
        ("level(isle.coins in USD, AAA, 2003)", ["coins"]),
        ("gap(isle.spent, AAA, 2003, 2 %)", ["share", "spent"]),
        ("change(isle.real, AAA, 2002, 2003, abs)", ["real", "base2", "base1"]),
        ("level(isle.perhead, AAA, 2003)", ["people", "spent"]),
        ("level(isle.perhead in EUR, AAA, 2003)", ["people", "spent"]),
        ("level(guideline.pact.deadline, AAA, 2003)", []),
        ("holds(UNION.chair, 2003-01-01)", []),
        ("member(UNION, count, 2003-01-01)", []),
    ],
)
def test_considered_is_every_release_that_holds_what_is_asked(isles: Almanac, query: str, kinds: list[str]) -> None:
    found = considered(parse_query(query), dt.date(2005, 1, 1), isles)
    assert [seal.key[11:-9] for seal in found] == kinds


@pytest.mark.parametrize(
    ("query", "rounding", "entries"),
    [
        ("level(isle.spent, AAA, 2003)",
         ["isle.spent: compared unrounded", "printed coarsely: the answer may be off by 0.5 bn USD"], 0),
        ("level(isle.share, AAA, 2003)", ["isle.share: read to 0.1 %, half up"], 0),
        ("level(isle.share, AAA, 1999)", [], 0),
        ("holds(UNION.chair, 2003-01-01)", [], 2),
    ],
)  # fmt: skip
def test_how_figures_are_read_is_told(isles: Almanac, query: str, rounding: list[str], entries: int) -> None:
    made = receipt(parse_query(query), dt.date(2005, 1, 1), isles)
    assert (made.rounding, len(made.entries)) == (rounding, entries)
    assert made.unit != ""
    assert len(made.cells) == (1 if rounding else 0)
    assert replay("receipt", receipt_to_json(made), isles).same


@pytest.mark.parametrize(
    ("query", "problem"),
    [("level(isle.share, AAA)", "its query cannot be read"), ("level(no.such, AAA, 2003)", "cannot be asked here")],
)
def test_a_question_that_cannot_be_asked_is_an_error(isles: Almanac, query: str, problem: str) -> None:
    told = json.loads(receipt_to_json(receipt(parse_query("level(isle.share, AAA, 2003)"), DAY, isles)))
    with pytest.raises(InputError, match=problem):
        replay("receipt", json.dumps(told | {"query": query}).encode(), isles)
