"""A pack that breaks its schema is an error that names the file, the line and the remedy."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from faktenlage.errors import PackError
from faktenlage.figures import Figures, verify
from faktenlage.figures.domain import Domain, DomainFile, read_domain
from faktenlage.figures.registers import read_registers
from faktenlage.figures.releases import read_tables, rows_of
from faktenlage.figures.seals import check_seal, sha256_of
from tests.figures.small_packs import write_domain, write_release
from tests.store import islands

RELEASE = "releases/2022-06-27-expenditure"
TABLE = f"{RELEASE}/observations.csv"

# file, what to put in place of what, words of the problem, words of the remedy, line
BREAKS = [
    ("domain.toml", 'kind = "growth"', 'knid = "growth"', "unknown key 'knid'", "kind", None),
    ("domain.toml", 'key = "nato_defence"', 'key = "nato_defence"\nodd = 1', "unknown key 'odd'", "", None),
    ("domain.toml", "[[groups]]", "[[groups]]\nodd = 1", "unknown key 'odd'", "", None),
    ("domain.toml", "parts = [{ ", "parts = [{ odd = 1, ", "unknown key 'odd'", "", None),
    ("domain.toml", "[[offices]]", "[[offices]]\nodd = 1", "unknown key 'odd'", "", None),
    ("domain.toml", "[[guidelines]]", "[[guidelines]]\nodd = 1", "unknown key 'odd'", "", None),
    ("domain.toml", "[[measures]]", "[[measures]]\nodd = 1", "unknown key 'odd'", "", None),
    (f"{RELEASE}/origin.toml", "citation =", "citaton =", "unknown key 'citaton'", "citation", 10),
    (f"{RELEASE}/origin.toml", 'key = "2022-06-27', 'key = "2022-06-28', "key is", "name of the folder", None),
    (TABLE, "measure,area", "area,measure", "header is area,measure,period,value,unit", "make it", 1),
    (TABLE, ",2022,", ",2022,x", "is not a number", "write digits", 2),
    (TABLE, ",2022,2.34,", ",2022,NaN,", "'NaN' is not a number", "write digits", 2),
    (TABLE, ",2022,2.34,", ",2022,1e3,", "'1e3' is not a number", "write digits", 2),
    (TABLE, ",2022,2.34,", ",2022,,", "'' is not a number", "status missing", 2),
    (TABLE, ",2022,2.34,", ",2022,2-3,", "'2-3' is not a number", "write digits", 2),
    (TABLE, ",2022,2.34,", ",202x,2.34,", "period '202x' is not known", "periods such as 2024", 2),
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


def test_the_first_line_of_an_unknown_measure_is_named(pack: Path) -> None:
    path = pack / TABLE
    path.write_text(path.read_text(encoding="utf-8").replace("defence.share,", "defense.share,"), encoding="utf-8")
    with pytest.raises(PackError, match="unknown measure") as caught:
        Figures.read(pack)
    assert caught.value.line == 2


def test_the_first_of_several_changed_files_is_named_with_the_beginning_of_its_digests(pack: Path) -> None:
    folder = pack / RELEASE
    sealed = sha256_of(folder / "observations.csv")
    for path in (folder / "origin.toml", folder / "observations.csv"):
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        check_seal(folder)
    now = sha256_of(folder / "observations.csv")
    assert caught.value.path == folder / "observations.csv"
    assert caught.value.problem == f"has changed: sha256 is {now[:12]}..., sealed as {sealed[:12]}..."


def test_releases_come_by_their_day_whatever_their_folders_are_called(tmp_path: Path) -> None:
    folder = write_domain(tmp_path, "orchard")
    for day in ("2023-01-01", "2024-01-01", "2022-01-01"):
        write_release(folder, day, [f"orchard.trees,DEU,{day[:4]},1"])
    origin = folder / "releases" / "2023-01-01-yearbook" / "origin.toml"
    text = origin.read_text(encoding="utf-8").replace("released = 2023-01-01", "released = 2025-01-01")
    origin.write_text(text, encoding="utf-8")
    (folder / "releases" / "notes.txt").write_text("no release", encoding="utf-8")
    tables = read_tables(folder / "releases", read_domain(folder / "domain.toml"))
    assert [table.release.released.year for table in tables] == [2022, 2024, 2025]
    rows = [["orchard.trees", "DEU", "2022", "1", "thousands", "actual", "p. 1"]]
    assert list(rows_of(tables[0].folder)) == rows


def test_the_first_of_several_changed_releases_is_named(pack: Path) -> None:
    (pack / "releases" / "notes.txt").write_text("no release", encoding="utf-8")
    verify(pack)
    for path in (pack / "releases").glob("*/observations.csv"):
        path.write_text(path.read_text(encoding="utf-8").replace("press copy", "press  copy"), encoding="utf-8")
        path.with_name("origin.toml").write_bytes(path.with_name("origin.toml").read_bytes() + b"\n")
    with pytest.raises(PackError, match="has changed") as caught:
        verify(pack)
    assert caught.value.path.parent.name == "2022-03-31-annual-report"


def test_the_line_of_a_seal_that_is_no_checksum_is_named(pack: Path) -> None:
    path = pack / RELEASE / "SHA256SUMS"
    first, *rest = path.read_text(encoding="ascii").splitlines()
    path.write_text("\n".join([first, *(f"x{line}" for line in rest)]) + "\n", encoding="ascii")
    with pytest.raises(PackError, match="no checksum with a name") as caught:
        check_seal(pack / RELEASE)
    assert (caught.value.path, caught.value.line) == (path, 2)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (r"^.", "", "no checksum with a name"),
        (r"^.", "g", "no checksum with a name"),
        (r"^(.{64})", r"\1a", "no checksum with a name"),
        (r"  ", " *", "no checksum with a name"),
        (r"  .*", "  ", "no checksum with a name"),
        (r"\A(.*\n)(.*\n)\Z", r"\2\1", "has changed"),
        (r"\n\Z", "", "has changed"),
    ],
)
def test_every_byte_of_a_seal_is_as_it_was_written(pack: Path, old: str, new: str, problem: str) -> None:
    path = pack / RELEASE / "SHA256SUMS"
    text = path.read_text(encoding="ascii")
    path.write_text(re.sub(old, new, text, count=1), encoding="ascii")
    assert path.read_text(encoding="ascii") != text
    with pytest.raises(PackError, match=problem) as caught:
        check_seal(pack / RELEASE)
    assert caught.value.path == path


@pytest.fixture
def isles(tmp_path: Path) -> Path:
    """A domain with a group and an office, whose registers are not in order."""
    islands.write(tmp_path)
    for path in (tmp_path / "islands" / "registers").iterdir():
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([head, *reversed(lines)]) + "\n", encoding="utf-8")
    return tmp_path / "islands"


def test_registers_are_read_in_order_of_the_first_day(isles: Path) -> None:
    registers = read_registers(isles / "registers", read_domain(isles / "domain.toml"))
    for lines in (registers.terms("UNION.chair"), registers.memberships("UNION")):
        days = [line.entry.first for line in lines]
        assert days == sorted(days)
        assert len(days) > 2


@pytest.mark.parametrize(("file", "field"), [("members.csv", "groups"), ("holders.csv", "offices")])
def test_a_register_is_needed_where_the_domain_has_names_for_it(isles: Path, file: str, field: str) -> None:
    with_names = DomainFile(key="x", dataset="x", measures=(), groups=())
    known = getattr(read_domain(isles / "domain.toml"), field).values()
    domain = Domain(msgspec.structs.replace(with_names, **{field: tuple(known)}))
    for other in ("members.csv", "holders.csv"):
        if other != file:
            (isles / "registers" / other).unlink()
    read_registers(isles / "registers", domain)
    (isles / "registers" / file).unlink()
    with pytest.raises(PackError, match="is missing"):
        read_registers(isles / "registers", domain)


@pytest.mark.parametrize("file", ["members.csv", "holders.csv"])
def test_a_register_without_names_in_the_domain_is_read_all_the_same(isles: Path, file: str) -> None:
    domain = Domain(DomainFile(key="x", dataset="x", measures=(), groups=()))
    for other in ("members.csv", "holders.csv"):
        if other != file:
            (isles / "registers" / other).unlink()
    with pytest.raises(PackError, match="unknown name") as caught:
        read_registers(isles / "registers", domain)
    assert (caught.value.path.name, caught.value.remedy) == (file, "define it")
