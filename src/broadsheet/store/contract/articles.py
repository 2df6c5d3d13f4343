"""Articles, their addresses, what was read of them, their Versions, what was learned of their outlets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from broadsheet.model import Reading, Version


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An Article as the ledger knows it: its first address, its outlet, when it was first seen."""

    id: str
    url: str
    outlet_id: str
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """What was learned of an outlet's pages: of how many Articles, the last of them first captured at `since`.

    `version` is the name of its content ("": nothing was found), `body` the content as JSON.
    """

    outlet_id: str
    since: datetime
    pages: int
    version: str
    body: str


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """An Article of which a reading made no Version: why, in the words of its outcome."""

    article_id: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class LateRow:
    """An Article by the time of its first Version and the first round that brought it one."""

    id: str
    first_version: datetime
    round_id: int


@dataclass(frozen=True, slots=True)
class LinkLeft:
    """A Link whose page was not asked for: it `waits`, or it was too old when it was first seen."""

    id: str
    waits: bool


class ArticleReads(Protocol):
    """An Article is named by its first address and has Versions by the time of their capture. An interval [start, end) is
    of aware times in any zone. InputError where a kept body is damaged.
    """

    def article_of(self, url: str) -> str | None:
        """The Article that a normal URL leads to."""

    def article(self, article_id: str) -> ArticleRow | None: ...

    def addresses(self, article_id: str) -> tuple[str, ...]: ...

    def reading(self, round_id: int, key: str) -> Reading | None: ...

    def readings(self, round_id: int) -> tuple[Reading, ...]:
        """Readings of a round without an outcome yet, by time of capture, URL, key."""

    def readings_of(self, article_id: str) -> tuple[Reading, ...]:
        """All Readings of an Article, of whatever round, by round and key."""

    def version(self, version_id: str) -> Version | None: ...

    def versions(self, ids: Sequence[str]) -> tuple[Version, ...]:
        """Those of the given ids that are kept, by id."""

    def versions_of(self, article_id: str) -> tuple[Version, ...]:
        """All Versions of an Article, by time of capture, then id."""

    def newest_versions(self, article_ids: Sequence[str], *, before: datetime | None = None) -> tuple[Version, ...]:
        """For each Article its last Version captured before that time (any, if None), by Article id."""

    def articles_seen(self, start: datetime, end: datetime) -> tuple[str, ...]:
        """Ids of Articles whose first Version was captured in [start, end), sorted."""

    def came_late(self, end: datetime, *, after: int) -> tuple[LateRow, ...]:
        """Articles whose first Version was captured before `end`, and all of whose Versions came with rounds after that
        one. By id."""

    def unread(self, start: datetime, end: datetime) -> tuple[UnreadRow, ...]:
        """Readings that were rejected or failed, of captures of [start, end); those of a feed's words count by the
        start of their round. By Article id, then reason."""

    def links_left(self, start: datetime, end: datetime) -> tuple[LinkLeft, ...]:
        """Links first seen in [start, end) whose page was never asked for and whose address leads to no Article; of
        several Links to one address one. By id."""

    def last_articles(self, outlet_id: str, *, limit: int) -> Mapping[str, datetime]:
        """The outlet's Articles whose first Version was captured last, with that time: newest first, then by id."""

    def outlets_read(self, round_id: int) -> tuple[str, ...]:
        """Ids of outlets of which this round read pages that made a Version, sorted. Lines of an import are no pages."""

    def round_articles(self, round_id: int) -> tuple[str, ...]:
        """Ids of Articles that got a Version in this round, sorted."""

    def access(self, start: datetime) -> Mapping[tuple[str, str], int]:
        """Articles first seen since `start` by (outlet, access of their newest Version)."""

    def newest_articles(self) -> Mapping[str, datetime]:
        """For each outlet, when its last new article was seen."""

    def profiles(self, outlet_id: str) -> tuple[ProfileRow, ...]:
        """All that was learned of an outlet, by `since`, then by the number of pages."""


class ArticleWrites(Protocol):
    """LedgerRefused where an Article, a round or a text that is named is not kept. Times must be aware."""

    def put_article(self, article: ArticleRow) -> None:
        """Keeps an Article and its first address; a known id stays as it is."""

    def put_address(self, url: str, article_id: str) -> None:
        """Lets another normal URL lead to the Article; a known URL stays where it leads."""

    def put_reading(self, round_id: int, reading: Reading) -> None:
        """Plans the stage ``articles`` for `reading.key` and keeps what it needs."""

    def put_version(self, version: Version, round_id: int) -> None:
        """Keeps a Version with its Text (stored once for each text hash) and makes it searchable."""

    def put_profile(self, profile: ProfileRow) -> None:
        """Keeps a profile; one of the same outlet, time and number of pages stays as it is."""
