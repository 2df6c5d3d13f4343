"""`broadsheet edition`: print one, and what can be done with one that was printed."""

from __future__ import annotations

import json as json_text
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from broadsheet.cli import options, show
from broadsheet.cli.daily import edition_told
from broadsheet.cli.options import HERE, Json, PaperFolder, Set, opened
from broadsheet.editions import Sealed
from broadsheet.errors import InputError
from broadsheet.model import Delivery
from broadsheet.newsroom import Newsroom
from broadsheet.newsroom.editions import Nothing
from broadsheet.pipeline.editions.printing import Printed

Named = Annotated[
    str, typer.Argument(metavar="[EDITION]", help="A recipe, for its newest edition; else a folder or a hash.")
]
Day = Annotated[str, typer.Option("--date", metavar="D", help="With a recipe: the edition of that day.")]
Again = Annotated[bool, typer.Option("--again", help="Send it even if it was sent, or may have been, before.")]

# The options of `edition print` alone.
RecipeName = Annotated[str, typer.Argument(metavar="[RECIPE]", help="What kind of edition.")]
PrintedDay = Annotated[
    str, typer.Option("--date", metavar="D", help="The day that it is for: up to the recipe's hour on D.")
]
SinceOption = Annotated[str, typer.Option("--since", metavar="D", help="A day or time that it begins at.")]
ListedOption = Annotated[bool, typer.Option("--list", help="The same as `edition list`.")]
PublicOption = Annotated[
    Path | None, typer.Option("--public", metavar="FOLDER", help="Write the form for others there, too.")
]
TextOption = Annotated[bool, typer.Option("--text", help="Show the edition here, as plain text.")]
SchemaOption = Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of edition.json.")]
SendOption = Annotated[bool, typer.Option("--send", help="Send it to your own address.")]
WhyOption = Annotated[bool, typer.Option("--why", help="Say why the stories stand in this order.")]


class _PrintFirst(TyperGroup):
    """A group whose first command is meant where none is named: `edition evening` is `edition print evening`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = args and (args[0] in self.commands or args[0] in ("--help", "-h"))
        return super().parse_args(ctx, args if named else ["print", *args])


group = typer.Typer(
    cls=_PrintFirst,
    help="Print an edition (settings for mail stand under \\[mail]), or work with one that was printed.\n\n"
    "Without a command it prints: `broadsheet edition evening` is `broadsheet edition print evening`.",
    epilog="Example: broadsheet edition && broadsheet edition send",
)


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="edition")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the options of `edition print` ask for; `acting`: something is to be done with an edition that is there."""

    recipe: str
    date: str
    since: str
    public: Path | None
    send: bool
    again: bool
    why: bool
    acting: bool


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of it: the edition, and in words what is to be told of it; `mail` only where it was to be sent."""

    printed: Printed
    nothing_new: str
    too_old: str
    published: Sealed | None
    delivery: Delivery | None
    mail: str
    reasons: tuple[tuple[str, str, str], ...]


@group.command("print", epilog="Example: broadsheet edition print morning --date 2026-03-04 --since 2026-03-01")
def edition_print(
    recipe: RecipeName = "morning",
    date: PrintedDay = "",
    since: SinceOption = "",
    listed: ListedOption = False,
    public: PublicOption = None,
    text: TextOption = False,
    schema: SchemaOption = False,
    send: SendOption = False,
    again: Again = False,
    why: WhyOption = False,
    paper: PaperFolder = HERE,
    json: Json = False,
    settings: Set = None,
) -> None:
    """Print an edition: what was seen since the last one, or since the same hour of the day before.

    Where nothing came in since the last one, nothing is printed. With --text, --json, --why, --send or --public the
    edition of today is taken if there is one, and of --date that of that day: none of them prints a second one.
    """
    if schema or listed:
        _print_schema() if schema else _listed(paper, json)
        return
    wanted = _Wanted(recipe, date, since, public, send, again, why, bool(public or text or send or why or json))
    with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
        done = _done(newsroom, wanted)
    if isinstance(done, Nothing):
        edition_told.nothing_at_all(done, date, json)
        return
    if json:
        edition_told.as_json(done.printed, done.delivery)
    elif text:
        edition_told.as_text(done.printed)
    else:
        _tell(done, public)
    _exit_unless_sent(done.delivery)
    if not json and not text:
        typer.echo("Next: broadsheet serve")


def _done(newsroom: Newsroom, wanted: _Wanted) -> _Done | Nothing:
    """Prints an edition, or takes the one that is there, and does with it what is wanted; Nothing where there is nothing
    to print."""
    if wanted.send:
        newsroom.editions.check_mail()
    newsroom.rounds.resume()
    day, zone = _day(wanted.date), newsroom.settings.paper.zone
    nothing = None if wanted.since else newsroom.editions.nothing_in(wanted.recipe, day=day)
    if nothing is not None:
        show.end_progress(newsroom.progress)
        return nothing
    since = options.moment(wanted.since, zone, option="--since") if wanted.since else None
    printed = newsroom.editions.current(wanted.recipe, day=day, since=since, acting=wanted.acting)
    show.end_progress(newsroom.progress)
    quiet = not (printed.anew or wanted.acting or wanted.date or wanted.since)
    nothing_new = edition_told.nothing_new(newsroom, printed) if quiet else ""
    too_old = "" if wanted.since else edition_told.too_old(newsroom, printed)
    published = newsroom.editions.publish(printed, wanted.public) if wanted.public else None
    delivery, mail = _mailed(newsroom, printed, again=wanted.again) if wanted.send else (None, "")
    reasons = newsroom.editions.reasons(printed) if wanted.why else ()
    return _Done(printed, nothing_new, too_old, published, delivery, mail, reasons)


def _mailed(newsroom: Newsroom, printed: Printed, *, again: bool) -> tuple[Delivery, str]:
    """The edition in the mail, and how that went in words."""
    begun = newsroom.context.now()
    delivery = newsroom.editions.send(printed, again=again)
    earlier = edition_told.sent_before(delivery, begun, newsroom.settings.paper.zone)
    return delivery, earlier or edition_told.delivered(delivery, printed)


def _tell(done: _Done, public: Path | None) -> None:
    """The edition in some lines, and what was done with it."""
    if done.nothing_new:
        typer.echo(done.nothing_new)
    else:
        edition_told.summary(done.printed)
    if done.too_old:
        typer.echo(done.too_old)
    if done.published is not None:
        lines = show.count(len(done.published.edition.lines()), "line")
        typer.echo(f"  public  {public}  ({lines}, hash {done.published.hash[:16]})")
    edition_told.order(done.reasons)
    if done.mail:
        typer.echo(f"  mail  {done.mail}")


@group.command("show", epilog="Example: broadsheet edition show morning --date 2026-03-04 --text")
def edition_show(
    edition: Named = "morning",
    date: Day = "",
    text: Annotated[bool, typer.Option("--text", help="The edition as plain text.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Why the stories stand in this order.")] = False,
    lines: Annotated[bool, typer.Option("--lines", help="Every line with its number, as `correct` takes it.")] = False,
    paper: PaperFolder = HERE,
    json: Json = False,
) -> None:
    """Show an edition that was printed. Nothing is printed anew."""
    with opened(paper, quiet=json) as newsroom:
        printed = newsroom.editions.find(edition, day=_day(date))
        reasons = newsroom.editions.reasons(printed) if why else ()
    if json:
        edition_told.as_json(printed, None)
    elif text:
        edition_told.as_text(printed)
    elif lines:
        for line in printed.edition.lines():
            typer.echo(f"{line.id}\t{line.words}")
    else:
        edition_told.summary(printed)
        edition_told.order(reasons)


@group.command("send", epilog="Example: broadsheet edition send morning --date 2026-03-04")
def edition_send(
    edition: Named = "morning",
    date: Day = "",
    again: Again = False,
    paper: PaperFolder = HERE,
    json: Json = False,
    settings: Set = None,
) -> None:
    """Send an edition that was printed to your own address (settings under \\[mail]). Exit code 1 if it was not sent."""
    with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
        newsroom.editions.check_mail()
        printed = newsroom.editions.find(edition, day=_day(date))
        delivery, mail = _mailed(newsroom, printed, again=again)
    if json:
        show.print_json(delivery)
    else:
        typer.echo(f"{printed.folder.name}: {mail}")
    _exit_unless_sent(delivery)


@group.command("public", epilog="Example: broadsheet edition public ../shown morning --date 2026-03-04")
def edition_public(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where it goes: a new folder.")],
    edition: Named = "morning",
    date: Day = "",
    paper: PaperFolder = HERE,
    json: Json = False,
) -> None:
    """Write the form of an edition that others may be shown: short quotations, headlines and links."""
    with opened(paper, quiet=json) as newsroom:
        printed = newsroom.editions.find(edition, day=_day(date))
        published = newsroom.editions.publish(printed, folder)
    if json:
        show.print_json({"hash": published.hash, "folder": str(folder), "of": printed.hash})
        return
    typer.echo(f"{printed.folder.name} for others: {folder / 'index.html'}")
    typer.echo(f"  {show.count(len(published.edition.lines()), 'line')}, hash {published.hash}")


@group.command("remove", epilog="Example: broadsheet edition remove 2026-03-04-morning-2 --yes")
def edition_remove(
    edition: Annotated[str, typer.Argument(metavar="EDITION", help="Its folder or its hash; or a recipe.")],
    date: Day = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    paper: PaperFolder = HERE,
) -> None:
    """Take an edition out of the paper, with its folder. What it was made of stays; so does what was sent of it."""
    with opened(paper, write=True) as newsroom:
        printed = newsroom.editions.find(edition, day=_day(date))
        named = f"{printed.folder.name} ({edition_told.counted(printed)})"
        if not yes and not _agreed(f"Remove the edition {named}?"):
            typer.echo("Nothing was removed.")
            return
        newsroom.editions.remove(printed)
    typer.echo(f"Removed: {named}. The archive notes it. The next edition covers its time again.")


@group.command("list", epilog="Example: broadsheet edition list --json")
def edition_list(paper: PaperFolder = HERE, json: Json = False) -> None:
    """List the editions that were printed: day, recipe, the time that each goes up to, its first headline."""
    _listed(paper, json)


def _agreed(question: str) -> bool:
    """The answer to a question; where nobody can be asked, InputError says how to answer beforehand."""
    import sys

    if not sys.stdin.isatty():
        raise InputError("this needs a yes.", hint="Nobody can be asked here: give --yes.")
    return typer.confirm(question)


def _day(text: str) -> date | None:
    return options.day(text, option="--date") if text else None


def _print_schema() -> None:
    from broadsheet.editions import edition_schema

    typer.echo(json_text.dumps(edition_schema(), indent=2))


def _exit_unless_sent(delivery: Delivery | None) -> None:
    if delivery is not None and delivery.state != "sent":
        raise typer.Exit(1)


def _listed(paper: Path, json: bool) -> None:
    with opened(paper) as newsroom:
        shelf = newsroom.edition_list.listed(limit=1000)
    if json:
        show.print_json([each.row for each in shelf])
        return
    if not shelf:
        typer.echo("No edition was printed yet. Print one: broadsheet edition")
        return
    show.table(
        [
            (each.row.date, each.row.recipe, each.time, each.lead[:60], each.row.folder, each.row.hash[:16])
            for each in shelf
        ],
        head=("Date", "Recipe", "Up to", "First headline", "Folder", "Hash"),
    )
