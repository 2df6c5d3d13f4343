"""The room as a filter: documents in, their stories out, at the end or as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from broadsheet.model import Story
from broadsheet.stories.grouping import Entry, Known, group

# Where no document has a time, all stand at one.
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
KEPT = 2000  # documents that a stream compares with: older ones are past their window


@dataclass(frozen=True, slots=True)
class Doc:
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


def assign(docs: Sequence[Doc]) -> list[tuple[str, str | None]]:
    """The story of each document, in their order, after all revisions."""
    entries = [_entry(number, doc, NO_TIME) for number, doc in enumerate(docs)]
    home = {article: change.story_id for change in group(entries, ()) for article in change.article_ids}
    return [(doc.id, home.get(_name(number))) for number, doc in enumerate(docs)]


def stream(docs: Iterable[Doc]) -> Iterator[Placed]:
    """A word on each document at once, and on every later change."""
    entries: dict[str, Entry] = {}
    ids: dict[str, str] = {}
    home: dict[str, str] = {}
    last = NO_TIME
    for number, doc in enumerate(docs):
        entry = _entry(number, doc, last)
        last = entry.at
        known = _known(entries, home)
        for change in group([entry], known):
            for article in change.article_ids:
                moved = article in home and home[article] != change.story_id
                home[article] = change.story_id
                if moved:
                    yield Placed(ids[article], change.story_id, "merged")
        name = _name(number)
        entries[name], ids[name] = entry, doc.id
        yield Placed(doc.id, home.get(name))
        if len(entries) > KEPT:
            entries.pop(next(iter(entries)))


def _known(entries: dict[str, Entry], home: dict[str, str]) -> list[Known]:
    by_story: dict[str, list[Entry]] = {}
    for name, entry in entries.items():
        if name in home:
            by_story.setdefault(home[name], []).append(entry)
    return [
        Known(
            Story(
                id,
                tuple(article for entry in members for article in entry.article_ids),
                min(entry.at for entry in members),
                max(entry.at for entry in members),
            ),
            tuple(members),
        )
        for id, members in by_story.items()
    ]


def _name(number: int) -> str:
    """An own id for a document: the given ones are opaque."""
    return f"{number:09d}"


def _entry(number: int, doc: Doc, standard: datetime) -> Entry:
    return Entry(_name(number), (_name(number),), doc.published or standard, doc.title, doc.text)
