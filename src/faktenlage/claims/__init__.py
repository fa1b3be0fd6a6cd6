"""Statements -> claims: a query of the figures with the answer the text asserts."""

from faktenlage.claims.hints import hinted
from faktenlage.claims.reading import Hearing, read
from faktenlage.claims.staging import relevant, topic
from faktenlage.claims.together import together

__all__ = ["Hearing", "hinted", "read", "relevant", "together", "topic"]
