"""Which slots a template may use; a template that names another is an error of the pack, found when it is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import msgspec

from faktenlage.errors import PackError
from faktenlage.packs.files import nearest

_CENSUS = "years in_years measure condition bare all of the among"
_MEASURED = "years in_years measure"

OPERATIONS: dict[str, frozenset[str]] = {
    name: frozenset(slots.split())
    for name, slots in {
        "level": f"{_MEASURED} subject was amounted inside area",
        "count": _CENSUS,
        "which": _CENSUS,
        "every": _CENSUS,
        "none": _CENSUS,
        "rank": f"{_MEASURED} area among",
        "top": f"{_MEASURED} among n",
        "bottom": f"{_MEASURED} among n",
        "sum": f"{_MEASURED} the of",
        "share": f"{_MEASURED} part whole",
        "change": f"{_MEASURED} the of condition",
        "compare": f"{_MEASURED} left right",
        "since": f"{_MEASURED} area the condition",
        "gap": f"{_MEASURED} the target",
        "member": "group group_name area day",
        "holds": "office name day",
    }.items()
}
"""Slots each operation fills, in its question and in the clause that answers it."""

_ANSWERED = frozenset({"answer", "n"})
_LEADS = frozenset({"day", "clause", "answer", "reason"})

_TABLES: dict[str, frozenset[str]] = {
    key: frozenset(slots.split())
    for key, slots in {
        "quotation": "text",
        "readings": "list",
        "reasons": "code",
        "causes": "code detail",
        "findings": "part parts whole first last",
        "answers": "n first last answer by second",
        "comparisons": "n",
        "years": "first last",
        "scales": "n unit",
        "units": "n",
        "areas": "area",
        "sets": "list articles set",
        "evidence": "cells source cell area value year status release day table n first last newest name entries",
        "changes": "day before after list answer joined left since later",
        "page": "day found language n code",
        "trail": "n total start end day",
        "said": "source stance n",
        "desk": "n question year quote label day sentence query version",
        "domains": "area",
        "roles": "area",
        "unknown_measure": "code",
        "converted": "measure currency",
    }.items()
}


def check(tables: msgspec.Struct, path: Path) -> None:
    """Raise PackError for the first template that cannot be read or names a slot nobody fills."""
    for key, template in _leaves(tables, ()):
        try:
            used = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
        except ValueError as error:
            raise PackError(
                path, _line(path, template), f"{key} is no template ({error})", "close its braces"
            ) from None
        allowed = _allowed(key)
        if unknown := sorted(used - allowed):
            near = nearest(unknown[0], allowed)
            known = ", ".join(sorted(allowed)) or "none"
            remedy = f"did you mean {near!r}?" if near else f"known slots are {known}"
            raise PackError(path, _line(path, template), f"{key} has the unknown slot {unknown[0]!r}", remedy)


def _allowed(key: str) -> frozenset[str]:
    table, _, rest = key.partition(".")
    if table in {"then", "again", "now"}:
        return _LEADS
    if table in {"questions", "clauses"}:
        operation = rest.partition(".")[0].partition("_")[0]
        return OPERATIONS[operation] | (_ANSWERED if table == "clauses" else frozenset())
    if key.endswith(".clause"):
        return OPERATIONS["level"] | _ANSWERED
    if key.endswith(".question"):
        return OPERATIONS["level"]
    return _TABLES.get(table, frozenset())


def _leaves(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield ".".join(path), value
        case msgspec.Struct():
            for name in value.__struct_fields__:
                yield from _leaves(getattr(value, name), (*path, name))
        case dict():
            for name, entry in value.items():
                yield from _leaves(entry, (*path, str(name)))


def _line(path: Path, template: str) -> int | None:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if template in line), None)
