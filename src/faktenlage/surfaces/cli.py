"""The command line: one function a command; what a command does stands in a module of its own."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from faktenlage import __version__
from faktenlage.surfaces.agents.command import mcp
from faktenlage.surfaces.export_command import export
from faktenlage.surfaces.faults import Program
from faktenlage.surfaces.figures import keeping
from faktenlage.surfaces.figures.commands import figures
from faktenlage.surfaces.options import Day, language


@click.group(
    name="faktenlage", cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", prog_name="faktenlage")
def main() -> None:
    """Check news reports against official figures: as known on the day they appeared, and as known today."""


@main.command()
@click.argument("paths", nargs=-1, metavar="[FILE|FOLDER|-]...")
@click.option("--published", type=Day(), metavar="DAY", help="Day the report appeared, as in 2024-11-22.")
@click.option("--language", callback=language, metavar="LANG", help="Language of the report, such as de or en.")
@click.option(
    "--in", "in_language", callback=language, metavar="LANG", help="Language of the review, such as de or en."
)
@click.option("--as-of", type=Day(), metavar="DAY", help="Take this day for today: only what was known then counts.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a report and line.")
@click.option("--jsonl", is_flag=True, help="Read JSON Lines, one report a line, and print one review a line.")
@click.option(
    "--example",
    callback=language,
    metavar="[LANG]",
    is_flag=False,
    flag_value="de",
    help="Check the example that ships with the program, de (default) or en.",
)
@click.option(
    "--progress/--no-progress",
    default=None,
    help="Show progress over many files on standard error; by default where a terminal watches it.",
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the page.")
@click.option(
    "--receipts",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write a receipt of every verdict into this folder; `faktenlage replay` asks it again.",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Write a page for a browser instead: a file for one report, a folder for many.",
)
def check(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: tuple[str, ...],
    published: dt.date | None,
    language: str | None,
    in_language: str | None,
    as_of: dt.date | None,
    as_json: bool,
    jsonl: bool,
    example: str | None,
    progress: bool | None,
    color: str,
    receipts: Path | None,
    html: Path | None,
) -> None:
    """Check reports and print what the figures say of each claim.

    FILE is plain text or Markdown, FOLDER is searched for .txt and .md files, - is standard input.
    The day of publication is taken from --published, else from the text; without one the report is
    checked as known today.

    \b
    Exit status
      0   nothing wrong
      1   some verdict shown, then or today, is wrong or outdated
      2   a usage error, or an input that could not be read (the others are checked all the same)
      70  a fault of this program      130  stopped by Ctrl-C

    \b
    Examples
      faktenlage check --example
      faktenlage check report.txt --published 2024-11-22
      faktenlage check reports/ --json > reviews.jsonl
      cat report.txt | faktenlage check - --in en
      faktenlage check --jsonl reports.jsonl --as-of 2025-01-01
      faktenlage check report.txt --receipts receipts
      faktenlage check report.txt --html report.html
    """
    from faktenlage.surfaces import checking, sources

    given = sources.Given(published, language)
    if example is not None:
        if paths or jsonl:
            raise click.UsageError("--example takes no files; leave out one of the two.")
        found = sources.from_example(example, given)
    else:
        named = paths or _standard_input()
        found = sources.from_lines(named, given) if jsonl else sources.from_paths(named, given)
    run = checking.Run(in_language, as_of, as_json or jsonl, progress, color, receipts, html)
    click.get_current_context().exit(checking.check(found, run))


@main.command()
@click.argument("paths", nargs=-1, metavar="[FILE|FOLDER|-]...")
@click.option("--published", type=Day(), metavar="DAY", help="Day the report appeared, as in 2024-11-22.")
@click.option("--language", callback=language, metavar="LANG", help="Language of the report, such as de or en.")
@click.option("--in", "in_language", callback=language, metavar="LANG", help="Language of the table, such as de or en.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a report and line.")
@click.option("--jsonl", is_flag=True, help="Read JSON Lines, one report a line, and print one object a line.")
@click.option("--annotations", is_flag=True, help="Print W3C Web Annotations, one page a report and line.")
@click.option("--own", is_flag=True, help="Show what the report says in its own voice as well; JSON always holds it.")
def read(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: tuple[str, ...],
    published: dt.date | None,
    language: str | None,
    in_language: str | None,
    as_json: bool,
    jsonl: bool,
    annotations: bool,
    own: bool,
) -> None:
    """Print who says what in a report, on what authority and how firmly.

    FILE is plain text or Markdown, FOLDER is searched for .txt and .md files, - is standard input.
    Offices are those of the day of publication, which is taken from --published, else from the text.

    \b
    Exit status
      0   all of them read
      2   a usage error, or an input that could not be read (the others are read all the same)

    \b
    Examples
      faktenlage read report.txt
      faktenlage read reports/ --json > statements.jsonl
      faktenlage read --jsonl reports.jsonl
      faktenlage read report.txt --annotations > annotations.json
    """
    from faktenlage.surfaces import sources, telling

    given, named = sources.Given(published, language), paths or _standard_input()
    found = sources.from_lines(named, given) if jsonl else sources.from_paths(named, given)
    form: telling.Form = "annotations" if annotations else "json" if as_json or jsonl else "text"
    click.get_current_context().exit(telling.tell(found, telling.Wish(form, in_language, own)))


@main.command()
@click.argument("paths", nargs=-1, metavar="[FILE|FOLDER|-]...")
@click.option("--published", type=Day(), metavar="DAY", help="Day the report appeared, as in 2024-11-22.")
@click.option("--language", callback=language, metavar="LANG", help="Language of the report, such as de or en.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a report and line.")
@click.option("--jsonl", is_flag=True, help="Read JSON Lines, one report a line, and print one object a line.")
@click.option(
    "--progress/--no-progress",
    default=None,
    help="Show progress over many files on standard error; by default where a terminal watches it.",
)
def quantities(
    paths: tuple[str, ...],
    published: dt.date | None,
    language: str | None,
    as_json: bool,
    jsonl: bool,
    progress: bool | None,
) -> None:
    """Print every number and time of a report, whatever it is about.

    Numbers come with their unit and the interval that their words assert ("almost 22" is more than 21 and
    at most 22); times with type and value of TIMEX3 and their first and last day. A place is that of the
    first character and the one behind the last. Nothing is judged and no figures are asked.

    \b
    Exit status
      0   read
      2   a usage error, or an input that could not be read (the others are read all the same)
      70  a fault of this program      130  stopped by Ctrl-C

    \b
    Examples
      faktenlage quantities report.txt
      echo "Rund 1,5 Billionen Dollar seit 2014" | faktenlage quantities - --language de
      faktenlage quantities reports/ --json > quantities.jsonl
      faktenlage quantities --jsonl - < reports.jsonl
    """
    from faktenlage.surfaces import measuring, sources

    given, named = sources.Given(published, language), paths or _standard_input()
    found = sources.from_lines(named, given) if jsonl else sources.from_paths(named, given)
    click.get_current_context().exit(measuring.quantities(found, measuring.Run(as_json or jsonl, progress)))


@main.command()
@click.argument("path", metavar="FILE|-")
@click.option("--claim", metavar="N", type=click.IntRange(1), help="The claim to explain, counted from 1.")
@click.option("--published", type=Day(), metavar="DAY", help="Day the report appeared, as in 2024-11-22.")
@click.option("--language", callback=language, metavar="LANG", help="Language of the report, such as de or en.")
@click.option("--in", "in_language", callback=language, metavar="LANG", help="Language to explain in.")
@click.option("--as-of", type=Day(), metavar="DAY", help="Take this day for today: only what was known then counts.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a claim and line.")
def explain(
    path: str,
    claim: int | None,
    published: dt.date | None,
    language: str | None,
    in_language: str | None,
    as_of: dt.date | None,
    as_json: bool,
) -> None:
    """Show the way from words to query to cells to label.

    Without --claim the claims of the report are listed with their numbers. With it: what each piece of the query was
    read from, what was asserted, the cells, the arithmetic, what every release known on the day says, and what
    became of other readings the words allow.

    \b
    Exit status
      0   explained
      2   a usage error, no claim of that number, or a report that could not be read

    \b
    Examples
      faktenlage explain report.txt
      faktenlage explain report.txt --claim 3
      faktenlage explain report.txt --claim 3 --as-of 2025-01-01 --in en
      faktenlage explain report.txt --json
    """
    from faktenlage.surfaces import explaining, sources

    wish = explaining.Wish(claim, in_language, as_of or dt.date.today(), as_json)
    found = sources.from_paths((path,), sources.Given(published, language))
    click.get_current_context().exit(explaining.explain(found, wish))


@main.command()
@click.argument("query", metavar="QUERY|-")
@click.option("--as-of", type=Day(), metavar="DAY", help="What was known on this day; today if left out.")
@click.option("--in", "in_language", callback=language, default="en", metavar="LANG", help="Language of the answer.")
@click.option("--json", "as_json", is_flag=True, help="Print the receipt as JSON, one line a query.")
@click.option("--receipt", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write the receipt.")
@click.option("--sql", is_flag=True, help="Answer by SQL as well, and print what was run.")
@click.option("--releases", is_flag=True, help="Also print what every release known on that day answers.")
def ask(
    query: str,
    as_of: dt.date | None,
    in_language: str,
    as_json: bool,
    receipt: Path | None,
    sql: bool,
    releases: bool,
) -> None:
    """Ask the figures a question, as known on a day.

    QUERY is written as in the examples; - reads one query a line from standard input.
    `faktenlage figures list` shows measures and groups.

    \b
    Exit status
      0   answered, or the figures do not say and the reason is given
      2   the query cannot be read, or names what nobody has heard of

    \b
    Examples
      faktenlage ask 'count(defence.share >= 3 %, NATO - USA, 2024)' --as-of 2024-11-22
      faktenlage ask 'level(defence.share, DEU, 2024)' --releases
      faktenlage ask 'gap(defence.spending.eur, DEU, 2024, 3 %)' --receipt gap.json
      faktenlage ask 'rank(defence.spending.usd in EUR, POL, NATO, 2023)' --sql
      faktenlage ask 'holds(NATO.secretary_general, 2024-11-22)' --in de
      faktenlage ask - --json < queries.txt > receipts.jsonl
    """
    from faktenlage.surfaces import asking

    wish = asking.Wish(as_of or dt.date.today(), in_language, as_json, sql, releases, receipt)
    if receipt and query == "-":
        raise click.UsageError("--receipt takes one query; for many, --json prints a receipt a line.")
    click.get_current_context().exit(asking.ask(query, wish))


@main.command()
@click.argument("receipt", metavar="RECEIPT|-")
def replay(receipt: str) -> None:
    """Ask a receipt's question again and compare.

    RECEIPT is a file that `faktenlage ask --receipt` wrote, or - for standard input.

    \b
    Exit status
      0   the same bytes
      1   something differs: each difference is told
      2   no receipt, or a question that cannot be asked here

    \b
    Example
      faktenlage replay gap.json
    """
    from faktenlage.surfaces import asking

    click.get_current_context().exit(asking.replay(receipt))


for _command in (keeping.import_files, keeping.fetch, keeping.verify, keeping.sql):
    figures.add_command(_command)
main.add_command(figures)
main.add_command(export)
main.add_command(mcp)


def _standard_input() -> tuple[str, ...]:
    """Standard input where something is piped into it; a terminal is no report."""
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError("Name a file, a folder, or - for standard input; check --example needs none.")
    return ("-",)
