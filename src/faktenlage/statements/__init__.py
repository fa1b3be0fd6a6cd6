"""Report -> statements: who says what, how firmly; and the sentences they stand in, with their moods."""

from faktenlage.statements.places import Places
from faktenlage.statements.reading import Told, read

__all__ = ["Places", "Told", "read"]
