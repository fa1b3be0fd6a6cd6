"""What a report says, without a judgement: its statements alone, its numbers and times alone."""

from __future__ import annotations

from collections.abc import Mapping

from faktenlage import statements
from faktenlage.desk import Desk
from faktenlage.language.marks import fold
from faktenlage.language.quantities import read_quantities
from faktenlage.language.times import read_times
from faktenlage.model import Measures, Report, Review
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.review import dated

__all__ = ["measure", "read_statements"]


def read_statements(report: Report, *, desk: Desk) -> Review:
    """The statements of a report alone: a review without claims."""
    report = dated(report, desk.languages)
    language = report.language if report.language in desk.languages else None
    if language is None:
        return Review(report, "en", notes=("unknown_language",))
    tongue = desk.tongue(language)
    folded = fold(report.text)
    marks = tongue.lexicon.find(report.text, folded)
    told = statements.read(
        report.text, folded, tongue.heard(marks), tongue.pack, tongue.phrases, desk.registers(report.published)
    )
    return Review(report, language, told.statements)


def measure(report: Report, languages: Mapping[str, LanguagePack]) -> Measures:
    """The numbers and times of a report alone; no figures are asked, and without a day "this year" has no period."""
    report = dated(report, languages)
    pack = languages.get(report.language) if report.language else None
    if pack is None:
        return Measures(report, notes=("unknown_language",))
    folded = fold(report.text)
    quantities = read_quantities(report.text, pack, folded=folded)
    times = read_times(report.text, pack, report.published, folded=folded)
    return Measures(report, quantities, times, notes=() if report.published else ("no_date",))
