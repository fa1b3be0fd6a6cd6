"""Questions to one value or to the arithmetic between two as SQL; both sides always come from one release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from faktenlage.model import AreaSet, Change, Compare, Condition, Gap, Level, Share, Sum
from faktenlage.store.sql_cells import Scene, Text, Unanswerable, holds
from faktenlage.store.sql_sets import asked_each, section, total
from faktenlage.store.sql_text import Part, literal


def level(scene: Scene, query: Level) -> Text:
    """One value; over a run of years the total, where years can be added up."""
    return _amount(scene, query, query.area)


def sum_of(scene: Scene, query: Sum) -> Text:
    """The total of a set, as printed where there is one."""
    return _amount(scene, query, query.among)


def share(scene: Scene, query: Share) -> Text:
    """Part of whole in per cent."""
    year = [query.years.last]
    part = total(scene, query.measure, query.part, year, "part")
    whole = total(scene, query.measure, query.whole, year, "whole")
    select = _select(scene, "part.value / whole.value * 100 AS value", ("part", "whole"), "whole.value <> 0")
    return (*part, *whole), select


def compare(scene: Scene, query: Compare) -> Text:
    """Difference, ratio or order of two areas or sets."""
    year, sides = [query.years.last], ("one", "other")
    one = total(scene, query.measure, query.left, year, "one")
    parts = (*one, *total(scene, query.measure, query.right, year, "other"))
    match query.kind:
        case "diff":
            return parts, _select(scene, "one.value - other.value AS value", sides)
        case "ratio":
            return parts, _select(scene, "one.value / other.value AS value", sides, "other.value <> 0")
        case "order":
            sign = "CASE WHEN one.value < other.value THEN '<' WHEN one.value > other.value THEN '>' ELSE '=' END"
            return parts, _select(scene, f"{sign} AS text", sides)


def gap(scene: Scene, query: Gap) -> Text:
    """Target less value. A target in per cent for money is a share of GDP, by the share that is printed."""
    year = [query.years.last]
    measure = scene.measure(query.measure)
    target = literal(query.target)
    spent = total(scene, query.measure, query.area, year, "spent")
    if measure.kind != "money" or query.unit != "%":
        return spent, f"SELECT {target} - value AS value, release, released\nFROM spent\n{scene.newest}"
    if measure.share is None:
        raise Unanswerable(f"nothing says how {query.measure} is measured against GDP")
    plain = replace(scene, ratio=None)
    parts = (*spent, *total(plain, measure.share, query.area, year, "printed", "known_share"))
    needed = f"spent.value * ({target} / printed.exact) - spent.value AS value"
    return parts, _select(plain, needed, ("spent", "printed"), "printed.exact <> 0")


def change(scene: Scene, query: Change) -> Text:
    """From one year to another. Real change year on year is as printed, over more years chained."""
    years = [query.first, query.last]
    if isinstance(query.what, Condition):
        return _counted(scene, query, query.what, years)
    if scene.measure(query.what).kind != "growth":
        return total(scene, query.what, query.area, years, "totals"), _changed(scene, query)
    if query.last == query.first + 1 and query.kind in ("%", "factor"):
        growth = total(scene, query.what, query.area, [query.last], "growth")
        value = "value" if query.kind == "%" else "1 + value / 100 AS value"
        return growth, f"SELECT {value}, release, released\nFROM growth\n{scene.newest}"
    return _chained(replace(scene, ratio=None), query, years)


def _amount(scene: Scene, query: Level | Sum, among: AreaSet | str) -> Text:
    years = range(query.years.first, query.years.last + 1)
    if len(years) > 1 and scene.measure(query.measure).kind != "money":
        raise Unanswerable(f"{query.measure} of several years cannot be added up")
    parts = total(scene, query.measure, among, years, "totals")
    if len(years) == 1:
        return parts, f"SELECT value, release, released\nFROM totals\n{scene.newest}"
    added = f"SELECT sum(value) AS value, release, released\nFROM totals\nGROUP BY {scene.key}"
    return parts, f"{added}\nHAVING count(*) = {len(years)}\n{scene.newest}"


def _counted(scene: Scene, query: Change, condition: Condition, years: Sequence[int]) -> Text:
    """How many meet a condition in either year; each year has its own members."""
    counts = Part(
        "totals",
        "how many meet it, where every cell is there",
        f"SELECT {scene.key}, year, count(*) FILTER (WHERE {holds(condition)}) AS value\n"
        f"FROM known JOIN asked USING (year, area)\nGROUP BY {scene.key}, year\nHAVING count(*) = max(size)",
    )
    cells = section(scene, condition.measure, years, asked_each(scene, query.area, years))
    return (*cells, counts), _changed(scene, query)


def _chained(scene: Scene, query: Change, years: Sequence[int]) -> Text:
    """A release may hold several series at constant prices; the first that has both years counts."""
    names = scene.measure(str(query.what)).chained_by
    if not names:
        raise Unanswerable(f"no series at constant prices goes with {query.what}")
    numbered = list(enumerate(names, 1))
    parts = [
        part
        for place, name in numbered
        for part in total(scene, name, query.area, years, f"series_{place}", f"known_{place}")
    ]
    union = "\nUNION ALL\n".join(f"SELECT {place} AS place, * FROM series_{place}" for place, _ in numbered)
    whole = f"SELECT release, place FROM series GROUP BY release, place HAVING count(*) = {len(set(years))}"
    chosen = (
        "SELECT release, released, year, value\nFROM series JOIN (\n  SELECT release, min(place) AS place\n"
        f"  FROM ({whole})\n  GROUP BY release\n) USING (release, place)"
    )
    note = "the first series that holds both years, by release"
    return (*parts, Part("series", "", union), Part("totals", note, chosen)), _changed(scene, query)


def _changed(scene: Scene, query: Change) -> str:
    match query.kind:
        case "abs" | "pp":
            value, where = "later.value - earlier.value", ""
        case "factor":
            value, where = "later.value / earlier.value", " AND earlier.value <> 0"
        case "%":
            value, where = "(later.value / earlier.value - 1) * 100", " AND earlier.value <> 0"
    sides = ("totals AS later", "totals AS earlier")
    years = f"later.year = {query.last} AND earlier.year = {query.first}"
    return _select(scene, f"{value} AS value", sides, f"{years}{where}")


def _select(scene: Scene, value: str, sides: tuple[str, str], where: str = "") -> str:
    """What the newest release says that has both sides."""
    condition = f"WHERE {where}\n" if where else ""
    joined = f"FROM {sides[0]} JOIN {sides[1]} USING ({scene.key})"
    return f"SELECT {value}, release, released\n{joined}\n{condition}{scene.newest}"
