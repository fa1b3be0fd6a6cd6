"""The phrases of a language and a domain, by what they tell: ``phrases.toml`` and ``[phrases]`` of a domain's words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from faktenlage.packs.files import read_toml
from faktenlage.packs.frames import Frames
from faktenlage.packs.patterns import (
    After,
    Anywhere,
    Before,
    BeforeMany,
    BeforeOne,
    BeforeSome,
    Between,
    Dashed,
    End,
    EndOf,
    EndOr,
    Exact,
    Filling,
    Later,
    Link,
    Named,
    Numbered,
    Onward,
    Opening,
    Owner,
    Part,
    Pattern,
    Prefix,
    Reaching,
    Stretch,
)

__all__ = ["Phrases", "read_phrases"]


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern a purpose, explained in the packs; a domain's are joined to the language's."""

    frames: Frames = Frames()

    # clauses and moods
    clause_joint: Anywhere = Anywhere()
    governed: Opening = Opening()
    governed_within: Anywhere = Anywhere()
    conditional: Exact = Exact()

    # what a number is for
    change_before: Before = Before()
    change_after: Onward = Onward()
    share_of: Owner = Owner()
    base_elsewhere: Anywhere = Anywhere()
    target_before: Before = Before()
    percent_word: Part = Part()
    total_after: After = After()
    total_before: BeforeMany = BeforeMany()
    total_gdp: Reaching = Reaching()
    lacking: Anywhere = Anywhere()
    aid_to: Before = Before()

    # bars
    pointing_back: BeforeOne = BeforeOne()
    target_article: BeforeOne = BeforeOne()
    beyond_it: Exact = Exact()
    bar_pronoun: After = After()
    bar_again: Anywhere = Anywhere()
    short_of: Before = Before()
    merely: After = After()

    # counts
    part_of: Exact = Exact()
    definite: Before = Before()
    partitive: Between = Between()
    not_counted: Anywhere = Anywhere()
    counted_again: BeforeSome = BeforeSome()
    of_them: After = After()
    counted_noun: After = After()
    counted_by_clause: After = After()
    all_of: Exact = Exact()
    of_before: Before = Before()
    within: Before = Before()
    entire: Exact = Exact()
    all_but: Anywhere = Anywhere()
    number_follows: Numbered = Numbered()
    other_group: Anywhere = Anywhere()

    number_of: Anywhere = Anywhere()
    moved_from: Before = Before()
    moved_to: Before = Before()
    moved_by: Before = Before()
    counted_back: Before = Before()
    and_also: Before = Before()
    counted_more: After = After()
    counted_fewer: After = After()
    counted_not: EndOf = EndOf()
    counted_so: EndOf = EndOf()
    counted_miss: EndOf = EndOf()
    counted_meet: EndOf = EndOf()
    as_many: After = After()
    nowadays: Anywhere = Anywhere()

    # values
    after_year: BeforeSome = BeforeSome()
    known_bar: Before = Before()
    to_come: Anywhere = Anywhere()
    hearsay: Exact = Exact()
    agreed_bar: Before = Before()
    short_name: Exact = Exact()
    short_name_led: Before = Before()
    noun_after: After = After()
    looks_back: After = After()
    one_member: Exact = Exact()
    reported: Anywhere = Anywhere()
    reported_form: Exact = Exact()
    past_form: Exact = Exact()
    to_value: Between = Between()
    from_value: BeforeOne = BeforeOne()
    goes_on: Stretch = Stretch()
    lasting: Anywhere = Anywhere()
    first_time: Anywhere = Anywhere()
    in_memory: Anywhere = Anywhere()
    pointing: Anywhere = Anywhere()
    compared: Before = Before()
    not_compared: Before = Before()
    against_value: BeforeOne = BeforeOne()
    duel_value: After = After()
    list_joint: Link = Link()
    excluded_joint: Filling = Filling()
    share_owner: Between = Between()
    same_value: Between = Between()
    possessive: Exact = Exact()
    relative_state: After = After()
    relative_clause: After = After()
    relative_article: After = After()
    nobody: Exact = Exact()
    nobody_else: Anywhere = Anywhere()

    # sums
    together: Anywhere = Anywhere()
    relative_total: After = After()

    # measures of several kinds
    base_use: Before = Before()
    people: After = After()
    dwelling: Anywhere = Anywhere()
    number_ends: EndOr = EndOr()
    economy_word: Exact = Exact()
    economy_sized: Anywhere = Anywhere()
    year_after: Anywhere = Anywhere()
    same_year: Anywhere = Anywhere()
    record_high: Before = Before()
    record_low: Before = Before()
    shed: Anywhere = Anywhere()
    part_of_base: Before = Before()
    worth: Between = Between()
    right_behind: Between = Between()
    narrowed_word: Exact = Exact()
    narrowed_after: After = After()
    not_narrowing: Before = Before()
    per_head: Before = Before()
    shared_out: After = After()
    having: Anywhere = Anywhere()
    located: Before = Before()
    whose: After = After()
    other_place: Anywhere = Anywhere()
    anaphor: Anywhere = Anywhere()
    peaking: Anywhere = Anywhere()
    bloc: Anywhere = Anywhere()
    passed: BeforeOne = BeforeOne()

    # changes
    currency: Mapping[str, Part] = {}
    multiple: Anywhere = Anywhere()
    gap: Anywhere = Anywhere()
    compared_year: Before = Before()
    yardstick_year: Before = Before()
    year_before: Anywhere = Anywhere()

    # places
    highest: Onward = Onward()
    lowest: Onward = Onward()
    place_after: Onward = Onward()
    place_word: Before = Before()
    placed: Before = Before()
    placed_after: EndOr = EndOr()
    yardstick: Before = Before()
    left_out: After = After()
    not_first_before: Dashed = Dashed()
    not_first_after: Later = Later()
    of_forces: Later = Later()
    of_army: Later = Later()
    end_word: Exact = Exact()
    end_word_before: Before = Before()
    end_word_apposed: After = After()
    end_word_other: After = After()
    top_word: Exact = Exact()
    top_word_bare: Exact = Exact()
    top_word_before: Before = Before()
    top_of_body: After = After()
    amount_word: Exact = Exact()
    amount_word_before: Before = Before()
    ahead_word: Exact = Exact()
    lead_word: Exact = Exact()
    lead_after: EndOr = EndOr()
    lead_elsewhere: After = After()
    own_value: Part = Part()
    ranked_joint: Link = Link()
    ahead_short: End = End()
    ahead_article: Link = Link()
    passive_by: After = After()
    overtaken: Prefix = Prefix()
    both: Anywhere = Anywhere()
    not_quite: Before = Before()
    spent_on: Exact = Exact()
    because: Anywhere = Anywhere()
    no_share: After = After()
    guideline: Mapping[str, Part] = {}
    earlier: Anywhere = Anywhere()
    forces: Anywhere = Anywhere()
    out_of: Before = Before()
    value_before: Before = Before()
    excepted_after: Anywhere = Anywhere()
    time_clause: After = After()
    europe: Anywhere = Anywhere()
    ranked: Anywhere = Anywhere()

    # members
    counts_members: Anywhere = Anywhere()
    no_member: Anywhere = Anywhere()
    member_doubtful: Anywhere = Anywhere()
    not_yet: Anywhere = Anywhere()
    belongs: Prefix = Prefix()
    post: Anywhere = Anywhere()
    joined_elsewhere: After = After()
    joined_weak: Exact = Exact()
    joined_with: Anywhere = Anywhere()
    member_adjective: Link = Link()
    member_plain: Exact = Exact()
    member_title: Prefix = Prefix()
    member_outside: Prefix = Prefix()
    with_forces: After = After()
    other_body: Anywhere = Anywhere()

    # offices
    office_state: Mapping[str, Prefix] = {}
    title_gap: Filling = Filling()
    title_apart: Anywhere = Anywhere()
    title_copula: Anywhere = Anywhere()
    title_as: Before = Before()
    title_generic: Before = Before()
    title_of: Named = Named()
    title_state: Between = Between()
    other_secretary: Anywhere = Anywhere()
    relative_person: After = After()
    told_past: Anywhere = Anywhere()
    elect: Onward = Onward()
    former_prefix: Before = Before()
    entered: Anywhere = Anywhere()
    entered_weak: Exact = Exact()
    predecessor: End = End()
    before_past: Anywhere = Anywhere()
    not_predecessor: Anywhere = Anywhere()
    other_post: Anywhere = Anywhere()
    term: Anywhere = Anywhere()
    began: Anywhere = Anywhere()
    began_weak: Exact = Exact()
    top_office: Part = Part()
    not_taker: Before = Before()

    def joined(self, other: Phrases) -> Phrases:
        """These phrases with those of another source as well."""
        joined: dict[str, Any] = {}
        for name in self.__struct_fields__:
            mine, more = getattr(self, name), getattr(other, name)
            if isinstance(mine, Pattern):
                joined[name] = mine.joined(more)
            else:
                joined[name] = mine if isinstance(mine, Frames) else {**mine, **more}
        return Phrases(**joined)


def read_phrases(path: Path) -> Phrases:
    """Read ``phrases.toml``, without which nothing is known; raises PackError for unknown keys and broken patterns."""
    return read_toml(path, Phrases) if path.exists() else Phrases()
