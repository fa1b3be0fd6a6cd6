"""What the tools answer: small objects, with handles for more. Nothing is guessed: not knowing is an answer.

A name nobody defines raises, with the nearest known one, as does a handle that is not (or no longer) known.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, OrderedDict
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import msgspec

from faktenlage.contract import answer_text
from faktenlage.contract.receipts import receipt
from faktenlage.contract.trails import trail_object
from faktenlage.contract.writing import asserted_object
from faktenlage.errors import InputError, UnknownNameError
from faktenlage.excerpts import read_statements
from faktenlage.explanations import explainer
from faktenlage.figures import parse_query
from faktenlage.model import Judged, Report, Review, Statement, Verdict
from faktenlage.packs.files import nearest
from faktenlage.review import Desk, review
from faktenlage.verdicts import trail

__all__ = ["REMEMBERED", "Toolbox"]

REMEMBERED = 200  # reviews that a handle finds again
LONGEST = 200_000  # characters of a report
LISTED = 25  # entries of a list
CELLS = 12  # cells of an answer; the receipt has all


class Clock(Protocol):
    """Gives the day that counts as today."""

    def __call__(self) -> dt.date: ...


@dataclass(slots=True)
class Toolbox:
    """The tools over one desk. ``today`` is asked at every call that names no day."""

    desk: Desk
    today: Clock
    _reviews: OrderedDict[str, Review] = field(default_factory=OrderedDict)

    def read(self, text: str, language: str | None, published: dt.date | None, offset: int) -> dict[str, Any]:
        """Statements that are not the report's own."""
        told = read_statements(self._report(text, language, published), desk=self.desk)
        said = [statement for statement in told.statements if statement.manner != "own"]
        shown = said[offset : offset + LISTED]
        return {
            "language": told.report.language,
            "statements": [_statement(statement, told) for statement in shown],
            "total": len(said),
            "next_offset": offset + LISTED if offset + LISTED < len(said) else None,
            "own_voice": len(told.statements) - len(said),
            "notes": list(told.notes),
        }

    def check(
        self, text: str, published: dt.date | None, as_of: dt.date | None, language: str | None, in_language: str | None
    ) -> dict[str, Any]:
        """Verdicts in short, under a handle that ``explain`` takes."""
        now = as_of or self.today()
        report = self._report(text, language, published)
        reviewed = review(report, desk=self.desk, as_of=now, in_language=self._language(in_language))
        handle = _handle(text, published, now, language, in_language)
        self._reviews[handle] = reviewed
        self._reviews.move_to_end(handle)
        while len(self._reviews) > REMEMBERED:
            self._reviews.popitem(last=False)
        return {
            "handle": handle,
            "published": reviewed.report.published,
            "published_from": reviewed.report.published_from,
            "as_of": now,
            "counts": dict(sorted(Counter(judged.then.label for judged in reviewed.claims).items())),
            "claims": [_claim(judged, reviewed) for judged in reviewed.claims[:LISTED]],
            "total": len(reviewed.claims),
            "findings": [{"kind": finding.kind, "message": finding.message} for finding in reviewed.findings],
            "notes": list(reviewed.notes),
        }

    def ask(self, query: str, as_of: dt.date | None, in_language: str | None) -> dict[str, Any]:
        """What was known on a day; ``reason`` says why where nothing was."""
        parsed = parse_query(query)
        self.desk.almanac.check_names(parsed)
        day = as_of or self.today()
        answer = self.desk.almanac.answer(parsed, day)
        sentence, evidence = explainer(self._language(in_language) or "en", self.desk.languages).answer(answer)
        made = receipt(parsed, day, self.desk.almanac)
        return {
            "query": made.query,
            "as_of": day,
            "answer": made.answer,
            "unit": made.unit,
            "reason": made.reason,
            "sentence": sentence,
            "evidence": evidence,
            "release": made.release,
            "cells": [msgspec.to_builtins(cell) for cell in made.cells[:CELLS]],
            "cells_total": len(made.cells),
            "arithmetic": made.arithmetic,
        }

    def figures(self, measure: str | None, area: str | None, as_of: dt.date | None) -> dict[str, Any]:
        """Without a measure what can be asked; with one its releases, and with an area its newest values by year."""
        almanac, day = self.desk.almanac, as_of or self.today()
        if measure is None:
            return {
                "measures": {name: known.definition for name, known in sorted(almanac.measures.items())},
                "groups": sorted({group for domain in almanac.domains.values() for group in domain.groups}),
                "offices": sorted({office for domain in almanac.domains.values() for office in domain.offices}),
                "examples": [
                    "count(defence.share >= 2 %, NATO, 2024)",
                    "level(defence.share, DEU, 2024)",
                    "rank(defence.spending.usd, POL, NATO, 2024)",
                    "holds(NATO.secretary_general, 2024-11-22)",
                ],
            }
        if measure not in almanac.measures:
            raise UnknownNameError("measure", measure, nearest(measure, sorted(almanac.measures)))
        figures = next(almanac.figures(key) for key, each in almanac.domains.items() if measure in each.measures)
        known = [table for table in figures.tables if table.release.released <= day and table.counts(measure)]
        found: dict[str, Any] = {
            "measure": measure,
            "unit": almanac.measures[measure].unit,
            "definition": almanac.measures[measure].definition,
            "as_of": day,
            "releases": [
                {"released": table.release.released, "name": table.release.name, "years": sorted(table.counts(measure))}
                for table in reversed(known)
            ],
        }
        if area is not None:
            years = sorted({year for table in known for year in table.counts(measure)})
            values = [self.ask(f"level({measure}, {area}, {year})", day, None) for year in years]
            found["values"] = [
                {"year": year, "value": value["answer"], "release": value["release"], "reason": value["reason"]}
                for year, value in zip(years, values, strict=True)
            ]
        return found

    def explain(self, handle: str, claim: str) -> dict[str, Any]:
        """The way from words to query to cells to label, of one claim of a review made before."""
        if (reviewed := self._reviews.get(handle)) is None:
            raise InputError(f"handle {handle!r}", "is not known here", "call check again; it returns the handle")
        ids = [judged.claim.id for judged in reviewed.claims]
        if claim not in ids:
            raise UnknownNameError("claim", claim, nearest(claim, ids))
        judged = reviewed.claims[ids.index(claim)]
        published, figures = judged.then.as_of, self.desk.figures_for(judged.claim)
        then = trail(judged.claim, figures, published)
        now = trail(judged.claim, figures, judged.today.as_of, published=published)
        shown = trail_object(reviewed.report.id, reviewed.report.text, judged, then, now)
        made: dict[str, Any] = msgspec.to_builtins(shown)
        for when in ("then", "today"):
            evidence = made["claim"][when]["evidence"]
            made["claim"][when] |= {"evidence": evidence[:CELLS], "evidence_total": len(evidence)}
        return made

    def _report(self, text: str, language: str | None, published: dt.date | None) -> Report:
        if not text.strip():
            raise InputError("text", "is empty", "give the words of a report")
        if len(text) > LONGEST:
            raise InputError("text", f"has {len(text)} characters", f"give at most {LONGEST} at a time")
        report = Report("text", text, self._language(language), published)
        return replace(report, published_from="given") if published else report

    def _language(self, language: str | None) -> str | None:
        if language is not None and language not in self.desk.languages:
            raise UnknownNameError("language", language, nearest(language, sorted(self.desk.languages)))
        return language


def _handle(*parts: object) -> str:
    """The same review has the same handle."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:12]


def _statement(statement: Statement, told: Review) -> dict[str, Any]:
    text = told.report.text
    speaker = statement.speaker
    return {
        "id": statement.id,
        "content": [span.of(text) for span in statement.content],
        "source": [span.of(text) for span in statement.source],
        "speaker": speaker.name if speaker else None,
        "manner": statement.manner,
        "authority": statement.authority,
        "stance": statement.stance,
        "certainty": statement.certainty,
    }


def _claim(judged: Judged, reviewed: Review) -> dict[str, Any]:
    claim = judged.claim
    return {
        "id": claim.id,
        "quote": claim.span.of(reviewed.report.text),
        "statement": claim.statement,
        "query": str(claim.reading.query) if claim.reading else None,
        "asserted": msgspec.to_builtins(asserted_object(claim.reading.asserted)) if claim.reading else None,
        "then": _verdict(judged.then),
        "today": _verdict(judged.today),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "as_of": verdict.as_of,
        "label": verdict.label,
        "reason": verdict.reason,
        "cause": verdict.cause,
        "answer": answer_text(verdict.answer),
        "sentence": verdict.sentence,
        "nearest_true": verdict.nearest_true,
    }
