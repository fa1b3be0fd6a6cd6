"""Where the user's own releases and fetched files live."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """``FAKTENLAGE_HOME``, else the usual data folder of the platform; it need not exist yet."""
    named = os.environ.get("FAKTENLAGE_HOME")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("faktenlage", appauthor=False)


def releases_folder(place: Path) -> Path:
    """``releases/DOMAIN/KEY`` below it are the user's releases."""
    return place / "releases"


def files_folder(place: Path) -> Path:
    """Fetched files, each in a folder named by its checksum."""
    return place / "files"
