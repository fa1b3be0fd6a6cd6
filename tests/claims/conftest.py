"""What the tests of the reader share."""

from __future__ import annotations

import pytest

from faktenlage.desk import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    """Packs and figures as shipped, loaded once."""
    return Desk.load()
