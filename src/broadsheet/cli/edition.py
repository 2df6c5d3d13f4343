"""`broadsheet edition`: print one, and what can be done with one that was printed."""

from __future__ import annotations

import json as json_text
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from typer.core import TyperGroup

from broadsheet.cli import options, show
from broadsheet.cli.options import HERE, Json, PaperFolder, Set, opened
from broadsheet.errors import InputError
from broadsheet.model import Delivery
from broadsheet.newsroom import Newsroom
from broadsheet.newsroom.editions import Nothing
from broadsheet.pipeline.printing import Printed

Named = Annotated[
    str, typer.Argument(metavar="[EDITION]", help="A recipe, for its newest edition; else a folder or a hash.")
]
Day = Annotated[str, typer.Option("--date", metavar="D", help="With a recipe: the edition of that day.")]
Again = Annotated[bool, typer.Option("--again", help="Send it even if it was sent, or may have been, before.")]


class _PrintFirst(TyperGroup):
    """A group whose first command is meant where none is named: `edition evening` is `edition print evening`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = args and (args[0] in self.commands or args[0] in ("--help", "-h"))
        return super().parse_args(ctx, args if named else ["print", *args])


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        cls=_PrintFirst,
        help="Print an edition (settings for mail stand under \\[mail]), or work with one that was printed.\n\n"
        "Without a command it prints: `broadsheet edition evening` is `broadsheet edition print evening`.",
        epilog="Example: broadsheet edition && broadsheet edition send",
    )
    for command in (_print, _show, _send, _public, _remove, _list):
        command(group)
    app.add_typer(group, name="edition")


def _print(group: typer.Typer) -> None:
    @group.command("print", epilog="Example: broadsheet edition print morning --date 2026-03-04 --since 2026-03-01")
    def edition_print(
        recipe: Annotated[str, typer.Argument(metavar="[RECIPE]", help="What kind of edition.")] = "morning",
        date: Annotated[
            str, typer.Option("--date", metavar="D", help="The day that it is for: up to the recipe's hour on D.")
        ] = "",
        since: Annotated[str, typer.Option("--since", metavar="D", help="A day or time that it begins at.")] = "",
        listed: Annotated[bool, typer.Option("--list", help="The same as `edition list`.")] = False,
        public: Annotated[
            Path | None, typer.Option("--public", metavar="FOLDER", help="Write the form for others there, too.")
        ] = None,
        text: Annotated[bool, typer.Option("--text", help="Show the edition here, as plain text.")] = False,
        schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of edition.json.")] = False,
        send: Annotated[bool, typer.Option("--send", help="Send it to your own address.")] = False,
        again: Again = False,
        why: Annotated[bool, typer.Option("--why", help="Say why the stories stand in this order.")] = False,
        paper: PaperFolder = HERE,
        json: Json = False,
        settings: Set = None,
    ) -> None:
        """Print an edition: what was seen since the last one, or since the same hour of the day before.

        Where nothing came in since the last one, nothing is printed. With --text, --json, --why, --send or --public the
        edition of today is taken if there is one, and of --date that of that day: none of them prints a second one.
        """
        if schema:
            from broadsheet.editions import edition_schema

            typer.echo(json_text.dumps(edition_schema(), indent=2))
            return
        if listed:
            _listed(paper, json)
            return
        acting = bool(public or text or send or why or json)
        with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
            if send:
                newsroom.editions.check_mail()
            newsroom.rounds.resume()
            zone = newsroom.settings.paper.zone
            nothing = None if since else newsroom.editions.nothing_in(recipe, day=_day(date))
            if nothing is not None:
                show.end_progress(newsroom.progress)
                _nothing_at_all(nothing, date, json)
                return
            printed = newsroom.editions.current(
                recipe,
                day=_day(date),
                since=options.moment(since, zone, option="--since") if since else None,
                acting=acting,
            )
            show.end_progress(newsroom.progress)
            quiet = not (printed.anew or acting or date or since)
            told = _nothing_new(newsroom, printed) if quiet else ""
            older = "" if since else _too_old(newsroom, printed)
            published = newsroom.editions.publish(printed, public) if public else None
            begun = newsroom.context.now()
            delivery = newsroom.editions.send(printed, again=again) if send else None
            earlier = _sent_before(delivery, begun, zone) if delivery else ""
            reasons = newsroom.editions.reasons(printed) if why else ()
        if json:
            _as_json(printed, delivery)
        elif text:
            _as_text(printed)
        else:
            if told:
                typer.echo(told)
            else:
                _summary(printed)
        if not json and not text:
            if older:
                typer.echo(older)
            if published is not None:
                lines = show.count(len(published.edition.lines()), "line")
                typer.echo(f"  public  {public}  ({lines}, hash {published.hash[:16]})")
            _why(reasons)
            if delivery is not None:
                typer.echo(f"  mail  {earlier or _delivered(delivery, printed)}")
        _exit_unless_sent(delivery)
        if not json and not text:
            typer.echo("Next: broadsheet serve")


def _show(group: typer.Typer) -> None:
    @group.command("show", epilog="Example: broadsheet edition show morning --date 2026-03-04 --text")
    def edition_show(
        edition: Named = "morning",
        date: Day = "",
        text: Annotated[bool, typer.Option("--text", help="The edition as plain text.")] = False,
        why: Annotated[bool, typer.Option("--why", help="Why the stories stand in this order.")] = False,
        lines: Annotated[
            bool, typer.Option("--lines", help="Every line with its number, as `correct` takes it.")
        ] = False,
        paper: PaperFolder = HERE,
        json: Json = False,
    ) -> None:
        """Show an edition that was printed. Nothing is printed anew."""
        with opened(paper, quiet=json) as newsroom:
            printed = newsroom.editions.find(edition, day=_day(date))
            reasons = newsroom.editions.reasons(printed) if why else ()
        if json:
            _as_json(printed, None)
        elif text:
            _as_text(printed)
        elif lines:
            for line in printed.edition.lines():
                typer.echo(f"{line.id}\t{line.words}")
        else:
            _summary(printed)
            _why(reasons)


def _send(group: typer.Typer) -> None:
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
            begun = newsroom.context.now()
            delivery = newsroom.editions.send(printed, again=again)
            earlier = _sent_before(delivery, begun, newsroom.settings.paper.zone)
        if json:
            show.print_json(delivery)
        else:
            typer.echo(f"{printed.folder.name}: {earlier or _delivered(delivery, printed)}")
        _exit_unless_sent(delivery)


def _public(group: typer.Typer) -> None:
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


def _remove(group: typer.Typer) -> None:
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
            named = f"{printed.folder.name} ({_counted(printed)})"
            if not yes and not _agreed(f"Remove the edition {named}?"):
                typer.echo("Nothing was removed.")
                return
            newsroom.editions.remove(printed)
        typer.echo(f"Removed: {named}. The archive notes it. The next edition covers its time again.")


def _list(group: typer.Typer) -> None:
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


def _as_json(printed: Printed, delivery: Delivery | None) -> None:
    show.print_json(
        {
            "hash": printed.hash,
            "folder": str(printed.folder),
            "anew": printed.anew,
            "edition": printed.edition,
            "delivery": delivery,
        }
    )


def _as_text(printed: Printed) -> None:
    typer.echo((printed.folder / "edition.txt").read_text(encoding="utf-8"))


def _exit_unless_sent(delivery: Delivery | None) -> None:
    if delivery is not None and delivery.state != "sent":
        raise typer.Exit(1)


def _nothing_new(newsroom: Newsroom, printed: Printed) -> str:
    """That nothing was printed, and when the last edition was."""
    zone = newsroom.settings.paper.zone
    said = (
        f"Nothing new since the last {printed.edition.recipe} edition, which goes up to "
        f"{show.when(printed.edition.window[1], zone)}: nothing was printed.\n  page  {printed.folder / 'index.html'}"
    )
    left = newsroom.editions.left_since(printed)
    return said + (f"\n  left out since: {', '.join(left)}" if left else "")


def _nothing_at_all(nothing: Nothing, day: str, json: bool) -> None:
    """That nothing was printed since there is nothing in it, and what could be printed."""
    if json:
        show.print_json({"anew": False, "edition": None, "nothing": nothing})
        return
    typer.echo(f"Nothing {'for ' + day if day else 'in the last day'}: nothing was printed.")
    for each in nothing.left:
        typer.echo(f"  left out: {each}")
    if nothing.best is None:
        typer.echo("The paper has no article yet. Bring some in: broadsheet fetch")
    else:
        typer.echo(show.instead("The paper has ", nothing))


def _too_old(newsroom: Newsroom, printed: Printed) -> str:
    """What came in since and is too old for the edition, and how it is printed; "" where nothing is."""
    found = newsroom.editions.too_old(printed)
    if found is None:
        return ""
    number, first = found
    came = "1 article came in that dates" if number == 1 else f"{number:,} articles came in that date"
    return f"  {came} from before it: broadsheet edition --since {first}"


def _counted(printed: Printed) -> str:
    """``3 stories, 12 single items, 1 correction, 180 lines``, as far as there are any."""
    stories = items = corrections = 0
    for section in printed.edition.sections:
        for entry in section.entries:
            roles = {group.role: len(group.lines) for group in entry.groups}
            stories += bool(entry.story_id)
            items += roles.get("also", 0) + ("headline" in roles and not entry.story_id)
            corrections += sum(group.role == "correction" for group in entry.groups)
    parts = [show.count(stories, "story", "stories")]
    parts += [show.count(items, "single item")] if items else []
    parts += [show.count(corrections, "correction")] if corrections else []
    return ", ".join([*parts, show.count(len(printed.edition.lines()), "line")])


def _summary(printed: Printed) -> None:
    typer.echo(f"{'Printed' if printed.anew else 'Printed before'}: {_counted(printed)}")
    typer.echo(f"  page  {printed.folder / 'index.html'}")
    typer.echo(f"  text  {printed.folder / 'edition.txt'}")
    typer.echo(f"  hash  {printed.hash}")


def _why(reasons: tuple[tuple[str, str, str], ...]) -> None:
    if reasons:
        typer.echo("\nThe order of stories, by the formula in docs/ranking.md")
    for _, title, score in reasons[:40]:
        typer.echo(f"  {title}\n    {score}")


def _sent_before(delivery: Delivery, begun: datetime, zone: ZoneInfo) -> str:
    """That it was sent before this command began, and when; "" where it was not."""
    if delivery.state != "sent" or delivery.started >= begun:
        return ""
    at = show.when(delivery.ended or delivery.started, zone)
    return f"it was sent to {delivery.address} on {at}, and is not sent again. --again sends it once more."


def _delivered(delivery: Delivery, printed: Printed) -> str:
    """How a delivery stands, and what to do."""
    command = f"broadsheet edition send {printed.folder.name}"
    if delivery.state == "sent":
        return f"sent to {delivery.address}"
    if delivery.state == "failed":
        return f"not sent to {delivery.address}: {delivery.detail}. Once that is mended: {command}"
    return (
        f"it is not known whether {delivery.address} has it: {delivery.detail}. It is not sent again by itself; look into the "
        f"mailbox, and if it is not there: {command} --again"
    )


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
