"""Colours of a picture on a light and on a dark page; told apart by the colour-blind and in print too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as matplotlib reads them."""

    page: str
    ink: str
    faint: str
    grid: str
    line: str
    broken: str


THEMES: Mapping[str, Theme] = {
    "light": Theme("#ffffff", "#1c1c1c", "#5f6368", "#e3e5e8", "#1f5fa8", "#a8481a"),
    "dark": Theme("#15181c", "#eceff3", "#a3abb5", "#2d333b", "#7db4f5", "#f0a061"),
}
