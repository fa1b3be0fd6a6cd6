"""A language nobody speaks, read from end to end: its words lie in one folder, and no line of the program knows it."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from faktenlage.desk import Desk
from faktenlage.errors import PackError
from faktenlage.explanations.packs import PACKS
from faktenlage.model import Report
from faktenlage.review import review

PUBLISHED = dt.date(2024, 7, 1)
TODAY = dt.date(2026, 11, 22)

FILES = {
    "language.toml": """
        code = "xx"
        name = "Xaxa"
        function_words = ["zo", "ku", "mi"]
    """,
    "numbers.toml": """
        decimal = ","
        group = "."
        [cardinals]
        tens_first = true
        tens_joiners = ["-"]
        joiners = ["-"]
        scale_joiners = [" "]
        alone = { dok = 10 }
        opening = { tri = 3, kvar = 4, kin = 5 }
        inside = { un = 1 }
        tens = { tridok = 30 }
        hundreds = {}
        thousands = {}
        [scales]
        words = { "miliar{,oj}" = 1_000_000_000 }
        [articles]
        words = []
        [fractions]
        halves = {}
        shares = {}
        denominators = {}
        [ordinals]
        mark = ""
        endings = [""]
        stems = {}
        [multiples]
        words = {}
        suffixes = []
        [names]
        after = []
        minus = []
    """,
    "units.toml": """
        [percent]
        words = ["elcento", "elcentoj", "elcentojn"]
        [points]
        words = []
        [money]
        symbols = {}
        codes = []
        words = { EUR = ["eurono{,j}"] }
        minor = { words = [], joiners = [] }
    """,
    "hedges.toml": """
        fillers = []
        pairs = []
        [before]
        more_than = ["pli ol"]
        [after]
    """,
    "time.toml": """
        day_first = true
        on = ["en"]
        months = { junaro = 6 }
        weekdays = {}
        units = { Y = ["jar{,oj}"] }
        seasons = {}
        dayparts = {}
        transparent = []
        articles = []
        clock = []
        afternoon = []
        year_words = ["jar"]
        last = ["pasa"]
        this = []
        next = []
        each = []
        whole = []
        vague = []
        early = []
        middle = []
        late = []
        ago_before = []
        ago_after = []
        later_before = []
        later_after = []
        references = {}
        relative = []
        sets = {}
        roles = {}
        ranges = { before = [], join = [] }
        coordinators = []
        decades = []
        plurals = []
    """,
    "comparison.toml": """
        [quantifier]
        [exclude]
        without = ["ekster"]
        [meets]
        yes = ["trafas"]
        no = ["maltrafas"]
        reach = ["uzas"]
        [bound]
        [rank]
        [change]
        [deixis]
    """,
    "attribution.toml": """
        [stance]
        demands = ["postulas"]
        [certainty]
    """,
    "phrases.toml": """
        # four "of the" 32
        part_of = ["el la"]
        # the clause belongs to the verb before
        governed = ["ke"]
        # three "elcentoj", not a fraction
        percent_word = ["elcent"]
    """,
    "domains/nato_defence.toml": """
        area = { POL = ["Polanio"], USA = ["Usonio"], DEU = ["Germanio"] }
        organisation = { NATO = ["Nordpakto"] }
        members = { NATO = ["paktano{,j}"] }
        measure = { "defence.share" = ["por defendado"] }
        base = { gdp = ["landprodukto"] }
        target = { any = ["celo"] }
        [phrases]
        share_of = ["de la"]
    """,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The pack; its sentences are the English ones but for a label and the name of a measure."""
    home = tmp_path_factory.mktemp("packs") / "xx"
    (home / "domains").mkdir(parents=True)
    for name, text in FILES.items():
        (home / name).write_text(re.sub(r"(?m)^ +", "", text), encoding="utf-8")
    wording = (PACKS / "languages" / "en" / "wording.toml").read_text(encoding="utf-8")
    wording = wording.replace('correct = "As known on {day}, this is correct', 'correct = "Je {day} pravas')
    koto = 'name = "koto"\nsubject = "koto"\nwas = "estas"\namounted = "estas"\n'
    (home / "wording.toml").write_text(f'{wording}\n[domains.measures."defence.share"]\n{koto}', encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def made_up(folder):
    return Desk.load([folder])


def judged(desk, text):
    found = review(Report("x", text, language="xx", published=PUBLISHED), desk=desk, today=TODAY)
    return [(str(each.claim.reading.query), each.then.label) for each in found.claims]


def test_a_level_is_read_and_judged(made_up):
    said = "En 2024 Polanio uzas {} elcentojn de la landprodukto por defendado."
    query = "level(defence.share, POL, 2024)"
    assert judged(made_up, said.format("4,12")) == [(query, "correct")]
    assert judged(made_up, said.format("2,9")) == [(query, "wrong")]


def test_a_count_with_its_whole_is_read_and_judged(made_up):
    said = "Ekster Usonio, {} el la 32 paktanoj de Nordpakto trafas tri elcentojn de la landprodukto en 2024."
    query = "count(defence.share >= 3 %, NATO - USA, 2024)"
    assert (query, "correct") in judged(made_up, said.format("kvar"))
    assert (query, "wrong") in judged(made_up, said.format("kin"))


def test_a_demand_is_no_claim(made_up):
    assert judged(made_up, "Germanio postulas, ke Polanio uzas 4,12 elcentojn de la landprodukto por defendado.") == []


def test_verdicts_are_explained_in_its_words(made_up):
    text = "En 2024 Polanio uzas 4,12 elcentojn de la landprodukto por defendado."
    (claim,) = review(Report("x", text, language="xx", published=PUBLISHED), desk=made_up, today=TODAY).claims
    assert claim.then.sentence.startswith("Je ")
    assert "koto" in claim.then.sentence


def test_it_is_detected(made_up):
    assert review(Report("x", "Zo ku mi zo.", published=PUBLISHED), desk=made_up, today=TODAY).language == "xx"


def test_without_phrases_it_still_reads(folder, tmp_path):
    """Every phrase is optional, and so is their file."""
    home = tmp_path / "xx"
    (home / "domains").mkdir(parents=True)
    for path in folder.rglob("*.toml"):
        if path.name != "phrases.toml":
            (home / path.relative_to(folder)).write_bytes(path.read_bytes())
    text = "En 2024 Polanio uzas 4,12 elcentojn de la landprodukto por defendado."
    assert judged(Desk.load([home]), text) == [("level(defence.share, POL, 2024)", "correct")]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('part_off = ["el la"]', r"phrases\.toml:1: unknown key 'part_off'; did you mean 'part_of'"),
        ('part_of = ["el (la"]', r"phrases\.toml:1: .*broken pattern"),
        ('part_of = "el la"', r"phrases\.toml:1: .*list of phrases"),
    ],
)
def test_a_faulty_phrase_is_an_error_with_its_file_and_line(folder, tmp_path, entry, fault):
    home = tmp_path / "xx"
    (home / "domains").mkdir(parents=True)
    for path in folder.rglob("*.toml"):
        (home / path.relative_to(folder)).write_bytes(path.read_bytes())
    (home / "phrases.toml").write_text(entry, encoding="utf-8")
    with pytest.raises(PackError, match=fault):
        Desk.load([home]).tongue("xx")
