"""The words around the sentences: on the page in a terminal, in a browser, and of statements."""

from __future__ import annotations

from faktenlage.explanations.tables import Plural, Table


class Page(Table, frozen=True):
    """Words around the sentences on a page for people; ``notes`` by the codes of Review.notes."""

    published: str
    given: str
    text: str
    metadata: str
    undated: str
    language: str
    unknown_language: str
    untitled: str
    checked: Plural
    now: str
    question: str
    then: str
    today: str
    nearest_true: str
    unchecked: str
    more: Plural
    findings: str
    nothing: str
    notes: dict[str, str]


class TrailWords(Table, frozen=True):
    """Words of the page that shows how a verdict came about; ``fits`` by how an answer lies to what was asserted."""

    claim: str
    characters: str
    why: str
    query: str
    asserted: str
    doubts: str
    answer: str
    cells: str
    arithmetic: str
    releases: str
    definition: str
    other: str
    as_known: str
    choose: str
    none: str
    fits: dict[str, str]


class SaidWords(Table, frozen=True):
    """Who says it, on what authority, how firmly, by the codes of a statement."""

    source: str
    cue: str
    addressee: str
    content: str
    left: Plural
    by: str
    nobody: str
    report: str
    manners: dict[str, str]
    authorities: dict[str, str]
    stances: dict[str, str]
    certainties: dict[str, str]


class DeskWords(Table, frozen=True):
    """Words of the page in a browser."""

    summary: str
    report: str
    verdicts: str
    statements: str
    told: str
    query: str
    asserted: str
    cells: Plural
    area: str
    year: str
    value: str
    status: str
    release: str
    table: str
    actual: str
    arithmetic: str
    why: str
    chart: str
    releases: str
    legend: str
    cite: str
    copied: str
    link: str
    back: str
    citation: str
    made: str
    legend_signs: str
