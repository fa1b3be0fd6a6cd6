"""Every exception this program raises on purpose.

    FaktenlageError
    ├── PackError        a pack we ship (or a user adds) is broken: names file, line and remedy
    ├── InputError       a report cannot be read at all: names the file and what to do
    ├── QueryError       a query text cannot be parsed: carries the place for a caret
    └── UnknownNameError a query names what no domain defines: carries the nearest name

A fault of the *text* or the *data* is never an exception but a value: a label with a reason.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["FaktenlageError", "InputError", "PackError", "QueryError", "UnknownNameError"]


class FaktenlageError(Exception):
    """Base of all our exceptions; its text is one clear sentence for a person."""


class PackError(FaktenlageError):
    """A pack file breaks its schema."""

    def __init__(self, path: Path, line: int | None, problem: str, remedy: str) -> None:
        self.path, self.line, self.problem, self.remedy = path, line, problem, remedy
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {problem}; {remedy}")


class InputError(FaktenlageError):
    """A report cannot be read."""

    def __init__(self, source: str, problem: str, remedy: str = "") -> None:
        self.source, self.problem, self.remedy = source, problem, remedy
        super().__init__(f"{source}: {problem}" + (f"; {remedy}" if remedy else ""))


class QueryError(FaktenlageError):
    """A query text cannot be parsed; ``position`` is the offset of the first character not understood."""

    def __init__(self, text: str, position: int, expected: str) -> None:
        self.text, self.position, self.expected = text, position, expected
        super().__init__(f"expected {expected} at character {position + 1} of {text!r}")


class UnknownNameError(FaktenlageError):
    """A query names a measure, a group, an area or an office that no domain at hand defines."""

    def __init__(self, kind: str, name: str, near: str | None) -> None:
        self.kind, self.name, self.near = kind, name, near
        super().__init__(f"no {kind} is called {name!r}" + (f"; did you mean {near!r}?" if near else ""))
