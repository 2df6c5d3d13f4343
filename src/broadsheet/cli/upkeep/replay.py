"""`broadsheet replay`: a paper made again from its archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json
from broadsheet.newsroom.replay import replay as make_again
from broadsheet.pipeline.rerun.replaying import Compared


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet replay --into ../again")(replay)


def replay(
    into: Annotated[Path, typer.Option("--into", metavar="DIR", help="Where the new paper goes: a new folder.")],
    source: Annotated[
        Path, typer.Argument(metavar="DIR", help="A paper's folder, or a folder of its WARC files.")
    ] = HERE,
    json: Json = False,
) -> None:
    """Make a paper again from its archive alone, and compare: every version and every edition, hash by hash.

    Nothing is fetched. It shows whether the archive is whole, and brings a lost ledger back. What is not in the
    archive: settings, outlets.toml and rules (copy them), deliveries, the state of the sources, and what you muted or
    corrected since the last edition. Exit code 1 where anything is damaged, missing or came out otherwise.
    """
    says = show.console_progress(quiet=json)
    done = make_again(source, into, progress=says)
    show.end_progress(says)
    if json:
        show.print_json(done)
    else:
        typer.echo(f"{show.count(done.rounds, 'round')} made again from the archive in {into}.")
        typer.echo(f"  versions: {_words(done.versions)}")
        typer.echo(f"  editions: {_words(done.editions)}")
        for each in done.damaged:
            typer.echo(f"  damaged: {each}")
        if done.missing:
            numbers = ", ".join(map(str, done.missing[:10])) + (", …" if len(done.missing) > 10 else "")
            typer.echo(f"  the archive does not have the beginning or the end of: round {numbers}")
    if not done.ok:
        raise typer.Exit(1)


def _words(compared: Compared) -> str:
    parts = [f"{compared.same:,} as before"]
    if compared.gone:
        parts.append(f"{compared.gone:,} that rest on what the archive no longer has")
    if compared.different:
        named = ", ".join(compared.different[:5]) + (", …" if len(compared.different) > 5 else "")
        parts.append(f"{len(compared.different):,} that came out otherwise ({named})")
    return "; ".join(parts)
