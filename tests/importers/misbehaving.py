"""A server on this machine that misbehaves in every way a test asks for."""

from __future__ import annotations

import contextlib
import io
import socket
import ssl
import struct
import threading
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CSV = b"area,year,value\nAAA,2024,1.5\n"


def zipped(*names: str) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<part/>" * 400)
    return buffer.getvalue()


def workbook() -> bytes:
    """A zip file that passes for an Excel workbook until somebody reads it."""
    return zipped("[Content_Types].xml", "xl/workbook.xml")


class Handler(BaseHTTPRequestHandler):
    """Hands every request to the behaviour the path's first part names."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.path.partition("?")[0]
        self.server.asked[path] += 1
        self.server.headers.append(dict(self.headers))
        self.close_connection = True
        with contextlib.suppress(OSError):
            BEHAVIOURS[path.split("/")[1]](self, self.server.asked[path])

    def answer(self, status: int, body: bytes = b"", length: int | None = -1, **headers: str) -> None:
        """An answer with a Content-Length, a false one, or none."""
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length == -1 else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server has it
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Counts what it is asked for; ``stopping`` ends the behaviours that never end."""

    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.headers: list[dict[str, str]] = []
        self.stopping = threading.Event()
        self.tls = tls

    def get_request(self):
        connection, address = super().get_request()
        if self.tls is not None:
            connection = self.tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, request, client_address):
        """A client that hangs up is what many of these tests are about."""


@dataclass
class Served:
    """A running server as a test sees it."""

    server: Server
    base: str
    _threads: list[threading.Thread] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"{self.base}/{path}"

    def times(self, path: str) -> int:
        return self.server.asked[f"/{path}"]


@contextlib.contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Served]:
    """A server of its own on a free port, in a thread."""
    server = Server(tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Served(server, f"{'http' if tls is None else 'https'}://127.0.0.1:{server.server_port}")
    finally:
        server.stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _drip(handler: Handler, _: int) -> None:
    handler.answer(200, b"a,b\n", 1_000_000)
    while not handler.server.stopping.wait(0.01):
        handler.wfile.write(b"1")


def _dripping_headers(handler: Handler, _: int) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not handler.server.stopping.wait(0.01):
        handler.wfile.write(b"x")


def _silent(handler: Handler, _: int) -> None:
    handler.answer(200, b"a,b\n", 1_000_000)
    handler.server.stopping.wait()


def _endless(handler: Handler, _: int) -> None:
    handler.answer(200, b"a,b\n", None)
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"1,2\n" * 16_384)


def _endless_chunks(handler: Handler, _: int) -> None:
    handler.answer(200, b"", None, Transfer_Encoding="chunked")
    while not handler.server.stopping.is_set():
        handler.wfile.write(b"10000\r\n" + b"1,2\n" * 16_384 + b"\r\n")


def _reset(handler: Handler, _: int) -> None:
    handler.answer(200, CSV, 1_000)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _truncated_first(handler: Handler, time: int) -> None:
    handler.answer(200, CSV[:9] if time == 1 else CSV, len(CSV))


def _broken_off_first(handler: Handler, time: int) -> None:
    body = workbook()
    handler.answer(200, body[:300] if time == 1 else body, None)


def _raw(text: bytes) -> Callable[[Handler, int], None]:
    return lambda handler, _: handler.wfile.write(text) and None


def _always(status: int, body: bytes = b"", **headers: str) -> Callable[[Handler, int], None]:
    return lambda handler, _: handler.answer(status, body, **headers)


def _first(status: int, **headers: str) -> Callable[[Handler, int], None]:
    """The status once, the file from then on."""
    return lambda handler, time: handler.answer(status, **headers) if time == 1 else handler.answer(200, CSV)


def _to(handler: Handler, _: int) -> None:
    """On to what the query says."""
    handler.answer(302, Location=handler.path.partition("?")[2])


def _round(handler: Handler, _: int) -> None:
    handler.answer(302, Location=handler.path)


def _lure(handler: Handler, _: int) -> None:
    """On to the next number, with a cookie and a body that never ends."""
    step = int(handler.path.rpartition("/")[2])
    if step == 0:
        handler.answer(200, CSV)
    else:
        handler.answer(307, b"x", 10**12, Location=str(step - 1), Set_Cookie="who=you; Path=/")


PAGE = b"<!DOCTYPE html><html><head><title>Page not\n found &amp; gone\x1b[2J</title></head><body></body></html>"
DATED = {"Last_Modified": "Fri, 10 Jul 2026 08:30:00 GMT", "ETag": '"0x8D"', "Content_Type": "text/csv"}
FUTURE = {"Last_Modified": "Fri, 10 Jul 2093 08:30:00 GMT"}

BEHAVIOURS: dict[str, Callable[[Handler, int], None]] = {
    "csv": _always(200, CSV, **DATED),
    "future": _always(200, CSV, **FUTURE),
    "undated": _always(200, CSV, Last_Modified="yesterday"),
    "xlsx": _always(200, workbook()),
    "archive": _always(200, zipped("figures.csv")),
    "unmeasured": lambda handler, _: handler.answer(200, CSV, None),
    "page": _always(200, PAGE, Content_Type="text/csv"),
    "empty": _always(200),
    "blank": _always(200, b" \r\n\n"),
    "zip": _always(200, b"PK\x03\x04" + bytes(100)),
    "pdf": _always(200, b"%PDF-1.7 ..."),
    "json": _always(200, b'[{"a": 1}]\n'),
    "packed": _always(200, b"\x1f\x8b\x08", Content_Encoding="gzip"),
    "gzip": _always(200, b"\x1f\x8b\x08" + bytes(40)),
    "drip": _drip,
    "dripping-headers": _dripping_headers,
    "silent": _silent,
    "endless": _endless,
    "endless-chunks": _endless_chunks,
    "claims-much": lambda handler, _: handler.answer(200, CSV, 10**15),
    "claims-more": lambda handler, _: handler.answer(200, CSV, len(CSV) + 1),
    "reset": _reset,
    "truncated-first": _truncated_first,
    "broken-off-first": _broken_off_first,
    "garbage": _raw(b"\x00\xff\xfe not http at all\r\n\r\n"),
    "garbage-header": _raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\nno colon here\r\n\r\n"),
    "hangs-up": _raw(b""),
    "many-headers": _raw(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 300_000 + b"\r\n\r\n"),
    "500-first": _first(500),
    "429-first": _first(429, Retry_After="7"),
    "dated-429-first": _first(429, Retry_After="Sun, 22 Nov 2026 12:00:09 GMT"),
    "odd-429-first": _first(429, Retry_After="soon"),
    "503-for-a-day": _always(503, Retry_After="86400"),
    "500": _always(500),
    "404": _always(404, PAGE),
    "403": _always(403),
    "304": _always(304),
    "nowhere": _always(302),
    "799": _always(799),
    "to": _to,
    "round": _round,
    "lure": _lure,
}
