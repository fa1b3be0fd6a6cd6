"""Statements -> claims: a query of the figures with the answer the text asserts."""

from faktenlage.claims.hints import hinted
from faktenlage.claims.interpret import interpret
from faktenlage.claims.staging import relevant, scenes, topic, with_rivals
from faktenlage.claims.together import together

__all__ = ["hinted", "interpret", "relevant", "scenes", "together", "topic", "with_rivals"]
