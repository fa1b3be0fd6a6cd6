"""Reasons to doubt a draft before it is stored."""
