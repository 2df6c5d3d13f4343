"""Writes docs/settings.md, docs/commands.md and docs/rooms/ from what the code declares: python tools/docs.py

A test compares all of them with the code, so that none can grow old.
"""

from __future__ import annotations

import ast
import json
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

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "broadsheet"
# Whose figures a room's are, where they do not bear its own name.
FIGURES = {"articles": ("extraction", "metadata"), "editions": ("digest",)}
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


def rooms() -> tuple[str, ...]:
    """Every package there is, by name."""
    return tuple(sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")))


def rooms_page() -> str:
    """The list of all rooms, each with what it is in one sentence."""
    rows = [f"| [{room}]({room}.md) | {_first(_said(PACKAGE / room / '__init__.py'))} |" for room in rooms()]
    head = ["# Rooms", "", "A page for each package, made from what its code says of itself.", ""]
    return "\n".join([*head, "| room | what it is |", "| --- | --- |", *rows, ""])


def room_page(room: str) -> str:
    """What a room promises, on which theory, where it is known to fail, its modules and its figures."""
    folder = PACKAGE / room
    lines = [f"# {room}", "", _sections(_said(folder / "__init__.py")), ""]
    for part in sorted(path.parent for path in folder.glob("*/__init__.py")):
        if said := _said(part / "__init__.py"):
            lines += [f"## {room}.{part.name}", "", _sections(said), ""]
    lines += ["## Modules", "", "| module | what it does |", "| --- | --- |"]
    lines += [_row(folder, path) for path in _modules(folder)]
    floors = _floors(room)
    if floors:
        words = (
            "Measured on public data by `make bench`; no change may bring one below its floor (`bench/floors.json`)."
        )
        lines += ["", "## Figures", "", words, "", "| figure | floor |", "| --- | --- |"]
        lines += [f"| {name} | {floor:g} |" for name, floor in floors]
    return "\n".join([*lines, ""])


def _said(path: Path) -> str:
    """The docstring of a module, "" where it has none."""
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def _first(said: str) -> str:
    return " ".join(said.partition("\n\n")[0].split()).replace("|", "\\|")


def _sections(said: str) -> str:
    """A docstring whose labels stand out, each in a paragraph of its own."""
    return re.sub(r"\n+(Promise|Theory|Known failures): ", r"\n\n**\1:** ", said)


def _modules(folder: Path) -> list[Path]:
    """The modules of a package and of its parts, those of the package itself first."""
    found = [
        path for path in folder.rglob("*.py") if path.name != "__init__.py" and (path.parent / "__init__.py").exists()
    ]
    return sorted(found, key=lambda path: (len(path.parts), path))


def _row(folder: Path, path: Path) -> str:
    name = path.relative_to(folder).with_suffix("").as_posix()
    return f"| [{name}](../../src/broadsheet/{path.relative_to(PACKAGE).as_posix()}) | {_first(_said(path))} |"


def _floors(room: str) -> list[tuple[str, float]]:
    floors = json.loads((ROOT / "bench" / "floors.json").read_text(encoding="utf-8"))
    mine = FIGURES.get(room, (room,))
    return [(name, floor) for name, floor in floors.items() if name.partition(".")[0] in mine]


def pages() -> dict[str, str]:
    """Every page that is made, by its path below docs."""
    made = {"settings.md": settings_page(), "commands.md": commands_page(), "rooms/README.md": rooms_page()}
    return made | {f"rooms/{room}.md": room_page(room) for room in rooms()}


def main() -> None:
    (DOCS / "rooms").mkdir(exist_ok=True)
    made = pages()
    for old in (DOCS / "rooms").glob("*.md"):
        if f"rooms/{old.name}" not in made:
            old.unlink()
    for name, page in made.items():
        (DOCS / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
