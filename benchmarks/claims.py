"""How many marked claims the reader finds, and how many of its verdicts are right.

    python benchmarks/claims.py [FILE.jsonl ...] [--errors]

Reads marked reports (default: every file of ../shared/cases and of tests/cases). Marks without labels are given those
our own figures find for the marked query. Scores with the scorer that lies beside the shared cases.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from oracle import claim_of

from faktenlage.errors import QueryError
from faktenlage.model import Judged, Report, Verdict
from faktenlage.review import Desk, review
from faktenlage.verdicts import judge_then_and_today

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "cases"
OWN = HERE.parent / "tests" / "cases"
TODAY = dt.date(2026, 11, 22)


def labelled(row: dict[str, Any], desk: Desk) -> dict[str, Any]:
    """The row with a label for each marked claim that has none."""
    published = dt.date.fromisoformat(row["published"])
    for marked in row["claims"]:
        if "then" not in marked and marked["query"] and marked.get("asserted"):
            marked["asserted"].setdefault("text", marked["quote"])
            marked["then"] = marked["today"] = {}
            try:
                judged = judge_then_and_today(claim := claim_of(marked), desk.figures_for(claim), published, TODAY)
                marked["then"], marked["today"] = _label(judged.then), _label(judged.today)
            except QueryError as error:
                print(f"{row['id']}: {error}", file=sys.stderr)
        if not marked.get("then"):
            marked["then"] = marked["today"] = {"label": "not_checkable", "answer": None, "reason": "no_figures"}
    return row


def _label(verdict: Verdict) -> dict[str, Any]:
    return {"label": verdict.label, "answer": None, "reason": verdict.reason}


def printed(row: dict[str, Any], desk: Desk) -> dict[str, Any]:
    """What the scorer needs of a review."""
    report = Report(row["id"], row["text"], published=dt.date.fromisoformat(row["published"]), published_from="given")
    done = review(report, desk=desk, today=TODAY)
    return {"report": {"id": row["id"]}, "claims": [_claim(judged, row["text"]) for judged in done.claims]}


def _claim(judged: Judged, text: str) -> dict[str, Any]:
    span, reading = judged.claim.span, judged.claim.reading
    interval = reading.asserted.interval if reading else None
    return {
        "span": {"start": span.start, "end": span.end, "text": span.of(text)},
        "query": str(reading.query) if reading else None,
        "asserted": {
            "low": str(interval.low) if interval and interval.low is not None else None,
            "high": str(interval.high) if interval and interval.high is not None else None,
        },
        "then": {"label": judged.then.label},
        "today": {"label": judged.today.label},
    }


def measure(path: Path, desk: Desk, options: list[str]) -> None:
    rows = [labelled(json.loads(line), desk) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        gold, ours = Path(folder) / "gold.jsonl", Path(folder) / "ours.jsonl"
        _write(gold, rows)
        _write(ours, (printed(row, desk) for row in rows))
        print(f"== {path.parent.name}/{path.name}", flush=True)
        subprocess.run([sys.executable, str(SHARED / "score_claims.py"), str(gold), str(ours), *options], check=True)


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    if not (SHARED / "score_claims.py").exists():
        print("skipped: the scorer in ../shared/cases is missing")
        return
    desk = Desk.load()
    for path in given.files or [*sorted(SHARED.glob("*.jsonl")), *sorted(OWN.glob("*.jsonl"))]:
        measure(path, desk, ["--errors"] if given.errors else [])


if __name__ == "__main__":
    main()
