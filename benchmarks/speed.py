"""How fast reports are checked: cold (a new process for one report) and warm (many reports on one core).

    python benchmarks/speed.py [--seconds 5]

Uses the reports that ship with the package; a third text without a word of any domain shows the cost of reading alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import os
import platform
import statistics
import subprocess
import sys
import time
from importlib.resources import files

from faktenlage.model import Report
from faktenlage.reports import read_bytes
from faktenlage.review import Desk, review

COOKING = "Zwiebeln würfeln und in Butter glasig dünsten. Dann den Reis dazugeben und mit Brühe ablöschen. " * 20
TODAY = dt.date(2026, 11, 22)


def shipped() -> list[Report]:
    """The example reports, of about a page each."""
    folder = files("faktenlage") / "examples"
    return [read_bytes(entry.read_bytes(), entry.name) for entry in sorted(folder.iterdir(), key=str)]


def cold(rounds: int = 7) -> float:
    """Median seconds of `faktenlage check --example` from start to end."""
    command = [sys.executable, "-c", "from faktenlage.surfaces.cli import main; main(['check', '--example'])"]
    return statistics.median(seconds_of(command) for _ in range(rounds))


def seconds_of(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def warm(reports: list[Report], seconds: float) -> float:
    """Reviews a second on one core, after one round to warm up."""
    desk = Desk.load()
    for report in reports:
        review(report, desk=desk, as_of=TODAY)
    begin = time.perf_counter()
    for done, report in enumerate(itertools.cycle(reports), start=1):
        review(report, desk=desk, as_of=TODAY)
        if (elapsed := time.perf_counter() - begin) > seconds:
            return done / elapsed
    raise AssertionError("there are no reports")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=5, help="how long to measure each rate")
    seconds = parser.parse_args().seconds
    examples = shipped()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    print(f"cold check of one report   {cold():8.2f} s")
    print(f"warm, shipped reports      {warm(examples, seconds):8.0f} reports/s ({len(examples)} texts)")
    cooking = Report("cooking", COOKING, language="de", published=TODAY)
    print(f"warm, nothing to check     {warm([cooking], seconds):8.0f} reports/s ({len(COOKING)} characters)")


if __name__ == "__main__":
    main()
