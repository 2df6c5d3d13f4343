"""docs/extending.md shows diffs that fit the files that they name, four at the most for one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
_DIFF = re.compile(r"^## ([^\n]+)$.*?^```diff\n(.*?)^```", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r" ((?:src|docs)/[\w./-]+)( \(new\))?")


@dataclass(frozen=True)
class FileDiff:
    path: str
    is_new: bool
    kept: tuple[str, ...]


def diffs(text: str) -> list[FileDiff]:
    """The files of a diff, each with the lines that it keeps or takes away."""
    found: list[FileDiff] = []
    for row in text.splitlines():
        if named := _FILE.fullmatch(row):
            found.append(FileDiff(named[1], bool(named[2]), ()))
        elif row[:1] in (" ", "-") and row.strip():
            last = found.pop()
            found.append(FileDiff(last.path, last.is_new, (*last.kept, row[1:])))
    return found


EXAMPLES = {title: diffs(text) for title, text in _DIFF.findall(PAGE)}


def test_there_is_one_of_each() -> None:
    assert list(EXAMPLES) == re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    assert len(EXAMPLES) == 5 and sum(len(each.kept) for files in EXAMPLES.values() for each in files) >= 12


@pytest.mark.parametrize("title", EXAMPLES)
def test_four_files_are_enough(title: str) -> None:
    assert 1 <= len([each for each in EXAMPLES[title] if each.path.startswith("src/")]) <= 4


@pytest.mark.parametrize("each", [each for files in EXAMPLES.values() for each in files], ids=lambda each: each.path)
def test_a_diff_fits_its_file(each: FileDiff) -> None:
    path = ROOT / each.path
    assert path.exists() is not each.is_new
    assert path.parent.is_dir()
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    at = 0
    for line in each.kept:
        assert line in rows[at:], f"{each.path} has no line {line!r}, in this order"
        at = rows.index(line, at) + 1
