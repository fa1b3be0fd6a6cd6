"""Cells as SQL expressions, by the same rules as ``tidy_cells`` and ``tidy_periods``."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Table

from faktenlage.importers.mappings import Mapping
from faktenlage.importers.tidy.cells import BLANKS, NUMBER, group_mark, grouped
from faktenlage.importers.tidy.periods import FORMS, SHAPES

PLAIN = r"-?[0-9]+(?:\.[0-9]+)?"


def literal(text: str) -> str:
    """A string of SQL."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name of SQL."""
    return '"' + name.replace('"', '""') + '"'


def trimmed(text: str) -> str:
    """Without the blanks around it; what begins and ends with a sign of ASCII, as nearly all cells, is left alone."""
    bare = f"left({text}, 1) BETWEEN '!' AND '~' AND right({text}, 1) BETWEEN '!' AND '~'"
    return f"CASE WHEN {bare} THEN {text} ELSE trim({text}, {literal(BLANKS)} || chr(13) || chr(10)) END"


def values_table(entries: Table[str, str]) -> str:
    """Texts and codes as a table of two columns, which may be empty."""
    if not entries:
        return "(SELECT NULL::VARCHAR, NULL::VARCHAR WHERE false)"
    return f"(VALUES {', '.join(f'({literal(text)}, {literal(code)})' for text, code in entries.items())})"


class Values:
    """Expressions over a column ``value`` and, once it exists, ``bare``: the value without its mark."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self._marks = sorted(mapping.marks, key=lambda mark: (-len(mark), mark))

    @property
    def bare(self) -> str:
        """The cell without a mark at its end."""
        text = trimmed("value")
        cut = " ".join(
            f"WHEN ends_with({text}, {literal(mark)})"
            f" THEN rtrim(left({text}, length({text}) - {len(mark)}), {literal(BLANKS)})"
            for mark in self._marks
        )
        return f"CASE WHEN {self._is_missing(text)} THEN '' {cut} ELSE {text} END"

    @property
    def mark(self) -> str:
        """The status a mark stands for, or NULL."""
        text = trimmed("value")
        found = " ".join(
            f"WHEN ends_with({text}, {literal(mark)}) THEN {literal(self.mapping.marks[mark])}" for mark in self._marks
        )
        return f"CASE WHEN {self._is_missing(text)} THEN NULL {found} ELSE NULL END" if found else "NULL::VARCHAR"

    @property
    def missing(self) -> str:
        """Whether the cell is known to be missing."""
        return f"(bare = '' OR {self._is_missing('bare')})"

    @property
    def number(self) -> str:
        """The number with a point and no marks between its digits; NULL if it is none."""
        rule = self.mapping.numbers
        text = "CASE WHEN starts_with(bare, '−') THEN concat('-', substr(bare, 2)) ELSE bare END"
        if rule.thousands:
            whole, mark = literal(grouped(self.mapping)), literal(group_mark(self.mapping))
            text = f"CASE WHEN regexp_full_match({text}, {whole}) THEN regexp_replace({text}, {mark}, '', 'g') END"
        if rule.decimal == ",":
            text = f"CASE WHEN NOT contains({text}, '.') THEN replace({text}, ',', '.') END"
        return f"CASE WHEN regexp_full_match({text}, {literal(NUMBER)}) THEN {text} END"

    def _is_missing(self, text: str) -> str:
        return _among(text, self.mapping.numbers.missing)


def number_parts(text: str, scale: int) -> str:
    """``text`` times ten to the power of ``scale``, by moving the point: exact however many digits there are."""
    power = f"(coalesce(try_cast(regexp_extract({text}, '[eE][+]?(-?[0-9]+)$', 1) AS INTEGER), 0) + ({scale}))"
    whole = f"regexp_extract({text}, '^[+-]?([0-9]*)', 1)"
    rest = rf"regexp_extract({text}, '\.([0-9]*)', 1)"
    padded = f"lpad({whole}, greatest(length({whole}), 1 - {power})::INTEGER, '0')"
    up_whole = f"concat({whole}, rpad({rest}, {power}::INTEGER, '0'))"
    down_whole = f"left({padded}, (length({padded}) + {power})::INTEGER)"
    sign = f"CASE WHEN starts_with({text}, '-') THEN '-' ELSE '' END"
    moved = f"""CASE WHEN {power} >= 0
    THEN concat({sign}, {_whole(up_whole)}, {_rest(f"substr({rest}, {power} + 1)")})
    ELSE concat({sign}, {_whole(down_whole)}, {_rest(f"concat(right({padded}, (-{power})::INTEGER), {rest})")}) END"""
    if scale:
        return f"CASE WHEN {text} IS NOT NULL THEN {moved} END"
    return f"CASE WHEN regexp_full_match({text}, {literal(PLAIN)}) THEN {text} WHEN {text} IS NOT NULL THEN {moved} END"


def period_of(text: str, mapping: Mapping) -> str:
    """A period of ours, or NULL."""
    rule = mapping.periods
    if rule.format is not None:
        day = f"try_strptime({text}, {literal(rule.format)})"
        fits = f"year({day}) BETWEEN 1000 AND 2999"
        return f"CASE WHEN {fits} THEN strftime({day}, {literal(SHAPES[rule.keep])}) END"
    found = " ".join(
        f"WHEN regexp_full_match({text}, {literal(pattern)}) THEN "
        + _day(f"regexp_replace({text}, {literal(f'^(?:{pattern})$')}, {literal(replacement)})", replacement)
        for pattern, replacement in FORMS
    )
    return f"CASE {found} END"


def _day(expression: str, replacement: str) -> str:
    """Days have to be in the calendar; what is no full date needs no check."""
    if r"\3" not in replacement:
        return expression
    return f"CASE WHEN try_cast({expression} AS DATE) IS NOT NULL THEN {expression} END"


def _whole(digits: str) -> str:
    return f"CASE WHEN ltrim({digits}, '0') = '' THEN '0' ELSE ltrim({digits}, '0') END"


def _rest(digits: str) -> str:
    return f"CASE WHEN {digits} = '' THEN '' ELSE concat('.', {digits}) END"


def _among(text: str, words: Iterable[str]) -> str:
    listed = ", ".join(literal(word) for word in words)
    return f"{text} IN ({listed})" if listed else "false"
