"""`broadsheet export`: what a paper has, for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from broadsheet.cli import options
from broadsheet.cli.options import HERE, PaperFolder, opened
from broadsheet.errors import BroadsheetError, InputError
from broadsheet.newsroom import Newsroom


class What(StrEnum):
    """What can be exported."""

    articles = "articles"
    editions = "editions"
    sources = "sources"


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet export sources --opml > feeds.opml")(export)


def export(
    what: Annotated[What, typer.Argument(help="What to export.")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Where to.", show_default="standard output")
    ] = None,
    warc: Annotated[bool, typer.Option("--warc", help="Articles as the WARC records of their pages.")] = False,
    opml: Annotated[bool, typer.Option("--opml", help="Sources as OPML.")] = False,
    since: Annotated[str, typer.Option("--since", metavar="D", help="Articles first seen from then on.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="D", help="Articles first seen before then.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    paper: PaperFolder = HERE,
) -> None:
    """Write articles, editions or sources as JSON Lines, or as WARC or OPML. No token or password goes out."""
    if (warc and what is not What.articles) or (opml and what is not What.sources):
        raise InputError("--warc is for articles, --opml for sources.", hint="See: broadsheet export --help")
    if (since or until) and what is not What.articles:
        raise InputError("--since and --until are for articles.", hint="See: broadsheet export --help")
    if warc and to is None and sys.stdout.isatty():
        raise InputError("a terminal cannot show WARC.", hint="Name a file: --to articles.warc.gz")
    if to is not None and to.is_file() and not force:
        raise InputError(f"{to} is there already; it was left as it is.", hint="Name another file, or add --force")
    with opened(paper) as newsroom:
        _write(_parts(newsroom, what, warc=warc, opml=opml, since=since, until=until), to)


def _parts(newsroom: Newsroom, what: What, *, warc: bool, opml: bool, since: str, until: str) -> Iterator[bytes]:
    zone = newsroom.settings.paper.zone
    start = options.moment(since, zone, option="--since") if since else None
    end = options.moment(until, zone, option="--until") if until else None
    if what is What.editions:
        return newsroom.exports.editions()
    if what is What.sources:
        return iter([newsroom.sources.as_opml()]) if opml else newsroom.exports.sources()
    if warc:
        return newsroom.exports.captures(start=start, end=end)
    return newsroom.exports.articles(start=start, end=end)


def _write(parts: Iterator[bytes], to: Path | None) -> None:
    """All parts, to a file that appears whole or to standard output."""
    if to is None:
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
        return
    beside = to.with_name(to.name + ".part")
    try:
        with beside.open("wb") as file:
            for part in parts:
                file.write(part)
        beside.replace(to)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BroadsheetError(
            f"{to} cannot be written: {error.strerror or error}.", hint="Name a file that you may write: --to FILE"
        ) from error
