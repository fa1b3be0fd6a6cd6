"""Bytes -> Report: plain text and Markdown, in whatever encoding they come."""
