from __future__ import annotations

import pytest

from faktenlage.figures import Figures


@pytest.fixture(scope="session")
def figures() -> Figures:
    """The shipped figures, read once."""
    return Figures.shipped()
