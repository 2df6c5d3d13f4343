"""`broadsheet add`: another source."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, PaperFolder, Set, opened
from broadsheet.sources import FoundFeed
from broadsheet.text.addresses import public_url


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet add https://www.example.com/")(add)


def add(
    url: Annotated[str, typer.Argument(help="A feed, a page or a domain of an outlet.")],
    paper: PaperFolder = HERE,
    look: Annotated[bool, typer.Option("--look", help="Show what is there and add nothing.")] = False,
    json: Json = False,
    settings: Set = None,
) -> None:
    """Find the feeds behind an address and add the best one to outlets.toml."""
    with opened(paper, write=not look, settings=settings, quiet=json) as newsroom:
        zone = newsroom.settings.paper.zone
        if look:
            offer = newsroom.sources.find(url)
            outlet, best, others, anew = "", offer.feeds[0], offer.feeds[1:], False
            notes = newsroom.sources.notes(best)
        else:
            added = newsroom.sources.add(url)
            outlet, best, others, anew, notes = added.outlet, added.feed, added.others, added.anew, added.notes
    if json:
        shown = {
            "outlet": outlet,
            "added": anew,
            "feed": _plain(best),
            "others": [_plain(each) for each in others],
            "notes": notes,
        }
        show.print_json(shown)
        return
    if look:
        typer.echo("The best one first:")
    else:
        typer.echo(f"{'Added' if anew else 'Read already'}: {outlet}")
    _feed(best, zone)
    for note in notes:
        typer.echo(f"  {note}")
    if others:
        typer.echo("Also there:")
    for each in others:
        _feed(each, zone)
    typer.echo("Next: broadsheet add ADDRESS for another of them" if look else "Next: broadsheet fetch")


def _feed(feed: FoundFeed, zone: ZoneInfo) -> None:
    facts = [show.count(feed.entries, "entry", "entries")]
    facts += [f"the last of {show.when(feed.last, zone)}"] if feed.last else []
    facts += [f"in {feed.language}"] if feed.language else []
    typer.echo(f"  {feed.title or 'without a title'}  {public_url(feed.url)}")
    typer.echo(f"    {', '.join(facts)}")
    for title in feed.titles:
        typer.echo(f"    · {title}")


def _plain(feed: FoundFeed) -> dict[str, object]:
    return {
        "url": public_url(feed.url),
        "title": feed.title,
        "entries": feed.entries,
        "last": feed.last,
        "language": feed.language,
        "titles": feed.titles,
    }
