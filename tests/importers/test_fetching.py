"""Fetching a publisher's file from a server that misbehaves: it comes whole, or not at all and with a reason."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import io
import signal
import ssl
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from faktenlage.errors import InputError, PackError
from faktenlage.importers.fetching.addresses import file_name
from faktenlage.importers.fetching.content import content_of
from faktenlage.importers.fetching.fetch import Limits, Outside, Watch, fetch, origin_of
from faktenlage.importers.fetching.kept import Origin, written
from faktenlage.importers.fetching.publishers import Request, publishers, requests_for
from faktenlage.packs.files import read_toml
from faktenlage.surfaces.figures import fetching as surface
from tests.importers.misbehaving import CSV, Served, serving, workbook

NOW = dt.datetime(2026, 11, 22, 12, 0, 0, tzinfo=dt.UTC)
QUICK = Limits(bytes=1_000_000, seconds=100, connect=2, read=0.3)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def __call__(self) -> float:
        return sum(self.slept)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def outside(clock: Clock) -> Outside:
    return Outside(sleep=clock.sleep, clock=clock, now=lambda: NOW)


@pytest.fixture
def server():
    with serving() as served:
        yield served


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with serving(context) as served:
        yield served


@pytest.fixture
def trusting(authority: trustme.CA, outside: Outside) -> Outside:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return replace(outside, trusted=context)


def refusal(request: Request, folder: Path, outside: Outside, limits: Limits = QUICK) -> str:
    """The sentence a request is refused with; nothing is left on disk."""
    with pytest.raises(InputError) as caught:
        fetch(request, folder=folder, limits=limits, outside=outside)
    assert not folder.exists() or list(folder.iterdir()) == []
    sentence = str(caught.value)
    assert sentence.isprintable()
    return sentence


# What is kept


def test_a_file_is_kept_under_its_hash_with_where_it_came_from(server: Served, tmp_path: Path, outside: Outside):
    url = server.url("csv/figures.csv?edition=3")
    request = Request(url, "csv", dated_by_server=True)
    file = fetch(request, folder=tmp_path, limits=QUICK, outside=outside)
    digest = hashlib.sha256(CSV).hexdigest()
    assert file.path == tmp_path / digest[:16] / "figures.csv"
    assert file.path.read_bytes() == CSV
    assert not file.unchanged
    assert sorted(path.name for path in tmp_path.rglob("*")) == [digest[:16], "fetched.toml", "figures.csv"]
    assert origin_of(file.path) == Origin(
        file="figures.csv",
        url=url,
        final_url=url,
        fetched_at=NOW,
        bytes=len(CSV),
        sha256=digest,
        content_type="text/csv",
        etag='"0x8D"',
        last_modified=dt.datetime(2026, 7, 10, 8, 30, tzinfo=dt.UTC),
        released=dt.date(2026, 7, 10),
    )


def test_the_server_sees_a_plain_request(server: Served, tmp_path: Path, outside: Outside):
    fetch(Request(server.url("csv/x.csv"), "csv", accept="text/csv"), folder=tmp_path, outside=outside)
    sent = {name.lower(): value for name, value in server.server.headers[0].items()}
    assert sent["user-agent"].startswith("faktenlage/")
    assert (sent["accept"], sent["accept-encoding"]) == ("text/csv", "identity")
    assert sent.keys().isdisjoint({"cookie", "referer", "authorization"})


@pytest.mark.parametrize(
    ("path", "dated_by_server"),
    [("csv/x.csv", False), ("future/x.csv", True), ("undated/x.csv", True), ("xlsx/x.xlsx", True)],
)
def test_no_release_day_where_the_server_does_not_know_one(server, tmp_path, outside, path, dated_by_server):
    request = Request(server.url(path), dated_by_server=dated_by_server)
    assert fetch(request, folder=tmp_path, outside=outside).origin.released is None


def test_the_same_content_is_kept_once(server: Served, tmp_path: Path, outside: Outside):
    first = fetch(Request(server.url("csv/x.csv")), folder=tmp_path, outside=outside)
    later = replace(outside, now=lambda: NOW + dt.timedelta(days=1))
    again = fetch(Request(server.url("csv/renamed.csv")), folder=tmp_path, outside=later)
    assert again.unchanged
    assert (again.path, again.origin) == (first.path, first.origin)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: (folder / "x.csv").write_bytes(b"a,b\n9,9\n"), "was changed after it was fetched"),
        (lambda folder: (folder / "x.csv").unlink(), "a file is missing"),
        (lambda folder: (folder / "fetched.toml").unlink(), "a file is missing"),
        (lambda folder: (folder / "fetched.toml").write_text("file = 7"), "cannot be read"),
    ],
)
def test_a_kept_file_that_was_tampered_with_is_not_passed_off_as_unchanged(server, tmp_path, outside, damage, said):
    file = fetch(Request(server.url("csv/x.csv")), folder=tmp_path, outside=outside)
    damage(file.path.parent)
    with pytest.raises(InputError, match=said):
        fetch(Request(server.url("csv/x.csv")), folder=tmp_path, outside=outside)


def test_a_file_without_a_length_comes_too(server: Served, tmp_path: Path, outside: Outside):
    seen: list[tuple[int, int | None]] = []
    watch = Watch(received=lambda done, total: seen.append((done, total)))
    fetch(Request(server.url("unmeasured/x.csv"), "csv"), folder=tmp_path, outside=outside, watch=watch)
    assert seen[-1] == (len(CSV), None)


def test_progress_tells_how_much_of_how_much(server: Served, tmp_path: Path, outside: Outside):
    seen: list[tuple[int, int | None]] = []
    watch = Watch(received=lambda done, total: seen.append((done, total)))
    fetch(Request(server.url("csv/x.csv"), "csv"), folder=tmp_path, outside=outside, watch=watch)
    assert seen[-1] == (len(CSV), len(CSV))


@pytest.mark.parametrize(
    ("path", "ending", "name"),
    [
        ("a/def-exp-2026-en.xlsx", "xlsx", "def-exp-2026-en.xlsx"),
        ("a/REPORT.XLSX", "xlsx", "REPORT.xlsx"),
        ("v2/indicator/NY.GDP.MKTP.CD?format=json", "json", "NY.GDP.MKTP.CD.json"),
        ("..%2F..%2Fetc%2Fpasswd", "csv", "passwd.csv"),
        ("a/..%5C..%5Cevil.exe", "csv", "evil.exe.csv"),
        ("a/.hidden", "csv", "hidden.csv"),
        ("a/", "xml", "file.xml"),
        ("", "", "file"),
        ("a/na%C3%AFve%20file%00.csv", "csv", "na_ve_file_.csv"),
        ("fetched.toml", "", "_fetched.toml"),
    ],
)
def test_the_name_of_a_file_is_harmless(path: str, ending: str, name: str):
    assert file_name(f"https://host.example/{path}", ending) == name


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("json/figures.jsonl", "any", "figures.jsonl"),
        ("json/figures.jsonl", "json", "figures.jsonl.json"),
        ("json/NY.GDP", "any", "NY.GDP.json"),
        ("archive/table.zip", "any", "table.zip"),
        ("archive/table", "any", "table.zip"),
    ],
)
def test_a_file_ends_in_what_it_holds(server, tmp_path, outside, path, kind, name):
    assert fetch(Request(server.url(path), kind), folder=tmp_path, outside=outside).path.name == name


@given(st.text(max_size=300), st.sampled_from(["", "csv", "xlsx"]))
def test_no_address_makes_a_name_with_a_path_in_it(path: str, ending: str):
    name = file_name(f"https://host.example/{path.replace('[', '').replace(']', '')}", ending)
    assert Path(name).name == name
    assert name.lower() != "fetched.toml"
    assert 0 < len(name) <= 100
    assert not name.startswith(".")


@given(etag=st.text(), content_type=st.text())
def test_whatever_a_server_says_of_a_file_can_be_read_again(tmp_path_factory, etag: str, content_type: str):
    origin = Origin("x.csv", "https://a.example/x", "https://a.example/x", NOW, 3, "0" * 64, content_type, etag)
    path = tmp_path_factory.getbasetemp() / "fetched.toml"
    path.write_text(written(origin), encoding="utf-8")
    assert read_toml(path, Origin).etag == "".join(mark for mark in etag if mark.isprintable())


# Failures that pass


@pytest.mark.parametrize(
    ("path", "kind", "slept"),
    [
        ("500-first", "csv", [1.0]),
        ("429-first", "csv", [7.0]),
        ("dated-429-first", "csv", [9.0]),
        ("odd-429-first", "csv", [1.0]),
        ("truncated-first", "csv", [1.0]),
        ("broken-off-first", "xlsx", [1.0]),
    ],
)
def test_what_may_pass_is_tried_again(server, tmp_path, outside, clock, path, kind, slept):
    told: list[tuple[str, float]] = []
    watch = Watch(waiting=lambda problem, seconds: told.append((problem, seconds)))
    file = fetch(Request(server.url(path), kind), folder=tmp_path, limits=QUICK, outside=outside, watch=watch)
    assert file.path.read_bytes() == (CSV if kind == "csv" else workbook())
    assert clock.slept == slept == [seconds for _, seconds in told]
    assert server.times(path) == 2


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("500", "the server answers 500 (Internal Server Error)"),
        ("claims-more", "the file broke off before its end"),
        ("reset", "the connection broke"),
        ("garbage", "is not HTTP as it should be"),
        ("garbage-header", "is not HTTP as it should be"),
        ("many-headers", "is not HTTP as it should be"),
        ("hangs-up", "is not HTTP as it should be"),
        ("silent", "the server has fallen silent"),
    ],
)
def test_what_never_passes_is_given_up_after_four_attempts(server, tmp_path, outside, clock, path, said):
    sentence = refusal(Request(server.url(path), "csv"), tmp_path, outside)
    assert said in sentence
    assert "(tried 4 times)" in sentence
    assert clock.slept == [1.0, 2.0, 4.0]
    assert server.times(path) == 4


def test_a_server_that_is_not_there_is_told(server: Served, tmp_path: Path, outside: Outside):
    server.server.server_close()
    sentence = refusal(Request(server.url("csv")), tmp_path, outside, replace(QUICK, attempts=1))
    assert "the server cannot be reached" in sentence


def test_nobody_waits_a_day(server: Served, tmp_path: Path, outside: Outside, clock: Clock):
    sentence = refusal(Request(server.url("503-for-a-day")), tmp_path, outside)
    assert "asks to wait 86400 seconds" in sentence
    assert clock.slept == []


def test_waits_count_towards_the_time_in_all(server: Served, tmp_path: Path, outside: Outside, clock: Clock):
    refusal(Request(server.url("500")), tmp_path, outside, replace(QUICK, seconds=4))
    assert clock.slept == [1.0, 2.0]


# Limits


@pytest.mark.parametrize("path", ["drip", "dripping-headers"])
def test_a_server_that_drips_is_cut_off(server: Served, tmp_path: Path, outside: Outside, path: str):
    sentence = refusal(Request(server.url(path), "csv"), tmp_path, outside, replace(QUICK, seconds=0.4))
    assert "did not come whole within 0.4 seconds" in sentence
    assert server.times(path) == 1


@pytest.mark.parametrize("path", ["endless", "endless-chunks"])
def test_a_body_without_end_is_cut_off(server: Served, tmp_path: Path, outside: Outside, path: str):
    assert "is larger than the 1.0 MB allowed" in refusal(Request(server.url(path), "csv"), tmp_path, outside)


def test_a_body_said_to_be_too_large_is_not_begun(server: Served, tmp_path: Path, outside: Outside):
    created: list[Path] = []
    watched = replace(outside, create=lambda path: created.append(path) or path.open("wb"))
    sentence = refusal(Request(server.url("claims-much"), "csv"), tmp_path, watched)
    assert "has 1,000,000,000.0 MB, more than the 1.0 MB allowed" in sentence
    assert created == []


# What comes instead


@pytest.mark.parametrize(
    ("path", "kind", "said"),
    [
        ("page", "xlsx", "a web page (“Page not found & gone[2J”) came where an Excel workbook was expected"),
        ("page", "csv", "a web page"),
        ("page", "xml", "a web page"),
        ("page", "any", "a web page"),
        ("csv", "xlsx", "CSV came where an Excel workbook was expected"),
        ("json", "xml", "JSON came where XML was expected"),
        ("xlsx", "json", "an Excel workbook came where JSON was expected"),
        ("pdf", "xlsx", "a PDF came"),
        ("archive", "xlsx", "a zip file came where an Excel workbook was expected"),
        ("gzip", "csv", "a file packed with gzip came"),
        ("empty", "json", "an empty answer came"),
        ("blank", "any", "an empty answer came"),
        ("packed", "csv", "came packed (gzip)"),
        ("404", "xlsx", "the server answers 404 (Not Found); the file may have a new name, see https://p.example"),
        ("403", "any", "the server answers 403 (Forbidden)"),
        ("304", "any", "the server answers 304 (Not Modified)"),
        ("nowhere", "any", "the server answers 302 (Found)"),
    ],
)
def test_the_wrong_content_is_refused_at_once(server, tmp_path, outside, path, kind, said):
    assert said in refusal(Request(server.url(path), kind, page="https://p.example"), tmp_path, outside)
    assert server.times(path) == 1


def test_a_zip_file_that_breaks_off_is_no_workbook(server: Served, tmp_path: Path, outside: Outside):
    assert "a zip file came, and it breaks off" in refusal(Request(server.url("zip"), "xlsx"), tmp_path, outside)


@pytest.mark.parametrize(
    ("body", "kind", "broken_off"),
    [
        (b'{"a": [1, 2]}\n', "json", False),
        (b'[{"a": 1}, {"a"', "json", True),
        (b"<a><b/></a>\n", "xml", False),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), "xml", False),
        (b"<a><b/>text", "xml", True),
        (b"\xef\xbb\xbfa;b\n1;2", "csv", False),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<HTML lang=en>", "", False),
        (b"<!---->" * 580 + b"<a/>", "xml", False),  # no pattern may try all their combinations
        (b"Dear reader", "", False),
        (b"a,b\x00\x01", "", False),
        (b"\xd0\xcf\x11\xe0....", "", False),
    ],
)
def test_content_is_told_by_its_first_and_last_bytes(tmp_path: Path, body: bytes, kind: str, broken_off: bool):
    path = tmp_path / "body"
    path.write_bytes(body)
    content = content_of(path)
    assert (content.kind, content.broken_off) == (kind, broken_off)


def test_an_unknown_status_has_no_name(server: Served, tmp_path: Path, outside: Outside):
    assert "the server answers 799 (tried" in refusal(Request(server.url("799")), tmp_path, outside)


# Addresses and redirects


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://www.example.com/x.xlsx", "is not encrypted (http)"),
        ("http://127.0.0.1.example.com/x", "is not encrypted (http)"),
        ("ftp://example.com/x", "is no web address"),
        ("file:///etc/passwd", "is no web address"),
        ("figures.xlsx", "is no web address"),
        ("", "is no web address"),
        ("https:///x", "names no server"),
        ("https://[::1/x", "cannot be read"),
        ("https://host.example:99999/x", "cannot be read"),
        ("https://host.example/a b", "holds blanks"),
        ("https://host.example/a\nb", "holds blanks"),
        ("https://who:secret@host.example/x", "holds a name or password"),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused(url: str, said: str, tmp_path: Path, outside: Outside):
    sentence = refusal(Request(url), tmp_path / "new", outside)
    assert said in sentence
    assert "secret" not in sentence
    assert not (tmp_path / "new").exists()


def test_a_redirect_to_https_is_followed(server: Served, secure: Served, tmp_path: Path, trusting: Outside):
    target = secure.url("csv/there.csv")
    file = fetch(Request(server.url(f"to/here.csv?{target}")), folder=tmp_path, limits=QUICK, outside=trusting)
    assert (file.path.name, file.origin.final_url) == ("here.csv", target)


def test_redirects_keep_no_cookies_and_read_no_bodies(secure: Served, tmp_path: Path, trusting: Outside):
    file = fetch(Request(secure.url("lure/5")), folder=tmp_path, limits=QUICK, outside=trusting)
    assert file.origin.final_url == secure.url("lure/0")
    assert [headers for headers in secure.server.headers if "Cookie" in headers or "cookie" in headers] == []


@pytest.mark.parametrize("path", ["lure/6", "round"])
def test_the_sixth_redirect_is_not_followed(secure: Served, tmp_path: Path, trusting: Outside, path: str):
    assert "is redirected more than 5 times" in refusal(Request(secure.url(path)), tmp_path, trusting)
    assert sum(secure.server.asked.values()) == 6


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://127.0.0.1:9/x", "sends on to http://127.0.0.1:9/x, and only https is followed"),
        ("/csv", "only https is followed"),
        ("file:///etc/passwd", "sends on to file:///etc/passwd, and only https is followed"),
        ("ftp://host.example/x", "only https is followed"),
        ("//[bad", "sends on to nowhere"),
        ("https://who:secret@host.example/x", "holds a name or password"),
    ],
)
def test_a_redirect_to_anything_but_https_is_refused(server, tmp_path, outside, target, said):
    sentence = refusal(Request(server.url(f"to/x?{target}")), tmp_path, outside)
    assert said in sentence
    assert "secret" not in sentence
    assert sum(server.server.asked.values()) == 1


def test_a_certificate_nobody_vouches_for_is_refused_at_once(secure: Served, tmp_path: Path, outside: Outside):
    assert "the server's certificate cannot be trusted" in refusal(Request(secure.url("csv")), tmp_path, outside)


# The disk, and Ctrl-C


class FullDisk(io.RawIOBase):
    """A file on a disk without room."""

    def write(self, _: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_one_sentence(server: Served, tmp_path: Path, outside: Outside):
    sentence = refusal(Request(server.url("csv")), tmp_path, replace(outside, create=lambda _: FullDisk()))
    assert sentence == f"{tmp_path}: the disk is full; free some space or name another folder"


def test_a_folder_that_is_a_file_is_one_sentence(server: Served, tmp_path: Path, outside: Outside):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        fetch(Request(server.url("csv")), folder=tmp_path / "file", outside=outside)


@pytest.mark.skipif(threading.current_thread() is not threading.main_thread(), reason="signals reach the main thread")
@pytest.mark.parametrize("path", ["endless", "drip"])
def test_ctrl_c_leaves_nothing_behind(server: Served, tmp_path: Path, outside: Outside, path: str):
    watch = Watch(received=lambda _done, _all: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        fetch(Request(server.url(path)), folder=tmp_path, outside=outside, watch=watch)
    assert list(tmp_path.iterdir()) == []


def test_proxy_settings_that_make_no_sense_are_one_sentence(tmp_path: Path, outside: Outside, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "nonsense://proxy.example:1")
    assert "proxy or certificates" in refusal(Request("https://host.invalid/x"), tmp_path, outside)


# Publishers


def test_every_publisher_has_files_at_an_https_address_with_nothing_left_open():
    requests = [request for name in publishers() for request in requests_for(name)]
    assert len(requests) == 8
    for request in requests:
        assert request.url.startswith("https://")
        assert "{" not in request.url
        assert request.licence
        assert request.title


@pytest.mark.parametrize(
    ("name", "blanks", "url"),
    [
        (
            "nato",
            {"year": "2025"},
            "https://www.nato.int/content/dam/nato/webready/documents/finance/def-exp-2025-en.xlsx",
        ),
        ("sipri", {"edition": "2022"}, "https://www.sipri.org/sites/default/files/SIPRI-Milex-data-1949-2022.xlsx"),
        (
            "worldbank",
            {"indicator": "SL.UEM.TOTL.ZS"},
            "https://api.worldbank.org/v2/country/all/indicator/SL.UEM.TOTL.ZS?format=json&per_page=20000",
        ),
        (
            "ecb",
            {"series": "M.USD+GBP.EUR.SP00.A"},
            "https://data-api.ecb.europa.eu/service/data/EXR/M.USD+GBP.EUR.SP00.A?format=genericdata",
        ),
    ],
)
def test_a_blank_is_filled_as_asked(name: str, blanks: dict[str, str], url: str):
    assert [request.url for request in requests_for(name, blanks)] == [url]


@pytest.mark.parametrize(
    ("name", "blanks", "said"),
    [
        ("natoo", {}, "is no publisher known here; did you mean 'nato'?"),
        ("xyz", {}, "known are nato, worldbank, sipri, ecb"),
        ("nato", {"yaer": "2025"}, "nothing called 'yaer' to fill in; did you mean 'year'?"),
        ("nato", {"year": "../../x"}, "year cannot be '../../x'; write it as in 2026"),
        ("nato", {"year": "2025\n"}, "year cannot be"),
        ("worldbank", {"indicator": "A/B"}, "indicator cannot be 'A/B'"),
        ("ecb", {"series": "A?x=1"}, "series cannot be"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(name: str, blanks: dict[str, str], said: str):
    with pytest.raises(InputError) as caught:
        requests_for(name, blanks)
    assert said in str(caught.value)


ENTRY = """[[publishers]]
id = "a"
title = "A"
url = "https://a.example/{year}.csv"
kind = "csv"
licence = "free"
page = "https://a.example"
blanks = { year = { values = ["2024"], pattern = "[0-9]{4}" } }
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("https://a.example/{", "http://a.example/{", "is not https"),
        ("{year}.csv", "{edition}.csv", "are not those of its address"),
        ('"2024"', '"24"', "does not fit its pattern"),
        ("licence", "license", "did you mean 'licence'"),
        ('"csv"', '"pdf"', "pdf"),
        (ENTRY, ENTRY * 2, "named twice"),
    ],
)
def test_a_broken_list_of_publishers_says_where(tmp_path: Path, old: str, new: str, said: str):
    from faktenlage.importers.fetching.publishers import _read

    path = tmp_path / "publishers.toml"
    path.write_text(ENTRY)
    assert list(_read.__wrapped__(path)) == ["a"]
    path.write_text(ENTRY.replace(old, new))
    with pytest.raises(PackError) as caught:
        _read.__wrapped__(path)
    assert said in str(caught.value)


# The command


def test_the_command_prints_where_the_file_is_and_what_it_is(server, tmp_path, outside, capsys):
    run = surface.Run(folder=tmp_path, limits=QUICK, outside=outside)
    assert surface.fetch(None, server.url("csv/x.csv"), {}, run) == 0
    out = capsys.readouterr().out
    digest = hashlib.sha256(CSV).hexdigest()
    assert f"{tmp_path / digest[:16] / 'x.csv'}\n" in out
    assert f"size     {len(CSV)} bytes\nsha256   {digest}\n" in out
    assert "released not known; the server last changed the file on 2026-07-10" in out
    assert surface.fetch(None, server.url("csv/x.csv"), {}, run) == 0
    assert "unchanged since 2026-11-22 12:00 UTC" in capsys.readouterr().out


def test_a_dry_run_shows_terms_and_addresses_and_asks_nobody(tmp_path: Path, capsys):
    assert surface.fetch("sipri", None, {}, surface.Run(folder=tmp_path / "new", dry_run=True)) == 0
    out = capsys.readouterr().out
    assert "licence  SIPRI: fair use" in out
    assert "fetches  https://www.sipri.org/sites/default/files/SIPRI-Milex-data-1949-2025_v1.2.xlsx" in out
    assert "Nothing was fetched." in out
    assert not (tmp_path / "new").exists()


def test_a_failure_is_one_line_and_a_status(server: Served, tmp_path: Path, outside: Outside, capsys):
    run = surface.Run(folder=tmp_path, limits=QUICK, outside=outside)
    assert surface.fetch(None, server.url("404"), {}, run) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "the server answers 404" in said.err


@pytest.mark.parametrize("progress", [True, False])
def test_waits_are_told_with_and_without_a_bar(server, tmp_path, outside, capsys, progress):
    run = surface.Run(folder=tmp_path, limits=QUICK, outside=outside, progress=progress)
    assert surface.fetch(None, server.url("500-first"), {}, run) == 0
    said = capsys.readouterr()
    assert "500-first: the server answers 500 (Internal Server Error); trying again in 1 s" in " ".join(
        said.err.split()
    )
    assert "sha256" in said.out


@pytest.mark.parametrize(
    ("publisher", "url", "blanks"),
    [(None, None, {}), ("nato", "https://a.example", {}), (None, "https://a.example", {"year": "2024"})],
)
def test_a_request_for_nothing_or_for_two_things_is_refused(publisher, url, blanks, tmp_path):
    with pytest.raises(InputError):
        surface.fetch(publisher, url, blanks, surface.Run(folder=tmp_path))
