"""What goes wrong around a run, each told in one sentence: a fault of ours, a full disk, a pipe that closed, Ctrl-C."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import click

from faktenlage.errors import FaktenlageError

WRONG, INPUT, BUG, INTERRUPTED, PIPE = 1, 2, 70, 130, 141
"""Exit statuses: a verdict of wrong or outdated, a fault of the input, of ours, Ctrl-C, nobody reads on."""

REPORT = "this is a bug, please report it with the text that shows it"


class Program(click.Group):
    """A group of commands that never shows a traceback, unless FAKTENLAGE_DEBUG=1 asks for it."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command; what it lets through ends the program with a status of its own."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            silence_output()
            ctx.exit(INTERRUPTED)
        except Exception as error:
            if debugging():
                raise
            ctx.exit(told(error))
        return result


def told(error: Exception) -> int:
    """Say what happened on standard error; returns the exit status that goes with it."""
    match error:
        case BrokenPipeError():
            silence_output()
            return PIPE
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EIO):
            silence_output()
            say(f"cannot write the result: {(error.strerror or 'output error').lower()}")
            return INPUT
        case FaktenlageError():
            say(str(error))
            return INPUT
    say(f"{_described(error)}; {REPORT} (FAKTENLAGE_DEBUG=1 shows where)")
    return BUG


def bug_in(name: str, error: Exception) -> int:
    """A fault of ours while one report was read; the others go on."""
    say(f"{name}: {_described(error)}; {REPORT} (FAKTENLAGE_DEBUG=1 shows where)")
    return BUG


def say(sentence: str) -> None:
    """One line on standard error."""
    click.echo(f"faktenlage: {sentence}", err=True)


def debugging() -> bool:
    """Whether tracebacks are wanted."""
    return os.environ.get("FAKTENLAGE_DEBUG") == "1"


def silence_output() -> None:
    """Let nothing more reach standard output, so that leaving the program cannot fail again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return


def _described(error: Exception) -> str:
    detail = " ".join(str(error).split())
    return f"unexpected {type(error).__name__}" + (f" ({detail[:120]})" if detail else "")
