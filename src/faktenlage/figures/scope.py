"""What a query needs: its measures, its subjects and the last year it reaches."""

from __future__ import annotations

from dataclasses import replace

from faktenlage.model import (
    AreaSet,
    Census,
    Change,
    Compare,
    Condition,
    Extreme,
    Gap,
    Holds,
    Level,
    Member,
    Query,
    Rank,
    Share,
    Since,
    Sum,
    Years,
)


def measure_of(query: Query) -> str | None:
    """The measure a query asks about; None for registers."""
    measure: str | None = getattr(query, "measure", None)
    if measure is not None:
        return measure
    match query:
        case Census():
            return query.condition.measure
        case Change() | Since():
            return query.what.measure if isinstance(query.what, Condition) else query.what
        case _:
            return None


def subjects_of(query: Query) -> tuple[AreaSet | str, ...]:
    """The areas and sets a query asks about."""
    match query:
        case Member() | Holds():
            return ()
        case Census() | Extreme() | Sum():
            return (query.among,)
        case Rank():
            return (query.area, query.among)
        case Share():
            return (query.part, query.whole)
        case Compare():
            return (query.left, query.right)
        case Level() | Change() | Since() | Gap():
            return (query.area,)


def unit_of(query: Query) -> str:
    """The unit of the bar or target a query names, empty where it names none or says none."""
    match query:
        case Census():
            return query.condition.unit
        case Gap():
            return query.unit
        case Change(what=Condition() as condition) | Since(what=Condition() as condition):
            return condition.unit
        case _:
            return ""


def asks_one_year(query: Query) -> bool:
    """False where a run of years is asked of what stands in one year alone, such as a rank."""
    match query:
        case Rank() | Extreme() | Share() | Compare() | Since() | Gap():
            return query.years.first == query.years.last
        case _:
            return True


def last_year_of(query: Query) -> int | None:
    """The last year a query reaches; None for registers."""
    match query:
        case Member() | Holds():
            return None
        case Change():
            return max(query.first, query.last)
        case _:
            return query.years.last


def year_of(query: Query) -> int | None:
    """The one year a query asks about, of a change the later one; None where it asks for a run of years or for none.

    A deadline is the same in every year, so it has none.
    """
    match query:
        case Level() if query.measure.startswith("guideline."):
            return None
        case Level() | Census() | Rank() | Extreme() | Sum() | Share() | Compare() | Gap():
            return query.years.last if query.years.first == query.years.last else None
        case Change():
            return query.last
        case _:
            return None


def in_year(query: Query, year: int) -> Query:
    """The same question about another year; of a change, over as many years. As it is where it asks for no year."""
    match query:
        case Level():  # asked most, and quicker to write anew
            return Level(query.measure, query.area, Years(year, year))
        case Census() | Rank() | Extreme() | Sum() | Share() | Compare() | Gap():
            return replace(query, years=Years.one(year))
        case Change():
            return replace(query, first=query.first + year - query.last, last=year)
        case _:
            return query


def of_measure(query: Query, measure: str) -> Query | None:
    """The same question about another measure; None for questions that compare against a bar or ask a register."""
    match query:
        case Level() | Sum() | Share() | Rank() | Compare() | Extreme():
            return replace(query, measure=measure)
        case _:
            return None
