"""Fails where `import faktenlage` costs more than 100 ms beyond the start of Python: `python tools/check_import.py`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

LIMIT = 0.1
ROUNDS = 15
TRIES = 3


def seconds(code: str) -> float:
    """Wall time of a fresh interpreter that runs ``code``."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begin


def cost() -> float:
    """Median seconds over the bare interpreter; both are measured in turns, so that load falls on both."""
    return statistics.median(seconds("import faktenlage") - seconds("pass") for _ in range(ROUNDS))


def main() -> int:
    """A busy machine gets more than one try."""
    for _ in range(TRIES):
        measured = cost()
        print(f"import faktenlage: {measured * 1000:.0f} ms (limit {LIMIT * 1000:.0f} ms)")
        if measured <= LIMIT:
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
