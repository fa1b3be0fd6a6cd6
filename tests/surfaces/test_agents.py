"""The tools for agents, driven by the SDK's own client: in memory, over standard input and output, and over HTTP."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from click.testing import CliRunner

pytest.importorskip("mcp", reason="pip install 'faktenlage[mcp]' for these tests")

from mcp import Client, StdioServerParameters

from faktenlage.review import Desk
from faktenlage.surfaces.agents import toolbox as tools
from faktenlage.surfaces.agents.server import server
from faktenlage.surfaces.cli import main

TODAY = dt.date(2026, 11, 22)
TEXT = (
    "Brussels, September 2, 2025\n\nSpain's defence spending in 2024 stood at 1.28 percent of GDP. "
    "NATO has 31 members. The minister demanded that Spain spend 3 percent."
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.load()


def driven(desk: Desk, task: Callable[[Client], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with Client(server(desk, lambda: TODAY)) as client:
            return await task(client)

    return asyncio.run(run())


def called(desk: Desk, name: str, **arguments: object) -> tuple[bool, Any]:
    """Whether it failed, and the object or the message."""

    async def task(client: Client) -> tuple[bool, Any]:
        result = await client.call_tool(name, arguments)
        return bool(result.is_error), result.content[0].text if result.is_error else result.structured_content

    return driven(desk, task)


def test_there_are_five_tools_each_described_that_only_read(desk: Desk):
    async def task(client: Client):
        return (await client.list_tools()).tools

    listed = driven(desk, task)
    assert [tool.name for tool in listed] == ["read", "check", "ask", "figures", "explain"]
    for tool in listed:
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint


def test_a_checked_report_can_be_explained_by_its_handle(desk: Desk):
    async def task(client: Client):
        checked = (await client.call_tool("check", {"text": TEXT})).structured_content
        again = (await client.call_tool("check", {"text": TEXT})).structured_content
        way = await client.call_tool("explain", {"handle": checked["handle"], "claim": "c1"})
        return checked, again, way.structured_content

    checked, again, way = driven(desk, task)
    assert checked == again
    assert checked["published"] == "2025-09-02"
    assert checked["as_of"] == "2026-11-22"
    assert [claim["then"]["label"] for claim in checked["claims"]] == ["outdated", "wrong"]
    assert checked["counts"] == {"outdated": 1, "wrong": 1}
    assert way["claim"]["query"] == "level(defence.share, ESP, 2024)"
    assert way["then"][0]["releases"][0]["released"] == "2025-08-28"


def test_what_is_known_depends_on_the_day_asked(desk: Desk):
    query = "level(defence.share, DEU, 2024)"
    assert called(desk, "ask", query=query, as_of="2024-11-22")[1]["answer"] == "2.12"
    assert float(called(desk, "ask", query=query)[1]["answer"]) == pytest.approx(2.0)


def test_not_knowing_is_an_answer_with_a_reason(desk: Desk):
    failed, found = called(desk, "ask", query="level(defence.share, DEU, 2024)", as_of="1990-01-01")
    assert not failed
    assert found["answer"] is None
    assert found["reason"] == "not_yet_published"


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("ask", {"query": "level(defence.shares, DEU, 2024)"}, "did you mean 'defence.share'"),
        ("ask", {"query": "level(("}, "expected a measure"),
        ("figures", {"measure": "defence.shar"}, "did you mean 'defence.share'"),
        ("explain", {"handle": "nothing", "claim": "c1"}, "call check again"),
        ("check", {"text": "   "}, "is empty"),
        ("check", {"text": "x" * (tools.LONGEST + 1)}, "at most"),
        ("read", {"text": TEXT, "language": "xx"}, "no language is called 'xx'"),
    ],
)
def test_what_nobody_knows_fails_loudly_in_a_sentence(desk: Desk, name: str, arguments: dict[str, object], said: str):
    failed, message = called(desk, name, **arguments)
    assert failed
    assert said in message
    assert "Traceback" not in message


def test_a_claim_that_is_not_there_names_the_nearest(desk: Desk):
    async def task(client: Client):
        handle = (await client.call_tool("check", {"text": TEXT})).structured_content["handle"]
        return await client.call_tool("explain", {"handle": handle, "claim": "c22"})

    result = driven(desk, task)
    assert result.is_error
    assert "no claim is called 'c22'" in result.content[0].text


def test_statements_are_read_and_counted(desk: Desk):
    _, found = called(desk, "read", text="„Das Dach ist undicht“, sagte Bürgermeisterin Vogt. Es regnet.")
    assert found["total"] + found["own_voice"] >= 2
    assert all(statement["manner"] != "own" for statement in found["statements"])


def test_figures_list_what_can_be_asked_and_a_series_as_of_a_day(desk: Desk):
    _, everything = called(desk, "figures")
    assert "defence.share" in everything["measures"]
    assert "NATO" in everything["groups"]
    _, series = called(desk, "figures", measure="defence.share", area="DEU", as_of="2024-11-22")
    assert {each["year"]: each["value"] for each in series["values"]}[2024] == "2.12"
    assert max(each["released"] for each in series["releases"]) == "2024-06-17"


def test_only_so_many_reviews_are_kept(desk: Desk):
    box = tools.Toolbox(desk, lambda: TODAY)
    first = box.check("Die Nato hat 31 Mitglieder. Nummer 0.", None, None, "de", None)["handle"]
    for number in range(1, tools.REMEMBERED + 1):
        box.check(f"Es regnet. Nummer {number}.", None, None, "de", None)
    with pytest.raises(tools.InputError):
        box.explain(first, "c1")


def test_over_standard_input_and_output():
    parameters = StdioServerParameters(command=sys.executable, args=["-m", "faktenlage", "mcp"], env=dict(os.environ))

    async def run():
        async with Client(parameters) as client:
            result = await client.call_tool(
                "ask", {"query": "count(defence.share >= 3 %, NATO - USA, 2024)", "as_of": "2024-11-22"}
            )
            return result.structured_content

    assert asyncio.run(run())["answer"] == "4"


def test_over_http_on_this_machine():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "faktenlage", "mcp", "--transport", "http", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)

            async def run():
                async with Client(f"http://127.0.0.1:{port}/mcp") as client:
                    return [tool.name for tool in (await client.list_tools()).tools]

            assert len(asyncio.run(run())) == 5
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def test_it_listens_to_nobody_else():
    result = CliRunner().invoke(main, ["mcp", "--transport", "http", "--host", "0.0.0.0"])
    assert result.exit_code == 2
    assert "there is no login" in result.stderr


def test_everything_is_json(desk: Desk):
    json.dumps(called(desk, "figures")[1])
