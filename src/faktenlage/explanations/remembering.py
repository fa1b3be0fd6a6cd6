"""What has been written about an answer, kept as long as the answer itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from faktenlage.model import Answer

T = TypeVar("T")
REMEMBERED = 10_000


class ByAnswer(Generic[T]):
    """Does its work once for an answer. Goes by identity: the figures hand out the same answer again, and to compare
    one with all the cells it rests on would cost more than to write about it."""

    def __init__(self, work: Callable[[Answer], T]) -> None:
        self._work = work
        self._done: dict[int, tuple[Answer, T]] = {}  # the answer is kept, so that no other can take its number

    def __call__(self, answer: Answer) -> T:
        known = self._done.get(id(answer))
        if known is None:
            if len(self._done) >= REMEMBERED:
                self._done.clear()
            known = self._done[id(answer)] = (answer, self._work(answer))
        return known[1]
