"""What stands at a place is found as if all had been looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from faktenlage.language.stretches import Stretches
from faktenlage.model import Span

SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS), SPANS)
def test_all_that_overlap_are_found_in_the_order_given(spans: list[Span], place: Span) -> None:
    found = Stretches((span, number) for number, span in enumerate(spans)).over(place)
    assert found == [number for number, span in enumerate(spans) if span.overlaps(place)]
