"""`broadsheet import`: files of articles, or lists of feeds, into the paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, PaperFolder, Set, opened
from broadsheet.cli.told import plain, told_of
from broadsheet.newsroom import Newsroom
from broadsheet.newsroom.outlets.accounts import left_out
from broadsheet.newsroom.outlets.sources import Taken
from broadsheet.text.addresses import public_url


def register(app: typer.Typer) -> None:
    app.command("import", epilog="Example: broadsheet import crawl.warc.gz articles.jsonl.gz feeds.opml")(import_files)


def import_files(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="WARC, JSON Lines (gzip or not) or OPML files.")
    ],
    paper: PaperFolder = HERE,
    json: Json = False,
    settings: Set = None,
) -> None:
    """Take articles out of WARC and JSON Lines files, through the whole pipeline; feeds out of OPML files.

    A line of JSON Lines is an article: url and text, and where they are known outlet, source_domain, title, published
    (ISO 8601; a day alone is a day) and authors (a list). Other fields are passed over.
    """
    from broadsheet.archive import sniff

    lists = [path for path in files if path.is_file() and sniff(path) == "opml"]
    others = [path for path in files if path not in lists]
    with opened(paper, write=True, settings=settings, quiet=json) as newsroom:
        taken, problems = _take(newsroom, lists, json)
        if others:
            _import(newsroom, others, json)
    if json and not others:
        show.print_json(taken)
    _fail_over(problems)


def _import(newsroom: Newsroom, files: Sequence[Path], json: bool) -> None:
    """The articles of files through the whole pipeline, and what became of them, in words or as JSON."""
    account = newsroom.rounds.import_files(files)
    show.end_progress(newsroom.progress)
    missing = left_out(newsroom.ledger, [account.round.id])
    if json:
        show.print_json(plain(account, missing))
        return
    beside = newsroom.editions.beside_the_next(account.round.id)
    typer.echo(
        f"{show.count(account.of('records', 'made'), 'new record')}, "
        f"{show.count(account.of('records', 'unchanged'), 'repeat')}; "
        f"{show.count(account.of('articles', 'made'), 'article')} read."
    )
    show_leftovers(account.counts, missing.examples)
    for line in told_of(missing, newsroom.settings):
        typer.echo(line)
    if beside is not None:
        typer.echo(show.instead("Too old for the next edition: ", beside))
    news = account.of("articles", "made") - (beside.number if beside else 0)
    if news > 0 or beside is None:
        typer.echo("Next: broadsheet edition")


def _take(newsroom: Newsroom, lists: Sequence[Path], quiet: bool) -> tuple[list[object], list[str]]:
    """The feeds of OPML files into outlets.toml; what became of each file, and what was wrong with some."""
    found: list[object] = []
    problems: list[str] = []
    for path in lists:
        taken = newsroom.sources.take(path)
        found.append(
            {"file": str(path), "added": taken.added, "known": taken.known, "refused": taken.refused, "cut": taken.cut}
        )
        if taken.cut:
            problems.append(
                f"{path} is cut short at {taken.cut}: {show.count(_feeds(taken), 'feed')} before that. "
                "Export the list once more, and import it again; what is there already is not added twice."
            )
        elif not _feeds(taken):
            problems.append(f"{path} has no feed in it. A feed is an <outline> with an xmlUrl.")
        if quiet:
            continue
        typer.echo(f"{path.name}: {show.count(len(taken.added), 'feed')} added, {len(taken.known)} read already.")
        for url, why in taken.refused:
            typer.echo(f"  not taken: {public_url(url)} ({why})")
        for note in taken.notes:
            typer.echo(f"  {note}")
    if lists and not quiet and not problems:
        typer.echo("Next: broadsheet fetch")
    return found, problems


def _feeds(taken: Taken) -> int:
    return len(taken.added) + len(taken.known) + len(taken.refused)


def _fail_over(problems: Sequence[str]) -> None:
    """Ends with exit code 1 where a list was not whole."""
    for problem in problems:
        typer.echo(f"broadsheet: {problem}", err=True)
    if problems:
        raise typer.Exit(1)


def show_leftovers(
    counts: tuple[tuple[str, str, str, int], ...], examples: Sequence[tuple[str, str, tuple[str, ...]]] = ()
) -> None:
    """What was not made, by reason, so that each item is accounted for; the first few by name."""
    named = {(stage, reason): details for stage, reason, details in examples}
    for stage, outcome, reason, number in counts:
        if outcome not in ("rejected", "failed") or (stage, reason) == ("articles", "language"):
            continue
        typer.echo(f"  {stage}: {number:,} {outcome} ({reason})")
        details = named.get((stage, reason), ())
        for detail in details:
            typer.echo(f"    {detail}")
        if details and number > len(details):
            typer.echo(f"    and {number - len(details):,} more")
