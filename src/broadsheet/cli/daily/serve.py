"""`broadsheet serve`: the paper in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from broadsheet.cli import options
from broadsheet.cli.options import HERE, PaperFolder, Set
from broadsheet.errors import BroadsheetError, InputError

if TYPE_CHECKING:
    from broadsheet.pipeline.context import Clock

TRIES = 20  # ports that are tried where the first one is taken


@contextmanager
def sample_outlets(paper: Path) -> Iterator[Clock | None]:
    """For a sample paper its clock, and its outlets, so that links to them lead somewhere; nothing for any other."""
    from broadsheet.demo.running import sample
    from broadsheet.demo.server import SampleServer

    found = sample(paper)
    if found is None:
        yield None
        return
    with ExitStack() as stack:
        try:
            stack.enter_context(SampleServer(found.port))
        except BroadsheetError:
            typer.echo(f"Port {found.port} is taken: links to the sample outlets lead nowhere meanwhile.", err=True)
        yield found.clock


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet serve --port 8001")(serve)


def serve(
    paper: PaperFolder = HERE,
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, help="This port and no other; else serve.port or the next free one."),
    ] = None,
    host: Annotated[
        str, typer.Option("--host", help="The address; else serve.host, which is this machine alone.")
    ] = "",
    anyone: Annotated[
        bool, typer.Option("--anyone", help="There is no log-in: let all who can reach the address read the paper.")
    ] = False,
    settings: Set = None,
) -> None:
    """Serve editions, stories and articles on this machine, until Ctrl-C.

    The paper has no log-in. To read it from elsewhere, leave it on 127.0.0.1 behind a web server that asks for a
    password, and set paper.base_url to the address that it has there.
    """
    from broadsheet import web
    from broadsheet.newsroom import open_newsroom

    with open_newsroom(paper, overrides=options.overrides(settings)) as newsroom:
        chosen = newsroom.settings.serve
    address, number = host or chosen.host, chosen.port if port is None else port
    if not web.is_local(address) and not anyone:
        raise _open_to_all(address)
    tries = TRIES if port is None else 1
    with (
        sample_outlets(paper) as clock,
        web.listening(paper, host=address, port=number, tries=tries, now=clock) as url,
    ):
        said_taken(url, number)
        typer.echo(f"Serving {paper.resolve()} on {url}  (Ctrl-C ends it)")
        web.wait()


def _open_to_all(address: str) -> InputError:
    return InputError(
        f"{address} can be reached from other machines, and the paper has no log-in: whoever reaches it reads all of it.",
        hint="Leave it on 127.0.0.1 and put a web server in front that asks for a password (paper.base_url is the "
        "address that it has there); or add --anyone, if all who can reach this machine may read it.",
    )


def said_taken(url: str, wanted: int) -> None:
    """Says that another port was taken, where it was."""
    found = int(url.rpartition(":")[2])
    if wanted and found != wanted:
        typer.echo(f"Port {wanted} is taken; this is {found}.", err=True)
