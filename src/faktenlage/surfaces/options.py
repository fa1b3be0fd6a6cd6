"""What options are turned into before a command sees them; each refuses what it cannot read, in one sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click


class Day(click.ParamType[dt.date]):
    """A day as ISO 8601 has it."""

    name = "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:  # noqa: ANN401
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as in 2024-11-22.", param, ctx)


def language(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A language there is a pack for; they are looked up only when one is named."""
    if value is None:
        return None
    from faktenlage.explanations import languages

    code, known = value.strip().lower(), languages()
    if code not in known:
        named = ", ".join(known)
        raise click.BadParameter(f"{value!r} is not a language of this program; there are {named}.", ctx, param)
    return code


def pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """``name=value`` as often as it is given."""
    found = {}
    for each in values:
        name, sign, value = each.partition("=")
        if not (name and sign and value):
            raise click.BadParameter(f"{each!r} is not of the form name=value, as in year=2025.", ctx, param)
        found[name.strip()] = value.strip()
    return found
