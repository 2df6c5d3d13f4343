"""The house stays one that a newcomer finds their way in: packages of a dozen modules, functions that fit a screen."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "broadsheet"
MODULES, LINES = 12, 40
# A migration is a list of what it makes, and is never changed again.
LONG = {"store/migrations/versions/0001_ledger.py"}


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in PACKAGE.rglob("*.py")}), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_a_package_has_a_dozen_modules_at_most(folder: Path) -> None:
    modules = sorted(path.name for path in folder.glob("*.py") if path.name != "__init__.py")
    assert len(modules) <= MODULES, modules


def test_no_function_is_longer_than_forty_lines() -> None:
    found = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or 0) - node.lineno + 1
                if size > LINES and path.relative_to(PACKAGE).as_posix() not in LONG:
                    found.append(f"{path.relative_to(PACKAGE)}: {node.name} has {size} lines")
    assert found == []
