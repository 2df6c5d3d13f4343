"""`broadsheet withdraw`: erases a text on demand."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, PaperFolder, opened
from broadsheet.errors import InputError, NotFoundError
from broadsheet.newsroom import Newsroom
from broadsheet.text.addresses import normal


def register(app: typer.Typer) -> None:
    app.command(
        epilog='Example: broadsheet withdraw https://example.com/story --reason "At the request of the outlet"'
    )(withdraw)


def withdraw(
    url: Annotated[str, typer.Argument(help="Any address of the article.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; it cannot be undone.")] = False,
    paper: PaperFolder = HERE,
    json: Json = False,
) -> None:
    """Erase an article's text for good: from the ledger, the search, the archive and the editions printed here.

    It cannot be undone, so it asks first. Its hash and the reason stay. `verify` says which lines were withdrawn, and
    so does the next edition. A feed that goes on carrying the text brings its words into the archive again, though
    nobody reads them from there: give the command once more when the outlet has dropped it. Backups, mails that were
    sent and copies of editions are yours to see to.
    """
    with opened(paper, write=True, quiet=json) as newsroom:
        if not yes:
            _ask(newsroom, url)
        newsroom.rounds.resume()
        done = newsroom.retention.withdraw(url, reason)
    if json:
        show.print_json(done)
        return
    if done.already is not None and not (done.versions or done.captures or done.feeds):
        typer.echo(f"{done.url} was withdrawn already, on {done.already:%Y-%m-%d}; nothing of it was here.")
        return
    typer.echo(
        f"Withdrawn: {done.url} ({show.count(done.versions, 'version')}, {show.count(done.captures, 'page')} and "
        f"{show.count(done.feeds, 'feed')} of the archive)."
    )
    for folder in done.editions:
        typer.echo(f"  cited in the edition {folder}")
    if done.editions:
        typer.echo("The next edition says so.")


def _ask(newsroom: Newsroom, url: str) -> None:
    """Goes on only where a person says yes; what is not here is for the withdrawal itself to name."""
    if newsroom.ledger.article_of(normal(url)) is None:
        return
    with suppress(NotFoundError):
        view = newsroom.articles.get(url)
        typer.echo(
            f"{view.outlet.name}: {view.versions[-1].title} ({show.count(len(view.versions), 'version')})", err=True
        )
    typer.echo(
        "Its text will be erased from the ledger, the archive and the printed editions. It cannot be undone.", err=True
    )
    try:
        said = typer.confirm("Erase it?", err=True)
    except typer.Abort:
        typer.echo("", err=True)
        raise InputError(
            "nothing was erased: there was no answer.", hint="Where nobody can be asked, add --yes."
        ) from None
    if not said:
        raise InputError("nothing was erased.")
