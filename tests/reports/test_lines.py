from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from faktenlage.errors import InputError
from faktenlage.model import Report
from faktenlage.reports import read_jsonl


def read(data: bytes, **options):
    return list(read_jsonl(io.BytesIO(data), **options))


def test_only_the_text_is_needed():
    [report] = read(b'{"text": "Ein Satz."}')
    assert (report.id, report.text, report.published_from) == ("1", "Ein Satz.", "none")


def test_all_that_a_line_says_is_kept():
    line = {
        "id": 7,
        "text": "Text",
        "published": "2024-11-22T10:00:00Z",
        "language": "de-AT",
        "title": "T",
        "url": "https://example.org",
        "other": {"left": "alone"},
    }
    [report] = read(json.dumps(line).encode())
    assert (report.id, str(report.published), report.published_from) == ("7", "2024-11-22", "given")
    assert (report.language, report.title, report.url) == ("de", "T", "https://example.org")


def test_a_bad_line_stops_no_other():
    good = b'{"text": "Gut."}'
    bad = [
        b"{",
        b"[]",
        b"null",
        b'{"id": "x"}',
        b'{"text": 5}',
        b'{"text": ""}',
        b'{"text": "a", "published": "sometime"}',
        b'{"text": "\xff"}',
        b'{"text": "\\ud800"}',
        b"[" * 100_000,
        b'{"x":' + b"[" * 100_000,
    ]
    results = read(b"\n".join([good, *bad, b"", good]))
    assert [type(result) for result in results] == [Report, *[InputError] * len(bad), Report]
    assert [error.source for error in results[1:-1]] == [f"-:{number}" for number in range(2, len(bad) + 2)]
    assert all("\n" not in str(error) for error in results[1:-1])
    assert results[-1].id == str(len(bad) + 3)


def test_blank_lines_a_mark_and_windows_line_ends_are_passed_over():
    assert [report.text for report in read(b'\xef\xbb\xbf{"text": "a"}\r\n\r\n{"text": "b"}\r\n')] == ["a", "b"]


def test_a_line_over_the_limit_is_refused_and_the_next_is_read():
    long = b'{"text": "' + b"x" * 500 + b'"}'
    results = read(long + b"\n" + b'{"text": "b"}\n' + long, limit=100)
    assert [getattr(result, "text", None) for result in results] == [None, "b", None]


def test_a_line_of_exactly_the_limit_is_read():
    line = b'{"text": "abc"}'
    assert [result.text for result in read(line + b"\n" + line, limit=len(line))] == ["abc", "abc"]


@given(st.lists(st.binary(max_size=60).map(lambda data: data.replace(b"\n", b"")), max_size=5))
def test_any_lines_give_reports_or_input_errors(lines):
    results = read(b"\n".join(lines))
    assert len(results) == sum(
        bool(line.removeprefix(b"\xef\xbb\xbf" if not i else b"").strip()) for i, line in enumerate(lines)
    )
    assert all(isinstance(result, Report | InputError) for result in results)


@given(st.text(min_size=1).filter(lambda text: not text.isspace()))
def test_a_text_comes_back_as_written(text):
    line = json.dumps({"text": text}, ensure_ascii=False)
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        assert read(line.encode())[0].text == text
