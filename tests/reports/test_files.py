from __future__ import annotations

import os
from pathlib import Path

import pytest

from faktenlage.errors import InputError
from faktenlage.reports import find_files, read_bytes, read_file


def test_a_file_names_itself(tmp_path: Path):
    file = tmp_path / "bericht.md"
    file.write_bytes("# Der große Plan\r\n\r\nEr steht.\r\n".encode())
    report = read_file(file)
    assert (report.id, report.url, report.title) == (str(file), str(file), "Der große Plan")
    assert report.text == "# Der große Plan\r\n\r\nEr steht.\r\n"
    assert (report.published, report.published_from) == (None, "none")


def test_the_address_in_the_front_matter_wins_over_the_file_name(tmp_path: Path):
    file = tmp_path / "a.md"
    file.write_text("---\nurl: https://example.org/a\n---\nText.", encoding="utf-8")
    assert read_file(file).url == "https://example.org/a"


def test_a_folder_lists_its_texts_in_order(tmp_path: Path):
    for name in ["b.txt", "a.MD", "c.markdown", "d.text", "e.pdf", ".f.txt", "sub/g.txt", ".git/h.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)]
    assert found == ["a.MD", "b.txt", "c.markdown", "d.text", "sub/g.txt"]


@pytest.mark.parametrize("name", ["missing.pdf", "x" * 5000, "nul\0byte"])
def test_what_is_no_folder_is_its_own_answer(tmp_path: Path, name):
    assert find_files(tmp_path / name) == [tmp_path / name]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing.txt", "does not exist"),
        ("", "is a folder"),
        ("nul\0byte", "cannot be read"),
        ("x" * 5000, "cannot be read"),
        ("file.txt/below", "cannot be read"),
    ],
)
def test_a_path_that_cannot_be_read_says_why(tmp_path: Path, name, problem):
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=problem):
        read_file(tmp_path / name)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_locked_folder_is_listed_so_that_reading_it_says_why(tmp_path: Path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    assert find_files(tmp_path) == [locked]
    with pytest.raises(InputError, match="permission denied"):
        read_file(locked)
    assert find_files(locked / "below") == [locked / "below"]


def test_a_file_over_the_limit_is_refused(tmp_path: Path):
    file = tmp_path / "long.txt"
    file.write_text("x" * 2_000_001, encoding="utf-8")
    with pytest.raises(InputError, match="larger than 1 MB"):
        read_file(file, limit=1_000_000 + 48_576)
    assert len(read_file(file).text) == 2_000_001


@pytest.mark.parametrize("line", ["Für später wären 2,5 Prozent nötig. ", "[" * 40, "# ", "a: b\n", "\n"])
def test_fifty_megabytes_are_read(line):
    data = ("Bericht über alles.\n" + line * (50_000_000 // len(line.encode()))).encode()
    assert read_bytes(data, "x").text.encode() == data
