"""What all tests share."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what the program says now over the golden reviews"
    )


@pytest.fixture(scope="session", autouse=True)
def heeded_ctrl_c() -> Iterator[None]:
    """Ctrl-C is heeded here and in what tests start, even where the tests themselves run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session", autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nobody's own releases take part in a test, and no test writes to anybody's data."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAKTENLAGE_HOME", str(tmp_path_factory.mktemp("home")))
        for name in ("COLUMNS", "LINES"):  # pages are as wide here as anywhere
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten; read the diff before committing it."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of marked cases and source tables beside the checkout, which is not part of it."""
    if not SHARED.is_dir():
        pytest.skip("needs the marked cases and source tables, a folder 'shared' beside the checkout")
    return SHARED
