"""`broadsheet article URL`: one article, its versions and how it changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from broadsheet.articles import Edit, EditedRun, shortened
from broadsheet.cli import show
from broadsheet.cli.options import HERE, Json, PaperFolder, opened
from broadsheet.model import Version
from broadsheet.newsroom.reading.articles import ArticleView
from broadsheet.text.addresses import public_url

_MARKS = {"heading": "## ", "quote": "> ", "embed": "> ", "list": "- "}


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: broadsheet article https://www.example.com/news/2026/a-bridge-opens")(article)


def article(
    url: Annotated[str, typer.Argument(help="Any address of the article, or its id.")],
    paper: PaperFolder = HERE,
    json: Json = False,
) -> None:
    """Show an article as it was captured, and what changed between its versions."""
    with opened(paper) as newsroom:
        view = newsroom.articles.get(url)
        zone = newsroom.settings.paper.zone
    if json:
        show.print_json(view)
        return
    for line in (*_head(view, zone), "", *_text(view.versions[-1]), *_changes(view, zone)):
        typer.echo(line)


def _head(view: ArticleView, zone: ZoneInfo) -> Iterator[str]:
    newest = view.versions[-1]
    yield newest.title
    by = ", ".join(newest.authors)
    credit = f" ({', '.join(newest.credit)})" if newest.credit else ""
    kind = f"{newest.kind} (told by {newest.kind_reason})" if newest.kind_reason else newest.kind
    yield f"{view.outlet.name}{' · ' + by if by else ''}{credit} · {kind} · {newest.access}"
    published = show.stated(newest.published, zone) if newest.published else "not known"
    published += f" ({newest.times_reason})" if newest.times_reason else ""
    yield f"published {published} · captured {show.stated(newest.seen, zone)} · {show.count(len(view.versions), 'version')}"
    if newest.image:
        said = " · ".join(words for words in (newest.image.caption, newest.image.credit) if words)
        yield f"image {public_url(newest.image.url)}{' · ' + said if said else ''}"
    if view.story_id:
        yield f"story {view.story_id}"
    if view.unread:
        yield view.unread
    for note in view.notes:
        yield f"The outlet’s own note: {note}"


def _text(version: Version) -> Iterator[str]:
    for block in version.text.blocks:
        yield _MARKS.get(block.kind, "") + version.text.of(block) + "\n"


def _changes(view: ArticleView, zone: ZoneInfo) -> Iterator[str]:
    if not view.edits:
        if view.looks > 1:
            yield f"Looked at {view.looks} times; no change of its words was seen."
        return
    captured = {version.id: version.captured for version in view.versions}
    for edit in view.edits:
        yield f"Changed between {show.when(captured[edit.before_id], zone)} and {show.when(edit.at, zone)}:"
        yield from (f"  {line}" for line in edit_lines(edit, zone, colour=sys.stdout.isatty()))


def edit_lines(edit: Edit, zone: ZoneInfo, *, colour: bool) -> Iterator[str]:
    """An edit in words: headline, text, stated time of change and the outlet's own notes, each apart."""
    if edit.headline:
        yield f"Headline: {_marked(edit.headline, colour)}"
    for pieces in edit.prose:
        yield f"{_what(pieces)}: {_marked(shortened(pieces), colour)}"
    for note in edit.notes:
        yield f"The outlet’s own note: {note}"
    if edit.stated:
        before, after = edit.stated
        yield f"Stated time of change: {show.stated(before, zone)} → {show.stated(after, zone)}"
    if edit.is_silent:
        yield "A silent edit: the page carries no note of it and states no new time of change."


def _what(pieces: Sequence[EditedRun]) -> str:
    whole = pieces[0].kind if len(pieces) == 1 else "same"
    return {"removed": "Paragraph removed", "added": "Paragraph added", "same": "Paragraph changed"}[whole]


def _marked(pieces: Sequence[EditedRun], colour: bool) -> str:
    """The pieces with [-what went-] and {+what came+}; coloured as well where the terminal shows it."""
    found = []
    for piece in pieces:
        if piece.kind == "same":
            found.append(piece.text)
            continue
        gone = piece.kind == "removed"
        words = f"[-{piece.text}-]" if gone else f"{{+{piece.text}+}}"
        found.append(typer.style(words, fg="red" if gone else "green") if colour else words)
    return "".join(found)
