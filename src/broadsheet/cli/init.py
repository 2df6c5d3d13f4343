"""`broadsheet init`: a new paper in a folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli.options import HERE


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet init mypaper --starter uk")
    def init(
        folder: Annotated[
            Path, typer.Argument(metavar="[DIR]", help="Where the paper lives.", show_default="here")
        ] = HERE,
        starter: Annotated[
            str,
            typer.Option("--starter", metavar="NAME", help="Begin with a list of real outlets, such as world or uk."),
        ] = "",
    ) -> None:
        """Make a paper: commented settings, outlets, a ledger and an archive. Asks nothing."""
        from broadsheet import sources
        from broadsheet.newsroom import create_paper

        outlets = sources.starter(starter) if starter else ""
        made = create_paper(folder, outlets=outlets, licences=sources.licences() if starter else "")
        for path in made:
            typer.echo(f"made  {path}")
        if not made:
            typer.echo(f"{folder.resolve()} is a paper already; nothing was changed.")
        where = "" if folder == HERE else f"cd {folder} && "
        if starter and not any(path.name == "outlets.toml" for path in made):
            typer.echo("outlets.toml was there before; the starter list was not added to it.")
        if starter:
            typer.echo(f"Next: {where}broadsheet fetch && broadsheet edition")
        else:
            typer.echo(f"Next: {where}broadsheet add https://an-outlet-you-read.example")
            typer.echo(
                f"  or begin with a list: broadsheet init DIR --starter NAME ({', '.join(sources.starter_names())})"
            )
        typer.echo(_keep_going(folder.resolve()))


def _keep_going(folder: Path) -> str:
    """How the paper is printed each morning: by `run`, by cron or by systemd."""
    program = f"{sys.executable} -m broadsheet"
    return f"""
To have it printed each morning, leave this running:
  broadsheet run --paper {folder}
or let cron do it (crontab -e):
  */20 * * * *  {program} run --once --paper {folder}
or systemd (~/.config/systemd/user/broadsheet.service; systemctl --user enable --now broadsheet):
  [Service]
  ExecStart={program} run --paper {folder}
  Restart=on-failure
  [Install]
  WantedBy=default.target"""
