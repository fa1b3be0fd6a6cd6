"""The mistakes that ``tools/mutate.py`` tries: each is another module, and none is in what never runs."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def mutations(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutations", root / "tools" / "mutations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutations"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("x <= y", ["x < y", "x > y"]),
        ("x is None", ["x is not None"]),
        ("x in y", ["x not in y"]),
        ("a < b < c", ["a <= b < c", "a >= b < c", "a < b <= c", "a < b >= c"]),
        ("x < 1 and y > z", ["x < 1 or y > z", "y > z", "x < 1", "x <= 1 and y > z", "x < 2 and y > z"]),
        ("not x", ["x"]),
        ("min(x)", ["max(x)"]),
        ("any(x)", ["all(x)"]),
        ("x + y", ["x - y"]),
        ("x[1:]", ["x[:]", "x[2:]", "x[0:]"]),
        ("[a for a in b if a]", ["[a for a in b]"]),
        ("sorted(x)", ["sorted(x, reverse=True)", "list(x)"]),
        ("x if y else z", ["x if not y else z"]),
        ("from bisect import bisect_right", ["from bisect import bisect_left as bisect_right"]),
        ("True", ["False"]),
    ],
)
def test_what_could_have_been_written_is_tried(mutations: ModuleType, code: str, changed: list[str]):
    found = [mutant.code for mutant in mutations.mutants(code)]
    assert set(changed) <= set(found)
    assert code not in found
    assert len(found) == len(set(found))
    for other in found:
        ast.parse(other)


@pytest.mark.parametrize(
    "code",
    [
        "def f(x: Literal[1, 2]) -> tuple[int, int] | None: ...",
        "if TYPE_CHECKING:\n    x = 1 < 2",
        '"""Text with 1 < 2."""',
        "@dataclass(frozen=True)\nclass A: ...",
    ],
)
def test_what_never_decides_anything_is_left_alone(mutations: ModuleType, code: str):
    assert list(mutations.mutants(code)) == []


def test_the_modules_under_test_change_and_are_named_in_order(root: Path):
    module = "src/faktenlage/figures/sections.py"
    command = [sys.executable, "tools/mutate.py", module, "--list"]
    lines = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    places = [tuple(map(int, line.split("  ")[0].rpartition(":")[2].split("."))) for line in lines]
    assert places == sorted(set(places))
    assert len(places) > 20
