"""What became of an answer between the day of a report and today."""

from __future__ import annotations

from faktenlage.explanations.answers import capitalised
from faktenlage.explanations.remembering import ByAnswer
from faktenlage.explanations.speech import Speech
from faktenlage.explanations.tables import Plural
from faktenlage.explanations.wording import ChangeWords, DomainWording
from faktenlage.model import Answer, Census

MANY = 10
"""More countries than this, come or gone, are not named."""


class Changes:
    """Compares two answers to one query."""

    def __init__(self, words: ChangeWords, domain: DomainWording, speech: Speech) -> None:
        self._words, self._domain, self._speech = words, domain, speech
        self._behind = ByAnswer(_behind)

    def sentences(self, before: Answer, after: Answer, said_before: str, said_after: str) -> list[str]:
        """In order: revised, other countries, other definition; or that nothing new appeared, or agrees."""
        if before.release is None or after.release is None:
            return []
        if before.release.key == after.release.key:
            return [self._words.same]
        exchanged = self.exchanged(before, after)
        day = self._speech.day(after.release.released)
        if said_before != said_after:
            listed = exchanged and (after.areas is not None or after.order is not None)
            revised = [] if listed else [self._words.revised.format(day=day, before=said_before, after=said_after)]
            return revised + exchanged + self.redefined(before, after)
        if exchanged:
            return exchanged + self.redefined(before, after)
        return [self._words.confirmed.format(day=day)]

    def redefined(self, before: Answer, after: Answer) -> list[str]:
        """That the figures have been restated by another definition, where they have."""
        if before.release is None or after.release is None or before.release.definition == after.release.definition:
            return []
        words = self._domain.definitions.get(after.release.definition)
        return [words.changed] if words and words.changed else []

    def exchanged(self, before: Answer, after: Answer) -> list[str]:
        """Which countries are behind the answer now that were not, and the other way round."""
        old, new = self._behind(before), self._behind(after)
        if old == new:
            return []
        joined = tuple(area for area in new if area not in old)
        left = tuple(area for area in old if area not in new)
        if not 0 < len(joined) + len(left) <= MANY:
            return []
        said = [self._moved(self._words.joined, joined), self._moved(self._words.left, left)]
        told = [clause for clause in said if clause]
        text = self._words.both.format(joined=said[0], left=said[1]) if len(told) == 2 else told[0]
        return [capitalised(text) + "."]

    def _moved(self, forms: Plural, areas: tuple[str, ...]) -> str:
        if not areas:
            return ""
        return self._speech.plural(forms, self._speech.agreeing(areas)).format(list=self._speech.articles(areas))


def _behind(answer: Answer) -> tuple[str, ...]:
    """The countries an answer is made of: those that meet a condition, a set, an order."""
    query = answer.query
    if isinstance(query, Census) and query.operation in ("count", "which") and answer.values:
        return tuple(area for area, value in answer.values if query.condition.holds(value))
    return answer.areas or answer.order or ()
