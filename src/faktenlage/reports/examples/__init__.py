"""Reports that ship with the package, invented to show what a review looks like; one claim in each is wrong."""

from __future__ import annotations

from importlib.resources import files

from faktenlage.errors import InputError
from faktenlage.model import Report
from faktenlage.reports.files import read_bytes


def example_languages() -> list[str]:
    """The languages there is an example in."""
    return sorted(entry.name.removesuffix(".md") for entry in files(__name__).iterdir() if entry.name.endswith(".md"))


def read_example(language: str = "de") -> Report:
    """The example in a language; raises InputError where there is none."""
    if language not in example_languages():
        remedy = f"there is one in {', '.join(example_languages())}"
        raise InputError("example", f"does not exist in {language!r}", remedy)
    return read_bytes(files(__name__).joinpath(f"{language}.md").read_bytes(), "example", language=language)
