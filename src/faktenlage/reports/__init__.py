"""Bytes -> Report: plain text and Markdown, in whatever encoding they come.

``Report.text`` is the decoded file, character for character (Markdown marks, front matter and line ends included),
so that every span holds for the file as well.
"""

from __future__ import annotations

from faktenlage.reports.files import LIMIT, find_files, read_bytes, read_file
from faktenlage.reports.lines import read_jsonl

__all__ = ["LIMIT", "find_files", "read_bytes", "read_file", "read_jsonl"]
