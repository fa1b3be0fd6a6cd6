"""The whole flow on one page: a report goes in, a review comes out.

report -> language -> sentences, marks, quantities, times -> statements -> claims -> verdicts -> sentences
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from faktenlage import claims, explanations, findings, statements, verdicts
from faktenlage.desk import Desk, Tongue
from faktenlage.language.datelines import find_published
from faktenlage.language.detection import detect
from faktenlage.language.marks import fold
from faktenlage.language.quantities import read_quantities
from faktenlage.language.times import read_times
from faktenlage.model import Claim, Report, Review
from faktenlage.packs.language_pack import LanguagePack

__all__ = ["Desk", "dated", "review"]


def review(
    report: Report,
    *,
    desk: Desk,
    as_of: dt.date | None = None,
    in_language: str | None = None,
    today: dt.date | None = None,
) -> Review:
    """Check one report as known on the day it appeared, and as known today (``as_of`` puts another day for today).

    ``in_language`` is the language of the sentences, by default the report's own.
    """
    now = as_of or today or dt.date.today()  # noqa: DTZ011 - surfaces bring the day; a caller who names none means now
    report = dated(report, desk.languages)
    language = report.language if report.language in desk.languages else None
    written_in = in_language or language or "en"
    if language is None:
        return Review(report, written_in, notes=("unknown_language",))
    published = min(report.published, now) if report.published else now
    material = read(report, desk.tongue(language), desk, published)
    judged = [
        verdicts.judge_then_and_today(claim, desk.figures_for(claim), published, now, desk.peers(claim))
        for claim in material.claims
    ]
    explainer = explanations.explainer(written_in, desk.languages)
    return Review(
        report,
        written_in,
        tuple(material.statements),
        tuple(explainer.judged(each) for each in judged),
        tuple(explainer.finding(each) for each in findings.notice(material, judged)),
        notes=_notes(report, now),
    )


def dated(report: Report, languages: Mapping[str, LanguagePack]) -> Report:
    """The report with its language detected and its day found in the text, where it does not bring them along."""
    if report.language is None:
        report = replace(report, language=detect(report.text, languages))
    if report.published is None and (found := find_published(report.text, languages)):
        report = replace(report, published=found[0], published_from="text")
    return report


def read(report: Report, tongue: Tongue, desk: Desk, published: dt.date) -> findings.Material:
    """Sentences, statements and claims of a report; costs little where no word of any domain occurs."""
    text = report.text
    folded = fold(text)
    marks = tongue.lexicon.find(text, folded)
    told = statements.read(text, folded, tongue.heard(marks), tongue.pack, tongue.phrases, desk.registers(published))
    hearings = desk.hearings(tongue, marks, folded, published, dated=report.published is not None)
    found: tuple[Claim, ...] = ()
    if hearings:
        quantities = read_quantities(text, tongue.pack, folded=folded)
        times = read_times(text, tongue.pack, published, folded=folded)
        clauses = [(sentence.span, sentence.clauses) for sentence in told.sentences]
        found = claims.read(text, folded, clauses, (quantities, times), hearings)
    places = statements.Places(told.statements)
    claimed = tuple(_placed(claim, places) for claim in found)
    sentences = [sentence.span for sentence in told.sentences]
    persons = frozenset(mark.value.split()[-1] for mark in marks if mark.kind == "person")
    return findings.Material(report, folded, sentences, told.statements, claimed, tongue.pack, told.seen, persons)


def _placed(claim: Claim, places: statements.Places) -> Claim:
    """The claim with the statement it stands in."""
    statement = places.innermost(claim.span)
    return claim.said_in(statement.id) if statement else claim


def _notes(report: Report, now: dt.date) -> tuple[str, ...]:
    if report.published is None:
        return ("no_date",)
    return ("date_ahead",) if report.published > now else ()
