"""What the tests of this room share."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest


@pytest.fixture
def counted_work() -> Callable[[Callable[[], object]], float]:
    """Processor time of a call, the best of three, never nothing: for ratios between a small and a large input."""

    def measured(work: Callable[[], object]) -> float:
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            work()
            best = min(best, time.process_time() - begin)
        return max(best, 1e-3)

    return measured
