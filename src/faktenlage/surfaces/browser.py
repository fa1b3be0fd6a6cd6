"""Pages for a browser, on disk."""

from __future__ import annotations

from pathlib import Path

from faktenlage.errors import InputError
from faktenlage.explanations import explainer
from faktenlage.model import Review
from faktenlage.review import Desk
from faktenlage.surfaces.writing import file_name, save

CITED = ("de", "en")
"""Citations can be copied in these languages, and in that of the page."""


class Keeper:
    """Writes the page of one report to a file, those of many into a folder, named for their reports."""

    def __init__(self, place: Path, desk: Desk, *, single: bool) -> None:
        self._place, self._desk = place, desk
        self._one = single and not place.is_dir()
        self._used: set[str] = set()
        if not self._one:
            try:
                place.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                problem = f"is to be a folder of pages and cannot be made ({(error.strerror or 'error').lower()})"
                raise InputError(str(place), problem, "name a folder") from None

    def keep(self, reviewed: Review) -> Path:
        """Write the page and tell where it lies; raises InputError where it cannot be written."""
        from faktenlage.pages import page

        languages = dict.fromkeys((reviewed.language, *CITED))
        writers = [explainer(each, self._desk.languages) for each in languages]
        target = self._place if self._one else self._place / self._unused(file_name(reviewed.report.id))
        save(target, page(reviewed, self._desk.figures_for, writers))
        return target

    def _unused(self, name: str) -> str:
        """The name with .html, and a number where two reports have the same."""
        tried, number = f"{name}.html", 2
        while tried in self._used:
            tried, number = f"{name}-{number}.html", number + 1
        self._used.add(tried)
        return tried
