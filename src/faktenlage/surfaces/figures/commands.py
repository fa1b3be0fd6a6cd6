"""The commands on figures: what is known, how it was revised, what moved, where it comes from, and out with it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from faktenlage.surfaces.faults import Program
from faktenlage.surfaces.figures import options

if TYPE_CHECKING:
    from faktenlage.model import Years

FILE = click.Path(path_type=Path)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
def figures() -> None:
    """Look at the figures themselves: every release there is, as known on any day.

    AREA is a code or an English name (DEU, Germany), GROUP is one such as NATO, DAY is written 2024-11-22.
    A name that nobody knows is a fault and is told with the nearest one. Where nothing fits, the command says
    so in a sentence and its exit status is 0 all the same.

    \b
    Examples
      faktenlage figures list
      faktenlage figures show NATO 2024 --as-of 2024-11-22
      faktenlage figures history DEU 2024
      faktenlage figures diff 2024-06-17 2025-08-28
    """


@figures.command("list")
@options.domain
@options.as_of
@options.as_json
def list_(domain: str | None, as_of: dt.date | None, as_json: bool) -> None:
    """List measures and releases of each domain.

    \b
    Examples
      faktenlage figures list
      faktenlage figures list --as-of 2024-11-22 --json
    """
    from faktenlage.surfaces.figures import showing

    showing.listing(showing.Wish(_today(as_of), as_json, domain))


@figures.command()
@click.argument("words", nargs=-1, metavar="[MEASURE] [AREA|GROUP] [YEAR|A..B]")
@options.domain
@options.as_of
@options.as_json
def show(words: tuple[str, ...], domain: str | None, as_of: dt.date | None, as_json: bool) -> None:
    """Show the figures as known on a day.

    A group and one year: all its members by one release, the highest first; by default the first group of
    the domain and the last year there is. An area, or a group with several years: its figures over the
    years, each by the newest release that holds it. The measure is defence.share unless one is named.
    Estimates carry an e.

    \b
    Examples
      faktenlage figures show
      faktenlage figures show NATO 2024 --as-of 2024-11-22
      faktenlage figures show DEU 2014..2024
      faktenlage figures show defence.spending.usd Poland
    """
    from faktenlage.surfaces.figures import showing

    showing.show(words, showing.Wish(_today(as_of), as_json, domain))


@figures.command()
@click.argument("area", metavar="AREA")
@click.argument("year", type=click.IntRange(1, 9999), metavar="YEAR")
@options.measure
@click.option("--svg", type=FILE, metavar="FILE", help="Also draw the path as SVG.")
@click.option("--png", type=FILE, metavar="FILE", help="Also draw the path as PNG.")
@click.option(
    "--in", "language", type=options.Language(), default="en", help="Language of table and picture, de or en."
)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", help="Picture for which background.")
@options.domain
@options.as_of
@options.as_json
def history(  # noqa: PLR0913, PLR0917 - one argument an option
    area: str,
    year: int,
    measure: str,
    svg: Path | None,
    png: Path | None,
    language: str,
    theme: Literal["light", "dark"],
    domain: str | None,
    as_of: dt.date | None,
    as_json: bool,
) -> None:
    """Show the revision path of one figure: what each release said.

    What follows another definition is marked, for it revises nothing. Pictures need matplotlib
    (pip install 'faktenlage[pictures]') and are the same byte for byte for the same figures.

    \b
    Examples
      faktenlage figures history DEU 2024
      faktenlage figures history Poland 2023 --in de --svg polen.svg
      faktenlage figures history USA 2024 --measure defence.spending.usd --json
    """
    from faktenlage.surfaces.figures import showing

    drawing = showing.Drawing(language, theme, svg, png)
    showing.history(area, year, showing.Wish(_today(as_of), as_json, domain, measure), drawing)


@figures.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--measure", "measures", multiple=True, metavar="MEASURE", help="Which measure, several times, or all.")
@click.option("--year", type=options.Span(), metavar="YEAR|A..B", help="Only these years.")
@click.option("--threshold", "bars", type=options.Number(), multiple=True, metavar="N", help="Instead of the targets.")
@options.domain
@options.limit
@options.as_of
@options.as_json
def diff(  # noqa: PLR0913, PLR0917 - one argument an option
    before: str,
    after: str,
    measures: tuple[str, ...],
    year: Years | None,
    bars: tuple[Decimal, ...],
    domain: str | None,
    limit: int,
    as_of: dt.date | None,
    as_json: bool,
) -> None:
    """Show what one release says otherwise than another.

    A and B are keys of releases, or days: then the newest release known on that day that holds the measure.
    Thresholds are those of the guidelines on the measure and the whole numbers between them; ranks are those
    of the newest year that both hold. The measure is defence.share unless one is named.

    \b
    Examples
      faktenlage figures diff 2024-06-17 2025-08-28
      faktenlage figures diff 2024-06-17 2025-08-28 --year 2024 --threshold 2.5
      faktenlage figures diff 2025-08-28 2026-07-07 --measure all --json
    """
    from faktenlage.surfaces.figures import showing

    showing.diff((before, after), measures, year, bars, showing.Wish(_today(as_of), as_json, domain, limit=limit))


@figures.command()
@options.measure
@click.option("--year", type=options.Span(), metavar="YEAR|A..B", help="Only these years; by default all.")
@options.domain
@options.limit
@options.as_of
@options.as_json
def revisions(
    measure: str, year: Years | None, domain: str | None, limit: int, as_of: dt.date | None, as_json: bool
) -> None:
    """Show which figures were revised most, by the largest change in one release.

    \b
    Examples
      faktenlage figures revisions --year 2024
      faktenlage figures revisions --measure defence.spending.usd --limit 0
    """
    from faktenlage.surfaces.figures import showing

    showing.revised(year, showing.Wish(_today(as_of), as_json, domain, measure, limit))


@figures.command()
@options.domain
@options.as_of
@options.as_json
def sources(domain: str | None, as_of: dt.date | None, as_json: bool) -> None:
    """Show where every release comes from: citation, address, licence, checksums, day of loading.

    \b
    Examples
      faktenlage figures sources
      faktenlage figures sources --domain nato_defence --json
    """
    from faktenlage.surfaces.figures import showing

    showing.sources(showing.Wish(_today(as_of), as_json, domain))


@figures.command()
@click.option("--measure", "measures", multiple=True, metavar="MEASURE", help="Only this measure; several times.")
@click.option("--area", "areas", multiple=True, metavar="AREA", help="Only this area, or the row of a group.")
@click.option("--group", metavar="GROUP", help="Only the members of this group on the day of --as-of.")
@click.option("--years", type=options.Span(), metavar="YEAR|A..B", help="Only these years.")
@options.domain
@click.option("--release", metavar="KEY", help="One release, as it was published.")
@click.option("--all-releases", is_flag=True, help="Every release instead of the newest figures.")
@options.as_of
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "sdmx-csv", "parquet"]),
    help="By default as FILE ends, or csv.",
)
@click.option("--out", type=FILE, metavar="FILE", help="Where to write; by default standard output.")
def export(  # noqa: PLR0913, PLR0917 - one argument an option
    measures: tuple[str, ...],
    areas: tuple[str, ...],
    group: str | None,
    years: Years | None,
    domain: str | None,
    release: str | None,
    all_releases: bool,
    as_of: dt.date | None,
    form: str | None,
    out: Path | None,
) -> None:
    """Write figures as CSV, JSON, SDMX-CSV 2.0 or Parquet.

    Without --release and --all-releases: of each figure what the newest release known on the day says.
    Values are texts with all published digits, empty where a release says that a figure is missing (NaN in
    SDMX-CSV); Parquet has a column number beside them. A licence that forbids to pass figures on is told on
    standard error. A file is written as a whole or not at all.

    \b
    Examples
      faktenlage figures export --measure defence.share --years 2014..2024 > share.csv
      faktenlage figures export --release 2024-06-17-expenditure --out june.parquet
      faktenlage figures export --group NATO --as-of 2024-11-22 --format sdmx-csv
    """
    from faktenlage.surfaces.figures import exporting

    if release and all_releases:
        raise click.UsageError("--release and --all-releases exclude each other; leave out one of the two.")
    cells = exporting.Cells(measures, areas, group, years, domain)
    exporting.export(cells, exporting.Chosen(_today(as_of), release, all_releases), form, out)


def _today(as_of: dt.date | None) -> dt.date:
    return as_of or dt.date.today()
