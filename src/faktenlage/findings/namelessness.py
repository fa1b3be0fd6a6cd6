"""Reports whose central statement rests on nobody who has a name."""

from __future__ import annotations

from collections.abc import Iterator

from faktenlage.findings.material import Material
from faktenlage.model import Finding, Statement

__all__ = ["unnamed_only"]

LEAD = 3  # sentences in which the central statement stands
_NAMELESS = ("unnamed_officials", "unnamed_insiders")
_WEIGHTLESS = ("declines", "denies", "asks")
_BEARING_OUT = ("confirms",)


def unnamed_only(material: Material) -> Iterator[Finding]:
    """The first thing told on somebody's word is told by unnamed people, and nobody else says anything to it."""
    told = [each for each in material.statements if each.manner != "own" and each.stance not in _WEIGHTLESS]
    if not told or not material.body:
        return
    first = told[0]
    lead = material.body[:LEAD][-1].end
    if first.content[0].start >= lead or first.authority != "unnamed_insiders" or not first.source:
        return
    if first.stance in _BEARING_OUT:
        return
    others = [each for each in told if not _nameless(each)]
    if not others:
        yield Finding("unnamed_only", (*first.source, *first.content), code="unnamed_only")


def _nameless(statement: Statement) -> bool:
    return statement.authority in _NAMELESS
