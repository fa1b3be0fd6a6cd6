"""Which country a code stands for today: a past state is not the one that came after it."""

from __future__ import annotations

from functools import cache

from faktenlage.packs.areas import KOSOVO, area_code

__all__ = ["territory"]


@cache
def territory(code: str) -> str | None:
    """CLDR's two letters for an ISO code of a country; None for all else, and for states that are no more.

    CLDR hands a past state's code on to its successors: DDR to Germany, SUN to Russia and fourteen others.
    """
    from babel import Locale
    from babel.core import get_global

    if code in KOSOVO.values():
        return next(two for two, three in KOSOVO.items() if three == code)
    found = get_global("territory_aliases").get(code, ())
    if len(code) != 3 or len(found) != 1:
        return None
    return found[0] if area_code(str(Locale("en").territories.get(found[0], ""))) == code else None
