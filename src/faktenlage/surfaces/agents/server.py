"""The tools as a server of the Model Context Protocol. Needs the extra ``faktenlage[mcp]``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, TypeAlias

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from faktenlage import __version__
from faktenlage.errors import FaktenlageError, InputError
from faktenlage.review import Desk
from faktenlage.surfaces.agents.toolbox import Toolbox

__all__ = ["serve", "server"]

INSTRUCTIONS = (
    "Checks statements about NATO defence spending, and about GDP, population and prices, against official figures, as "
    "known on the day of a report and as known today. Nothing is guessed: an answer without a value has a reason. "
    "Days are ISO 8601. Start with figures() to see what can be asked; check() gives handles that explain() takes."
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")

Object: TypeAlias = dict[str, Any]
Day: TypeAlias = Annotated[dt.date | None, Field(description="A day, as in 2024-11-22.")]
Words: TypeAlias = Annotated[str, Field(description="The text of the report.")]
Tongue: TypeAlias = Annotated[str | None, Field(description="de or en; detected if left out.")]
Question: TypeAlias = Annotated[str, Field(description="Such as count(defence.share >= 2 %, NATO, 2024).")]
Handle: TypeAlias = Annotated[str, Field(description="From check.")]
ClaimId: TypeAlias = Annotated[str, Field(description="The id of a claim, such as c3.")]


class Tools:
    """The signatures and descriptions an agent sees; what they do stands in ``Toolbox``."""

    def __init__(self, box: Toolbox) -> None:
        self._box = box

    def read(self, text: Words, language: Tongue = None, published: Day = None, offset: int = 0) -> Object:
        """Who says what in a report: content, source, speaker, authority, stance and certainty of each statement."""
        with _told():
            return _plain(self._box.read(text, language, published, max(0, offset)))

    def check(
        self,
        text: Words,
        published: Day = None,
        as_of: Day = None,
        language: Tongue = None,
        in_language: Tongue = None,
    ) -> Object:
        """Hold a report against official figures: each claim with its query, and verdicts then and as of a day.

        Labels: correct, imprecise, wrong, outdated, depends, open, not_checkable (with a reason). Sentences come in
        in_language. The handle is for explain.
        """
        with _told():
            return _plain(self._box.check(text, published, as_of, language, in_language))

    def ask(self, query: Question, as_of: Day = None, in_language: Tongue = None) -> Object:
        """Ask the figures a question, as known on a day: answer, cells, release and arithmetic, or a reason."""
        with _told():
            return _plain(self._box.ask(query, as_of, in_language))

    def figures(self, measure: str | None = None, area: str | None = None, as_of: Day = None) -> Object:
        """What can be asked; with a measure its releases, with an area (ISO 3166 alpha-3) also its values by year."""
        with _told():
            return _plain(self._box.figures(measure, area, as_of))

    def explain(self, handle: Handle, claim: ClaimId) -> Object:
        """The way from the words of a claim to its query, the releases asked, other readings, and the label."""
        with _told():
            return _plain(self._box.explain(handle, claim))


def server(desk: Desk, today: Callable[[], dt.date] = dt.date.today) -> MCPServer[Any]:
    """The server with its five tools."""
    made: MCPServer[Any] = MCPServer(
        "faktenlage", title="faktenlage", version=__version__, instructions=INSTRUCTIONS, log_level="ERROR"
    )
    tools = Tools(Toolbox(desk, today))
    only_reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in (tools.read, tools.check, tools.ask, tools.figures, tools.explain):
        made.tool(annotations=only_reads, structured_output=True)(tool)
    return made


def serve(transport: str, host: str, port: int) -> None:
    """Run until stopped; over HTTP on loopback only, for there is no login."""
    if transport != "stdio" and host not in LOOPBACK:
        raise InputError(f"--host {host}", "is not this machine, and there is no login", "name 127.0.0.1 or ::1")
    made = server(Desk.load())
    if transport == "stdio":
        made.run("stdio")
    else:
        made.run("streamable-http", host=host, port=port)


@contextmanager
def _told() -> Iterator[None]:
    """A fault of the question is told in its one sentence."""
    try:
        yield
    except FaktenlageError as error:
        raise ToolError(str(error)) from None


def _plain(found: Object) -> Object:
    """Days as ISO 8601, so that every client gets the same."""
    return {key: _simple(value) for key, value in found.items()}


def _simple(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _simple(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_simple(each) for each in value]
    return value.isoformat() if isinstance(value, dt.date) else value
