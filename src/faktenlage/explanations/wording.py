"""The schema of ``wording.toml``: every sentence a language needs, each a template with named slots."""

from __future__ import annotations

import msgspec

from faktenlage.explanations.page_wording import DeskWords, Page, SaidWords, TrailWords
from faktenlage.explanations.tables import Plural, Table


class Labels(Table, frozen=True):
    """One template for each label."""

    correct: str
    imprecise: str
    wrong: str
    outdated: str
    depends: str
    open: str
    not_checkable: str


class Questions(Table, frozen=True):
    """A query in plain words."""

    level: str
    count: str
    which: str
    every: str
    every_one: str
    none: str
    none_one: str
    rank: str
    top: Plural
    bottom: Plural
    sum: str
    share: str
    change: str
    change_percent: str
    change_points: str
    change_factor: str
    change_count: str
    compare_diff: str
    compare_ratio: str
    compare_order: str
    since_highest: str
    since_lowest: str
    since_first: str
    since_last: str
    since_every: str
    gap: str
    member_count: str
    member_newest: str
    member_area: str
    member_since: str
    holds_on: str
    holds_name: str
    holds_from: str
    holds_to: str
    holds_terms: str
    holds_before: str
    holds_next: str
    holds_previous: str


class Clauses(Table, frozen=True):
    """A query with its answer as a main clause, without the first capital and the full stop."""

    level: str
    count: Plural
    which: Plural
    which_none: str
    every_true: str
    every_false: str
    every_one_true: str
    every_one_false: str
    none_true: str
    none_false: str
    rank: str
    top: Plural
    bottom: Plural
    sum: str
    share: str
    change_up: str
    change_down: str
    change_same: str
    change_factor: str
    change_count_up: str
    change_count_down: str
    change_count_same: str
    compare_above: str
    compare_below: str
    compare_ratio: str
    compare_greater: str
    compare_less: str
    compare_equal: str
    since_highest: str
    since_lowest: str
    since_first: str
    since_last: str
    since_every: str
    gap_short: str
    gap_over: str
    gap_none: str
    member_count: str
    member_newest: str
    member_area_true: str
    member_area_false: str
    member_since: str
    member_was: str
    holds_on: str
    holds_name_true: str
    holds_name_false: str
    holds_from: str
    holds_to: str
    holds_terms: str
    holds_before_true: str
    holds_before_false: str
    holds_next: str
    holds_previous: str


class Answers(Table, frozen=True):
    """An answer in few words."""

    areas: Plural
    members: Plural
    no_area: str
    nothing: str
    rank: str
    ratio: str
    factor: str
    term: str
    term_open: str
    by: str
    either: str


class Comparisons(Table, frozen=True):
    """Around a threshold."""

    at_least: str
    more_than: str
    at_most: str
    less_than: str
    exactly: str


class YearWords(Table, frozen=True):
    """One year or a run of them, bare and as an adverbial."""

    one: str
    many: str
    in_one: str
    in_many: str


class Areas(Table, frozen=True, rename={"where": "in"}):
    """Names of areas where CLDR's is not the one in the news; ``article`` and ``in`` are whole phrases."""

    inside: str
    names: dict[str, str] = msgspec.field(default_factory=dict)
    article: dict[str, str] = msgspec.field(default_factory=dict)
    where: dict[str, str] = msgspec.field(default_factory=dict)
    plural: list[str] = msgspec.field(default_factory=list)


class SetForms(Table, frozen=True):
    """A set that is a list of areas, in the forms of a Group; ``without`` excludes areas from any form."""

    bare: str
    all: str
    of: str
    the: str
    among: str
    without: str


class EvidenceWords(Table, frozen=True):
    """Cells of releases and lines of registers."""

    sentence: str
    cell: str
    cell_year: str
    cell_status: str
    rate: str
    rates: str
    fulfilled: str
    missed: str
    closest: str
    many: str
    source: str
    source_table: str
    source_year: str
    source_status: str
    source_only_status: str
    table: str
    member: str
    member_left: str
    members: str
    office: str
    office_left: str
    guideline: str
    entries: str
    statuses: dict[str, str]


class ChangeWords(Table, frozen=True):
    """What happened between the two days."""

    same: str
    confirmed: str
    revised: str
    joined: Plural
    left: Plural
    both: str
    until: str
    until_since: str
    until_plain: str
    until_since_plain: str
    newer: str
    partial: str


class MeasureWords(Table, frozen=True):
    """A measure: its name for brackets, and as a subject with its verbs ("waren", "betrugen")."""

    name: str
    subject: str
    was: str
    amounted: str
    question: str | None = None
    clause: str | None = None


class GroupWords(Table, frozen=True):
    """A group of areas in the cases a template may need; ``note`` is said where all of them are meant."""

    name: str
    article: str
    inside: str
    bare: str
    all: str
    of: str
    the: str
    among: str
    note: str | None = None


class DefinitionWords(Table, frozen=True):
    """A definition; ``changed`` is a sentence on what it does to the figures."""

    name: str
    changed: str | None = None


class DomainWording(Table, frozen=True):
    """``wording/<language>.toml`` of a domain; a key ``a.b.*`` stands for every measure below ``a.b``."""

    measures: dict[str, MeasureWords] = msgspec.field(default_factory=dict)
    groups: dict[str, GroupWords] = msgspec.field(default_factory=dict)
    offices: dict[str, str] = msgspec.field(default_factory=dict)
    roles: dict[str, str] = msgspec.field(default_factory=dict)
    definitions: dict[str, DefinitionWords] = msgspec.field(default_factory=dict)


class Wording(Table, frozen=True):
    """``wording.toml`` of a language; ``domains`` lets a language carry the words of domains it came after."""

    locale: str
    capital_after_colon: bool
    quotation: str
    readings: str
    small_numbers: list[str]
    labels: Labels
    then: Labels
    again: Labels
    now: Labels
    reasons: dict[str, str]
    causes: dict[str, str]
    findings: dict[str, str]
    questions: Questions
    clauses: Clauses
    answers: Answers
    comparisons: Comparisons
    years: YearWords
    scales: dict[str, Plural]
    units: dict[str, Plural]
    areas: Areas
    unknown_measure: MeasureWords
    converted: str
    sets: SetForms
    evidence: EvidenceWords
    changes: ChangeWords
    page: Page
    trail: TrailWords
    said: SaidWords
    desk: DeskWords
    domains: DomainWording = DomainWording()
