"""Attributions in a language that tells the subject by its place before the verb, as English does."""

from faktenlage.statements.word_order.finding import attributions

__all__ = ["attributions"]
