"""What only a real process shows: pipes, encodings, signals, a full disk, the time to start."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

from faktenlage.surfaces import faults

PROGRAM = [sys.executable, "-c", "from faktenlage.surfaces.cli import main; main()", "check"]
LINE = json.dumps({"text": "Deutschland gab 2024 laut Nato 2,12 Prozent des BIP aus.", "language": "de"}) + "\n"
posix = pytest.mark.skipif(os.name != "posix", reason="signals and /dev are of POSIX")


def start(*arguments, **options):
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, check=False, timeout=60, **options)


def environment(**changes):
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "PYTHONIOENCODING")}
    return kept | changes


def test_a_pipe_gets_no_colour_and_may_get_signs():
    done = start("--example", "de", env=environment(PYTHONIOENCODING="utf-8"))
    assert done.returncode == faults.WRONG
    assert b"\x1b[" not in done.stdout
    assert "✓ stimmt" in done.stdout.decode()


def test_a_stream_without_signs_gets_plain_ones():
    done = start("--example", "en", env=environment(PYTHONIOENCODING="ascii"))
    assert done.returncode == faults.WRONG
    assert b"+ correct" in done.stdout
    assert b"Traceback" not in done.stderr


@posix
def test_a_closed_pipe_is_quiet(tmp_path):
    reports = tmp_path / "reports.jsonl"
    reports.write_text(LINE * 3000, encoding="utf-8")
    with subprocess.Popen([*PROGRAM, "--jsonl", str(reports)], stdout=PIPE, stderr=PIPE) as process:
        assert process.stdout.readline().startswith(b'{"report"')
        process.stdout.close()
        assert process.wait(timeout=60) == faults.PIPE
        assert process.stderr.read() == b""


@posix
def test_ctrl_c_keeps_what_is_done():
    with subprocess.Popen([*PROGRAM, "--jsonl", "-"], stdin=PIPE, stdout=PIPE, stderr=PIPE) as process:
        process.stdin.write(LINE.encode() * 2)
        process.stdin.flush()
        done = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == faults.INTERRUPTED
        assert [json.loads(line)["report"]["id"] for line in done] == ["1", "2"]
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_full_disk_is_one_sentence(form):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROGRAM, "--example", *form], stdout=full, stderr=PIPE, check=False, timeout=60)
    assert done.returncode == faults.INPUT
    assert done.stderr.decode().strip() == "faktenlage: cannot write the result: no space left on device"


def test_starting_loads_nothing_heavy():
    code = "import sys; import faktenlage.surfaces.cli; print(sorted({'rich', 'babel', 'msgspec'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
