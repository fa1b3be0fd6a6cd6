"""The command ``export``."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Literal, get_args

import click

from faktenlage.surfaces.options import Day, language

Form = Literal["claimreview", "annotations", "csv", "xlsx", "markdown", "sarif"]


def scale(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """A scale there is a table for."""
    from faktenlage.exports import scales

    if value not in scales():
        raise click.BadParameter(f"{value!r} is no scale; there are {', '.join(scales())}.", ctx, param)
    return value


@click.command()
@click.argument("paths", nargs=-1, metavar="[FILE|FOLDER|-]...")
@click.option("--as", "form", type=click.Choice(get_args(Form)), required=True, help="The format.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to this file.")
@click.option("--published", type=Day(), metavar="DAY", help="Day the report appeared, as in 2024-11-22.")
@click.option("--language", callback=language, metavar="LANG", help="Language of the report, such as de or en.")
@click.option("--in", "in_language", callback=language, metavar="LANG", help="Language of the sentences.")
@click.option("--as-of", type=Day(), metavar="DAY", help="Take this day for today: only what was known then counts.")
@click.option("--jsonl", is_flag=True, help="Read JSON Lines, one report a line.")
@click.option("--scale", callback=scale, default="ours", metavar="SCALE", help="Rating scale of a ClaimReview.")
@click.option("--judged", type=click.Choice(["then", "today"]), default="then", help="The verdict a ClaimReview gives.")
@click.option("--one", is_flag=True, help="One ClaimReview a report: that of the most serious verdict.")
@click.option("--reviewer", default="faktenlage", metavar="NAME", help="Who publishes the ClaimReview.")
@click.option("--reviewer-url", metavar="URL", help="Their address.")
@click.option("--page", metavar="URL", help="The page the ClaimReview stands on.")
def export(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: tuple[str, ...],
    form: Form,
    out: Path | None,
    published: dt.date | None,
    language: str | None,
    in_language: str | None,
    as_of: dt.date | None,
    jsonl: bool,
    scale: str,
    judged: Literal["then", "today"],
    one: bool,
    reviewer: str,
    reviewer_url: str | None,
    page: str | None,
) -> None:
    """Check reports and print the reviews in a format of others.

    \b
    claimreview   schema.org ClaimReview as JSON-LD, by a rating scale (--scale)
    annotations   W3C Web Annotations of statements and claims
    csv, xlsx     a table with a row a claim
    markdown      what was checked, with query and cells, to paste into a text
    sarif         faults for code scanners, so that a wrong number fails a build

    \b
    Scales: ours, dpa, correctiv, snopes, fever.

    \b
    Exit status
      0   nothing wrong
      1   some verdict, then or today, is wrong or outdated
      2   a usage error, or an input that could not be read (the others are exported all the same)

    \b
    Examples
      faktenlage export report.txt --as claimreview --scale dpa --one
      faktenlage export reports/ --as xlsx --out claims.xlsx
      faktenlage export docs/ --as sarif --out faktenlage.sarif
      faktenlage export report.txt --as markdown --in en
    """
    from faktenlage.exports import Reviewer
    from faktenlage.surfaces import exporting, sources

    if form == "xlsx" and out is None and sys.stdout.isatty():
        raise click.UsageError("A workbook is no text for a terminal; name a file with --out.")
    named = paths or ("-",)
    if not paths and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("Name a file, a folder, or - for standard input.")
    given = sources.Given(published, language)
    found = sources.from_lines(named, given) if jsonl else sources.from_paths(named, given)
    who = Reviewer(reviewer, reviewer_url, page, judged)
    wish = exporting.Wish(form, as_of or dt.date.today(), in_language, scale, one, who, out)
    click.get_current_context().exit(exporting.export(found, wish))
