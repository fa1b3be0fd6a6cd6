"""How many marked statements the reader finds, and how many of them it tells right.

    python benchmarks/statements.py [FILE.jsonl ...] [--errors] [--groups]

Gives the marked texts (default: both files of tests/cases/statements) to ``faktenlage read --jsonl`` and compares what
it prints with the marks. Shares are of all marked statements: one that was not found has nothing right.

found       half the words of the content agree (F1), and it is not the report's own voice; a noun or an infinitive may
            be printed with its cue
source      nearly all words of the source agree (F1 of 0.8, articles left out), or neither has one
false       passages that are no speech and were attributed to somebody, as a share of those passages
unmarked    statements that fit no mark, as a share of all printed (words around the marks count as well)
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OWN = Path(__file__).parents[1] / "tests" / "cases" / "statements"
LEAST_CONTENT, LEAST_SOURCE = 0.5, 0.8
TRAITS = ("authority", "stance", "certainty")
COLUMNS = ("found", "source", *TRAITS)
ARTICLES = {
    "der",
    "die",
    "das",
    "des",
    "dem",
    "den",
    "ein",
    "eine",
    "einer",
    "eines",
    "einem",
    "einen",
    "the",
    "a",
    "an",
}
TOKEN = re.compile(r"\w+")

Row = dict[str, Any]
Places = frozenset[int]


@dataclass
class Score:
    """What was counted over a set of rows."""

    marked: int = 0
    right: Counter[str] = field(default_factory=Counter)
    scored: Counter[str] = field(default_factory=Counter)
    passages: int = 0
    false: int = 0
    printed: int = 0
    unmarked: int = 0

    def share(self, column: str) -> str:
        return percent(self.right[column], self.scored[column])

    def line(self, name: str) -> str:
        cells = [self.share(column) for column in COLUMNS]
        cells += [percent(self.false, self.passages), percent(self.unmarked, self.printed)]
        return f"{name:<22}{self.marked:>7}" + "".join(f"{cell:>11}" for cell in cells)


HEADING = f"{'':<22}{'marked':>7}" + "".join(f"{name:>11}" for name in (*COLUMNS, "false", "unmarked"))


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def printed(rows: list[Row]) -> dict[str, list[Row]]:
    """What the program prints of each text, the report's own voice left out; ids open with the language."""
    given = [{key: row[key] for key in ("id", "text", "published") if key in row} for row in rows]
    reports = ({**report, "language": report["id"].partition("-")[0]} for report in given)
    lines = "".join(json.dumps(report, ensure_ascii=False) + "\n" for report in reports)
    command = [sys.executable, "-m", "faktenlage", "read", "--jsonl", "-"]
    out = subprocess.run(command, input=lines, capture_output=True, check=True, text=True, encoding="utf-8").stdout
    reviews = [json.loads(line) for line in out.splitlines()]
    return {
        review["report"]["id"]: [each for each in review["statements"] if each["manner"] != "own"] for review in reviews
    }


def listed(words: str | list[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else words or []


def places(text: str, spans: Iterable[tuple[int, int]]) -> Places:
    """The tokens of the text that lie in the spans, by their first character."""
    return frozenset(token.start() + start for start, end in spans for token in TOKEN.finditer(text[start:end]))


def spans_of(text: str, marked: Row, name: str) -> Iterator[tuple[int, int]]:
    """Where the marked words stand."""
    words = listed(marked[name])
    for word, which in zip(words, marked.get("nth", {}).get(name, [0] * len(words)), strict=True):
        start = -1
        for _ in range(which + 1):
            start = text.index(word, start + 1)
        yield start, start + len(word)


def f1(one: Counter[Any], other: Counter[Any]) -> float:
    both = (one & other).total()
    return 2 * both / (one.total() + other.total()) if both else 0.0


def bag(words: str) -> Counter[str]:
    return Counter(token for token in TOKEN.findall(words.lower()) if token not in ARTICLES)


def readings(text: str, marked: Row) -> list[Places]:
    """The marked content; where it is but a noun or an infinitive, with its cue as well ("declined to comment")."""
    words, cue = (places(text, spans_of(text, marked, name)) for name in ("content", "cue"))
    return [words, words | cue] if marked["manner"] == "reported" else [words]


def content(said: Row, text: str) -> Places:
    return places(text, ((span["start"], span["end"]) for span in said["content"]))


def source_right(marked: Row, said: Row) -> bool:
    found = bag(" ".join(span["text"] for span in said["source"]))
    wanted = [" ".join(listed(marked["source"])), *marked.get("accept", {}).get("source", [])]
    return any(f1(bag(words), found) >= LEAST_SOURCE or not bag(words) | found for words in wanted)


def trait_right(marked: Row, said: Row, trait: str) -> bool:
    return said[trait] in (marked[trait], *marked.get("accept", {}).get(trait, []))


def paired(row: Row, said: list[Row]) -> dict[int, int]:
    """Marked statement to printed one, the best agreement first; each is used once."""
    text = row["text"]
    pairs = []
    for i, marked in enumerate(row["statements"]):
        variants = readings(text, marked)
        for j, each in enumerate(said):
            agreement = max(f1(Counter(wanted), Counter(content(each, text))) for wanted in variants)
            if agreement >= LEAST_CONTENT:
                fits = source_right(marked, each) + trait_right(marked, each, "authority")
                pairs.append((fits, agreement, -i, -j))
    chosen: dict[int, int] = {}
    for _, _, i, j in sorted(pairs, reverse=True):
        if -i not in chosen and -j not in chosen.values():
            chosen[-i] = -j
    return chosen


def attributed(row: Row, said: list[Row]) -> list[str]:
    """Passages without speech that somebody is made to say: half of the passage, or of what was printed."""
    text, found = row["text"], []
    for words in row["not_speech"]:
        start = text.index(words)
        passage = places(text, [(start, start + len(words))])
        contents = [content(each, text) for each in said]
        if any(2 * len(passage & each) >= min(len(passage), len(each)) > 0 for each in contents):
            found.append(words)
    return found


def measure(row: Row, said: list[Row], scores: list[Score]) -> Iterator[str]:
    """Count one row, and tell each disagreement."""
    pairs, false = paired(row, said), attributed(row, said)
    for score in scores:
        score.marked += len(row["statements"])
        score.passages += len(row["not_speech"])
        score.false += len(false)
        score.printed += len(said)
        score.unmarked += len(said) - len(pairs)
    for words in false:
        yield f"false attribution: {words}"
    for i, marked in enumerate(row["statements"]):
        each = said[pairs[i]] if i in pairs else None
        right = {"found": each is not None, "source": each is not None and source_right(marked, each)}
        right |= {trait: each is not None and trait_right(marked, each, trait) for trait in TRAITS if marked[trait]}
        for score in scores:
            score.scored.update(right.keys())
            score.right.update(name for name, holds in right.items() if holds)
        yield from disagreements(marked, each, right)


def disagreements(marked: Row, said: Row | None, right: dict[str, bool]) -> Iterator[str]:
    words = " ... ".join(listed(marked["content"]))
    if said is None:
        yield f"not found: {words}"
        return
    if not right["source"]:
        found = " ... ".join(span["text"] for span in said["source"])
        yield f"source: {' ... '.join(listed(marked['source'])) or 'none'} | {found or 'none'}"
    for trait in TRAITS:
        if not right.get(trait, True):
            yield f"{trait}: {marked[trait]} | {said[trait]} | {words}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", action="store_true", help="list each disagreement: marked | printed")
    parser.add_argument("--groups", action="store_true", help="a line for each group of rows")
    given = parser.parse_args()
    table = [HEADING]
    for path in given.files or [OWN / "de.jsonl", OWN / "en.jsonl"]:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        said, whole, groups = printed(rows), Score(), defaultdict[str, Score](Score)
        for row in rows:
            told = list(measure(row, said[row["id"]], [whole, groups[row["group"]]]))
            if given.errors and told:
                print(f"{row['id']}  {row['text']!r}", *told, sep="\n    ")
        table.append(whole.line(path.stem))
        if given.groups:
            table += [score.line(f"  {name}") for name, score in groups.items()]
    print(*table, sep="\n")


if __name__ == "__main__":
    main()
