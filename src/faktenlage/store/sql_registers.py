"""Questions to the registers and guidelines as SQL: who belongs, who holds an office, by when a target is due."""

from __future__ import annotations

import datetime as dt

from faktenlage.model import Holds, Level, Member
from faktenlage.store.sql_cells import Scene, Text, Unanswerable
from faktenlage.store.sql_text import Part, literal, texts


def member(scene: Scene, query: Member) -> Text:
    """Membership of a group; every day of accession that sources give counts."""
    own = f"domain = {literal(scene.domain.key)} AND grp = {literal(query.group)}"
    if query.when == "since":
        return _firsts(scene, "memberships", f"{own} AND area = {literal(query.topic)}")
    covered = _covered(scene, query.when)
    if query.topic == "count":
        return (), f"SELECT count(*) AS value\nFROM memberships\nWHERE {own}\n  AND {covered}\nHAVING count(*) > 0"
    if query.topic == "newest":
        body = f"SELECT *\nFROM memberships\nWHERE {own}\n  AND {covered}"
        select = (
            "SELECT list(area ORDER BY line) AS areas\nFROM present\n"
            "WHERE first = (SELECT max(first) FROM present)\nHAVING count(*) > 0"
        )
        return (Part("present", f"members on {query.when}", body),), select
    truth = f"coalesce(bool_or({covered}) FILTER (WHERE area = {literal(query.topic)}), false) AS truth"
    return (), f"SELECT {truth}\nFROM memberships\nWHERE {own}\nHAVING count(*) > 0"


def holds(scene: Scene, query: Holds) -> Text:
    """Terms of office; where the register has a hole, or does not know the name, there is no row."""
    office = f"domain = {literal(scene.domain.key)} AND office = {literal(query.office)}"
    if query.aspect in ("next", "previous"):
        return _beside(scene, query, office)
    if query.aspect == "on":
        return (), _on(scene, query, office)
    own = f"{office}\n  AND {_called(query.name)}"
    today = literal(scene.as_of)
    match query.aspect:
        case "before":
            over = f"coalesce(bool_or(last <= {literal(_day(scene, query.when))}), false) AS truth"
            return (), f"SELECT {over}\nFROM terms\nWHERE {own}\nHAVING count(*) > 0"
        case "from":
            return _firsts(scene, "terms", own)
        case "to":
            return (), _days("terms", "last", "NULL::DATE", f"{own} AND last <= {today}", "first, line")
        case _:
            ended = f"CASE WHEN last <= {today} THEN last END"
            return (), _days("terms", "first", ended, f"{own} AND first <= {today}", "first, line")


def deadline(scene: Scene, query: Level) -> Text:
    """The year a guideline sets, from the day it was agreed."""
    name = query.measure.removeprefix("guideline.")
    if not name.endswith(".deadline"):
        raise Unanswerable("of guidelines only the deadline is kept")
    where = f"domain = {literal(scene.domain.key)} AND guideline = {literal(name.removesuffix('.deadline'))}"
    return (), f"SELECT deadline AS value\nFROM guidelines\nWHERE {where} AND decided <= {literal(scene.as_of)}"


def _on(scene: Scene, query: Holds, office: str) -> str:
    held = f"FROM terms\nWHERE {office}\n  AND {_covered(scene, query.when)}"
    if query.name is None:
        return f"SELECT name AS text\n{held}\nORDER BY first DESC, line DESC LIMIT 1"
    return f"SELECT bool_or({_called(query.name)}) AS truth\n{held}\nHAVING count(*) > 0"


def _beside(scene: Scene, query: Holds, office: str) -> Text:
    """The neighbour of the one in office, acting holders left out."""
    numbered = "SELECT name, first, last, row_number() OVER (ORDER BY first, line) AS place"
    row = Part("line_up", "holders one after the other", f"{numbered}\nFROM terms\nWHERE {office} AND NOT acting")
    held = Part("present", "", f"SELECT max(place) AS place\nFROM line_up\nWHERE {_covered(scene, query.when)}")
    step = "+ 1" if query.aspect == "next" else "- 1"
    return (row, held), f"SELECT name AS text\nFROM line_up\nWHERE place = (SELECT place FROM present) {step}"


def _firsts(scene: Scene, register: str, own: str) -> Text:
    """First days that have come, with those that other sources give."""
    today = literal(scene.as_of)
    body = (
        f"SELECT first, line, 1 AS place, first AS day\nFROM {register}\nWHERE {own} AND first <= {today}\n"
        f"UNION ALL\nSELECT first, line, 2 AS place, also_first AS day\nFROM {register}\n"
        f"WHERE {own} AND first <= {today} AND also_first <= {today}"
    )
    select = _days("firsts", "day", "NULL::DATE", "day IS NOT NULL", "first, line, place")
    return (Part("firsts", "first days, by every source", body),), select


def _days(source: str, first: str, last: str, where: str, order: str) -> str:
    days = f"list({{'first': {first}, 'last': {last}}} ORDER BY {order}) AS days"
    return f"SELECT {days}\nFROM {source}\nWHERE {where}\nHAVING count(*) > 0"


def _covered(scene: Scene, when: object) -> str:
    """A line holds on its last day too, which is one of handing over."""
    day = literal(_day(scene, when))
    return f"first <= {day} AND (last IS NULL OR {day} <= last)"


def _day(scene: Scene, when: object) -> dt.date:
    """Registers know no day of release, but nobody can ask them about days to come."""
    if not isinstance(when, dt.date):
        raise Unanswerable("no day is named")
    if when > scene.as_of:
        raise Unanswerable(f"{when} has not come yet")
    return when


def _called(name: str | None) -> str:
    """Every word of one name occurs in the other."""
    words = sorted(set((name or "").casefold().split()))
    if not words:
        raise Unanswerable("no name is given")
    return f"(list_has_all(words, {texts(words)}) OR list_has_all({texts(words)}, words))"
