"""`broadsheet init`: a new paper in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli.options import HERE


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet init mypaper")
    def init(
        folder: Annotated[
            Path, typer.Argument(metavar="[DIR]", help="Where the paper lives.", show_default="here")
        ] = HERE,
    ) -> None:
        """Make a paper: commented settings, outlets, a ledger and an archive. Asks nothing."""
        from broadsheet.newsroom import create_paper

        made = create_paper(folder)
        for path in made:
            typer.echo(f"made  {path}")
        if not made:
            typer.echo(f"{folder.resolve()} is a paper already; nothing was changed.")
        where = "" if folder == HERE else f"cd {folder} && "
        typer.echo(f"Next: {where}broadsheet add https://an-outlet-you-read.example")
