"""The documents are true: the command line reference is current, and marked examples give what they show."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tools.write_cli_reference import reference

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
MARKED = re.compile(r"^<!-- run -->\n+```console\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)#:]+\.md)(?:#[^)]*)?\)")


def examples() -> Iterator[tuple[str, str, str]]:
    """Page, command and expected output of every marked console block; a line of ``...`` stands for any lines."""
    for page in PAGES:
        for block in MARKED.finditer(page.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield page.name, command, output


def matches(expected: str, actual: str) -> bool:
    lines = [
        r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"[ ]*\n"
        for line in expected.splitlines()
    ]
    return re.fullmatch("".join(lines), actual if actual.endswith("\n") or not actual else actual + "\n") is not None


@pytest.mark.parametrize(("page", "command", "expected"), list(examples()))
def test_an_example_gives_what_it_shows(page: str, command: str, expected: str):
    bin_folder = str(Path(sys.executable).parent)
    surroundings = {
        **os.environ,
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }
    result = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert matches(expected, result.stdout), f"{page}: $ {command}\n{result.stdout}{result.stderr}"


@pytest.fixture(scope="module")
def program() -> click.Command:
    from faktenlage.surfaces.cli import main

    return main


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            below = command.get_command(click.Context(command), name)
            if below and not below.hidden:
                yield from commands(below, (*path, name))


def test_the_command_line_reference_is_current(program: click.Command):
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert page == reference(program), "run: python tools/write_cli_reference.py"


def test_every_command_and_option_has_a_help_text(program: click.Command):
    for path, command in commands(program):
        assert command.help, f"{shlex.join(path)} says nothing about itself"
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert option.help, f"{shlex.join(path)} {option.opts} says nothing about itself"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_other_pages_lead_somewhere(page: Path):
    targets = [match["target"] for match in LINK.finditer(page.read_text(encoding="utf-8"))]
    assert [target for target in targets if not (page.parent / target).is_file()] == []
