"""How far our labels agree with marked claims whose query and asserted answer are given.

    python benchmarks/oracle.py [CASES] [--errors]

Reads ``*.jsonl`` of CASES (default ``../shared/cases``). Only figures and verdicts are measured: no text is read. A
second reading by another definition is taken over where the marks name its query. "+" also counts labels the marks
tolerate.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from faktenlage.errors import QueryError
from faktenlage.figures import Figures, parse_query
from faktenlage.model import Asserted, Claim, Interval, Reading, Span
from faktenlage.verdicts import judge_then_and_today

CASES = Path(__file__).parents[2] / "shared" / "cases"
TODAY = dt.date(2026, 11, 22)
DEFINITION = re.compile(r"definition: (\w+\(.*\)) =")


def claims(folder: Path) -> Iterator[tuple[str, dt.date, dict[str, Any]]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for marked in row["claims"]:
                yield f"{path.stem} {row['id']}", dt.date.fromisoformat(row["published"]), marked


def asserted_of(marked: dict[str, Any]) -> Asserted:
    bounds = {side: Decimal(marked[side]) for side in ("low", "high") if marked.get(side) and marked["unit"] != "day"}
    interval = Interval(
        bounds.get("low"), bounds.get("high"), marked.get("low_open", False), marked.get("high_open", False)
    )
    return Asserted(
        text=marked["text"],
        unit=marked["unit"],
        interval=interval if bounds else None,
        step=Decimal(marked["step"]) if "step" in marked else None,
        bar=bool(marked.get("threshold")),
        days=days_of(marked) if marked["unit"] == "day" else None,
        areas=tuple(marked["set"]) if "set" in marked else None,
        order=tuple(marked["order"]) if "order" in marked else None,
        value=value_of(marked),
        includes=bool(marked.get("includes")),
    )


def days_of(marked: dict[str, Any]) -> tuple[dt.date, dt.date]:
    return edge(marked["low"], first=True), edge(marked["high"], first=False)


def edge(text: str, *, first: bool) -> dt.date:
    """The first or last day of a year, a month or a day."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (1 if first else 12)
    if len(parts) == 3:
        return dt.date(*parts)
    if first:
        return dt.date(year, month, 1)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def value_of(marked: dict[str, Any]) -> str | bool | tuple[int | None, int | None] | None:
    value: str | bool | list[str | None] | None = marked.get("value")
    if isinstance(value, list):
        begin, end = (int(year) if year else None for year in value)
        return begin, end
    return value


def claim_of(marked: dict[str, Any]) -> Claim:
    reading = Reading(parse_query(marked["query"]), asserted_of(marked["asserted"]))
    named = DEFINITION.search(marked["then"].get("reason") or marked["today"].get("reason") or "")
    definitions: tuple[Reading, ...] = ()
    if named and not named.group(1).startswith("level(sipri"):
        definitions = (Reading(parse_query(named.group(1)), reading.asserted),)
    return Claim("c1", "s1", Span(0, 0), reading, definitions=definitions)


def measure(folder: Path, *, errors: bool) -> Counter[str]:
    figures, score = Figures.shipped(), Counter[str]()
    for name, published, marked in claims(folder):
        if not marked.get("query") or not marked.get("asserted") or "then" not in marked:
            score["without query, answer or labels"] += 1
            continue
        if marked["query"].startswith("level(sipri"):
            score["of a publisher we do not ship"] += 1
            continue
        try:
            judged = judge_then_and_today(claim_of(marked), figures, published, TODAY)
        except QueryError as error:
            print(f"{name}: {error}")
            continue
        for when in ("then", "today"):
            gold, verdict = marked[when], getattr(judged, when)
            strict, lenient = verdict.label == gold["label"], verdict.label in (gold["label"], *gold.get("accept", []))
            score[f"{when} n"] += 1
            score[when] += strict
            score[f"{when}+"] += lenient
            once_right = verdict.label in ("outdated", "depends")
            score[f"{when} order"] += not lenient and gold["label"] == "imprecise" and once_right
            score[f"{when} false wrong"] += gold["label"] == "correct" and verdict.label in ("wrong", "outdated")
            score[f"{when} same reason"] += strict and gold["label"] == "outdated" and gold["reason"] == verdict.reason
            score[f"{when} outdated"] += strict and gold["label"] == "outdated"
            if verdict.label == "wrong":
                score[f"{when} wrong"] += 1
                score[f"{when} cause found"] += verdict.cause is not None
            if errors and not strict:
                known = verdict.answer and (verdict.answer.value or verdict.answer.order or verdict.answer.areas)
                mark = "  (tolerated)" if lenient else ""
                print(
                    f"{name} {when}: {gold['label']} [{gold['answer']}], ours {verdict.label} [{known}] "
                    f"{verdict.reason} {marked['query']}{mark}"
                )
            if errors and verdict.label == "wrong":
                print(f"   cause {name} {when}: {gold.get('cause')} | {verdict.cause}")
    return score


def speed(folder: Path) -> None:
    """Seconds to load, to answer a question for the first time and again."""
    start = time.perf_counter()
    figures = Figures.shipped()
    loaded = time.perf_counter()
    queries = {marked["query"] for _, _, marked in claims(folder) if marked.get("query")}
    parsed = [parse_query(query) for query in sorted(queries)]
    asked = time.perf_counter()
    for query in parsed:
        figures.answers(query, TODAY)
    answered = time.perf_counter()
    for _ in range(100):
        for query in parsed:
            figures.answer(query, TODAY)
    again = time.perf_counter() - answered
    print(
        f"loaded in {1000 * (loaded - start):.0f} ms; {1000 * (answered - asked) / len(parsed):.2f} ms a new query; "
        f"{100 * len(parsed) / again:,.0f} known ones a second"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=Path, nargs="?", default=CASES)
    parser.add_argument("--errors", action="store_true")
    chosen = parser.parse_args()
    if not chosen.cases.is_dir():
        print(f"skipped: no folder {chosen.cases}")
        return
    score = measure(chosen.cases, errors=chosen.errors)
    speed(chosen.cases)
    for when in ("then", "today"):
        n = score[f"{when} n"] or 1
        print(
            f"{when:6} n {n}  strict {100 * score[when] / n:.1f} %  tolerated {100 * score[when + '+'] / n:.1f} %  "
            f"false wrong {score[when + ' false wrong']}  outdated by the same release "
            f"{score[when + ' same reason']}/{score[when + ' outdated']}  "
            f"marked imprecise, ours once right {score[when + ' order']}  "
            f"cause found {score[when + ' cause found']}/{score[when + ' wrong']}"
        )
    for left_out in ("without query, answer or labels", "of a publisher we do not ship"):
        print(f"left out, {left_out}: {score[left_out]}")


if __name__ == "__main__":
    main()
