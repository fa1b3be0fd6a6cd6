"""Questions to a whole set as SQL: the newest release that holds every cell of it, and nothing else, answers."""

from __future__ import annotations

from faktenlage.model import AreaSet, Census, Extreme, Rank
from faktenlage.store.sql_cells import Scene, Text, holds
from faktenlage.store.sql_sets import asked, section
from faktenlage.store.sql_text import Part, literal


def census(scene: Scene, query: Census) -> Text:
    """How many, which, all or none of a set meet a condition in every year asked for."""
    years = range(query.years.first, query.years.last + 1)
    meeting = Part(
        "meeting",
        "whether an area meets the condition" + (" in every year" if len(years) > 1 else ""),
        f"SELECT release, released, area, any_value(place) AS place, bool_and({holds(query.condition)}) AS meets\n"
        "FROM cells\nGROUP BY release, released, area",
    )
    chosen = {
        "count": "count(*) FILTER (WHERE meets) AS value",
        "which": "coalesce(list(area ORDER BY place) FILTER (WHERE meets), []) AS areas",
        "every": "bool_and(meets) AS truth",
        "none": "NOT bool_or(meets) AS truth",
    }[query.operation]
    parts = (*_cells(scene, query.condition.measure, query.among, years), meeting)
    return parts, f"SELECT {chosen}, release, released\nFROM meeting\nGROUP BY release, released"


def rank(scene: Scene, query: Rank) -> Text:
    """The place of an area; equal values share the better place."""
    parts = _cells(scene, query.measure, query.among, range(query.years.last, query.years.last + 1))
    own = Part("own", "", f"SELECT value FROM cells WHERE area = {literal(query.area)}")
    select = (
        "SELECT 1 + count(*) FILTER (WHERE cells.value > own.value) AS value, release, released\n"
        "FROM cells, own\nGROUP BY release, released"
    )
    return (*parts, own), select


def extreme(scene: Scene, query: Extreme) -> Text:
    """The highest or lowest in order; what prints alike is ordered by what stands behind it."""
    parts = _cells(scene, query.measure, query.among, range(query.years.last, query.years.last + 1))
    order = "value DESC, exact DESC, area" if query.operation == "top" else "value, exact, area DESC"
    select = f'SELECT list(area ORDER BY {order})[1:{query.n}] AS "order", release, released'
    return parts, f"{select}\nFROM cells\nGROUP BY release, released"


def _cells(scene: Scene, measure: str, among: AreaSet, years: range) -> tuple[Part, ...]:
    """``cells``: those of the whole set, by the newest release that covers it."""
    times = "" if len(years) == 1 else f"{len(years)} * "
    newest = Part(
        "newest",
        "the newest release that holds every cell",
        f"SELECT {scene.key}\nFROM known JOIN asked USING (area)\nGROUP BY {scene.key}\n"
        f"HAVING count(*) = {times}(SELECT count(*) FROM asked)\n{scene.newest}",
    )
    cells = Part("cells", "", f"SELECT *\nFROM known JOIN newest USING ({scene.key}) JOIN asked USING (area)")
    return (*section(scene, measure, years, [asked(scene, among, years[-1])]), newest, cells)
