"""Measures the number and time readers on ../shared/data/reading: scores by the scorers there, and reports a second.

Where the cases of Recognizers-Text and a reader of news want different things, the news has its way:
- "ein", "eine", "a" are articles, not the number one; a range ("100 bis 300 Milliarden") is one quantity;
- a fraction is a share in per cent (66.7, not 0.667); powers, "10G" and "one over three" are no way to report;
- an ordinal has a number: "last", "next" and "previous" are none; a currency or per cent sign needs one as well;
- a date is as coarse as its words: "two years ago" is a year, "the third quarter of 2016" is 2016-Q3, "the 1970s" 197,
  "the last three weeks" a duration (P3W), and "2014-2018" runs to the end of 2018;
- months and weekdays without a year lie near the publication: nobody publishes "XXXX-10-02".
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from faktenlage.language.quantities import read_quantities
from faktenlage.language.times import read_times
from faktenlage.model import plain
from faktenlage.packs.language_pack import LanguagePack, load_languages

SHARED = Path(__file__).resolve().parents[2] / "shared"
SPECS = SHARED / "data/reading/recognizer-specs"
KRAUTS = SHARED / "data/reading/times-krauts/dolomiten-100.jsonl"
NEWS = SHARED / "data/reading/throughput/10kgnad-test.csv.gz"
SCORERS = SHARED / "cases"
LANGUAGES = load_languages()


def read(report: dict[str, Any]) -> dict[str, Any]:
    """What `faktenlage quantities --jsonl` prints of one report, as far as the scorers look."""
    text, pack = report["text"], LANGUAGES[report["language"]]
    published = dt.date.fromisoformat(report["published"]) if report.get("published") else None
    quantities = [
        {
            "start": q.span.start,
            "end": q.span.end,
            "value": plain(q.value),
            "unit": "percent" if q.unit == "%" else q.unit,
        }
        for q in read_quantities(text, pack)
    ]
    times = [
        {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value}
        for t in read_times(text, pack, published)
    ]
    return {"report": {"id": report["id"]}, "quantities": quantities, "times": times}


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def scored(scorer: str, reports: Path, before: list[str]) -> str:
    """Reads the reports and lets a scorer judge."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as output:
        output.writelines(json.dumps(read(report), ensure_ascii=False) + "\n" for report in lines(reports))
        output.flush()
        return run(scorer, *before, output.name)


def run(scorer: str, *arguments: str) -> str:
    """What a scorer prints."""
    command = [sys.executable, str(SCORERS / scorer), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def specs(language: str) -> None:
    """Numbers, percentages, money, dates, periods and durations of one language."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as reports:
        run("score_quantities.py", str(SPECS), language, "--write", reports.name)
        print(scored("score_quantities.py", Path(reports.name), [str(SPECS), language]), end="")


def throughput(pack: LanguagePack) -> None:
    """Reports a second of both readers together, one core."""
    with gzip.open(NEWS, "rt", encoding="utf-8", newline="") as file:
        texts = [row[1] for row in csv.reader(file, delimiter=";", quotechar="'") if len(row) > 1]
    best, day = float("inf"), dt.date(2024, 6, 18)
    for _ in range(3):
        begin = time.perf_counter()
        found = sum(len(read_quantities(text, pack)) + len(read_times(text, pack, day)) for text in texts)
        best = min(best, time.perf_counter() - begin)
    size = sum(map(len, texts)) / len(texts)
    speed = f"{len(texts) / best:.0f} reports/s, {best / len(texts) * 1e3:.3f} ms each"
    print(f"{len(texts)} reports of {size:.0f} characters, {found} finds: {speed}")


def main() -> None:
    """Prints every score, or says what is missing."""
    if not SHARED.exists():
        print(f"skipped: {SHARED} is not here")
        return
    for language in ("german", "english"):
        specs(language)
    print("KRAUTS, times")
    print(scored("score_times.py", KRAUTS, [str(KRAUTS)]), end="")
    throughput(LANGUAGES["de"])


if __name__ == "__main__":
    main()
