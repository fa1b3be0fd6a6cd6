"""Measures the number and time readers on ../shared/data/reading: scores by the scorers there, and reports a second.

Where the cases of Recognizers-Text and a reader of news want different things, the news has its way: DIFFERENCES below
lists every such case with its reason, and the last column is the rate of all others. The list was written with the
misses at hand: the rate of others shows what is left to mend, the first one what a stranger's cases would give.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from faktenlage.language.quantities import read_quantities
from faktenlage.language.times import read_times
from faktenlage.packs.language_pack import LanguagePack, load_languages

SHARED = Path(__file__).resolve().parents[2] / "shared"
SPECS = SHARED / "data/reading/recognizer-specs"
KRAUTS = SHARED / "data/reading/times-krauts/dolomiten-100.jsonl"
NEWS = SHARED / "data/reading/throughput/10kgnad-test.csv.gz"
SCORERS = SHARED / "cases"
LANGUAGES = load_languages()

# Why a case is not met on purpose, and the places of such cases in their files.
DIFFERENCES: dict[str, dict[str, list[int]]] = {
    '"ein", "eine", "one" are articles and pronouns, not the number one': {
        "german NumberModel": [19, 26, 33],
        "english NumberModel": [131],
    },
    "a range is one quantity with two ends, and a scale at its end holds for both": {"german NumberModel": [20, 21]},
    "a fraction is a share in per cent (66.7, not 0.667); with a slash it is a day": {
        "german NumberModel": [30],
        "english NumberModel": [6, 39, 40, 41, 42, 43, 49, 57, 59, 85, 86],
    },
    "powers, exponents and a bare G or M are notation of computing, not of reports": {
        "english NumberModel": [24, 34, 35, 51, 52, 53, 54, 55, 56, 91, 117, 118, 119, 120],
    },
    "divisions spelt out (nine over seven, eighty-two hundred sevenths) are no way to report": {
        "english NumberModel": [45, 46, 50, 58, 62, 63, 64, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 81, 82, 84, 87],
        "english CurrencyModel": [61],
    },
    "the case wants no number, or none of its kind, and its sentence holds one of another kind": {
        "english NumberModel": [80],
        "english CurrencyModel": [94, 95, 96, 97],
    },
    "a sign or word for per cent or a currency without its number says nothing": {
        "english PercentModel": [7, 8, 9, 10, 14, 15],
        "german CurrencyModel": [14],
        "english CurrencyModel": [59, 60, 75, 105],
    },
    '"and twenty" behind an amount may count something else; hundredths need their word or the end of a clause': {
        "english CurrencyModel": [63, 101, 103],
    },
    '"last", "next", "previous", "zuerst" have no number': {
        "german OrdinalModel": [7, 20, 21, 22, 23, 24, 25],
        "english OrdinalModel": [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 24, 25, 26, 28, 29, 30, 31, 32, 33],
    },
    'a date is as coarse as its words: "two years ago" is a year, "a few days ago" no day': {
        "english DateParser": [37, 38, 57],
    },
    "a bare number is a day only with its mark or month; two with a dot or slash are a price, a score, a share": {
        "english DateParser": [0, 11, 12, 15, 16, 17, 40, 43, 44, 45, 51],
    },
    "a number behind a month counts what follows (from June 58 euros), and a round word is no year": {
        "english DateParser": [21, 61, 63],
        "english DatePeriodParser": [144],
    },
    '"next Sunday" is the coming one, "last October" the one that is over; "first Sunday" needs its month': {
        "english DateParser": [29, 52, 53],
        "german DatePeriodParser": [2],
    },
    'a day or week called "mine", or just "the week", is said to an assistant': {
        "english DateParser": [35],
        "english DatePeriodParser": [17, 28, 31],
    },
    '"in three weeks", "within", "the last three weeks" are durations, as TimeML has them': {
        "english DateParser": [80],
        "german DatePeriodParser": [11, 18, 19],
        "english DatePeriodParser": [15, 16, 36, 37, 38, 79, 81, 89, 90, 91, 92, 93, 94, 95],
    },
    "the same days in the notation of TimeML: 2016-Q3, 2016-W30, 197 and the nearest month": {
        "german DatePeriodParser": [20],
        "english DatePeriodParser": [
            6,
            9,
            10,
            41,
            42,
            43,
            44,
            45,
            46,
            47,
            48,
            49,
            64,
            65,
            66,
            67,
            68,
            69,
            73,
            80,
            136,
            140,
            141,
            142,
        ],
    },
    "a range runs to the end of its last month or year": {
        "english DatePeriodParser": [77, 78, 110, 111, 112, 113, 114, 115, 116]
    },
    '"H2" alone is the half-year of the publication': {"english DatePeriodParser": [50]},
    "how long and from when are two times; so many days from now are a day": {
        "english DatePeriodParser": [82, 83, 123, 124, 125, 126, 128, 137, 138, 139],
    },
    "years outside 1500 to 2199 are numbers": {"english DatePeriodParser": [63, 75]},
}


def scored(scorer: str, reports: Path, before: list[str]) -> str:
    """Lets the command read the reports and a scorer judge what it prints."""
    command = [sys.executable, "-m", "faktenlage", "quantities", "--jsonl", str(reports), "--no-progress"]
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as output:
        subprocess.run(command, check=True, stdout=output)
        return run(scorer, *before, output.name)


def run(scorer: str, *arguments: str) -> str:
    """What a scorer prints."""
    command = [sys.executable, str(SCORERS / scorer), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def specs(language: str) -> None:
    """Numbers, percentages, money, dates, periods and durations of one language."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as reports:
        run("score_quantities.py", str(SPECS), language, "--write", reports.name)
        for line in scored("score_quantities.py", Path(reports.name), [str(SPECS), language]).splitlines():
            print(line, others(line))


def others(line: str) -> str:
    """The rate of the cases that do not differ on purpose, from a line such as "german NumberModel 32/38 84.2"."""
    _, model, met, *_ = line.replace("/ ", "/").split()
    name = f"{line.split(maxsplit=1)[0]} {model}"
    good, total = map(int, met.split("/"))
    wanted = total - sum(len(places.get(name, ())) for places in DIFFERENCES.values())
    return f"  others {good:4}/{wanted:<4} {100 * good / wanted:5.1f}"


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
