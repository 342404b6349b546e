"""What every test may ask for: ``--bless``, a browser, and properties that are tried the same way everywhere."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# A slow machine is no fault, and a run that nobody watches must not depend on luck.
settings.register_profile("policyc", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("policyc")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--bless``."""
    parser.addoption("--bless", action="store_true", help="rewrite the expected outputs of the galleries")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse ``--bless`` where nobody reads the difference."""
    if config.getoption("--bless") and os.environ.get("CI"):
        raise pytest.UsageError("--bless rewrites what is expected, so it is refused under CI (the variable CI is set)")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test a cache of its own: none may know what another has built."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="session")
def bless(request: pytest.FixtureRequest) -> bool:
    """Say whether expected outputs are to be rewritten instead of compared."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of the browser; where there is none the test fails, for tools/need-chromium has not run."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, f"none of {', '.join(BROWSERS)} is on PATH; run tools/need-chromium"
    return found
