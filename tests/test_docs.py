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
PYTHON = re.compile(r"^```python\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)#:]+\.md)(?:#[^)]*)?\)")


def examples() -> Iterator[tuple[Path, str, str]]:
    """Page, command and output shown of every marked console block; a line of ``...`` stands for any lines."""
    for page in PAGES:
        for block in MARKED.finditer(page.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
                command, output = re.fullmatch(r"(.*\n(?:> .*\n)*)((?:.*\n)*)", part).groups()
                yield page, command, output


def matches(shown: str, printed: str) -> bool:
    lines = (r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in shown.splitlines())
    return re.fullmatch("".join(lines), printed) is not None


def run(command: str) -> str:
    """Standard output of a command as a person would type it, with the program of this environment."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    surroundings = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1"}
    lines = ["sh", "-c", command.replace("\n> ", "\n")]
    done = subprocess.run(lines, cwd=ROOT, env=surroundings, capture_output=True, check=False)
    return done.stdout.decode() + done.stderr.decode()


@pytest.mark.parametrize(("page", "command", "shown"), list(examples()))
def test_an_example_gives_what_it_shows(page: Path, command: str, shown: str, update_golden: bool):
    printed = run(command)
    if update_golden and not matches(shown, printed):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(command + shown, command + printed), encoding="utf-8")
    else:
        assert matches(shown, printed), f"{page.name}: $ {command}\n{printed}"


def programs() -> Iterator[tuple[str, str]]:
    """Every piece of Python in the documents."""
    for page in PAGES:
        for number, block in enumerate(PYTHON.finditer(page.read_text(encoding="utf-8")), 1):
            yield f"{page.name} {number}", block["body"]


@pytest.mark.parametrize(("name", "code"), list(programs()))
def test_python_in_a_document_runs(name: str, code: str):
    exec(compile(code, name, "exec"), {})


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
