"""`broadsheet sources`: the ways in, and how they do."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, PaperFolder, Set, opened
from broadsheet.newsroom.outlets.source_checks import Checked
from broadsheet.newsroom.outlets.sources import SourceView

_NAMED = 3  # outlets that are named where many have the same trouble


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet sources --check")(sources)


def sources(
    paper: PaperFolder = HERE,
    check: Annotated[
        bool, typer.Option("--check", help="Ask every address once, and say what moved, is gone or is no feed.")
    ] = False,
    json: Json = False,
    settings: Set = None,
) -> None:
    """List the outlets' sources, each with its id first: last success, last new article, how their pages come, when
    next, health. With --check every address is asked, politely; nothing is kept of what comes."""
    from broadsheet.newsroom.outlets.source_checks import check_sources

    with opened(paper, settings=settings, quiet=json) as newsroom:
        zone, now = newsroom.settings.paper.zone, newsroom.now()
        if check:
            checked = check_sources(newsroom.context)
            show.end_progress(newsroom.progress)
            _show_checked(checked, as_json=json)
            return
        views = newsroom.sources.table()
    if json:
        show.print_json([_plain(each) for each in views])
        return
    if not views:
        typer.echo("No sources yet. Add one: broadsheet add https://example.com")
        return
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        typer.echo("\n".join(blocks(views, zone=zone, now=now, width=width)))
    else:
        for each in views:
            typer.echo("\t".join(_row(each, zone)))
    for line in advice(views):
        typer.echo(line, err=True)
    if any(each.state is None and not each.outlet.mute for each in views):
        typer.echo("Next: broadsheet fetch", err=True)


def _plain(view: SourceView) -> dict[str, object]:
    from broadsheet.newsroom.outlets.sources import shown

    return {
        "outlet": view.outlet,
        "source": shown(view.source),
        "state": view.state,
        "last_article": view.last_article,
        "pages": view.pages,
        "due": view.due,
        "health": view.health,
        "unread": dict(view.unread),
    }


def _row(view: SourceView, zone: ZoneInfo) -> tuple[str, ...]:
    last = show.when(view.state.last_success if view.state else None, zone)
    due = show.when(view.due, zone) if view.due else "not planned"
    article = show.when(view.last_article, zone)
    return (view.outlet.id, view.outlet.name, last, article, view.pages.words, due, view.health.words, view.url)


def blocks(views: Sequence[SourceView], *, zone: ZoneInfo, now: datetime, width: int) -> list[str]:
    """The sources for a terminal, of any width: the outlet with its id, below it each address with how it does."""
    lines: list[str] = []
    last = ""
    for view in views:
        if view.outlet.id != last:
            head = f"{view.outlet.id}  {view.outlet.name}"
            lines += ["", head] if lines else [head]
        last = view.outlet.id
        lines.append(f"  {_shortened(view.url, width - 2)}")
        lines += textwrap.wrap(
            _facts(view, zone, now), width, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False
        )
    return lines


def _facts(view: SourceView, zone: ZoneInfo, now: datetime) -> str:
    """How a source does, in one line of words; a time is kept together by spaces that do not break."""

    def at(moment: datetime | None) -> str:
        if moment is None:
            return "never"
        local = moment.astimezone(zone)
        year = "" if local.year == now.astimezone(zone).year else " %Y"
        return local.strftime(f"{local.day}\xa0%b{year.replace(' ', chr(160))}\xa0%H:%M")

    if view.state is None:
        return f"{view.health.words}."
    due = f"next {at(view.due)}" if view.due else "not planned"
    return (
        f"{view.health.words}; read {at(view.state.last_success)}, last new article {at(view.last_article)}, {due}; "
        f"pages of 14 days: {view.pages.words}"
    )


def _shortened(url: str, width: int) -> str:
    """An address without what goes without saying, its middle left out where it is too long."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url)
    if len(bare) <= width:
        return bare
    end = (width - 1) // 2
    return f"{bare[: width - 1 - end]}…{bare[-end:]}"


def advice(views: Sequence[SourceView]) -> list[str]:
    """What can be done, each advice once, with those whom it is for."""
    found: dict[tuple[str, str], list[SourceView]] = {}
    for view in views:
        if view.health.advice and view.state is not None and view.health.level in ("trouble", "waits"):
            domain = view.outlet.domains[0] if view.outlet.domains else "ADDRESS"
            words = re.sub(r"for [\d,]+ days", "for days", re.sub(r", \d+ times now$", "", view.health.words))
            key = re.sub(r"^[\d,]+ articles?", "articles", words), view.health.advice.replace(domain, "ADDRESS")
            found.setdefault(key, []).append(view)
    lines = []
    for (words, general), those in found.items():
        names = list(dict.fromkeys(view.outlet.name for view in those))
        if len(names) == 1:
            lines.append(f"{names[0]}: {those[0].health.words}. {those[0].health.advice}")
            continue
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        lines.append(f"{', '.join(names[:_NAMED])}{more}: {words}. {general}")
    return lines


def _show_checked(checked: Sequence[Checked], *, as_json: bool) -> None:
    """What each address said, and exit code 1 where one of them needs a hand."""
    wrong = [each for each in checked if not each.sound]
    if as_json:
        show.print_json(checked)
    else:
        for words in dict.fromkeys(each.words for each in wrong):
            typer.echo(f"{words[0].upper()}{words[1:]}")
            for each in wrong:
                if each.words == words:
                    typer.echo(f"    {each.outlet_id}  {each.url}")
        counted = f"{len(checked) - len(wrong)} of {show.count(len(checked), 'address', 'addresses')}"
        typer.echo(f"{counted} {'is' if len(checked) == 1 else 'are'} sound; outlets.toml was left as it is.")
    if wrong:
        raise typer.Exit(1)
