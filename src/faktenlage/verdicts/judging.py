"""From fits to labels: the order of judgement, then and today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from faktenlage.figures import Figures
from faktenlage.figures.scope import last_year_of, measure_of, of_measure
from faktenlage.model import (
    Answer,
    Asserted,
    Census,
    Claim,
    Judged,
    Label,
    Query,
    Reading,
    Verdict,
)
from faktenlage.verdicts.asking import known
from faktenlage.verdicts.causes import cause_of
from faktenlage.verdicts.fitting import Fit, fit, is_right

RIGHT = ("correct", "imprecise")
WRONG = ("wrong", "outdated")
DECIDED = RIGHT + WRONG
# The order of judgement. Then, the milder accusation comes first; today, a claim that was right once is called so.
THEN: tuple[Label, ...] = ("correct", "depends", "imprecise", "outdated", "wrong")
TODAY: tuple[Label, ...] = ("correct", "depends", "outdated", "imprecise", "wrong")
Peer: TypeAlias = tuple[Reading, Figures]
"""A reading of the same words by another publisher, and that publisher's figures."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a claim is judged: on what figures, on which day, and when it was published."""

    figures: Figures
    as_of: dt.date
    published: dt.date
    named_release: dt.date | None = None

    @property
    def order(self) -> tuple[Label, ...]:
        """Labels in the order in which they are tried."""
        return TODAY if self.published < self.as_of else THEN


def judge(
    claim: Claim, figures: Figures, as_of: dt.date, *, published: dt.date | None = None, peers: Sequence[Peer] = ()
) -> Verdict:
    """The verdict as known on ``as_of``; ``published`` (default ``as_of``) tells a judgement today from one then.

    ``peers`` are readings by the figures of other publishers: where one of them bears a number out, it depends.
    """
    if claim.reading is None:
        return Verdict(as_of, "not_checkable", reason=claim.reason or "no_number")
    if claim.dataset is not None and claim.dataset.casefold() not in figures.datasets:
        return Verdict(as_of, "not_checkable", reason="no_figures")
    bench = Bench(figures, as_of, published or as_of, claim.release)
    verdict = _by_definitions(bench, claim.reading, claim.definitions)
    if verdict.label in ("wrong", "imprecise") and (reason := _withheld(bench, claim)) is not None:
        return replace(_ambiguous(verdict), reason=reason)
    if verdict.label in WRONG and (priced := _at_other_prices(bench, claim)) is not None:
        return _depends(verdict, *priced)
    if verdict.label in WRONG and (told := _by_a_peer(bench, peers)) is not None:
        return _depends(verdict, *told)
    if verdict.label in WRONG and any(_could_be_right(bench, claim.reading, verdict, other) for other in claim.others):
        return _ambiguous(verdict)
    if verdict.label in WRONG:
        cause = cause_of(claim.reading, verdict, figures, as_of)
        return verdict if cause is None else replace(verdict, cause=cause)
    return verdict


def _withheld(bench: Bench, claim: Claim) -> str | None:
    """Why no fault is found: part of the reading comes from afar, or others publish numbers as far off.

    Those are readings of the same query, asserted wider.
    """
    if claim.doubts or claim.reading is None:
        return "ambiguous" if claim.doubts else None
    main = claim.reading
    wider = [other for other in claim.others if other.query == main.query and _holds(other.asserted, main.asserted)]
    return "other_figures" if any(judge_reading(bench, other).label == "correct" for other in wider) else None


def _holds(wider: Asserted, asserted: Asserted) -> bool:
    """Whether all that is asserted lies within what is asserted more widely."""
    if wider.interval is None or asserted.interval is None:
        return False
    bounds = [bound for bound in (asserted.interval.low, asserted.interval.high) if bound is not None]
    return wider != asserted and all(bound in wider.interval for bound in bounds)


def _ambiguous(verdict: Verdict) -> Verdict:
    """The same, with the label withheld: the words may mean something else."""
    return Verdict(verdict.as_of, "not_checkable", "ambiguous", None, verdict.answer, verdict.earlier, verdict.later)


def judge_then_and_today(
    claim: Claim, figures: Figures, published: dt.date, today: dt.date, peers: Sequence[Peer] = ()
) -> Judged:
    """A claim as known on the day its report appeared, and as known today; ``peers`` as in ``judge``."""
    then = judge(claim, figures, published, peers=peers)
    now = judge(claim, figures, today, published=published, peers=peers)
    if then.reason in ("ambiguous", "other_figures") and now.label in WRONG:
        now = _ambiguous(now)  # the words are no clearer today
    return Judged(claim, then, now)


def _by_a_peer(bench: Bench, peers: Sequence[Peer]) -> tuple[Reading, Verdict] | None:
    """The first other publisher by whose figures of that day the number is right."""
    told = ((reading, judge_reading(replace(bench, figures=figures), reading)) for reading, figures in peers)
    return next(((reading, verdict) for reading, verdict in told if verdict.label == "correct"), None)


def _at_other_prices(bench: Bench, claim: Claim) -> tuple[Reading, Verdict] | None:
    """The reading at other prices that bears the number out, where the words leave the prices open."""
    main = claim.reading
    if main is None:
        return None
    for other in claim.others:
        if _reprices(main.query, other.query) and (verdict := judge_reading(bench, other)).label == "correct":
            return other, verdict
    return None


def _reprices(main: Query, other: Query) -> bool:
    """Whether two questions differ in nothing but their measure."""
    measure = measure_of(other)
    if measure is None or type(main) is not type(other) or measure == measure_of(main):
        return False
    return of_measure(main, measure) == other


def _could_be_right(bench: Bench, main: Reading, verdict: Verdict, other: Reading) -> bool:
    """Whether another reading is right, or is of the same measure in a year that nothing is known of yet."""
    label = judge_reading(bench, other).label
    if getattr(other.query, "area", None) != getattr(main.query, "area", None):
        # Another state's number: it must fit exactly, and only where no release at all bears out the first reading.
        return verdict.label == "wrong" and label in ("correct", "outdated")
    if verdict.label == "wrong" and label in ("outdated", "depends"):
        return True
    return label in RIGHT or (label == "open" and measure_of(other.query) == measure_of(main.query))


def _by_definitions(bench: Bench, reading: Reading, definitions: Sequence[Reading]) -> Verdict:
    """Depends, where published definitions that fit the words equally disagree on right and wrong."""
    main = judge_reading(bench, reading)
    if not definitions or main.label not in DECIDED:
        return main
    verdicts = [(other, judge_reading(bench, other)) for other in definitions]
    decided = [(other, verdict) for other, verdict in verdicts if verdict.label in DECIDED]
    correct = [pair for pair in decided if pair[1].label == "correct"]
    wrong = [pair for pair in decided if pair[1].label in WRONG]
    if main.label == "correct" and wrong:
        return _depends(main, *wrong[0])
    if main.label != "correct" and correct:
        return _depends(main, *correct[0])
    return min([main, *(verdict for _, verdict in decided)], key=lambda verdict: bench.order.index(verdict.label))


def _depends(main: Verdict, other: Reading, verdict: Verdict) -> Verdict:
    reason = f"definition: {other.query}"
    return replace(main, label="depends", reason=reason, earlier=verdict.answer, later=None)


def judge_reading(bench: Bench, reading: Reading) -> Verdict:
    """One reading against the newest release, then against the earlier ones."""
    answers = known(bench.figures, reading.query, bench.as_of)
    newest = answers[0]
    if newest.reason is not None:
        return _unanswered(bench, reading, newest)
    found = fit(reading.asserted, newest)
    if found is None:
        return Verdict(bench.as_of, "not_checkable", reason="no_number", answer=newest)
    named = _named_release(bench, answers)
    if named is not None:
        return _by_named_release(bench, reading, newest, named)
    if found == "right":
        return Verdict(bench.as_of, "correct", answer=newest)
    if newest.newer is not None or _names_another(bench):
        return Verdict(bench.as_of, "not_checkable", reason="incomplete", answer=newest)
    depends = _by_another_definition(bench, reading, answers)
    return depends or _missed(bench, reading, answers, found)


def _missed(bench: Bench, reading: Reading, answers: Sequence[Answer], found: Fit) -> Verdict:
    """Right by no definition: nearly right, once right, or wrong. Earlier releases are only asked where they count."""
    if found == "near" and bench.order is THEN:
        return Verdict(bench.as_of, "imprecise", answer=answers[0])
    once = next((place for place, answer in enumerate(answers) if is_right(reading.asserted, answer)), None)
    if once is not None:
        return _outdated(bench, answers, once)
    return Verdict(bench.as_of, "imprecise" if found == "near" else "wrong", answer=answers[0])


def _by_another_definition(bench: Bench, reading: Reading, answers: Sequence[Answer]) -> Verdict | None:
    """Right by the definition of its day, or with members without forces counted in."""
    before = _before_the_break(answers)
    if (
        before is not None
        and before.release is not None
        and is_right(reading.asserted, before)
        and _was_published_before(bench, answers[0])
    ):
        reason = f"definition: {before.release.definition} (release {before.release.released})"
        return Verdict(bench.as_of, "depends", reason=reason, answer=answers[0], earlier=before)
    if _iceland(bench, reading, answers[0]):
        reason = "definition: members without forces counted"
        return Verdict(bench.as_of, "depends", reason=reason, answer=answers[0])
    return None


def _outdated(bench: Bench, answers: Sequence[Answer], place: int) -> Verdict:
    earlier, later = answers[place], answers[place - 1]
    reason = f"release {earlier.release.released}" if earlier.release else None
    return Verdict(bench.as_of, "outdated", reason=reason, answer=answers[0], earlier=earlier, later=later)


def _unanswered(bench: Bench, reading: Reading, answer: Answer) -> Verdict:
    """Open, where nothing is published yet about a period that has not ended."""
    year = last_year_of(reading.query)
    if answer.reason == "not_yet_published" and year is not None and year >= bench.as_of.year:
        return Verdict(bench.as_of, "open", reason=answer.reason, answer=answer)
    return Verdict(bench.as_of, "not_checkable", reason=answer.reason, answer=answer)


def _named_release(bench: Bench, answers: Sequence[Answer]) -> Answer | None:
    """The answer by the release a sentence names: of that day, else of that month. Today every release counts."""
    day = bench.named_release
    if day is None or bench.published < bench.as_of:
        return None
    dated = [(answer.release.released, answer) for answer in answers if answer.release is not None]
    same_day = [answer for released, answer in dated if released == day]
    same_month = [answer for released, answer in dated if (released.year, released.month) == (day.year, day.month)]
    return next(iter(same_day or same_month), None)


def _names_another(bench: Bench) -> bool:
    """Whether a sentence, judged on its day, names a release that does not hold the figure here."""
    return bench.named_release is not None and bench.published >= bench.as_of


def _by_named_release(bench: Bench, reading: Reading, newest: Answer, named: Answer) -> Verdict:
    """Judged by the release it names; a newer one that says otherwise is told, one that bears it out is no fault."""
    found, now = fit(reading.asserted, named), fit(reading.asserted, newest)
    later = newest if now != found else None
    if found == "right":
        return Verdict(bench.as_of, "correct", answer=named, later=later)
    if found == "near":
        return Verdict(bench.as_of, "imprecise", answer=named, later=later)
    if now == "right":
        return Verdict(bench.as_of, "not_checkable", reason="ambiguous", answer=named, later=later)
    return Verdict(bench.as_of, "wrong", answer=named, later=later)


def _before_the_break(answers: Sequence[Answer]) -> Answer | None:
    """The newest answer by another definition than that of today."""
    today = answers[0].release
    if today is None:
        return None
    others = (each for each in answers if each.release is not None and each.release.definition != today.definition)
    return next(others, None)


def _was_published_before(bench: Bench, answer: Answer) -> bool:
    """Whether the claim is older than the definition of an answer."""
    definition = answer.release.definition if answer.release else None
    releases = bench.figures.releases(bench.as_of)
    return bench.published < min(each.released for each in releases if each.definition == definition)


def _iceland(bench: Bench, reading: Reading, answer: Answer) -> bool:
    """Whether a count of those below a bar fits once members without forces are counted in as well."""
    query = reading.query
    if not isinstance(query, Census) or query.operation != "count" or answer.value is None:
        return False
    if query.condition.comparison not in ("<", "<=") or query.among.group is None:
        return False
    day = min(dt.date(query.years.last, 12, 31), bench.as_of)
    left_out = len(bench.figures.members(query.among, day)) - len(bench.figures.with_forces(query.among, day))
    return left_out > 0 and is_right(reading.asserted, replace(answer, value=answer.value + left_out))
