"""Patterns that ship wait for their first use; here they are all compiled, so that none of them is broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from faktenlage.desk import Desk
from faktenlage.packs.frames import Shapes
from faktenlage.packs.patterns import Anywhere, Pattern


def held(value: Any) -> Iterator[Pattern | Shapes]:
    """Every pattern and shape within what was read from a pack."""
    if isinstance(value, Pattern | Shapes):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from held(getattr(value, name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from held(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from held(each)
    elif hasattr(type(value), "__slots__"):
        for name in type(value).__slots__:
            yield from held(getattr(value, name, None))


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_pattern_that_ships_can_be_compiled(language: str) -> None:
    tongue = Desk.load().tongue(language)
    found = [
        *held(tongue.pack),
        *held(tongue.phrases),
        *(each for one in tongue.dialects for each in held(one.phrases)),
    ]
    assert len(found) > 200
    for each in found:
        if isinstance(each, Pattern):
            each.compile()
        else:
            each.check()


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    pattern = Anywhere(["so {viel,hoch}"])
    assert pattern.search("es war so hoch wie nie") is not None
    assert pattern.match("kaum") is None
    with pytest.raises(AttributeError):
        _ = pattern.findall
