"""Scores the statements of `faktenlage read --jsonl` against marked German quotations, with the scorer beside them.

    python benchmarks/attribution.py [dev|train] [--speed]

The marks lie in ../shared/data/reading/german-quotes and may be used to tune and to measure, but not be shipped. The
scorer needs numpy and scipy; where this Python lacks them, another on the path is looked for. ``--speed`` measures
how long attributing takes over ../shared/data/reading/throughput, in processor time.
"""

from __future__ import annotations

import csv
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from faktenlage.language.sentences import sentences
from faktenlage.packs.language_pack import load_languages
from faktenlage.statements.attributions import Sentence
from faktenlage.statements.finding import attributions

SHARED = Path(__file__).resolve().parents[2] / "shared"
QUOTES = SHARED / "data/reading/german-quotes"
NEWS = SHARED / "data/reading/throughput/10kgnad-test.csv.gz"
SCORER = SHARED / "cases/score_attribution.py"


def main() -> None:
    """Prints the figures of one part, or says what is missing."""
    part = next((each for each in sys.argv[1:] if not each.startswith("-")), "dev")
    gold = QUOTES / f"{part}.jsonl.gz"
    if not gold.exists():
        print(f"skipped: {gold} is not here")
        return
    if "--speed" in sys.argv:
        speed()
        return
    python = scoring_python()
    if python is None:
        print("skipped: no Python with numpy and scipy was found")
        return
    with tempfile.NamedTemporaryFile("wb", suffix=".jsonl") as reviews:
        reviews.write(read(gold))
        reviews.flush()
        print(f"german-quotes, {part}")
        subprocess.run([python, str(SCORER), str(gold), reviews.name], check=True)


def read(gold: Path) -> bytes:
    """What the command prints for the texts of the marked reports."""
    with gzip.open(gold, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    lines = [json.dumps({"id": row["id"], "text": row["originalText"], "language": "de"}) for row in rows]
    command = [sys.executable, "-m", "faktenlage", "read", "--jsonl", "-"]
    return subprocess.run(command, input="\n".join(lines).encode(), capture_output=True, check=True).stdout


def scoring_python() -> str | None:
    """A Python that has what the scorer needs: this one, or one on the path."""
    return next((python for python in pythons() if able(python)), None)


def pythons() -> Iterator[str]:
    yield sys.executable
    for name in ("python3", "python"):
        if found := shutil.which(name):
            yield found
    yield from (each for each in ("/usr/bin/python3", "/usr/local/bin/python3") if Path(each).exists())


def able(python: str) -> bool:
    return subprocess.run([python, "-c", "import numpy, scipy"], capture_output=True, check=False).returncode == 0


def speed() -> None:
    """Processor time for a report, sentences not counted."""
    pack = load_languages()["de"]
    with gzip.open(NEWS, "rt", encoding="utf-8", newline="") as file:
        texts = [row[1] for row in csv.reader(file, delimiter=";", quotechar="'") if len(row) > 1]
    cut = [[Sentence(span) for span in sentences(text, pack)] for text in texts]
    best, found = float("inf"), 0
    for _ in range(3):
        begin = time.process_time()
        found = sum(len(attributions(text, each, pack)) for text, each in zip(texts, cut, strict=True))
        best = min(best, time.process_time() - begin)
    size = sum(map(len, texts)) / len(texts)
    print(f"{len(texts)} reports of {size:.0f} characters, {found} attributions: {best / len(texts) * 1e3:.3f} ms each")


if __name__ == "__main__":
    main()
