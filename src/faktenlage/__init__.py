"""A news report goes in; what is said, by whom, how firmly, and whether the figures bear it out comes out."""

from __future__ import annotations

__version__ = "0.1.0"
