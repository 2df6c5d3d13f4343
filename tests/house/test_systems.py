"""What would break on another system is not written: Windows lacks some forms of a date, and ends lines in two bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "src" / "broadsheet").rglob("*.py"))
# `%-d` is a day without its zero on Linux and macOS, and an error on Windows.
_UNIX_ONLY_FORM = re.compile(r"%-[dHIMSmj]")
_BYTES_OUT = re.compile(r"os\.O_(?:WRONLY|APPEND)\b")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_form_of_a_date_that_windows_lacks(path: Path) -> None:
    assert _UNIX_ONLY_FORM.findall(path.read_text(encoding="utf-8")) == []


def test_what_is_appended_is_written_as_bytes_everywhere() -> None:
    files = (ROOT / "src" / "broadsheet" / "archive" / "files.py").read_text(encoding="utf-8")
    assert all("_AS_BYTES" in line for line in files.splitlines() if _BYTES_OUT.search(line))
