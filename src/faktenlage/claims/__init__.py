"""Statements -> claims: a query of the figures with the answer the text asserts."""
