"""What the pages for people name is there: files, folders, links, packages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "docs/*/*.md")
    for path in ROOT.glob(pattern)
    if path.name != "CHANGELOG.md"
)
PACKAGE = ROOT / "src" / "broadsheet"
_FOLDERS = ("bench", "docs", "src", "tests", "tools")
_CODE = re.compile(r"`([\w./-]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def named(page: Path) -> Iterator[Path]:
    """Where each path that a page names should lie: those of our folders and modules, and what it links to."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    for word in _CODE.findall(text):
        if word.partition("/")[0] in _FOLDERS and "/" in word:
            yield ROOT / word
        elif word.endswith(".py") and "/" in word:
            yield PACKAGE / word
    for target in _LINK.findall(text):
        if not re.match(r"[a-z]+:|#", target):
            yield (page.parent / target.partition("#")[0]).resolve()


def is_there(path: Path) -> bool:
    """Whether it exists; NAME stands for any name."""
    return any(path.parent.glob(path.name.replace("NAME", "*")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_path_that_a_page_names_is_there(page: Path) -> None:
    assert [str(path) for path in named(page) if not is_there(path)] == []


def test_a_contributor_is_told_where_to_look_for_every_room_that_reads() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for room in ("articles", "copies", "editions", "feeds", "fetch", "sources", "statements", "stories"):
        assert f"src/broadsheet/{room}/" in told, room
