"""Goes through everything that may be noticed in a report."""

from __future__ import annotations

from collections.abc import Sequence

from faktenlage.findings.events import told_twice
from faktenlage.findings.headlines import stronger_headlines
from faktenlage.findings.material import Material
from faktenlage.findings.namelessness import unnamed_only
from faktenlage.findings.numbers import broken_sums, reversed_years, two_values
from faktenlage.model import Finding, Judged

__all__ = ["Material", "notice"]

_NOTICED = (broken_sums, reversed_years, told_twice, stronger_headlines, unnamed_only)


def notice(material: Material, judged: Sequence[Judged]) -> tuple[Finding, ...]:
    """Findings in the order of the text, each with a code that explanations turn into a sentence."""
    if not material.words.speaks:
        return ()
    found = [*two_values(material, judged), *(finding for look in _NOTICED for finding in look(material))]
    found.sort(key=lambda finding: (finding.spans[0].start, finding.kind))
    return tuple(found)
