"""How many authorities, stances and certainties are told right where the places of source, cue and content are given.

    python benchmarks/statement_traits.py [--errors]

Reads the marked sentences of tests/cases/statements; nothing has to be found, so what is missed is missed for other
reasons. The verb of the cue is looked up among the verbs of the packs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from statements import OWN, TRAITS, listed, percent, spans_of, trait_right

from faktenlage.desk import Desk
from faktenlage.language.marks import fold
from faktenlage.language.sentences import sentences
from faktenlage.language.watch import watch_of
from faktenlage.model import Span, Statement
from faktenlage.packs.language_pack import LanguagePack
from faktenlage.packs.speech import read_speech
from faktenlage.statements.attributions import Attribution
from faktenlage.statements.speakers import Speakers
from faktenlage.statements.verbs import forms_of
from faktenlage.statements.weighing import weighed

Row = dict[str, Any]
Forms = dict[tuple[str, str], str]


def forms(pack: LanguagePack) -> Forms:
    """Written form and particle -> verb, of every verb the packs know."""
    speech, known = read_speech(pack.folder), {}
    verbs = [verb for group in speech.verbs for verb in group.words]
    verbs += [verb for listed in pack.stances.verbs.values() for verb in listed]
    for verb in verbs:
        for built in forms_of(verb, speech.conjugation):
            known.setdefault((built.form, built.particle), verb)
    return known


def lemma(cue: str, known: Forms) -> str:
    words = re.findall(r"\w+", cue.lower())
    pairs = [(one, other) for one in words for other in words if one != other] + [(word, "") for word in words]
    return next((known[pair] for pair in pairs if pair in known), words[0] if words else "")


def attribution(row: Row, marked: Row, pack: LanguagePack, known: Forms) -> Attribution:
    """The marks as something found; the frame is what else stands in the sentences of source and cue."""
    text = row["text"]
    content, source, cue = (
        tuple(sorted(Span(*span) for span in spans_of(text, marked, part))) for part in ("content", "source", "cue")
    )
    frame = tuple(
        left
        for sentence in sentences(text, pack)
        if any(sentence.overlaps(span) for span in (*source, *cue))
        for left in besides(sentence, content)
    )
    verb = lemma(" ".join(listed(marked["cue"])), known)
    return Attribution(marked["manner"], content, source, cue, frame, lemma=verb)


def besides(sentence: Span, taken: tuple[Span, ...]) -> Iterator[Span]:
    place = sentence.start
    for span in taken:
        if span.overlaps(sentence):
            if span.start > place:
                yield Span(place, span.start)
            place = max(place, span.end)
    if place < sentence.end:
        yield Span(place, sentence.end)


def told(row: Row, desk: Desk, known: Forms) -> list[Statement]:
    tongue, text = desk.tongue(row["id"].partition("-")[0]), row["text"]
    folded = fold(text)
    day = dt.date.fromisoformat(row["published"]) if row.get("published") else None
    speakers = Speakers(text, folded, tongue.lexicon.find(text, folded), tongue.phrases, desk.registers(day))
    found = [attribution(row, marked, tongue.pack, known) for marked in row["statements"]]
    return list(weighed(found, text, folded, tongue.pack, speakers, watch_of(tongue.pack).over(folded)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list each disagreement: marked | told")
    given, desk = parser.parse_args(), Desk.load()
    for path in (OWN / "de.jsonl", OWN / "en.jsonl"):
        known, scored, right = forms(desk.languages[path.stem]), Counter[str](), Counter[str]()
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for marked, statement in zip(row["statements"], told(row, desk, known), strict=True):
                said = {trait: getattr(statement, trait) for trait in TRAITS}
                for trait in (trait for trait in TRAITS if marked[trait]):
                    scored[trait] += 1
                    right[trait] += trait_right(marked, said, trait)
                    if given.errors and not trait_right(marked, said, trait):
                        print(f"{row['id']}  {trait}: {marked[trait]} | {said[trait]} | {row['text'][:150]!r}")
        shares = "  ".join(f"{trait} {percent(right[trait], scored[trait])} of {scored[trait]}" for trait in TRAITS)
        print(f"{path.stem}  {shares}")


if __name__ == "__main__":
    main()
