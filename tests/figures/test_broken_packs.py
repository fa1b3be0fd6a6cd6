"""A pack that breaks its schema is an error that names the file, the line and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from faktenlage.errors import PackError
from faktenlage.figures import Figures, verify

RELEASE = "releases/2022-06-27-expenditure"
TABLE = f"{RELEASE}/observations.csv"

# file, what to put in place of what, words of the problem, words of the remedy, line
BREAKS = [
    ("domain.toml", 'kind = "growth"', 'knid = "growth"', "unknown key 'knid'", "kind", None),
    (f"{RELEASE}/origin.toml", "citation =", "citaton =", "unknown key 'citaton'", "citation", 10),
    (f"{RELEASE}/origin.toml", 'key = "2022-06-27', 'key = "2022-06-28', "key is", "name of the folder", None),
    (TABLE, "measure,area", "area,measure", "header is", "make it", 1),
    (TABLE, ",2022,", ",2022,x", "is not a number", "write digits", 2),
    (TABLE, ",estimate,press copy", ",guess,press copy", "status 'guess'", "use actual", 2),
    (TABLE, "defence.share,", "defense.share,", "unknown measure", "did you mean 'defence.share'", 2),
    (TABLE, ",%,", ",pp,", "unit is 'pp'", "convert it to '%'", 2),
    (TABLE, ",press copy", "", "has 6 cells", "give all 7 columns", 2),
    ("registers/members.csv", "NATO,", "NATTO,", "unknown name 'NATTO'", "did you mean 'NATO'", 2),
    ("registers/members.csv", "1949-04-04", "4.4.1949", "is not a day", "2024-03-07", 2),
    ("registers/holders.csv", "CAN.prime_minister", "CAN.premier", "unknown name", "did you mean", 2),
]


@pytest.mark.parametrize(("file", "old", "new", "problem", "remedy", "line"), BREAKS)
def test_a_break_is_named(pack: Path, file: str, old: str, new: str, problem: str, remedy: str, line: int) -> None:
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        Figures.read(pack)
    assert caught.value.path == path
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy
    assert line is None or caught.value.line == line


def test_a_row_that_occurs_twice_is_named(pack: Path) -> None:
    path = pack / TABLE
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    with pytest.raises(PackError, match="occurs twice") as caught:
        Figures.read(pack)
    assert caught.value.line == len(lines) + 1


def test_a_missing_table_is_named(pack: Path) -> None:
    (pack / TABLE).unlink()
    with pytest.raises(PackError, match="is missing"):
        Figures.read(pack)


def test_a_changed_byte_is_named(pack: Path) -> None:
    verify(pack)
    path = pack / TABLE
    path.write_text(path.read_text(encoding="utf-8").replace("press copy", "press  copy", 1), encoding="utf-8")
    with pytest.raises(PackError, match="sha256") as caught:
        verify(pack)
    assert caught.value.path == path


def test_a_name_defined_twice_is_named(pack: Path) -> None:
    path = pack / "domain.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('id = "EUR_CAN"', 'id = "NATO"'), encoding="utf-8")
    with pytest.raises(PackError, match="'NATO' is defined twice"):
        Figures.read(pack)
