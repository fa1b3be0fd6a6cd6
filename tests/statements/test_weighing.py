"""Stance, certainty and speaker of what was found."""

from __future__ import annotations

import datetime as dt

import pytest

from faktenlage.desk import Desk
from faktenlage.excerpts import read_statements
from faktenlage.language.marks import fold
from faktenlage.language.watch import watch_of
from faktenlage.model import Manner, Report, Span, Statement
from faktenlage.statements.attributions import Attribution
from faktenlage.statements.speakers import Speakers
from faktenlage.statements.weighing import weighed

DAY = dt.date(2024, 11, 22)


def weigh(desk: Desk, text: str, *found: Attribution, language: str = "de") -> list[Statement]:
    tongue, folded = desk.tongue(language), fold(text)
    speakers = Speakers(text, folded, tongue.lexicon.find(text, folded), tongue.phrases, desk.registers(DAY))
    return list(weighed(found, text, folded, tongue.pack, speakers, watch_of(tongue.pack).over(folded)))


def said(text: str, source: str, cue: str, content: str, lemma: str = "", manner: Manner = "indirect") -> Attribution:
    """An attribution by the words of its parts."""
    spans = {
        part: (Span(text.index(part), text.index(part) + len(part)),) if part else () for part in (source, cue, content)
    }
    at = spans[content][0]
    frame = tuple(span for span in (Span(0, at.start), Span(at.end, len(text))) if span.end > span.start)
    return Attribution(manner, spans[content], spans[source], spans[cue], frame, lemma=lemma)


STANCES = [
    ("de", "Ein Mann wollte den Vorgang nicht kommentieren.", "Ein Mann", "kommentieren", "den Vorgang", "declines"),
    ("de", "Die Firma ließ offen, ob sie verkauft.", "Die Firma", "ließ", "ob sie verkauft", "declines"),
    ("de", "Das Haus war zu dem Plan nicht zu erreichen.", "Das Haus", "erreichen", "dem Plan", "declines"),
    ("de", "Weiler lehnte eine Stellungnahme zu dem Fall ab.", "Weiler", "lehnte", "dem Fall", "declines"),
    ("de", "Weiler wies den Vorwurf zurück.", "Weiler", "wies", "den Vorwurf", "denies"),
    ("de", "Weiler schloss nicht aus, dass er geht.", "Weiler", "schloss", "dass er geht", "asserts"),
    ("de", "Weiler sprach sich für neue Wahlen aus.", "Weiler", "sprach", "neue Wahlen", "demands"),
    ("de", "Weiler stellte mehr Geld in Aussicht.", "Weiler", "stellte", "mehr Geld", "promises"),
    ("de", "Weiler wollte wissen, wer das zahlt.", "Weiler", "wollte", "wer das zahlt", "asks"),
    ("en", "The firm declined to comment on the sale.", "The firm", "declined", "the sale", "declines"),
    ("en", "She would neither confirm nor deny the deal.", "She", "confirm", "the deal", "declines"),
    ("en", "Marsh called the story baseless.", "Marsh", "called", "the story", "denies"),
    ("en", "Marsh asked the council to wait.", "Marsh", "asked", "to wait", "demands"),
    ("en", "Marsh did not rule out a sale.", "Marsh", "rule", "a sale", "asserts"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "source", "cue", "content", "stance"), STANCES)
def test_idioms_tell_a_stance(
    desk: Desk, language: str, text: str, source: str, cue: str, content: str, stance: str
) -> None:
    (statement,) = weigh(desk, text, said(text, source, cue, content, manner="reported"), language=language)
    assert statement.stance == stance


@pytest.mark.parametrize(
    ("lemma", "stance"),
    [("sagen", "asserts"), ("bestätigen", "confirms"), ("dementieren", "denies"), ("drohen", "threatens")],
)  # fmt: skip
def test_verbs_tell_a_stance(desk: Desk, lemma: str, stance: str) -> None:
    text = "Weiler VERB, der Hafen schließe."
    (statement,) = weigh(desk, text, said(text, "Weiler", "VERB", "der Hafen schließe", lemma))
    assert statement.stance == stance


CERTAINTIES = [
    ("de", "die Brücke sei gesperrt", "indirect", "sagen", "reported"),
    ("de", "die Helfer hätten nichts gefunden", "indirect", "sagen", "reported"),
    ("de", "der Unfall hätte verhindert werden können", "indirect", "sagen", "counterfactual"),
    ("de", "die Brücke werde gesperrt", "indirect", "sagen", "reported"),
    ("de", "die Brücke werde bis Mai schließen", "indirect", "sagen", "forecast"),
    ("de", "die Brücke könnte schließen", "indirect", "sagen", "possible"),
    ("de", "Wir bauen die Brücke", "direct", "sagen", "fact"),
    ("de", "Wir werden die Brücke bauen", "direct", "sagen", "forecast"),
    ("de", "dass die Brücke gesperrt ist", "indirect", "bestätigen", "fact"),
    ("de", "die Brücke zu sperren", "indirect", "drohen", "forecast"),
    ("en", "the bridge was closed", "indirect", "say", "reported"),
    ("en", "the bridge would close", "indirect", "say", "forecast"),
    ("en", "the bridge would have closed", "indirect", "say", "counterfactual"),
    ("en", "the bridge may close", "indirect", "say", "possible"),
]


@pytest.mark.parametrize(("language", "content", "manner", "lemma", "certainty"), CERTAINTIES)
def test_the_words_of_the_content_tell_how_certain_it_is(
    desk: Desk, language: str, content: str, manner: Manner, lemma: str, certainty: str
) -> None:
    text = f"Weiler VERB, {content}."
    (statement,) = weigh(desk, text, said(text, "Weiler", "VERB", content, lemma, manner), language=language)
    assert statement.certainty == certainty


def test_an_office_is_resolved_as_of_the_day(desk: Desk) -> None:
    text = "Der Nato-Generalsekretär sagte, der Plan stehe."
    (statement,) = weigh(desk, text, said(text, "Der Nato-Generalsekretär", "sagte", "der Plan stehe", "sagen"))
    assert statement.authority == "office"
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.office) == ("Mark Rutte", "NATO.secretary_general")


def test_an_office_to_come_is_its_next_holder(desk: Desk) -> None:
    text = "Der künftige US-Präsident sagte, der Plan stehe."
    (statement,) = weigh(desk, text, said(text, "Der künftige US-Präsident", "sagte", "der Plan stehe", "sagen"))
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.office) == ("Donald Trump", "USA.president")


def test_a_former_holder_is_not_guessed(desk: Desk) -> None:
    text = "Der frühere US-Präsident sagte, der Plan stehe."
    (statement,) = weigh(desk, text, said(text, "Der frühere US-Präsident", "sagte", "der Plan stehe", "sagen"))
    assert statement.speaker is None


def test_a_surname_gets_the_name_it_was_introduced_by(desk: Desk) -> None:
    text = "Gestern sprach Frauke Albers. Albers sagte, der Plan stehe."
    second = text.index("Albers sagte")
    found = Attribution("indirect", (Span(len(text) - 15, len(text) - 1),), (Span(second, second + 6),), lemma="sagen")
    (statement,) = weigh(desk, text, found)
    assert statement.speaker is not None
    assert statement.speaker.name == "Frauke Albers"
    assert statement.speaker.span == Span(15, 28)


def test_a_pronoun_stands_for_the_last_person_it_may(desk: Desk) -> None:
    text = "Ein Sprecher sagte, der Plan stehe. Er ergänzte, es gebe Geld."
    second = text.index("Er erg")
    first = said(text, "Ein Sprecher", "sagte", "der Plan stehe", "sagen")
    content = Span(text.index("es gebe"), len(text) - 1)
    statements = weigh(desk, text, first, Attribution("indirect", (content,), (Span(second, second + 2),)))
    assert [statement.authority for statement in statements] == ["spokesperson", "spokesperson"]


def test_a_nation_stands_for_the_one_person_of_it_named_before(desk: Desk) -> None:
    text = "Mark Rutte traf Joe Biden. Der Niederländer sagte, der Plan stehe."
    (statement,) = weigh(desk, text, said(text, "Der Niederländer", "sagte", "der Plan stehe", "sagen"))
    assert statement.authority == "named_person"
    assert statement.speaker is not None
    assert statement.speaker.name == "Mark Rutte"


def test_a_nation_that_nobody_named_belongs_to_stands_for_nobody(desk: Desk) -> None:
    text = "Joe Biden war da. Der Niederländer sagte, der Plan stehe."
    (statement,) = weigh(desk, text, said(text, "Der Niederländer", "sagte", "der Plan stehe", "sagen"))
    assert statement.speaker is None


def test_whose_lawyer_or_government_speaks_is_not_the_speaker(desk: Desk) -> None:
    text = "Trumps Anwalt sagte, der Plan stehe."
    (statement,) = weigh(desk, text, said(text, "Trumps Anwalt", "sagte", "der Plan stehe", "sagen"))
    assert (statement.authority, statement.speaker) == ("office", None)


def test_a_pronoun_stands_for_the_only_person_of_a_register_named_shortly_before(desk: Desk) -> None:
    text = "Donald Trump fiel auf, als er sagte, der Plan stehe."
    (statement,) = weigh(desk, text, said(text, "er", "sagte", "der Plan stehe", "sagen"))
    assert statement.speaker is not None
    assert statement.speaker.name == "Donald Trump"


def test_between_two_persons_a_pronoun_stays_open(desk: Desk) -> None:
    text = "Donald Trump traf Mark Rutte, als er sagte, der Plan stehe."
    (statement,) = weigh(desk, text, said(text, "er ", "sagte", "der Plan stehe", "sagen"))
    assert statement.speaker is None


def statements(desk: Desk, text: str, language: str = "de") -> list[Statement]:
    report = Report("r", text, language, DAY, "given")
    return [each for each in read_statements(report, desk=desk).statements if each.manner != "own"]


@pytest.mark.parametrize(
    ("language", "text", "source", "content", "stance"),
    [
        ("de", "Kiel stellte rasche Hilfe in Aussicht.", "Kiel", "rasche Hilfe", "promises"),
        ("de", "Die Reederei war für eine Auskunft nicht zu erreichen.", "Die Reederei", "eine Auskunft", "declines"),
        ("en", "The firm is counting on a mild winter.", "The firm", "a mild winter", "expects"),
    ],
)
def test_an_idiom_alone_tells_who_does_what(  # source, content and stance stand in the text
    desk: Desk, language: str, text: str, source: str, content: str, stance: str
) -> None:
    (found,) = statements(desk, text, language)
    assert (found.source[0].of(text), found.stance) == (source, stance)
    assert content in found.content[0].of(text)


def test_a_thing_nobody_knows_does_not_speak(desk: Desk) -> None:
    assert statements(desk, "Der Sturm forderte vier Menschenleben.") == []
