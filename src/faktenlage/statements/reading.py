"""Cuts a report into statements: for now one a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from faktenlage.language.marks import Mark
from faktenlage.language.sentences import sentences
from faktenlage.model import Clause, Span, Statement
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.packs.phrases import Phrases
from faktenlage.statements.moods import moods

__all__ = ["read"]


def read(
    text: str, folded: str, marks: Sequence[Mark], language: LanguagePack, phrases: Phrases
) -> tuple[tuple[Statement, tuple[Clause, ...]], ...]:
    """Statements in the order of the text, each with its clauses; a sentence without a mark is not cut up."""
    starts = [mark.start for mark in marks]
    told: list[tuple[Statement, tuple[Clause, ...]]] = []
    for number, span in enumerate(sentences(text, language), 1):
        here = marks[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        clauses = moods(folded, span, here, phrases, question=_is_question(text, span)) if here else ()
        told.append((_statement(number, span, clauses), clauses))
    return tuple(told)


def _statement(number: int, span: Span, clauses: Sequence[Clause]) -> Statement:
    firm = next((clause for clause in clauses if clause.blocks), clauses[0] if clauses else None)
    if firm is None:
        return Statement(f"s{number}", (span,))
    return Statement(f"s{number}", (span,), stance=firm.stance, certainty=firm.certainty)


def _is_question(text: str, span: Span) -> bool:
    return span.of(text).rstrip("\"”“»«’' ").endswith("?")
