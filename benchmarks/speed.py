"""How fast reports are checked: cold (a new process for one report) and warm (many reports on one core).

    python benchmarks/speed.py [--rounds 5] [--long]

Four sets of reports of about 2,000 characters: the shipped examples, dense reports on the topic joined from
tests/cases, ordinary news (../shared/data/reading/throughput, left out where it is not at hand) and recipes, in which
there is nothing to check. Times are processor seconds, so that others on the machine count little, and the median of
the rounds; "first" is the first round after a start, when no report of the set has been seen. ``--long`` shows what a
kilobyte costs in long texts.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import gzip
import io
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from faktenlage import claims, explanations, statements, verdicts
from faktenlage import review as flow
from faktenlage.contract import review_to_json
from faktenlage.language.marks import Lexicon
from faktenlage.model import Report
from faktenlage.reports import read_bytes
from faktenlage.review import Desk, review

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases"
NEWS = ROOT.parent / "shared/data/reading/throughput/10kgnad-test.csv.gz"
COOKING = "Zwiebeln würfeln und in Butter glasig dünsten. Dann den Reis dazugeben und mit Brühe ablöschen. " * 20
TODAY = dt.date(2026, 11, 22)
SIZE = 2000  # characters of a report
NEWS_USED = 300


def shipped() -> list[Report]:
    """The example reports, joined to themselves until they are as long as the others."""
    folder = files("faktenlage") / "examples"
    known = [read_bytes(entry.read_bytes(), entry.name) for entry in sorted(folder.iterdir(), key=str)]
    return [Report(each.id, f"{each.text}\n\n{each.text}"[:SIZE]) for each in known]


def dense() -> list[Report]:
    """Reports in which nearly every sentence can be checked, each of several marked texts of one language and year."""
    parts: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for path in sorted(CASES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            parts.setdefault((case["lang"], case["published"][:4]), []).append(case)
    return [report for (language, _), known in sorted(parts.items()) for report in _joined(known, language)]


def _joined(known: Sequence[dict[str, Any]], language: str) -> Iterator[Report]:
    text = ""
    for case in known:
        text += case["text"] + "\n\n"
        if len(text) >= SIZE:
            yield Report(case["id"], text[:SIZE], language, dt.date.fromisoformat(case["published"]), "given")
            text = ""


def news() -> list[Report]:
    """Ordinary news, most of it without a word of any domain."""
    if not NEWS.exists():
        return []
    with gzip.open(NEWS, "rt", encoding="utf-8") as file:
        texts = [row[1] for row in csv.reader(io.StringIO(file.read()), delimiter=";", quotechar="'") if len(row) > 1]
    long = [text[:SIZE] for text in texts if len(text) >= SIZE]
    return [
        Report(str(number), text, "de", dt.date(2016, 1, 4), "given") for number, text in enumerate(long[:NEWS_USED])
    ]


def cooking() -> list[Report]:
    """Nothing to check at all."""
    return [Report("cooking", COOKING[:SIZE], "de", TODAY, "given")] * 50


def once(reports: Sequence[Report], desk: Desk) -> float:
    """Processor seconds for a report of SIZE characters."""
    begin = time.process_time()
    for report in reports:
        review(report, desk=desk, as_of=TODAY)
    return (time.process_time() - begin) * SIZE / sum(len(report.text) for report in reports)


def warm(reports: Sequence[Report], desk: Desk, rounds: int) -> tuple[float, float]:
    """Seconds a report in the first round, and the median of the following ones."""
    first = once(reports, desk)
    return first, statistics.median(once(reports, desk) for _ in range(rounds))


class Clock:
    """Adds up the time spent in a room by wrapping the functions the flow calls."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def timed(self, room: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - any function of the flow
            begin = time.process_time()
            try:
                return work(*arguments, **named)
            finally:
                self.spent[room] = self.spent.get(room, 0) + time.process_time() - begin

        return wrapped


ROOMS: tuple[tuple[str, Any, str], ...] = (
    ("language", flow, "dated"),
    ("language", flow, "fold"),
    ("language", Lexicon, "find"),
    ("language", flow, "read_quantities"),
    ("language", flow, "read_times"),
    ("statements", statements, "read"),
    ("claims", claims, "scenes"),
    ("claims", claims, "interpret"),
    ("verdicts", verdicts, "judge_then_and_today"),
    ("explanations", explanations.Explainer, "judged"),
)


def by_room(reports: Sequence[Report], desk: Desk) -> dict[str, float]:
    """Milliseconds a report in each room, and for its JSON."""
    clock = Clock()
    before = [(holder, name, getattr(holder, name)) for _, holder, name in ROOMS]
    for room, holder, name in ROOMS:
        setattr(holder, name, clock.timed(room, getattr(holder, name)))
    try:
        begin = time.process_time()
        reviews = [review(report, desk=desk, as_of=TODAY) for report in reports]
        whole = time.process_time() - begin
    finally:
        for holder, name, work in before:
            setattr(holder, name, work)
    begin = time.process_time()
    for each in reviews:
        review_to_json(each)
    rooms = {**clock.spent, "rest": whole - sum(clock.spent.values()), "JSON": time.process_time() - begin}
    share = SIZE / sum(len(report.text) for report in reports)
    return {room: seconds * share * 1000 for room, seconds in rooms.items()}


def long_texts(reports: Sequence[Report], desk: Desk) -> Iterator[tuple[int, float]]:
    """What 2,000 characters cost in texts of growing length, made of the same reports."""
    german = "\n\n".join(report.text for report in reports if report.language == "de")
    for size in (SIZE, 10 * SIZE, 100 * SIZE, 1000 * SIZE):
        text = (german * (size // len(german) + 1))[:size]
        yield size, once([Report("long", text, "de", dt.date(2025, 7, 1), "given")], desk)


def cold(rounds: int = 7) -> float:
    """Median seconds of `faktenlage check --example` from start to end."""
    command = [sys.executable, "-c", "from faktenlage.surfaces.cli import main; main(['check', '--example'])"]
    return statistics.median(seconds_of(command) for _ in range(rounds))


def seconds_of(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each set is read")
    parser.add_argument("--long", action="store_true", help="what 2,000 characters cost in long texts")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    print(f"cold check of one report {cold():.2f} s")
    desk = Desk.load()
    sets = {"shipped": shipped(), "dense": dense(), "news": news(), "nothing": cooking()}
    for report in sets["shipped"]:
        review(report, desk=desk, as_of=TODAY)
    print(f"{'':8} {'texts':>5} {'reports/s':>9} {'first':>6} {'ms':>6}   milliseconds a report by room")
    for name, reports in sets.items():
        if not reports:
            print(f"{name:8} not at hand")
            continue
        first, again = warm(reports, desk, options.rounds)
        rooms = ", ".join(f"{room} {spent:.2f}" for room, spent in by_room(reports, desk).items())
        print(f"{name:8} {len(reports):5} {1 / again:9.0f} {1 / first:6.0f} {again * 1000:6.2f}   {rooms}")
    if options.long:
        for size, seconds in long_texts(sets["dense"], desk):
            print(f"{size:9} characters: {seconds * 1000:6.2f} ms for 2,000 of them")


if __name__ == "__main__":
    main()
