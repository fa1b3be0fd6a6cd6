"""Figures drawn: the path of a figure through its releases, as SVG, as PNG, and in characters for a terminal."""
