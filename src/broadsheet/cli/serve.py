"""`broadsheet serve`: the paper in a browser."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli.options import HERE, Paper, Set


def sample_outlets(paper: Path) -> AbstractContextManager[object]:
    """For a sample paper its outlets, so that links to them lead somewhere; nothing for any other."""
    from broadsheet.demo.running import MARKER
    from broadsheet.demo.server import SampleServer

    return SampleServer() if (paper / MARKER).exists() else nullcontext()


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet serve --port 8001")
    def serve(
        paper: Paper = HERE,
        port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="The port; else serve.port.")] = None,
        host: Annotated[
            str, typer.Option("--host", help="The address; else serve.host, which is this machine alone.")
        ] = "",
        settings: Set = None,
    ) -> None:
        """Serve editions, stories and articles on this machine, until Ctrl-C."""
        from broadsheet import web
        from broadsheet.newsroom import open_newsroom

        overrides = dict(each.split("=", 1) for each in settings or () if "=" in each)
        with open_newsroom(paper, overrides=overrides) as newsroom:
            chosen = newsroom.settings.serve
        address, number = host or chosen.host, chosen.port if port is None else port
        with sample_outlets(paper), web.listening(paper, host=address, port=number) as url:
            typer.echo(f"Serving {paper.resolve()} on {url}  (Ctrl-C ends it)")
            web.wait()
