"""Headlines that say more than the report below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faktenlage.findings.material import Material
from faktenlage.language.marks import fold
from faktenlage.model import Finding, Span

__all__ = ["stronger_headlines"]

_CLAUSE = re.compile(r"[^,;:–—()]+")
_SIGNS = "?:„“\"»«'"
LEAST = 3  # telling words of a headline
ALIKE = 0.6  # share of them that a clause must have to be about the same
RELATED = 0.34  # share of them from which a clause may be about the same


def stronger_headlines(material: Material) -> Iterator[Finding]:
    """A headline or given title that tells as a fact what the report only holds possible or has heard."""
    if not any(_weak(material, each) for each in material.body):
        return
    told: list[tuple[str, frozenset[str], tuple[Span, ...]]] = [
        (span.of(material.text), material.stems(span), (span,)) for span in material.headlines
    ]
    title = material.report.title or ""
    if title and fold(title) not in material.folded:
        told.append((title, material.stems_of(fold(title)), ()))
    for words, stems, place in told:
        clause = _only_weak(material, stems) if _claims(material, words, stems) else None
        if clause is not None:
            yield Finding("headline_stronger", (*place, clause), code="headline_stronger")
            return


def _claims(material: Material, words: str, stems: frozenset[str]) -> bool:
    """Whether a headline tells something as a fact: no question, no quotation, no "may"."""
    hedged = material.words.hedged_headline.search(fold(words))
    return len(stems) >= LEAST and not hedged and not any(sign in words for sign in _SIGNS)


def _only_weak(material: Material, stems: frozenset[str]) -> Span | None:
    """The clause that is about the same, where none holds it for more than possible."""
    near = [(len(stems & material.stems(each)) / len(stems), each) for each in _clauses(material)]
    same = [each for share, each in near if share >= ALIKE]
    return same[0] if same and all(_weak(material, each) for share, each in near if share >= RELATED) else None


def _weak(material: Material, clause: Span) -> bool:
    """Whether a clause holds possible what it tells."""
    return material.find("held_possible", material.words.held_possible, clause) is not None


def _clauses(material: Material) -> Iterator[Span]:
    """Stretches between commas and the like, below the headlines."""
    for sentence in material.body:
        for found in _CLAUSE.finditer(material.text, sentence.start, sentence.end):
            yield Span(*found.span())
