"""Releases of official figures and dated registers; answers a query as known on a day."""

from faktenlage.figures.domain import Guideline, Measure
from faktenlage.figures.notation import parse_query
from faktenlage.figures.oracle import Figures, verify

__all__ = ["Figures", "Guideline", "Measure", "parse_query", "verify"]
