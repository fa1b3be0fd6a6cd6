"""What findings are read from, with what several of them ask for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from faktenlage.language.stretches import Stretches
from faktenlage.language.watch import Seen
from faktenlage.model import Claim, Report, Span, Statement
from faktenlage.packs.findings import FindingWords
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.packs.patterns import Pattern

__all__ = ["Material"]

_WORD = re.compile(r"[^\W\d_][\w’'-]+")
WORD = 4  # letters a telling word has at least
STEM = 6  # letters by which two forms of a word are taken for one


@dataclass(frozen=True)
class Material:
    """A report as read: its sentences, statements and claims; ``persons`` of registers by last name."""

    report: Report
    folded: str
    sentences: Sequence[Span]
    statements: Sequence[Statement]
    claims: Sequence[Claim]
    language: LanguagePack
    seen: Seen
    persons: frozenset[str] = frozenset()
    _by_id: dict[str, Statement] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.report.text

    @property
    def words(self) -> FindingWords:
        return self.language.findings

    @cached_property
    def headlines(self) -> tuple[Span, ...]:
        """The lines above the report's first sentence that ends with a stop, as far as they stand in its text."""
        found: list[Span] = []
        for span in self.sentences[:8]:
            if span.of(self.text).rstrip("\"”“»«’' )").endswith((".", "!", "…")):
                break
            found.append(span)
        return tuple(found) if len(found) < len(self.sentences) else ()

    @cached_property
    def body(self) -> tuple[Span, ...]:
        """The sentences below the headlines."""
        return tuple(self.sentences[len(self.headlines) :])

    @cached_property
    def names(self) -> frozenset[str]:
        """The last names of those who speak in the report, and of the persons of registers."""
        found = {each.speaker.name for each in self.statements if each.speaker}
        return frozenset(name.split()[-1] for name in found if name) | self.persons

    @cached_property
    def _told(self) -> Stretches[Statement]:
        return Stretches((_extent(each), each) for each in self.statements)

    def own(self, sentence: Span) -> list[Statement]:
        """What the report says itself within a sentence."""
        return [each for each in self._said.get(sentence.start, ()) if each.manner == "own"]

    def said_in(self, sentence: Span) -> list[Statement]:
        """What others say within a sentence."""
        return [each for each in self._said.get(sentence.start, ()) if each.manner != "own"]

    @cached_property
    def _said(self) -> dict[int, list[Statement]]:
        """Statements by the first character of the sentences they touch."""
        starts = [span.start for span in self.sentences]
        said: dict[int, list[Statement]] = {}
        for each in self.statements:
            spans = each.content if each.manner == "own" else (*each.content, *each.frame, *each.source)
            touched = {
                index
                for span in spans
                for index in range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end))
            }
            for index in sorted(touched):
                said.setdefault(starts[index], []).append(each)
        return said

    def sentence_at(self, place: Span) -> Span:
        """The sentence a passage begins in."""
        index = bisect_right([span.start for span in self.sentences], place.start) - 1
        return self.sentences[index] if index >= 0 else place

    def find(self, name: str, pattern: Pattern, span: Span) -> re.Match[str] | None:
        """A pattern in a passage, tried only where letters it needs were seen."""
        if not self.seen.may(name, span.start, span.end):
            return None
        return pattern.search(self.folded, span.start, span.end)

    def statement(self, claim: Claim) -> Statement | None:
        """The statement a claim stands in."""
        if not self._by_id:
            self._by_id.update({each.id: each for each in self.statements})
        return self._by_id.get(claim.statement)

    def stems(self, span: Span) -> frozenset[str]:
        """The telling words of a passage, cut to what their forms share."""
        return self.stems_of(self.folded[span.start : span.end])

    def stems_of(self, folded: str) -> frozenset[str]:
        words = _WORD.findall(folded)
        function_words = self.language.language.function_words
        return frozenset(word[:STEM] for word in words if len(word) >= WORD and word not in function_words)


def _extent(statement: Statement) -> Span:
    """From the first to the last of its words, those of its source included."""
    spans = (*statement.content, *statement.frame, *statement.source)
    return Span(min(span.start for span in spans), max(span.end for span in spans))
