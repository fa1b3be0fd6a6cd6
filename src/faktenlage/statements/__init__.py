"""Report -> statements: who says what, how firmly; and the sentences they stand in, with their moods."""

from faktenlage.statements.reading import Told, innermost, read

__all__ = ["Told", "innermost", "read"]
