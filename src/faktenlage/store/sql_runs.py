"""Questions along the years of one area as SQL: since when, how long, the first and the last time."""

from __future__ import annotations

from faktenlage.model import Condition, Since
from faktenlage.store.sql_cells import Scene, Text, holds
from faktenlage.store.sql_sets import section
from faktenlage.store.sql_text import Part, literal


def since(scene: Scene, query: Since) -> Text:
    """A year found by walking back; where a walk ends in a hole without an answer, an older release is asked."""
    last = query.years.last
    measure = query.what.measure if isinstance(query.what, Condition) else query.what
    unbroken = Part(
        "unbroken",
        f"the years up to {last} that follow one another without a hole, by release",
        f"SELECT *\nFROM known\nWHERE area = {literal(query.area)}\n"
        f"QUALIFY year + row_number() OVER (PARTITION BY {scene.key} ORDER BY year DESC) = {last} + 1",
    )
    alone = [Part("asked", "", f"VALUES ({literal(query.area)}, 1)", columns="area, place")] if scene.ratio else []
    parts = (*section(scene, measure, last, alone), unbroken)
    if isinstance(query.what, Condition):
        return parts, _condition(scene, query, holds(query.what))
    sign = ">=" if query.kind == "highest" else "<="
    end = Part("latest", "", f"SELECT {scene.key}, value FROM unbroken WHERE year = {last}")
    select = (
        "SELECT max(year) AS value, release, released\n"
        f"FROM unbroken AS earlier JOIN latest USING ({scene.key})\n"
        f"WHERE year < {last} AND earlier.value {sign} latest.value\n"
        f"GROUP BY {scene.key}\n{scene.newest}"
    )
    return (*parts, end), select


def _condition(scene: Scene, query: Since, condition: str) -> str:
    kind, last = query.kind, query.years.last
    if kind == "last":
        found = f"max(year) FILTER (WHERE {condition} AND year < {last})"
        return _select(scene, f"{found} AS value", f"{found} IS NOT NULL")
    if kind == "first":  # a year before it has to be there, and fail
        found = f"min(year) FILTER (WHERE {condition})"
        return _select(scene, f"{found} AS value", f"{found} > min(year)")
    failed = f"max(year) FILTER (WHERE NOT {condition})"
    run = f"nullif({failed}, {last}) + 1 AS value,\n  CASE WHEN {failed} = {last} THEN false END AS truth"
    return _select(scene, run, f"{failed} IS NOT NULL")


def _select(scene: Scene, found: str, having: str) -> str:
    return f"SELECT {found},\n  release, released\nFROM unbroken\nGROUP BY {scene.key}\nHAVING {having}\n{scene.newest}"
