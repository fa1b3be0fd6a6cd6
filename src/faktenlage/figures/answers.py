"""The answers of several releases to one question, each worked out when it is first looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

from faktenlage.model import Answer

__all__ = ["Answers"]


_NO_MORE: Iterator[Answer] = iter(())


class Answers(Sequence[Answer]):
    """Answers, newest release first; never empty. Most claims are decided by the first."""

    def __init__(self, releases: Iterator[Answer]) -> None:
        self._releases = releases
        self._seen: list[Answer] = []
        self._fault: Exception | None = None

    @overload
    def __getitem__(self, place: int) -> Answer: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Answer]: ...
    def __getitem__(self, place: int | slice) -> Answer | Sequence[Answer]:
        if place.__class__ is int and 0 <= place < len(self._seen):
            return self._seen[place]
        if isinstance(place, slice) or place < 0:
            return self.all[place]
        while len(self._seen) <= place and self._ask():
            pass
        return self._seen[place]

    def __iter__(self) -> Iterator[Answer]:
        place, seen = 0, self._seen
        while place < len(seen) or self._ask():
            yield seen[place]
            place += 1

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def all(self) -> tuple[Answer, ...]:
        """Every answer there is."""
        return tuple(iter(self))  # a tuple of the whole would ask how long it is

    def _ask(self) -> bool:
        """Put the question to the next release; False where there is none. A fault stays one however often asked."""
        if self._fault is not None:
            raise self._fault
        try:
            self._seen.append(next(self._releases))
        except StopIteration:
            self._releases = _NO_MORE
            return False
        except Exception as fault:
            self._fault = fault
            raise
        return True
