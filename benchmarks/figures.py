"""How fast figures answer: ready, asked by a new process, asked again, asked anew; by SQL in the same run as the peer.

    python benchmarks/figures.py [--large [ROWS]]

``--large`` makes a table of 20 million observations, imports it in a process of its own and asks it; it takes some
minutes and about 2 GB of disk. The peer there is DuckDB alone: the same table copied to Parquet as it lies.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from faktenlage.figures import parse_query
from faktenlage.model import Query
from faktenlage.store.almanac import Almanac
from faktenlage.store.database import connect
from faktenlage.store.sql import run_sql

DAY = dt.date(2024, 11, 22)
AREAS = ("DEU", "USA", "POL", "EST", "FRA", "ITA", "ESP", "TUR", "NLD", "BEL", "NOR", "GRC", "LVA", "LTU", "CZE", "HUN")
FORMS = (
    "level(defence.share, {area}, {year})",
    "rank(defence.share, {area}, NATO, {year})",
    "count(defence.share >= {bar} %, NATO - {area}, {year})",
    "change(defence.spending.usd, {area}, {year}, 2024, %)",
    "compare(defence.spending.usd, {area}, EUR_CAN, {year}, ratio)",
    "gap(defence.spending.usd, {area}, {year}, {bar} %)",
)
READY = """
import time
begin = time.perf_counter()
import datetime as dt
from faktenlage.figures import parse_query
from faktenlage.store.almanac import Almanac
Almanac.open().answer(parse_query("count(defence.share >= 3 %, NATO - USA, 2024)"), dt.date(2024, 11, 22))
print(time.perf_counter() - begin)
"""
PEAK = """
def peak():
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) / 1e6 for line in lines if line.startswith("VmHWM"))
"""
IMPORT = """
import sys, time
from pathlib import Path
begin = time.perf_counter()
from faktenlage.importers.drafts import Hints
from faktenlage.surfaces.figures.importing import Wish, import_files
status = import_files([Path(sys.argv[1])], Wish(Hints(mapping=Path(sys.argv[2]))))
print(status, time.perf_counter() - begin, peak())
"""
SECTIONS = """
import datetime as dt, statistics, sys, time
from faktenlage.figures import parse_query
from faktenlage.store.almanac import Almanac
series, day = int(sys.argv[1]), dt.date(2024, 11, 22)
areas = ", ".join(chr(65 + n // 26) + chr(65 + n % 26) + "X" for n in range(200))
texts = [f"count(bench.series_{n * 37 % series} >= 1200 units, {{{areas}}}, {1925 + n})" for n in range(100)]
queries = [parse_query(text) for text in texts]
taken = []
begin = time.perf_counter()
almanac = Almanac.open()
for query in queries:
    assert almanac.answer(query, day).value is not None
    taken.append(time.perf_counter() - begin)
    begin = time.perf_counter()
print(taken[0], statistics.median(taken[1:]), max(taken[1:]), peak())
"""
MAPPING = """dataset = "bench"
domain = "bench"
name = "Made for the benchmark"
released = 2024-06-01
definition = "made up"
licence = "CC0"
unknown_areas = "keep"

[columns]
measure = "series"
area = "area"
period = "year"
value = "value"
"""
MEASURE = """
[[measures]]
id = "bench.series_{n}"
kind = "number"
unit = "units"
total = "sum"
definition = "series {n}"
"""


def queries() -> list[Query]:
    """Some thousand different questions of every kind."""
    bars = ("1.5", "2", "2.5", "3")
    texts = {
        form.format(area=area, year=year, bar=bar)
        for form in FORMS
        for area in AREAS
        for year in range(2014, 2024)
        for bar in bars
    }
    return [parse_query(text) for text in sorted(texts)]


def in_new_process(code: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def small() -> None:
    """Everything about the figures that ship."""
    ready = statistics.median(float(in_new_process(READY)) for _ in range(7))
    print(f"shipped figures ready, with a first answer   {ready * 1000:8.0f} ms   (goal 150)")
    ask = [sys.executable, "-m", "faktenlage", "ask", "count(defence.share >= 3 %, NATO - USA, 2024)"]
    fresh = statistics.median(timed(lambda: subprocess.run(ask, capture_output=True, check=True)) for _ in range(7))
    print(f"ask, as a new process                        {fresh * 1000:8.0f} ms   (goal 500)")
    asked = queries()
    almanac = Almanac()
    figures = almanac.figures("nato_defence")
    figures.answer(asked[0], DAY)
    new = sorted(timed(lambda query=query: figures.answer(query, DAY)) for query in asked)  # type: ignore[misc]
    worst = new[int(len(new) * 0.99)]
    print(
        f"a new query, median of {len(asked)}                {statistics.median(new) * 1000:8.2f} ms   "
        f"(goal 5; 99 of 100 within {worst * 1000:.2f})"
    )
    again = timed(lambda: [almanac.answer(query, DAY) for query in asked * 5])
    print(f"repeated queries                             {len(asked) * 5 / again:8,.0f} /s   (goal 20,000)")
    with connect(almanac, ["nato_defence"]) as connection:
        some = asked[:: max(1, len(asked) // 200)]
        by_sql = [timed(lambda query=query: run_sql(connection, query, DAY, almanac)) for query in some]  # type: ignore[misc]
    print(f"peer: the same by SQL in DuckDB, median      {statistics.median(by_sql) * 1000:8.2f} ms")


def large(rows: int) -> None:
    """A store of many observations: imported, then asked."""
    import duckdb

    series = max(1, rows // 20_000)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        table, mapping = folder / "bench.csv", folder / "bench.toml"
        with duckdb.connect(config={"threads": 2}) as database:
            database.execute(
                f"""COPY (
                SELECT 'bench.series_' || s AS series,
                  chr((65 + a // 26)::INT) || chr((65 + a % 26)::INT) || 'X' AS area,
                  1925 + y AS year, printf('%.3f', 1000 + s * 0.37 + a * 1.3 + y * 0.11) AS value
                FROM range({series}) t1(s), range(200) t2(a), range(100) t3(y) ORDER BY hash(s * 7919 + a * 31 + y)
                ) TO '{table}' (HEADER)"""
            )
            peer = timed(lambda: database.execute(f"COPY (FROM '{table}') TO '{folder / 'peer.parquet'}'"))
        mapping.write_text(MAPPING + "".join(MEASURE.format(n=n) for n in range(series)), encoding="utf-8")
        os.environ["FAKTENLAGE_HOME"] = str(folder / "home")
        status, seconds, peak = in_new_process(PEAK + IMPORT, str(table), str(mapping)).split()[-3:]
        print(f"import of {series * 20_000:,} observations            {float(seconds):8.0f} s    (goal 120; {status=})")
        print(f"  its memory at most                         {float(peak):8.2f} GB   (goal 2)")
        print(f"  peer: DuckDB copies the table unread       {peer:8.0f} s")
        first, median, worst, peak = map(float, in_new_process(PEAK + SECTIONS, str(series)).split())
    print(f"  first cross-section, store opened          {first * 1000:8.0f} ms")
    print(
        f"  a cross-section as of a day, median        {median * 1000:8.1f} ms   (goal 50; at most {worst * 1000:.0f})"
    )
    print(f"  its memory at most                         {peak:8.2f} GB   (goal 2)")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--large", nargs="?", type=int, const=20_000_000, metavar="ROWS")
    chosen = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    small()
    if chosen.large:
        large(chosen.large)


if __name__ == "__main__":
    main()
