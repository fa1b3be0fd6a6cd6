"""The commands that bring figures in, keep them whole and open them to SQL."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from faktenlage.surfaces.options import Day, pairs

__all__ = ["fetch", "import_files", "sql", "verify"]


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--explain", is_flag=True, help="Show what was understood, table by table; store nothing.")
@click.option("--released", type=Day(), metavar="DAY", help="Day of publication, where the file does not say it.")
@click.option("--mapping", type=click.Path(path_type=Path), metavar="TOML", help="What the columns of a table mean.")
@click.option("--dataset", metavar="NAME", help="The name to keep the figures under, instead of the publisher's.")
@click.option("--despite-doubts", is_flag=True, help="Store the file even if cells in it are doubtful.")
def import_files(
    files: tuple[Path, ...],
    explain: bool,
    released: dt.date | None,
    mapping: Path | None,
    dataset: str | None,
    despite_doubts: bool,
) -> None:
    """Take publishers' files into your own figures.

    FILE is a workbook of NATO or SIPRI, a table or an answer of the World Bank, an SDMX message, or
    any table with a mapping file; which of them it is shows in the file itself. What was stored is
    never changed again: another edition is another release.

    \b
    Exit status
      0   stored, or there already
      1   understood but doubtful: the cells are named, nothing was stored
      2   a file that cannot be read (the others are imported all the same)

    \b
    Examples
      faktenlage figures import def-exp-2025-en.xlsx --explain
      faktenlage figures import def-exp-2025-en.xlsx --released 2025-08-28
      faktenlage figures import apples.csv --mapping apples.toml
    """
    from faktenlage.importers.drafts import Hints
    from faktenlage.surfaces.figures import importing

    wish = importing.Wish(Hints(released, dataset, mapping), explain, despite_doubts)
    click.get_current_context().exit(importing.import_files(files, wish))


@click.command()
@click.argument("publisher", required=False)
@click.option("--url", help="Fetch this address instead.")
@click.option(
    "--with", "blanks", multiple=True, callback=pairs, metavar="NAME=VALUE", help="Which edition, as in year=2025."
)
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Keep the file here.")
@click.option("--dry-run", is_flag=True, help="Only say what would be fetched, and under which licence.")
@click.option("--seconds", type=click.FloatRange(min=1), metavar="N", help="Give up after so long.  [default: 300]")
@click.option("--megabytes", type=click.FloatRange(min=0), metavar="N", help="Give up beyond it.  [default: 200]")
@click.option("--progress/--no-progress", default=None, help="Show progress; by default where a terminal watches it.")
def fetch(  # noqa: PLR0913, PLR0917 - one argument an option
    publisher: str | None,
    url: str | None,
    blanks: dict[str, str],
    to: Path | None,
    dry_run: bool,
    seconds: float | None,
    megabytes: float | None,
    progress: bool | None,
) -> None:
    """Fetch a publisher's file; the only command that uses the network.

    PUBLISHER is nato, worldbank, sipri or ecb. The file is kept under its checksum, with a note of
    where it came from; it is not imported yet.

    \b
    Exit status
      0   fetched, or unchanged
      2   not fetched: the sentence says why

    \b
    Examples
      faktenlage figures fetch nato --dry-run
      faktenlage figures fetch nato --with year=2025
      faktenlage figures fetch worldbank --with indicator=NY.GDP.MKTP.CD
      faktenlage figures fetch --url https://example.org/figures.xlsx --to downloads
    """
    from faktenlage.importers.fetching.fetch import Limits
    from faktenlage.surfaces.figures import fetching

    limits = Limits()
    if seconds is not None or megabytes is not None:
        most = int(megabytes * 1_000_000) if megabytes is not None else limits.bytes
        limits = Limits(bytes=most, seconds=seconds or limits.seconds)
    run = fetching.Run(to, dry_run, progress, limits)
    click.get_current_context().exit(fetching.fetch(publisher, url, blanks, run))


@click.command()
def verify() -> None:
    """Check every release, shipped and own, against the checksums it was sealed with.

    \b
    Exit status
      0   every byte is as it was
      1   something has changed: the file is named

    \b
    Example
      faktenlage figures verify
    """
    from faktenlage.surfaces.figures import importing

    click.get_current_context().exit(importing.verify())


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("statement", metavar="STATEMENT|-")
@click.option("--domain", "domains", multiple=True, metavar="KEY", help="Only this domain; may be given several times.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, every row.")
def sql(statement: str, domains: tuple[str, ...], as_csv: bool) -> None:
    """Run your own SQL (DuckDB) over every release.

    Tables: observations (domain, dataset, release, released, loaded, measure, area, period, year,
    value, unit, status, locator), releases, measures, groups, members, memberships, terms,
    guidelines, domains. The macro members_on(GROUP, DAY, WITHOUT) gives who belonged to a group.

    \b
    Examples
      faktenlage figures sql "SELECT released, value FROM observations WHERE measure = 'defence.share'
                              AND area = 'DEU' AND year = 2024 ORDER BY released"
      faktenlage figures sql "SELECT * FROM releases ORDER BY released" --csv > releases.csv
      faktenlage figures sql - --domain world_economy < question.sql
    """
    from faktenlage.surfaces.figures import statements

    if statement.startswith("-") and statement != "-" and "\n" not in statement:
        raise click.NoSuchOption(statement)  # what `ask --sql` prints begins with a comment, and has lines
    click.get_current_context().exit(statements.run(statement, domains, as_csv=as_csv))
