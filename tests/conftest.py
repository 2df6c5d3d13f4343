"""What all tests share: where the real data lies, and a browser or the reason why there is none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# `make test` takes the same examples each time, so that what passed once passes again; a search for new ones is
# `pytest --hypothesis-profile=search`, which the workflow "search" makes each week.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=1000)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real data: `BROADSHEET_DATA`, else ../shared/data beside the checkout."""
    folder = Path(os.environ.get("BROADSHEET_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}; set BROADSHEET_DATA to test with it")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; under CI its absence is a failure."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium on the PATH; on Debian: apt-get install chromium")
    pytest.skip("no Chromium on the PATH; on Debian: apt-get install chromium")
