"""The room as a filter: documents in, their stories out, at the end or as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from broadsheet.model import Story
from broadsheet.stories.grouping import KnownStory, ReportText, group

_NO_TIME = datetime(1, 1, 1, tzinfo=UTC)
KEPT = 1000  # documents that a stream compares with


@dataclass(frozen=True, slots=True)
class StreamDoc:
    """A document; `published` is None where it is not known."""

    id: str
    published: datetime | None
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a document went; `change` is empty for the first word on it."""

    id: str
    story: str | None
    change: Literal["", "merged", "split", "moved"] = ""


def assign(docs: Sequence[StreamDoc]) -> list[tuple[str, str | None]]:
    """The story of each document, in their order, after all revisions. The order decides nothing."""
    order = sorted(range(len(docs)), key=lambda at: (docs[at].published or _NO_TIME, docs[at].title, docs[at].text))
    names = {at: _name(number) for number, at in enumerate(order)}
    entries = [_entry(names[at], doc) for at, doc in enumerate(docs)]
    home = {article: change.story_id for change in group(entries, ()) for article in change.article_ids}
    return [(doc.id, home.get(names[at])) for at, doc in enumerate(docs)]


def stream(docs: Iterable[StreamDoc]) -> Iterator[Placed]:
    """A word on each document at once, and on every later change."""
    entries: dict[str, ReportText] = {}
    ids: dict[str, str] = {}
    home: dict[str, str] = {}
    for number, doc in enumerate(docs):
        name = _name(number)
        entry = _entry(name, doc)
        later: list[Placed] = []
        for change in group([entry], _known(entries, home)):
            target = change.other if change.kind == "split" else change.story_id
            for article in change.article_ids:
                if article in home and home[article] != target:
                    later.append(Placed(ids[article], target, "split" if change.kind == "split" else "merged"))
                home[article] = target
        entries[name], ids[name] = entry, doc.id
        yield Placed(doc.id, home.get(name))
        yield from later
        if len(entries) > KEPT:
            entries.pop(next(iter(entries)))


def _known(entries: dict[str, ReportText], home: dict[str, str]) -> list[KnownStory]:
    by_story: dict[str, list[ReportText]] = {}
    for name, entry in entries.items():
        if name in home:
            by_story.setdefault(home[name], []).append(entry)
    return [
        KnownStory(
            Story(
                id,
                tuple(article for entry in members for article in entry.article_ids),
                min(entry.at or _NO_TIME for entry in members),
                max(entry.at or _NO_TIME for entry in members),
            ),
            tuple(members),
        )
        for id, members in by_story.items()
    ]


def _name(number: int) -> str:
    """An own id for a document: the given ones are opaque."""
    return f"{number:09d}"


def _entry(name: str, doc: StreamDoc) -> ReportText:
    return ReportText(name, (name,), doc.published, doc.title, doc.text)
