"""What every table of a wording is, and a template by number."""

from __future__ import annotations

import msgspec


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file; keys it does not know are errors."""


class Plural(Table, frozen=True):
    """A template by number, in the categories of CLDR; ``zero`` is the number nought in every language."""

    other: str
    zero: str | None = None
    one: str | None = None
    two: str | None = None
    few: str | None = None
    many: str | None = None
