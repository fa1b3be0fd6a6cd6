"""Turns word lists into trie-shaped regular expressions, whose cost hangs on the text and not on the list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

__all__ = ["trie"]


def trie(words: Iterable[str]) -> str:
    """A group that matches the longest of ``words`` at a place; never matches where there are none."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _group(root) or "(?!)"


def _group(node: dict[str, Any]) -> str:
    branches = [re.escape(character) + _group(rest) for character, rest in node.items() if character]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "")
