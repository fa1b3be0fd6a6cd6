"""Writes docs/cli.md from the command line itself: `python tools/write_cli_reference.py`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
INTRODUCTION = """\
<!-- Written by tools/write_cli_reference.py; change the help texts in surfaces/ instead. -->

# Command line
"""


def reference(program: click.Command, name: str = "faktenlage") -> str:
    """The whole page: the program first, then each of its commands."""
    return "\n\n".join([INTRODUCTION.rstrip(), *_command(program, _context(program, name))]) + "\n"


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    if command.hidden:
        return
    yield f"## `{context.command_path}`"
    yield f"```text\n{context.command_path} {' '.join(command.collect_usage_pieces(context))}\n```"
    yield from _help(command.help or "")
    if rows := list(_options(command, context)):
        yield "\n".join(["| option | meaning |", "|---|---|", *rows])
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if below := command.get_command(context, name):
                yield from _command(below, _context(below, name, context))


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    return click.Context(command, info_name=name, parent=parent, **command.context_settings)


def _help(text: str) -> Iterator[str]:
    """Paragraphs of a help text; one that click keeps as it stands (after a lone \\b) becomes a block."""
    for paragraph in inspect.cleandoc(text).split("\f")[0].split("\n\n"):
        if paragraph.startswith("\b"):
            yield f"```text\n{paragraph.lstrip(chr(8)).strip(chr(10))}\n```"
        elif paragraph.strip():
            yield paragraph.strip()


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        if isinstance(parameter, click.Option) and (record := parameter.get_help_record(context)):
            names, meaning = (part.replace("|", "\\|") for part in record)
            yield f"| `{names}` | {meaning} |"


def main() -> None:
    """Write the page."""
    from faktenlage.surfaces.cli import main as program

    PAGE.write_text(reference(program), encoding="utf-8")


if __name__ == "__main__":
    main()
