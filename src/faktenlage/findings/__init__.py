"""Sentences, statements and claims -> findings: where a report disagrees with itself or says more than its sources."""

from faktenlage.findings.noticing import Material, notice

__all__ = ["Material", "notice"]
