"""Verb forms, built from infinitives by the rules of a pack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from faktenlage.packs.speech import Conjugation

__all__ = ["Built", "forms_of"]

Kind = Literal["finite", "participle", "infinitive", "subjunctive", "gerund"]


class Built(NamedTuple):
    """A written form; ``particle`` stands apart from it in the clause ("teilte ... mit")."""

    form: str
    kind: Kind
    particle: str = ""


def forms_of(verb: str, by: Conjugation) -> Iterator[Built]:
    """All forms of a verb written as in a pack: "sagen", "mit|teilen", "ver.sprechen"."""
    particle, _, stem = verb.rpartition("|")
    prefix, _, base = stem.rpartition(".")
    for form, kind in _simple(prefix, base, by):
        if not particle:
            yield Built(form, kind)
            continue
        yield Built(particle + form, kind)
        if kind in ("finite", "subjunctive"):
            yield Built(form, kind, particle)
        elif kind == "infinitive" and by.infinitive_marker:
            yield Built(particle + by.infinitive_marker + form, kind)


def _simple(prefix: str, base: str, by: Conjugation) -> Iterator[tuple[str, Kind]]:
    """The forms of a verb without its separable particle."""
    rule = next((rule for rule in by.rules if base.endswith(rule.ends)), None)
    stem = base[: len(base) - rule.cut] if rule else base
    yield prefix + base, "infinitive"
    yield prefix + base, "finite"
    if rule:
        yield from ((prefix + stem + ending, "subjunctive") for ending in rule.subjunctive)
        if rule.gerund:
            yield prefix + stem + rule.gerund, "gerund"
    known = by.irregular.get(base)
    if known:
        present, past, participle, *further = known.split()
        yield from ((prefix + form, "finite") for form in (present, past))
        plural = past + (by.past_plural[1:] if past.endswith("e") else by.past_plural)
        yield prefix + plural, "finite"
        yield _participle(prefix, participle, by), "participle"
        yield from ((prefix + form + ending, "subjunctive") for form in further for ending in ("", *by.further_endings))
    elif rule:
        yield from ((prefix + stem + ending, "finite") for ending in (*rule.present, *rule.past))
        bare = stem + rule.participle
        marked = by.participle_prefix and not (
            prefix or base.startswith(tuple(by.without_prefix)) or base.endswith(by.without_prefix_ending)
        )
        yield (by.participle_prefix + bare if marked else prefix + bare), "participle"


def _participle(prefix: str, participle: str, by: Conjugation) -> str:
    """ "gesprochen", but "versprochen"."""
    return prefix + (participle.removeprefix(by.participle_prefix) if prefix else participle)
