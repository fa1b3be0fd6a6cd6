"""What is attributed in a report, as found: who said what, in which words, before it is weighed."""

from __future__ import annotations

from dataclasses import dataclass

from faktenlage.model import Clause, Manner, Span, Stance

__all__ = ["Attribution", "Sentence", "plain"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its clauses; one without a known word is not cut up."""

    span: Span
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, its cue and what it said; an absent part is an empty tuple.

    ``lemma`` is the cue's dictionary form ("mitteilen", "laut"), empty where only quotation marks or the mood of the
    verb tell, and ``act`` what the pack says it does. ``denied``: the cue itself is negated ("did not say").
    ``antecedent`` is where the source was named before, for a pronoun or a source taken over from an earlier sentence.
    """

    manner: Manner
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    lemma: str = ""
    act: Stance = "asserts"
    denied: bool = False
    antecedent: tuple[Span, ...] = ()


def plain(lemma: str) -> str:
    """A verb without the marks of its parts: "einräumen" for "ein|räumen"."""
    return lemma.replace("|", "").replace(".", "")
