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


@pytest.mark.parametrize(
    "statement",
    [
        "import broadsheet",
        "import broadsheet.cli",
        "import broadsheet.flow",
        "import broadsheet.editions",
        "import broadsheet.statements",
    ],
)
def test_words_of_languages_are_read_when_they_are_needed(statement: str) -> None:
    """The words and the modules of languages wait for a text."""
    script = (
        f"import sys; {statement}; from broadsheet.languages.loading import current; "
        "print(*{key[0] for key in current().built if isinstance(key, tuple)}, *(name for name in sys.modules if '.languages.en' in name))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    # Dates of feeds are written with the English names of months: that is part of their format.
    assert set(done.stdout.split()) <= {"en"} and "broadsheet.languages.en" not in done.stdout
