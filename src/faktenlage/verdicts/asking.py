"""How this room asks: in turn, and on a day that reports of many days share."""

from __future__ import annotations

import datetime as dt

from faktenlage.figures import Figures
from faktenlage.figures.answers import Answers
from faktenlage.model import Query

__all__ = ["known"]


def known(figures: Figures, query: Query, as_of: dt.date) -> Answers:
    """What was known on a day, newest release first; the answers bear the day since which nothing has changed."""
    return figures.in_turn(query, figures.settled(query, as_of))
