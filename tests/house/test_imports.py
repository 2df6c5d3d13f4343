"""`import broadsheet` stays light: no engine, model runtime, web framework or parser comes with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "aiohttp", "alembic", "dateparser", "feedparser", "fastapi", "jinja2", "lxml", "numpy", "nupunkt", "onnxruntime",
    "py3langid", "ray", "selectolax", "sqlalchemy", "starlette", "torch", "trafilatura", "uvicorn", "warcio",
)  # fmt: skip


def loaded_after(statement: str) -> set[str]:
    script = f"import sys; {statement}; print(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("statement", ["import broadsheet", "import broadsheet.model", "import broadsheet.settings"])
def test_nothing_heavy_comes_with_the_package(statement: str) -> None:
    assert not loaded_after(statement) & set(HEAVY)


def test_the_command_line_starts_without_the_rooms() -> None:
    heavy = set(HEAVY) - {"jinja2"}
    assert not loaded_after("import broadsheet.cli") & heavy
