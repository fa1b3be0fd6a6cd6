"""Text of SQL: values written as literals, and a SELECT with the named parts before it, laid out for reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import dedent, indent
from typing import TypeAlias

Scalar: TypeAlias = str | int | bool | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Part:
    """One named step of a statement. ``columns`` names them where the body is a list of values."""

    name: str
    note: str
    body: str
    columns: str = ""

    def __str__(self) -> str:
        head = f"{self.name}({self.columns})" if self.columns else self.name
        note = f"  -- {self.note}\n" if self.note else ""
        return f"{note}  {head} AS (\n{indent(tidy(self.body), '    ')}\n  )"


def literal(value: Scalar) -> str:
    """A value as SQL writes it."""
    match value:
        case None:
            return "NULL"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Decimal():
            return f"{value:f}"
        case dt.date():
            return f"DATE '{value.isoformat()}'"
        case str():
            return "'" + value.replace("'", "''") + "'"


def listed(values: Iterable[Scalar]) -> str:
    """Literals with commas between them."""
    return ", ".join(literal(value) for value in values)


def texts(values: Iterable[str]) -> str:
    """A list of strings as one value."""
    return f"[{listed(values)}]::VARCHAR[]"


def statement(heading: str, parts: Sequence[Part], select: str) -> str:
    """A whole statement; a part that several steps have asked for is written once."""
    comment = "".join(f"-- {line}\n" for line in heading.splitlines())
    unique = {part.name: part for part in reversed(parts)}
    steps = ",\n".join(str(unique[name]) for name in dict.fromkeys(part.name for part in parts))
    return comment + (f"WITH\n{steps}\n" if steps else "") + tidy(select) + "\n"


def tidy(text: str) -> str:
    """Without the indentation of the Python around it, and without lines that stayed empty."""
    return "\n".join(line for line in dedent(text).splitlines() if line.strip())
