"""Query text and back: ``count(defence.share >= 3 %, NATO - USA, 2024)``. ``str(query)`` writes, this reads."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal, cast, get_args

from faktenlage.errors import QueryError
from faktenlage.model import (
    AreaSet,
    Census,
    Change,
    ChangeKind,
    Compare,
    Comparison,
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

MEASURE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
IN = re.compile(r"in\b")
CURRENCY = re.compile(r"in\s+[A-Z]{3}\b")
NAME = re.compile(r"[A-Z][A-Z0-9_]*")
OFFICE = re.compile(r"[A-Z]+\.[a-z_]+")
WORD = re.compile(r"[a-z]+|%")
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
RUN = re.compile(r"\.\.")
DIGITS = 20
YEAR = re.compile(r"[1-9][0-9]{3}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SIGN = re.compile(r">=|<=|>|<|=")
UNIT = re.compile(r"%|[a-z]+(?: [A-Z]{3})?|[A-Z]{3}")
PERSON = re.compile(r"[^,()]*[^,()\s]")


class _Reader:
    """Walks through a query text; every error carries the place."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def fail(self, expected: str) -> QueryError:
        return QueryError(self.text, self.at, expected)

    def skip(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def accept(self, mark: str) -> bool:
        self.skip()
        if not self.text.startswith(mark, self.at):
            return False
        self.at += len(mark)
        return True

    def expect(self, mark: str) -> None:
        if not self.accept(mark):
            raise self.fail(repr(mark))

    def peek(self, pattern: re.Pattern[str]) -> str | None:
        self.skip()
        found = pattern.match(self.text, self.at)
        return found.group() if found else None

    def take(self, pattern: re.Pattern[str], expected: str) -> str:
        found = self.peek(pattern)
        if found is None:
            raise self.fail(expected)
        self.at += len(found)
        return found

    def choice(self, options: tuple[str, ...]) -> str:
        """One word out of ``options``."""
        self.skip()
        start = self.at
        expected = f"one of {', '.join(options)}" if len(options) > 3 else " or ".join(options)
        found = self.take(WORD, expected)
        if found not in options:
            self.at = start
            raise self.fail(expected)
        return found

    def comma(self) -> None:
        self.expect(",")


def parse_query(text: str) -> Query:
    """Read a query as ``str()`` prints it; blanks are free. Raises QueryError with the place and what was expected."""
    reader = _Reader(text)
    name = reader.choice(tuple(_OPERATIONS))
    reader.expect("(")
    query = _OPERATIONS[name](reader, name)
    reader.expect(")")
    reader.skip()
    if reader.at < len(text):
        raise reader.fail("the end")
    return query


def _level(reader: _Reader, _: str) -> Query:
    return Level(_measure(reader), _area(reader), _years(reader))


def _census(reader: _Reader, name: str) -> Query:
    condition = _condition(reader)
    operation = cast("Literal['count', 'which', 'every', 'none']", name)
    return Census(operation, condition, _set(reader), _years(reader))


def _rank(reader: _Reader, _: str) -> Query:
    return Rank(_measure(reader), _area(reader), _set(reader), _year(reader))


def _extreme(reader: _Reader, name: str) -> Query:
    n = int(reader.take(re.compile("[1-9][0-9]{0,2}"), "a number of places"))
    reader.comma()
    return Extreme(cast("Literal['top', 'bottom']", name), n, _measure(reader), _set(reader), _year(reader))


def _sum(reader: _Reader, _: str) -> Query:
    return Sum(_measure(reader), _set(reader), _years(reader))


def _share(reader: _Reader, _: str) -> Query:
    return Share(_measure(reader), _subject(reader), _subject(reader), _year(reader))


def _change(reader: _Reader, _: str) -> Query:
    what: str | Condition
    if reader.accept("count"):
        reader.expect("(")
        what = _condition(reader)
        reader.expect(")")
    else:
        what = _measure(reader)
    area = _subject(reader)
    reader.comma()
    first = int(reader.take(YEAR, "a year"))
    reader.comma()
    last = int(reader.take(YEAR, "a year"))
    reader.comma()
    return Change(what, area, first, last, cast("ChangeKind", reader.choice(get_args(ChangeKind))))


def _compare(reader: _Reader, _: str) -> Query:
    measure, left, right, years = _measure(reader), _subject(reader), _subject(reader), _year(reader)
    reader.comma()
    kind = cast("Literal['diff', 'ratio', 'order']", reader.choice(("diff", "ratio", "order")))
    return Compare(measure, left, right, years, kind)


def _since(reader: _Reader, _: str) -> Query:
    measure = _measure(reader)
    what = _rest_of_condition(reader, measure) if reader.peek(SIGN) else measure
    area, years = _area(reader), _year(reader)
    reader.comma()
    kinds = ("first", "last", "every") if isinstance(what, Condition) else ("highest", "lowest")
    kind = cast("Literal['highest', 'lowest', 'first', 'last', 'every']", reader.choice(kinds))
    return Since(what, area, years, kind)


def _gap(reader: _Reader, _: str) -> Query:
    measure, area, years = _measure(reader), _subject(reader), _year(reader)
    reader.comma()
    target = _number(reader, "a target")
    return Gap(measure, area, years, target, reader.take(UNIT, "a unit"))


def _member(reader: _Reader, _: str) -> Query:
    group = reader.take(NAME, "a group")
    reader.comma()
    topic = reader.take(NAME, "") if reader.peek(NAME) else reader.choice(("count", "newest"))
    reader.comma()
    if topic not in ("count", "newest") and reader.accept("since"):
        return Member(group, topic, "since")
    return Member(group, topic, _day(reader))


def _holds(reader: _Reader, _: str) -> Query:
    office = reader.take(OFFICE, "an office")
    reader.comma()
    if reader.peek(DAY):
        return Holds(office, None, "on", _day(reader))
    name = reader.take(PERSON, "a name, a day, next or previous")
    reader.comma()
    if name in ("next", "previous"):
        return Holds(office, None, cast("Literal['next', 'previous']", name), _day(reader))
    if reader.peek(DAY):
        return Holds(office, name, "on", _day(reader))
    if reader.accept("before"):
        return Holds(office, name, "before", _day(reader))
    return Holds(office, name, cast("Literal['from', 'to', 'terms']", reader.choice(("from", "to", "terms"))))


def _measure(reader: _Reader) -> str:
    """``defence.spending.usd``, or converted: ``defence.spending.usd in EUR``."""
    measure = reader.take(MEASURE, "a measure")
    if reader.peek(IN) is None:
        return measure
    return f"{measure} in {reader.take(CURRENCY, 'in and a currency, as in EUR')[-3:]}"


def _condition(reader: _Reader) -> Condition:
    return _rest_of_condition(reader, _measure(reader))


def _rest_of_condition(reader: _Reader, measure: str) -> Condition:
    sign = cast("Comparison", reader.take(SIGN, "a comparison"))
    threshold = _number(reader, "a number")
    unit = reader.take(UNIT, "a unit") if reader.peek(UNIT) else ""
    return Condition(measure, sign, threshold, unit)


def _number(reader: _Reader, expected: str) -> Decimal:
    """More digits than any figure has could not be compared exactly, nor written out."""
    reader.skip()
    start = reader.at
    text = reader.take(NUMBER, expected)
    if len(text) > DIGITS:
        reader.at = start
        raise reader.fail(f"{expected} of at most {DIGITS} digits")
    return Decimal(text)


def _area(reader: _Reader) -> str:
    reader.comma()
    return reader.take(NAME, "an area")


def _set(reader: _Reader) -> AreaSet:
    """After a comma: a group or a list in braces, less an area or a list."""
    reader.comma()
    if reader.peek(re.compile("{")):
        return AreaSet(None, _list(reader), _without(reader))
    return AreaSet(reader.take(NAME, "a set"), (), _without(reader))


def _subject(reader: _Reader) -> AreaSet | str:
    """An area code of three letters, or a set."""
    found = _set(reader)
    single = found.group is not None and len(found.group) == 3 and not found.without
    return found.group if single and found.group else found


def _without(reader: _Reader) -> tuple[str, ...]:
    if not reader.accept("-"):
        return ()
    return _list(reader) if reader.peek(re.compile("{")) else (reader.take(NAME, "an area"),)


def _list(reader: _Reader) -> tuple[str, ...]:
    reader.expect("{")
    areas = [reader.take(NAME, "an area")]
    while reader.accept(","):
        areas.append(reader.take(NAME, "an area"))
    reader.expect("}")
    return tuple(areas)


def _years(reader: _Reader) -> Years:
    reader.comma()
    first = int(reader.take(YEAR, "a year"))
    if not reader.accept(".."):
        return Years.one(first)
    reader.skip()
    start = reader.at
    last = int(reader.take(YEAR, "a year"))
    if last < first:
        reader.at = start
        raise reader.fail(f"a year from {first} on")
    return Years(first, last)


def _year(reader: _Reader) -> Years:
    """A single one: what is asked holds for a year, and a run of them would need a rule for adding up."""
    reader.comma()
    year = int(reader.take(YEAR, "a year"))
    if reader.peek(RUN):
        raise reader.fail("one year, not a run of them")
    return Years.one(year)


def _day(reader: _Reader) -> dt.date:
    reader.skip()
    start = reader.at
    text = reader.take(DAY, "a day as in 2024-11-22")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        reader.at = start
        raise reader.fail("a day of the calendar") from None


_OPERATIONS: Mapping[str, Callable[[_Reader, str], Query]] = {
    "level": _level,
    "count": _census,
    "which": _census,
    "every": _census,
    "none": _census,
    "rank": _rank,
    "top": _extreme,
    "bottom": _extreme,
    "sum": _sum,
    "share": _share,
    "change": _change,
    "compare": _compare,
    "since": _since,
    "gap": _gap,
    "member": _member,
    "holds": _holds,
}
