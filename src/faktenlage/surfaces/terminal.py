"""The review on a page a person likes to read: wrapped, with signs and colours, in the language of its sentences."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

import click

from faktenlage.explanations import Explainer
from faktenlage.explanations.signs import SIGNS
from faktenlage.model import Judged, Label, Report, Review, Statement, Verdict

NARROWEST, WIDEST = 60, 100
LISTED = 12
"""So many undecided passages are listed; the rest are counted."""
PASSAGE = 300
"""Longer statements are no sentences that could be shown."""

PLAIN_SIGNS: dict[Label, str] = {
    "correct": "+",
    "imprecise": "~",
    "wrong": "x",
    "outdated": "!",
    "depends": "/",
    "open": ".",
    "not_checkable": "?",
}
COLOURS: dict[Label, str] = {
    "correct": "green",
    "imprecise": "yellow",
    "wrong": "red",
    "outdated": "magenta",
    "depends": "blue",
    "open": "cyan",
    "not_checkable": "bright_black",
}
_PLAIN = str.maketrans({**dict.fromkeys("„“”«»", '"'), "‘": "'", "’": "'", "–": "-", "…": "..."})
_UNDECIDED = ("open", "not_checkable")
_STANCES = {"demands": "demand", "promises": "promise", "denies": "denied", "asks": "question"}


@dataclass(frozen=True, slots=True)
class Look:
    """How wide a page may be, and whether its stream can show the signs."""

    width: int = 88
    plain: bool = False

    def sign(self, label: Label) -> str:
        return (PLAIN_SIGNS if self.plain else SIGNS)[label]

    @property
    def dot(self) -> str:
        return " - " if self.plain else " · "

    @property
    def rule(self) -> str:
        return ("-" if self.plain else "─") * self.width


def fits(encoding: str | None) -> bool:
    """Whether a stream of that encoding can show every sign."""
    try:
        "".join([*SIGNS.values(), "·─„“”"]).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def page(review: Review, explainer: Explainer, look: Look) -> str:
    """The whole page, with a line end; colours are ANSI codes that a stream without them has to strip."""
    text = "\n".join(_Writer(review, explainer, look).lines()) + "\n"
    return text.translate(_PLAIN) if look.plain else text


class _Writer:
    """Writes one review, block by block."""

    def __init__(self, review: Review, explainer: Explainer, look: Look) -> None:
        self._review, self._explainer, self._look = review, explainer, look
        self._words = explainer.page
        titles = (self._words.question, self._words.then, self._words.today, self._words.nearest_true)
        self._column = max(map(len, titles)) + 4

    def lines(self) -> Iterator[str]:
        yield from self._head()
        decided = [judged for judged in self._review.claims if not _undecided(judged)]
        for judged in decided:
            yield ""
            yield from self._claim(judged)
        if not decided:
            yield ""
            yield from self._wrapped(self._words.nothing)
        yield from self._unchecked()
        yield from self._findings()
        yield from self._notes()

    def _head(self) -> Iterator[str]:
        report = self._review.report
        for line in self._wrapped(flat(report.title or "") or self._words.untitled):
            yield click.style(line, bold=True)
        yield from (click.style(line, dim=True) for line in self._wrapped(self._look.dot.join(self._about(report))))

    def _about(self, report: Report) -> list[str]:
        """Day and how it was found, language, how many statements were decided."""
        words, speech = self._words, self._explainer.speech
        number = sum(not _undecided(judged) for judged in self._review.claims)
        return [*self._explainer.about(report), speech.plural(words.checked, number).format(n=speech.count(number))]

    def _claim(self, judged: Judged) -> Iterator[str]:
        words, claim = self._words, judged.claim
        yield self._heading(judged)
        quote = self._explainer.speech.quoted(flat(claim.span.of(self._review.report.text)))
        yield from (click.style(line, bold=True) for line in self._wrapped(quote, indent=2))
        if claim.reading is not None:
            yield from self._entry(words.question, self._explainer.query(claim.reading.query))
        then, today = self._explainer.brief(judged)
        if judged.then.as_of != judged.today.as_of:
            yield from self._entry(words.then, then)
        yield from self._entry(words.today, today)
        if judged.then.nearest_true:
            yield from self._entry(words.nearest_true, judged.then.nearest_true)

    def _heading(self, judged: Judged) -> str:
        """Sign and label of the day, and those of today where they differ."""
        then, today = judged.then, judged.today
        if then.as_of == today.as_of or then.label == today.label:
            return self._label(today)
        return f"{self._label(then)}{self._look.dot}{self._words.now} {self._label(today)}"

    def _label(self, verdict: Verdict) -> str:
        text = f"{self._look.sign(verdict.label)} {self._explainer.label(verdict.label)}"
        return click.style(text, fg=COLOURS[verdict.label], bold=True)

    def _entry(self, title: str, text: str) -> Iterator[str]:
        """A line of the form "  Frage    Wie viele ...", hanging under its own text."""
        first, *rest = self._wrapped(text, indent=self._column) or [""]
        yield "  " + click.style(title, dim=True) + first[len(title) + 2 :]
        yield from rest

    def _unchecked(self) -> Iterator[str]:
        """What was seen and not decided: claims with their reason, and demands and the like that name a number."""
        listed = list(self._passages())
        if not listed:
            return
        yield ""
        yield click.style(self._words.unchecked, bold=True)
        for sign, quote, reason in listed[:LISTED]:
            said = self._explainer.speech.quoted(_shortened(flat(quote)))
            first, *rest = self._wrapped(f"{said} {reason}", indent=4)
            yield f"  {sign} {first[4:]}"
            yield from rest
        if left := len(listed) - LISTED if len(listed) > LISTED else 0:
            speech = self._explainer.speech
            yield "    " + speech.plural(self._words.more, left).format(n=speech.count(left))

    def _passages(self) -> Iterator[tuple[str, str, str]]:
        text = self._review.report.text
        for judged in self._review.claims:
            if _undecided(judged):
                yield self._look.sign(judged.today.label), judged.claim.span.of(text), self._why(judged)
        if any(not _undecided(judged) for judged in self._review.claims):
            for statement in self._review.statements:
                if self._unclaimed(statement):
                    quote = " ".join(span.of(text) for span in statement.content)
                    yield self._look.sign("not_checkable"), quote, self._explainer.reason(_STANCES[statement.stance])

    def _why(self, judged: Judged) -> str:
        return self._explainer.reason(judged.today.reason or judged.claim.reason)

    def _unclaimed(self, statement: Statement) -> bool:
        """A demand, promise or denial with a number in it that no claim was read from."""
        content = "".join(span.of(self._review.report.text) for span in statement.content)
        if statement.stance not in _STANCES or len(content) > PASSAGE or not any(map(str.isdigit, content)):
            return False
        return not any(span.overlaps(judged.claim.span) for judged in self._review.claims for span in statement.content)

    def _findings(self) -> Iterator[str]:
        if self._review.findings:
            yield ""
            yield click.style(self._words.findings, bold=True)
            for finding in self._review.findings:
                yield from self._wrapped(finding.message, indent=2)
                for span in finding.spans:
                    quote = _shortened(flat(span.of(self._review.report.text)))
                    yield from self._wrapped(self._explainer.speech.quoted(quote), indent=4)

    def _notes(self) -> Iterator[str]:
        notes = [self._explainer.note(code) for code in self._review.notes]
        for sentence in [*self._explainer.redefinitions(self._review.claims), *notes]:
            yield ""
            yield from (click.style(line, dim=True) for line in self._wrapped(sentence))

    def _wrapped(self, text: str, indent: int = 0) -> list[str]:
        space = " " * indent
        return textwrap.wrap(
            text,
            self._look.width,
            initial_indent=space,
            subsequent_indent=space,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _undecided(judged: Judged) -> bool:
    return judged.then.label in _UNDECIDED and judged.today.label in _UNDECIDED


def flat(text: str) -> str:
    """One line without control characters: a report must not steer the terminal it is shown on."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)


def _shortened(text: str) -> str:
    return textwrap.shorten(text, 160, placeholder=" …")
