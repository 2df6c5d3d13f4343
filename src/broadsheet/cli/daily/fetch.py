"""`broadsheet fetch`: what is new in the outlets."""

from __future__ import annotations

from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, PaperFolder, Set, opened
from broadsheet.cli.setup.imports import show_leftovers
from broadsheet.cli.told import plain, told_of
from broadsheet.newsroom import Newsroom
from broadsheet.newsroom.outlets.accounts import LeftOutOfRounds, left_out
from broadsheet.newsroom.rounds import Account


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet fetch --outlet bbc")(fetch)


def fetch(
    paper: PaperFolder = HERE,
    outlet: Annotated[list[str] | None, typer.Option("--outlet", help="Only this outlet; may be repeated.")] = None,
    json: Json = False,
    settings: Set = None,
) -> None:
    """Fetch the feeds, then the articles that they lead to. Exit code 1 where not one feed could be read."""
    with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
        account = newsroom.rounds.fetch(only=outlet or ())
        show.end_progress(newsroom.progress)
        missing = left_out(newsroom.ledger, [each.round.id for each in (*account.resumed, account)])
        if json:
            show.print_json(plain(account, missing))
        else:
            _tell(newsroom, account, missing)
    read = account.of("feeds", "made") + account.of("feeds", "unchanged")
    failed = account.of("feeds", "failed") + account.of("feeds", "rejected")
    if failed and not read:
        typer.echo(
            "broadsheet: no source could be read; nothing is lost, and the next fetch asks again.\n"
            "  See that you are online; `broadsheet sources` says for each of them what was wrong.",
            err=True,
        )
        raise typer.Exit(1)
    if not json and any(each.of("articles", "made") for each in (account, *account.resumed)):
        typer.echo("Next: broadsheet edition")


def _tell(newsroom: Newsroom, account: Account, missing: LeftOutOfRounds) -> None:
    """What the fetch came to: feeds, articles, what was left out and what is still to be fetched."""
    same = account.of("feeds", "unchanged")
    feeds = account.of("feeds", "made") + same
    told = f" ({'' if same == feeds else f'{same} of them '}unchanged)" if same else ""
    typer.echo(f"{show.count(feeds, 'feed')} read{told}, {show.count(account.of('articles', 'made'), 'new article')}.")
    if account.resumed:
        earlier = sum(each.of("articles", "made") for each in account.resumed)
        typer.echo(f"{show.count(earlier, 'new article')} more, of a fetch or import that had been stopped.")
    show_leftovers(account.counts)
    for line in told_of(missing, newsroom.settings):
        typer.echo(line)
    if waiting := len(newsroom.ledger.waiting(account.round.sources)):
        typer.echo(f"{show.count(waiting, 'more page')} of these outlets will be fetched next time.")
