"""Headlines that say more than the report below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faktenlage.findings.material import Material
from faktenlage.model import Finding, Span

__all__ = ["stronger_headlines"]

_CLAUSE = re.compile(r"[^,;:–—()]+")
LEAST = 4  # telling words of a headline
ALIKE = 0.75  # share of them that a clause must have to be about the same
RELATED = 0.5  # share of them from which a clause may be about the same


def stronger_headlines(material: Material) -> Iterator[Finding]:
    """A headline that tells as a fact what the report only holds possible or heard."""
    if not material.headlines or not any(_weak(material, each) for each in material.body):
        return
    for headline in material.headlines:
        stems = material.stems(headline)
        if len(stems) < LEAST or material.words.hedged_headline.search(material.folded, headline.start, headline.end):
            continue
        if any(sign in headline.of(material.text) for sign in "?:„“\"»«'"):
            continue
        near = [(len(stems & material.stems(each)) / len(stems), each) for each in _clauses(material)]
        same = [each for share, each in near if share >= ALIKE]
        if same and all(_weak(material, each) for share, each in near if share >= RELATED):
            yield Finding("headline_stronger", (headline, same[0]), code="headline_stronger")
            return


def _weak(material: Material, clause: Span) -> bool:
    """Whether a clause holds possible what it tells."""
    return material.find("held_possible", material.words.held_possible, clause) is not None


def _clauses(material: Material) -> Iterator[Span]:
    """Stretches between commas and the like, below the headlines."""
    for sentence in material.body:
        for found in _CLAUSE.finditer(material.text, sentence.start, sentence.end):
            yield Span(*found.span())
