"""The sign of each label, as every page shows it."""

from __future__ import annotations

from faktenlage.model import Label

__all__ = ["SIGNS"]

SIGNS: dict[Label, str] = {
    "correct": "✓",
    "imprecise": "≈",
    "wrong": "✗",
    "outdated": "⟳",
    "depends": "⇄",
    "open": "…",
    "not_checkable": "?",
}
