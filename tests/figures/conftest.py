from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from faktenlage.figures import Figures
from faktenlage.figures.oracle import SHIPPED


@pytest.fixture(scope="session")
def figures() -> Figures:
    """The shipped figures, read once."""
    return Figures.shipped()


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped domain with two small releases, to be broken."""
    folder = tmp_path / "nato_defence"
    folder.mkdir()
    shutil.copy(SHIPPED / "domain.toml", folder)
    shutil.copytree(SHIPPED / "registers", folder / "registers")
    for key in ("2022-03-31-annual-report", "2022-06-27-expenditure"):
        shutil.copytree(SHIPPED / "releases" / key, folder / "releases" / key)
    return folder
