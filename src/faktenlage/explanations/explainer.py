"""Turns queries, verdicts and codes into sentences of one language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from faktenlage.explanations.answers import Answers, capitalised
from faktenlage.explanations.changes import Changes
from faktenlage.explanations.evidence import EvidenceWriter, Row
from faktenlage.explanations.packs import PACKS, read_wording
from faktenlage.explanations.page_wording import DeskWords, Page, SaidWords, TrailWords
from faktenlage.explanations.questions import question
from faktenlage.explanations.remembering import ByAnswer
from faktenlage.explanations.slot_values import Slots, SlotValues
from faktenlage.explanations.speech import Speech
from faktenlage.explanations.wording import DomainWording, Wording
from faktenlage.model import (
    Answer,
    Census,
    Claim,
    Compare,
    Entry,
    Evidence,
    Finding,
    Judged,
    Label,
    Query,
    Release,
    Report,
    Verdict,
)
from faktenlage.packs.language_pack import LanguagePack

_DECIDED: frozenset[Label] = frozenset({"correct", "imprecise", "wrong", "outdated", "depends"})
_FAULTY: frozenset[Label] = frozenset({"imprecise", "wrong", "outdated"})
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|30)")
_NUMBER = re.compile(r"-?\d+\.\d+")


class Explainer:
    """One language. Holds no state but what it has already written."""

    def __init__(self, language: str, wording: Wording, domain: DomainWording) -> None:
        self.language = language
        self.speech = Speech(wording)
        self._wording, self._domain = wording, domain
        self._values = SlotValues(wording, domain, self.speech)
        self._answers = Answers(wording, self.speech, self._values)
        self._evidence = EvidenceWriter(wording.evidence, self.speech, self._values, self._answers)
        self._changes = Changes(wording.changes, domain, self.speech)
        self._slots = lru_cache(5000)(self._values.of)
        self.query = lru_cache(5000)(self._query)
        self.cause = lru_cache(5000)(self._because)
        self._short = ByAnswer(self._in_short)
        self._clause = ByAnswer(self._as_clause)
        self._rests_on = ByAnswer(lambda answer: self._evidence.sentence(answer.query, answer))

    @classmethod
    def load(cls, language: str, folder: Path | None = None) -> Explainer:
        """Read the wording in a language's folder, by default ours; raises PackError where it is missing or broken."""
        return cls(language, *read_wording(folder or PACKS / "languages" / language, language))

    @property
    def page(self) -> Page:
        return self._wording.page

    @property
    def trail(self) -> TrailWords:
        return self._wording.trail

    @property
    def said(self) -> SaidWords:
        return self._wording.said

    @property
    def desk(self) -> DeskWords:
        return self._wording.desk

    def label(self, label: Label) -> str:
        return str(getattr(self._wording.labels, label))

    def about(self, report: Report) -> list[str]:
        """The day of a report and how it was found, and its language."""
        words, speech = self._wording.page, self.speech
        day = words.undated
        if report.published:
            found = "" if report.published_from == "none" else str(getattr(words, report.published_from))
            day = words.published.format(day=speech.day(report.published), found=found)
        language = words.unknown_language
        if report.language:
            language = words.language.format(language=speech.language(report.language))
        return [day, language]

    def reason(self, code: str | None) -> str:
        """A sentence for a reason code; one for codes that have none, which names the code."""
        return self._coded(self._wording.reasons, code or "")

    def note(self, code: str) -> str:
        """A sentence for a code of Review.notes."""
        return self._coded(self._wording.page.notes, code)

    def finding(self, finding: Finding) -> Finding:
        """The finding with its sentence."""
        words = self._wording.findings
        message = words.get(finding.code, words["other"]).format_map(dict(finding.slots))
        return Finding(finding.kind, finding.spans, message, finding.code, finding.slots)

    def _because(self, code: str) -> str:
        """A sentence for a cause code and its particulars, as in "wrong_year 2020"."""
        return self._coded(self._wording.causes, code)

    def verdict(
        self, claim: Claim, verdict: Verdict, report: Report | None = None, then: Verdict | None = None
    ) -> Verdict:
        """The verdict with its sentence and the nearest true one; ``then`` is given where this is today's."""
        del report  # what a claim says is in the claim; a report is taken so that callers need not care
        sentences = [self._lead(claim, verdict, then), *self._support(verdict, then), *self._changed(verdict, then)]
        nearest = self._nearest_true(verdict)
        prose = (" ".join(filter(None, sentences)), nearest)
        of = verdict
        return Verdict(of.as_of, of.label, of.reason, of.cause, of.answer, of.earlier, of.later, *prose)

    def judged(self, judged: Judged) -> Judged:
        """A claim with both verdicts explained, today's in the light of the first."""
        claim, then, today = judged.claim, judged.then, judged.today
        return Judged(claim, self.verdict(claim, then), self.verdict(claim, today, then=then))

    def brief(self, judged: Judged) -> tuple[str, str]:
        """Then and today for a page that shows both, and their labels, side by side: answer, evidence, what is new."""
        claim, then, today = judged.claim, judged.then, judged.today
        return self._brief(claim, then, None), self._brief(claim, today, then)

    def answer(self, answer: Answer) -> tuple[str, str]:
        """An answer that no claim was held against: its sentence, and the cells or lines it rests on."""
        if answer.reason is not None:
            return self.reason(answer.reason), ""
        newer = self._wording.changes.partial.format(day=self.speech.day(answer.newer.released)) if answer.newer else ""
        return capitalised(self._clause(answer)) + ".", " ".join(filter(None, [self._rests_on(answer), newer]))

    def row(self, line: Evidence) -> Row:
        """A cell or a line of a register, for a table."""
        return self._evidence.row(line)

    def in_few_words(self, answer: Answer) -> str:
        """Only what was answered: "Rang 6", "zehn Länder", "2,12 Prozent"."""
        return self.reason(answer.reason) if answer.reason is not None else self._short(answer)

    def redefinitions(self, claims: Iterable[Judged]) -> list[str]:
        """What a page has to say once of definitions that changed between then and today."""
        pairs = [(judged.then.answer, judged.today.answer) for judged in claims]
        told = (self._changes.redefined(then, today) for then, today in pairs if then and today)
        return list(dict.fromkeys(sentence for sentences in told for sentence in sentences))

    def _brief(self, claim: Claim, verdict: Verdict, then: Verdict | None) -> str:
        answer = verdict.answer
        if verdict.label not in _DECIDED or answer is None:
            return self._why(claim, verdict)
        said = capitalised(self._said(verdict, answer)["answer"]) + "."
        new = []
        if then is not None and then.answer is not None and then.as_of != verdict.as_of:
            new = self._changes.exchanged(then.answer, answer)
        return " ".join(filter(None, [said, *self._support(verdict, then), *new]))

    def _query(self, query: Query) -> str:
        slots = self._slots(query)
        return capitalised(question(query, slots, self._wording.questions, self.speech, self._values))

    def _lead(self, claim: Claim, verdict: Verdict, then: Verdict | None) -> str:
        """The verdict itself, as the first, the same or another one about this claim."""
        leads = self._wording.then
        if then is not None and then.as_of != verdict.as_of:
            if then.label == verdict.label:
                leads = self._wording.again
            elif then.label in _DECIDED:
                leads = self._wording.now
        slots = {"day": self.speech.day(verdict.as_of), "clause": "", "answer": "", "reason": ""}
        if verdict.label in ("open", "not_checkable") or verdict.answer is None:
            slots["reason"] = slots["clause"] = slots["answer"] = self._why(claim, verdict)
        else:
            slots |= self._said(verdict, verdict.answer)
        return _single_stop(str(getattr(leads, verdict.label)).format_map(slots))

    def _said(self, verdict: Verdict, answer: Answer) -> Slots:
        clause = self._answers.after_colon(self._clause(answer))
        if verdict.label != "depends" or verdict.earlier is None:
            return {"clause": clause, "answer": self._short(answer)}
        return {"clause": clause, "answer": self._either(answer, verdict.earlier)}

    def _either(self, answer: Answer, other: Answer) -> str:
        """Both answers of a claim that depends, each with what it goes by."""
        words = self._wording.answers
        first = words.by.format(answer=self._short(answer), by=self._basis(answer, other))
        second = words.by.format(answer=self._short(other), by=self._basis(other, answer))
        return words.either.format(first=first, second=second)

    def _basis(self, answer: Answer, other: Answer) -> str:
        """What sets an answer apart from another: its measure, else its definition, else its release."""
        mine, theirs = self._slots(answer.query).get("measure"), self._slots(other.query).get("measure")
        if mine and mine != theirs:
            return mine
        if answer.release is None:
            return self.query(answer.query)
        if other.release is not None and answer.release.definition != other.release.definition:
            words = self._domain.definitions.get(answer.release.definition)
            return words.name if words else answer.release.definition
        return self._release(answer.release)

    def _release(self, release: Release) -> str:
        named = {"release": self.speech.quoted(release.name), "day": self.speech.day(release.released)}
        return self._wording.evidence.source.format_map(named)

    def _why(self, claim: Claim, verdict: Verdict) -> str:
        code = verdict.reason or claim.reason or (verdict.answer.reason if verdict.answer else None)
        sentence = self.reason(code)
        if code == "ambiguous" and claim.reading and claim.others:
            queries = dict.fromkeys(reading.query for reading in (claim.reading, *claim.others))
            asked = self.speech.either([self.speech.quoted(self.query(query)) for query in queries])
            sentence = f"{sentence} {self._wording.readings.format(list=asked)}" if len(queries) > 1 else sentence
        return sentence

    def _support(self, verdict: Verdict, then: Verdict | None) -> list[str]:
        """Evidence, cause and what has changed; nothing where nothing was decided."""
        answer = verdict.answer
        if verdict.label not in _DECIDED or answer is None or answer.reason:
            return []
        told = [] if _same_source(verdict, then) else [self._rests_on(answer)]
        told.append(self._note(answer.query))
        told.append(self._cause(verdict, then))
        return [*told, *self._other_releases(verdict, answer)]

    def _cause(self, verdict: Verdict, then: Verdict | None) -> str:
        """Where a wrong number comes from, said once; an older release is named by a sentence of its own."""
        if verdict.label not in _FAULTY or not verdict.cause or (then is not None and then.cause == verdict.cause):
            return self._definition(verdict)
        told_otherwise = verdict.cause == "stale_release" and verdict.earlier is not None
        return "" if told_otherwise else self.cause(verdict.cause)

    def _definition(self, verdict: Verdict) -> str:
        """What the other definition does, where it gives no answer of its own to show."""
        if verdict.label != "depends" or verdict.earlier is not None:
            return ""
        words = self._domain.definitions.get((verdict.reason or "").removeprefix("definition: "))
        return (words.changed if words else None) or ""

    def _changed(self, verdict: Verdict, then: Verdict | None) -> list[str]:
        answer = verdict.answer
        if verdict.label not in _DECIDED or answer is None or answer.reason:
            return []
        if then is None or then.as_of == verdict.as_of or then.answer is None or then.answer.reason:
            return []
        if verdict.label == "outdated" and then.label != "outdated":
            return self._changes.exchanged(then.answer, answer) + self._changes.redefined(then.answer, answer)
        if verdict.label == "depends" and verdict.earlier is not None:
            return self._changes.redefined(then.answer, answer)
        return self._changes.sentences(then.answer, answer, self._short(then.answer), self._short(answer))

    def _other_releases(self, verdict: Verdict, answer: Answer) -> list[str]:
        """What an earlier, a later or a partial release says, as far as the verdict names one."""
        words, said = self._wording.changes, []
        if verdict.label == "outdated" and verdict.earlier is not None:
            said.append(self._until(verdict.earlier, verdict.later))
        elif verdict.later is not None and verdict.later.release is not None:
            day = self.speech.day(verdict.later.release.released)
            said.append(words.newer.format(day=day, answer=self._short(verdict.later)))
        if answer.newer is not None:
            said.append(words.partial.format(day=self.speech.day(answer.newer.released)))
        return said

    def _until(self, earlier: Answer, later: Answer | None) -> str:
        """By which release the claim was still right, and since which not any more."""
        if earlier.release is None:
            return ""
        words, plain = self._wording.changes, earlier.truth is not None or isinstance(earlier.query, Compare)
        slots = {"day": self.speech.day(earlier.release.released), "answer": self._short(earlier)}
        if later is None or later.release is None:
            return (words.until_plain if plain else words.until).format_map(slots)
        slots |= {"since": self.speech.day(later.release.released), "later": self._short(later)}
        return (words.until_since_plain if plain else words.until_since).format_map(slots)

    def _note(self, query: Query) -> str:
        """What a reader must know where a whole group is meant."""
        if isinstance(query, Census) and query.operation == "every" and query.among.group:
            group = self._domain.groups.get(query.among.group)
            return (group.note if group else None) or ""
        return ""

    def _nearest_true(self, verdict: Verdict) -> str | None:
        answer = verdict.answer
        if verdict.label not in _FAULTY or answer is None or answer.reason:
            return None
        return capitalised(self._clause(answer)) + "."

    def _as_clause(self, answer: Answer) -> str:
        return self._answers.clause(answer.query, answer, self._slots(answer.query))

    def _in_short(self, answer: Answer) -> str:
        return self._answers.short(answer.query, answer, self._slots(answer.query))

    def _coded(self, sentences: dict[str, str], text: str) -> str:
        code, _, detail = text.partition(" ")
        code = code.rstrip(":,")
        plain = sentences.get(f"{code}_plain")
        template = sentences.get(code) if detail or plain is None else plain
        if template is None:
            return sentences["other"].format(code=text.replace("_", " ") or "-", detail=detail)
        return template.format(code=code, detail=self._particulars(code, detail))

    def _particulars(self, code: str, detail: str) -> str:
        """What follows a code, as people write it: a day, a number, a currency, an area; the year 2020 stays 2020."""
        if _DAY.fullmatch(detail):
            return self.speech.day(dt.date.fromisoformat(detail))
        if _NUMBER.fullmatch(detail):
            return self.speech.number(Decimal(detail), len(detail.partition(".")[2]))
        if code == "price_base":
            return self._values.measure(f"defence.spending.{detail}").name
        if code == "other_currency":
            return self.speech.currency(detail)
        return self.speech.area(detail) if len(detail) == 3 and detail.isupper() else detail


def explainer(language: str, languages: Mapping[str, LanguagePack] | None = None) -> Explainer:
    """The explainer of a language, read once; ``languages`` are the packs in use, by default those that ship."""
    pack = (languages or {}).get(language)
    return _remembered(language, pack.folder if pack else None)


@lru_cache(100)
def _remembered(language: str, folder: Path | None) -> Explainer:
    return Explainer.load(language, folder)


def _same_source(verdict: Verdict, then: Verdict | None) -> bool:
    """Whether the day of the report rested on the very same figures, so that they need not be told twice."""
    if then is None or then.answer is None or verdict.answer is None or then.as_of == verdict.as_of:
        return False
    if then.label not in _DECIDED:
        return False
    before, now = then.answer.evidence, verdict.answer.evidence
    return before is now or before == now or _begun(before) == _begun(now)


def _begun(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence without the last days of memberships and terms, which the day of a report may not know yet."""
    return tuple(replace(line, last=None) if isinstance(line, Entry) and line.last else line for line in evidence)


def _single_stop(text: str) -> str:
    """A reason is a sentence of its own; templates may put a full stop after it all the same."""
    return text[:-1] if text.endswith(("..", "?.", "!.")) else text
