"""Where something is heard, read or seen, where nobody says it: "hieß es aus Paris", "ist auf dem Bild zu sehen"."""

from __future__ import annotations

from faktenlage.statements.lexicon import NOUN, bit
from faktenlage.statements.nounphrases import phrase_end
from faktenlage.statements.units import Segment, Unit

__all__ = ["heard_before", "heard_from", "setting_of"]

BETWEEN = 2  # segments from the phrase to the verb, a clause between them


def heard_from(unit: Unit, segment: Segment) -> tuple[int, int] | None:
    """Where "it says" so, or from whom it is heard: "in dem Bericht heißt es", "hieß es aus Paris"."""
    for place in range(segment.start, segment.end - 1):
        if unit.has(place, bit("within", "by", "heard_at")) and not unit.has(place, NOUN):
            end = phrase_end(unit, place + 1, segment.end)
            if end > place + 1 and not unit.has(end - 1, bit("past_time")):
                return place + 1, end
    return None


def heard_before(unit: Unit, order: str, index: int) -> tuple[int, int] | None:
    """ "In dem Brief, der ..., heißt es": the phrase in front of the clauses that stand between."""
    first = unit.segments[0]
    if order != "first" or index < BETWEEN or not unit.has(first.start, bit("within")):
        return None
    end = phrase_end(unit, first.start + 1, first.end)
    return (first.start + 1, unit.segments[index - 1].end) if end == first.end else None


def setting_of(unit: Unit, segment: Segment) -> tuple[int, int] | None:
    """What something is seen on or heard from: the phrase behind the first such preposition."""
    for place in range(segment.start, segment.end - 1):
        if unit.has(place, bit("setting")) and not unit.has(place, NOUN):
            end = phrase_end(unit, place + 1, segment.end)
            return (place + 1, end) if end > place + 1 else None
    return None
