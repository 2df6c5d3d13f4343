"""Writes docs/settings.md and docs/commands.md from what the code declares: python tools/docs.py

A test compares both with the code, so that neither can grow old.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.core import TyperGroup

from broadsheet import settings
from broadsheet.cli.main import app

DOCS = Path(__file__).resolve().parent.parent / "docs"
# As the command that is installed, whose name stands in the usage.
AS_INSTALLED = "import sys; from broadsheet.cli.main import main; sys.argv[0] = 'broadsheet'; main()"


def commands() -> tuple[str, ...]:
    """Every command that there is, in the order of the program's own help; those of a group stand behind it."""
    return tuple(_below(typer.main.get_command(app)))


def _below(command: object, before: str = "") -> Iterator[str]:
    if isinstance(command, TyperGroup):
        for name in command.list_commands(typer.Context(command)):
            yield f"{before}{name}"
            yield from _below(command.commands[name], f"{before}{name} ")


def settings_page() -> str:
    """The table of all settings."""
    lines = [
        "# Settings",
        "",
        "Each setting stands once, in `broadsheet.toml`; an environment variable goes before it, and `--set KEY=VALUE` on the",
        "command line before both. The variable for `table.key` is `BROADSHEET_TABLE_KEY`; lists are parted by commas there.",
        "An unknown table or key is an error that names it.",
        "",
        "| setting | default | meaning |",
        "| --- | --- | --- |",
    ]
    for option in settings.option_docs():
        default = ", ".join(option.default) if isinstance(option.default, tuple) else str(option.default)
        lines.append(f"| `{option.path}` | {f'`{default}`' if default else 'empty'} | {option.doc} |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """The help of every command, as it prints."""
    parts = ["# Commands", "", "What `broadsheet COMMAND --help` prints.", "", _help(()), ""]
    for name in commands():
        parts += [f"## broadsheet {name}", "", _help(tuple(name.split())), ""]
    return "\n".join(parts)


def _help(command: tuple[str, ...]) -> str:
    environment = {**os.environ, "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1", "TERMINAL_WIDTH": "100"}
    environment.pop("BROADSHEET_PAPER", None)
    done = subprocess.run(
        [sys.executable, "-c", AS_INSTALLED, *command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    text = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
    return "```text\n" + "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n```"


if __name__ == "__main__":
    (DOCS / "settings.md").write_text(settings_page(), encoding="utf-8")
    (DOCS / "commands.md").write_text(commands_page(), encoding="utf-8")
