"""Pages of tables for a terminal: as wide as it is, in plain characters where it shows no others."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from faktenlage.surfaces import terminal

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

NARROWEST, WIDEST, PIPED = 60, 140, 100
ROOMY = 96
"""From this width on there is room for names beside keys."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; numbers stand right, with blanks behind them kept, ``fixed`` texts are never broken over lines."""

    heading: str
    right: bool = False
    fixed: bool = False


@dataclass(slots=True)
class Page:
    """Lines and tables in order, printed at once by ``show``."""

    width: int = 0
    plain: bool = False
    _parts: list[tuple[RenderableType, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        columns = shutil.get_terminal_size((PIPED, 24)).columns
        self.width = self.width or min(WIDEST, max(NARROWEST, columns))
        self.plain = self.plain or not terminal.fits(sys.stdout.encoding)

    def line(self, text: str = "", style: str = "") -> None:
        """A paragraph."""
        from rich.text import Text

        self._parts.append((Text(text, style=style), False))

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """A table, its heading ruled off."""
        from rich import box
        from rich.table import Table
        from rich.text import Text

        frame = (
            box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True) if self.plain else box.SIMPLE_HEAD
        )
        shown = Table(box=frame, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 1, 0, 0))
        lines = list(rows)
        for place, column in enumerate(columns):
            width = max(len(text) for text in (column.heading, *(row[place] for row in lines))) if column.right else 0
            whole = column.fixed or column.right
            shown.add_column(column.heading.rjust(width), no_wrap=whole, overflow="ignore" if whole else "fold")
            lines = [(*row[:place], row[place].rjust(width), *row[place + 1 :]) for row in lines]
        for row in lines:
            shown.add_row(*map(Text, row))
        self._parts.append((shown, False))

    def block(self, lines: Iterable[str]) -> None:
        """Lines that are printed as they are, however long."""
        from rich.text import Text

        self._parts.append((Text("\n".join(lines)), True))

    def show(self) -> None:
        """Print all of it."""
        coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        console = self._console(coloured)
        with console.capture() as captured:
            for part, whole in self._parts:
                console.print(part, soft_wrap=whole)
        text = "".join(f"{line.rstrip()}\n" for line in captured.get().split("\n")[:-1])
        encoding = sys.stdout.encoding or "utf-8"
        click.echo(text.encode(encoding, "replace").decode(encoding), nl=False, color=coloured)

    def _console(self, coloured: bool) -> Console:
        from rich.console import Console

        return Console(
            file=io.StringIO(),
            width=self.width,
            force_terminal=coloured,
            color_system="standard" if coloured else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
