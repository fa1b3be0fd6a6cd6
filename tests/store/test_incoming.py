"""What lies in ``incoming/`` belongs to whoever holds its lock; what nobody holds is taken away."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import msgspec
import pytest

from faktenlage.figures.origins import Origin
from faktenlage.figures.seals import sha256_of
from faktenlage.store import adding
from faktenlage.store.adding import Added, add_rows, ask_database
from tests.store.conftest import rows_of

fcntl = pytest.importorskip("fcntl")
VALUES = {("ITA", 2023): "1", ("DEU", 2023): "2", ("FRA", 2023): "3", ("DEU", 2022): "4"}


@pytest.fixture
def left(place: Path) -> Path:
    """A folder that somebody has begun, with its lock."""
    folder = place / "incoming" / "begun"
    folder.mkdir(parents=True)
    (folder / "observations.csv").write_text("half a tab", encoding="utf-8")
    folder.with_suffix(".lock").touch()
    return folder


def add(place: Path, origin: Origin) -> Added:
    return add_rows(place, "orchards", origin, rows_of(VALUES))


def test_what_nobody_holds_is_taken_away(place: Path, origin: Origin, left: Path):
    assert add(place, origin).new
    assert list(left.parent.iterdir()) == []


def test_a_lock_without_a_folder_is_taken_away(place: Path, origin: Origin, left: Path):
    (left / "observations.csv").unlink()
    left.rmdir()
    add(place, origin)
    assert list(left.parent.iterdir()) == []


def test_what_somebody_holds_stays(place: Path, origin: Origin, left: Path):
    lock = left.with_suffix(".lock")
    with lock.open("r+") as stream:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX)
        assert add(place, origin).new
        assert sorted(left.parent.iterdir()) == [left, lock]
        assert (left / "observations.csv").exists()


def test_without_locks_nothing_is_taken_away(place: Path, origin: Origin, left: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)
    assert add(place, origin).new
    assert left.is_dir()


def test_a_lock_that_somebody_took_away_is_not_missed(place: Path, monkeypatch: pytest.MonkeyPatch):
    remove = adding.shutil.rmtree

    def with_locks(folder: Path, **options: bool) -> None:
        for lock in (place / "incoming").glob("*.lock"):
            lock.unlink()
        remove(folder, **options)

    monkeypatch.setattr(adding.shutil, "rmtree", with_locks)
    assert ask_database(place, "SELECT 1") == [(1,)]
    assert list((place / "incoming").iterdir()) == []


@pytest.mark.parametrize(("many", "name"), [(4, "observations.parquet"), (5, "observations.csv")])
def test_so_many_rows_are_kept_as_parquet(
    place: Path, origin: Origin, many: int, name: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(adding, "MANY", many)
    assert (add(place, origin).folder / name).exists()


def test_rows_are_kept_in_order(place: Path, origin: Origin):
    lines = (add(place, origin).folder / "observations.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == sorted(lines[1:])
    assert len(lines) == 1 + len(VALUES)


def test_the_origin_has_no_empty_entries_and_a_key_with_the_beginning_of_the_digest(place: Path, origin: Origin):
    added = add(place, msgspec.structs.replace(origin, measures=()))
    text = (added.folder / "origin.toml").read_text(encoding="utf-8")
    assert {line.partition(" = ")[2] for line in text.splitlines()}.isdisjoint({"[]", "{}", "", '""'})
    digest = sha256_of(added.folder / "observations.csv")
    assert added.key == added.folder.name == f"{origin.key}-{digest[:8]}"


@pytest.mark.parametrize("there", [True, False])
def test_whoever_comes_second_finds_the_release_there_and_any_other_fault_is_raised(
    place: Path, origin: Origin, there: bool, monkeypatch: pytest.MonkeyPatch
):
    rename = Path.rename

    def too_late(self: Path, target: Path) -> Path:
        if not self.is_dir():
            return rename(self, target)
        if there:
            shutil.copytree(self, target)
        raise OSError(39, "Directory not empty", str(target))

    monkeypatch.setattr(Path, "rename", too_late)
    if there:
        added = add(place, origin)
        assert (added.new, added.folder.is_dir()) == (False, True)
    else:
        with pytest.raises(OSError, match="not empty"):
            add(place, origin)
