"""`broadsheet verify FOLDER`: is every line of an edition what its sources say?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import Json
from broadsheet.errors import InputError

if TYPE_CHECKING:
    from broadsheet.editions import Verdict

_SHOWN = 40  # problems that are told one by one


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet verify editions/2026-03-04-morning --hash 3f9a…")(verify)


def verify(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of an edition.")],
    hash: Annotated[
        str | None,
        typer.Option("--hash", metavar="H", help="The hash that page and mail carry, or its first 8 digits or more."),
    ] = None,
    paper: Annotated[
        Path | None,
        typer.Option(
            "--paper",
            "-C",
            envvar="BROADSHEET_PAPER",
            metavar="PAPER",
            help="The folder of the paper that printed it: its ledger says what was withdrawn.",
            show_default="the one that FOLDER lies in, or here",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Check an edition against its proofs, offline. Exit code 0 where it is sound, 1 where anything does not fit or
    cannot be proven, 2 where the hash is no hash.

    With the hash that page and mail carry, any change is found. Without it, any inconsistency is, which
    is less: someone may have made all of it anew. With its first digits alone, any accident is.
    """
    from broadsheet.newsroom.upkeep.checking import verify_folder

    verdict = verify_folder(folder, expected=_given(hash), paper=paper)
    if json:
        show.print_json(verdict)
    else:
        _tell(verdict)
    if not verdict.ok:
        raise typer.Exit(1)


def _tell(verdict: Verdict) -> None:
    for problem in verdict.problems[:_SHOWN]:
        typer.echo(f"  {problem}")
    if len(verdict.problems) > _SHOWN:
        typer.echo(f"  … and {len(verdict.problems) - _SHOWN:,} more")
    for gone in verdict.withdrawn:
        typer.echo(f"  {gone}")
    typer.echo(verdict.words)


def _given(hash: str | None) -> str:
    """The hash in its one spelling, "" where none was given. One that is empty was meant to be one: it is refused."""
    from broadsheet.editions import hash_given

    if hash is None:
        return ""
    try:
        return hash_given(hash)
    except InputError as error:
        typer.echo(f"broadsheet: --hash: {error.message}", err=True)
        typer.echo(f"  {error.hint}", err=True)
        raise typer.Exit(2) from error
