"""`broadsheet demo`: an edition of the sample outlets, made in front of you."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.daily.serve import TRIES, said_taken
from broadsheet.cli.options import program
from broadsheet.errors import BroadsheetError

if TYPE_CHECKING:
    from broadsheet.demo.server import SampleServer


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet demo --no-serve")(demo)


def demo(
    folder: Annotated[Path, typer.Option("--folder", help="Where the sample paper is made.")] = Path("sample"),
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Where the paper is served, or the next free one.")
    ] = 8000,
    refusing: Annotated[
        bool, typer.Option("--refusing", help="Let three of the five outlets keep their pages to themselves.")
    ] = False,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the paper once it is printed.")] = True,
) -> None:
    """Fetch the five sample outlets of a made-up country over HTTP, print two editions, serve them."""
    from broadsheet import web
    from broadsheet.demo import catalogue, running

    progress = show.console_progress()
    with _outlets(refusing) as server:
        made = running.make(folder, server, progress=progress)
        show.end_progress(progress)
        for printed in made:
            typer.echo(
                f"{printed.edition.date:%A} {printed.edition.date.day} {printed.edition.date:%B %Y}  {printed.folder / 'index.html'}"
            )
            typer.echo(f"  check it: {program()} verify {shlex.quote(str(printed.folder))} --hash {printed.hash}")
        if not serve:
            _own()
            return
        clock = running.SetClock(catalogue.CLOCK)
        with web.listening(folder, host="127.0.0.1", port=port, tries=TRIES, now=clock) as url:
            said_taken(url, port)
            typer.echo(f"\nThe sample paper is served on {url}  (Ctrl-C ends it)")
            _own()
            web.wait()


@contextmanager
def _outlets(refusing: bool) -> Iterator[SampleServer]:
    """The sample outlets on their own port, or on a free one where that is taken."""
    from broadsheet.demo.server import SAMPLE_PORT, SampleServer

    with ExitStack() as stack:
        try:
            server = stack.enter_context(SampleServer(refusing=refusing))
        except BroadsheetError:
            server = stack.enter_context(SampleServer(0, refusing=refusing))
            typer.echo(f"Port {SAMPLE_PORT} is taken; the sample outlets are on {server.port}.", err=True)
        yield server


def _own() -> None:
    # Some of these are typed after a change of folder.
    named = program(anywhere=True)
    typer.echo(
        f"Make your own:  {named} init mypaper && cd mypaper && {named} add https://an-outlet-you-read.example && {named} fetch && {named} edition"
    )
