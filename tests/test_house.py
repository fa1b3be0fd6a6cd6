"""What holds for the package as a whole: its layers, its names, its documents."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import faktenlage
from faktenlage.figures.domain import read_domain

HOME = Path(faktenlage.__file__).parent
MODULES = sorted(module.name for module in pkgutil.walk_packages([str(HOME)], "faktenlage."))
ROOMS = sorted(module.name for module in pkgutil.iter_modules([str(HOME)], "faktenlage.") if module.ispkg)
SOURCES = sorted(HOME.rglob("*.py"))
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "base", "core", "common", "misc", "tools", "lib"}


def imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Module and name of every import; the name is empty for ``import module``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def test_imports_run_downwards(root: Path):
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("room", ["model", "errors.py"])
def test_nouns_and_errors_need_nothing_but_python(room: str):
    place = HOME / room
    for source in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
        used = {module.partition(".")[0] for module, _ in imports(ast.parse(source.read_text(encoding="utf-8")))}
        assert used <= sys.stdlib_module_names | {"faktenlage"}, source


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_is_for_and_its_names_exist(name: str):
    module = importlib.import_module(name)
    assert module.__doc__, "a module opens with a sentence"
    names = getattr(module, "__all__", [])
    assert len(names) == len(set(names))
    assert [missing for missing in names if not hasattr(module, missing)] == []


@pytest.mark.parametrize("name", MODULES)
def test_no_module_has_a_name_that_says_nothing(name: str):
    assert name.rpartition(".")[2].strip("_") not in EMPTY_NAMES


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_what_a_module_keeps_private_is_not_imported(source: Path):
    tree = ast.parse(source.read_text(encoding="utf-8"))
    private = [
        f"{module}.{name}"
        for module, name in imports(tree)
        if module.startswith("faktenlage") and name.startswith("_") and not name.endswith("__")
    ]
    assert private == []


def test_the_public_namespace_is_complete_and_flat():
    names = getattr(faktenlage, "__all__", [])
    assert [missing for missing in names if not hasattr(faktenlage, missing)] == []


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, faktenlage; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"babel", "charset_normalizer", "click", "msgspec", "rich", "ahocorasick_rs", "sqlite3", "asyncio"}
    assert heavy.isdisjoint(loaded)


def test_the_changelog_knows_the_version(root: Path):
    headings = [line for line in (root / "CHANGELOG.md").read_text(encoding="utf-8").splitlines() if "## [" in line]
    assert headings[0] == "## [Unreleased]" or headings[0].startswith(f"## [{faktenlage.__version__}]")


def test_the_package_is_marked_as_typed():
    assert (HOME / "py.typed").is_file()


def test_every_room_is_described_in_the_architecture(root: Path):
    page = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [room for room in ROOMS if f"`{room.rpartition('.')[2]}/`" not in page] == []


def named_by_domains() -> set[str]:
    """Measures, families of measures, groups, offices and words for offices of every domain."""
    domains = [read_domain(path) for path in sorted((HOME / "packs" / "domains").glob("*/domain.toml"))]
    matters = [domain.matter for domain in domains if domain.matter]
    ids = {name for domain in domains for name in (*domain.measures, *domain.groups, *domain.offices)}
    return (
        ids
        | {matter.money for matter in matters}
        | {name for matter in matters for name in (*matter.seats, *matter.publishers, *matter.aided)}
    )


@pytest.mark.parametrize("room", ["claims", "verdicts", "statements"])
def test_no_reader_names_what_a_domain_is_about(room: str):
    known = named_by_domains()
    assert {"NATO", "defence.spending", "EU", "economy.prices"} <= known
    found: list[tuple[str, str]] = []
    for source in sorted((HOME / room).glob("*.py")):
        tree = ast.parse(source.read_text(encoding="utf-8"))
        docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, DOCUMENTED)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
                words = set(re.findall(r"\w+(?:\.\w+)*", node.value))
                found.extend((source.name, word) for word in sorted(words & known))
    assert found == []


def length(function: ast.FunctionDef) -> int:
    """Lines of a function's body without its docstring, which for a command is its help text."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(HOME).as_posix())
def test_modules_and_functions_stay_small(source: Path):
    text = source.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400, "a room is missing"
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    assert [function.name for function in functions if length(function) > 40] == []
