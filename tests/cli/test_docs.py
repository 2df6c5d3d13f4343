"""The pages that list commands and settings say what the code says."""

from __future__ import annotations

from tools import docs

from tests.conftest import ROOT


def test_the_settings_page_is_current() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == docs.settings_page(), "python tools/docs.py"


def test_the_commands_page_is_current() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == docs.commands_page(), "python tools/docs.py"
