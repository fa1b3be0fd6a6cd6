"""What a query needs: its measures, its subjects and the last year it reaches."""

from __future__ import annotations

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
)


def measure_of(query: Query) -> str | None:
    """The measure a query asks about; None for registers."""
    match query:
        case Member() | Holds():
            return None
        case Census():
            return query.condition.measure
        case Change() | Since():
            return query.what.measure if isinstance(query.what, Condition) else query.what
        case _:
            return query.measure


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
