"""Claims as a table: one row a claim, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

from faktenlage.contract import answer_text
from faktenlage.model import Evidence, Observation, Review, Statement, Verdict

__all__ = ["COLUMNS", "rows", "rows_to_csv", "rows_to_xlsx"]

COLUMNS = (
    "report", "published", "outlet", "title", "claim", "start", "end", "quote", "source", "authority", "stance",
    "certainty", "query", "asserted", "then_as_of", "then_label", "then_reason", "then_cause", "then_answer",
    "then_release", "today_as_of", "today_label", "today_reason", "today_cause", "today_answer", "today_release",
    "nearest_true",
)  # fmt: skip
"""Names of the columns; codes are those of the JSON contract, days ISO 8601, numbers as printed."""

Cell = str | int | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(reviews: Iterable[Review]) -> Iterator[tuple[Cell, ...]]:
    """A row a claim, in the order of ``COLUMNS``; None where there is nothing to say."""
    for review in reviews:
        report, said = review.report, {statement.id: statement for statement in review.statements}
        for judged in review.claims:
            claim = judged.claim
            yield (
                report.id,
                _day(report.published),
                report.outlet,
                report.title,
                claim.id,
                claim.span.start,
                claim.span.end,
                " ".join(claim.span.of(report.text).split()),
                *_said(said.get(claim.statement), report.text),
                str(claim.reading.query) if claim.reading else None,
                claim.reading.asserted.text if claim.reading else None,
                *_judged(judged.then),
                *_judged(judged.today),
                judged.then.nearest_true,
            )


def rows_to_csv(found: Iterable[tuple[Cell, ...]]) -> bytes:
    """CSV in UTF-8 after RFC 4180; a text that a spreadsheet would take for a formula begins with an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in row] for row in found)
    return stream.getvalue().encode()


def rows_to_xlsx(found: Iterable[tuple[Cell, ...]]) -> bytes:
    """A workbook with one sheet; texts are texts, never formulas."""
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]
    from openpyxl.styles import Font  # type: ignore[import-untyped]

    book = Workbook()
    book.properties.created = book.properties.modified = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes each time
    sheet = book.worksheets[0]
    sheet.title = "claims"
    sheet.append(list(COLUMNS))
    for head in sheet[1]:
        head.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(found, 2):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)[:32_767]
                cell.data_type = "s"
            else:
                cell.value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _said(statement: Statement | None, text: str) -> tuple[Cell, Cell, Cell, Cell]:
    if statement is None:
        return None, None, None, None
    source = " ... ".join(" ".join(span.of(text).split()) for span in statement.source) or None
    return source, statement.authority, statement.stance, statement.certainty


def _judged(verdict: Verdict) -> tuple[Cell, ...]:
    released = _released(verdict.answer.evidence) if verdict.answer else None
    answer = answer_text(verdict.answer)
    unit = verdict.answer.unit if verdict.answer else ""
    said = f"{answer} {unit}".rstrip() if answer is not None else None
    return _day(verdict.as_of), verdict.label, verdict.reason, verdict.cause, said, released


def _released(evidence: Iterable[Evidence]) -> str | None:
    days = dict.fromkeys(_day(line.release.released) for line in evidence if isinstance(line, Observation))
    return ", ".join(filter(None, days)) or None


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
