"""Verdicts -> sentences in German or English; the only writer of prose."""

from __future__ import annotations

from faktenlage.explanations.explainer import Explainer, explainer
from faktenlage.explanations.packs import languages

__all__ = ["Explainer", "explainer", "languages"]
