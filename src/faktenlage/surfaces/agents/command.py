"""The command ``mcp``."""

from __future__ import annotations

import click


@click.command(name="mcp")
@click.option("--transport", type=click.Choice(["stdio", "http"]), default="stdio", help="How clients connect.")
@click.option("--host", default="127.0.0.1", metavar="HOST", help="Address for http; only this machine.")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, help="Port for http.")
def mcp(transport: str, host: str, port: int) -> None:
    """Serve five tools to agents over the Model Context Protocol: read, check, ask, figures, explain.

    Needs the extra faktenlage[mcp]. Over http the address is http://127.0.0.1:8765/mcp; there is no login, so that
    only this machine can connect. Nothing is fetched from anywhere.

    \b
    Examples
      faktenlage mcp
      faktenlage mcp --transport http --port 8765
    """
    from faktenlage.errors import InputError

    try:
        from faktenlage.surfaces.agents.server import serve
    except ModuleNotFoundError:
        remedy = "install it: pip install 'faktenlage[mcp]'"
        raise InputError("mcp", "needs the SDK of the Model Context Protocol, which is not installed", remedy) from None
    serve(transport, host, port)
