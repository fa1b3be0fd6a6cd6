"""A query as a question a reader would ask."""

from __future__ import annotations

from faktenlage.explanations.slot_values import Slots, SlotValues
from faktenlage.explanations.speech import Speech
from faktenlage.explanations.wording import Questions
from faktenlage.model import Census, Change, Compare, Condition, Extreme, Holds, Level, Member, Query, Since

_CHANGES = {"abs": "change", "%": "change_percent", "pp": "change_points", "factor": "change_factor"}


def question(query: Query, slots: Slots, templates: Questions, speech: Speech, values: SlotValues) -> str:
    """The question, first letter as the template has it."""
    match query:
        case Extreme():
            forms = templates.top if query.operation == "top" else templates.bottom
            return speech.plural(forms, query.n).format_map(slots)
        case Level():
            own = values.measure(query.measure).question
            return (own or templates.level).format_map(slots)
    template: str = getattr(templates, template_name(query))
    return template.format_map(slots)


def template_name(query: Query) -> str:
    """The field of Questions a query is asked with."""
    match query:
        case Census():
            return f"{query.operation}_one" if is_single(query) else query.operation
        case Change():
            return "change_count" if isinstance(query.what, Condition) else _CHANGES[query.kind]
        case Compare():
            return f"compare_{query.kind}"
        case Since():
            return f"since_{query.kind}"
        case Member():
            if query.when == "since":
                return "member_since"
            return f"member_{query.topic}" if query.topic in ("count", "newest") else "member_area"
        case Holds():
            return "holds_name" if query.aspect == "on" and query.name else f"holds_{query.aspect}"
        case _:
            return type(query).__name__.lower()


def is_single(query: Census) -> bool:
    """Whether "all" or "none" is asked of one area alone."""
    return query.operation in ("every", "none") and query.among.group is None and len(query.among.areas) == 1
