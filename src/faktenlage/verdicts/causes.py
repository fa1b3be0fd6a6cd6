"""Where a wrong number may come from: a neighbouring question that the asserted answer would fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from faktenlage.figures import Figures
from faktenlage.figures.scope import in_year, year_of
from faktenlage.model import (
    Answer,
    AreaSet,
    Asserted,
    Census,
    Change,
    Compare,
    Extreme,
    Holds,
    Interval,
    Level,
    Member,
    Query,
    Rank,
    Reading,
    Share,
    Sum,
    Verdict,
)
from faktenlage.verdicts.asking import known
from faktenlage.verdicts.fitting import exact, is_right

THOUSAND = Decimal(1000)
TENTH = Decimal("0.1")
YEARS_BESIDE = (-1, 1)
YEARS_AROUND = (-1, 1, -2, 2, -3, 3, -4, -5, -6, -7, -8, -9, -10)


@dataclass(frozen=True, slots=True)
class Trial:
    """A reading that failed, the answer it failed by, and the figures to try its neighbours on."""

    reading: Reading
    answer: Answer
    figures: Figures
    as_of: dt.date

    def fits(self, query: Query, asserted: Asserted | None = None) -> bool:
        answer = known(self.figures, query, self.as_of)[0]
        return answer.reason is None and is_right(asserted or self.reading.asserted, answer)

    def ever_fitted(self, query: Query) -> bool:
        """Whether the number is right for another question by any release known that day."""
        answers = known(self.figures, query, self.as_of)
        return answers[0].reason is None and any(is_right(self.reading.asserted, answer) for answer in answers)


def cause_of(reading: Reading, verdict: Verdict, figures: Figures, as_of: dt.date) -> str | None:
    """A code with its particulars ("wrong_year 2020"), or None where no neighbour fits."""
    if verdict.label == "outdated":
        return "stale_release"
    if verdict.answer is None:
        return None
    trial = Trial(reading, verdict.answer, figures, as_of)
    return next((cause for find in _FINDERS if (cause := find(trial)) is not None), None)


def _order_reversed(trial: Trial) -> str | None:
    turned = {"<": ">", ">": "<"}
    if isinstance(trial.reading.query, Compare) and trial.answer.text in turned:
        return "order_reversed" if trial.reading.asserted.value == turned[trial.answer.text] else None
    return None


def _scale(trial: Trial) -> str | None:
    """A thousandfold off, or nearly: the word for the scale is wrong, whatever else is."""
    asserted, value = trial.reading.asserted, trial.answer.value
    if asserted.interval is None or value is None or not asserted.unit.startswith("bn "):
        return None
    if value in _around(_times(asserted.interval, THOUSAND)):
        return "million_for_billion" if value < THOUSAND else "billion_for_trillion"
    if value in _around(_times(asserted.interval, 1 / THOUSAND)):
        return "billion_for_million" if value < 1 else "trillion_for_billion"
    return None


def _points(trial: Trial) -> str | None:
    """Per cent for percentage points or the other way round; only a share has points."""
    query = trial.reading.query
    if not isinstance(query, Change) or query.kind not in ("%", "pp") or not isinstance(query.what, str):
        return None
    measure = trial.figures.measure(query.what)
    if measure is None or measure.unit != "%":
        return None
    if query.kind == "%" and trial.fits(replace(query, kind="pp")):
        return "percent_for_points"
    return "points_for_percent" if query.kind == "pp" and trial.fits(replace(query, kind="%")) else None


def _currency(trial: Trial) -> str | None:
    """The number is right in another currency."""
    query = trial.reading.query
    if not isinstance(query, Level | Sum) or not _is_money(trial, query.measure):
        return None
    written = _currency_of(query.measure)
    for measure in _money(trial.figures):
        other = _currency_of(measure)
        if len(other) == 3 and other != written:
            asserted = replace(trial.reading.asserted, unit=f"bn {other.upper()}")
            if trial.fits(replace(query, measure=measure), asserted):
                return "dollars_for_euros" if (written, other) == ("usd", "eur") else f"other_currency {other.upper()}"
    return None


def _price_base(trial: Trial) -> str | None:
    query = trial.reading.query
    if not isinstance(query, Level | Sum | Share | Compare | Rank | Extreme | Change):
        return None
    name = query.what if isinstance(query, Change) else query.measure
    if not isinstance(name, str) or not _is_dollars(trial, name):
        return None
    for measure in _money(trial.figures):
        if _is_dollars(trial, measure) and measure != name:
            other = replace(query, what=measure) if isinstance(query, Change) else replace(query, measure=measure)
            if trial.fits(other):
                return f"price_base {measure.rsplit('.', 1)[1]}"
    return None


def _transposed(trial: Trial) -> str | None:
    """The digits of the figure as it would have been written, in another order."""
    written, known = _written(trial)
    if written is None or known is None or written == known:
        return None
    return f"digits_transposed {known}" if sorted(str(written)) == sorted(str(known)) else None


def _digit_changed(trial: Trial) -> str | None:
    written, known = _written(trial)
    if written is None or known is None or len(str(written)) != len(str(known)) or len(str(known)) < 4:
        return None
    differing = sum(left != right for left, right in zip(str(written), str(known), strict=True))
    return f"digit_changed {known}" if differing == 1 else None


def _wrong_year(trial: Trial) -> str | None:
    """The number is that of another year; a small whole number only counts where that year lies beside."""
    asserted, year = trial.reading.asserted, year_of(trial.reading.query)
    interval = asserted.interval
    if year is None or (interval is not None and (asserted.bar or interval.low is None or interval.high is None)):
        return None
    around = YEARS_BESIDE if exact(trial.reading.query, asserted) or interval is None else YEARS_AROUND
    for offset in around:
        if trial.ever_fitted(in_year(trial.reading.query, year + offset)):
            return f"wrong_year {year + offset}"
    return None


def _other_set(trial: Trial) -> str | None:
    """The number is that of another set, easily taken for the one asked about."""
    matter = trial.figures.domain.matter
    for mixup in matter.mixups if matter else ():
        other = AreaSet(mixup.meant.group, without=mixup.meant.without)
        query = _over(trial.reading.query, mixup.asked, other)
        if query is not None and _holds_part(trial, query) and trial.fits(query):
            return mixup.cause
    return None


def _holds_part(trial: Trial, query: Query) -> bool:
    """Whether the part of a share lies within the whole it is asked of."""
    if not isinstance(query, Share):
        return True
    part, whole = (set(trial.figures.members(each, trial.as_of)) for each in (query.part, query.whole))
    return part <= whole


def _member_count(trial: Trial) -> str | None:
    """Members without forces left out of a count of members."""
    query, value = trial.reading.query, trial.answer.value
    if not isinstance(query, Member) or value is None or not isinstance(query.when, dt.date):
        return None
    with_forces = len(trial.figures.with_forces(AreaSet(query.group), query.when))
    fits = is_right(trial.reading.asserted, replace(trial.answer, value=Decimal(with_forces)))
    return "without_forces_left_out" if fits else None


def _other_member(trial: Trial) -> str | None:
    """The day is that of another accession."""
    query, days = trial.reading.query, trial.reading.asserted.days
    if not isinstance(query, Member) or query.when != "since" or days is None:
        return None
    for area in trial.figures.members(AreaSet(query.group), days[1]):
        if trial.fits(replace(query, topic=area)):
            return f"other_member {area}"
    return None


def _other_term(trial: Trial) -> str | None:
    """The person named held the office, but at another time."""
    query, name = trial.reading.query, trial.reading.asserted.value
    if not isinstance(query, Holds) or query.when is None or not isinstance(name, str):
        return None
    for entry in trial.figures.holders(query.office):
        if set(name.casefold().split()) <= set(entry.subject.casefold().split()):
            if entry.first > query.when:
                return f"later_holder {entry.first}"
            return f"former_holder {entry.last or entry.first}"
    return None


_FINDERS: tuple[Callable[[Trial], str | None], ...] = (
    _order_reversed,
    _scale,
    _points,
    _currency,
    _member_count,
    _other_member,
    _other_term,
    _transposed,
    _wrong_year,
    _other_set,
    _price_base,
    _digit_changed,
)


def _times(interval: Interval, factor: Decimal) -> Interval:
    low = None if interval.low is None else interval.low * factor
    high = None if interval.high is None else interval.high * factor
    return replace(interval, low=low, high=high)


def _around(interval: Interval) -> Interval:
    """The interval with a tenth of itself on either side."""
    low = None if interval.low is None else interval.low * (1 - TENTH)
    high = None if interval.high is None else interval.high * (1 + TENTH)
    return replace(interval, low=low, high=high)


def _written(trial: Trial) -> tuple[Decimal | None, Decimal | None]:
    """The number as written, and the figure rounded alike; for plain numbers of at least three digits."""
    asserted, value = trial.reading.asserted, trial.answer.value
    interval, step = asserted.interval, asserted.step
    if value is None or step is None or interval is None or interval.low is None or interval.high is None:
        return None, None
    if asserted.bar or interval.high - interval.low != step:
        return None, None
    written = (interval.low + step / 2).quantize(step)
    return (written, value.quantize(step, "ROUND_HALF_UP")) if len(str(written)) >= 4 else (None, None)


def _over(query: Query, group: str, other: AreaSet) -> Query | None:
    """The same question over another set."""
    match query:
        case Census() | Rank() | Extreme() | Sum():
            return replace(query, among=other) if query.among == AreaSet(group) else None
        case Change():
            return replace(query, area=other) if str(query.area) == group else None
        case Level():
            return replace(query, area=str(other)) if query.area == group and not other.without else None
        case Share():
            return replace(query, whole=other) if str(query.whole) == group else None
        case _:
            return None


def _money(figures: Figures) -> list[str]:
    matter = figures.domain.matter
    return [measure for measure in figures.domain.measures if matter is not None and matter.is_money(measure)]


def _is_money(trial: Trial, measure: str) -> bool:
    matter = trial.figures.domain.matter
    return matter is not None and matter.is_money(measure)


def _is_dollars(trial: Trial, measure: str) -> bool:
    """Whether a measure is the family's money in dollars, of its own year or of another."""
    matter = trial.figures.domain.matter
    return matter is not None and bool(matter.money) and measure.startswith(matter.dollars)


def _currency_of(measure: str) -> str:
    return measure.rsplit(".", 1)[1]
