"""What a person sees when something fails that nobody thought of: one line and where the trace is, never the trace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.cli import logs
from tests.newsroom.papers import command, environment, write_articles

BROKEN = """
import sys
from broadsheet import {module}
def broken(*given, **named):
    raise {error}
{module}.{name} = broken
from broadsheet.cli.main import main
sys.argv = ["broadsheet", *{words!r}]
main()
"""


def broken(
    folder: Path, *words: str, error: str, module: str = "cli.upkeep.doctor", name: str = "opened"
) -> subprocess.CompletedProcess[str]:
    short = f"broadsheet.{module}".rpartition(".")
    code = BROKEN.replace("from broadsheet import {module}", f"from {short[0]} import {short[2]}")
    code = code.format(module=short[2], name=name, error=error, words=list(words))
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment(), capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    command("init", tmp_path / "paper", cwd=tmp_path)
    return tmp_path / "paper"


@pytest.mark.parametrize(
    "error",
    [
        'OverflowError("date value out of range")',
        'ValueError("half \\ud800 a character\\nand two lines")',
        "RecursionError()",
        "MemoryError()",
    ],
)
def test_no_trace_reaches_a_person(folder: Path, error: str) -> None:
    done = broken(folder, "doctor", error=error)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    first, second = done.stderr.strip().splitlines()
    assert error.partition("(")[0] in first
    assert str(folder / "broadsheet.log") in second
    assert "Traceback" in (folder / "broadsheet.log").read_text()


@pytest.mark.parametrize("words", [("-C", "PAPER"), ("-CPAPER",), ("--paper", "PAPER"), ("--paper=PAPER",)])
def test_the_log_lies_in_the_folder_of_the_paper(folder: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = broken(tmp_path, "doctor", *(word.replace("PAPER", str(folder)) for word in words), error='KeyError("x")')
    assert done.returncode == 1
    assert (folder / "broadsheet.log").exists()


def test_without_a_paper_the_log_lies_among_temporary_files(tmp_path: Path) -> None:
    assert logs._folder(["doctor"], {"BROADSHEET_PAPER": str(tmp_path)}) != tmp_path


def test_a_level_that_is_none_does_not_end_a_command(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", "doctor"], cwd=folder, env={**environment(), "BROADSHEET_LOG": "loud"},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_nothing_set_aside_is_said(folder: Path) -> None:
    assert b"Nothing is set aside" in command("retry", cwd=folder).stdout


def test_an_import_that_fails_in_one_stage_ends_well(folder: Path) -> None:
    write_articles(folder / "articles.jsonl", 6)
    done = broken(
        folder,
        "import",
        "articles.jsonl",
        error='OverflowError("date value out of range")',
        module="stories",
        name="group",
    )
    assert done.returncode == 0, done.stderr
    assert "stories: 6 failed (error)" in done.stdout
    assert "Traceback" not in done.stderr
    told = command("doctor", cwd=folder).stdout.decode()
    assert "date value out of range" in told
    assert "broadsheet retry" in told
    assert b"6 items done" in command("retry", cwd=folder).stdout
    assert b"set aside" not in command("doctor", cwd=folder).stdout


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "words", [("edition", "--date"), ("edition", "--since"), ("stories", "--since"), ("edition", "show", "--date")]
)
def test_a_day_outside_of_the_calendar_of_papers_is_refused(folder: Path, words: tuple[str, ...], day: str) -> None:
    from typer.testing import CliRunner

    from broadsheet.cli.main import app
    from broadsheet.errors import InputError

    done = CliRunner().invoke(app, [*words, day, "--paper", str(folder)])
    assert isinstance(done.exception, InputError)
    assert done.exception.message == f"{words[-1]} {day} is outside of the days that a paper can have."
    assert done.exception.hint.startswith("They are 1990-01-01 to 20")
