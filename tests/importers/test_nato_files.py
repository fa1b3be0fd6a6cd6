"""Whatever is no readable workbook is refused in one sentence."""

from __future__ import annotations

import random
import zipfile

import pytest
from openpyxl import Workbook

from faktenlage.errors import InputError
from faktenlage.importers import workbooks
from faktenlage.importers.drafts import Hints
from faktenlage.importers.nato.importer import NatoWorkbook
from faktenlage.importers.workbooks import is_workbook, open_workbook
from tests.importers.nato_workbooks import workbook


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return workbook("2024").save(tmp_path_factory.mktemp("sound") / "tables.xlsx").read_bytes()


def archive(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", content)


def test_a_workbook_is_told_from_its_contents_not_its_name(sound, tmp_path):
    path = tmp_path / "tables.csv"
    path.write_bytes(sound)
    assert is_workbook(path)
    assert open_workbook(path).sheetnames[0] == "TABLE1"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b"year;value\n2024;2.1\n", "is no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel file or has a password"),
        (b"PK\x03\x04" + bytes(100), "damaged or cut off"),
    ],
)
def test_other_files_are_refused_with_what_to_do(content, problem, tmp_path):
    path = tmp_path / "figures.xlsx"
    path.write_bytes(content)
    assert not is_workbook(path)
    with pytest.raises(InputError, match=problem) as refused:
        open_workbook(path)
    assert refused.value.remedy


def test_a_folder_or_a_missing_file_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.xlsx"):
        assert not is_workbook(path)
        assert not NatoWorkbook().recognises(path)
        with pytest.raises(InputError, match="cannot be opened"):
            open_workbook(path)


def test_an_archive_of_other_things_is_refused(tmp_path):
    archive(tmp_path / "other.zip", data="<a/>")
    with pytest.raises(InputError, match="no Excel workbook"):
        open_workbook(tmp_path / "other.zip")


def test_an_archive_that_would_burst_is_refused_unopened(tmp_path):
    archive(tmp_path / "bomb.xlsx", xl__workbook="<a/>", xl__sheet=bytes(workbooks.SMALL_ENOUGH + 1))
    with pytest.raises(InputError, match="would unpack to 20 MB"):
        open_workbook(tmp_path / "bomb.xlsx")


def test_a_sheet_that_reaches_too_far_is_refused(tmp_path):
    book = Workbook()
    book.active.cell(1_000_000, 200, 1)
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(InputError, match="row 1000000, column 200"):
        open_workbook(tmp_path / "far.xlsx")


@pytest.mark.parametrize("seed", range(40))
def test_a_cut_or_changed_file_is_read_or_refused_but_never_breaks(seed, sound, tmp_path):
    chance = random.Random(seed)
    content = bytearray(sound)
    if seed % 2:
        del content[chance.randrange(len(content)) :]
    for _ in range(chance.choice([1, 3, 30]) if content else 0):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)
    NatoWorkbook().recognises(path)
    try:
        NatoWorkbook().read(path, Hints())
    except InputError as refused:
        said = str(refused).splitlines()
    else:
        said = [""]
    assert len(said) == 1
