"""`broadsheet edition`: print one."""

from __future__ import annotations

import json as json_text
from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli import options, show
from broadsheet.cli.options import HERE, Json, Paper, Set, opened
from broadsheet.model import Delivery


def register(app: typer.Typer) -> None:
    @app.command(epilog="Example: broadsheet edition morning --date 2026-03-04 --since 2026-03-01")
    def edition(
        recipe: Annotated[str, typer.Argument(metavar="[RECIPE]", help="What kind of edition.")] = "morning",
        date: Annotated[
            str, typer.Option("--date", metavar="D", help="The day that it is for: up to the recipe's hour on D.")
        ] = "",
        since: Annotated[str, typer.Option("--since", metavar="D", help="A day or time that it begins at.")] = "",
        listed: Annotated[bool, typer.Option("--list", help="List the editions that were printed.")] = False,
        public: Annotated[
            Path | None,
            typer.Option("--public", metavar="FOLDER", help="Write the form that others may be shown, too."),
        ] = None,
        text: Annotated[bool, typer.Option("--text", help="Print the edition here, as plain text.")] = False,
        schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of edition.json.")] = False,
        send: Annotated[
            bool, typer.Option("--send", help="Send it to your own address (settings under \\[mail]).")
        ] = False,
        again: Annotated[
            bool, typer.Option("--again", help="With --send: send it even if it was sent, or may have been, before.")
        ] = False,
        why: Annotated[bool, typer.Option("--why", help="Say why the stories stand in this order.")] = False,
        paper: Paper = HERE,
        json: Json = False,
        settings: Set = None,
    ) -> None:
        """Print an edition: what was seen since the last one, or in the 24 hours before."""
        if schema:
            from broadsheet.editions import edition_schema

            typer.echo(json_text.dumps(edition_schema(), indent=2))
            return
        if listed:
            _list(paper, json)
            return
        with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
            newsroom.rounds.resume()
            zone = newsroom.settings.paper.timezone
            printed = newsroom.editions.print(
                recipe,
                day=options.day(date, option="--date") if date else None,
                since=options.moment(since, zone, option="--since") if since else None,
            )
            show.end_progress(newsroom.progress)
            published = newsroom.editions.publish(printed, public) if public else None
            delivery = newsroom.editions.send(printed, again=again) if send else None
        if json:
            show.print_json(
                {
                    "hash": printed.hash,
                    "folder": str(printed.folder),
                    "anew": printed.anew,
                    "edition": printed.edition,
                    "delivery": delivery,
                }
            )
            return
        if text:
            typer.echo((printed.folder / "edition.txt").read_text(encoding="utf-8"))
            return
        entries = sum(len(section.entries) for section in printed.edition.sections)
        typer.echo(
            f"{'Printed' if printed.anew else 'Printed before'}: {show.count(entries, 'story', 'stories')}, "
            f"{show.count(len(printed.edition.lines()), 'line')}"
        )
        typer.echo(f"  page  {_shown(printed.folder / 'index.html')}")
        typer.echo(f"  text  {_shown(printed.folder / 'edition.txt')}")
        typer.echo(f"  hash  {printed.hash}")
        if published is not None:
            typer.echo(
                f"  public  {public}  ({show.count(len(published.edition.lines()), 'line')}, hash {published.hash[:16]})"
            )
        if delivery is not None:
            typer.echo(f"  mail  {_delivered(delivery)}")
        if why:
            typer.echo("\nThe order of stories, by the formula in docs/ranking.md")
            for _, title, standing in printed.why[:40]:
                typer.echo(f"  {title}\n    {standing}")
        if delivery is not None and delivery.state != "sent":
            raise typer.Exit(1)
        typer.echo("Next: broadsheet serve")


def _delivered(delivery: Delivery) -> str:
    """How a delivery stands, and what to do."""
    if delivery.state == "sent":
        return f"sent to {delivery.address}"
    if delivery.state == "failed":
        return f"not sent to {delivery.address}: {delivery.detail}. Run the command again once that is mended."
    return (
        f"it is not known whether {delivery.address} has it: {delivery.detail}. It is not sent again by itself; look into the "
        "mailbox, and use --send --again if it is not there."
    )


def _shown(path: Path) -> str:
    return str(path)


def _list(paper: Path, json: bool) -> None:
    with opened(paper) as newsroom:
        rows = newsroom.editions.list(limit=1000)
    if json:
        show.print_json(rows)
        return
    if not rows:
        typer.echo("No edition was printed yet. Print one: broadsheet edition")
    show.table(
        [(row.date, row.recipe, row.folder, row.hash[:16]) for row in rows], head=("Date", "Recipe", "Folder", "Hash")
    )
