"""Reads the words that name a source: its class, its head, the name in it, or that they point back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from faktenlage.language.marks import fold
from faktenlage.model import Authority
from faktenlage.statements.nouns import Class, Gender, Nouns

__all__ = ["Named", "read_phrase"]

_TOKEN = re.compile(r"[^\W_](?:[\w'’&./-]*\w)?\.?|[,;:–—]")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NAMED = re.compile(r"[„“\"»«][^„“”\"»«]+[„“”\"»«]\W*$")
_QUOTED = re.compile(r"\W*[„“”\"»«‚‘][^„“”\"»«‚‘]+[„“”\"»«‚‘]\W*")
_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜa-z]{0,2}[A-ZÄÖÜ]{1,6}\d?")
_SITE = re.compile(r"\w[\w-]*\.[a-z]{2,4}")
_KINDS = ("first", "own", "neuter", "thus")
_PERSONAL = frozenset({"spokesperson", "office", "unnamed_officials", "unnamed_insiders", "people", "none"})


class Named(NamedTuple):
    """What the words of a source tell. ``authority`` None: they do not tell it.

    ``points``: they point back to somebody named before ("pronoun", "first", "own", "again"), or nobody knows the noun
    and a body is only guessed at ("guess"); ``name``: the proper
    name in them; ``head``: the noun that decided.
    """

    authority: Authority | None
    name: str = ""
    head: str = ""
    gender: Gender = ""
    points: str = ""


class _Part(NamedTuple):
    """A stretch of a source up to its first preposition, genitive or comma, and the known words in it."""

    lead: str
    words: list[str]
    hits: list[tuple[Class, int, int]]
    name: str
    rest: list[str]


@lru_cache(maxsize=10_000)
def read_phrase(phrase: str, nouns: Nouns) -> Named:
    """Read the words of a source."""
    bare = _BRACKETS.sub(" ", phrase)
    words = _TOKEN.findall(bare)
    if not words:
        return Named("none")
    back = _pointing(words, nouns)
    if back is not None:
        return back
    if _QUOTED.fullmatch(bare):
        return Named("media", bare.strip(" „“”\"»«‚‘'"))
    if fold(words[0]) in nouns.some and len(words) > 1 and (words[1] == "," or fold(words[1]) in nouns.opens):
        return Named("unnamed_insiders", head=words[0])
    told = _read(words, nouns)
    article = fold(words[0]) in nouns.determiners
    if article and _NAMED.search(bare) and (told.points in ("again", "guess") or told.authority == "named_person"):
        return Named("media", told.name or told.head)
    return told


def _read(words: list[str], nouns: Nouns) -> Named:
    part = _part(words, nouns)
    spoken = next((word for word in part.words if nouns.speech(word)), None)
    if spoken is not None:
        told = _owned(part, spoken, nouns)
        if told is not None and not (part.hits and told.authority == "none"):
            return told
    return _known(part, nouns) if part.hits else _unknown(part, nouns)


def _owned(part: _Part, spoken: str, nouns: Nouns) -> Named | None:
    """The class of those whose figures, words or report it is: "nach Angaben der Polizei", "a report by the BBC"."""
    owner = _read(part.rest, nouns) if part.rest else None
    passed_on = nouns.speech(spoken) == "passed_on"
    if owner is not None and owner.authority not in (None, "none") and (not passed_on or owner.authority == "media"):
        return owner
    first = nouns.first_part(spoken)
    if first is not None:
        return Named(_of_people(first, part, nouns), head=spoken)
    if passed_on:
        return None
    return owner or Named("none", head=spoken)


def _pointing(words: Sequence[str], nouns: Nouns) -> Named | None:
    """A pronoun, or "his view", "own figures", "the 41-year-old"."""
    kind = nouns.pronouns.get(fold(words[0]))
    spoken = len(words) == 2 and nouns.speech(words[1]) == "speech" and not nouns.first_part(words[1])
    if kind and (len(words) == 1 or spoken):
        gender: Gender = "masculine" if kind == "masculine" else "feminine" if kind == "feminine" else ""
        return Named(None, gender=gender, points=kind if kind in _KINDS else "pronoun")
    left = [word for word in words if fold(word) not in nouns.determiners]
    if nouns.again.fullmatch(fold(" ".join(left))):
        return Named(None, points="again", gender=_gender("", fold(words[0]), nouns))
    return None


def _part(words: list[str], nouns: Nouns) -> _Part:
    """The first stretch of a source with what is known in it, and what follows."""
    lead, begin = "", 0
    while begin < len(words) - 1 and ((word := fold(words[begin])) in nouns.opens or word in nouns.determiners):
        if (phrase := nouns.longest(words, begin)) and phrase[1] > 1:
            break
        lead = word if word in nouns.determiners else lead
        begin += 1
    hits: list[tuple[Class, int, int]] = []
    at = begin
    while at < len(words) and not (at > begin and _ends(words, at, nouns)):
        found = nouns.longest(words, at)
        if found is not None and _surname(words, begin, hits, at, lead, nouns):
            found = None
        if found is not None:
            hits.append((found[0], at, at + found[1]))
        at += found[1] if found else 1
    after = hits[-1][2] if hits else begin
    return _Part(
        lead,
        words[begin:at],
        [(kind, a - begin, b - begin) for kind, a, b in hits],
        _name(words[after:at], nouns),
        words[at:],
    )


def _surname(
    words: Sequence[str], begin: int, hits: Sequence[tuple[Class, int, int]], at: int, lead: str, nouns: Nouns
) -> bool:
    """Whether a known word is only a surname: an office or two more capitals stand before it, and nothing else."""
    between = words[hits[-1][2] if hits else begin : at]
    if not between or not all(word[0].isupper() for word in between):
        return False
    if hits:
        return hits[-1][0] in ("office", "spokesperson")
    return len(between) > 1 and not lead and not nouns.lower_case and not between[-1].endswith(("e", "er", "en", "s"))


def _ends(words: Sequence[str], at: int, nouns: Nouns) -> bool:
    """Whether a new part begins here: a sign, or a preposition or article that is no part of a name."""
    word = words[at]
    if not word[0].isalnum():
        return True
    if fold(word) not in nouns.opens:
        return False
    before = words[at - 1]
    if before in nouns.particles:
        return word not in nouns.particles
    first_name = before[0].isupper() and not nouns.of(before) and not nouns.speech(before)
    second = at > 1 and words[at - 2][0].isupper() and not nouns.of(words[at - 2])
    if word not in nouns.particles or word in nouns.determiners or second or not first_name:
        return True
    following = next((each for each in words[at + 1 :] if each not in nouns.particles), "")
    return not following[:1].isupper() or nouns.of(following) is not None or bool(_ACRONYM.fullmatch(following))


def _name(words: Sequence[str], nouns: Nouns) -> str:
    """The capitalised words at the beginning, with the particles between them."""
    taken: list[str] = []
    for word in words:
        if not (word[0].isupper() or word in nouns.particles):
            break
        taken.append(word)
    while taken and taken[-1] in nouns.particles:
        taken.pop()
    return " ".join(taken)


def _unknown(part: _Part, nouns: Nouns) -> Named:
    """A source none of whose words is known: a name, an acronym, a site, or nothing that could be told."""
    name = part.name
    head = part.words[-1] if part.words else ""
    if not name and nouns.lower_case:
        return _lower(part, head, nouns)
    if not name:
        return Named("none", head=head)
    if _SITE.fullmatch(name):
        return Named("media", name)
    *first, last = name.split()
    if _ACRONYM.fullmatch(last) and len(first) <= 1:
        return Named("institution", name)
    if part.lead:
        return _led(part, name, nouns)
    apposed = _read(part.rest[1:], nouns) if part.rest and part.rest[0] == "," and len(part.rest) > 1 else None
    if apposed and apposed.authority == "spokesperson":
        return Named("spokesperson", name, apposed.head, apposed.gender)
    return Named("named_person", name, gender=_gender(part.words[0], "", nouns))


def _lower(part: _Part, head: str, nouns: Nouns) -> Named:
    """Words in lower case: a trade with a name behind it ("farmer Ann Lee"), a person by role, else a body."""
    first = next((at for at, word in enumerate(part.words) if word[0].isupper()), None)
    if first is not None and not part.lead:
        return Named("named_person", _name(part.words[first:], nouns), " ".join(part.words[:first]))
    if nouns.nameless.search(" ".join(part.words)):
        return Named("unnamed_insiders", head=head)
    if nouns.is_role(head) and part.lead not in nouns.plural:
        return Named("office", head=head, gender=_gender(head, part.lead, nouns))
    if part.lead and part.lead not in nouns.plural and nouns.is_role(head.removesuffix("s")):
        return Named("unnamed_officials", head=head)
    plural = part.lead in nouns.plural or nouns.is_role(head.removesuffix("s"))
    return Named("none", head=head) if plural or not part.lead else Named("institution", head=head, points="guess")


def _led(part: _Part, name: str, nouns: Nouns) -> Named:
    """An article and words that are not known: in lower-case languages a proper name is a body, else who knows."""
    if nouns.lower_case:
        return Named("office" if nouns.is_role(name) else "institution", name)
    if part.lead in nouns.plural:
        return Named("none", head=name)
    if nouns.nameless.search(" ".join(part.words)):
        return Named("unnamed_insiders", head=name)
    if len(name.split()) > 1 or part.rest[:1] == [","]:
        return Named("named_person", name, gender=_gender("", part.lead, nouns))
    gender = _gender(name, part.lead, nouns)
    role = bool(gender) and nouns.is_role(name.removesuffix("s"))
    return Named("office" if role else "institution", head=name, points="again" if role else "guess", gender=gender)


def _known(part: _Part, nouns: Nouns) -> Named:
    """A source whose head is a known noun."""
    kind, begins, ends = _head(part, genitives=not nouns.lower_case)
    head = " ".join(part.words[begins:ends])
    if kind not in _PERSONAL:
        return Named(_of_people(kind, part, nouns), part.name, head)
    name = part.name or _apposed_name(part.rest, nouns)
    if part.lead in nouns.plural:
        name = ""
    gender = _gender(head, part.lead, nouns)
    if kind == "spokesperson" or not name:
        return Named(_of_people(kind, part, nouns), name, head, gender)
    return Named("named_person", name, head, gender)


def _of_people(kind: Class, part: _Part, nouns: Nouns) -> Authority:
    """People without an office: one of them speaks for his part ("a witness"), many have no authority."""
    if kind != "people":
        return kind
    if nouns.nameless.search(" ".join(part.words)):
        return "unnamed_insiders"
    woman = fold(part.words[-1]).endswith(nouns.feminine_endings) if nouns.feminine_endings else False
    return "office" if part.lead in nouns.singular or woman else "none"


def _head(part: _Part, *, genitives: bool) -> tuple[Class, int, int]:
    """The last known noun; of "Chef Frankreichs" the first, for the second is in the genitive."""
    *before, last = part.hits
    if genitives and before and last[0] == "institution" and before[-1][0] in _PERSONAL and before[-1][2] == last[1]:
        return before[-1]
    return last


def _apposed_name(rest: Sequence[str], nouns: Nouns) -> str:
    """A name in apposition: "der Vorsitzende Richter, Anna Berg,"; two words at least."""
    for at, word in enumerate(rest[:12]):
        if word == "," and at + 1 < len(rest):
            name = _name(rest[at + 1 : at + 6], nouns)
            known = any(nouns.of(each) for each in name.split())
            return name if len(name.split()) > 1 and not known else ""
    return ""


def _gender(head: str, lead: str, nouns: Nouns) -> Gender:
    """What the head or the article says of man or woman."""
    if head in nouns.feminine_words:
        return "feminine"
    if head in nouns.masculine_words:
        return "masculine"
    if nouns.feminine_endings and fold(head).endswith(nouns.feminine_endings):
        return "feminine"
    return nouns.articles.get(lead, "") if head or lead else ""
