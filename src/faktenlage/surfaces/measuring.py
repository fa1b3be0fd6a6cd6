"""Prints the numbers and times of reports: as tables for people, as JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from faktenlage.contract.measures import measures_to_json
from faktenlage.excerpts import measure
from faktenlage.model import Interval, Measures, Quantity, Report, Span, Time
from faktenlage.packs.language_pack import load_languages
from faktenlage.surfaces.figures.tables import Column, Page
from faktenlage.surfaces.running import each
from faktenlage.surfaces.sources import Sources

LONGEST = 60
_NOTES = {
    "unknown_language": "The language is not known: name it with --language.",
    "no_date": "The report has no date: what hangs on its day has no days of its own. Name it with --published.",
}
_QUANTITIES = (
    Column("place", right=True),
    Column("number"),
    Column("value", right=True),
    Column("unit", fixed=True),
    Column("from", right=True),
    Column("to", right=True),
)
_TIMES = (
    Column("place", right=True),
    Column("time"),
    Column("type", fixed=True),
    Column("value", fixed=True),
    Column("from", fixed=True),
    Column("to", fixed=True),
    Column("role", fixed=True),
)


@dataclass(frozen=True, slots=True)
class Run:
    """How to print; without ``progress`` a bar is shown where a terminal watches standard error."""

    json: bool = False
    progress: bool | None = None


def quantities(sources: Sources, run: Run) -> int:
    """Print the quantities and times of every report; returns the exit status."""
    languages = load_languages()
    printer = _print_json if run.json else _page_printer(sources)

    def handled(report: Report) -> int:
        printer(measure(report, languages))
        return 0

    return each(sources, handled, doing="reading", progress=run.progress)


def _print_json(measures: Measures) -> None:
    stream = sys.stdout.buffer
    stream.write(measures_to_json(measures) + b"\n")
    stream.flush()


def _page_printer(sources: Sources) -> Callable[[Measures], None]:
    number = 0

    def printed(measures: Measures) -> None:
        nonlocal number
        number += 1
        page = Page()
        if number > 1:
            page.line()
        if not sources.single:
            page.line(measures.report.id, "dim")
        _page(page, measures)
        sys.stdout.flush()

    return printed


def _page(page: Page, measures: Measures) -> None:
    report, text = measures.report, measures.report.text
    day = f"published {report.published}" if report.published else "no date"
    page.line(f"{day}, language {report.language or 'unknown'}", "bold")
    if measures.quantities:
        page.line()
        page.table(_QUANTITIES, _numbers(measures.quantities, text))
    if measures.times:
        page.line()
        page.table(_TIMES, _times(measures.times, text))
    if not (measures.quantities or measures.times) and report.language:
        page.line()
        page.line("No number and no time was found.")
    for note in measures.notes:
        page.line()
        page.line(_NOTES[note], "dim")
    page.show()


def _numbers(quantities: Iterable[Quantity], text: str) -> list[tuple[str, ...]]:
    return [
        (_place(each.outer), _quoted(each.outer, text), _written(each.value), each.unit, *_bounds(each.interval))
        for each in quantities
    ]


def _times(times: Iterable[Time], text: str) -> list[tuple[str, ...]]:
    return [
        (_place(each.span), _quoted(each.span, text), each.type, each.value, *_days(each), each.role) for each in times
    ]


def _days(time: Time) -> tuple[str, str]:
    return (str(time.period.first), str(time.period.last)) if time.period else ("", "")


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _quoted(span: Span, text: str) -> str:
    """One line of signs that leave a terminal as it is."""
    line = " ".join(span.of(text).split())
    line = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."


def _bounds(interval: Interval) -> tuple[str, str]:
    """Both ends, an open one with its sign; nothing where there is no end."""
    low = "" if interval.low is None else f"{'> ' if interval.low_open else ''}{_written(interval.low)}"
    high = "" if interval.high is None else f"{'< ' if interval.high_open else ''}{_written(interval.high)}"
    return low, high


def _written(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
