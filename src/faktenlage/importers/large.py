"""Tables too long to be read cell by cell: understood, checked and stored by the database alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from faktenlage.errors import FaktenlageError, InputError
from faktenlage.importers.drafts import Doubt, Draft, Hints, Understood
from faktenlage.importers.importing import origin_of, undefined
from faktenlage.importers.mappings import Mapping, read_mapping
from faktenlage.importers.tidy.importer import outline
from faktenlage.importers.tidy.sql import LARGE, area_texts, checks, codes, duplicates, omissions, relation, total
from faktenlage.store.adding import Added, Ask, StatementError, add_query, ask_database
from faktenlage.store.almanac import Almanac

__all__ = ["DoubtfulError", "Large", "is_large", "keep_large", "understand_large"]

SHOWN = 100  # of a kind; nobody reads more
PARQUET = b"PAR1"
CELL = "measure, area, period"

Watch = Callable[[str], None]


class DoubtfulError(FaktenlageError):
    """A table was understood and not stored; ``doubts`` say why."""

    def __init__(self, doubts: tuple[Doubt, ...]) -> None:
        self.doubts = doubts
        super().__init__(f"{len(doubts)} doubts")


class _RepeatedError(Exception):
    """Cells occur more than once, with the same value."""


@dataclass(frozen=True, slots=True)
class Large:
    """A file to be stored with what its mapping says; ``watch`` is told of every stage."""

    path: Path
    hints: Hints
    watch: Watch


def is_large(path: Path, hints: Hints) -> bool:
    """Whether the file is better not read cell by cell; only a mapping file says what a large table means."""
    if hints.mapping is None or not path.is_file():
        return False
    with path.open("rb") as stream:
        return path.stat().st_size >= LARGE or stream.read(len(PARQUET)) == PARQUET


def keep_large(large: Large, place: Path, almanac: Almanac, today: dt.date, *, despite_doubts: bool) -> Added:
    """Store it; raises DoubtfulError with the cells in doubt unless told to store them, and InputError as ever."""
    path, watch = large.path, large.watch
    assert large.hints.mapping is not None
    mapping = read_mapping(large.hints.mapping)
    draft = outline(mapping, large.hints, "tidy", set())
    origin = origin_of(draft, path, today)
    try:
        watch("looking for areas")
        texts = [text for (text,) in ask_database(place, area_texts(path, mapping))]
        areas = codes(texts, mapping)
        rows = relation(path, mapping, areas)

        def approve(ask: Ask, table: str) -> None:
            watch("checking")
            _check_measures(ask, table, draft, almanac, path)
            found = _doubts(ask, table, (path, mapping, areas))
            if found and not despite_doubts:
                raise DoubtfulError(found)
            if _repeats(ask, table) and not found:
                raise _RepeatedError

        watch("reading and sorting")
        try:
            return add_query(place, draft.domain, origin, rows, approve)
        except _RepeatedError:
            watch("taking every cell once")
            return add_query(place, draft.domain, origin, _once(rows))
    except StatementError as error:
        raise InputError(str(path), f"cannot be read ({error})", "correct the mapping or the file") from None


def understand_large(large: Large, place: Path) -> Draft:
    """What the table says, measure by measure, without its rows; its doubts are those found on the way."""
    path, watch = large.path, large.watch
    assert large.hints.mapping is not None
    mapping = read_mapping(large.hints.mapping)
    try:
        watch("looking for areas")
        areas = codes([text for (text,) in ask_database(place, area_texts(path, mapping))], mapping)
        watch("looking at measures")
        summary = (
            "SELECT measure, unit, min(period), max(period), count(DISTINCT area), count(*) "
            f"FROM ({relation(path, mapping, areas)}) GROUP BY measure, unit ORDER BY ALL"
        )
        tables = [
            Understood(path.name, measure, measure, unit, f"{first}..{last}", among, cells)
            for measure, unit, first, last, among, cells in ask_database(place, summary)
        ]
        watch("looking for doubts")
        doubts = [
            Doubt(code, *line)
            for code, statement in checks(path, mapping, areas)
            for line in ask_database(place, f"SELECT * FROM ({statement}) LIMIT {SHOWN}")
        ]
        left_out = [
            f"{reason}: {times} times" for reason, times in ask_database(place, omissions(path, mapping, areas))
        ]
    except StatementError as error:
        raise InputError(str(path), f"cannot be read ({error})", "correct the mapping or the file") from None
    draft = outline(mapping, large.hints, "tidy", set())
    return replace(draft, tables=tuple(tables), doubts=tuple(doubts), left_out=tuple(left_out))


def _check_measures(ask: Ask, table: str, draft: Draft, almanac: Almanac, path: Path) -> None:
    used = [(measure, unit) for measure, unit in ask(f"SELECT DISTINCT measure, unit FROM {table} ORDER BY ALL")]
    if not used:
        raise InputError(str(path), "holds no figures", "check header, skip and the columns of the mapping")
    problem = next(undefined(used, draft, almanac), None)
    if problem:
        raise InputError(str(path), *problem)


def _doubts(ask: Ask, table: str, source: tuple[Path, Mapping, dict[str, str]]) -> tuple[Doubt, ...]:
    """What speaks against the rows; the file itself is read again only where cells of it are not among them."""
    path, mapping, areas = source
    found = []
    ((rows,),) = ask(f"SELECT count(*) FROM {table}")
    ((cells,),) = ask(total(path, mapping))
    if rows < cells:
        for code, statement in checks(path, mapping, areas):
            if code != "duplicate":
                found += [Doubt(code, *line) for line in ask(f"SELECT * FROM ({statement}) LIMIT {SHOWN}")]
    if _repeats(ask, table):
        found += [Doubt("duplicate", *line) for line in ask(f"{duplicates(table)} LIMIT {SHOWN}")]
    shares = [measure.id for measure in mapping.measures if measure.kind == "share"]
    if shares:
        listed = ", ".join(f"'{name}'" for name in shares)
        above = (
            f"SELECT concat(area, ' ', period, ' is ', value, ' %, which a share can hardly be') AS message, locator "
            f"FROM {table} WHERE measure IN ({listed}) AND abs(CAST(value AS DOUBLE)) > 100 LIMIT {SHOWN}"
        )
        found += [Doubt("share_too_high", *line) for line in ask(above)]
    return tuple(found)


def _repeats(ask: Ask, table: str) -> bool:
    """Whether any cell occurs more than once; rows lie sorted, so that equal ones are neighbours in one piece."""
    return bool(ask(f"SELECT 1 FROM {table} GROUP BY {CELL} HAVING count(*) > 1 LIMIT 1"))


def _once(rows: str) -> str:
    """The same rows without repetitions; the first place of each is kept."""
    same = f"{CELL}, value, unit, status"
    return f"SELECT {same}, min(locator) AS locator FROM ({rows}) GROUP BY {same}"
