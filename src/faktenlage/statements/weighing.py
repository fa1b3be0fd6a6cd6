"""Weighs what was found: on whose authority something is said, in what stance, how certainly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from faktenlage.language.watch import Seen
from faktenlage.model import Authority, Statement
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.statements.attributions import Attribution
from faktenlage.statements.certainties import shades_of
from faktenlage.statements.lexicon import BESIDE, lexicon
from faktenlage.statements.nouns import Nouns, nouns_of
from faktenlage.statements.phrases import Named, read_phrase
from faktenlage.statements.speakers import Speakers
from faktenlage.statements.stances import acts_of

__all__ = ["spoken", "weighed"]

REACH = 700  # characters back to the person a pronoun stands for
_OF_PERSONS = ("promises", "demands", "threatens")
_PERSONS: frozenset[Authority | None] = frozenset({"named_person", "office", "spokesperson"})


@dataclass(slots=True)
class _Voices:
    """Who has spoken so far, and where."""

    nouns: Nouns
    text: str
    folded: str
    heard: list[tuple[int, Named]] = field(default_factory=list)

    def named(self, found: Attribution) -> Named:
        """The source of an attribution as its words tell, or as those before do."""
        words = " ".join(span.of(self.text) for span in found.source)
        named = read_phrase(words, self.nouns)
        if named.points or not words:
            named = self._before(found, named)
        if found.source and named.authority not in (None, "none"):
            self.heard.append((found.source[0].start, named))
        return named

    def _before(self, found: Attribution, named: Named) -> Named:
        if found.antecedent:
            earlier = read_phrase(" ".join(span.of(self.text) for span in found.antecedent), self.nouns)
            if earlier.authority is not None:
                return earlier
        if not found.source or named.authority is not None:
            return named
        at = found.source[0].start
        match named.points:
            case "own":
                return self._spoken_of(found) or Named("named_person")
            case "pronoun":
                return self._last(at, named) or Named("named_person", gender=named.gender, points="pronoun")
            case "neuter":
                return self._last(at, named) or Named("institution")
            case "thus":
                return self._last(at, named) or Named("none")
            case "first":
                return Named("named_person")
            case _:
                return self._last(at, named) or Named("office", gender=named.gender)

    def _last(self, at: int, named: Named) -> Named | None:
        """The last person before ``at`` who may be meant, if nobody else may."""
        for place, each in reversed(self.heard):
            if place < at - REACH:
                break
            if place < at and _may_be(each, named):
                return each
        return None

    def _spoken_of(self, found: Attribution) -> Named | None:
        """Whose own figures they are: what the content speaks of first."""
        for span in found.content[:1]:
            for word in span.of(self.text).split()[:8]:
                known = self.nouns.of(word.strip(",.:;")) if word[0].isupper() else None
                if known is not None and known != "people" and known not in ("none", "object", "document"):
                    return Named(known, head=word)
        return None


def _may_be(earlier: Named, named: Named) -> bool:
    """Whether a pronoun may stand for somebody named before: a person by gender, a body by a neuter."""
    if named.points != "thus" and (earlier.authority in _PERSONS) != (named.points != "neuter"):
        return False
    return not (earlier.gender and named.gender) or earlier.gender == named.gender


def spoken(found: Sequence[Attribution], text: str, language: LanguagePack) -> list[Attribution]:
    """Without the sentences that only look like speech: "Der Sturm forderte vier Leben", of a thing nobody knows."""
    nouns = nouns_of(language)
    if nouns.lower_case:
        return list(found)  # where nouns are written small, who may speak has been asked of each
    beside = lexicon(language).bits
    return [each for each in found if not _mute(each, text, nouns, beside.get(each.lemma, 0) & BESIDE)]


def _mute(each: Attribution, text: str, nouns: Nouns, beside: int) -> bool:
    """Whether the source is a thing nobody knows, where things may stand: "nach Angabe der Breite", "verspricht"."""
    if not each.source or each.manner == "direct":
        return False
    if each.manner == "indirect" and not (beside or each.act in _OF_PERSONS):
        return False
    return read_phrase(" ".join(span.of(text) for span in each.source), nouns).points == "guess"


def weighed(
    found: Sequence[Attribution], text: str, folded: str, language: LanguagePack, speakers: Speakers, seen: Seen
) -> Iterator[Statement]:
    """Statements of what was found, in the same order."""
    voices = _Voices(nouns_of(language), text, folded)
    acts, shades = acts_of(language), shades_of(language)
    for each in found:
        if not each.content:
            continue
        named = voices.named(each)
        stance = acts.stance(each, text, folded, seen)
        certainty = shades.of(each, folded, stance, seen)
        speaker = speakers.speaker(each, named)
        authority = "named_person" if speaker and named.points in ("again", "guess") else named.authority or "none"
        yield Statement(
            "",
            each.content,
            each.source,
            each.cue,
            each.frame,
            each.addressee,
            each.manner,
            authority,
            stance,
            certainty,
            speaker=speaker,
        )
