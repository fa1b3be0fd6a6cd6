"""Fetching publishers' files on request."""
