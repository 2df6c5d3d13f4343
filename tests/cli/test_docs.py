"""The pages that list commands, settings and rooms say what the code says."""

from __future__ import annotations

from tools import docs

from tests.conftest import ROOT


def test_the_settings_page_is_current() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == docs.settings_page(), "python tools/docs.py"


def test_the_commands_page_is_current() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == docs.commands_page(), "python tools/docs.py"


def test_each_room_has_a_page_that_is_current() -> None:
    folder = ROOT / "docs" / "rooms"
    made = {f"{room}.md": docs.room_page(room) for room in docs.rooms()} | {"README.md": docs.rooms_page()}
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert there == made, "python tools/docs.py"


def test_a_page_of_a_room_says_what_it_promises_and_where_it_fails() -> None:
    for room in ("articles", "copies", "editions", "feeds", "statements", "stories"):
        page = docs.room_page(room)
        for label in ("**Promise:**", "**Theory:**", "**Known failures:**", "## Modules", "## Figures"):
            assert label in page, (room, label)
