"""The areas of a set as SQL, year by year, and what a whole set comes to: its printed total, else the sum."""

from __future__ import annotations

from collections.abc import Sequence

from faktenlage.figures.domain import Ratio
from faktenlage.figures.world import subject
from faktenlage.model import AreaSet
from faktenlage.store.sql_cells import Scene, Unanswerable, known, read
from faktenlage.store.sql_text import Part, listed, literal, texts


def named(scene: Scene, among: AreaSet | str) -> tuple[str, ...] | None:
    """The areas of a set that lists them; None for a dated group."""
    chosen = subject(among, scene.groups)
    if isinstance(chosen, str):
        return (chosen,)
    if chosen.group is not None:
        return None
    areas = tuple(dict.fromkeys(area for area in chosen.areas if area not in chosen.without))
    if not areas:
        raise Unanswerable(f"nobody is left in {among}")
    return areas


def belonging(scene: Scene, among: AreaSet | str, day: str) -> str:
    """The condition on ``members`` for those of a group on a day who have a row in the tables."""
    chosen = AreaSet(among) if isinstance(among, str) else among
    less = sorted({*chosen.without, *scene.without})
    without = f"\n  AND area NOT IN ({listed(less)})" if less else ""
    return f"WHERE grp = {literal(chosen.group)} AND first <= {day} AND (last IS NULL OR {day} <= last){without}"


def asked(scene: Scene, among: AreaSet | str, year: int) -> Part:
    """The areas of a set in one year, with the place that orders them."""
    areas = named(scene, among)
    if areas is not None:
        rows = ", ".join(f"({literal(area)}, {place})" for place, area in enumerate(areas, 1))
        return Part("asked", str(among), f"VALUES {rows}", columns="area, place")
    where = belonging(scene, among, literal(scene.day(year)))
    body = f"SELECT DISTINCT area, area AS place\nFROM members\n{where}"
    return Part("asked", f"{among}: who belonged to it on that day and is reported on", body)


def asked_each(scene: Scene, among: AreaSet | str, years: Sequence[int], name: str = "asked") -> tuple[Part, ...]:
    """The areas of a set in each year, and how many they are."""
    rows = ", ".join(f"({year}, {literal(scene.day(year))})" for year in sorted(set(years)))
    calendar = Part("years", "each with the day by which membership is taken", f"VALUES {rows}", columns="year, day")
    areas = named(scene, among)
    if areas is not None:
        body = f"SELECT year, unnest([{listed(areas)}]) AS area, {len(areas)} AS size\nFROM years"
        return calendar, Part(name, str(among), body)
    where = belonging(scene, among, "day")
    select = "SELECT year, area, count(*) OVER (PARTITION BY year) AS size"
    body = f"{select}\nFROM years, members\n{where}\nGROUP BY year, area"
    return calendar, Part(name, f"{among}: who belonged to it then and is reported on", body)


def total(
    scene: Scene, measure: str, among: AreaSet | str, years: Sequence[int], name: str, cells: str = "known"
) -> tuple[Part, ...]:
    """``name``: what an area or a set comes to, by release and year; before it ``cells`` and all else that takes."""
    if scene.ratio is None:
        return _plain(scene, measure, among, years, (name, cells))
    of, per = divided(measure, scene.ratio)
    sides = (f"{name}_as_printed", f"{name}_of", f"{name}_per")
    parts = (
        *_plain(scene, measure, among, years, (sides[0], "known")),
        *_plain(scene, of, among, years, (sides[1], "known_of")),
        *_plain(scene, per, among, years, (sides[2], "known_per")),
    )
    quotient = f"p.exact / nullif(w.exact, 0){_shifted(scene.ratio)}"
    body = (
        f"SELECT false AS computed, release, released, year, value, exact\nFROM {sides[0]}\nUNION ALL\n"
        f"SELECT true, release, released, year, {read(scene.measure(measure), 'exact')}, exact\nFROM (\n"
        f"  SELECT p.release, p.released, p.year, {quotient} AS exact\n"
        f"  FROM {sides[1]} AS p JOIN {sides[2]} AS w USING (year)\n"
        f"  QUALIFY {_same_or_newest('p', 'w')}\n)\nWHERE exact IS NOT NULL"
    )
    return (*parts, Part(name, f"as printed, or {of} by {per}", body))


def section(scene: Scene, measure: str, years: Sequence[int] | int, areas: Sequence[Part]) -> tuple[Part, ...]:
    """``known`` cells for a whole set, the last of ``areas``; where they are quotients, divided set by set."""
    if scene.ratio is None:
        return (*known(scene, measure, years), *areas)
    of, per = divided(measure, scene.ratio)
    each_year = any(part.name == "years" for part in areas)
    wholes = (
        f"SELECT release, released, year\nFROM known_per JOIN asked USING ({'year, area' if each_year else 'area'})\n"
        "GROUP BY release, released, year\n"
        f"HAVING count(*) = {'max(size)' if each_year else '(SELECT count(*) FROM asked)'}"
    )
    chosen = (
        "SELECT p.release, p.year, w.release AS other\n"
        "FROM (SELECT DISTINCT release, year FROM known_of) AS p JOIN complete_per AS w USING (year)\n"
        f"QUALIFY {_same_or_newest('p', 'w')}"
    )
    quotient = f"p.exact / nullif(w.exact, 0){_shifted(scene.ratio)}"
    body = (
        "SELECT false AS computed, *\nFROM known_as_printed\nUNION ALL\n"
        f"SELECT true, release, released, year, area, {read(scene.measure(measure), 'exact')}, exact\nFROM (\n"
        f"  SELECT p.release, p.released, p.year, p.area, {quotient} AS exact\n"
        "  FROM known_of AS p JOIN chosen_per AS c USING (release, year)\n"
        "  JOIN known_per AS w ON w.release = c.other AND w.year = p.year AND w.area = p.area\n)\n"
        "WHERE exact IS NOT NULL"
    )
    return (
        *areas,
        *known(scene, measure, years, "known_as_printed"),
        *known(scene, of, years, "known_of"),
        *known(scene, per, years, "known_per"),
        Part("complete_per", f"releases with {per} of the whole set", wholes),
        Part("chosen_per", "by the same release, else by the newest", chosen),
        Part("known", f"as printed, or {of} by {per}", body),
    )


def divided(measure: str, ratio: Ratio) -> tuple[str, str]:
    """The two measures of a quotient, the first in the currency that is asked for."""
    _, conversion, currency = measure.partition(" in ")
    return f"{ratio.of}{conversion}{currency}", ratio.per


def _shifted(ratio: Ratio) -> str:
    return f" * 1e{ratio.shift}" if ratio.shift else ""


def _same_or_newest(part: str, whole: str) -> str:
    """Keeps one row for each release and year of ``part``."""
    order = f"{whole}.release = {part}.release DESC, {whole}.released DESC, {whole}.release DESC"
    return f"row_number() OVER (\n    PARTITION BY {part}.release, {part}.year ORDER BY {order}\n  ) = 1"


def _plain(
    scene: Scene, measure: str, among: AreaSet | str, years: Sequence[int], names: tuple[str, str]
) -> tuple[Part, ...]:
    """The value of an area; of a set the printed total, else the sum of its members."""
    name, cells = names
    chosen = subject(among, scene.groups)
    if isinstance(chosen, str):
        body = f"SELECT release, released, year, value, exact\nFROM {cells}\nWHERE area = {literal(chosen)}"
        return (*known(scene, measure, years, cells), Part(name, chosen, body))
    members, printed, added = f"{name}_set", f"{name}_printed", f"{name}_added"
    only_printed = scene.measure(measure).total == "printed"
    note = "which only its publisher can add up" if only_printed else "the sum, where every cell is there"
    add = (
        f"SELECT release, released, year, sum(value) AS value\nFROM {cells} JOIN {members} USING (year, area)\n"
        f"GROUP BY release, released, year\nHAVING count(*) = max(size){' AND max(size) = 1' if only_printed else ''}"
    )
    body = (
        "SELECT release, released, year, coalesce(p.value, a.value) AS value, coalesce(p.exact, a.value) AS exact\n"
        f"FROM {printed} AS p FULL JOIN {added} AS a USING (release, released, year)"
    )
    return (
        *known(scene, measure, years, cells),
        *asked_each(scene, chosen, years, members),
        _printed(scene, printed, members, cells),
        Part(added, note, add),
        Part(name, f"{chosen}: as printed, else as added up", body),
    )


def _printed(scene: Scene, name: str, members: str, cells: str) -> Part:
    """A figure under a group's own name counts its members of that year, one under a code those of the release."""
    less = texts(scene.without)
    body = (
        "SELECT release, released, year, arg_min(value, place) AS value, arg_min(exact, place) AS exact\n"
        f"FROM {cells} JOIN groups ON code = area JOIN years USING (year)\n"
        f"JOIN (SELECT year, list(area ORDER BY area) AS areas FROM {members} GROUP BY year) AS own USING (year)\n"
        f"WHERE members_on(grp, day, {less}) = areas\n"
        f"  AND (code = grp OR members_on(grp, released, {less}) = areas)\n"
        "GROUP BY release, released, year"
    )
    return Part(name, "the publisher's own total of the same areas", body)
