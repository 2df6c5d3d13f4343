"""`broadsheet verify FOLDER`: is every line of an edition what its sources say?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import Json


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet verify editions/2026-03-04-morning --hash 3f9a…")
    def verify(
        folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of an edition.")],
        hash: Annotated[
            str, typer.Option("--hash", metavar="H", help="The hash that the page or the mail carries.")
        ] = "",
        json: Json = False,
    ) -> None:
        """Check an edition against its proofs, offline. Exit code 1 where anything does not fit.

        With the hash that page and mail carry, any change is found. Without it, any inconsistency is, which
        is less: someone may have made all of it anew.
        """
        from broadsheet.newsroom.editions import verify_folder

        verdict = verify_folder(folder, expected=hash.strip().lower())
        if json:
            show.print_json(verdict)
        else:
            for problem in verdict.problems[:40]:
                typer.echo(f"  {problem}")
            if len(verdict.problems) > 40:
                typer.echo(f"  … and {len(verdict.problems) - 40:,} more")
            for gone in verdict.withdrawn:
                typer.echo(f"  {gone}")
            typer.echo(verdict.words)
        if not verdict.ok:
            raise typer.Exit(1)
