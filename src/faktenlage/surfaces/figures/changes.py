"""The pages of the commands on figures that compare releases: the path of one figure, two releases, all revisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from faktenlage.explanations.answers import capitalised
from faktenlage.pictures.captions import Captions
from faktenlage.pictures.points import points_of
from faktenlage.pictures.textplot import FINE, PLAIN, text_plot
from faktenlage.series.differences import Crossing, Difference, Tally
from faktenlage.series.revisions import Path, Step
from faktenlage.surfaces.figures.pages import MARKS, decimals_of, marked
from faktenlage.surfaces.figures.tables import Column, Page


def history_page(path: Path, captions: Captions, as_of: dt.date) -> None:
    """``history``: a line a release, and the path drawn in characters."""
    page, words = Page(), captions.words
    page.line(f"{captions.title(path)} ({captions.unit(path.measure.unit)})", "bold")
    if not path.steps:
        page.line(captions.nothing(as_of))
        page.show()
        return
    page.line(words.known.format(day=captions.speech.day(as_of)), "dim")
    page.line()
    columns = (Column(words.released), Column(words.value, right=True), Column(words.change), Column(words.release))
    decimals = decimals_of(path.measure, [step.reading for step in path.steps])
    page.table(columns, [_step(step, captions, decimals) for step in path.steps])
    for step, before in zip(path.steps[1:], path.steps, strict=False):
        if step.kind == "redefined":
            day = captions.speech.day(step.reading.release.released)
            page.line(f"{day}: {captions.broken(step, before)}. {words.no_revision}")
    statuses = {step.reading.cell.status for step in path.steps}
    if "estimate" in statuses:
        page.line(words.estimate_mark.format(status=captions.status("estimate")), "dim")
    page.line()
    page.block(text_plot(points_of(path, captions), page.width, PLAIN if page.plain else FINE))
    page.show()


def revisions_page(paths: Sequence[Path], captions: Captions, title: str, limit: int) -> None:
    """``revisions``: a line a figure, the most revised first."""
    page = Page()
    page.line(title, "bold")
    if not paths:
        page.line("No figure of this is in more than one release known on that day.")
        page.show()
        return
    page.line()
    columns = (
        Column("area"),
        Column("year", fixed=True),
        Column("first", right=True),
        Column("last", right=True),
        Column("releases", right=True),
        Column("largest", right=True),
        Column("mean", right=True),
    )
    shown = paths[:limit] if limit else paths
    page.table(columns, [_path(path, captions) for path in shown])
    _rest(page, len(paths), len(shown), "figures")
    page.line("largest: the largest change in one release; mean: the mean size of all of them", "dim")
    if any(path.redefined for path in shown):
        page.line("* = by a new definition, which is no revision and is in neither of the two", "dim")
    page.show()


def difference_page(found: Difference, captions: Captions, limit: int) -> None:
    """``diff``: the two releases, what moved, thresholds, ranks."""
    page = Page()
    _head(page, found, captions)
    if found.pairs and found.before != found.after:
        _moves(page, found, captions, limit)
        _thresholds(page, found, captions)
        _ranks(page, found, captions, limit)
    page.show()


def _head(page: Page, found: Difference, captions: Captions) -> None:
    name = capitalised(captions.measure(found.measure.id))
    page.line(f"{name} ({found.measure.id}, {captions.unit(found.measure.unit)})", "bold")
    for letter, release in (("A", found.before), ("B", found.after)):
        partial = f" - partial: {release.note}" if release.coverage == "partial" and release.note else ""
        page.line(f"{letter}  {release.released}  {release.name} ({release.key}){partial}")
    if found.redefined:
        page.line(
            f"The definition differs: {found.before.definition} / {found.after.definition}. "
            "What differs below is no revision."
        )
    if found.rebased:
        page.line(f"Prices of {found.before.price_base} / {found.after.price_base}: what differs below is no revision.")
    page.line()
    if found.before == found.after:
        page.line("Both days have the same release of this, so nothing differs.")
        return
    if not found.pairs:
        page.line("The two releases have no figure of this in common.")
        return
    page.line(f"{len(found.moves)} of {len(found.pairs)} figures that both hold are printed differently.")
    for word, counts in (("Only B holds", found.added), ("Only A holds", found.dropped)):
        if counts:
            page.line(f"{word}: " + ", ".join(f"{cells} of {year}" for year, cells in counts.items()))


def _moves(page: Page, found: Difference, captions: Captions, limit: int) -> None:
    if not found.moves:
        return
    shown = found.moves[:limit] if limit else found.moves
    page.line()
    page.line("Largest moves", "bold")
    columns = (Column("area"), Column("year", fixed=True), Column("A", right=True), Column("B", right=True))
    decimals = decimals_of(found.measure, [reading for move in shown for reading in (move.before, move.after)])
    rows = [
        (
            captions.area(move.area),
            str(move.year),
            marked(move.before, captions, decimals),
            marked(move.after, captions, decimals),
            captions.signed(move.delta),
            "" if move.kind == "revised" else captions.kind(move.kind),
        )
        for move in shown
    ]
    page.table((*columns, Column("change", right=True), Column("")), rows)
    _rest(page, len(found.moves), len(shown), "moves")
    if any(move.before.cell.status in MARKS or move.after.cell.status in MARKS for move in shown):
        page.line(captions.words.estimate_mark.format(status=captions.status("estimate")), "dim")


def _thresholds(page: Page, found: Difference, captions: Captions) -> None:
    """Only the years in which somebody changed sides."""
    if not found.tallies:
        return
    page.line()
    page.line("Thresholds crossed", "bold")
    if not found.crossings:
        bars = ", ".join(dict.fromkeys(captions.number(tally.threshold) for tally in found.tallies))
        page.line(f"none of {bars}")
        return
    columns = (Column("threshold", right=True), Column("year", fixed=True), Column("A", right=True))
    rows = [_tally(tally, found, captions) for tally in found.tallies if _crossed(tally, found)]
    page.table((*columns, Column("B", right=True), Column("who")), rows)
    page.line("+ meets it in B, - no longer", "dim")
    if any(crossing.doubtful for crossing in found.crossings):
        page.line("? = printed so coarsely that it may not have been crossed", "dim")


def _tally(tally: Tally, found: Difference, captions: Captions) -> tuple[str, ...]:
    told = [_told(crossing, captions) for crossing in _crossed(tally, found)]
    counts = (f"{tally.before} of {tally.of}", f"{tally.after} of {tally.of}")
    return captions.number(tally.threshold), str(tally.year), *counts, "; ".join(told)


def _told(crossing: Crossing, captions: Captions) -> str:
    move = crossing.move
    values = f"{captions.number(move.before.value)} -> {captions.number(move.after.value)}"
    return f"{'+' if crossing.up else '-'} {captions.area(move.area)} {values}{' ?' if crossing.doubtful else ''}"


def _crossed(tally: Tally, found: Difference) -> list[Crossing]:
    wanted = (tally.threshold, tally.year)
    return [crossing for crossing in found.crossings if (crossing.threshold, crossing.move.year) == wanted]


def _ranks(page: Page, found: Difference, captions: Captions, limit: int) -> None:
    """Ranks of the newest year that both hold; further years are in the JSON."""
    year = found.pairs[0].year
    shifts = [shift for shift in found.shifts if shift.year == year]
    page.line()
    page.line(f"Ranks changed in {year} (of the {found.ranked.get(year, 0)} areas both hold)", "bold")
    if not shifts:
        page.line("none")
        return
    shown = shifts[:limit] if limit else shifts
    columns = (Column("area"), Column("A", right=True), Column("B", right=True), Column("", right=True))
    page.table(
        columns,
        [
            (captions.area(shift.area), str(shift.before), str(shift.after), f"{shift.before - shift.after:+d}")
            for shift in shown
        ],
    )
    _rest(page, len(shifts), len(shown), "changes")


def _rest(page: Page, known: int, shown: int, name: str) -> None:
    if shown < known:
        page.line(f"{shown} of {known} {name}; --limit 0 shows all of them", "dim")


def _step(step: Step, captions: Captions, decimals: int | None) -> tuple[str, ...]:
    release = step.reading.release
    change = captions.signed(step.delta) if step.kind == "revised" and step.delta else captions.kind(step.kind)
    return captions.speech.day(release.released), marked(step.reading, captions, decimals), change, release.name


def _path(path: Path, captions: Captions) -> tuple[str, ...]:
    first, last = path.steps[0].reading, path.steps[-1].reading
    newer = "*" if path.redefined else " "
    ends = (captions.number(first.value), f"{captions.number(last.value)}{newer}", str(len(path.steps)))
    sizes = (captions.signed(path.largest), captions.speech.number(path.mean, 3))
    return captions.area(path.area), str(path.year), *ends, *sizes
