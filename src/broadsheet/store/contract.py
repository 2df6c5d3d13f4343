"""What any ledger promises. One class of tests (`tests/contract`) holds every back end to it.

Threads: a Ledger belongs to the thread that opened it; readers open their own. Times go in and
come out aware and in UTC. Every list is sorted as its method says, so that nothing depends on
the order in which rows were written. All writes happen inside `writing()`: all of them are kept,
or none. One process writes at a time, under a lock that names its holder. Errors are LedgerError;
an id that is not there gives None or an empty tuple, never an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from broadsheet.model import (
    Correction,
    Delivery,
    Edition,
    EditionRow,
    ItemOutcome,
    Link,
    Membership,
    Outlet,
    Place,
    ReaderRule,
    Reading,
    Round,
    RoundKind,
    Sighting,
    SourceState,
    Statement,
    Story,
    StoryChange,
    Version,
)


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
class Hit:
    """An article found by words: `headline` is the title and `snippet` a stretch of the text, both with their hits
    between \\x02 and \\x03; `marks` are the first hits in the text. `moment` is when it was published, or captured
    where that is not known."""

    version_id: str
    article_id: str
    title: str
    outlet_id: str
    captured: datetime
    moment: datetime
    snippet: str
    headline: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class WaitingLink:
    """A Link whose page is still to be fetched; `tries` counts those that failed in passing."""

    link_id: str
    source_id: str
    published: datetime | None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A text that was erased on demand: what it was, by its hashes, and why.

    `id` is the Version's, or the Capture's where no Version was made of it (`version_id` and `text_hash` are
    empty then). `digest` is the payload's.
    """

    id: str
    article_id: str
    version_id: str
    capture_id: str
    url: str
    text_hash: str
    digest: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """An Article of which a reading made no Version: why, in the words of its outcome."""

    article_id: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class LinkLeft:
    """A Link whose page was not asked for: it `waits`, or it was too old when it was first seen."""

    id: str
    waits: bool


class Writer(Protocol):
    """Writes of one transaction. Writing the same thing twice is harmless and changes nothing."""

    def open_round(self, kind: RoundKind, sources: Sequence[str], cutoff: datetime, started: datetime) -> Round: ...

    def close_round(self, round_id: int, done: datetime) -> None: ...

    def plan(self, round_id: int, stage: str, keys: Iterable[str]) -> None:
        """Adds items without an outcome; those that are there already stay as they are."""

    def settle(self, outcome: ItemOutcome) -> None:
        """The one outcome of an item; a second one for the same item is a LedgerError."""

    def take_in_hand(self, stage: str, keys: Sequence[str]) -> None:
        """Notes that these are worked on from now on."""

    def put_down(self, stage: str, keys: Sequence[str]) -> None:
        """These are done: nothing is remembered of them."""

    def let_go(self, *, broken: bool) -> None:
        """Nothing is in hand any more. What was in hand stays known as suspect; where the process was `broken` off
        with one thing alone in its hand, that counts against it."""

    def tried_again(self, outcome: ItemOutcome, round_id: int) -> None:
        """The reason of an outcome that is kept says from now on that a later round tried the item again."""

    def put_outlet(self, outlet: Outlet) -> None:
        """Keeps an outlet that was met in an import and that the catalogue does not name."""

    def put_source_state(self, state: SourceState) -> None: ...

    def put_link(self, link: Link, *, capture_id: str, seen: datetime) -> None:
        """Keeps a Link; `capture_id` is the feed's Capture. A known id stays as it was first seen."""

    def put_waiting(self, links: Sequence[WaitingLink]) -> None:
        """Lets the pages of Links wait to be fetched; those that wait already keep their count of tries."""

    def try_again(self, link_id: str, *, most: int) -> bool:
        """Counts a try that failed. After `most` of them the Link waits no longer, and False comes back."""

    def drop_waiting(self, link_ids: Sequence[str]) -> None:
        """Those wait no longer."""

    def put_sighting(self, sighting: Sighting) -> None:
        """Keeps an observation (by capture id, time and place); the first one of a Capture makes the Capture."""

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

    def put_signature(self, version_id: str, signature: bytes, stage_version: str) -> None: ...

    def put_statements(self, version_id: str, statements: Sequence[Statement], stage_version: str) -> None: ...

    def replace_memberships(self, memberships: Sequence[Membership]) -> None:
        """Each named Article's membership becomes this one; others stay."""

    def add_story_changes(self, changes: Sequence[StoryChange], round_id: int, at: datetime) -> None:
        """Appends primary records and brings the table of stories up to date with them."""

    def put_correction(self, correction: Correction) -> None:
        """Keeps a Correction; a known id stays as it is."""

    def put_delivery(self, delivery: Delivery) -> None:
        """Keeps a Delivery, or its new state where its id is known."""

    def put_reader_rule(self, rule: ReaderRule) -> None:
        """Keeps a rule of the reader's, or its new state where its id is known."""

    def put_edition(self, edition: Edition, hash: str, folder: str) -> None: ...

    def replace_edition(self, edition: Edition, hash: str) -> None:
        """The edition without what was withdrawn of it takes the place of the one with that hash."""

    def remove_edition(self, hash: str) -> None:
        """Takes an edition out of the list; its Deliveries and the Corrections of its Lines stay."""

    def withdraw(self, article_id: str, withdrawals: Sequence[Withdrawal]) -> None:
        """Erases the Article's Versions with all that was made of them, its texts as far as no other Article has
        them, and the words of its Links; keeps the Withdrawals. The Article's addresses stay, so that it is known."""

    def retire(self, file: str, successor: str, places: Mapping[int, Place]) -> None:
        """The sightings of an archive file move to the places given by their offset; those without one are dropped.
        Until `forget_retired`, the ledger knows that the old file is to be deleted."""

    def forget_retired(self, file: str) -> None: ...


class Ledger(Protocol):
    """Reads, and the way to write."""

    def writing(self) -> AbstractContextManager[Writer]:
        """One transaction: committed at the end of the block, rolled back if it raises."""

    def close(self) -> None: ...

    # Rounds and their items
    def open_rounds(self) -> tuple[Round, ...]:
        """Rounds that were begun and not closed, oldest first."""

    def rounds(self, *, limit: int = 50) -> tuple[Round, ...]:
        """Newest first."""

    def pending(self, round_id: int, stage: str) -> tuple[str, ...]:
        """Keys of planned items without an outcome, sorted."""

    def outcomes(self, round_id: int) -> tuple[ItemOutcome, ...]:
        """All outcomes of a round, by stage and key."""

    def counts(self, round_id: int) -> Mapping[tuple[str, str, str], int]:
        """Items by (stage, outcome, reason)."""

    def suspects(self, stage: str) -> Mapping[str, int]:
        """Keys that were in hand when a process was broken off, each with how often it was so alone."""

    def set_aside(self) -> tuple[ItemOutcome, ...]:
        """Outcomes of items that broke what read them and that no later round has tried again, by round, stage, key."""

    # Outlets, sources, links, captures
    def outlet(self, outlet_id: str) -> Outlet | None:
        """An outlet that `put_outlet` kept."""

    def source_state(self, source_id: str) -> SourceState | None: ...

    def source_states(self) -> tuple[SourceState, ...]: ...

    def link(self, link_id: str) -> Link | None: ...

    def link_capture(self, link_id: str) -> str:
        """The id of the feed's Capture in which the Link was first seen."""

    def known_links(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of the given Link ids that are kept."""

    def links_to(self, article_id: str) -> tuple[Link, ...]:
        """All Links whose address leads to the Article, by id. It looks at every Link: not for the pipeline."""

    def waiting(self, source_ids: Sequence[str]) -> tuple[WaitingLink, ...]:
        """Links of those sources whose page is still to be fetched: newest first, those without a time last."""

    def sighting(self, capture_id: str) -> Sighting | None:
        """The first observation of a Capture: the one whose record holds the payload."""

    def sightings(self, url: str) -> tuple[Sighting, ...]:
        """All observations of a URL, by time."""

    def has_sighting(self, place: Place) -> bool: ...

    def sightings_in(self, file: str) -> tuple[Sighting, ...]:
        """All observations whose record lies in that archive file, by offset."""

    def retired(self) -> Mapping[str, str]:
        """Archive files that are to be deleted, each with the file that has taken its place ("": none)."""

    def archive_ends(self) -> Mapping[str, int]:
        """For each archive file the offset after the last record that the ledger knows."""

    # Articles and Versions
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
        """All Versions of an Article, by time of capture, then round, then id."""

    def newest_versions(self, article_ids: Sequence[str], *, before: datetime | None = None) -> tuple[Version, ...]:
        """For each Article its last Version captured before that time (any, if None), by Article id."""

    def articles_seen(self, start: datetime, end: datetime) -> tuple[str, ...]:
        """Ids of Articles whose first Version was captured in [start, end), sorted."""

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

    def profiles(self, outlet_id: str) -> tuple[ProfileRow, ...]:
        """All that was learned of an outlet, by `since`, then by the number of pages."""

    def round_articles(self, round_id: int) -> tuple[str, ...]:
        """Ids of Articles that got a Version in this round, sorted."""

    def without_signature(self, round_id: int, stage_version: str) -> tuple[str, ...]:
        """Version ids of a round that have no signature of that stage version, sorted."""

    def without_statements(self, round_id: int, stage_version: str) -> tuple[str, ...]: ...

    def signatures(self, version_ids: Sequence[str], *, stage_version: str = "") -> Mapping[str, bytes]:
        """Those of that stage version alone (of any, if ""): signatures of two versions cannot be compared."""

    def older_signatures(self, stage_version: str) -> tuple[str, ...]:
        """Ids of Versions whose signature is of another stage version, sorted."""

    def older_statements(self, stage_version: str) -> tuple[str, ...]:
        """Ids of Versions whose Statements are of another stage version, sorted."""

    def older_versions(self, extractor: str, *, read_again: str) -> tuple[str, ...]:
        """Ids of Versions that another extractor read and whose Capture is in the archive, sorted; without those of
        which a Reading has `read_again` and their id as its key."""

    def statements(self, version_ids: Sequence[str]) -> tuple[Statement, ...]:
        """By Version id, then by where the content starts."""

    # Reports and stories
    def memberships(self, article_ids: Sequence[str]) -> tuple[Membership, ...]:
        """By Article id."""

    def members_of(self, report_ids: Sequence[str]) -> tuple[Membership, ...]: ...

    def story(self, story_id: str) -> Story | None:
        """The Story of that id, or the one that it was merged into."""

    def stories(
        self, *, start: datetime | None = None, end: datetime | None = None, limit: int | None = None, offset: int = 0
    ) -> tuple[Story, ...]:
        """Stories that were updated at or after `start` and opened before `end`; newest first, then id; the first
        `offset` of them are passed over."""

    def story_of(self, article_id: str) -> str | None: ...

    def stories_of(self, article_ids: Sequence[str]) -> Mapping[str, str]:
        """For each Article that is in a Story, the Story's id."""

    def story_changes(self, story_id: str) -> tuple[StoryChange, ...]:
        """All changes that name the Story, in the order of the rounds."""

    def story_round(self, round_id: int) -> bool:
        """Whether the group stages of that round are done."""

    # Editions
    def editions(self, *, recipe: str = "", limit: int = 50) -> tuple[EditionRow, ...]:
        """Newest window first."""

    def edition(self, hash: str) -> Edition | None: ...

    def leads(self, hashes: Sequence[str]) -> Mapping[str, str]:
        """For each of these editions that has one, the headline that it begins with."""

    def corrections(
        self, *, edition_hash: str = "", start: datetime | None = None, end: datetime | None = None
    ) -> tuple[Correction, ...]:
        """Corrections of an edition (any, if ""), made in [start, end), by time, then id."""

    def reader_rules(self) -> tuple[ReaderRule, ...]:
        """All rules of the reader's, by id, those that are off included."""

    def deliveries(self, *, edition_hash: str = "") -> tuple[Delivery, ...]:
        """Deliveries of an edition (any, if ""), by start, then id."""

    # Withdrawn
    def withdrawals(self, *, article_id: str = "") -> tuple[Withdrawal, ...]:
        """What was erased of an Article (of any, if ""), by time, then id."""

    def is_withdrawn(self, *, article_id: str, text_hash: str = "") -> bool:
        """Whether the Article, or a text with that hash, was erased on demand."""

    # All of it
    def access(self, start: datetime) -> Mapping[tuple[str, str], int]:
        """Articles first seen since `start` by (outlet, access of their newest Version)."""

    def newest_articles(self) -> Mapping[str, datetime]:
        """For each outlet, when its last new article was seen."""

    def erase_traces(self) -> None:
        """Writes the file anew, so that nothing of deleted rows stays on the disk. Not inside `writing()`."""

    def search(
        self,
        words: str,
        *,
        outlet_id: str = "",
        start: datetime | None = None,
        end: datetime | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> tuple[Hit, ...]:
        """Articles by words as `text.queries` reads them, best first; each Article once, by its newest Version. Those of
        one outlet, and with a `moment` in [start, end), where that is asked for. No words are wrong: what has no letter
        finds nothing."""

    def totals(self) -> Mapping[str, int]:
        """Rows of each kind: articles, versions, captures, sightings, stories, statements, editions, rounds."""

    def check(self) -> tuple[str, ...]:
        """What is inconsistent, in words; empty when all is sound."""
