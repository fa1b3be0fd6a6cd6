"""Asks whether the tests would notice small mistakes: changes one comparison at a time and runs the tests on it.

    python tools/mutate.py src/faktenlage/figures/sections.py --tests tests/figures tests/verdicts

The checkout is copied aside and only the copy is changed. A mutant whose tests fail is killed; one that survives is
either no mistake at all or a test that is missing. Other options of pytest follow ``--``; ``--list`` shows the mutants,
``--again FILE`` tries only those that survived in an earlier report.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from mutations import Mutant, mutants
from rich.console import Console
from rich.progress import track

ROOT = Path(__file__).parents[1]
COPIED = ("src", "tests", "tools", "docs", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "pyproject.toml")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "_build", ".*")
# Loaded once, then shared by every run; nothing of ours may be among them.
SLOW = ["pytest", "hypothesis", "duckdb", "msgspec", "babel.numbers", "jsonschema", "ahocorasick_rs", "openpyxl"]
ALWAYS = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
FACTOR, GRACE = 3, 20  # a mutant may take so many times what the unchanged module takes, and so many seconds more


@dataclass(frozen=True, slots=True)
class Change:
    """A mutant and the module it belongs to, as a path below the checkout."""

    module: Path
    mutant: Mutant

    @property
    def name(self) -> str:
        return f"{self.module.as_posix()}:{self.mutant.name}"

    def __str__(self) -> str:
        return f"{self.name}  {_line(self.mutant.before)}  ->  {_line(self.mutant.after)}  in  {self.mutant.text}"


class Workplace:
    """A copy of the checkout in which one module at a time is changed."""

    def __init__(self, folder: Path, pytest_arguments: Sequence[str]) -> None:
        self._folder = folder
        self._arguments = [*pytest_arguments, *ALWAYS]
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=LEFT_OUT)
            else:
                shutil.copy(source, folder / name)
        compileall.compile_dir(folder / "src", quiet=2)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(SLOW)

    def run(self, limit: float | None) -> str | None:
        """The first test that fails, or what else went wrong; None where all pass."""
        receiver, sender = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_run_tests, args=(self._folder, self._arguments, sender))
        process.start()
        sender.close()
        try:
            if not receiver.poll(limit):
                return f"longer than {limit:.0f} s"
            told = receiver.recv()
        except EOFError:
            return "the process ended"
        finally:
            _end(process.pid)
            process.kill()
            process.join()
        return str(told) if told else None

    def judge(self, change: Change, limit: float) -> str | None:
        """What kills a mutant; None where it survives."""
        path = self._folder / change.module
        text = path.read_text(encoding="utf-8")
        Path(importlib.util.cache_from_source(path)).unlink(missing_ok=True)
        try:
            path.write_text(change.mutant.code, encoding="utf-8")
            return self.run(limit)
        finally:
            path.write_text(text, encoding="utf-8")


def _end(group: int | None) -> None:
    """Whatever a run has started ends with it."""
    with suppress(ProcessLookupError):
        if group:
            os.killpg(group, signal.SIGKILL)


def _run_tests(folder: Path, arguments: list[str], sender: Connection) -> None:
    """In a process of its own: run pytest on the copy and send the name of the first test that fails."""
    os.setsid()
    os.chdir(folder)
    os.environ |= {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1", "CI": "true"}
    os.environ |= {
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
    }  # a mutant may look for its data anywhere
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(folder / "src"), str(folder)]
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    sender.send(_tested(folder, arguments))
    sender.close()


def _tested(folder: Path, arguments: list[str]) -> str:
    import hypothesis
    import pytest

    # What fails need not be made small.
    hypothesis.settings.register_profile("short", phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate])
    hypothesis.settings.load_profile("short")
    first: list[str] = []

    class Watch:
        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            first.extend([report.nodeid] if report.failed else [])

        def pytest_collectreport(self, report: pytest.CollectReport) -> None:
            first.extend([report.nodeid] if report.failed else [])

    code = pytest.main(arguments, plugins=[Watch()])
    used = sys.modules.get("faktenlage")
    if used is not None and not Path(str(used.__file__)).is_relative_to(folder):
        return f"not tested: {used.__file__} was imported"
    return "" if code == 0 else (first or [f"pytest ended with {int(code)}"])[0]


def changes(modules: Sequence[Path]) -> Iterator[Change]:
    """Every mutant of the modules, in order."""
    for module in modules:
        source = (ROOT / module).read_text(encoding="utf-8")
        yield from (Change(module, mutant) for mutant in mutants(source))


def _line(code: str) -> str:
    """A piece of code without its line ends."""
    return " ".join(code.split())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="+", type=Path, help="modules below src")
    parser.add_argument("--tests", nargs="+", default=["tests"], help="what to run")
    parser.add_argument("--list", action="store_true", help="only show the mutants")
    parser.add_argument("--killed", action="store_true", help="say also what kills the others")
    parser.add_argument("--again", type=Path, help="an earlier report: only what survived there")
    own, rest = sys.argv[1:], list[str]()
    if "--" in own:
        own, rest = own[: own.index("--")], own[own.index("--") + 1 :]
    parsed = parser.parse_args(own)
    parsed.tests = [*parsed.tests, *rest]
    parsed.modules = [(Path.cwd() / module).resolve().relative_to(ROOT) for module in parsed.modules]
    return parsed


def _chosen(arguments: argparse.Namespace) -> list[Change]:
    found = list(changes(arguments.modules))
    if arguments.again is None:
        return found
    lines = [line.split() for line in arguments.again.read_text(encoding="utf-8").splitlines()]
    names = {words[1] for words in lines if words[:1] == ["survived"]}
    return [change for change in found if change.name in names]


def main() -> int:
    """0 where nothing survives, 1 where something does, 2 where the tests fail without any change."""
    arguments = _arguments()
    chosen = _chosen(arguments)
    if arguments.list:
        print(*chosen, sep="\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return _report(Workplace(Path(folder).resolve(), arguments.tests), chosen, arguments)


def _report(place: Workplace, chosen: list[Change], arguments: argparse.Namespace) -> int:
    begin = time.perf_counter()
    broken = place.run(None)
    if broken is not None:
        print(f"fails without any change: {broken}")
        return 2
    limit = FACTOR * (time.perf_counter() - begin) + GRACE
    console = Console(stderr=True)
    survived = 0
    for change in track(chosen, "mutants", console=console, disable=not console.is_terminal):
        killer = place.judge(change, limit)
        survived += killer is None
        if killer is None:
            print(f"survived {change}", flush=True)
        elif arguments.killed:
            print(f"killed   {change}  by {killer}", flush=True)
    print(f"{len(chosen)} mutants, {len(chosen) - survived} killed, {survived} survived")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
