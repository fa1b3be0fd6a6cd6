"""What the commands on figures have in common: days, spans of years, and the options that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar

import click

from faktenlage.surfaces.options import Day

if TYPE_CHECKING:
    from faktenlage.model import Years

DEFAULT = "defence.share"
C = TypeVar("C", bound=Callable[..., Any])


class Span(click.ParamType["Years"]):
    """A year, or a first and a last one."""

    name = "YEARS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Years:  # noqa: ANN401
        from faktenlage.model import Years
        from faktenlage.series.names import find_years

        if isinstance(value, Years):
            return value
        found = find_years(value)
        if found is None:
            self.fail(f"{value!r} is neither a year nor a span; write 2024 or 2014..2024.", param, ctx)
        return found


class Number(click.ParamType[Decimal]):
    """A decimal number."""

    name = "NUMBER"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:  # noqa: ANN401
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.fail(f"{value!r} is not a number; write it as in 3.5.", param, ctx)
        return number


class Language(click.ParamType[str]):
    """A language there are sentences in."""

    name = "LANG"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        from faktenlage.explanations import languages

        code, known = str(value).strip().lower(), languages()
        if code not in known:
            named = ", ".join(known)
            self.fail(f"{value!r} is not a language of this program; there are {named}.", param, ctx)
        return code


def as_of(command: C) -> C:
    """The day to stand on, today without it."""
    option = click.option("--as-of", type=Day(), help="Only what was published by this day; by default today.")
    return option(command)


def domain(command: C) -> C:
    """One domain instead of all."""
    return click.option("--domain", metavar="KEY", help="Only this domain, such as nato_defence.")(command)


def measure(command: C) -> C:
    """The measure, NATO's share of GDP without it."""
    shown = click.option("--measure", metavar="MEASURE", default=DEFAULT, show_default=True, help="Which measure.")
    return shown(command)


def as_json(command: C) -> C:
    """JSON instead of a page."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON; numbers are texts with all digits.")(
        command
    )


def limit(command: C) -> C:
    """How many lines to print of a long table."""
    shown = click.option(
        "--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="So many lines, 0 for all."
    )
    return shown(command)
