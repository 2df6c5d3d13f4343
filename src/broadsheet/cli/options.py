"""Options that several commands share, and how a paper is opened for them."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from broadsheet.cli.show import console_progress
from broadsheet.errors import InputError
from broadsheet.newsroom import Newsroom, open_newsroom
from broadsheet.text.times import EARLIEST, day_shifted, in_zone

PaperFolder = Annotated[
    Path, typer.Option("--paper", "-C", envvar="BROADSHEET_PAPER", help="The folder of the paper.", show_default="here")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for a program to read.")]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A setting for this run, as fetch.connections=5.")
]

HERE = Path()


def program(*, started: str = "", here: Path | None = None, anywhere: bool = False) -> str:
    """What to type for this program, as it was started: `broadsheet` where the shell finds it, else its path, or the
    Python that runs it. `anywhere`: it is to work from another folder too."""
    name = Path(started or sys.argv[0])
    is_command = name.name == "broadsheet"
    found = shutil.which("broadsheet")
    if is_command and found and Path(found).resolve() == name.resolve():
        return "broadsheet"
    # Not resolved: the Python of a virtual environment is a link, and the place of the link is what matters.
    whole = (name if is_command else Path(sys.executable)).absolute()
    folder = (here or Path.cwd()).absolute()
    shown = whole if anywhere or not whole.is_relative_to(folder) else whole.relative_to(folder)
    return shlex.quote(str(shown)) + ("" if is_command else " -m broadsheet")


def opened(paper: Path, *, write: bool = False, settings: Sequence[str] | None = None, quiet: bool = False) -> Newsroom:
    """The paper in that folder, with progress on the terminal."""
    return open_newsroom(paper, write=write, overrides=overrides(settings), progress=console_progress(quiet=quiet))


def overrides(settings: Sequence[str] | None) -> dict[str, str]:
    """The settings of `--set KEY=VALUE`."""
    found: dict[str, str] = {}
    for each in settings or ():
        key, equals, value = each.partition("=")
        if not equals:
            raise InputError(f"--set {each} has no value.", hint="Write it as --set paper.timezone=Europe/Vienna")
        found[key.strip()] = value.strip()
    return found


def moment(text: str, zone: ZoneInfo, *, option: str) -> datetime:
    """A day (its first instant in the paper's zone) or a time, as an instant in UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"{option} {text} is neither a day nor a time.",
            hint=f"Write {option} 2026-03-04 or {option} 2026-03-04T07:00",
        ) from None
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone)
    _check(found.date(), text, option)
    return in_zone(found, UTC)


def day(text: str, *, option: str) -> date:
    """A day."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{option} {text} is no day.", hint=f"Write it as {option} 2026-03-04") from None
    _check(found, text, option)
    return found


def _check(day: date, text: str, option: str) -> None:
    """InputError for a day on which there were no articles yet, or that has not begun anywhere."""
    last = day_shifted(datetime.now(UTC).date(), 1)
    if not EARLIEST.date() <= day <= last:
        raise InputError(
            f"{option} {text} is outside of the days that a paper can have.",
            hint=f"They are {EARLIEST.date()} to {last}.",
        )
