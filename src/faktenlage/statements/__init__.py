"""Report -> statements: who says what, how firmly; for now each sentence in the report's own voice, and its moods."""

from faktenlage.statements.reading import read

__all__ = ["read"]
