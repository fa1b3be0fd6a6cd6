"""Shows how a verdict came about: from words to query to cells to label."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import click

from faktenlage.contract.trails import trail_object, trail_to_json
from faktenlage.contract.writing import answer_text
from faktenlage.errors import InputError
from faktenlage.explanations import Explainer, explainer
from faktenlage.model import Answer, Asserted, Evidence, Judged, Label, Observation, Report, Review, Verdict
from faktenlage.review import Desk, review
from faktenlage.surfaces import faults, terminal
from faktenlage.surfaces.sources import Sources
from faktenlage.verdicts import Asked, Fit, Trail, trail

_CELLS = 40  # so many cells of an answer are printed; --json has all that it needs in the review
_LABELS: dict[Fit, Label] = {"right": "correct", "near": "imprecise", "off": "wrong"}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which claim, counted from 1 (None: list them), in which language, and the day that counts as today."""

    claim: int | None
    language: str | None
    as_of: dt.date
    json: bool = False


def explain(sources: Sources, wish: Wish) -> int:
    """Explain one claim of one report, or list its claims; returns the exit status."""
    desk = Desk.load()
    status = 0
    for read in sources.reports:
        if isinstance(read, InputError):
            faults.say(str(read))
            status = faults.INPUT
        else:
            status = max(status, _explain(read, desk, wish))
    return status


def _explain(report: Report, desk: Desk, wish: Wish) -> int:
    reviewed = review(report, desk=desk, as_of=wish.as_of, in_language=wish.language)
    total = len(reviewed.claims)
    if wish.claim is not None and wish.claim > total:
        faults.say(f"{report.id}: there is no claim {wish.claim}; {_counted(total)}")
        return faults.INPUT
    if wish.json:
        for judged in reviewed.claims if wish.claim is None else [reviewed.claims[wish.claim - 1]]:
            then, today = _trails(judged, desk)
            shown = trail_object(report.id, reviewed.report.text, judged, then, today)
            sys.stdout.buffer.write(trail_to_json(shown) + b"\n")
        sys.stdout.flush()
        return 0
    page = _Page(reviewed, explainer(reviewed.language, desk.languages))
    chosen = None if wish.claim is None else reviewed.claims[wish.claim - 1]
    for line in page.listed() if chosen is None else page.way(chosen, *_trails(chosen, desk)):
        click.echo(line)
    return 0


def _counted(total: int) -> str:
    return "the report has none" if not total else "the report has one" if total == 1 else f"the report has {total}"


def _trails(judged: Judged, desk: Desk) -> tuple[Trail, Trail]:
    published = judged.then.as_of
    then = trail(judged.claim, desk.figures_for(judged.claim), published)
    return then, trail(judged.claim, desk.figures_for(judged.claim), judged.today.as_of, published=published)


class _Page:
    """Writes the way to one claim, or the list of claims, in the language of the review."""

    def __init__(self, reviewed: Review, writer: Explainer) -> None:
        self._review, self._writer, self._words = reviewed, writer, writer.trail
        self._look = terminal.Look(plain=not terminal.fits(sys.stdout.encoding))
        words = self._words
        page = writer.page
        titles = (words.why, words.query, words.asserted, words.doubts, words.answer, words.cells, words.arithmetic)
        self._column = max(map(len, (*titles, words.releases, words.other, words.definition, page.question))) + 2

    def listed(self) -> Iterator[str]:
        """Every claim with its number, its labels and its words."""
        claims = self._review.claims
        if not claims:
            yield self._words.none
            return
        for number, judged in enumerate(claims, 1):
            labels = [self._label(judged.then)]
            if judged.today.label != judged.then.label:
                labels.append(f"{self._writer.page.now} {self._label(judged.today)}")
            yield f"{number:>4}  {self._quoted(judged)}  {self._look.dot.strip()} {self._look.dot.join(labels)}"
        yield ""
        yield self._words.choose

    def way(self, judged: Judged, then: Trail, today: Trail) -> Iterator[str]:
        """The way to one claim, then and today."""
        claim, words = judged.claim, self._words
        number = self._review.claims.index(judged) + 1
        place = words.characters.format(start=claim.span.start, end=claim.span.end)
        head = words.claim.format(n=number, total=len(self._review.claims))
        yield self._look.dot.join([head, self._quoted(judged), place])
        yield ""
        yield from self._lines(words.why, claim.why or ("-",))
        if claim.reading is not None:
            yield from self._lines(self._writer.page.question, [self._writer.query(claim.reading.query)])
            yield from self._lines(words.query, [str(claim.reading.query)])
            yield from self._lines(words.asserted, [_asserted(claim.reading.asserted)])
        yield from self._lines(words.doubts, claim.doubts)
        days = [(judged.then, then), (judged.today, today)]
        for verdict, told in days[:1] if judged.then.as_of == judged.today.as_of else days:
            yield ""
            yield from self._day(verdict, told)

    def _day(self, verdict: Verdict, told: Trail) -> Iterator[str]:
        words = self._words
        day = words.as_known.format(day=self._writer.speech.day(verdict.as_of))
        yield f"{day}: {self._label(verdict)}"
        for asked in told.asked:
            title = {"read": words.answer, "definition": words.definition, "other": words.other}[asked.role]
            if asked.role != "read":
                query = f"{asked.reading.query} = {_asserted(asked.reading.asserted)}"
                yield from self._lines(title, [f"{query}: {self._label(asked.verdict)}"])
                continue
            yield from self._answered(title, asked)
        if verdict.sentence:
            yield f"  {verdict.sentence}"

    def _answered(self, title: str, asked: Asked) -> Iterator[str]:
        answer, words = asked.verdict.answer, self._words
        if answer is None:
            return
        yield from self._lines(title, [answer.reason or f"{answer_text(answer)} {answer.unit}".rstrip()])
        yield from self._lines(words.cells, _cells(answer.evidence))
        yield from self._lines(words.arithmetic, answer.steps)
        yield from self._lines(words.releases, [self._release(*pair) for pair in asked.fits if pair[0].release])

    def _release(self, answer: Answer, fit: Fit | None) -> str:
        sign = self._look.sign(_LABELS[fit] if fit else "not_checkable")
        said = answer.reason or f"{_short(answer)} {answer.unit}".rstrip()
        fits = self._words.fits[fit or "none"]
        released = answer.release.released if answer.release else ""
        return f"{sign} {released}  {said}  ({fits})"

    def _lines(self, title: str, texts: Sequence[str]) -> Iterator[str]:
        for place, text in enumerate(texts):
            yield f"  {title if place == 0 else '':<{self._column}}{text}"

    def _quoted(self, judged: Judged) -> str:
        return self._writer.speech.quoted(terminal.flat(judged.claim.span.of(self._review.report.text)))

    def _label(self, verdict: Verdict) -> str:
        text = f"{self._look.sign(verdict.label)} {self._writer.label(verdict.label)}"
        text = click.style(text, fg=terminal.COLOURS[verdict.label], bold=True)
        detail = verdict.cause or verdict.reason
        return f"{text} ({detail})" if detail else text


def _asserted(asserted: Asserted) -> str:
    """The answer the text gives, as the verdict takes it."""
    if asserted.days is not None:
        return " .. ".join(dict.fromkeys(day.isoformat() for day in asserted.days))
    for codes in (asserted.areas, asserted.order):
        if codes is not None:
            return ", ".join(codes) + (" ..." if asserted.includes else "")
    if asserted.interval is not None:
        return f"{asserted.interval} {asserted.unit}".rstrip()
    return str(asserted.value)


def _cells(evidence: Sequence[Evidence]) -> list[str]:
    lines = [_cell(line) for line in evidence[:_CELLS]]
    return [*lines, "..."] if len(evidence) > _CELLS else lines


def _cell(line: Evidence) -> str:
    if isinstance(line, Observation):
        release = f"{line.release.released}{f', {line.locator}' if line.locator else ''}"
        value = "-" if line.value is None else f"{line.value:f}"
        return f"{line.measure}  {line.area} {line.year}: {value} {line.unit} ({line.status}; {release})"
    return f"{line.register}  {line.subject}: {line.first} .. {line.last or ''} ({line.source})"


def _short(answer: Answer) -> str | None:
    """As published, but of a quotient no more digits than say anything."""
    if isinstance(answer.value, Decimal) and (short := round(answer.value, 4)) != answer.value:
        return f"{short:f}"
    return answer_text(answer)
