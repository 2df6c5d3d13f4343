"""`broadsheet init`: a new paper in a folder."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli.options import HERE, program


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet init mypaper --starter uk")(init)


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where the paper lives.", show_default="here")] = HERE,
    starter: Annotated[
        str,
        typer.Option("--starter", metavar="NAME", help="Begin with a list of real outlets, such as world or uk."),
    ] = "",
    timezone: Annotated[
        str,
        typer.Option("--timezone", metavar="ZONE", help="As Europe/Vienna.", show_default="that of this machine"),
    ] = "",
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language",
            metavar="CODE",
            help="A language that is read, as de; may be repeated.",
            show_default="that of the starter list, else of this machine",
        ),
    ] = None,
) -> None:
    """Make a paper: commented settings, outlets, a ledger and an archive. Asks nothing."""
    from broadsheet import settings as options
    from broadsheet import sources
    from broadsheet.newsroom import create_paper
    from broadsheet.newsroom.outlets.languages import system_languages, system_zone

    outlets = sources.starter(starter) if starter else ""
    languages = tuple(language or (sources.starter_languages(starter) if starter else system_languages(os.environ)))
    zone = timezone or system_zone(os.environ) or "UTC"
    chosen = options.load(
        None, environment={}, overrides={"paper.timezone": zone, "paper.languages": ",".join(languages)}
    )
    made = create_paper(folder, settings=chosen, outlets=outlets, licences=sources.licences() if starter else "")
    for path in made:
        typer.echo(f"made  {path}")
    _tell(folder, {path.name for path in made}, starter, languages, zone)
    typer.echo(_keep_going(folder.resolve()))


def _tell(folder: Path, made: set[str], starter: str, languages: Sequence[str], zone: str) -> None:
    """What was chosen for the paper, and what comes next."""
    from broadsheet import sources
    from broadsheet.newsroom.outlets.languages import listed_languages

    if not made:
        typer.echo(f"{folder.resolve()} is a paper already; nothing was changed.")
    elif "broadsheet.toml" in made:
        typer.echo(f"It reads {listed_languages(languages)}, and its times are those of {zone}.")
        typer.echo("  Both stand in broadsheet.toml, under [paper]: languages and timezone.")
    where = "" if folder == HERE else f"cd {shlex.quote(str(folder))} && "
    named = program(anywhere=bool(where))
    if starter and "outlets.toml" not in made:
        typer.echo("outlets.toml was there before; the starter list was not added to it.")
    elif starter and "broadsheet.toml" not in made:
        for note in _unread(folder, languages):
            typer.echo(note)
    if starter:
        typer.echo(f"Next: {where}{named} fetch && {named} edition")
    else:
        typer.echo(f"Next: {where}{named} add https://an-outlet-you-read.example")
        typer.echo(f"  or begin with a list: {named} init DIR --starter NAME ({', '.join(sources.starter_names())})")


def _unread(folder: Path, languages: Sequence[str]) -> list[str]:
    """What is to be changed in the settings that were there before, for the outlets of a starter list to be read."""
    from broadsheet import settings as options
    from broadsheet.newsroom.opening import SETTINGS_FILE
    from broadsheet.newsroom.outlets.sources import how_to_read, is_unread

    read = options.load(folder / SETTINGS_FILE).paper.languages
    return [how_to_read(language, read, what="The list") for language in languages if is_unread(language, read)]


def _keep_going(folder: Path) -> str:
    """How the paper is printed each morning: by `run`, by cron or by systemd."""
    python = f"{shlex.quote(sys.executable)} -m broadsheet"
    where = shlex.quote(str(folder))
    return f"""
To have it printed each morning, leave this running:
  {program(anywhere=True)} run --paper {where}
or let cron do it (crontab -e):
  */20 * * * *  {python} run --once --paper {where}
or systemd (~/.config/systemd/user/broadsheet.service; systemctl --user enable --now broadsheet):
  [Service]
  ExecStart={python} run --paper {where}
  Restart=on-failure
  [Install]
  WantedBy=default.target"""
